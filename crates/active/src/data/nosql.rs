//! NoSQL injection: operators of MongoDB in the place of values, and conditions in its JavaScript.

use crawl::Place;
use model::finding::Observation;
use model::profile::Payloads;
use serde_json::json;

use crate::Running;
use crate::conclude::Sighting;
use crate::data::compare::{self, Decided, Payload};
use crate::data::sql::condition;
use crate::data::verdict::Verdict;
use crate::data::{point, stats};
use crate::probe::{Probe, ProbeError};

/// The words of this check.
pub(crate) const WORDS: &[&str] = &[NOSQL];
const NOSQL: &str = "nosql-injection";

/// Conditions in JavaScript: `{V}` is the present value, `{Z}` another one, `{C}` the condition.
const SCRIPT: &[(Payloads, &str)] = &[
    (Payloads::Normal, "{V}' && {C} && 'w'=='w"),
    (Payloads::Normal, "{Z}' || {C} || 'w'=='x"),
    (Payloads::Normal, "{N} && {C}"),
    (Payloads::Thorough, "{V}\" && {C} && \"w\"==\"w"),
    (Payloads::Thorough, "{Z}\" || {C} || \"w\"==\"x"),
    (Payloads::Thorough, "{Z}';return {C};var w='x"),
];

/// Operators first, then conditions.
pub(crate) fn run<'a>(probe: &'a Probe<'a>) -> Running<'a> {
    Box::pin(async move {
        let mut verdict = Verdict::new(WORDS);
        let end = prove(probe).await.map(|observed| match observed {
            Some(observed) => verdict.proven(NOSQL, observed),
            None => verdict.no(NOSQL),
        });
        verdict.end(end)
    })
}

async fn prove(probe: &Probe<'_>) -> Result<Option<Observation>, ProbeError> {
    if let Some(decided) = operators(probe).await? {
        let what = "The answers follow operators of MongoDB in the place of the value: what lies between the least and the greatest text is \
                    found, what lies between the greatest and the least is not";
        return Ok(Some(observe(probe, &decided, what)));
    }
    let number = point::is_number(point::base(probe));
    for (_, template) in SCRIPT.iter().filter(|(from, _)| *from <= probe.payloads) {
        if template.contains("{N}") && !number || template.contains("{Z}") && !point::may_widen(probe) {
            continue;
        }
        let make = |yes: bool| {
            let base = point::base(probe);
            let condition = condition(probe.client.env(), yes, "==");
            let text = template.replace("{C}", &condition).replace("{Z}", &probe.token());
            Payload::Text(text.replace("{N}", base).replace("{V}", base))
        };
        if let Some(decided) = compare::decide(probe, &make).await? {
            let what = "The answers follow a condition put into JavaScript of the query: attack and control are made of the same signs, \
                        and only working them out tells which is true";
            return Ok(Some(observe(probe, &decided, what)));
        }
    }
    Ok(None)
}

fn observe(probe: &Probe<'_>, decided: &Decided, what: &str) -> Observation {
    let summary = format!("{what} ({})", stats::chance(stats::PAGES));
    probe.observe(Sighting::confirmed(NOSQL, summary, decided.evidence(probe)))
}

/// Between the least and the greatest text or number, against between the greatest and the least: the same names and signs,
/// and only a database that knows the operators tells what lies between. The first holds for everything, so it may widen what
/// is reached.
async fn operators(probe: &Probe<'_>) -> Result<Option<Decided>, ProbeError> {
    if !point::may_widen(probe) {
        return Ok(None);
    }
    // Every printable sign lies between these two.
    let ends = |yes: bool| {
        let (least, greatest) = (format!("!{}", probe.token()), format!("~{}", probe.token()));
        if yes { (least, greatest) } else { (greatest, least) }
    };
    match probe.point.place {
        Place::Query | Place::FormField => {
            let make = |yes: bool| {
                let (above, below) = ends(yes);
                Payload::Renamed(vec![("[$gt]", above), ("[$lt]", below)])
            };
            compare::decide(probe, &make).await
        }
        Place::JsonField => {
            let make = |yes: bool| {
                let (above, below) = ends(yes);
                Payload::Json(json!({ "$gt": above, "$lt": below }))
            };
            if let Some(decided) = compare::decide(probe, &make).await? {
                return Ok(Some(decided));
            }
            let make = |yes: bool| {
                let far = |sign: i64| {
                    sign * (1_000_000_000_000 + i64::try_from(probe.client.env().below(1 << 30)).unwrap_or(0))
                };
                let sign = if yes { 1 } else { -1 };
                Payload::Json(json!({ "$gt": far(-sign), "$lt": far(sign) }))
            };
            compare::decide(probe, &make).await
        }
        _ => Ok(None),
    }
}
