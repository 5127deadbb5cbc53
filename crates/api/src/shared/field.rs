//! A field of a change that tells absent, `null` and a value apart.

use app::Change;
use serde::{Deserialize, Deserializer};

/// A field of a `PUT` body; needs `#[serde(default)]` on the struct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field<T>(pub(crate) Change<T>);

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self(Change::Keep)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(Option::deserialize(from)?.map_or(Change::Clear, Change::Set)))
    }
}

impl<T> Field<T> {
    /// The same with another value.
    pub(crate) fn map<U>(self, f: impl FnOnce(T) -> U) -> Change<U> {
        match self.0 {
            Change::Keep => Change::Keep,
            Change::Clear => Change::Clear,
            Change::Set(value) => Change::Set(f(value)),
        }
    }

    /// The same with another value; `f` may refuse it.
    pub(crate) fn try_map<U, E>(self, f: impl FnOnce(T) -> Result<U, E>) -> Result<Change<U>, E> {
        Ok(match self.0 {
            Change::Keep => Change::Keep,
            Change::Clear => Change::Clear,
            Change::Set(value) => Change::Set(f(value)?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    struct Body {
        a: Field<u8>,
    }

    #[test]
    fn absent_null_and_value_differ() {
        for (text, expect) in
            [("{}", Change::Keep), (r#"{"a":null}"#, Change::Clear), (r#"{"a":3}"#, Change::Set(3))]
        {
            assert_eq!(serde_json::from_str::<Body>(text).unwrap().a.0, expect);
        }
    }
}
