//! XPath injection: by error texts and by pages that follow a condition.
//!
//! The condition is a function that XPath alone knows: to SQL and to programming languages `string-length` is a difference of
//! two unknown names, whatever it is held against.

use std::sync::LazyLock;

use model::finding::Observation;
use model::profile::Payloads;
use regex::Regex;

use crate::Running;
use crate::conclude::Sighting;
use crate::data::compare::{self, Payload};
use crate::data::signatures::{Pattern, broken};
use crate::data::verdict::Verdict;
use crate::data::{moves, point, product, stats};
use crate::probe::{Probe, ProbeError, shown};

/// The words of this check.
pub(crate) const WORDS: &[&str] = &[XPATH];
const XPATH: &str = "xpath-injection";

static ERRORS: Pattern = LazyLock::new(|| {
    Regex::new(
        r"XPathException|XPathEvalError|XPathExpressionException|XPathSyntaxException|javax\.xml\.xpath|System\.Xml\.XPath|MS\.Internal\.Xml\.XPath|SimpleXMLElement::xpath\(\)|DOMXPath::(?:query|evaluate)\(\)|xmlXPathEval|xmlXPathCompOpEval|org\.apache\.xpath|lxml\.etree\.XPath|Unclosed string token|Expected token '\]' found|Error during XPath evaluation|A closing bracket expected in|Syntax error in XPath|libxml2? error : Invalid expression",
    )
    .ok()
});

/// `{V}` is the present value, `{Z}` another one, `{C}` the condition.
const TEMPLATES: &[(Payloads, &str)] = &[
    (Payloads::Light, "{V}' and {C} and 'w'='w"),
    (Payloads::Light, "{Z}' or {C} or 'w'='x"),
    (Payloads::Normal, "{V}\" and {C} and \"w\"=\"w"),
    (Payloads::Normal, "{V}') and {C} and contains('w','w"),
    (Payloads::Normal, "{N} and {C}"),
    (Payloads::Thorough, "{Z}\" or {C} or \"w\"=\"x"),
    (Payloads::Thorough, "{Z}') or {C} or contains('w','x"),
    (Payloads::Thorough, "{V}'] | /*[{C}] | /*['w'='x"),
];

/// Errors first, then conditions.
pub(crate) fn run<'a>(probe: &'a Probe<'a>) -> Running<'a> {
    Box::pin(async move {
        let mut verdict = Verdict::new(WORDS);
        let end = prove(probe).await.map(|observed| match observed {
            Some(observed) => verdict.proven(XPATH, observed),
            None => verdict.no(XPATH),
        });
        verdict.end(end)
    })
}

async fn prove(probe: &Probe<'_>) -> Result<Option<Observation>, ProbeError> {
    if let Some(broken) = broken(probe, &ERRORS, &["'", "\"", "]"]).await? {
        let summary = format!(
            "A quotation mark or bracket makes the expression unreadable: the server says \"{}\", twice in two tries, and not \
             for a word in its place",
            broken.text
        );
        let control = &broken.control.exchange;
        let web = probe.evidence_at(&broken.attack.value, &broken.attack.exchange, &broken.text).with(
            "control",
            &control.raw_request,
            shown(control),
        );
        return Ok(Some(probe.observe(Sighting::confirmed(XPATH, summary, web))));
    }
    let number = point::is_number(point::base(probe));
    for (_, template) in TEMPLATES.iter().filter(|(from, _)| *from <= probe.payloads) {
        let widens = template.contains("{Z}");
        let fits = (number || !template.contains("{N}")) && (!widens || point::may_widen(probe));
        if !fits || !moves::worth(probe, widens).await? {
            continue;
        }
        let make = |yes: bool| Payload::Text(fill(probe, template, yes));
        if let Some(decided) = compare::decide(probe, &make).await? {
            let summary = format!(
                "The answers follow a condition put into an XPath expression: attack and control are made of the same signs and \
                 use a function of XPath, and only working them out tells which is true ({})",
                stats::chance(stats::PAGES)
            );
            let sighting = Sighting::confirmed(XPATH, summary, decided.evidence(probe));
            return Ok(Some(probe.observe(sighting)));
        }
    }
    Ok(None)
}

fn fill(probe: &Probe<'_>, template: &str, yes: bool) -> String {
    let (word, length) = product::measured(probe, yes);
    let quote = if template.contains('"') { '"' } else { '\'' };
    let condition = format!("(string-length({quote}{word}{quote})={length})");
    let base = point::base(probe);
    template
        .replace("{C}", &condition)
        .replace("{Z}", &probe.token())
        .replace("{N}", base)
        .replace("{V}", base)
}
