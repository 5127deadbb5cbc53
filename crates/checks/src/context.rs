//! Where a conversation is held, and how its outcome is put together.

use model::evidence::Evidence;
use model::finding::{Confidence, Observation};
use model::host::{Host, Port};
use model::ports::Protocol;
use model::service::Service;
use net::{Net, NetError, Stream};

use crate::Outcome;

/// From this certainty on detection's word about the service is taken; below it the port number decides.
const CERTAIN: u8 = 50;

/// The service that a group talks to.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The way to the network.
    pub net: &'a Net,
    /// The host.
    pub host: &'a Host,
    /// The port.
    pub port: Port,
    /// What detection found there.
    pub service: &'a Service,
}

impl Context<'_> {
    /// Connects; inside TLS where the service speaks it.
    pub(crate) async fn open(&self) -> Result<Stream, NetError> {
        if self.service.tls {
            self.net.connect_tls(self.host, self.port.number).await
        } else {
            self.net.connect(self.host, self.port.number).await
        }
    }

    /// One datagram there and one back.
    pub(crate) async fn datagram(&self, question: &[u8]) -> Result<Vec<u8>, NetError> {
        self.net.udp_exchange(self.host, self.port.number, question).await
    }

    /// A weakness that itself answered.
    pub(crate) fn confirmed(&self, word: &str, evidence: Evidence) -> Observation {
        self.seen(word, Confidence::Confirmed, evidence)
    }

    /// A weakness for which several signs speak.
    pub(crate) fn likely(&self, word: &str, evidence: Evidence) -> Observation {
        self.seen(word, Confidence::Likely, evidence)
    }

    fn seen(&self, word: &str, confidence: Confidence, evidence: Evidence) -> Observation {
        Observation {
            check: word.to_owned(),
            host: self.host.clone(),
            port: Some(self.port),
            place: String::new(),
            confidence,
            severity: None,
            evidence,
        }
    }

    /// A name that no service has by chance: the same for every run, so that results repeat.
    pub(crate) fn unlikely_name(&self, purpose: &str) -> String {
        // FNV-1a (64 bit): spread, not secrecy, is wanted.
        let text = format!("{purpose}|{}|{}", self.host.label(), self.port);
        let hash = text
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3));
        format!("wp{hash:016x}")
    }
}

/// The outcome of a conversation that put what it saw into `found`. An error takes nothing back, but the words that were
/// not seen by then came to no answer: a closed connection may be a limit on connections and is no proof of absence.
pub(crate) fn settle(
    words: &'static [&'static str],
    found: Vec<Observation>,
    result: Result<(), NetError>,
) -> Outcome {
    let Err(error) = result else {
        return Outcome { observed: found, covered: words.to_vec(), not_covered: Vec::new() };
    };
    let (covered, missed): (Vec<_>, Vec<_>) =
        words.iter().copied().partition(|word| found.iter().any(|o| o.check == *word));
    let not_covered = missed.into_iter().map(|word| (word, error.to_string())).collect();
    Outcome { observed: found, covered, not_covered }
}

/// The outcome of a conversation that answers all its words or none.
pub(crate) fn settle_all(
    words: &'static [&'static str],
    result: Result<Vec<Observation>, NetError>,
) -> Outcome {
    match result {
        Ok(found) => settle(words, found, Ok(())),
        Err(error) => settle(words, Vec::new(), Err(error)),
    }
}

/// Whether a service is one of `names`, or is not known and sits on one of `ports`.
pub(crate) fn is_one_of(
    service: &Service,
    port: Port,
    protocol: Protocol,
    names: &[&str],
    ports: &[u16],
) -> bool {
    if port.protocol != protocol {
        return false;
    }
    names.contains(&service.name.as_str()) || (service.certainty < CERTAIN && ports.contains(&port.number))
}

/// Bytes as text for evidence: at most 1 KiB of them, invalid UTF-8 shown as hexadecimal.
pub(crate) fn shown(bytes: &[u8]) -> String {
    let cut = bytes.get(..1024).unwrap_or(bytes);
    match std::str::from_utf8(cut) {
        Ok(text) => text.to_owned(),
        Err(_) => cut
            .iter()
            .map(|b| match b {
                0x20..=0x7e | b'\n' => char::from(*b).to_string(),
                other => format!("\\x{other:02x}"),
            })
            .collect(),
    }
}
