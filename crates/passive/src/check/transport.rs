//! Strict-Transport-Security (RFC 6797).

use crate::sight::Sight;
use crate::view::View;

/// The shortest duration that is worth having: 180 days, in seconds.
const SHORTEST: u64 = 180 * 24 * 3600;

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    // Browsers read the header over TLS only, and never keep it for an address.
    let is_name = view.origin.bare_host().parse::<std::net::IpAddr>().is_err();
    if !view.origin.tls || !is_name || view.status() >= 400 {
        return;
    }
    let Some(value) = view.header("strict-transport-security") else {
        out.push(Sight::site("missing-hsts", "answers over https come without Strict-Transport-Security"));
        return;
    };
    let what = match max_age(value) {
        None => "it has no valid max-age, so browsers ignore it".to_owned(),
        Some(0) => "max-age=0 makes browsers forget it".to_owned(),
        Some(age) if age < SHORTEST => format!("it holds for {} days only", age / 86400),
        Some(_) => return,
    };
    let summary = format!("Strict-Transport-Security is too weak: {what}");
    out.push(Sight::site("weak-hsts", summary).with("header", value));
}

fn max_age(value: &str) -> Option<u64> {
    let age = value.split(';').find_map(|part| {
        let (name, age) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("max-age").then_some(age)
    })?;
    age.trim().trim_matches('"').parse().ok()
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    #[test]
    fn judges_the_header() {
        let with = |value: &str| Answer::page("x").header("Strict-Transport-Security", value);
        check(super::check, Answer::page("x"), &["missing-hsts"]);
        check(super::check, Answer::page("x").url("http://h.test/"), &[]);
        check(super::check, Answer::page("x").url("https://127.0.0.1/"), &[]);
        check(super::check, Answer::page("x").status(500), &[]);
        check(super::check, with("max-age=31536000; includeSubDomains"), &[]);
        check(super::check, with("includeSubDomains; Max-Age=\"31536000\""), &[]);
        check(super::check, with("max-age=300"), &["weak-hsts"]);
        check(super::check, with("max-age=0"), &["weak-hsts"]);
        check(super::check, with("includeSubDomains"), &["weak-hsts"]);
    }
}
