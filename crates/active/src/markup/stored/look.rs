//! Pages on which kept values may come out.

use std::collections::{BTreeMap, BTreeSet};

use crawl::{Exchange, Found, SiteRequest, WebUrl, html};
use model::definition::Effect;

use super::plant::Sent;
use crate::markup::context::{Context, contexts};
use crate::markup::medium::{Medium, medium};
use crate::markup::pages::ends_session;
use crate::site_check::SiteProbe;

/// Bytes of a token.
const TOKEN: usize = 10;
/// The most pages that are read.
const MOST_PAGES: usize = 80;
/// The most pages that came into being since the crawl.
const MOST_FRESH: usize = 20;

/// A page on which a kept value came out.
pub(super) struct Hit {
    pub(super) token: String,
    pub(super) page: WebUrl,
    /// The page that links there, where the page came into being with the value.
    pub(super) listing: Option<WebUrl>,
    pub(super) contexts: Vec<Context>,
    pub(super) shown: Exchange,
}

/// Reads the pages of the site and those that came into being since the crawl, and finds tokens on them.
pub(super) async fn harvest(probe: &SiteProbe<'_>, sent: &BTreeMap<String, Sent>) -> Vec<Hit> {
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
pub(super) async fn look(probe: &SiteProbe<'_>, page: &WebUrl) -> Option<Exchange> {
    if probe.client.net().stop().is_cancelled() {
        return None;
    }
    let shown = probe.send(&SiteRequest::get(page.clone(), Found::Link)).await.ok()?;
    (medium(&shown) != Medium::Inert).then_some(shown)
}

/// Links of a page to pages of the site that the crawl did not meet, in its order.
pub(super) fn new_links(probe: &SiteProbe<'_>, shown: &Exchange, known: &[WebUrl]) -> Vec<WebUrl> {
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
        // What an interface takes is commonly shown by a page of the same name.
        if let Some(page) = without_interface(&s.request.url) {
            add(&page, &mut out);
        }
    }
    out
}

/// The address without the segments that mark an interface: `/notes` for `/api/v1/notes`.
fn without_interface(url: &WebUrl) -> Option<WebUrl> {
    let marks = |s: &&str| {
        let version =
            s.strip_prefix('v').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
        version || ["api", "rest", "ajax", "service", "services"].contains(s)
    };
    let all: Vec<&str> = url.segments().collect();
    let rest: Vec<&str> = all.iter().copied().skip_while(marks).collect();
    (rest.len() < all.len() && !rest.is_empty())
        .then(|| url.with_path(&format!("/{}", rest.join("/"))).with_params(&[]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_pages_of_interfaces() {
        for (address, expect) in [
            ("http://h.test/api/v1/notes?a=1", Some("http://h.test/notes")),
            ("http://h.test/api", None),
            ("http://h.test/notes", None),
        ] {
            let page = without_interface(&WebUrl::parse(address).unwrap());
            assert_eq!(page.as_ref().map(WebUrl::as_str), expect, "{address}");
        }
    }
}
