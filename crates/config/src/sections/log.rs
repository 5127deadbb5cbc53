//! `[log]`.

use serde::Deserialize;

use super::Wrong;
use crate::field::{Field, Kind, Section};

pub(crate) const SECTION: Section = Section {
    name: "log",
    doc: "Log, on standard error.",
    fields: &[
        Field {
            key: "level",
            kind: Kind::Text,
            default: Some("\"info\""),
            example: "\"info,engine=debug\"",
            doc: "Level (error, warn, info, debug, trace), or a filter by module like info,engine=debug.",
            shortcut: Some("WATCHPOST_LOG"),
        },
        Field {
            key: "format",
            kind: Kind::Word(&["text", "json"]),
            default: Some("\"text\""),
            example: "\"json\"",
            doc: "text for people, json for log collectors.",
            shortcut: None,
        },
    ],
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RawLog {
    pub(crate) level: Option<String>,
    pub(crate) format: Option<String>,
}

/// Form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Log {
    /// Level or filter.
    pub level: String,
    /// Form.
    pub format: LogFormat,
}

impl Log {
    pub(crate) fn from_raw(raw: RawLog, wrong: &mut Wrong<'_>) -> Self {
        let level = raw.level.unwrap_or_default();
        const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];
        // The level of a directive is what follows its last "="; a bare module name means all of its lines.
        let known = |directive: &str| match directive.rsplit_once('=') {
            Some((_, level)) => LEVELS.contains(&level.to_lowercase().as_str()),
            None => LEVELS.contains(&directive.to_lowercase().as_str()) || directive.contains("::"),
        };
        if !level.split(',').map(str::trim).all(known) {
            wrong(
                "log",
                "level",
                format!("is \"{level}\", which has none of the levels {}", LEVELS.join(", ")),
            );
        }
        let format = if raw.format.as_deref() == Some("json") { LogFormat::Json } else { LogFormat::Text };
        Self { level, format }
    }
}
