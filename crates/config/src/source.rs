//! Where settings come from.

use std::path::PathBuf;

/// Names the configuration file when no flag does.
pub const FILE_VARIABLE: &str = "WATCHPOST_CONFIG";

/// The layers to read. `Debug` names the variables without their values: some are secrets.
#[derive(Clone, Default)]
pub struct Sources {
    /// The configuration file; must exist. `None`: the one named by `WATCHPOST_CONFIG`, or none.
    pub file: Option<PathBuf>,
    /// Environment variables; others than `WATCHPOST_…` are ignored.
    pub env: Vec<(String, String)>,
    /// Flags.
    pub overrides: Overrides,
}

/// Settings from the command line; each `None` leaves the setting as it is.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// `--listen`.
    pub listen: Option<String>,
    /// `--data-dir`.
    pub data_dir: Option<PathBuf>,
    /// `--database-url`.
    pub database_url: Option<secrecy::SecretString>,
    /// `--log-level`.
    pub log_level: Option<String>,
}

impl Sources {
    /// The environment of this process, with the flags given. Variables that are not Unicode are skipped.
    pub fn process(file: Option<PathBuf>, overrides: Overrides) -> Self {
        let env = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .filter(|(name, _)| name.starts_with("WATCHPOST_"))
            .collect();
        Self { file, env, overrides }
    }
}

impl std::fmt::Debug for Sources {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, env, overrides } = self;
        let names: Vec<&str> = env.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Sources")
            .field("file", file)
            .field("env", &names)
            .field("overrides", overrides)
            .finish()
    }
}

/// Where one value was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Nowhere: the default.
    Default,
    /// In the configuration file.
    File(PathBuf),
    /// In an environment variable.
    Variable(String),
    /// On the command line.
    Flag(&'static str),
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path) => write!(f, "file \"{}\"", path.display()),
            Self::Variable(name) => write!(f, "environment variable \"{name}\""),
            Self::Flag(name) => write!(f, "flag \"{name}\""),
        }
    }
}
