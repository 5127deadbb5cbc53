//! Which folders of a site are worth leaving.

use std::collections::{BTreeMap, BTreeSet};

use crawl::{HintKind, Origin, Site, WebUrl};

/// The most folders that are tried.
const MOST_FOLDERS: usize = 25;
/// The most addresses that are looked at.
const MOST_URLS: usize = 5_000;
/// The most levels below the first.
const MOST_DEPTH: usize = 8;

/// Names that folders of files commonly have.
const OF_FILES: &[&str] = &[
    "assets",
    "cgi-bin",
    "content",
    "css",
    "data",
    "dist",
    "docs",
    "download",
    "downloads",
    "export",
    "exports",
    "file",
    "files",
    "fonts",
    "icons",
    "image",
    "images",
    "img",
    "js",
    "lib",
    "libs",
    "logs",
    "media",
    "modules",
    "node_modules",
    "pages",
    "plugins",
    "pub",
    "public",
    "reports",
    "resource",
    "resources",
    "scripts",
    "share",
    "static",
    "storage",
    "styles",
    "template",
    "templates",
    "theme",
    "themes",
    "tmp",
    "upload",
    "uploads",
    "vendor",
    "webjars",
    "_next",
    "_nuxt",
];
/// What the names of files that are served as they are end in.
const AS_THEY_ARE: &[&str] = &[
    "css", "csv", "gif", "ico", "jpeg", "jpg", "js", "json", "map", "md", "pdf", "png", "svg", "txt", "ttf",
    "webp", "woff", "woff2", "xml", "zip",
];

/// A folder of a site.
#[derive(Debug)]
pub(super) struct Folder {
    /// Its address, which ends in a slash.
    pub(super) address: WebUrl,
    /// A file in it or below that seems to be served as it is.
    pub(super) file: Option<WebUrl>,
}

/// At most [`MOST_FOLDERS`] folders of the site: the roots, then those that look
/// as if files were served from them, then the others, the highest first. Nothing above what the crawl was let into.
pub(super) fn folders(site: &Site) -> Vec<Folder> {
    let pages = site.pages.iter().filter(|p| p.method == "GET").map(|p| &p.url);
    let requests = site.requests.iter().filter(|r| r.method == "GET").map(|r| &r.url);
    let seen: Vec<&WebUrl> = pages.chain(requests).take(MOST_URLS).collect();
    let tops = tops(&seen);
    let assets = site.hints.iter().filter(|h| h.kind == HintKind::Asset);
    let assets: Vec<WebUrl> = assets.filter_map(|h| WebUrl::parse(&h.text).ok()).collect();
    let mut found: BTreeMap<WebUrl, (u8, Option<WebUrl>)> = BTreeMap::new();
    for url in seen.into_iter().chain(&assets) {
        let Some(top) = tops.get(&key(&url.origin())) else { continue };
        for folder in above(url, top) {
            let address = url.with_params(&[]).with_path(&folder);
            let (best, file) = found.entry(address).or_insert((u8::MAX, None));
            *best = rank(url, &folder, top).min(*best);
            if file.is_none() && as_it_is(url) {
                *file = Some(url.clone());
            }
        }
    }
    let mut ranked: Vec<_> = found.into_iter().collect();
    ranked.sort_by_key(|(address, (rank, _))| (*rank, address.path().matches('/').count()));
    let mut forms = BTreeSet::new();
    ranked.retain(|(address, _)| forms.insert(form(address)));
    let ranked = ranked.into_iter().take(MOST_FOLDERS);
    ranked.map(|(address, (_, file))| Folder { address, file }).collect()
}

/// The shortest folder of each origin: the crawl was let into no higher one.
fn tops(seen: &[&WebUrl]) -> BTreeMap<String, String> {
    let mut tops: BTreeMap<String, String> = BTreeMap::new();
    for url in seen {
        let folder = url.folder().to_owned();
        let top = tops.entry(key(&url.origin())).or_insert_with(|| folder.clone());
        if folder.len() < top.len() {
            *top = folder;
        }
    }
    tops
}

fn key(origin: &Origin) -> String {
    format!("{}:{}:{}", origin.tls, origin.host, origin.port)
}

/// The folder of an address and those above it, up to `top`.
fn above(url: &WebUrl, top: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut folder = url.folder();
    while out.len() < MOST_DEPTH && folder.starts_with(top) {
        out.push(folder.to_owned());
        let Some(slash) = folder.strip_suffix('/').and_then(|f| f.rfind('/')) else { break };
        folder = folder.get(..=slash).unwrap_or("/");
    }
    out
}

fn rank(url: &WebUrl, folder: &str, top: &str) -> u8 {
    let name = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let served = url.folder() == folder && as_it_is(url);
    match () {
        () if folder == top => 0,
        () if OF_FILES.contains(&name.as_str()) => 1,
        () if served => 2,
        () => 3,
    }
}

/// Whether an address names a file that is served as it is.
fn as_it_is(url: &WebUrl) -> bool {
    url.extension().is_some_and(|x| AS_THEY_ARE.contains(&x.as_str()))
}

/// The address with numbers made alike: of such folders one stands for all.
fn form(url: &WebUrl) -> String {
    let segment = |s: &str| if s.bytes().all(|b| b.is_ascii_digit()) { "0".to_owned() } else { s.to_owned() };
    format!("{} {}", key(&url.origin()), url.segments().map(segment).collect::<Vec<_>>().join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crawl::{Found, Hint, SiteRequest};

    fn site(paths: &[&str], assets: &[&str]) -> Site {
        let url = |path: &&str| WebUrl::parse(&format!("http://h.test{path}")).unwrap();
        let hint = |a: &&str| Hint { kind: HintKind::Asset, text: url(a).as_str().to_owned() };
        Site {
            requests: paths.iter().map(|p| SiteRequest::get(url(p), Found::Link)).collect(),
            hints: assets.iter().map(hint).collect(),
            ..Site::default()
        }
    }

    fn chosen(paths: &[&str], assets: &[&str]) -> Vec<String> {
        folders(&site(paths, assets)).iter().map(|f| f.address.path().to_owned()).collect()
    }

    #[test]
    fn folders_of_files_come_first() {
        assert_eq!(
            chosen(&["/", "/shop/item/3?x=1", "/shop/item/4/more", "/shop/item/5/more"], &["/a/static/x.js"]),
            ["/", "/a/static/", "/a/", "/shop/", "/shop/item/", "/shop/item/4/"]
        );
        let all = folders(&site(&["/", "/a/page"], &["/a/static/x.js"]));
        let files: Vec<Option<&str>> = all.iter().map(|f| f.file.as_ref().map(WebUrl::path)).collect();
        assert_eq!(files, [Some("/a/static/x.js"); 3]);
    }

    #[test]
    fn nothing_above_the_crawl() {
        assert_eq!(
            chosen(&["/app/", "/app/x/y"], &["/cdn/x.js", "/app/js/x.js"]),
            ["/app/", "/app/js/", "/app/x/"]
        );
        assert_eq!(chosen(&[], &["/x/y.js"]), Vec::<String>::new());
    }

    #[test]
    fn they_are_bounded() {
        let many: Vec<String> = (0..500).map(|i| format!("/f{i}x/{}", "d/".repeat(30))).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).chain(["/"]).collect();
        assert_eq!(chosen(&many, &[]).len(), MOST_FOLDERS);
    }
}
