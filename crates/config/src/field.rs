//! What a setting is: the one description from which checks, documents and schema are made.

use toml::Value;

/// What values a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A path, relative to the working directory.
    Path,
    /// A text that is never shown; can also be given as `<key>_file`.
    Secret,
    /// A URL whose password is never shown; can also be given as `<key>_file`.
    SecretUrl,
    /// `true` or `false`.
    Flag,
    /// A whole number between two bounds, both included.
    Number(i64, i64),
    /// One of these words.
    Word(&'static [&'static str]),
}

/// One setting.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Name inside its section.
    pub key: &'static str,
    /// Values.
    pub kind: Kind,
    /// Default, as TOML; `None` if it is simply not set.
    pub default: Option<&'static str>,
    /// A valid value, as TOML, for documents.
    pub example: &'static str,
    /// What it does, with its unit.
    pub doc: &'static str,
    /// A shorter environment variable besides `WATCHPOST_SECTION__KEY`.
    pub shortcut: Option<&'static str>,
}

/// A group of settings.
#[derive(Debug, Clone, Copy)]
pub struct Section {
    /// Name: the TOML table.
    pub name: &'static str,
    /// What it is about.
    pub doc: &'static str,
    /// Its settings.
    pub fields: &'static [Field],
}

impl Kind {
    /// Whether it can also be given as `<key>_file`.
    pub const fn is_secret(self) -> bool {
        matches!(self, Self::Secret | Self::SecretUrl)
    }

    /// Reads the text of an environment variable; the reason if it is none of the kind's values.
    pub(crate) fn read_text(self, text: &str) -> Result<Value, String> {
        let value = match self {
            Self::Flag => {
                text.parse().map(Value::Boolean).map_err(|_| "is neither true nor false".to_owned())?
            }
            Self::Number(..) => {
                text.parse().map(Value::Integer).map_err(|_| "is not a whole number".to_owned())?
            }
            Self::Text | Self::Path | Self::Secret | Self::SecretUrl | Self::Word(_) => {
                Value::String(text.to_owned())
            }
        };
        self.check(&value)?;
        Ok(value)
    }

    /// Checks type and bounds; the reason if the value is not one of the kind's. Never repeats the value of a secret.
    pub(crate) fn check(self, value: &Value) -> Result<(), String> {
        match (self, value) {
            (Self::Flag, Value::Boolean(_)) => Ok(()),
            (Self::Number(low, high), Value::Integer(n)) if (low..=high).contains(n) => Ok(()),
            (Self::Number(low, high), Value::Integer(n)) => {
                Err(format!("is {n}, not between {low} and {high}"))
            }
            (Self::Word(words), Value::String(word)) if words.contains(&word.as_str()) => Ok(()),
            (Self::Word(words), Value::String(_)) => Err(format!("is not one of {}", words.join(", "))),
            (Self::Text | Self::Path | Self::Secret | Self::SecretUrl, Value::String(text)) => {
                if text.is_empty() { Err("is empty".to_owned()) } else { Ok(()) }
            }
            (_, other) => Err(format!("is of type {}, not {}", other.type_str(), self.type_name())),
        }
    }

    /// Name of the type, for people.
    pub(crate) const fn type_name(self) -> &'static str {
        match self {
            Self::Flag => "boolean",
            Self::Number(..) => "integer",
            Self::Text | Self::Path | Self::Secret | Self::SecretUrl | Self::Word(_) => "string",
        }
    }
}

impl Field {
    /// The environment variable that sets it.
    pub fn variable(&self, section: &Section) -> String {
        format!("WATCHPOST_{}__{}", section.name, self.key).to_uppercase()
    }

    /// The default as a value.
    pub(crate) fn default_value(&self) -> Option<Value> {
        self.default.map(literal)
    }
}

/// A TOML value from the table's own text.
pub(crate) fn literal(text: &str) -> Value {
    let table: toml::Table = format!("x = {text}").parse().expect("the table of settings holds valid TOML");
    table.get("x").cloned().expect("it was just written")
}
