//! Pages of a site worth asking again.

use std::collections::BTreeMap;

use crawl::{Page, Site, WebUrl};

/// How many pages built alike come first.
const ALIKE: usize = 3;
/// How many addresses of one form are taken.
const OF_FORM: usize = 2;

/// At most `most` pages of the site that were brought by GET: first few of those built alike, then the others, in the order
/// of the crawl.
pub(crate) fn pages(site: &Site, most: usize) -> Vec<WebUrl> {
    let mut built: BTreeMap<u64, usize> = BTreeMap::new();
    let mut formed: BTreeMap<String, usize> = BTreeMap::new();
    let (mut first, mut later): (Vec<&Page>, Vec<&Page>) = (Vec::new(), Vec::new());
    for page in site.pages.iter().filter(|p| p.method == "GET" && !p.missing && !ends_session(&p.url)) {
        let of_form = formed.entry(form(&page.url)).or_default();
        *of_form += 1;
        let alike = built.entry(page.structure).or_default();
        *alike += 1;
        match (*of_form <= OF_FORM, *alike <= ALIKE) {
            (false, _) => {}
            (true, true) => first.push(page),
            (true, false) => later.push(page),
        }
    }
    first.into_iter().chain(later).map(|p| p.url.clone()).take(most).collect()
}

/// The path with numbers made alike.
fn form(url: &WebUrl) -> String {
    let segment = |s: &str| if s.bytes().any(|b| b.is_ascii_digit()) { "0".to_owned() } else { s.to_owned() };
    url.segments().map(segment).collect::<Vec<_>>().join("/")
}

/// Whether asking for an address may end the session.
pub(crate) fn ends_session(url: &WebUrl) -> bool {
    let path = url.path().to_ascii_lowercase();
    ["logout", "log-out", "signout", "sign-out", "logoff"].iter().any(|word| path.contains(word))
}
