//! A description as a tree, and references within it.

use serde_json::Value;

use crate::SpecError;
use crate::yaml;

/// How many references may lead from one to the next.
const LONGEST_CHAIN: usize = 32;

/// Reads JSON, or else YAML, of which JSON is a part.
pub(crate) fn read(text: &str) -> Result<Value, SpecError> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') || text.starts_with('[') {
        // serde_json goes 128 levels deep and no further.
        match serde_json::from_str(text) {
            Ok(value) => return Ok(value),
            // YAML in flow style begins alike; what breaks off early was meant as JSON.
            Err(error) if error.line() > 1 || text.starts_with("{\"") => {
                return Err(SpecError::Syntax { line: error.line(), reason: "no JSON".to_owned() });
            }
            Err(_) => {}
        }
    }
    yaml::read(text)
}

/// A document whose references can be followed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Document<'a> {
    root: &'a Value,
}

impl<'a> Document<'a> {
    pub(crate) const fn new(root: &'a Value) -> Self {
        Self { root }
    }

    /// What stands at the end of the references that begin with `value`.
    ///
    /// # Errors
    /// Says which reference cannot be followed, and why.
    pub(crate) fn resolve(&self, value: &'a Value) -> Result<&'a Value, String> {
        let mut at = value;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = crate::text(at, "$ref") else { return Ok(at) };
            at = self.target(reference)?;
        }
        Err("references lead in a circle".to_owned())
    }

    /// What one reference names.
    ///
    /// # Errors
    /// It is not within the document, or names nothing.
    pub(crate) fn target(&self, reference: &str) -> Result<&'a Value, String> {
        let shown: String = reference.chars().take(100).collect();
        let Some(pointer) = reference.strip_prefix('#') else {
            return Err(format!("reference \"{shown}\" leads out of the document and is not followed"));
        };
        let pointer = percent_encoding::percent_decode_str(pointer).decode_utf8_lossy();
        self.root.pointer(&pointer).ok_or_else(|| format!("reference \"{shown}\" names nothing"))
    }
}
