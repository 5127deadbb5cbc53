//! Collects sightings over a crawl and makes observations of them.

use std::collections::{BTreeMap, BTreeSet};

use crawl::{Exchange, Origin, Site};
use model::check::Outcome;
use model::evidence::{Evidence, InsertionKind, WebEvidence};
use model::finding::{Confidence, Observation};
use model::host::{Host, Port};
use model::severity::Severity;
use serde::{Deserialize, Serialize};

use crate::check;
use crate::check::csrf;
use crate::proof::{Proof, cut};
use crate::sight::{Sight, Spot};
use crate::stack::{Stack, Technology};
use crate::view::View;
use crate::words::WORDS;

/// The most sightings that are kept, of all and of one check at one origin. A site that repeats its mistakes more often
/// learns nothing from more of them.
const MOST: usize = 600;
const MOST_PLACES: usize = 25;
/// The most example addresses and different details of one sighting.
const MOST_EXAMPLES: usize = 10;
const MOST_DETAILS: usize = 20;
/// The longest detail, value and address that is kept, in bytes.
const LONGEST: usize = 500;

/// Where an origin is, as findings name it; `None` for one that is not part of the target.
pub type Where<'a> = dyn Fn(&Origin) -> Option<(Host, Port)> + 'a;

/// What passive checks saw so far. Serialisable, so that a resumed crawl goes on with it; bounded; holds no bodies and no
/// values of cookies.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Passive {
    exchanges: u64,
    /// By word, origin and what makes a sighting one.
    sights: BTreeMap<String, Kept>,
    /// Sightings by word and origin.
    places: BTreeMap<String, usize>,
    sessions: csrf::Sessions,
    stack: Stack,
}

/// One sighting as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Kept {
    word: String,
    origin: Origin,
    place: String,
    summary: String,
    details: Vec<(String, String)>,
    examples: Vec<String>,
    severity: Option<Severity>,
    confidence: Confidence,
    proof: Proof,
}

impl Passive {
    /// Looks at one exchange.
    pub fn exchange(&mut self, exchange: &Exchange) {
        self.exchanges += 1;
        let view = View::new(exchange);
        self.sessions.see(&view);
        self.stack.see(&view);
        let mut sights = Vec::new();
        for check in check::ALL {
            check(&view, &mut sights);
        }
        for sight in &sights {
            self.keep(&view, sight);
        }
    }

    /// What came of it: an observation for each weakness and place, and the words that came to an answer. `site` tells
    /// about cookies that were set outside of the exchanges seen here, such as by a login.
    pub fn finish(&self, site: &Site, at: &Where<'_>) -> Outcome {
        if self.exchanges == 0 {
            let why = |word: &&'static str| (*word, "no answer was read".to_owned());
            return Outcome { not_covered: WORDS.iter().map(why).collect(), ..Outcome::default() };
        }
        let mut merged: BTreeMap<(&str, &Origin, &str), Kept> = BTreeMap::new();
        for kept in self.sights.values() {
            if kept.word == csrf::WORD && !self.sessions.rides(site) {
                continue;
            }
            let key = (kept.word.as_str(), &kept.origin, kept.place.as_str());
            merged.entry(key).and_modify(|known| known.take_in(kept)).or_insert_with(|| kept.clone());
        }
        let observed = merged.into_values().filter_map(|kept| kept.observation(at)).collect();
        Outcome { observed, covered: WORDS.to_vec(), not_covered: Vec::new() }
    }

    /// The technologies that the answers showed, by name.
    pub fn stack(&self) -> Vec<Technology> {
        self.stack.technologies()
    }

    fn keep(&mut self, view: &View<'_>, sight: &Sight) {
        let request = &view.exchange.request;
        let place = match &sight.spot {
            Spot::Site => String::new(),
            Spot::Page | Spot::Value(_) => format!("{} {}", request.method, cut(request.url.path(), LONGEST)),
            Spot::Address(address) => cut(address, LONGEST).to_owned(),
        };
        let origin = &view.origin;
        let group = format!("{} {}://{}:{}", sight.word, origin.tls, origin.host, origin.port);
        let key = match &sight.spot {
            Spot::Value(value) => format!("{group} = {}", cut(value, LONGEST)),
            _ => format!("{group} {place}"),
        };
        let url = cut(request.url.as_str(), LONGEST);
        if let Some(known) = self.sights.get_mut(&key) {
            known.again(sight, url);
            return;
        }
        let places = self.places.entry(group).or_default();
        if *places >= MOST_PLACES || self.sights.len() >= MOST {
            return;
        }
        *places += 1;
        let mut kept = Kept {
            word: sight.word.to_owned(),
            origin: origin.clone(),
            place,
            summary: sight.summary.clone(),
            details: Vec::new(),
            examples: Vec::new(),
            severity: sight.severity,
            confidence: sight.confidence,
            proof: Proof::new(view, &sight.shown),
        };
        kept.again(sight, url);
        self.sights.insert(key, kept);
    }
}

impl Kept {
    /// The same weakness once more.
    fn again(&mut self, sight: &Sight, url: &str) {
        for (label, text) in &sight.details {
            self.detail(label, cut(text, LONGEST));
        }
        self.example(url);
        self.worse(sight.severity, sight.confidence);
    }

    /// Another sighting at the same place.
    fn take_in(&mut self, other: &Self) {
        other.details.iter().for_each(|(label, text)| self.detail(label, text));
        other.examples.iter().for_each(|url| self.example(url));
        self.worse(other.severity, other.confidence);
    }

    fn detail(&mut self, label: &str, text: &str) {
        let known = self.details.iter().any(|(l, t)| l == label && t == text);
        if !known && self.details.len() < MOST_DETAILS {
            self.details.push((label.to_owned(), text.to_owned()));
        }
    }

    fn example(&mut self, url: &str) {
        if self.examples.len() < MOST_EXAMPLES && !self.examples.iter().any(|e| e == url) {
            self.examples.push(url.to_owned());
        }
    }

    /// The severity of the definition stands as soon as one sighting asks for it.
    fn worse(&mut self, severity: Option<Severity>, confidence: Confidence) {
        self.severity = self.severity.zip(severity).map(|(a, b)| a.max(b));
        self.confidence = self.confidence.max(confidence);
    }

    fn observation(self, at: &Where<'_>) -> Option<Observation> {
        let (host, port) = at(&self.origin)?;
        let mut evidence = Evidence::new(self.summary);
        let labels: BTreeSet<&String> = self.details.iter().map(|(label, _)| label).collect();
        for label in labels {
            let texts = self.details.iter().filter(|(l, _)| l == label).map(|(_, text)| text.as_str());
            evidence = evidence.with(label, texts.collect::<Vec<_>>().join("\n"));
        }
        if self.examples.len() > 1 {
            evidence = evidence.with("seen at", self.examples.join("\n"));
        }
        let web = WebEvidence {
            method: self.proof.method,
            url: self.proof.url,
            insertion_point: InsertionKind::None,
            parameter: String::new(),
            value: String::new(),
            exchanges: Vec::new(),
        };
        evidence.web = Some(Box::new(web.with("answer", &self.proof.request, &self.proof.response)));
        Some(Observation {
            check: self.word,
            host,
            port: Some(port),
            place: self.place,
            confidence: self.confidence,
            severity: self.severity,
            evidence,
        })
    }
}
