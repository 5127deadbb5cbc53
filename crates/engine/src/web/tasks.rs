//! Which insertion points of a site are tested, in an order that is the same for the same site.

use std::collections::BTreeSet;

use crawl::{Found, InsertionPoint, Place, SiteRequest};
use model::profile::Payloads;

use super::parts::Stored;

/// The most points of a run; a bound on its time.
const MOST: usize = 20_000;
/// Requests whose headers are tested, by payloads.
const HEADER_REQUESTS: [usize; 3] = [0, 10, 200];
/// The most cookies of one request that are tested.
const COOKIES: usize = 10;
/// How many places of addresses that lead to nothing are tested.
const MISSING: usize = 10;
/// Files that no program stands behind.
const STATIC: &[&str] = &[
    "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "svg", "ico", "webp", "woff", "woff2", "ttf",
    "eot", "mp3", "mp4", "webm", "pdf", "zip", "gz", "txt",
];

/// One insertion point of one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Task {
    /// Number of the request in the site.
    pub request: usize,
    /// The point.
    pub point: InsertionPoint,
}

/// Every point to test. Points at the same place of requests with the same parameters are one: `/item/1` and `/item/2`
/// are not tested twice.
///
/// Segments of paths that a description names as parameters are tested whatever they look like, and fixed segments there
/// are not. Requests that an incremental run leaves alone have no tasks.
pub(super) fn of(stored: &Stored, payloads: Payloads) -> Vec<Task> {
    let Stored { site, path_parameters: parameters, .. } = stored;
    let mut seen: BTreeSet<(String, Vec<String>)> = BTreeSet::new();
    let mut tasks = Vec::new();
    let missing: BTreeSet<&str> =
        site.pages.iter().filter(|p| p.missing || p.status == 404).map(|p| p.url.as_str()).collect();
    let cookies: BTreeSet<&str> = site.cookies.iter().map(|c| c.name.as_str()).collect();
    let mut with_headers = HEADER_REQUESTS.get(payloads as usize).copied().unwrap_or(0);
    let mut missing_left = MISSING;
    for (number, request) in stored.tested() {
        // What a description names is there, even if nothing has the made-up value of a parameter.
        let is_missing = missing.contains(request.url.as_str()) && !parameters.contains_key(&number);
        if is_missing && missing_left == 0 {
            continue;
        }
        let is_static = request.url.extension().is_some_and(|e| STATIC.contains(&e.as_str()));
        let mut points = request.points();
        points.retain(|p| match (p.place, parameters.get(&number)) {
            (Place::PathSegment, Some(named)) => named.iter().any(|n| n.to_string() == p.name),
            (Place::PathSegment, None) => !is_static && worth(p, request),
            _ => true,
        });
        if is_missing {
            // Who says that nothing is there may say what was asked for; each folder may have its own way.
            points.retain(|p| p.place != Place::PathSegment || is_last(p, request));
        }
        // The address that was made up was never asked for.
        let is_made_up = request.found == Found::Parent && !request.sent;
        if !is_static && !is_missing && !is_made_up && with_headers > 0 {
            with_headers -= 1;
            points.extend(request.header_points(cookies.iter().copied().take(COOKIES)));
        }
        for point in points {
            let key = (active::place(request, &point), siblings(request));
            if tasks.len() < MOST && seen.insert(key) {
                missing_left = missing_left.saturating_sub(usize::from(is_missing));
                tasks.push(Task { request: number, point });
            }
        }
    }
    tasks
}

/// Names of the parameters that go with the request: with others another program may answer.
fn siblings(request: &SiteRequest) -> Vec<String> {
    let mut names: Vec<String> = request.url.params().into_iter().map(|(name, _)| name).collect();
    names.extend(request.body.names());
    names.sort();
    names.dedup();
    names
}

/// Whether a point is the last segment of the path.
fn is_last(point: &InsertionPoint, request: &SiteRequest) -> bool {
    point.name == request.url.segments().count().saturating_sub(1).to_string()
}

/// Path segments that look like values, and the last one of a path that is no file.
fn worth(point: &InsertionPoint, request: &SiteRequest) -> bool {
    let value = point.value.as_str();
    if value.is_empty() {
        return false;
    }
    let id = value.chars().any(|c| c.is_ascii_digit()) || value.len() > 20 || value.contains('@');
    (is_last(point, request) && request.url.extension().is_none()) || (id && !value.starts_with('v'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crawl::{Site, WebUrl};

    fn stored(urls: &[&str]) -> Stored {
        let requests = urls
            .iter()
            .map(|u| SiteRequest::get(WebUrl::parse(&format!("http://a.test{u}")).unwrap(), Found::Link))
            .collect();
        Stored { site: Site { requests, ..Site::default() }, ..Stored::default() }
    }

    fn places(stored: &Stored, payloads: Payloads) -> Vec<String> {
        let tasks = of(stored, payloads);
        tasks.iter().map(|t| active::place(&stored.site.requests[t.request], &t.point)).collect()
    }

    #[track_caller]
    fn check(urls: &[&str], expect: &[&str]) {
        assert_eq!(places(&stored(urls), Payloads::Light), expect);
    }

    #[test]
    fn each_place_is_tested_once() {
        check(
            &["/item?id=1", "/item?id=2", "/item?id=1&x=2"],
            &[
                "GET /item query:id",
                "GET /* path:0",
                "GET /item query:id",
                "GET /item query:x",
                "GET /* path:0",
            ],
        );
        check(&["/users/1", "/users/2"], &["GET /users/* path:1"]);
        check(&["/style.css?v=1", "/"], &["GET /style.css query:v"]);
        check(&["/index.php?p=1"], &["GET /index.php query:p"]);
    }

    #[test]
    fn headers_are_tested_on_a_few_requests() {
        let stored = stored(&["/a.php"]);
        assert!(of(&stored, Payloads::Light).is_empty());
        assert_eq!(of(&stored, Payloads::Normal).len(), crawl::HEADER_POINTS.len());
    }

    #[test]
    fn descriptions_say_which_segments_are_parameters() {
        let mut stored = stored(&["/users/v1/ann", "/users/v1", "/books/5"]);
        stored.path_parameters = [(0, vec![2]), (1, Vec::new())].into();
        let all = ["GET /users/v1/* path:2", "GET /books/* path:1"];
        assert_eq!(places(&stored, Payloads::Light), all);
        stored.unchanged = [0].into();
        assert_eq!(places(&stored, Payloads::Light), all[1..], "what is left alone has no tasks");
    }

    #[test]
    fn of_missing_pages_a_few_places_are_tested() {
        let urls: Vec<String> = (0..20)
            .map(|n| format!("/folder{n}x/gone?a=1"))
            .chain(["/tags/tea".into(), "/tags/oil".into()])
            .collect();
        let mut stored = stored(&urls.iter().map(String::as_str).rev().collect::<Vec<_>>());
        stored.site.pages = stored.site.requests.iter().map(|r| gone(&r.url)).collect();
        let places = places(&stored, Payloads::Normal);
        assert!((MISSING..MISSING + 2).contains(&places.len()), "{places:?}");
        assert_eq!(places[..2], ["GET /tags/* path:1", "GET /folder19x/gone query:a"]);
    }

    fn gone(url: &WebUrl) -> crawl::Page {
        crawl::Page {
            method: "GET".into(),
            url: url.clone(),
            status: 404,
            media_type: "text/html".into(),
            title: String::new(),
            depth: 0,
            bytes: 0,
            structure: 0,
            sketch: 0,
            source: None,
            found: Found::Link,
            authenticated: false,
            missing: true,
        }
    }
}
