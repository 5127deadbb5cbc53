//! What a web unit keeps between hand-outs.

use std::collections::{BTreeMap, BTreeSet};

use crawl::{Checkpoint, Site, SiteRequest};
use model::unit::UnitEvent;
use model::web::{PART_BASELINE, part_seen};
use passive::Passive;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::WebUnit;
use super::incremental::Seen;
use crate::Lost;

const PROGRESS: &str = "progress";
const SITE: &str = "site";
const PASSIVE: &str = "passive";
const CRAWL: &str = "crawl";
const PARAMETERS: &str = "parameters";
const UNCHANGED: &str = "unchanged";

/// How far a web unit is: small, kept often.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Progress {
    /// The site is known.
    pub crawled: bool,
    /// Passive checks have reported.
    pub passive: bool,
    /// Words of templates that have reported.
    pub templates: BTreeSet<String>,
    /// Every task below is done.
    pub next: usize,
    /// Tasks beyond `next` that are done.
    pub beyond: BTreeSet<usize>,
    /// Conversations that may change something and were begun: how often.
    pub begun: BTreeMap<usize, u8>,
    /// Checks of the whole site that are done.
    pub site_checks: Vec<String>,
    /// Seconds spent by earlier hand-outs.
    pub spent_s: u64,
    /// What makes the run's result less than it claims to be, such as a session that could not be kept.
    pub flaw: Option<String>,
}

impl Progress {
    pub(crate) fn read(parts: &BTreeMap<String, Value>) -> Self {
        read(parts, PROGRESS).unwrap_or_default()
    }

    pub(crate) fn is_done(&self, task: usize) -> bool {
        task < self.next || self.beyond.contains(&task)
    }

    pub(crate) fn done(&mut self, task: usize) {
        self.begun.remove(&task);
        if self.is_done(task) {
            return;
        }
        self.beyond.insert(task);
        while self.beyond.remove(&self.next) {
            self.next += 1;
        }
    }

    pub(crate) fn part(&self) -> UnitEvent {
        part(PROGRESS, self)
    }
}

/// What the crawl brought, as the later stages need it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stored {
    pub site: Site,
    pub passive: Passive,
    /// By the number of the request: which segments of its path are parameters, where a description says so.
    pub path_parameters: BTreeMap<usize, Vec<usize>>,
    /// Numbers of the requests that are as the last complete run saw them: an incremental run does not test them.
    pub unchanged: BTreeSet<usize>,
}

impl Stored {
    /// The requests that are tested, with their numbers.
    pub(crate) fn tested(&self) -> impl Iterator<Item = (usize, &SiteRequest)> {
        self.site.requests.iter().enumerate().filter(|(number, _)| !self.unchanged.contains(number))
    }

    pub(crate) fn read(parts: &BTreeMap<String, Value>) -> Option<Self> {
        Some(Self {
            site: read(parts, SITE)?,
            passive: read(parts, PASSIVE).unwrap_or_default(),
            path_parameters: read(parts, PARAMETERS).unwrap_or_default(),
            unchanged: read(parts, UNCHANGED).unwrap_or_default(),
        })
    }
}

/// A crawl that was interrupted, with what passive checks had collected.
pub(crate) fn crawl(parts: &BTreeMap<String, Value>) -> Option<(Checkpoint, Passive)> {
    Some((read(parts, CRAWL)?, read(parts, PASSIVE).unwrap_or_default()))
}

/// The events that keep a crawl under way.
pub(crate) fn keep_crawl(checkpoint: &Checkpoint, passive: &Passive) -> Vec<UnitEvent> {
    vec![part(PASSIVE, passive), part(CRAWL, checkpoint)]
}

impl WebUnit<'_> {
    /// Keeps the site for good, and what later runs compare theirs with; the crawl's own state is not needed any more.
    pub(super) async fn keep_site(
        &self,
        stored: &Stored,
        seen: Option<&Seen>,
        progress: &Progress,
    ) -> Result<(), Lost> {
        let seen = seen.map(|seen| part(&part_seen(&self.unit.plan.profile.id), seen));
        let events = vec![
            part(SITE, &stored.site),
            part(PASSIVE, &stored.passive),
            part(PARAMETERS, &stored.path_parameters),
            part(UNCHANGED, &stored.unchanged),
            UnitEvent::Part { key: CRAWL.to_owned(), value: Value::Null },
            progress.part(),
        ];
        self.emitter.keep(events.into_iter().chain(seen).collect()).await
    }

    /// What the last complete run saw, if there is one.
    pub(super) fn baseline(&self) -> Option<Seen> {
        read(&self.unit.parts, PART_BASELINE)
    }
}

fn part<T: Serialize>(key: &str, value: &T) -> UnitEvent {
    let value = serde_json::to_value(value).expect("a part is plain data");
    UnitEvent::Part { key: key.to_owned(), value }
}

/// A part that cannot be read is as good as none: its stage begins anew.
fn read<T: DeserializeOwned>(parts: &BTreeMap<String, Value>, key: &str) -> Option<T> {
    parts.get(key).filter(|v| !v.is_null()).and_then(|v| T::deserialize(v).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tasks_may_end_in_any_order() {
        let mut progress = Progress::default();
        progress.begun.insert(2, 1);
        for task in [2, 0, 4, 1] {
            progress.done(task);
        }
        assert_eq!((progress.next, progress.beyond.len(), progress.begun.len()), (3, 1, 0));
        assert!(progress.is_done(4) && !progress.is_done(3));
        let UnitEvent::Part { key, value } = progress.part() else { panic!("a part") };
        assert_eq!(Progress::read(&[(key, value)].into()), progress);
    }
}
