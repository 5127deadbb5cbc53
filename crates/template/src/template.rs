//! A template: from text to compiled blocks.

use model::definition::Effect;

use crate::expr::Text;
use crate::fields::Fields;
use crate::http::Plan;
use crate::info::{self, Info};
use crate::refusal::{Refusal, Refusals};
use crate::target;
use crate::yaml::{self, Kind, Node};

/// Longest id, in bytes.
const MAX_ID: usize = 200;
/// Most `http` blocks.
const MAX_BLOCKS: usize = 100;

/// A template that was understood completely.
#[derive(Debug, Clone)]
pub struct Template {
    /// Its id: letters, digits, `-`, `_` and `.`.
    pub id: String,
    /// What it says about itself.
    pub info: Info,
    /// Its blocks, in their order.
    pub plans: Vec<Plan>,
    /// What leads from one block to the next.
    pub flow: Flow,
    /// Whether the first match ends the run.
    pub stop_at_first_match: bool,
    pub(crate) variables: Vec<(String, Text)>,
}

/// What leads from one block to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flow {
    /// Every block runs.
    #[default]
    All,
    /// A block runs if the one before it matched (`http(1) && http(2)`).
    WhileMatched,
    /// A block runs if none before it matched (`http(1) || http(2)`).
    UntilMatched,
}

impl Template {
    /// Reads a template. Nothing is skipped: what is not understood or not supported is refused.
    ///
    /// # Errors
    /// Every reason that was found, by line; at least one.
    pub fn parse(file_name: &str, text: &str) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Refusals::of(file_name);
        match yaml::parse(text) {
            Ok(node) => {
                let template = read(node, &mut refusals);
                if refusals.is_empty() { Ok(template) } else { Err(refusals.into_vec()) }
            }
            Err((line, reason)) => {
                refusals.add(line, reason);
                Err(refusals.into_vec())
            }
        }
    }

    /// The strongest effect of any of its requests.
    pub fn effect(&self) -> Effect {
        self.plans.iter().map(Plan::effect).max().unwrap_or(Effect::Safe)
    }

    /// Whether it can only be run with a callback listener.
    pub fn needs_callback(&self) -> bool {
        let texts = self.plans.iter().flat_map(Plan::texts).chain(self.variables.iter().map(|(_, t)| t));
        let matchers = self.plans.iter().flat_map(|p| &p.matchers).flat_map(|m| m.variables());
        let extractors = self.plans.iter().flat_map(|p| &p.extractors).flat_map(|e| e.variables());
        texts.flat_map(Text::variables).chain(matchers).chain(extractors).any(is_callback)
    }
}

/// Whether a variable belongs to the callback listener.
fn is_callback(name: &str) -> bool {
    name.starts_with("interactsh")
}

const PROTOCOLS: &[&str] = &[
    "code",
    "dns",
    "file",
    "headless",
    "javascript",
    "network",
    "ssl",
    "tcp",
    "websocket",
    "whois",
    "workflows",
];

fn read(node: Node, refusals: &mut Refusals) -> Template {
    let mut fields = Fields::of(node, "a template", refusals);
    let line = fields.line;
    let mut protocol = false;
    for name in PROTOCOLS {
        if let Some(node) = fields.take(name) {
            protocol = true;
            fields.refusals.add(node.line, format!("protocol \"{name}\" is not supported yet"));
        }
    }
    fields.refuse("self-contained", "a check is run against a target");
    fields.refuse("constants", "not supported yet");
    fields.refuse("signature", "not supported yet");
    let id = id(&mut fields);
    let info = match fields.take("info") {
        Some(node) => info::read(node, fields.refusals),
        None => {
            fields.refusals.add(line, "a template wants an \"info\"");
            Info::default()
        }
    };
    let variables = variables(&mut fields);
    let mut blocks = fields.items("http");
    // The name that the format used before version 3.
    blocks.extend(fields.items("requests"));
    if blocks.len() > MAX_BLOCKS {
        fields.refusals.add(line, "a template holds at most 100 requests");
        blocks.truncate(MAX_BLOCKS);
    }
    let plans: Vec<Plan> = blocks.into_iter().map(|n| Plan::read(n, &info, fields.refusals)).collect();
    if plans.is_empty() && !protocol {
        fields.refusals.add(line, "a template wants an \"http\" block");
    }
    let flow = fields.text("flow").map_or(Flow::All, |(at, text)| {
        flow(&text, plans.len()).unwrap_or_else(|| {
            fields
                .refusals
                .add(at, "\"flow\" is refused: only all blocks in order, joined by && or ||, are supported");
            Flow::All
        })
    });
    let stop_at_first_match = fields.flag("stop-at-first-match");
    fields.finish();
    let template = Template { id, info, plans, flow, stop_at_first_match, variables };
    check_variables(&template, refusals);
    template
}

fn id(fields: &mut Fields<'_>) -> String {
    let line = fields.line;
    let Some((line, id)) = fields.text("id") else {
        fields.refusals.add(line, "a template wants an \"id\"");
        return String::new();
    };
    let fits = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    if id.is_empty() || id.len() > MAX_ID || !id.bytes().all(fits) {
        fields.refusals.add(line, "\"id\" wants up to 200 letters, digits, \"-\", \"_\" and \".\"");
    }
    id
}

fn variables(fields: &mut Fields<'_>) -> Vec<(String, Text)> {
    let mut out = Vec::new();
    for (key, node) in fields.entries("variables") {
        match node.kind {
            Kind::Scalar(text) => {
                let text = fields.parsed(node.line, Text::parse(&text));
                out.extend(text.map(|text| (key.name, text.at(node.line))));
            }
            _ => fields.refusals.add(node.line, format!("variable \"{}\" wants a single value", key.name)),
        }
    }
    out
}

/// `http(1) && http(2)` and its like, over all blocks in order; `http()` for the only one.
fn flow(text: &str, blocks: usize) -> Option<Flow> {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let squeezed = squeezed.trim_end_matches(';');
    let joined = |with: &str| (1..=blocks).map(|n| format!("http({n})")).collect::<Vec<_>>().join(with);
    let all = [("&&", Flow::WhileMatched), ("||", Flow::UntilMatched), (";", Flow::All)];
    if blocks == 1 && squeezed == "http()" {
        return Some(Flow::All);
    }
    all.into_iter().find(|(with, _)| squeezed == joined(with)).map(|(_, flow)| flow)
}

/// Refuses variables in requests that nothing in the template binds: the request could never be sent.
fn check_variables(template: &Template, refusals: &mut Refusals) {
    let extracted = template.plans.iter().flat_map(|p| &p.extractors).filter_map(|e| e.name.as_deref());
    let mut known: Vec<&str> =
        template.variables.iter().map(|(name, _)| name.as_str()).chain(extracted).collect();
    known.extend(target::NAMES);
    let bound = |payloads: &[&str], name: &str| {
        known.contains(&name) || payloads.contains(&name) || is_callback(name) || name.starts_with("randstr_")
    };
    let mut check = |text: &Text, payloads: &[&str]| {
        for name in text.variables() {
            if !bound(payloads, name) {
                refusals.add(text.line(), format!("variable \"{name}\" is bound by nothing in the template"));
            }
        }
    };
    let all_payloads: Vec<&str> = template.plans.iter().flat_map(|p| p.payloads.names()).collect();
    for (_, text) in &template.variables {
        check(text, &all_payloads);
    }
    for plan in &template.plans {
        let payloads: Vec<&str> = plan.payloads.names().collect();
        for text in plan.texts() {
            check(text, &payloads);
        }
    }
}
