//! Addresses by which an application sends its visitors, or loads parts of its pages, wherever a request says.

use crawl::{Exchange, Place};
use model::definition::Effect;
use model::finding::Observation;
use model::profile::Payloads;

use crate::Check;
use crate::conclude::{Sighting, conclude};
use crate::markup::leads::{Lead, lead};
use crate::markup::proof::own_host;
use crate::probe::{Probe, ProbeError};
use crate::tries::Tries;

const WORDS: &[&str] = &["open-redirect", "frame-injection", "script-inclusion"];

/// Parts of names of parameters that commonly hold an address.
const NAMES: &[&str] = &[
    "url", "uri", "redir", "next", "return", "goto", "dest", "target", "continue", "link", "forward", "back",
    "to", "out", "view", "page", "from", "site", "src", "callback", "ref", "path", "host", "domain",
    "location", "frame",
];

/// Redirects, frames and scripts to anywhere.
pub(crate) const CHECK: Check = Check {
    name: "open-redirect",
    words: WORDS,
    effect: Effect::Safe,
    from: Payloads::Light,
    // Other sites cannot make a browser send headers and cookies of their choice.
    applies: |probe| !matches!(probe.point.place, Place::Header | Place::Cookie) && is_wanted(probe),
    run: |probe| {
        Box::pin(async move {
            let mut observed = Vec::new();
            let end = attack(probe, &mut observed).await;
            conclude(WORDS, observed, end)
        })
    },
};

/// Whether the point looks like an address, or the profile tries all.
fn is_wanted(probe: &Probe<'_>) -> bool {
    probe.payloads > Payloads::Light || looks_like_address(probe)
}

fn looks_like_address(probe: &Probe<'_>) -> bool {
    let (name, value) = (probe.point.name.to_ascii_lowercase(), probe.point.value.as_str());
    let named = probe.point.place != Place::PathSegment && NAMES.iter().any(|n| name.contains(n));
    named || value.starts_with('/') || value.contains("://") || value.contains("%2F%2F")
}

async fn attack(probe: &Probe<'_>, observed: &mut Vec<Observation>) -> Result<(), ProbeError> {
    let mut tries = Tries::of(probe.payloads, 8, 20, 30);
    let t = probe.token();
    let first = format!("https://{}/", own_host(&t));
    let Some(answer) = tries.send(probe, &first).await? else { return Ok(()) };
    if let Some(lead) = lead(&answer, &own_host(&t)) {
        return report(probe, &lead, &first, &answer, &mut tries, observed).await;
    }
    // What neither redirects nor looks like an address is not asked again.
    let redirects = |e: &Exchange| (300..400).contains(&e.response.status);
    let hopeful = looks_like_address(probe) || redirects(&answer) || probe.baseline.is_some_and(redirects);
    if !hopeful {
        return Ok(());
    }
    let own = probe.request.url.origin();
    let root = own.root().map(|r| r.as_str().trim_end_matches('/').to_owned()).unwrap_or_default();
    let t = probe.token();
    for (value, host) in variants(&t, &own.host, &root, &probe.point.value) {
        let Some(answer) = tries.send(probe, &value).await? else {
            if tries.is_over() {
                break;
            }
            continue;
        };
        if let Some(lead) = lead(&answer, &host) {
            return report(probe, &lead, &value, &answer, &mut tries, observed).await;
        }
    }
    Ok(())
}

/// Addresses that slip through common tests, each with the host that it leads to.
fn variants(t: &str, own: &str, root: &str, present: &str) -> Vec<(String, String)> {
    let host = own_host(t);
    let mut all = vec![
        format!("//{host}/"),
        format!("/\\{host}/"),
        format!("{root}@{host}/"),
        format!("{root}.{host}/"),
        format!("https://{own}@{host}/"),
        format!("https://{own}.{host}/"),
        format!("https://{host}/{own}"),
        format!("@{host}/"),
        format!(".{host}/"),
        format!("/{host}/"),
        format!("https://{host}?{own}"),
        format!("https:{host}/"),
        format!("\\\\{host}/"),
        format!("///{host}/"),
        format!("/\t/{host}/"),
        format!("hTTps://{host}/"),
        format!(" https://{host}/"),
        format!("%2F%2F{host}/"),
        format!("https%3A%2F%2F{host}%2F"),
        format!("https://{host}\\@{own}/"),
        format!("https://{host}#{own}"),
        format!("//{own}@{host}/"),
    ];
    if present.contains("://") {
        let trimmed = present.trim_end_matches('/');
        all.insert(2, format!("{trimmed}.{host}/"));
        all.insert(3, format!("{trimmed}@{host}/"));
        all.insert(4, format!("https://{host}/?{present}"));
    } else if present.starts_with('/') {
        all.insert(2, format!("//{host}{present}"));
        all.insert(3, format!("{present}/..//{host}"));
    }
    let mut all: Vec<(String, String)> = all.into_iter().map(|v| (v, host.clone())).collect();
    // A test of the end of a name that forgets the dot.
    if own.parse::<std::net::IpAddr>().is_err() && !own.starts_with('[') {
        all.insert(5, (format!("https://{t}{own}/"), format!("{t}{own}")));
    }
    all
}

async fn report(
    probe: &Probe<'_>,
    seen: &Lead,
    value: &str,
    answer: &Exchange,
    tries: &mut Tries,
    observed: &mut Vec<Observation>,
) -> Result<(), ProbeError> {
    let token = crate::markup::leads::token_in(value);
    // Another name must lead to another host: the value decides, not chance.
    let other = probe.token();
    let control = tries.send(probe, &value.replace(&token, &other)).await?;
    let mut web = probe.evidence_at(value, answer, &token);
    if let Some(control) = &control {
        if lead(control, &own_host(&other)).is_none()
            && lead(control, &format!("{other}{}", probe.request.url.origin().host)).is_none()
        {
            return Ok(());
        }
        web = web.with("control", &control.raw_request, crate::answer::shown_around(control, &other));
    }
    let name = format!("the value of {} \"{}\"", probe.point.place, probe.point.name);
    let summary = format!("{name} decides {}", seen.describe());
    observed.push(probe.observe(Sighting::confirmed(seen.word(), summary, web)));
    Ok(())
}
