//! What makes a request the only one of its kind, and values that a form gives out anew with every page: tokens against forged requests, view states, nonces.

use crawl::{Body, Client, Exchange, Found, SendError, SiteRequest, html};
use model::definition::Effect;

use crate::data::page::{Divide, Features};

/// Parts of names of fields whose value holds for one visit only.
const FRESH: &[&str] = &[
    "csrf",
    "xsrf",
    "nonce",
    "authenticity",
    "requestverification",
    "viewstate",
    "eventvalidation",
    "form_token",
    "formtoken",
    "_token",
    "form_build_id",
    "form_key",
];
/// Whole names of such fields.
const FRESH_NAMES: &[&str] = &["token", "_wpnonce", "csrf", "user_token"];

/// The most rounds of requests that find out whether two kinds of them are answered alike.
pub(crate) const MOST_ROUNDS: usize = 5;

/// The header that tells requests apart which may change something. Control requests often have to be equal in all that the
/// application reads; the owner of a site still sees which request is which, and that none was sent twice.
const REQUEST_ID: &str = "X-Request-ID";

/// Sends a request of a check. One that may change something carries a name of its own.
pub(crate) async fn send(client: &Client, request: &SiteRequest) -> Result<Exchange, SendError> {
    if request.effect() <= Effect::Safe {
        return client.send(request).await;
    }
    client.send(&named(client, request)).await
}

/// The request with a name of its own in `X-Request-ID`: for those that may change something.
pub fn named(client: &Client, request: &SiteRequest) -> SiteRequest {
    let mut request = request.clone();
    request.headers.retain(|(name, _)| !name.eq_ignore_ascii_case(REQUEST_ID));
    request.headers.push((REQUEST_ID.to_owned(), crate::probe::token(client)));
    request
}

/// Whether a field holds a value that the page gives out anew.
pub(crate) fn is_fresh(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    FRESH_NAMES.contains(&name.as_str()) || FRESH.iter().any(|part| name.contains(part))
}

/// Whether a request has fields whose values its form gives out anew.
pub fn has_fresh(request: &SiteRequest) -> bool {
    request.source.is_some() && request.body.names().iter().any(|name| is_fresh(name))
}

/// Whether such values matter: requests with values of the form are answered otherwise than requests with made-up ones.
/// Where they cannot be told apart, whoever answers does not look at them. What pages hold by chance may tell them apart at
/// first; each round more leaves less of it.
pub async fn needs_fresh(client: &Client, request: &SiteRequest) -> bool {
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for round in 0..MOST_ROUNDS {
        let Some(read) = refreshed(client, request, "").await else { return false };
        let made_up = made_up(client, &read);
        let (Ok(with_it), Ok(without_it)) = (send(client, &read).await, send(client, &made_up).await) else {
            return true;
        };
        with.push(Features::of(&with_it));
        without.push(Features::of(&without_it));
        if round > 0 && Divide::learn(&with, &without).is_none() {
            return false;
        }
    }
    true
}

/// The request with random words of the same length in the place of such values.
fn made_up(client: &Client, request: &SiteRequest) -> SiteRequest {
    let word = |value: &str| -> String {
        let length = value.chars().count().max(8);
        let words: String = (0..=length / 10).map(|_| crate::probe::token(client)).collect();
        words.chars().take(length).collect()
    };
    let mut request = request.clone();
    match &mut request.body {
        Body::Form(fields) => {
            fields.iter_mut().filter(|(n, _)| is_fresh(n)).for_each(|(_, v)| *v = word(v));
        }
        Body::Multipart(parts) => {
            parts.iter_mut().filter(|p| is_fresh(&p.name)).for_each(|p| p.value = word(&p.value));
        }
        _ => {}
    }
    request
}

/// The request with such values read from its page anew; `None` if it has none or its page does not tell. `keep` names the
/// field under test, which is left alone.
pub(crate) async fn refreshed(client: &Client, request: &SiteRequest, keep: &str) -> Option<SiteRequest> {
    let wanted: Vec<String> = request.body.names().into_iter().filter(|n| is_fresh(n) && n != keep).collect();
    let page = request.source.as_ref().filter(|_| !wanted.is_empty())?;
    let got = client.send(&SiteRequest::get(page.clone(), Found::Link)).await.ok()?;
    client.take_cookies(&got);
    let document = html::parse(&got.response.body, page);
    let own =
        |f: &&html::Form| f.action == request.url && wanted.iter().all(|n| f.names().contains(&n.as_str()));
    let form = document.forms.iter().find(own)?;
    let value = |name: &str| form.fields.iter().find(|f| f.name == name).map(|f| f.value.clone());
    let mut request = request.clone();
    match &mut request.body {
        Body::Form(fields) => {
            for (name, held) in fields.iter_mut().filter(|(n, _)| wanted.contains(n)) {
                *held = value(name)?;
            }
        }
        Body::Multipart(parts) => {
            for part in parts.iter_mut().filter(|p| wanted.contains(&p.name)) {
                part.value = value(&part.name)?;
            }
        }
        _ => return None,
    }
    Some(request)
}
