//! Outcomes as events.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crawl::{Site, SiteRequest};
use model::check::{MAX_PLACE, Outcome};
use model::evidence::printable;
use model::finding::Observation;
use model::host::{Host, Port};
use model::unit::UnitEvent;

use super::parts::{Progress, Stored};
use super::{End, WebUnit};
use crate::Lost;

/// The place of weaknesses of a site as a whole. Not the empty one: that stands for every place of the service, and a page
/// that was not seen this time proves nothing about its own.
const SITE: &str = "site";

/// What checks came to at one place.
#[derive(Debug, Default, Clone)]
pub(super) struct Told {
    pub observed: Vec<Observation>,
    pub covered: BTreeSet<String>,
    /// Words by the reason why they came to no answer.
    pub missed: BTreeMap<String, BTreeSet<String>>,
}

impl Told {
    /// Takes in what one check came to.
    pub(super) fn take(&mut self, outcome: Outcome) {
        self.observed.extend(outcome.observed);
        self.covered.extend(outcome.covered.into_iter().map(str::to_owned));
        for (word, reason) in outcome.not_covered {
            self.missed.entry(reason).or_default().insert(word.to_owned());
        }
    }

    /// As events: sightings first, then what came to an answer and what did not. A word that missed anything is not covered.
    pub(super) fn events(self, host: &Host, port: u16, place: &str) -> Vec<UnitEvent> {
        self.events_of(host, port, std::slice::from_ref(&place))
    }

    /// The same for an answer that stands for several places.
    pub(super) fn events_of(mut self, host: &Host, port: u16, places: &[impl AsRef<str>]) -> Vec<UnitEvent> {
        let mut events = Vec::new();
        for mut observation in self.observed {
            observation.place = printable(&observation.place, MAX_PLACE);
            events.push(UnitEvent::Observed(Box::new(observation)));
        }
        for words in self.missed.values() {
            self.covered.retain(|w| !words.contains(w));
        }
        for place in places.iter().map(AsRef::as_ref) {
            if !self.covered.is_empty() {
                events.push(covered(host, port, place, self.covered.iter().cloned().collect()));
            }
            let gaps = self.missed.iter();
            events.extend(gaps.map(|(reason, words)| gap(host, port, place, words, reason)));
        }
        events
    }
}

fn covered(host: &Host, port: u16, place: &str, checks: Vec<String>) -> UnitEvent {
    let place = printable(place, MAX_PLACE);
    UnitEvent::Covered { host: host.clone(), port: Some(Port::tcp(port)), place, checks }
}

/// The places of requests: each of their insertion points, and the request as a whole.
pub(super) fn places(requests: &[SiteRequest]) -> Vec<String> {
    let of = |request: &SiteRequest| {
        let points: Vec<String> = request.points().iter().map(|p| active::place(request, p)).collect();
        points.into_iter().chain([format!("{} {}", request.method, request.url.path())])
    };
    let all: BTreeSet<String> = requests.iter().flat_map(of).collect();
    all.into_iter().collect()
}

/// Words that came to no answer at a place.
pub(super) fn gap(
    host: &Host,
    port: u16,
    place: &str,
    words: impl IntoIterator<Item = impl ToString>,
    reason: &str,
) -> UnitEvent {
    UnitEvent::NotCovered {
        host: host.clone(),
        port: Some(Port::tcp(port)),
        place: printable(place, MAX_PLACE),
        checks: words.into_iter().map(|word| word.to_string()).collect(),
        reason: reason.to_owned(),
    }
}

/// Words of every active check.
pub(super) fn all_active() -> &'static [&'static str] {
    static ALL: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let points = active::checks().iter().flat_map(|c| c.words);
        let sites = active::site_checks().iter().flat_map(|c| c.words);
        let words: BTreeSet<&str> = points.chain(sites).copied().collect();
        words.into_iter().collect()
    });
    &ALL
}

impl WebUnit<'_> {
    /// Reports what passive checks saw.
    pub(super) async fn passive(
        &self,
        host: &Host,
        stored: &Stored,
        progress: &mut Progress,
    ) -> Result<(), End> {
        if progress.passive {
            return Ok(());
        }
        let Stored { site, passive, .. } = stored;
        let names = passive.stack().into_iter().map(|t| t.name).collect();
        self.emitter.tell(UnitEvent::Stack(names)).await?;
        let own = self.setup.start.origin();
        let outcome = passive.finish(site, &|origin| {
            (origin.bare_host() == own.bare_host()).then(|| (host.clone(), Port::tcp(origin.port)))
        });
        let selection = &self.unit.plan.profile.checks;
        let mut told = Told::default();
        told.take(outcome);
        told.observed.retain(|o| selection.selects(&o.check));
        told.covered.retain(|w| selection.selects(w));
        for observation in told.observed.iter_mut().filter(|o| o.place.is_empty()) {
            observation.place = SITE.to_owned();
        }
        let words: Vec<String> = told.covered.iter().cloned().collect();
        if !self.plan.reduced_scopes.is_empty() {
            // A part of the site says nothing about the whole.
            told.covered.clear();
        }
        for event in told.events(host, own.port, SITE) {
            self.emitter.tell(event).await?;
        }
        self.pages_covered(host, site, words).await?;
        progress.passive = true;
        self.emitter.tell(progress.part()).await?;
        Ok(())
    }

    /// Passive checks answer for the pages that were seen, and for no other.
    async fn pages_covered(&self, host: &Host, site: &Site, words: Vec<String>) -> Result<(), Lost> {
        let page = |p: &crawl::Page| (p.url.origin().port, format!("{} {}", p.method, p.url.path()));
        let places: BTreeSet<(u16, String)> = site.pages.iter().map(page).collect();
        for (port, place) in places.into_iter().filter(|_| !words.is_empty()) {
            self.emitter.tell(covered(host, port, &place, words.clone())).await?;
        }
        Ok(())
    }
}
