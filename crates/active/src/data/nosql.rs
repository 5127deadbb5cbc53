//! NoSQL injection: operators of MongoDB in the place of values, and conditions in its JavaScript.
//!
//! The condition is the length of a text as JavaScript asks for it, which neither SQL nor PHP, Perl or Python know. Where the
//! value of code shows in the answer it is no query: that is left to the check of code.

use crawl::Place;
use model::finding::Observation;
use model::profile::Payloads;
use serde_json::json;

use crate::Running;
use crate::conclude::Sighting;
use crate::data::compare::{self, Decided, Make, Payload, ask};
use crate::data::verdict::Verdict;
use crate::data::{code, moves, point, product, stats};
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
    if let Some((decided, what)) = operators(probe).await? {
        return Ok(Some(observe(probe, &decided, what)));
    }
    let number = point::is_number(point::base(probe));
    for (_, template) in SCRIPT.iter().filter(|(from, _)| *from <= probe.payloads) {
        let widens = template.contains("{Z}");
        let fits = (number || !template.contains("{N}")) && (!widens || point::may_widen(probe));
        if !fits || !moves::worth(probe, widens).await? {
            continue;
        }
        let make = |yes: bool| {
            let base = point::base(probe);
            let (word, length) = product::measured(probe, yes);
            let quote = if template.contains('"') { '"' } else { '\'' };
            let condition = format!("{quote}{word}{quote}.length=={length}");
            let text = template.replace("{C}", &condition).replace("{Z}", &probe.token());
            Payload::Text(text.replace("{N}", base).replace("{V}", base))
        };
        if let Some(decided) = compare::decide(probe, &make).await? {
            if code::by_result(probe).await?.is_some() {
                return Ok(None);
            }
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

const BETWEEN: &str = "The answers follow operators of MongoDB in the place of the value: what lies between the least and the \
                       greatest is found, what lies between the greatest and the least is not";
const UNLIKE: &str = "The answers follow operators of MongoDB in the place of the value: \"$ne\" finds what differs from a random \
                      word, \"$eq\" finds nothing that is equal to it";
const PATTERN: &str = "The answers follow operators of MongoDB in the place of the value: a pattern that fits any text finds \
                       something, one that asks for a random word does not";
const TAKEN: &str = "An operator of MongoDB in the place of the value is taken: the same object without the sign of an operator \
                     is refused, and so is a random word";

/// Operators that hold for everything against the same ones turned round, which hold for nothing: only a store that knows them
/// tells one from the other. The first may widen what is reached.
async fn operators(probe: &Probe<'_>) -> Result<Option<(Decided, &'static str)>, ProbeError> {
    if !point::may_widen(probe) {
        return Ok(None);
    }
    match probe.point.place {
        Place::Query | Place::FormField => {
            let between = |yes: bool| {
                let (above, below) = ends(probe, yes);
                Payload::Renamed(vec![("[$gt]", above), ("[$lt]", below)])
            };
            let named = |name: &'static str| Payload::Renamed(vec![(name, probe.token())]);
            let unlike = |yes: bool| named(if yes { "[$ne]" } else { "[$eq]" });
            let words = |yes: bool| named(if yes { "[ne]" } else { "[eq]" });
            let pattern = |yes: bool| Payload::Renamed(vec![("[$regex]", any_or_word(probe, yes))]);
            let ways: [Way<'_>; 3] =
                [(&between, None, BETWEEN), (&unlike, Some(&words), UNLIKE), (&pattern, None, PATTERN)];
            first(probe, &ways).await
        }
        Place::JsonField => in_json(probe).await,
        _ => Ok(None),
    }
}

async fn in_json(probe: &Probe<'_>) -> Result<Option<(Decided, &'static str)>, ProbeError> {
    let between = |yes: bool| {
        let (above, below) = ends(probe, yes);
        Payload::Json(json!({ "$gt": above, "$lt": below }))
    };
    let far = |yes: bool| {
        let far = |sign: i64| {
            sign * (1_000_000_000_000 + i64::try_from(probe.client.env().below(1 << 30)).unwrap_or(0))
        };
        let sign = if yes { 1 } else { -1 };
        Payload::Json(json!({ "$gt": far(-sign), "$lt": far(sign) }))
    };
    let named = |name: &str| Payload::Json(json!({ name: probe.token() }));
    let unlike = |yes: bool| named(if yes { "$ne" } else { "$eq" });
    let words = |yes: bool| named(if yes { "ne" } else { "eq" });
    let pattern = |yes: bool| Payload::Json(json!({ "$regex": any_or_word(probe, yes) }));
    let ways: [Way<'_>; 4] = [
        (&between, None, BETWEEN),
        (&far, None, BETWEEN),
        (&unlike, Some(&words), UNLIKE),
        (&pattern, None, PATTERN),
    ];
    if let Some(found) = first(probe, &ways).await? {
        return Ok(Some(found));
    }
    // Stores that look for any operator. A guard against operators refuses the first, whoever knows none refuses both.
    let taken = |yes: bool| Payload::Json(json!({ (if yes { "$ne" } else { "ne" }): probe.token() }));
    let Some(decided) = compare::decide(probe, &taken).await? else { return Ok(None) };
    let word = ask(probe, &Payload::Text(probe.token())).await?;
    let status = |asked: &compare::Asked| asked.exchange.response.status;
    let proven =
        (200..400).contains(&status(&decided.yes)) && status(&decided.no) >= 400 && status(&word) >= 400;
    Ok(proven.then_some((decided, TAKEN)))
}

/// A pair, the same words without the sign of an operator where the two differ in words, and what the pair shows.
type Way<'a> = (Make<'a>, Option<Make<'a>>, &'static str);

/// The first pair that is told apart. Where its words alone are told apart, the page gives them back or picks at names.
async fn first(probe: &Probe<'_>, ways: &[Way<'_>]) -> Result<Option<(Decided, &'static str)>, ProbeError> {
    for (make, words, what) in ways {
        let Some(decided) = compare::decide(probe, *make).await? else { continue };
        let by_words = match words {
            Some(words) => compare::decide(probe, *words).await?.is_some(),
            None => false,
        };
        if !by_words {
            return Ok(Some((decided, what)));
        }
    }
    Ok(None)
}

/// The least and the greatest text, or the other way round: every printable sign lies between the two.
fn ends(probe: &Probe<'_>, yes: bool) -> (String, String) {
    let (least, greatest) = (format!("!{}", probe.token()), format!("~{}", probe.token()));
    if yes { (least, greatest) } else { (greatest, least) }
}

/// A pattern that fits every text, or one that fits a random word alone.
fn any_or_word(probe: &Probe<'_>, yes: bool) -> String {
    format!("^({}){}", probe.token(), if yes { '?' } else { '+' })
}
