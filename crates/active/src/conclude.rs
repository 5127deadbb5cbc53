//! What a check saw, as an outcome.

use crawl::{Exchange, Found, InsertionPoint, Place, SiteRequest};
use model::check::Outcome;
use model::evidence::{Evidence, WebEvidence};
use model::finding::{Confidence, Observation};
use model::host::{Host, Port};
use model::severity::Severity;

use crate::probe::{Probe, ProbeError, place};

/// A weakness that was seen, before it is an observation.
pub(crate) struct Sighting {
    /// The check's word.
    pub(crate) word: &'static str,
    /// How sure.
    pub(crate) confidence: Confidence,
    /// Another severity than the definition's.
    pub(crate) severity: Option<Severity>,
    /// What was seen and why it is a weakness, one sentence.
    pub(crate) summary: String,
    /// The exchanges that show it.
    pub(crate) web: WebEvidence,
}

impl Sighting {
    /// A weakness that answered itself.
    pub(crate) fn confirmed(word: &'static str, summary: impl Into<String>, web: WebEvidence) -> Self {
        Self { word, confidence: Confidence::Confirmed, severity: None, summary: summary.into(), web }
    }

    /// Several signs that agree.
    pub(crate) fn likely(word: &'static str, summary: impl Into<String>, web: WebEvidence) -> Self {
        Self { confidence: Confidence::Likely, ..Self::confirmed(word, summary, web) }
    }

    /// With another severity than the definition's.
    #[must_use]
    pub(crate) fn severity(mut self, severity: Option<Severity>) -> Self {
        self.severity = severity;
        self
    }

    /// As an observation at `place` of a host.
    pub(crate) fn at(self, host: &Host, port: Port, place: String) -> Observation {
        let mut evidence = Evidence::new(self.summary);
        evidence.web = Some(Box::new(self.web));
        Observation {
            check: self.word.to_owned(),
            host: host.clone(),
            port: Some(port),
            place,
            confidence: self.confidence,
            severity: self.severity,
            evidence,
        }
    }
}

impl Probe<'_> {
    /// The sighting as an observation at this insertion point.
    pub(crate) fn observe(&self, sighting: Sighting) -> Observation {
        sighting.at(self.host, self.port(), self.place())
    }
}

impl Probe<'_> {
    /// Where a weakness of this point is: the point itself, or the whole site if `holds` is true of any path with `value` in
    /// it, as when the page for missing entries is at fault. Found from a hundred paths it is still one weakness.
    pub(crate) async fn place_of(
        &self,
        value: &str,
        holds: impl Fn(&Exchange) -> bool + Send + Sync,
    ) -> String {
        if self.point.place != Place::PathSegment || self.request.method != "GET" {
            return self.place();
        }
        let root = SiteRequest::get(self.request.url.with_path("/x").with_params(&[]), Found::Parent);
        let first = InsertionPoint {
            place: Place::PathSegment,
            name: "0".to_owned(),
            index: 0,
            value: String::new(),
        };
        let Some(anywhere) = root.with_value(&first, value) else { return self.place() };
        match crate::fresh::send(self.client, &anywhere).await {
            Ok(answer) if holds(&answer) => place(&anywhere, &first),
            _ => self.place(),
        }
    }
}

/// The outcome of a check: what it saw counts even if it broke off, but then no word came to an answer that it did not see.
pub(crate) fn conclude(
    words: &'static [&'static str],
    observed: Vec<Observation>,
    end: Result<(), ProbeError>,
) -> Outcome {
    match end {
        Ok(()) => Outcome { observed, covered: words.to_vec(), not_covered: Vec::new() },
        Err(error) => {
            let reason = reason(&error);
            let seen = |word: &&str| observed.iter().any(|o| o.check == *word);
            let (covered, open): (Vec<&'static str>, Vec<&'static str>) = words.iter().partition(|w| seen(w));
            let not_covered = open.into_iter().map(|word| (word, reason.clone())).collect();
            Outcome { observed, covered, not_covered }
        }
    }
}

/// An error with its causes.
pub(crate) fn reason(error: &ProbeError) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text.push_str(&format!(": {cause}"));
        source = cause.source();
    }
    text
}
