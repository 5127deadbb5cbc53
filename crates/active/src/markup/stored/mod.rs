//! Scripting by values that an application keeps and shows elsewhere, or later.
//!
//! First every request that takes text is sent once, each place with a token of its own. Then the pages of the site are
//! read, once, and searched for all tokens. Only where one comes out, payloads follow.

mod look;
mod plant;

use crawl::{Exchange, WebUrl};
use model::definition::Effect;
use model::finding::Observation;
use model::profile::Payloads;

use crate::answer::shown_around;
use crate::conclude::{Sighting, conclude};
use crate::markup::context::Context;
use crate::markup::medium::policy_blocks_inline;
use crate::markup::payload;
use crate::markup::proof::Proof;
use crate::markup::slot::Slot;
use crate::markup::xss::proven;
use crate::probe::ProbeError;
use crate::site_check::{SiteCheck, SiteProbe};
use look::{Hit, harvest, look, new_links};
use plant::{Sent, plant};

const WORDS: &[&str] = &["xss-stored"];
/// The most places at which a kept value comes out that payloads are tried for.
const MOST_HITS: usize = 40;
/// On how many pages a value of one place is tried.
const PAGES_OF_PLACE: usize = 2;

/// Stored scripting.
pub(crate) const CHECK: SiteCheck = SiteCheck {
    name: "xss-stored",
    words: WORDS,
    effect: Effect::StateChanging,
    from: Payloads::Normal,
    run: |probe| {
        Box::pin(async move {
            let mut observed = Vec::new();
            let end = attack(probe, &mut observed).await;
            conclude(WORDS, observed, end)
        })
    },
};

async fn attack(probe: &SiteProbe<'_>, observed: &mut Vec<Observation>) -> Result<(), ProbeError> {
    let sent = plant(probe).await;
    if sent.is_empty() {
        return Ok(());
    }
    let hits = harvest(probe, &sent).await;
    let mut tried: Vec<String> = Vec::new();
    // What fields bring says more than what every page logs.
    let of_header = |hit: &&Hit| {
        sent.get(&hit.token)
            .is_some_and(|s| matches!(&s.slot, Slot::Point(p) if p.place == crawl::Place::Header))
    };
    let (headers, fields): (Vec<&Hit>, Vec<&Hit>) = hits.iter().partition(of_header);
    let mut logged: Vec<(String, String)> = Vec::new();
    for hit in fields.into_iter().chain(headers).take(MOST_HITS) {
        let Some(source) = sent.get(&hit.token) else { continue };
        let place = source.slot.place(&source.request);
        let known = observed.iter().any(|o: &Observation| o.place == place);
        let log = (source.slot.name().to_owned(), hit.page.path().to_owned());
        if known || tried.iter().filter(|p| **p == place).count() >= PAGES_OF_PLACE || logged.contains(&log) {
            continue;
        }
        tried.push(place);
        if let Some(seen) = prove_hit(probe, source, hit).await? {
            if of_header(&hit) {
                logged.push(log);
            }
            observed.push(seen);
        }
    }
    Ok(())
}

/// Sends payloads the way the token came and looks at the page again.
async fn prove_hit(
    probe: &SiteProbe<'_>,
    source: &Sent,
    hit: &Hit,
) -> Result<Option<Observation>, ProbeError> {
    let most = if probe.payloads == Payloads::Thorough { 10 } else { 5 };
    let unsound = |c: &Context| matches!(c, Context::Script(s) | Context::Handler(_, s) if s.unsound);
    let lenient = hit.contexts.iter().any(unsound);
    for context in hit.contexts.iter().take(3) {
        let t = probe.token();
        let all = payload::payloads(context, &t);
        for value in all.plain.into_iter().take(most).chain(all.encoded.into_iter().take(most / 3)) {
            let value = within(&source.slot, &value);
            let Some(request) = source.again(probe, &value).await else { return Ok(None) };
            let Ok(attack) = probe.send(&request).await else { continue };
            for page in views(probe, hit, &attack).await {
                let Some(shown) = look(probe, &page).await else { continue };
                if let Some(proof) = proven(&shown, &t, lenient).filter(Proof::runs) {
                    return Ok(Some(observation(probe, source, hit, &value, (&attack, &shown), &proof, &t)));
                }
            }
        }
    }
    Ok(None)
}

/// Where what was just sent may be seen: where the token was, where the application leads, and what is new in the list.
async fn views(probe: &SiteProbe<'_>, hit: &Hit, attack: &Exchange) -> Vec<WebUrl> {
    let mut out = vec![hit.page.clone()];
    out.extend(attack.redirect().filter(|to| to.origin() == hit.page.origin() && *to != hit.page));
    if let Some(listing) = &hit.listing
        && let Some(shown) = look(probe, listing).await
    {
        // The newest is the first or the last.
        let new = new_links(probe, &shown, &out);
        out.extend(new.iter().take(2).chain(new.iter().rev().take(2)).cloned());
    }
    out
}

/// A payload in a form that a mail address may have.
fn within(slot: &Slot, value: &str) -> String {
    if slot.value().contains('@') || slot.name().to_ascii_lowercase().contains("mail") {
        return format!("{value}@example.com");
    }
    value.to_owned()
}

fn observation(
    probe: &SiteProbe<'_>,
    source: &Sent,
    hit: &Hit,
    value: &str,
    (attack, shown): (&Exchange, &Exchange),
    proof: &Proof,
    token: &str,
) -> Observation {
    let kind = source.slot.kind(&source.request);
    let web = probe
        .evidence(kind, source.slot.name(), value, attack, token)
        .with("result", &shown.raw_request, shown_around(shown, token))
        .with("control", &hit.shown.raw_request, shown_around(&hit.shown, &hit.token));
    let mut summary = format!(
        "{} is kept and comes back on \"{}\" as {}, where it would run in the browser of every visitor",
        source.slot.describe(),
        hit.page.path(),
        proof.describe()
    );
    let sighting = if policy_blocks_inline(&shown.response) {
        summary.push_str("; the content security policy of the page holds inline scripts back");
        Sighting::likely("xss-stored", summary, web)
    } else {
        Sighting::confirmed("xss-stored", summary, web)
    };
    probe.observe(sighting, &source.request.url, source.slot.place(&source.request))
}
