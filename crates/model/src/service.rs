//! What listens on a port.

use serde::{Deserialize, Serialize};

/// A service as detection understood it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Service {
    /// Protocol name in the field's common spelling: `ssh`, `http`, `redis` … `unknown` when nothing matched.
    pub name: String,
    /// Product, such as `OpenSSH`.
    pub product: Option<String>,
    /// Version as the product prints it, such as `9.2p1`.
    pub version: Option<String>,
    /// What else the banner says, such as the distribution's package revision.
    pub extra: Option<String>,
    /// CPE 2.3 names, most specific first.
    pub cpe: Vec<String>,
    /// The first bytes the service sent, printable, control characters escaped, at most 1 KiB.
    pub banner: Option<String>,
    /// Whether the service spoke inside TLS.
    pub tls: bool,
    /// Whether the protocol offers an upgrade to TLS (STARTTLS and its like).
    pub starttls: bool,
    /// How sure detection is, 0 to 100: a protocol answer that only this service gives is 100, a port number 10.
    pub certainty: u8,
}
