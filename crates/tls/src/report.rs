//! What an inspection brought.

use std::collections::BTreeSet;

use crate::certificate::CertificateFacts;
use crate::suite::Suite;
use crate::version::Version;

/// Everything an inspection found out about one TLS service.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TlsReport {
    /// The accepted versions, oldest first.
    pub versions: Vec<VersionReport>,
    /// Different certificate chains that were shown (RSA and ECDSA side by side, for one), leaf first.
    pub chains: Vec<Vec<CertificateFacts>>,
    /// Whether an over-read heartbeat was answered; `None` when the service offers no heartbeat or could not be asked.
    pub heartbleed: Option<HeartbeatAnswer>,
    /// Versions that could not be asked to an end, with the reason.
    pub not_covered: Vec<(Version, String)>,
}

/// What came back for a heartbeat that claims more than it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeartbeatAnswer {
    /// Nothing: the request was dropped, as RFC 6520 asks.
    Dropped,
    /// More bytes than were sent. The bytes themselves are not kept.
    OverRead {
        /// Bytes sent as payload.
        sent: usize,
        /// Payload bytes returned.
        returned: usize,
    },
}

/// One accepted version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionReport {
    /// The version.
    pub version: Version,
    /// Codes of the accepted suites, in the server's order of choice; empty for SSL 2.0.
    pub suites: Vec<u16>,
    /// Names of SSL 2.0 cipher kinds.
    pub ssl2_kinds: Vec<String>,
    /// Diffie-Hellman primes that were used.
    pub dh: Vec<Dh>,
    /// Named groups that were used.
    pub groups: BTreeSet<String>,
    /// Whether DEFLATE compression was chosen when offered.
    pub compression: bool,
    /// Whether the secure renegotiation indication (RFC 5746) was given; TLS 1.3 has no renegotiation.
    pub secure_renegotiation: bool,
    /// Whether the heartbeat extension was accepted.
    pub heartbeat: bool,
}

/// A Diffie-Hellman exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dh {
    /// Code of the suite.
    pub suite: u16,
    /// Bits of the prime.
    pub bits: u32,
}

impl VersionReport {
    pub(crate) const fn new(version: Version) -> Self {
        Self {
            version,
            suites: Vec::new(),
            ssl2_kinds: Vec::new(),
            dh: Vec::new(),
            groups: BTreeSet::new(),
            compression: false,
            secure_renegotiation: false,
            heartbeat: false,
        }
    }
}

impl TlsReport {
    /// The report of a version, if it is accepted.
    pub fn version(&self, version: Version) -> Option<&VersionReport> {
        self.versions.iter().find(|v| v.version == version)
    }

    /// Whether any version of TLS was spoken at all.
    pub fn speaks_tls(&self) -> bool {
        !self.versions.is_empty()
    }

    /// The words that came to no answer, with the reason, because a version could not be asked to its end. A word that was
    /// observed is answered whatever is missing; that is for the caller to take out.
    pub fn unsettled(&self) -> Vec<(&'static str, String)> {
        let mut out: Vec<(&'static str, String)> = Vec::new();
        for (version, reason) in &self.not_covered {
            let (own, shared) = crate::weakness::words_about(*version);
            for word in own.iter().chain(shared) {
                if !out.iter().any(|(known, _)| known == word) {
                    out.push((word, format!("{version}: {reason}")));
                }
            }
        }
        out
    }

    /// Every accepted (version, suite) whose suite has the flag.
    pub fn suites_that<'a>(
        &'a self,
        wanted: impl Fn(&Suite) -> bool + 'a,
    ) -> impl Iterator<Item = (Version, &'static Suite)> + 'a {
        self.versions
            .iter()
            .flat_map(|v| v.suites.iter().filter_map(|code| Some((v.version, Suite::find(*code)?))))
            .filter(move |(_, suite)| wanted(suite))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_asked_is_unsettled() {
        let words = |versions: &[Version]| {
            let not_covered = versions.iter().map(|v| (*v, "timed out".to_owned())).collect();
            let report = TlsReport { not_covered, ..TlsReport::default() };
            report.unsettled().into_iter().map(|(word, _)| word).collect::<Vec<_>>()
        };
        assert_eq!(words(&[]), [""; 0]);
        assert_eq!(words(&[Version::Ssl2]), ["ssl-v2"]);
        let both = words(&[Version::Tls10, Version::Tls12]);
        assert!(both.contains(&"tls-1-0") && !both.contains(&"tls-1-1"));
        assert_eq!(both.iter().filter(|w| **w == "tls-rc4").count(), 1);
    }
}
