//! Content-Security-Policy (CSP level 3): what the policies of a page let through together.

mod judge;
mod policy;

pub(crate) use policy::Policy;

use crate::sight::Sight;
use crate::view::View;

/// The most policies of one answer.
const MOST: usize = 10;

/// The enforced policies of the headers. Several lines, and several policies in one line, all hold.
pub(crate) fn policies(view: &View<'_>) -> impl Iterator<Item = Policy> {
    of_header(view, "content-security-policy")
}

fn of_header<'a>(view: &'a View<'_>, name: &'a str) -> impl Iterator<Item = Policy> + use<'a> {
    view.exchange
        .response
        .headers_named(name)
        .flat_map(|line| line.split(','))
        .map(Policy::parse)
        .filter(|p| !p.is_empty())
        .take(MOST)
}

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let Some(page) = view.page.as_ref().filter(|_| view.is_success()) else { return };
    let in_page = page.policies.iter().map(|p| Policy::parse(p)).filter(|p| !p.is_empty());
    let all: Vec<Policy> = policies(view).chain(in_page).take(MOST).collect();
    if all.is_empty() {
        out.push(match of_header(view, "content-security-policy-report-only").next() {
            Some(policy) => {
                let summary = "the only Content-Security-Policy reports and does not enforce";
                Sight::site("csp-report-only", summary).with("policy", policy.text())
            }
            None => Sight::site("missing-csp", "pages come without a Content-Security-Policy"),
        });
        return;
    }
    let from = out.len();
    judge::judge(&all, view.origin.tls, out);
    for sight in out.iter_mut().skip(from) {
        sight.details.extend(all.iter().map(|p| ("policy", p.text().to_owned())));
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    const REST: &str = "object-src 'none'; base-uri 'none'";

    fn csp(value: &str) -> Answer {
        Answer::page("x").header("Content-Security-Policy", value)
    }

    #[track_caller]
    fn script(sources: &str, expect: &[&str]) {
        check(super::check, csp(&format!("script-src {sources}; {REST}")), expect);
    }

    #[test]
    fn missing_or_toothless() {
        check(super::check, Answer::page("x"), &["missing-csp"]);
        check(super::check, Answer::new("application/json", "{}"), &[]);
        let report = Answer::page("x").header("Content-Security-Policy-Report-Only", "default-src 'self'");
        check(super::check, report, &["csp-report-only"]);
        check(super::check, csp("frame-ancestors 'self'"), &["missing-csp"]);
        check(super::check, csp(" "), &["missing-csp"]);
        let meta =
            "<meta http-equiv=content-security-policy content=\"default-src 'none'; base-uri 'none'\">";
        check(super::check, Answer::page(meta), &[]);
    }

    #[test]
    fn judges_script_sources() {
        script("'self'", &[]);
        script("'none'", &[]);
        script("'self' https://static.h.test", &[]);
        for open in
            ["*", "https:", "http:", "data:", "'unsafe-inline'", "https://*", "blob: https: 'self'", "*.com"]
        {
            script(open, &["csp-unsafe-script"]);
        }
        script("'self' 'unsafe-eval'", &["csp-unsafe-eval"]);
        script("'nonce-abc' 'unsafe-inline'", &[]);
        script("'sha256-abc' 'unsafe-inline'", &[]);
        script("'nonce-abc' 'strict-dynamic' 'unsafe-inline' https: http:", &[]);
        script("'self' http://static.h.test", &["csp-unsafe-script"]);
        script("'self' https://cdnjs.cloudflare.com", &["csp-gadget-host"]);
        script("'self' https://cdnjs.cloudflare.com/ajax/libs/x/1.0/x.min.js", &[]);
        script("'nonce-abc' 'strict-dynamic' https://cdnjs.cloudflare.com", &[]);
        check(
            super::check,
            csp(&format!("default-src 'unsafe-inline' 'self'; {REST}")),
            &["csp-unsafe-script"],
        );
        check(super::check, csp(&format!("default-src *; script-src 'self'; {REST}")), &[]);
    }

    #[test]
    fn other_parts() {
        check(super::check, csp("script-src 'self'; base-uri 'self'"), &["csp-incomplete"]);
        check(super::check, csp("script-src 'nonce-abc'; object-src 'none'"), &["csp-incomplete"]);
        check(super::check, csp("script-src 'self'; object-src *; base-uri 'self'"), &["csp-incomplete"]);
        check(super::check, csp("default-src 'self'; base-uri 'self'"), &[]);
        check(super::check, csp(&format!("script-src 'self'; {REST}; scriptsrc x")), &["csp-invalid"]);
        check(super::check, csp(&format!("script-src self; {REST}")), &["csp-invalid"]);
    }

    #[test]
    fn policies_add_up() {
        let both = |a: &str, b: &str| csp(a).header("Content-Security-Policy", b);
        let loose = format!("script-src 'unsafe-inline' 'self'; {REST}");
        check(super::check, both(&loose, "script-src 'self'"), &[]);
        check(super::check, both(&loose, &loose), &["csp-unsafe-script"]);
        check(super::check, csp(&format!("{loose}, script-src 'self'")), &[]);
        check(super::check, both(&loose, "frame-ancestors 'none'"), &["csp-unsafe-script"]);
    }
}
