//! Why a template is not taken.

/// One reason, with its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct Refusal {
    /// Name of the file, as the caller gave it.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// What is refused and why.
    pub reason: String,
}

/// A reason as text.
pub(crate) struct Reason(String);

impl<T: std::fmt::Display> From<T> for Reason {
    fn from(reason: T) -> Self {
        Self(reason.to_string())
    }
}

/// Most reasons that are told for one file.
const MAX_REASONS: usize = 50;

/// Collects reasons while a file is read, so that all of them are told at once.
#[derive(Debug, Default)]
pub(crate) struct Refusals {
    file: String,
    found: Vec<Refusal>,
}

impl Refusals {
    pub(crate) fn of(file: &str) -> Self {
        Self { file: file.to_owned(), found: Vec::new() }
    }

    pub(crate) fn add(&mut self, line: u32, reason: impl Into<Reason>) {
        if self.found.len() < MAX_REASONS {
            self.found.push(Refusal { file: self.file.clone(), line, reason: reason.into().0 });
        }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    pub(crate) fn into_vec(mut self) -> Vec<Refusal> {
        self.found.sort_by_key(|r| r.line);
        self.found
    }
}
