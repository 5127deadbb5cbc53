//! Scripts of other sites that are not bound to a hash.

use crate::page::PartKind;
use crate::sight::Sight;
use crate::view::View;

/// Hosts whose scripts change by design, so that no hash could hold.
const DYNAMIC: &[&str] = &[
    "googletagmanager.com",
    "google-analytics.com",
    "google.com",
    "gstatic.com",
    "googlesyndication.com",
    "doubleclick.net",
    "maps.googleapis.com",
    "stripe.com",
    "paypal.com",
    "facebook.net",
    "twitter.com",
    "hcaptcha.com",
    "challenges.cloudflare.com",
    "cloudflareinsights.com",
    "hotjar.com",
    "intercom.io",
    "hs-scripts.com",
    "linkedin.com",
    "bing.com",
    "clarity.ms",
    "youtube.com",
    "vimeo.com",
];

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let Some(page) = view.page.as_ref().filter(|_| view.is_success()) else { return };
    for part in page.parts.iter().filter(|p| p.kind == PartKind::Script && !p.integrity) {
        let host = part.url.origin().host;
        let is_dynamic = DYNAMIC.iter().any(|d| host == *d || host.ends_with(&format!(".{d}")));
        if !same_site(&host, &view.origin.host) && !is_dynamic {
            let summary = "pages run scripts of other sites without subresource integrity";
            out.push(Sight::site("missing-subresource-integrity", summary).with("script", part.url.as_str()));
        }
    }
}

/// Whether both hosts are likely of one owner: the same, or alike in their last two labels (three below a label of two
/// or three letters such as `co.uk`).
fn same_site(a: &str, b: &str) -> bool {
    a == b || matches!((owner(a), owner(b)), (Some(a), Some(b)) if a == b)
}

fn owner(host: &str) -> Option<String> {
    if host.starts_with('[') || host.parse::<std::net::IpAddr>().is_ok() {
        return None;
    }
    let labels: Vec<&str> = host.rsplit('.').collect();
    let second_level =
        matches!(labels.get(1), Some(&"co" | &"com" | &"org" | &"net" | &"ac" | &"gov" | &"edu"));
    let count = if second_level && labels.first().is_some_and(|l| l.len() == 2) { 3 } else { 2 };
    (labels.len() >= count).then(|| labels.into_iter().take(count).collect::<Vec<_>>().join("."))
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    #[test]
    fn judges_scripts() {
        let finds = |script: &str, expect: &[&str]| {
            let html = format!("<script {script}></script>");
            check(super::check, Answer::page(&html).url("https://www.shop.co.uk/"), expect);
        };
        let word = ["missing-subresource-integrity"];
        finds("src=https://cdn.test/a.js", &word);
        finds("src=https://other.co.uk/a.js", &word);
        finds("src=https://cdn.test/a.js integrity=sha384-abc crossorigin", &[]);
        finds("src=https://static.shop.co.uk/a.js", &[]);
        finds("src=/a.js", &[]);
        finds("src=https://www.googletagmanager.com/gtag/js?id=x", &[]);
    }
}
