//! The `http` blocks of a template: from YAML to a plan.

mod payloads;
mod raw;
mod request;

pub use payloads::{Attack, Payloads};
pub use request::{BuildError, Redirects, RequestSpec};

pub(crate) use request::{Manner, Source};

use model::Env;
use model::definition::Effect;

use crate::evaluate::{Evaluation, evaluate};
use crate::expr::{Bindings, Evaluator, Layer, Text};
use crate::extractor::Extractor;
use crate::fields::Fields;
use crate::http::raw::{Raw, is_method};
use crate::info::Info;
use crate::matcher::{CONDITIONS, Condition, Matcher};
use crate::refusal::Refusals;
use crate::response::{Facts, Responses};
use crate::target::Target;
use crate::yaml::Node;

/// Most requests of one block.
const MAX_REQUESTS: usize = 20_000;
/// Most redirects that are followed.
const MAX_REDIRECTS: u64 = 10;

/// One compiled block: what is sent and how answers are judged.
#[derive(Debug, Clone)]
pub struct Plan {
    pub(crate) sources: Vec<Source>,
    pub(crate) manner: Manner,
    /// Payloads.
    pub payloads: Payloads,
    /// Matchers.
    pub matchers: Vec<Matcher>,
    /// How the matchers come together.
    pub condition: Condition,
    /// Extractors.
    pub extractors: Vec<Extractor>,
    /// Whether the first match ends the block.
    pub stop_at_first_match: bool,
    /// Whether later requests are sent once for every value that was extracted.
    pub iterate_all: bool,
}

impl Plan {
    pub(crate) fn read(node: Node, info: &Info, refusals: &mut Refusals) -> Self {
        let line = node.line;
        let mut fields = Fields::of(node, "a request", refusals);
        for (name, why) in REFUSED {
            fields.refuse(name, why);
        }
        // Known, and nothing to us: concurrency belongs to the governor, and history is kept when it is asked for.
        for name in
            ["id", "name", "threads", "req-condition", "read-all", "cookie-reuse", "skip-variables-check"]
        {
            fields.text(name);
        }
        let as_written = fields.flag("unsafe");
        let plan = Self {
            manner: Manner {
                redirects: redirects(&mut fields),
                cookies: !fields.flag("disable-cookie"),
                max_body: fields.number("max-size"),
                base_path: !fields.flag("disable-path-automerge") && !as_written,
                effect_floor: info.effect_floor,
            },
            sources: sources(&mut fields, as_written),
            payloads: Payloads::read(&mut fields),
            matchers: fields
                .items("matchers")
                .into_iter()
                .filter_map(|n| Matcher::read(n, fields.refusals))
                .collect(),
            condition: fields.word("matchers-condition", CONDITIONS).unwrap_or_default(),
            extractors: fields
                .items("extractors")
                .into_iter()
                .filter_map(|n| Extractor::read(n, fields.refusals))
                .collect(),
            stop_at_first_match: fields.flag("stop-at-first-match"),
            iterate_all: fields.flag("iterate-all"),
        };
        if plan.sources.is_empty() && fields.refusals.is_empty() {
            fields.refusals.add(line, "a request wants a \"path\" or \"raw\"");
        }
        if plan.payloads.count().saturating_mul(plan.sources.len()) > MAX_REQUESTS {
            fields.refusals.add(line, "the payloads make more than 20,000 requests");
        }
        fields.finish();
        plan
    }

    /// The strongest effect of any of its requests.
    pub fn effect(&self) -> Effect {
        let own = |s: &Source| {
            let whole = matches!(s, Source::Raw(Raw { whole: Some(_), .. }));
            request::effect(s.method(), whole, self.manner.effect_floor)
        };
        self.sources.iter().map(own).max().unwrap_or(Effect::Safe)
    }

    /// Whether answers without a word of the weakness can match: a finding is then likely and not proven.
    pub fn is_weak(&self) -> bool {
        match self.condition {
            Condition::And => self.matchers.iter().all(Matcher::is_weak) && !self.matchers.is_empty(),
            Condition::Or => self.matchers.iter().any(Matcher::is_weak),
        }
    }

    /// Whether a request asks for a place that is made up for the run. `random` tells the variables that are.
    pub(crate) fn asks_random(&self, source: usize, random: &dyn Fn(&str) -> bool) -> bool {
        self.sources.get(source).is_some_and(|s| s.place().is_random(random))
    }

    /// Whether a matcher or an extractor reads earlier answers (`body_1`).
    pub(crate) fn reads_history(&self) -> bool {
        let matchers = self.matchers.iter().flat_map(Matcher::variables);
        let extractors = self.extractors.iter().flat_map(Extractor::variables);
        let numbered = |name: &str| {
            name.rsplit_once('_').is_some_and(|(_, n)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        };
        matchers.chain(extractors).any(numbered)
    }

    /// Every text of its requests and payloads.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &Text> {
        self.sources.iter().flat_map(Source::texts).chain(self.payloads.texts())
    }

    /// Its requests in the order of payloads, then paths, all filled in from the given bindings. Requests that need what
    /// earlier answers bring are errors here; [`crate::Run`] goes step by step.
    pub fn requests<'a>(
        &'a self,
        target: &'a Target,
        bindings: &'a Bindings,
        env: &'a Env,
    ) -> impl Iterator<Item = Result<RequestSpec, BuildError>> + 'a {
        (0..self.payloads.count()).flat_map(move |combination| {
            let bound = self.bind_payload(combination, bindings, env);
            self.sources.iter().map(move |source| match &bound {
                Ok(bound) => request::build(source, &self.manner, target, bound, env),
                Err(e) => Err(e.clone()),
            })
        })
    }

    /// One request.
    pub(crate) fn request(
        &self,
        source: usize,
        target: &Target,
        bindings: &Bindings,
        env: &Env,
    ) -> Option<Result<RequestSpec, BuildError>> {
        self.sources.get(source).map(|source| request::build(source, &self.manner, target, bindings, env))
    }

    /// The bindings with the values of one payload combination.
    pub(crate) fn bind_payload(
        &self,
        combination: usize,
        bindings: &Bindings,
        env: &Env,
    ) -> Result<Bindings, BuildError> {
        let mut bound = bindings.clone();
        bound.clear(Layer::Payload);
        for (name, text) in self.payloads.combination(combination) {
            let value = Evaluator::new(bindings, env).typed(text)?;
            bound.set(Layer::Payload, name, value);
        }
        Ok(bound)
    }

    /// Judges the last of the given answers.
    pub fn evaluate(&self, responses: &Responses, bindings: &Bindings, env: &Env) -> Evaluation {
        evaluate(self, Facts::new(bindings, responses), env)
    }
}

const LATER: &str = "not supported yet";
const FUZZING: &str = "fuzzing is done by the active checks";

const REFUSED: &[(&str, &str)] = &[
    ("analyzer", FUZZING),
    ("attack-type", LATER),
    ("digest-password", LATER),
    ("digest-username", LATER),
    ("fuzzing", FUZZING),
    ("global-matchers", LATER),
    ("pipeline", LATER),
    ("pipeline-concurrent-connections", LATER),
    ("pipeline-requests-per-connection", LATER),
    ("pre-condition", LATER),
    ("race", "races are not a check"),
    ("race_count", "races are not a check"),
    ("self-contained", "a check is run against a target"),
    ("signature", LATER),
];

fn redirects(fields: &mut Fields<'_>) -> Redirects {
    let (any, same_host) = (fields.flag("redirects"), fields.flag("host-redirects"));
    let most = fields.number("max-redirects").unwrap_or(MAX_REDIRECTS).min(MAX_REDIRECTS);
    let most = u8::try_from(most).unwrap_or(u8::MAX);
    match (any, same_host) {
        (_, true) => Redirects::SameHost(most),
        (true, false) => Redirects::Any(most),
        (false, false) => Redirects::None,
    }
}

fn sources(fields: &mut Fields<'_>, as_written: bool) -> Vec<Source> {
    let method = fields.text("method");
    if let Some((line, method)) = &method
        && !is_method(method)
    {
        fields.refusals.add(*line, format!("\"{method}\" is no method"));
    }
    let method = method.map_or_else(|| "GET".to_owned(), |(_, method)| method);
    let headers = headers(fields);
    let body = fields.template("body");
    let path =
        |path| Source::Path { method: method.clone(), path, headers: headers.clone(), body: body.clone() };
    let mut out: Vec<Source> = fields.templates("path").into_iter().map(path).collect();
    for (line, text) in fields.texts("raw") {
        match Raw::parse(&text, as_written).map(|raw| raw.at(line)) {
            Ok(raw) => out.push(Source::Raw(raw)),
            Err(e) => fields.refusals.add(line, e),
        }
    }
    out
}

fn headers(fields: &mut Fields<'_>) -> Vec<(String, Text)> {
    let mut out = Vec::new();
    for (key, node) in fields.entries("headers") {
        let crate::yaml::Kind::Scalar(text) = node.kind else {
            if node.kind == crate::yaml::Kind::Null {
                out.push((key.name, Text::plain("")));
            } else {
                fields.refusals.add(node.line, format!("header \"{}\" wants a single value", key.name));
            }
            continue;
        };
        if !is_method(&key.name) {
            fields.refusals.add(key.line, format!("\"{}\" is no header name", key.name));
        }
        let text = fields.parsed(node.line, Text::parse(&text));
        out.extend(text.map(|text| (key.name, text.at(node.line))));
    }
    out
}
