//! Scripting by values that an application keeps and shows elsewhere, or later.
//!
//! First every request that takes text is sent once, each field with a token of its own. Then the pages of the site are
//! read, once, and searched for all tokens. Only where one comes out, payloads follow.

use std::collections::{BTreeMap, BTreeSet};

use crawl::{Body, Exchange, Found, InsertionPoint, Place, SiteRequest, WebUrl, html};
use model::definition::Effect;
use model::finding::Observation;
use model::profile::Payloads;

use crate::answer::shown_around;
use crate::conclude::{Sighting, conclude};
use crate::fresh::refreshed;
use crate::markup::context::{Context, contexts};
use crate::markup::medium::{Medium, medium, policy_blocks_inline};
use crate::markup::pages::ends_session;
use crate::markup::payload;
use crate::markup::proof::Proof;
use crate::markup::xss::proven;
use crate::probe::{ProbeError, kind, place};
use crate::site_check::{SiteCheck, SiteProbe};

const WORDS: &[&str] = &["xss-stored"];
/// Bytes of a token.
const TOKEN: usize = 10;
/// The most requests that are filled with tokens.
const MOST_REQUESTS: usize = 60;
/// The most pages that are read.
const MOST_PAGES: usize = 80;
/// The most pages that came into being since the crawl.
const MOST_FRESH: usize = 20;
/// The most tokens of one request.
const MOST_POINTS: usize = 12;
/// The most places at which a kept value comes out that payloads are tried for.
const MOST_HITS: usize = 25;
/// Names of fields that sign in, out or up: what is put there ends a session or shuts a user out.
const SPARED: &[&str] = &["pass", "pwd", "logout", "csrf", "token", "captcha", "delete", "remove"];

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

/// A point that a token was sent through.
struct Sent {
    request: SiteRequest,
    point: InsertionPoint,
    /// Where the application sent us afterwards.
    then: Option<WebUrl>,
}

/// A page on which a kept value came out.
struct Hit {
    token: String,
    page: WebUrl,
    /// The page that links there, where the page came into being with the value.
    listing: Option<WebUrl>,
    contexts: Vec<Context>,
    shown: Exchange,
}

async fn attack(probe: &SiteProbe<'_>, observed: &mut Vec<Observation>) -> Result<(), ProbeError> {
    let mut sent: BTreeMap<String, Sent> = BTreeMap::new();
    for request in wanted(probe) {
        if probe.client.net().stop().is_cancelled() {
            break;
        }
        plant(probe, request, &mut sent).await?;
    }
    if sent.is_empty() {
        return Ok(());
    }
    let hits = harvest(probe, &sent).await;
    let mut known: Vec<(String, String)> = Vec::new();
    for hit in hits.iter().take(MOST_HITS) {
        let Some(source) = sent.get(&hit.token) else { continue };
        let name = (place(&source.request, &source.point), hit.page.path().to_owned());
        // One way in may come out on many pages built alike.
        if known.iter().filter(|(p, _)| *p == name.0).count() >= 2 || known.contains(&name) {
            continue;
        }
        if let Some(seen) = prove_hit(probe, source, hit).await? {
            known.push(name);
            let already = observed.iter().any(|o: &Observation| o.place == seen.place);
            if !already {
                observed.push(seen);
            }
        }
    }
    Ok(())
}

/// The requests that may keep what they bring, likeliest first: what changes state, forms, anything with text.
fn wanted<'a>(probe: &'a SiteProbe<'_>) -> Vec<&'a SiteRequest> {
    let mut all: Vec<&SiteRequest> =
        probe.site.requests.iter().filter(|r| !points(r).is_empty() && !destroys(r)).collect();
    all.sort_by_key(|r| (r.effect() == Effect::Safe, r.found != Found::Form));
    all.truncate(MOST_REQUESTS);
    all
}

/// Whether a request may remove something, end the session or shut the user out.
fn destroys(request: &SiteRequest) -> bool {
    const PATHS: &[&str] =
        &["delete", "remove", "destroy", "drop", "reset", "unsubscribe", "deactivate", "password"];
    let path = request.url.path().to_ascii_lowercase();
    let names = request.body.names();
    let changes_password = names.iter().filter(|n| n.to_ascii_lowercase().contains("pass")).count() > 1
        && !names
            .iter()
            .any(|n| ["user", "mail", "login"].iter().any(|w| n.to_ascii_lowercase().contains(w)));
    request.method == "DELETE"
        || ends_session(&request.url)
        || PATHS.iter().any(|p| path.contains(p))
        || changes_password
}

/// The points of a request that may hold text.
fn points(request: &SiteRequest) -> Vec<InsertionPoint> {
    let fine = |p: &InsertionPoint| {
        let name = p.name.to_ascii_lowercase();
        let text = matches!(p.place, Place::FormField | Place::JsonField | Place::Query);
        let number = !p.value.is_empty() && p.value.bytes().all(|b| b.is_ascii_digit());
        text && !number && !SPARED.iter().any(|s| name.contains(s))
    };
    request.points().into_iter().filter(fine).take(MOST_POINTS).collect()
}

/// Sends the request once with a token in each of its fields; if the application refuses that, no field is tried alone.
async fn plant(
    probe: &SiteProbe<'_>,
    request: &SiteRequest,
    sent: &mut BTreeMap<String, Sent>,
) -> Result<(), ProbeError> {
    let fresh = refreshed(probe.client, request, "").await;
    let mut filled = fresh.unwrap_or_else(|| request.clone());
    let mut tokens = Vec::new();
    for point in points(request) {
        let token = probe.token();
        let value = dressed(&point, &token);
        if let Some(next) = filled.with_value(&point, &value) {
            filled = next;
            tokens.push((token, point));
        }
    }
    // What a page logs of its visitors.
    for name in ["User-Agent", "Referer"] {
        let point =
            InsertionPoint { place: Place::Header, name: name.to_owned(), index: 0, value: String::new() };
        let token = probe.token();
        if let Some(next) = filled.with_value(&point, &dressed(&point, &token)) {
            filled = next;
            tokens.push((token, point));
        }
    }
    let answer = match probe.send(&filled).await {
        Ok(answer) => answer,
        // One form that is not answered does not keep the others from being tried.
        Err(_) => return Ok(()),
    };
    let then = answer.redirect().filter(|to| to.origin() == request.url.origin());
    for (token, point) in tokens {
        sent.insert(token, Sent { request: request.clone(), point, then: then.clone() });
    }
    Ok(())
}

/// The token in a form that the field accepts.
fn dressed(point: &InsertionPoint, token: &str) -> String {
    let name = point.name.to_ascii_lowercase();
    if point.value.contains('@') || name.contains("mail") {
        return format!("{token}@example.com");
    }
    if point.value.contains("://") || name.contains("url") || name.contains("website") || name == "Referer" {
        return format!("http://{token}.example/");
    }
    token.to_owned()
}

/// Reads the pages of the site and those that came into being since the crawl, and finds tokens on them.
async fn harvest(probe: &SiteProbe<'_>, sent: &BTreeMap<String, Sent>) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    let known = pages(probe, sent);
    let mut fresh: Vec<(WebUrl, WebUrl)> = Vec::new();
    for page in &known {
        if let Some(shown) = look(probe, page).await {
            for link in new_links(probe, &shown, &known) {
                if fresh.len() < MOST_FRESH && !fresh.iter().any(|(to, _)| *to == link) {
                    fresh.push((link, page.clone()));
                }
            }
            find_tokens(sent, page, None, &shown, &mut hits);
        }
    }
    for (page, listing) in fresh {
        if let Some(shown) = look(probe, &page).await {
            find_tokens(sent, &page, Some(&listing), &shown, &mut hits);
        }
    }
    hits
}

/// The page as a browser would render it.
async fn look(probe: &SiteProbe<'_>, page: &WebUrl) -> Option<Exchange> {
    if probe.client.net().stop().is_cancelled() {
        return None;
    }
    let shown = probe.send(&SiteRequest::get(page.clone(), Found::Link)).await.ok()?;
    (medium(&shown) != Medium::Inert).then_some(shown)
}

/// Links of a page to pages of the site that the crawl did not meet, in its order.
fn new_links(probe: &SiteProbe<'_>, shown: &Exchange, known: &[WebUrl]) -> Vec<WebUrl> {
    let own = shown.request.url.origin();
    let document = html::parse(&shown.response.body, &shown.request.url);
    let met = |url: &WebUrl| {
        known.contains(url)
            || probe.site.pages.iter().any(|p| p.url == *url)
            || probe.site.requests.iter().any(|r| r.url.path() == url.path() && r.url.query() == url.query())
    };
    let links = document.links.into_iter().filter(|l| l.found == Found::Link).map(|l| l.url);
    let new = links.filter(|url| {
        let path = url.path().to_ascii_lowercase();
        let harmless = !["delete", "remove", "edit"].iter().any(|w| path.contains(w)) && !ends_session(url);
        let is_page = !["css", "js", "png", "jpg", "gif", "svg", "ico"]
            .iter()
            .any(|e| url.extension().as_deref() == Some(e));
        url.origin() == own && harmless && is_page && !met(url)
    });
    new.collect()
}

fn find_tokens(
    sent: &BTreeMap<String, Sent>,
    page: &WebUrl,
    listing: Option<&WebUrl>,
    shown: &Exchange,
    hits: &mut Vec<Hit>,
) {
    let body = shown.response.body.to_ascii_lowercase();
    // One walk over the page for all tokens, however many there are.
    let found: BTreeSet<&str> = body
        .windows(TOKEN)
        .filter(|w| w.iter().all(u8::is_ascii_alphanumeric))
        .filter_map(|w| sent.get_key_value(std::str::from_utf8(w).ok()?).map(|(token, _)| token.as_str()))
        .collect();
    for token in found {
        let contexts = contexts(&shown.response.body, token);
        if !contexts.is_empty() {
            let (page, listing) = (page.clone(), listing.cloned());
            hits.push(Hit { token: token.to_owned(), page, listing, contexts, shown: shown.clone() });
        }
    }
}

/// The pages worth reading: where forms stand and lead first, then the rest of the site, one of those built alike.
fn pages(probe: &SiteProbe<'_>, sent: &BTreeMap<String, Sent>) -> Vec<WebUrl> {
    let mut out: Vec<WebUrl> = Vec::new();
    let add = |url: &WebUrl, out: &mut Vec<WebUrl>| {
        if out.len() < MOST_PAGES && !out.contains(url) && !ends_session(url) {
            out.push(url.clone());
        }
    };
    for s in sent.values() {
        for url in s.then.iter().chain(s.request.source.iter()) {
            add(url, &mut out);
        }
    }
    let html =
        |m: &str| matches!(m, "text/html" | "application/xhtml+xml" | "" | "text/xml" | "application/xml");
    let shown = probe.site.pages.iter().filter(|p| p.method == "GET" && !p.missing && html(&p.media_type));
    let mut alike: BTreeMap<u64, usize> = BTreeMap::new();
    for page in shown {
        let seen = alike.entry(page.structure).or_default();
        *seen += 1;
        if *seen <= 5 {
            add(&page.url, &mut out);
        }
    }
    for s in sent.values().filter(|s| s.request.effect() > Effect::Safe) {
        add(&s.request.url, &mut out);
    }
    out
}

/// Sends payloads the way the token came and looks at the page again.
async fn prove_hit(
    probe: &SiteProbe<'_>,
    source: &Sent,
    hit: &Hit,
) -> Result<Option<Observation>, ProbeError> {
    let most = if probe.payloads == Payloads::Thorough { 10 } else { 5 };
    let lenient =
        hit.contexts.iter().any(|c| matches!(c, Context::Script(s) | Context::Handler(_, s) if s.unsound));
    for context in hit.contexts.iter().take(3) {
        let t = probe.token();
        let all = payload::payloads(context, &t);
        for value in all.plain.into_iter().take(most).chain(all.encoded.into_iter().take(most / 3)) {
            let value = within(&source.point, &value);
            let fresh = refreshed(probe.client, &source.request, &source.point.name).await;
            let base = unique(probe, fresh.as_ref().unwrap_or(&source.request), &source.point);
            let Some(request) = base.with_value(&source.point, &value) else { return Ok(None) };
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

/// A payload in a form that a mail address or web address may have.
fn within(point: &InsertionPoint, value: &str) -> String {
    if point.value.contains('@') || point.name.to_ascii_lowercase().contains("mail") {
        return format!("{value}@example.com");
    }
    value.to_owned()
}

/// The request with a new token in its other text fields, so that the application does not take it for a repetition.
fn unique(probe: &SiteProbe<'_>, request: &SiteRequest, point: &InsertionPoint) -> SiteRequest {
    let mut out = request.clone();
    if matches!(request.body, Body::None) {
        return out;
    }
    for other in points(request).into_iter().filter(|p| p != point) {
        let value = dressed(&other, &probe.token());
        if let Some(next) = out.with_value(&other, &value) {
            out = next;
        }
    }
    out
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
    let kind = kind(&source.request, &source.point);
    let web = probe
        .evidence(kind, &source.point.name, value, attack, token)
        .with("result", &shown.raw_request, shown_around(shown, token))
        .with("control", &hit.shown.raw_request, shown_around(&hit.shown, &hit.token));
    let mut summary = format!(
        "the value of {} \"{}\" is kept and comes back on \"{}\" as {}, where it would run in the browser of every visitor",
        source.point.place,
        source.point.name,
        hit.page.path(),
        proof.describe()
    );
    let sighting = if policy_blocks_inline(&shown.response) {
        summary.push_str("; the content security policy of the page holds inline scripts back");
        Sighting::likely("xss-stored", summary, web)
    } else {
        Sighting::confirmed("xss-stored", summary, web)
    };
    probe.observe(sighting, &source.request.url, place(&source.request, &source.point))
}
