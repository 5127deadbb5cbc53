//! Attributes of cookies (RFC 6265bis).

use crate::check::session_cookie::is_session;
use crate::check::set_cookie::SetCookie;
use crate::sight::Sight;
use crate::view::View;

/// A session should not outlive this, in days.
const LONGEST_DAYS: i64 = 90;

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    for cookie in SetCookie::all(&view.exchange.response) {
        let from = out.len();
        prefix(view, &cookie, out);
        same_site_none(&cookie, out);
        if !cookie.deletes && is_session(&cookie.name, &cookie.value) {
            session(view, &cookie, out);
        }
        for sight in out.iter_mut().skip(from) {
            sight.details.push(("cookie", cookie.shown()));
        }
    }
}

fn session(view: &View<'_>, cookie: &SetCookie, out: &mut Vec<Sight>) {
    let mut say = |word, what: &str| {
        out.push(Sight::site(word, format!("a cookie that seems to hold a session {what}")));
    };
    if view.origin.tls && !cookie.secure {
        say("cookie-no-secure", "was set over https without Secure");
    }
    if !cookie.http_only {
        say("cookie-no-httponly", "was set without HttpOnly");
    }
    if !matches!(cookie.same_site.as_deref(), Some("lax" | "strict" | "none")) {
        say("cookie-no-samesite", "was set without SameSite");
    }
    let host = &view.origin.host;
    let parent =
        |d: &&String| *d != host && host.strip_suffix(d.as_str()).is_some_and(|rest| rest.ends_with('.'));
    if cookie.domain.as_ref().filter(parent).is_some() {
        say("cookie-broad-domain", "is sent to every host of the domain above");
    }
    if cookie.days.is_some_and(|days| days > LONGEST_DAYS) {
        say("cookie-long-lived", "outlives the browser by months");
    }
}

fn same_site_none(cookie: &SetCookie, out: &mut Vec<Sight>) {
    if cookie.same_site.as_deref() == Some("none") && !cookie.secure {
        let summary = "a cookie was set with SameSite=None but without Secure: browsers refuse it or send it in the clear";
        out.push(Sight::site("cookie-samesite-none-insecure", summary));
    }
}

fn prefix(view: &View<'_>, cookie: &SetCookie, out: &mut Vec<Sight>) {
    let name = cookie.name.to_ascii_lowercase();
    let insecure = !cookie.secure || !view.origin.tls;
    let host = name.starts_with("__host-")
        && (insecure || cookie.domain.is_some() || cookie.path.as_deref() != Some("/"));
    if host || (name.starts_with("__secure-") && insecure) {
        let summary = "a cookie does not keep what its name's prefix promises: browsers refuse it";
        out.push(Sight::site("cookie-prefix-violated", summary));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    const VALUE: &str = "PHPSESSID=0v9q8c7b6n5m4k3j2h1g";

    #[track_caller]
    fn finds(line: &str, expect: &[&str]) {
        let answer = Answer::page("x").url("https://app.h.test/").header("Set-Cookie", line);
        check(super::check, answer.header("Date", "Sun, 01 Feb 2026 00:00:00 GMT"), expect);
    }

    #[test]
    fn judges_attributes() {
        let all = ["cookie-no-secure", "cookie-no-httponly", "cookie-no-samesite"];
        finds(VALUE, &all);
        finds("theme=dark", &[]);
        finds(&format!("{VALUE}; Max-Age=0"), &[]);
        finds(&format!("{VALUE}; expires=Thu, 01 Jan 1970 00:00:00 GMT"), &[]);
        let fine = format!("{VALUE}; Secure; HttpOnly; SameSite=Lax");
        finds(&fine, &[]);
        finds(&format!("{fine}; Domain=app.h.test"), &[]);
        finds(&format!("{fine}; Domain=.h.test"), &["cookie-broad-domain"]);
        finds(&format!("{fine}; Max-Age=31536000"), &["cookie-long-lived"]);
        finds(&format!("{fine}; Expires=Mon, 01-Feb-2027 00:00:00 GMT"), &["cookie-long-lived"]);
        finds(&format!("{fine}; Expires=Tue, 03 Mar 2026 00:00:00 GMT"), &[]);
        finds("lang=de; SameSite=None", &["cookie-samesite-none-insecure"]);
        finds("__Host-x=1; Secure; Path=/", &[]);
        finds("__Host-x=1; Secure; Path=/; Domain=h.test", &["cookie-prefix-violated"]);
        finds("__Secure-x=1", &["cookie-prefix-violated"]);
    }

    #[test]
    fn over_http_secure_cannot_be_asked_for() {
        let answer = Answer::page("x")
            .url("http://h.test/")
            .header("Set-Cookie", &format!("{VALUE}; HttpOnly; SameSite=Lax"));
        check(super::check, answer, &[]);
    }
}
