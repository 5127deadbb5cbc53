//! Checks that need the whole crawled site.

use crawl::{Client, Exchange, Site, SiteRequest, WebUrl};
use model::definition::Effect;
use model::evidence::{InsertionKind, WebEvidence};
use model::finding::Observation;
use model::host::{Host, Port};
use model::profile::Payloads;
use net::CallbackListener;

use crate::Running;
use crate::answer::shown_around;
use crate::conclude::Sighting;
use crate::probe::ProbeError;

/// A crawled site, and what it takes to ask it.
pub struct SiteProbe<'a> {
    /// The client of the unit.
    pub client: &'a Client,
    /// What the crawl found.
    pub site: &'a Site,
    /// Where the site is served, as findings name it.
    pub host: &'a Host,
    /// How many payloads to try.
    pub payloads: Payloads,
    /// Technologies that the site is known to be built with, lower case.
    pub stack: &'a [String],
    /// Where targets can call back, if they can.
    pub callback: Option<&'a CallbackListener>,
}

/// One family of checks of a whole site.
#[derive(Clone, Copy)]
pub struct SiteCheck {
    /// Name for logs and checkpoints; never changes.
    pub name: &'static str,
    /// The words that it may answer.
    pub words: &'static [&'static str],
    /// The effect that it needs to make sense; each request is held against the ceiling besides.
    pub effect: Effect,
    /// The fewest payloads with which it runs.
    pub from: Payloads,
    /// Runs it.
    pub run: for<'a> fn(&'a SiteProbe<'a>) -> Running<'a>,
}

impl SiteProbe<'_> {
    /// A fresh token, as [`crate::Probe::token`].
    pub fn token(&self) -> String {
        crate::probe::token(self.client)
    }

    /// Sends a request.
    ///
    /// # Errors
    /// The request did not come to an answer.
    pub async fn send(&self, request: &SiteRequest) -> Result<Exchange, ProbeError> {
        Ok(crate::fresh::send(self.client, request).await?)
    }

    /// Evidence that begins with `attack`, its answer cut around `marker`.
    pub(crate) fn evidence(
        &self,
        kind: InsertionKind,
        parameter: &str,
        value: &str,
        attack: &Exchange,
        marker: &str,
    ) -> WebEvidence {
        let evidence = WebEvidence {
            method: attack.request.method.clone(),
            url: attack.request.url.as_str().to_owned(),
            insertion_point: kind,
            parameter: parameter.to_owned(),
            value: value.to_owned(),
            exchanges: Vec::new(),
        };
        evidence.with("attack", &attack.raw_request, shown_around(attack, marker))
    }

    /// The sighting as an observation at `place` of the origin of `url`.
    pub(crate) fn observe(&self, sighting: Sighting, url: &WebUrl, place: String) -> Observation {
        sighting.at(self.host, Port::tcp(url.origin().port), place)
    }
}
