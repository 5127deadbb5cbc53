//! Scripts that call what a request names, whatever it names.

use crawl::Place;
use model::definition::Effect;
use model::finding::Observation;
use model::profile::Payloads;

use crate::Check;
use crate::answer::shown_around;
use crate::conclude::{Sighting, conclude};
use crate::probe::{Probe, ProbeError};
use crate::tries::Tries;

const WORDS: &[&str] = &["jsonp-callback"];

/// Callback names.
pub(crate) const CHECK: Check = Check {
    name: "jsonp-callback",
    words: WORDS,
    effect: Effect::Safe,
    from: Payloads::Normal,
    applies: |probe| {
        let name = probe.point.name.to_ascii_lowercase();
        probe.point.place == Place::Query
            && ["callback", "jsonp", "cb", "jsonpcallback", "func", "function"]
                .iter()
                .any(|n| name.contains(n))
    },
    run: |probe| {
        Box::pin(async move {
            let mut observed = Vec::new();
            let end = attack(probe, &mut observed).await;
            conclude(WORDS, observed, end)
        })
    },
};

async fn attack(probe: &Probe<'_>, observed: &mut Vec<Observation>) -> Result<(), ProbeError> {
    let mut tries = Tries::of(probe.payloads, 2, 2, 2);
    let plain = probe.token();
    let Some(control) = tries.send(probe, &plain).await? else { return Ok(()) };
    let body = control.response.text();
    let begins = |text: &str, with: &str| {
        let text = text.trim_start().trim_start_matches("/**/").trim_start();
        text.strip_prefix(with).is_some_and(|rest| rest.trim_start().starts_with('('))
    };
    if !control.media_type().contains("script") || !begins(&body, &plain) {
        return Ok(());
    }
    let t = probe.token();
    let value = format!("alert(/{t}/);{t}");
    let Some(answer) = tries.send(probe, &value).await? else { return Ok(()) };
    if answer.media_type().contains("script") && begins(&answer.response.text(), &value) {
        let web = probe.evidence_at(&value, &answer, &t).with(
            "control",
            &control.raw_request,
            shown_around(&control, &plain),
        );
        let summary =
            format!("the script calls whatever stands in \"{}\", statements included", probe.point.name);
        observed.push(probe.observe(Sighting::confirmed("jsonp-callback", summary, web)));
    }
    Ok(())
}
