//! JSON in which every key stands once. Readers differ in which of two equal keys they believe, so a body that one
//! of them checked could mean something else here.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// A value without a key that is given twice.
pub(crate) struct Strict(pub(crate) Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Once).map(Self)
    }
}

struct Once;

impl<'de> Visitor<'de> for Once {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Strict(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if map.contains_key(&key) {
                let key: String = key.chars().filter(|c| !c.is_control()).take(64).collect();
                return Err(A::Error::custom(format_args!("the key \"{key}\" is given twice")));
            }
            let Strict(value) = entries.next_value()?;
            map.insert(key, value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_stands_once() {
        for (text, fine) in [
            (r#"{"a":1,"b":{"a":2}}"#, true),
            (r#"[{"a":1},{"a":1}]"#, true),
            (r#"{"a":1,"a":1}"#, false),
            (r#"{"a":1,"\u0061":1}"#, false),
            (r#"{"b":[{"a":1,"c":{},"a":2}]}"#, false),
        ] {
            assert_eq!(serde_json::from_str::<Strict>(text).is_ok(), fine, "{text}");
        }
        let error = serde_json::from_str::<Strict>(r#"{"name":1,"name":2}"#).err().unwrap().to_string();
        assert!(error.starts_with("the key \"name\" is given twice"), "{error}");
    }

    proptest! {
        #[test]
        fn reads_what_the_usual_reader_reads(text in r#"[\[{]("a":|"b":)?(1|-2|0.5|1e400|null|true|"x\\n"|\{\}|\[\]),?("c":[12])?[\]}]"#) {
            let usual = serde_json::from_str::<Value>(&text).ok();
            prop_assert_eq!(serde_json::from_str::<Strict>(&text).ok().map(|s| s.0), usual);
        }
    }
}
