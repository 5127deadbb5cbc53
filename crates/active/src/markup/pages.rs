//! Pages of a site worth asking again.

use std::collections::BTreeMap;

use crawl::{Site, WebUrl};

/// How many pages built alike are taken.
const ALIKE: usize = 3;

/// At most `most` pages of the site that were brought by GET, in the order of the crawl, few of those built alike.
pub(crate) fn pages(site: &Site, most: usize) -> Vec<WebUrl> {
    let mut alike: BTreeMap<u64, usize> = BTreeMap::new();
    let mut out: Vec<WebUrl> = Vec::new();
    for page in site.pages.iter().filter(|p| p.method == "GET" && !p.missing) {
        let seen = alike.entry(page.structure).or_default();
        *seen += 1;
        // Answers without elements, such as data, are all built alike.
        let few = *seen <= ALIKE || page.structure == 0;
        if few && out.len() < most && !out.contains(&page.url) && !ends_session(&page.url) {
            out.push(page.url.clone());
        }
    }
    out
}

/// Whether asking for an address may end the session.
pub(crate) fn ends_session(url: &WebUrl) -> bool {
    let path = url.path().to_ascii_lowercase();
    ["logout", "log-out", "signout", "sign-out", "logoff"].iter().any(|word| path.contains(word))
}
