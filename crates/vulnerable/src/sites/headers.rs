//! Headers and cookies. A case at `/` is about the whole site.

use super::{Page, easy, hard, safe};
use crate::case::At::Page as Whole;
use crate::case::Class;
use crate::reply::Reply;

/// What the sites of headers send with every answer.
pub(super) fn dress(class: Class, reply: Reply) -> Reply {
    match class {
        Class::HeadersBare => reply.bare().with("Server", "Apache/2.2.15 (CentOS)").with("X-Powered-By", "PHP/5.3.3"),
        Class::HeadersWeak => reply
            .bare()
            .with("Content-Security-Policy", "default-src *; script-src * 'unsafe-inline' 'unsafe-eval'")
            .with("X-Frame-Options", "ALLOWALL")
            .with("X-Content-Type-Options", "none")
            .with("Referrer-Policy", "unsafe-url"),
        Class::HeadersGood => reply.with(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        ),
        _ => reply,
    }
}

pub(super) fn bare() -> Vec<Page> {
    vec![
        easy("bare/csp", "/", Whole).hits(&["missing-csp*"]).note("no policy for content"),
        easy("bare/nosniff", "/", Whole)
            .hits(&["missing-nosniff*", "missing-x-content*"])
            .note("types may be sniffed"),
        easy("bare/frames", "/", Whole)
            .hits(&["missing-frame*", "clickjacking*", "missing-x-frame*"])
            .note("any site may frame it"),
        easy("bare/referrer", "/", Whole).hits(&["missing-referrer*"]).note("no policy for referrers"),
        easy("bare/version", "/", Whole)
            .hits(&["version-disclosed*", "server-version*"])
            .note("tells products and versions"),
    ]
}

pub(super) fn weak() -> Vec<Page> {
    vec![
        hard("weak/inline", "/", Whole)
            .hits(&["csp-unsafe-script*", "csp-unsafe-inline*", "csp-weak*"])
            .note("a policy that allows scripts of any origin and in the page"),
        hard("weak/eval", "/", Whole).hits(&["csp-unsafe-eval*"]).note("a policy that allows eval"),
        hard("weak/base", "/", Whole)
            .hits(&["csp-incomplete*"])
            .note("a policy without base-uri and form-action"),
        hard("weak/frames", "/", Whole)
            .hits(&["missing-frame*", "clickjacking*", "missing-x-frame*"])
            .note("X-Frame-Options with a word that does not exist"),
        hard("weak/nosniff", "/", Whole)
            .hits(&["missing-nosniff*", "missing-x-content*"])
            .note("X-Content-Type-Options with a word that does not exist"),
        hard("weak/referrer", "/", Whole)
            .hits(&["referrer-policy-unsafe*", "missing-referrer*"])
            .note("referrers with path and query for everyone"),
    ]
}

pub(super) fn good() -> Vec<Page> {
    vec![
        safe("good/csp", "/", Whole).hits(&["missing-csp*", "csp-*"]).note("a strict policy"),
        safe("good/nosniff", "/", Whole)
            .hits(&["missing-nosniff*", "missing-x-content*"])
            .note("no sniffing"),
        safe("good/frames", "/", Whole).hits(&["missing-frame*", "clickjacking*"]).note("no frames"),
        safe("good/referrer", "/", Whole)
            .hits(&["missing-referrer*", "referrer-policy*"])
            .note("referrers stay"),
        safe("good/version", "/", Whole).hits(&["version-disclosed*"]).note("tells no version"),
    ]
}

pub(super) fn cookies() -> Vec<Page> {
    vec![
        easy("cookie/script", "/login", Whole)
            .hits(&["cookie-no-httponly*"])
            .note("a session that scripts can read")
            .run(|v, _| v.page("Sign in", "<p>Hello.</p>").with("Set-Cookie", "PHPSESSID=7f3a9c1e5b2d4806; Path=/; SameSite=Lax")),
        easy("cookie/samesite", "/account", Whole)
            .hits(&["cookie-no-samesite*"])
            .note("a session without SameSite")
            .run(|v, _| v.page("Account", "<p>Hello.</p>").with("Set-Cookie", "sessionid=9b1c7d2e8f3a4055; Path=/; HttpOnly")),
        hard("cookie/none", "/embed", Whole)
            .hits(&["cookie-samesite-none*", "cookie-no-secure*"])
            .note("SameSite=None without Secure")
            .run(|v, _| v.page("Embed", "<p>Hello.</p>").with("Set-Cookie", "auth_token=5ad01be7c9934f21; Path=/; HttpOnly; SameSite=None")),
        hard("cookie/long", "/remember", Whole)
            .hits(&["cookie-long-lived*"])
            .note("a session of ten years")
            .run(|v, _| {
                let value = "remember_me=1c9e77ab35d04f68; Path=/; HttpOnly; SameSite=Lax; Max-Age=315360000";
                v.page("Remember", "<p>Hello.</p>").with("Set-Cookie", value)
            }),
        safe("cookie/safe-session", "/desk", Whole)
            .hits(&["cookie-no-httponly*", "cookie-no-samesite*", "cookie-long-lived*"])
            .note("a session with its attributes")
            .run(|v, _| v.page("Desk", "<p>Hello.</p>").with("Set-Cookie", "sid=4e8d21f07ba96c35; Path=/; HttpOnly; SameSite=Strict")),
        safe("cookie/safe-removed", "/bye", Whole)
            .hits(&["cookie-no-httponly*", "cookie-no-samesite*", "cookie-long-lived*"])
            .note("a cookie being removed")
            .run(|v, _| {
                let value = "sid=; Path=/; HttpOnly; SameSite=Strict; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0";
                v.page("Bye", "<p>Good bye.</p>").with("Set-Cookie", value)
            }),
    ]
}
