//! Reading inputs: what a field of a change can say, and a collector that finds all wrong fields at once.

use crate::error::{Error, FieldError, Result};

/// A field of a change (`PUT` as a partial update).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Change<T> {
    /// The field was absent: leave it.
    #[default]
    Keep,
    /// The field was `null`: back to none or to the default.
    Clear,
    /// The field has a value.
    Set(T),
}

impl<T> Change<T> {
    /// The value after the change, for fields that may be empty.
    pub fn apply(self, present: Option<T>) -> Option<T> {
        match self {
            Self::Keep => present,
            Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }

    /// The value after the change, for fields that fall back to `default` when cleared.
    pub fn apply_or(self, present: T, default: T) -> T {
        match self {
            Self::Keep => present,
            Self::Clear => default,
            Self::Set(value) => value,
        }
    }
}

impl<T> From<Option<T>> for Change<T> {
    /// `None` leaves the field; for bodies that cannot tell absent from `null`.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Keep, Self::Set)
    }
}

/// The longest name, in characters.
pub const MAX_NAME: usize = 255;
/// The longest remark, in characters.
pub const MAX_COMMENT: usize = 4000;
/// The most ids of one bulk operation.
pub const MAX_BULK: usize = 500;

/// Collects what is wrong with an input, so that the caller hears of everything at once.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<FieldError>);

impl Fields {
    /// Notes an error.
    pub(crate) fn add(&mut self, field: &'static str, code: &'static str, detail: impl Into<String>) {
        self.0.push(FieldError::new(field, code, detail));
    }

    /// How many errors were noted so far.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// Ends the check: an error if anything was noted.
    pub(crate) fn finish(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }

    /// A name: trimmed, not blank, at most [`MAX_NAME`] characters, no control characters.
    pub(crate) fn name(&mut self, field: &'static str, text: &str) -> String {
        let text = text.trim();
        if text.is_empty() {
            self.add(field, "blank", "must not be blank");
        }
        self.line(field, text, MAX_NAME);
        text.to_owned()
    }

    /// A remark: at most [`MAX_COMMENT`] characters.
    pub(crate) fn comment(&mut self, text: &str) -> String {
        if text.chars().count() > MAX_COMMENT {
            self.add("comment", "too_long", format!("is longer than {MAX_COMMENT} characters"));
        }
        if text.chars().any(|c| c == '\0') {
            self.add("comment", "invalid", "must not hold a NUL character");
        }
        text.to_owned()
    }

    /// A one-line text of at most `max` characters; may be empty.
    pub(crate) fn line(&mut self, field: &'static str, text: &str, max: usize) {
        if text.chars().count() > max {
            self.add(field, "too_long", format!("is longer than {max} characters"));
        }
        if text.chars().any(char::is_control) {
            self.add(field, "invalid", "must not hold control characters");
        }
    }

    /// A reference to something that was looked up: what is wrong with it becomes an error of this field; errors that
    /// no input can cause pass through.
    pub(crate) fn refers<T>(
        &mut self,
        field: &'static str,
        kind: &str,
        found: Result<T>,
    ) -> Result<Option<T>> {
        match found {
            Ok(value) => Ok(Some(value)),
            Err(Error::NotFound { id, .. }) => {
                self.add(field, "unknown", format!("there is no {kind} with the id \"{id}\""));
                Ok(None)
            }
            Err(Error::Invalid(errors)) => {
                self.0.extend(errors);
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    /// A value that parses, or an error with the parser's words.
    pub(crate) fn parse<T>(&mut self, field: &'static str, text: &str) -> Option<T>
    where
        T: std::str::FromStr,
        T::Err: std::fmt::Display,
    {
        text.trim().parse().inspect_err(|e: &T::Err| self.add(field, "invalid", e.to_string())).ok()
    }
}

/// The ids of a bulk operation: not empty, at most [`MAX_BULK`], each once.
pub(crate) fn bulk<T: Ord + Copy>(ids: &[T]) -> Result<Vec<T>> {
    if ids.is_empty() {
        return Err(Error::invalid("ids", "blank", "must name at least one id"));
    }
    if ids.len() > MAX_BULK {
        return Err(Error::invalid("ids", "too_long", format!("must name at most {MAX_BULK} ids")));
    }
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(run: impl Fn(&mut Fields), expect: &[(&str, &str)]) {
        let mut fields = Fields::default();
        run(&mut fields);
        let got: Vec<_> = fields.0.iter().map(|f| (f.field, f.code)).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn fields_are_read_and_all_errors_are_kept() {
        check(|f| assert_eq!(f.name("name", "  web  "), "web"), &[]);
        check(
            |f| {
                f.name("name", "   ");
                f.comment(&"x".repeat(MAX_COMMENT + 1));
            },
            &[("name", "blank"), ("comment", "too_long")],
        );
        check(|f| drop(f.name("name", &"ü".repeat(MAX_NAME))), &[]);
        check(|f| drop(f.name("name", &"ü".repeat(MAX_NAME + 1))), &[("name", "too_long")]);
        check(|f| drop(f.name("name", "a\nb")), &[("name", "invalid")]);
        check(|f| assert_eq!(f.parse::<u8>("n", "300"), None), &[("n", "invalid")]);
    }

    #[test]
    fn bulk_ids_are_bounded_and_counted_once() {
        assert_eq!(bulk(&[3, 1, 3]).unwrap(), [1, 3]);
        assert!(bulk::<u8>(&[]).is_err());
        assert!(bulk(&vec![1; MAX_BULK + 1]).is_err());
    }

    #[test]
    fn a_change_tells_absent_from_null() {
        assert_eq!(Change::Keep.apply(Some(1)), Some(1));
        assert_eq!(Change::Clear.apply(Some(1)), None);
        assert_eq!(Change::Set(2).apply(Some(1)), Some(2));
        assert_eq!(Change::Clear.apply_or(1, 0), 0);
    }
}
