//! The values of the expression language.

use std::sync::Arc;

/// A value. Text is bytes, since answers are: nothing is lost or changed on the way into a hash or a comparison.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// True or false.
    Bool(bool),
    /// A number; whole ones are written without a fraction.
    Number(f64),
    /// A text. Cheap to clone: a body is shared, not copied.
    Text(Arc<[u8]>),
    /// A list.
    List(Arc<[Value]>),
}

impl Value {
    /// A text.
    pub fn text(text: impl AsRef<[u8]>) -> Self {
        Self::Text(Arc::from(text.as_ref()))
    }

    /// A list of texts.
    pub fn list<T: AsRef<[u8]>>(texts: impl IntoIterator<Item = T>) -> Self {
        Self::List(texts.into_iter().map(Self::text).collect())
    }

    /// The value as bytes, as it is put into requests and comparisons.
    pub fn to_bytes(&self) -> Arc<[u8]> {
        match self {
            Self::Text(text) => text.clone(),
            Self::Bool(b) => Arc::from(if *b { &b"true"[..] } else { b"false" }),
            Self::Number(n) => Arc::from(number_text(*n).into_bytes()),
            Self::List(items) => {
                let mut out = vec![b'['];
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        out.push(b' ');
                    }
                    out.extend_from_slice(&item.to_bytes());
                }
                out.push(b']');
                Arc::from(out)
            }
        }
    }

    /// The value as text; bytes that are not UTF-8 become U+FFFD.
    pub fn to_text(&self) -> String {
        String::from_utf8_lossy(&self.to_bytes()).into_owned()
    }

    /// Whether it is the truth value `true`. Nothing else counts as true: a matcher that yields a text is no match.
    pub const fn is_true(&self) -> bool {
        matches!(self, Self::Bool(true))
    }

    /// As a number: numbers themselves and texts that are one.
    pub fn to_number(&self) -> Option<f64> {
        match self {
            Self::Number(n) => Some(*n),
            Self::Text(text) => {
                std::str::from_utf8(text).ok()?.trim().parse().ok().filter(|n: &f64| n.is_finite())
            }
            Self::Bool(_) | Self::List(_) => None,
        }
    }

    /// How many bytes it holds.
    pub fn size(&self) -> usize {
        match self {
            Self::Bool(_) | Self::Number(_) => 8,
            Self::Text(text) => text.len(),
            Self::List(items) => items.iter().map(Self::size).sum(),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<Vec<u8>> for Value {
    fn from(text: Vec<u8>) -> Self {
        Self::Text(text.into())
    }
}

impl From<bool> for Value {
    fn from(b: bool) -> Self {
        Self::Bool(b)
    }
}

impl From<f64> for Value {
    fn from(n: f64) -> Self {
        Self::Number(n)
    }
}

fn number_text(n: f64) -> String {
    // Beyond 2^53 the whole numbers have gaps; `Display` of f64 writes them out without an exponent.
    format!("{n}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_as_requests_need_them() {
        for (value, text) in [
            (Value::from(3.0), "3"),
            (Value::from(2.5), "2.5"),
            (Value::from(true), "true"),
            (Value::from("a"), "a"),
            (Value::list(["a", "b"]), "[a b]"),
        ] {
            assert_eq!(value.to_text(), text);
        }
        assert_eq!(Value::from(" 12 ").to_number(), Some(12.0));
        assert_eq!(Value::from("inf").to_number(), None);
    }
}
