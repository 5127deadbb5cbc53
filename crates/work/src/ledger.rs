//! Whether a run answered for a finding that it did not see: only then is the finding gone.

use std::collections::{BTreeMap, BTreeSet};

use model::check::{EVERY, VERSIONS, is_derived};
use model::host::Port;
use store::coverage::{CoveredPlace, ScannedPorts};
use store::findings::OpenFinding;

/// What a run tested on one host.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct HostLedger {
    /// Words that came to an answer, by port and place inside the service; the empty place is every place of it.
    pub covered: BTreeMap<(Option<Port>, String), BTreeSet<String>>,
    /// Ports asked.
    pub asked: Vec<ScannedPorts>,
    /// Ports found open.
    pub open: BTreeSet<Port>,
}

impl HostLedger {
    /// Takes in a covered place.
    pub(crate) fn cover(&mut self, place: CoveredPlace) {
        self.covered.entry((place.port, place.place)).or_default().extend(place.words);
    }

    /// Whether the run would have seen the finding if it were still there: its own check came to an answer at its place,
    /// or nothing listens there any more. A port that did not answer at all proves nothing.
    pub(crate) fn answers_for(&self, finding: &OpenFinding) -> bool {
        let covered = [String::new(), finding.place.clone()].into_iter().any(|place| {
            self.covered.get(&(finding.port, place)).is_some_and(|words| {
                words.contains(EVERY)
                    || words.contains(&finding.check)
                    || (is_derived(&finding.check) && words.contains(VERSIONS))
            })
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
            place: String::new(),
            words: words.iter().map(|w| (*w).to_owned()).collect(),
        };
        ledger.cover(place(Port::tcp(22), &["ssh-weak-kex", "cve:*"]));
        ledger.cover(place(Port::tcp(80), &["*"]));
        let login = place(Port::tcp(81), &["sqli-error"]);
        ledger.cover(CoveredPlace { place: "GET /a query:id".into(), ..login });
        ledger.asked.push(ScannedPorts {
            host: "h".into(),
            protocol: Protocol::Tcp,
            scanned: "1-1000".parse().unwrap(),
            filtered: "500-600".parse().unwrap(),
        });
        ledger.open = [Port::tcp(22), Port::tcp(80), Port::tcp(81)].into();
        ledger
    }

    #[track_caller]
    fn check(check: &str, port: u16, answered: bool) {
        check_at(check, port, "", answered);
    }

    #[track_caller]
    fn check_at(check: &str, port: u16, place: &str, answered: bool) {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 1);
        let finding = OpenFinding {
            id: env.id(),
            check: check.into(),
            host: "h".into(),
            port: Some(Port::tcp(port)),
            place: place.into(),
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
        check_at("sqli-error", 22, "GET /a query:id", false);
        check_at("ssh-weak-kex", 22, "anywhere", true);
        for (place, answered) in [("GET /a query:id", true), ("GET /a query:name", false), ("", false)] {
            check_at("sqli-error", 81, place, answered);
        }
    }
}
