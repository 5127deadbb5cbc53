//! Lines of one's own in the head of an answer.

use crawl::{Exchange, Place};
use model::definition::Effect;
use model::finding::Observation;
use model::profile::Payloads;

use crate::Check;
use crate::conclude::{Sighting, conclude};
use crate::probe::{Probe, ProbeError};
use crate::tries::Tries;

const WORDS: &[&str] = &["crlf-injection"];

/// Header injection.
pub(crate) const CHECK: Check = Check {
    name: "crlf-injection",
    words: WORDS,
    effect: Effect::Safe,
    from: Payloads::Light,
    applies: |probe| probe.point.place != Place::JsonField || probe.payloads > Payloads::Light,
    run: |probe| {
        Box::pin(async move {
            let mut observed = Vec::new();
            let end = attack(probe, &mut observed).await;
            conclude(WORDS, observed, end)
        })
    },
};

/// Line breaks in forms that applications undo or mistake.
const BREAKS: &[&str] =
    &["\r\n", "\n", "\r", "%0d%0a", "%0a", "\u{560d}\u{560a}", "%E5%98%8D%E5%98%8A", "\\r\\n"];

async fn attack(probe: &Probe<'_>, observed: &mut Vec<Observation>) -> Result<(), ProbeError> {
    let mut tries = Tries::of(probe.payloads, 3, 12, 20);
    // Headers of requests cannot carry breaks, but what an application decodes they can.
    let direct = !matches!(probe.point.place, Place::Header | Place::Cookie);
    let breaks = BREAKS.iter().filter(|b| direct || b.starts_with('%'));
    let mut in_head = shows_in_head(probe);
    // Where the head of the answer does not hold the value, other forms of a break are of no use either.
    let blind = if probe.payloads == Payloads::Thorough { 2 } else { 1 };
    for (i, line) in breaks.enumerate() {
        if i >= blind && !in_head {
            return Ok(());
        }
        for start in starts(probe, in_head) {
            let t = probe.token();
            let value = format!("{start}{t}{line}X-{t}: {t}");
            let Some(answer) = tries.send(probe, &value).await? else { continue };
            if is_header(&answer, &t) {
                return report(probe, &value, line, &answer, &t, &mut tries, observed).await;
            }
            in_head |= answer.response.headers.iter().any(|(n, v)| n.contains(&t) || v.contains(&t));
        }
    }
    Ok(())
}

/// What stands before the break: what the application had there, so that it accepts the value, and nothing.
fn starts<'a>(probe: &'a Probe<'_>, in_head: bool) -> Vec<&'a str> {
    let present = probe.point.value.as_str();
    let both = in_head || probe.payloads == Payloads::Thorough;
    match (present.is_empty(), both) {
        (true, true) => vec!["", "/"],
        (true, false) => vec![""],
        (false, true) => vec![present, ""],
        (false, false) => vec![present],
    }
}

/// Whether the head of the answer to the request as it is holds the present value.
fn shows_in_head(probe: &Probe<'_>) -> bool {
    let value = probe.point.value.as_str();
    let head = probe.baseline.map(|b| b.response.headers.as_slice()).unwrap_or_default();
    // `1` and `en` stand in many headers.
    value.len() >= 4 && head.iter().any(|(_, held)| held.contains(value))
}

/// Whether our line became a header.
fn is_header(answer: &Exchange, t: &str) -> bool {
    answer.response.header(&format!("x-{t}")).is_some_and(|value| value.trim().starts_with(t))
}

async fn report(
    probe: &Probe<'_>,
    value: &str,
    line: &str,
    answer: &Exchange,
    t: &str,
    tries: &mut Tries,
    observed: &mut Vec<Observation>,
) -> Result<(), ProbeError> {
    let mut web = probe.evidence_at(value, answer, t);
    // The same without the break must not make a header.
    let flat = value.replace(line, " ");
    if let Some(control) = tries.send(probe, &flat).await? {
        if is_header(&control, t) {
            return Ok(());
        }
        web = web.with("control", &control.raw_request, crate::answer::shown_around(&control, t));
    }
    let summary = format!(
        "a line break in the value of {} \"{}\" begins a new header \"X-{t}\" of the answer",
        probe.point.place, probe.point.name
    );
    let mut seen = probe.observe(Sighting::confirmed("crlf-injection", summary, web));
    seen.place = probe.place_of(value, |e| is_header(e, t)).await;
    observed.push(seen);
    Ok(())
}
