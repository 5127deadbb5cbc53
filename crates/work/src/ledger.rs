//! Whether a run answered for a finding that it did not see: only then is the finding gone.

use std::collections::{BTreeMap, BTreeSet};

use model::check::{EVERY, VERSIONS, is_derived};
use model::host::Port;
use store::coverage::{CoveredPlace, ScannedPorts};
use store::findings::OpenFinding;

/// What a run tested on one host.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct HostLedger {
    /// Words that came to an answer, by port.
    pub covered: BTreeMap<Option<Port>, BTreeSet<String>>,
    /// Ports asked.
    pub asked: Vec<ScannedPorts>,
    /// Ports found open.
    pub open: BTreeSet<Port>,
}

impl HostLedger {
    /// Takes in a covered place.
    pub(crate) fn cover(&mut self, place: CoveredPlace) {
        self.covered.entry(place.port).or_default().extend(place.words);
    }

    /// Whether the run would have seen the finding if it were still there: its own check came to an answer at its place,
    /// or nothing listens there any more. A port that did not answer at all proves nothing.
    pub(crate) fn answers_for(&self, finding: &OpenFinding) -> bool {
        let covered = self.covered.get(&finding.port).is_some_and(|words| {
            words.contains(EVERY)
                || words.contains(&finding.check)
                || (is_derived(&finding.check) && words.contains(VERSIONS))
        });
        covered || finding.port.is_some_and(|port| self.is_closed(port))
    }

    fn is_closed(&self, port: Port) -> bool {
        let refused = |asked: &ScannedPorts| {
            asked.protocol == port.protocol
                && asked.scanned.contains(port.protocol, port.number)
                && !asked.filtered.contains(port.protocol, port.number)
        };
        !self.open.contains(&port) && self.asked.iter().any(refused)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::ports::Protocol;
    use model::{Env, Timestamp};

    fn ledger() -> HostLedger {
        let mut ledger = HostLedger::default();
        let place = |port, words: &[&str]| CoveredPlace {
            host: "h".into(),
            port: Some(port),
            words: words.iter().map(|w| (*w).to_owned()).collect(),
        };
        ledger.cover(place(Port::tcp(22), &["ssh-weak-kex", "cve:*"]));
        ledger.cover(place(Port::tcp(80), &["*"]));
        ledger.asked.push(ScannedPorts {
            host: "h".into(),
            protocol: Protocol::Tcp,
            scanned: "1-1000".parse().unwrap(),
            filtered: "500-600".parse().unwrap(),
        });
        ledger.open = [Port::tcp(22), Port::tcp(80)].into();
        ledger
    }

    #[track_caller]
    fn check(check: &str, port: u16, answered: bool) {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 1);
        let finding = OpenFinding {
            id: env.id(),
            check: check.into(),
            host: "h".into(),
            port: Some(Port::tcp(port)),
            place: String::new(),
        };
        assert_eq!(ledger().answers_for(&finding), answered, "{check} at {port}");
    }

    #[test]
    fn only_an_answer_at_the_same_place_closes() {
        check("ssh-weak-kex", 22, true);
        check("ssh-weak-mac", 22, false);
        check("cve:CVE-2024-6387", 22, true);
        check("end-of-life-product", 22, true);
        check("anything", 80, true);
        check("anything", 443, true);
        check("anything", 550, false);
        check("anything", 8080, false);
    }
}
