//! Judges a report. Pure: the same report and instant give the same observations.

mod certificate;
mod protocol;

use model::Timestamp;
use model::evidence::Evidence;
use model::finding::{Confidence, Observation};
use model::host::{Host, Port};

use crate::report::TlsReport;
use crate::version::Version;

/// The words that [`weaknesses`] may use.
pub const WORDS: &[&str] = &[
    "ssl-v2",
    "ssl-v3",
    "tls-1-0",
    "tls-1-1",
    "tls-null-ciphers",
    "tls-anonymous-ciphers",
    "tls-export-ciphers",
    "tls-rc4",
    "tls-des",
    "tls-3des",
    "tls-weak-dh",
    "tls-logjam",
    "tls-no-forward-secrecy",
    "tls-compression",
    "tls-no-secure-renegotiation",
    "tls-heartbleed",
    "cert-expired",
    "cert-not-yet-valid",
    "cert-expires-soon",
    "cert-self-signed",
    "cert-name-mismatch",
    "cert-weak-key",
    "cert-weak-signature",
    "cert-long-validity",
];

/// Words that suites and features of any version from SSL 3.0 to TLS 1.2 decide.
const BY_SUITES: &[&str] = &[
    "tls-null-ciphers",
    "tls-anonymous-ciphers",
    "tls-export-ciphers",
    "tls-rc4",
    "tls-des",
    "tls-3des",
    "tls-weak-dh",
    "tls-logjam",
    "tls-no-forward-secrecy",
    "tls-compression",
    "tls-no-secure-renegotiation",
    "tls-heartbleed",
];

/// The words that a version decides: its own, and those that it shares with others.
pub(crate) const fn words_about(version: Version) -> (&'static [&'static str], &'static [&'static str]) {
    match version {
        Version::Ssl2 => (&["ssl-v2"], &[]),
        Version::Ssl3 => (&["ssl-v3"], BY_SUITES),
        Version::Tls10 => (&["tls-1-0"], BY_SUITES),
        Version::Tls11 => (&["tls-1-1"], BY_SUITES),
        Version::Tls12 => (&[], BY_SUITES),
        Version::Tls13 => (&["tls-no-forward-secrecy"], &[]),
    }
}

/// One weakness before it is bound to its place.
pub(crate) struct Weakness {
    pub(crate) word: &'static str,
    pub(crate) confidence: Confidence,
    pub(crate) evidence: Evidence,
}

impl Weakness {
    pub(crate) const fn confirmed(word: &'static str, evidence: Evidence) -> Self {
        Self { word, confidence: Confidence::Confirmed, evidence }
    }
}

/// The weaknesses that a report shows at `now`, each word at most once.
pub fn weaknesses(report: &TlsReport, host: &Host, port: Port, now: Timestamp) -> Vec<Observation> {
    let mut found = protocol::weaknesses(report);
    found.extend(certificate::weaknesses(&report.chains, host, now));
    found
        .into_iter()
        .map(|w| Observation {
            check: w.word.to_owned(),
            host: host.clone(),
            port: Some(port),
            place: String::new(),
            confidence: w.confidence,
            severity: None,
            evidence: w.evidence,
        })
        .collect()
}
