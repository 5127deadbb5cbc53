//! `[server]`.

use std::net::SocketAddr;
use std::path::PathBuf;

use serde::Deserialize;

use super::Wrong;
use crate::field::{Field, Kind, Section};

pub(crate) const SECTION: Section = Section {
    name: "server",
    doc: "Where the server listens and keeps its data.",
    fields: &[
        Field {
            key: "listen",
            kind: Kind::Text,
            default: Some("\"127.0.0.1:8080\""),
            example: "\"0.0.0.0:8080\"",
            doc: "Address and port to listen on; port 0 takes a free one. Loopback unless told otherwise.",
            shortcut: Some("WATCHPOST_LISTEN"),
        },
        Field {
            key: "data_dir",
            kind: Kind::Path,
            default: Some("\"./watchpost-data\""),
            example: "\"/var/lib/watchpost\"",
            doc: "Directory of the embedded database, the master key, reports and backups; made if absent.",
            shortcut: Some("WATCHPOST_DATA_DIR"),
        },
    ],
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RawServer {
    pub(crate) listen: Option<String>,
    pub(crate) data_dir: Option<PathBuf>,
}

/// Where the server listens and keeps its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Address and port; port 0 is any free one.
    pub listen: SocketAddr,
    /// Data directory; may not exist yet.
    pub data_dir: PathBuf,
}

impl Server {
    pub(crate) fn from_raw(raw: RawServer, wrong: &mut Wrong<'_>) -> Self {
        let text = raw.listen.unwrap_or_default();
        // People write "localhost"; it is the one name that needs no resolver.
        let numeric = match text.strip_prefix("localhost:") {
            Some(port) => format!("127.0.0.1:{port}"),
            None => text.clone(),
        };
        let listen = numeric.parse().unwrap_or_else(|_| {
            wrong("server", "listen", format!("is \"{text}\", not an address and port like 127.0.0.1:8080"));
            SocketAddr::from(([127, 0, 0, 1], 0))
        });
        Self { listen, data_dir: raw.data_dir.unwrap_or_default() }
    }
}
