//! By the error text of a database that a quote of ours calls forth and a harmless value does not.

use model::definition::Effect;
use model::finding::Confidence;
use model::profile::Payloads;

use super::errors::{self, SqlError};
use super::{ERROR, Proven};
use crate::conclude::Sighting;
use crate::data::compare::{Asked, Payload, ask};
use crate::data::point;
use crate::probe::{Probe, ProbeError, shown};

/// What breaks a statement, the same as a harmless part of a text, and the payloads from which it is tried. `{T}` is a random
/// word. A backslash keeps its meaning where an application doubles quotes alone, and at the end of the value it takes the quote
/// that closes the text.
const BREAKERS: &[(&str, &str, Payloads)] = &[
    ("'{T}", "''{T}", Payloads::Light),
    ("\"{T}", "\"\"{T}", Payloads::Light),
    ("{T}\\", "{T}\\\\", Payloads::Normal),
    ("\\'{T}", "''{T}", Payloads::Normal),
    ("){T}", "{T}", Payloads::Normal),
    ("`{T}", "``{T}", Payloads::Normal),
    ("%27{T}", "%27%27{T}", Payloads::Thorough),
    ("'){T}", "''){T}", Payloads::Thorough),
];

/// Tries every breaker.
pub(super) async fn prove(probe: &Probe<'_>) -> Result<Option<Proven>, ProbeError> {
    for (breaker, harmless, _) in BREAKERS.iter().filter(|(_, _, from)| *from <= probe.payloads) {
        let attack = with(probe, breaker).await?;
        let found = errors::find(&attack.exchange.response.text());
        if found.is_empty() {
            continue;
        }
        if let Some(proven) = confirm(probe, breaker, harmless, &attack, found).await? {
            return Ok(Some(proven));
        }
    }
    Ok(None)
}

/// Sends the value with a part behind it.
async fn with(probe: &Probe<'_>, part: &str) -> Result<Asked, ProbeError> {
    ask(probe, &Payload::Text(format!("{}{}", point::base(probe), part.replace("{T}", &probe.token())))).await
}

/// Whether the error comes with the breaker alone: it comes again, and neither the plain value nor a harmless one has it.
async fn confirm(
    probe: &Probe<'_>,
    breaker: &str,
    harmless: &str,
    attack: &Asked,
    found: Vec<SqlError>,
) -> Result<Option<Proven>, ProbeError> {
    let plain = plain(probe).await?;
    let known = errors::find(&plain.exchange.response.text());
    let mut new: Vec<SqlError> =
        found.into_iter().filter(|e| !known.iter().any(|k| k.signature == e.signature)).collect();
    let Some((control, quoted)) = control(probe, breaker, harmless, &mut new).await? else { return Ok(None) };
    let again = with(probe, breaker).await?;
    let again = errors::find(&again.exchange.response.text());
    new.retain(|e| again.iter().any(|a| a.signature == e.signature));
    let Some(error) = new.iter().find(|e| e.dbms.is_some()).or(new.first()) else { return Ok(None) };
    let dbms = new.iter().find_map(|e| e.dbms);
    let name = dbms.map_or("a database", |d| d.name());
    let summary = format!(
        "A sign in the value makes the statement unreadable: {name} says \"{}\", twice in two tries, and neither \
         for the value itself nor for \"{}\"",
        error.text, control.value
    );
    let evidence = probe.evidence_at(&attack.value, &attack.exchange, &error.text);
    let control = &control.exchange;
    let web = evidence.with("control", &control.raw_request, shown(control));
    let mut sighting = Sighting::confirmed(ERROR, summary, web);
    if dbms.is_none() {
        sighting.confidence = Confidence::Likely;
    }
    let close = match breaker {
        "'{T}" if quoted => Some("'"),
        "\"{T}" if quoted => Some("\""),
        _ => None,
    };
    Ok(Some(Proven { sighting, dbms, close }))
}

/// The value as it is; with a token where requests must differ.
async fn plain(probe: &Probe<'_>) -> Result<Asked, ProbeError> {
    let base = point::base(probe);
    let value = if probe.request.effect() > Effect::Safe {
        format!("{base}{}", probe.client.env().below(1 << 30))
    } else {
        base.to_owned()
    };
    ask(probe, &Payload::Text(value)).await
}

/// The first harmless value whose answer lacks a signature; what it has is taken from `new`. The doubled quote where the
/// value stands between quotes (then true comes along), else a word or a difference, at last the breaker itself within a comment:
/// where only a number may stand, as behind `LIMIT`, nothing else is harmless.
async fn control(
    probe: &Probe<'_>,
    breaker: &str,
    harmless: &str,
    new: &mut Vec<SqlError>,
) -> Result<Option<(Asked, bool)>, ProbeError> {
    let comment = format!("/*{breaker}*/");
    for part in [harmless, "{T}", "-0+", comment.as_str()] {
        let asked = match part {
            "-0+" if point::is_number(point::base(probe)) => {
                let zero = probe.client.env().below(1 << 30);
                let value = format!("{}-{zero}+{zero}", point::base(probe));
                ask(probe, &Payload::Text(value)).await?
            }
            "-0+" => continue,
            part => with(probe, part).await?,
        };
        let found = errors::find(&asked.exchange.response.text());
        let left = |e: &&SqlError| !found.iter().any(|f| f.signature == e.signature);
        if new.iter().any(|e| left(&e)) {
            new.retain(|e| !found.iter().any(|f| f.signature == e.signature));
            return Ok(Some((asked, part == harmless)));
        }
    }
    Ok(None)
}
