//! Forms that change something and hold no token that another site could not know.

use std::collections::BTreeMap;

use crawl::Site;
use crawl::html::{FieldKind, Form};
use serde::{Deserialize, Serialize};

use crate::check::session_cookie::{by_name, is_random, is_session};
use crate::check::set_cookie::SetCookie;
use crate::sight::{Sight, Spot};
use crate::view::View;

/// The word of this check: whether its sightings count is known only at the end.
pub(crate) const WORD: &str = "csrf-token-missing";
/// The most session cookies that are remembered.
const MOST: usize = 50;
/// Parts of names of fields that hold a token.
const TOKENS: &[&str] = &[
    "csrf",
    "xsrf",
    "token",
    "nonce",
    "authenticity",
    "requestverification",
    "viewstate",
    "__eventvalidation",
    "formkey",
    "form_key",
    "form_build_id",
    "anticsrf",
    "sesskey",
    "logintoken",
    "secret",
    "captcha",
    "signature",
    "hash",
    "wpnonce",
    "transid",
    "_key",
    "state",
];

/// What is known of the cookies that carry sessions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sessions {
    /// By name: whether browsers send it along from other sites, as far as its attributes tell.
    cookies: BTreeMap<String, bool>,
}

impl Sessions {
    pub(crate) fn see(&mut self, view: &View<'_>) {
        for cookie in SetCookie::all(&view.exchange.response) {
            if !cookie.deletes && is_session(&cookie.name, &cookie.value) && self.cookies.len() < MOST {
                self.cookies.insert(cookie.name, rides(cookie.same_site.as_deref()));
            }
        }
    }

    /// Whether another site can act in a visitor's session: there is a session cookie, and none that is held back.
    pub(crate) fn rides(&self, site: &Site) -> bool {
        let mut all = self.cookies.clone();
        for fact in site.cookies.iter().filter(|c| by_name(&c.name)) {
            all.entry(fact.name.clone()).or_insert_with(|| rides(fact.same_site.as_deref()));
        }
        !all.is_empty() && all.values().all(|rides| *rides)
    }
}

/// Without SameSite, browsers differ: some send the cookie with every request, all do so for two minutes after it is set.
fn rides(same_site: Option<&str>) -> bool {
    !matches!(same_site, Some("lax" | "strict"))
}

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let Some(page) = view.page.as_ref().filter(|_| view.is_success()) else { return };
    // A token in the head is sent by script.
    if page.meta_names.iter().any(|n| TOKENS.iter().take(4).any(|t| n.contains(t))) {
        return;
    }
    let own = page.forms.iter().filter(|f| f.method == "POST" && f.action.origin().host == view.origin.host);
    for form in own.filter(|f| changes(f) && !f.fields.iter().any(is_token)) {
        let summary = "a form that is sent by POST holds no token that another site could not know";
        let names = form.names().join(", ");
        let spot = Spot::Address(format!("POST {}", form.action.path()));
        let sight = Sight::at(WORD, spot, summary)
            .with("fields", names)
            .with("page", view.exchange.request.url.as_str());
        out.push(sight.likely());
    }
}

/// Whether a form does more than sign in or search.
fn changes(form: &Form) -> bool {
    let search = |name: &str| {
        matches!(name.to_ascii_lowercase().as_str(), "q" | "s" | "query" | "search" | "keyword" | "lang")
    };
    let mut typed = form.fields.iter().filter(|f| !matches!(f.kind, FieldKind::Submit));
    let only_search = typed.clone().all(|f| f.kind == FieldKind::Search || search(&f.name));
    !form.is_login() && (typed.next().is_none() || !only_search)
}

fn is_token(field: &crawl::html::Field) -> bool {
    let name = field.name.to_ascii_lowercase();
    let is_password = field.kind == FieldKind::Password;
    // Whoever must type the present password, or solve a riddle, cannot be made to send the form.
    let typed =
        (is_password && ["current", "old"].iter().any(|w| name.contains(w))) || name.contains("captcha");
    let hidden = field.kind == FieldKind::Hidden
        && (TOKENS.iter().any(|t| name.contains(t)) || is_random(&field.value));
    typed || hidden
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Answer, check};

    #[test]
    fn judges_forms() {
        let finds = |fields: &str, expect: &[&str]| {
            let html = format!("<form method=post action=/save>{fields}</form>");
            check(super::check, Answer::page(&html), expect);
        };
        finds("<input name=email>", &[WORD]);
        finds("<input name=email><input type=hidden name=id value=7>", &[WORD]);
        finds("<input name=email><input type=hidden name=_csrf value=x>", &[]);
        finds("<input name=email><input type=hidden name=k value=a8f5f167f44f4964e6c998dee827110c>", &[]);
        finds("<input name=u><input type=password name=p>", &[]);
        finds("<input name=q>", &[]);
        finds("<input type=password name=old_password><input type=password name=new>", &[]);
        finds("<input type=password name=new><input type=password name=again>", &[WORD]);
        check(super::check, Answer::page("<form action=/s><input name=email></form>"), &[]);
        check(
            super::check,
            Answer::page("<meta name=csrf-token content=x><form method=post><input name=a></form>"),
            &[],
        );
        check(
            super::check,
            Answer::page("<form method=post action=https://o.test/><input name=a></form>"),
            &[],
        );
    }

    #[test]
    fn needs_a_cookie_that_rides_along() {
        let rides = |line: Option<&str>| {
            let mut sessions = Sessions::default();
            let page = line.into_iter().fold(Answer::page("x"), |p, l| p.header("Set-Cookie", l));
            sessions.see(&View::new(&page.exchange()));
            sessions.rides(&Site::default())
        };
        assert!(!rides(None));
        assert!(rides(Some("PHPSESSID=0v9q8c7b6n5m4k3j")));
        assert!(rides(Some("PHPSESSID=0v9q8c7b6n5m4k3j; SameSite=None")));
        assert!(!rides(Some("PHPSESSID=0v9q8c7b6n5m4k3j; SameSite=Lax")));
        assert!(!rides(Some("theme=dark")));
    }
}
