//! Requests filled with tokens, one for each place that may keep it.

use std::collections::BTreeMap;

use crawl::html::{self, FieldKind};
use crawl::{Body, Found, InsertionPoint, Place, SiteRequest, WebUrl};
use model::definition::Effect;

use crate::fresh::refreshed;
use crate::markup::pages::{ends_session, pages};
use crate::markup::slot::Slot;
use crate::site_check::SiteProbe;

/// The most requests that are filled with tokens.
const MOST_REQUESTS: usize = 60;
/// The most pages that are visited with tokens in headers.
const MOST_VISITS: usize = 30;
/// The most tokens of one request.
const MOST_SLOTS: usize = 12;
/// Names of fields whose values end sessions, shut users out or are compared.
const SPARED: &[&str] = &["pass", "pwd", "logout", "csrf", "token", "captcha", "delete", "remove"];
/// Headers that applications log.
const HEADERS: &[&str] = &["User-Agent", "Referer", "X-Forwarded-For"];

/// A place that a token was sent through.
pub(super) struct Sent {
    pub(super) request: SiteRequest,
    pub(super) slot: Slot,
    /// Other places of the request that take free text.
    texts: Vec<Slot>,
    /// Where the application sent us afterwards.
    pub(super) then: Option<WebUrl>,
}

/// Sends every request that may keep something, and visits pages; gives what went where, by token.
pub(super) async fn plant(probe: &SiteProbe<'_>) -> BTreeMap<String, Sent> {
    let mut sent = BTreeMap::new();
    for request in wanted(probe) {
        if probe.client.net().stop().is_cancelled() {
            break;
        }
        let (texts, rest) = slots(probe, request).await;
        // What is no free text is sent apart: an application that refuses it must not refuse the text with it.
        for group in [[texts.clone(), headers()].concat(), rest] {
            if !group.is_empty() {
                fill(probe, request, &group, &texts, &mut sent).await;
            }
        }
    }
    for page in pages(probe.site, MOST_VISITS) {
        let visit = SiteRequest::get(page, Found::Link);
        fill(probe, &visit, &headers(), &[], &mut sent).await;
    }
    sent
}

/// The requests that may keep what they bring, likeliest first: what changes state, forms, anything with text.
fn wanted<'a>(probe: &'a SiteProbe<'_>) -> Vec<&'a SiteRequest> {
    let has_place = |r: &SiteRequest| !points(r).is_empty() || !Slot::file_names(r).is_empty();
    let takes = |r: &&SiteRequest| has_place(r) && !destroys(r);
    let mut all: Vec<&SiteRequest> = probe.site.requests.iter().filter(takes).collect();
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
    request.points().into_iter().filter(fine).take(MOST_SLOTS).collect()
}

/// The places of a request that take free text, and the others.
async fn slots(probe: &SiteProbe<'_>, request: &SiteRequest) -> (Vec<Slot>, Vec<Slot>) {
    let names = free_text(probe, request).await;
    let free = |p: &InsertionPoint| names.as_ref().is_none_or(|names| names.contains(&p.name));
    let (texts, rest): (Vec<InsertionPoint>, Vec<InsertionPoint>) =
        points(request).into_iter().partition(free);
    let slots = |points: Vec<InsertionPoint>| points.into_iter().map(Slot::Point).collect::<Vec<_>>();
    let mut texts = slots(texts);
    texts.extend(Slot::file_names(request));
    (texts, slots(rest))
}

/// The fields that the form of a request has for free text, if its page still shows it.
async fn free_text(probe: &SiteProbe<'_>, request: &SiteRequest) -> Option<Vec<String>> {
    let page = request.source.as_ref().filter(|_| request.found == Found::Form)?;
    let shown = probe.send(&SiteRequest::get(page.clone(), Found::Link)).await.ok()?;
    let document = html::parse(&shown.response.body, page);
    let sent = request.body.names();
    let own = |f: &&html::Form| {
        f.action.path() == request.url.path() && f.names().iter().any(|n| sent.iter().any(|s| s == n))
    };
    let form = document.forms.iter().find(own)?;
    let is_text = |kind: FieldKind| {
        matches!(
            kind,
            FieldKind::Text
                | FieldKind::Textarea
                | FieldKind::Search
                | FieldKind::Url
                | FieldKind::Email
                | FieldKind::Tel
        )
    };
    Some(form.fields.iter().filter(|f| is_text(f.kind)).map(|f| f.name.clone()).collect())
}

fn headers() -> Vec<Slot> {
    let point = |name: &&str| InsertionPoint {
        place: Place::Header,
        name: (*name).to_owned(),
        index: 0,
        value: String::new(),
    };
    HEADERS.iter().map(point).map(Slot::Point).collect()
}

/// Sends the request once with a token in each of `slots`. One that is not answered does not keep others from being tried.
async fn fill(
    probe: &SiteProbe<'_>,
    request: &SiteRequest,
    slots: &[Slot],
    texts: &[Slot],
    sent: &mut BTreeMap<String, Sent>,
) {
    let fresh = refreshed(probe.client, request, "").await;
    let mut filled = unique(probe, fresh.as_ref().unwrap_or(request), texts, None);
    let mut tokens = Vec::new();
    for slot in slots.iter().take(MOST_SLOTS + HEADERS.len()) {
        let token = probe.token();
        if let Some(next) = slot.with(&filled, &dressed(slot, &token)) {
            filled = next;
            tokens.push((token, slot.clone()));
        }
    }
    let Ok(answer) = probe.send(&filled).await else { return };
    let then = answer.redirect().filter(|to| to.origin() == request.url.origin());
    for (token, slot) in tokens {
        let (request, texts, then) = (request.clone(), texts.to_vec(), then.clone());
        sent.insert(token, Sent { request, slot, texts, then });
    }
}

/// A value in a form that the field accepts.
fn dressed(slot: &Slot, value: &str) -> String {
    let name = slot.name().to_ascii_lowercase();
    if slot.value().contains('@') || name.contains("mail") {
        return format!("{value}@example.com");
    }
    if slot.value().contains("://") || name.contains("url") || name.contains("website") || name == "referer" {
        return format!("http://{value}.example/");
    }
    value.to_owned()
}

impl Sent {
    /// The request with `payload` where the token was, its other texts new, so that it is no repetition of an earlier one.
    pub(super) async fn again(&self, probe: &SiteProbe<'_>, payload: &str) -> Option<SiteRequest> {
        let fresh = refreshed(probe.client, &self.request, self.slot.name()).await;
        let base = unique(probe, fresh.as_ref().unwrap_or(&self.request), &self.texts, Some(&self.slot));
        self.slot.with(&base, payload)
    }
}

/// The request with a new token in each of `texts` but `without`.
fn unique(
    probe: &SiteProbe<'_>,
    request: &SiteRequest,
    texts: &[Slot],
    without: Option<&Slot>,
) -> SiteRequest {
    let mut out = request.clone();
    if matches!(request.body, Body::None) {
        return out;
    }
    for other in texts.iter().filter(|s| Some(*s) != without) {
        if let Some(next) = other.with(&out, &dressed(other, &probe.token())) {
            out = next;
        }
    }
    out
}
