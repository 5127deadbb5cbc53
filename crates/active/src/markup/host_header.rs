//! Names of servers in headers of a request that end up in addresses of the answer.

use crawl::{Exchange, Found, SiteRequest, WebUrl};
use model::definition::Effect;
use model::evidence::InsertionKind;
use model::finding::Observation;
use model::profile::Payloads;

use crate::answer::shown_around;
use crate::conclude::{Sighting, conclude};
use crate::markup::context::find;
use crate::markup::html::{Node, read};
use crate::markup::leads::leads_to;
use crate::markup::medium::{Medium, final_medium};
use crate::markup::pages::pages;
use crate::markup::proof::own_host;
use crate::probe::ProbeError;
use crate::site_check::{SiteCheck, SiteProbe};

const WORDS: &[&str] = &["host-header-injection"];
/// The most addresses that are asked.
const MOST_PAGES: usize = 20;
/// Findings of a site after which more of the same tell nothing.
const MOST_FOUND: usize = 5;
/// Headers that name the server, with the form of their value. `Host` comes last: it also chooses the site.
const HEADERS: &[(&str, &str)] = &[
    ("X-Forwarded-Host", "@"),
    ("X-Host", "@"),
    ("Forwarded", "host=@"),
    ("X-Forwarded-Server", "@"),
    ("Host", "@"),
];

/// Trust in such headers.
pub(crate) const CHECK: SiteCheck = SiteCheck {
    name: "host-header-injection",
    words: WORDS,
    effect: Effect::Safe,
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
    for page in pages(probe.site, MOST_PAGES) {
        if observed.len() >= MOST_FOUND || probe.client.net().stop().is_cancelled() {
            break;
        }
        of_page(probe, &page, observed).await;
    }
    Ok(())
}

async fn of_page(probe: &SiteProbe<'_>, page: &WebUrl, observed: &mut Vec<Observation>) {
    // One request with all but `Host`: most sites trust none of them.
    let t = probe.token();
    let all: Vec<(&str, String)> = HEADERS
        .iter()
        .enumerate()
        .filter(|(_, (name, _))| *name != "Host")
        .map(|(i, (name, form))| (*name, form.replace('@', &own_host(&format!("{t}{i}")))))
        .collect();
    let Ok(answer) = ask(probe, page, &all).await else { return };
    let named = all
        .iter()
        .enumerate()
        .find(|(i, _)| where_named(&answer, &own_host(&format!("{t}{i}")), true).is_some());
    let (name, value, host) = match named {
        Some((i, (name, value))) => (*name, value.clone(), own_host(&format!("{t}{i}"))),
        None => ("Host", own_host(&t), own_host(&t)),
    };
    let Ok(attack) = ask(probe, page, &[(name, value.clone())]).await else { return };
    let Some(place) = where_named(&attack, &host, name != "Host") else { return };
    let other = own_host(&probe.token());
    let second = value.replace(&host, &other);
    let Ok(control) = ask(probe, page, &[(name, second)]).await else { return };
    if where_named(&control, &other, name != "Host").is_none() {
        return;
    }
    let web = probe.evidence(InsertionKind::Header, name, &value, &attack, &host).with(
        "control",
        &control.raw_request,
        shown_around(&control, &other),
    );
    let summary = format!("the server named by the header \"{name}\" comes back in {place}");
    let sighting = if name == "Host" {
        Sighting::likely("host-header-injection", summary, web)
    } else {
        Sighting::confirmed("host-header-injection", summary, web)
    };
    observed.push(probe.observe(sighting, page, format!("GET {} header:{name}", page.path())));
}

async fn ask(
    probe: &SiteProbe<'_>,
    page: &WebUrl,
    headers: &[(&str, String)],
) -> Result<Exchange, ProbeError> {
    let mut request = SiteRequest::get(page.clone(), Found::Link);
    request.headers.extend(headers.iter().map(|(n, v)| ((*n).to_owned(), v.clone())));
    probe.send(&request).await
}

/// Where the answer leads to `host`. Redirects count if `redirects` is set: many servers write their own name into these
/// from `Host`, which only a proxy that mixes up its cache could turn against anybody.
fn where_named(answer: &Exchange, host: &str, redirects: bool) -> Option<&'static str> {
    let base = &answer.request.url;
    let response = &answer.response;
    if (300..400).contains(&response.status) {
        let goes = redirects && response.header("location").is_some_and(|l| leads_to(base, l, host));
        return goes.then_some("the address of a redirect");
    }
    if final_medium(answer) != Medium::Html || find(&response.text(), host).is_none() {
        return None;
    }
    let named = read(&response.body).iter().any(|placed| match &placed.node {
        Node::Start { attributes, .. } => attributes.iter().any(|a| {
            matches!(a.name.as_str(), "href" | "src" | "action" | "formaction" | "data")
                && leads_to(base, &a.value, host)
        }),
        _ => false,
    });
    named.then_some("addresses of the page")
}
