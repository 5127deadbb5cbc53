//! The identity of a finding across runs.

use sha2::{Digest, Sha256};

use crate::host::Port;
use crate::id::TargetId;

/// The version that new fingerprints carry. A change of the recipe raises it and re-keys stored findings.
pub const VERSION: u8 = 1;

/// What makes two sightings the same finding: the same check at the same place of the same target. Severity, evidence
/// and versions are no part of it: they may change while the weakness stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FingerprintParts<'a> {
    /// The target.
    pub target: TargetId,
    /// The check's word.
    pub check: &'a str,
    /// The host's label (see `Host::label`).
    pub host: &'a str,
    /// The port, if the weakness is bound to one.
    pub port: Option<Port>,
    /// Finer place inside the service (path and parameter for the web); empty for the service itself.
    pub place: &'a str,
}

impl FingerprintParts<'_> {
    /// The recipe in words, shown to users who ask why two sightings are one finding.
    pub fn explain(&self) -> String {
        let port = self.port.map_or_else(|| "-".to_owned(), |p| p.to_string());
        format!(
            "v{VERSION}: target {}, check {}, host {}, port {port}, place \"{}\"",
            self.target, self.check, self.host, self.place
        )
    }

    /// `v1:` and 64 hexadecimal digits: SHA-256 over the parts, each preceded by its length so that no two lists of
    /// parts give the same bytes.
    pub fn fingerprint(&self) -> String {
        let target = self.target.to_string();
        let port = self.port.map_or_else(String::new, |p| p.to_string());
        let mut hash = Sha256::new();
        for part in [target.as_str(), self.check, self.host, &port, self.place] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        format!("v{VERSION}:{}", hex::encode(hash.finalize()))
    }
}
