//! Directives that a server puts into effect when it sends a page: server side and edge side includes.

use model::definition::Effect;
use model::finding::Observation;
use model::profile::Payloads;

use crate::Check;
use crate::answer::shown_around;
use crate::conclude::{Sighting, conclude};
use crate::probe::{Probe, ProbeError};
use crate::tries::Tries;

const WORDS: &[&str] = &["ssi-injection", "esi-injection"];

/// Includes.
pub(crate) const CHECK: Check = Check {
    name: "ssi-injection",
    words: WORDS,
    effect: Effect::Safe,
    from: Payloads::Normal,
    applies: |_| true,
    run: |probe| {
        Box::pin(async move {
            let mut observed = Vec::new();
            let end = attack(probe, &mut observed).await;
            conclude(WORDS, observed, end)
        })
    },
};

async fn attack(probe: &Probe<'_>, observed: &mut Vec<Observation>) -> Result<(), ProbeError> {
    let mut tries = Tries::of(probe.payloads, 1, 4, 4);
    let (before, inside, after) = (probe.token(), probe.token(), probe.token());
    // The year in a form of ours: only a server that follows directives can write it.
    let value = format!(
        "{before}<!--#config timefmt=\"{inside}x%Y\" --><!--#echo var=\"DATE_LOCAL\" -->{after}<!--esi {inside}-->{before}"
    );
    let Some(answer) = tries.send(probe, &value).await? else { return Ok(()) };
    let text = answer.response.text();
    let words = [
        (follows_ssi(&text, &before, &inside, &after), "ssi-injection", "the year in a form of ours"),
        (
            text.contains(&format!("{after}{inside}{before}")),
            "esi-injection",
            "the text of an edge side comment",
        ),
    ];
    for (seen, word, what) in words {
        if !seen {
            continue;
        }
        // The same with the directives spelled wrong must not do it.
        let wrong = value.replace("<!--#", "<!-- #").replace("<!--esi", "<!--xsi");
        let Some(control) = tries.send(probe, &wrong).await? else { continue };
        let again = control.response.text();
        if follows_ssi(&again, &before, &inside, &after)
            || again.contains(&format!("{after}{inside}{before}"))
        {
            continue;
        }
        let web = probe.evidence_at(&value, &answer, &before).with(
            "control",
            &control.raw_request,
            shown_around(&control, &before),
        );
        let summary = format!(
            "the server follows include directives in the value of {} \"{}\": the answer holds {what}",
            probe.point.place, probe.point.name
        );
        observed.push(probe.observe(Sighting::confirmed(word, summary, web)));
    }
    Ok(())
}

/// Whether the directives were followed: a year stands where they were.
fn follows_ssi(text: &str, before: &str, inside: &str, after: &str) -> bool {
    let start = format!("{before}{inside}x");
    text.match_indices(&start).take(10).any(|(at, _)| {
        let rest = text.get(at + start.len()..).unwrap_or_default();
        rest.get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()))
            && rest.get(4..).is_some_and(|r| r.starts_with(after))
    })
}
