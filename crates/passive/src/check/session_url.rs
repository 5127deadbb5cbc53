//! Session ids within addresses.

use crawl::WebUrl;

use crate::proof::masked;
use crate::sight::Sight;
use crate::view::View;

/// Parameters that hold a session.
const NAMES: &[&str] = &[
    "phpsessid",
    "jsessionid",
    "aspsessionid",
    "sessionid",
    "session_id",
    "session-id",
    "sessid",
    "sess_id",
    "sid",
    "cfid",
    "cftoken",
    "access_token",
    "auth_token",
    "session_token",
    "sessiontoken",
    "osessionid",
    "zenid",
];
/// The shortest value that can be one.
const SHORTEST: usize = 12;

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let page = view.page.iter();
    let links = page.flat_map(|p| p.links.iter().chain(p.forms.iter().map(|f| &f.action)));
    let own = links.filter(|l| l.origin().host == view.origin.host);
    let asked = std::iter::once(&view.exchange.request.url);
    if let Some((name, value)) = asked.chain(own).find_map(session) {
        let summary = format!("\"{name}\" in addresses seems to hold a session");
        out.push(
            Sight::site("session-id-in-url", summary)
                .with("parameter", format!("{name}={}", masked(&value)))
                .likely(),
        );
    }
}

fn session(url: &WebUrl) -> Option<(String, String)> {
    let in_path = url.path().rsplit(';').next().filter(|_| url.path().contains(';'));
    let in_path = in_path.and_then(|p| p.split_once('=')).map(|(n, v)| (n.to_owned(), v.to_owned()));
    url.params().into_iter().chain(in_path).find(|(name, value)| {
        let mixed =
            value.bytes().any(|b| b.is_ascii_digit()) && value.bytes().any(|b| b.is_ascii_alphabetic());
        NAMES.contains(&name.to_ascii_lowercase().as_str())
            && value.len() >= SHORTEST
            && mixed
            && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.!".contains(&b))
    })
}

#[cfg(test)]
mod tests {
    use crate::testing::{Answer, check};

    #[test]
    fn looks_at_addresses() {
        let finds = |link: &str, expect: &[&str]| {
            check(super::check, Answer::page(&format!("<a href='{link}'>x</a>")), expect);
        };
        let word = ["session-id-in-url"];
        finds("/x?PHPSESSID=0v9q8c7b6n5m4k3j", &word);
        finds("/x;jsessionid=A1B2C3D4E5F60718?y=1", &word);
        finds("/x?sid=12", &[]);
        finds("/x?sid=electronics-and-more", &[]);
        finds("/x?id=0v9q8c7b6n5m4k3j", &[]);
        finds("https://other.test/x?PHPSESSID=0v9q8c7b6n5m4k3j", &[]);
        check(super::check, Answer::page("x").url("https://h.test/?access_token=0v9q8c7b6n5m4k3j"), &word);
    }
}
