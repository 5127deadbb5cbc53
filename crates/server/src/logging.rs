//! The log goes to standard error: standard output belongs to results.

use std::io::IsTerminal;

use config::{Log, LogFormat};
use tracing_subscriber::EnvFilter;

/// Starts logging as configured. A filter that cannot be read falls back to `info`.
pub(crate) fn start(log: &Log) {
    let filter = EnvFilter::try_new(&log.level).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start (tests) keeps the first logger.
    let _ = match log.format {
        LogFormat::Json => builder.json().try_init(),
        LogFormat::Text => builder.with_target(false).with_ansi(std::io::stderr().is_terminal()).try_init(),
    };
}
