//! What is wrong with a configuration, said so that it can be found and fixed.

use std::path::PathBuf;

use crate::source::Source;

/// Why no configuration came about.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file could not be read.
    #[error("cannot read file \"{}\"", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The configuration file is not TOML. The offending line is not repeated: it may hold a secret.
    #[error("file \"{}\" line {line}: {message}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// Settings that are unknown or not valid, all of them.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<Problem>),
}

/// One setting that is unknown or not valid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{origin}: setting \"{section}.{key}\" {reason}")]
pub struct Problem {
    /// Where it was written.
    pub origin: Source,
    /// Section.
    pub section: String,
    /// Key.
    pub key: String,
    /// What is wrong: continues "setting x …".
    pub reason: String,
}
