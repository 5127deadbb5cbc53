//! Values that clients write in more than one way: forms have only text, and some clients quote what they need not.

use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// A yes or no: `true`, `"true"`, `"True"`, `1`, `"on"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Flag(pub(crate) bool);

/// A whole number, or its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Int(pub(crate) i64);

/// The yes or no that a text says.
pub(crate) fn flag(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" => Some(true),
        "false" | "0" | "no" | "off" => Some(false),
        _ => None,
    }
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Seen;
        impl Visitor<'_> for Seen {
            type Value = Flag;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a valid boolean")
            }

            fn visit_bool<E>(self, value: bool) -> Result<Flag, E> {
                Ok(Flag(value))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Flag, E> {
                flag(text).map(Flag).ok_or_else(|| E::custom("must be a valid boolean"))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Flag, E> {
                self.visit_str(&number.to_string())
            }
        }
        from.deserialize_any(Seen)
    }
}

impl<'de> Deserialize<'de> for Int {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Seen;
        impl Visitor<'_> for Seen {
            type Value = Int;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a valid integer")
            }

            fn visit_i64<E>(self, number: i64) -> Result<Int, E> {
                Ok(Int(number))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Int, E> {
                i64::try_from(number).map(Int).map_err(|_| E::custom("must be a smaller integer"))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Int, E> {
                text.trim().parse().map(Int).map_err(|_| E::custom("must be a valid integer"))
            }
        }
        from.deserialize_any(Seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_value() {
        for (text, expect) in [
            ("true", Some(true)),
            ("\"True\"", Some(true)),
            ("0", Some(false)),
            ("\"maybe\"", None),
            ("2", None),
        ] {
            assert_eq!(serde_json::from_str::<Flag>(text).ok().map(|f| f.0), expect, "{text}");
        }
        for (text, expect) in [("6", Some(6)), ("\"6\"", Some(6)), ("\"x\"", None), ("1.5", None)] {
            assert_eq!(serde_json::from_str::<Int>(text).ok().map(|n| n.0), expect, "{text}");
        }
    }
}
