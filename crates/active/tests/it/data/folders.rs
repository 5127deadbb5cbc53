//! Servers of files that leave their folder, acted: no file is read.

use active::{Outcome, SiteProbe, site_checks};
use crawl::Site;
use model::definition::Effect;
use model::profile::Payloads;

use super::expect;
use crate::support::{Log, Seen, client, get, host, page, reply, run_site, site, unescaped};

const PASSWD: &str = "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n";
const WIN_INI: &str = "; for 16-bit app support\r\n[fonts]\r\n[extensions]\r\n";

type Page = fn(&Seen) -> Vec<u8>;

/// The file that a path leads to, either slash between its names; the first names are the folder that is served.
fn read(path: &str) -> Option<&'static str> {
    let mut parts: Vec<&str> = vec!["srv", "www"];
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    match parts.join("/").as_str() {
        "etc/passwd" => Some(PASSWD),
        "windows/win.ini" => Some(WIN_INI),
        "srv/www/logo.png" => Some("a picture"),
        _ => None,
    }
}

fn served(path: &str) -> Vec<u8> {
    let none = || reply("404 Not Found", "Content-Type: text/plain\r\n", "no such file");
    read(path).map_or_else(none, |text| reply("200 OK", "Content-Type: text/plain\r\n", text))
}

/// The path with its steps up taken, none of them out of the folder that is served.
fn settled(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Takes the folder of files off.
fn below(s: &Seen) -> Option<&str> {
    s.path().strip_prefix("/files/")
}

async fn run(answer: Page, payloads: Payloads) -> (Outcome, Log) {
    let (port, log) = site(answer).await;
    let requests = ["/", "/about/", "/files/logo.png"].map(|path| get(port, path));
    let site = Site { requests: requests.to_vec(), ..Site::default() };
    let (client, host) = (client(Effect::Safe), host());
    let probe = SiteProbe { client: &client, site: &site, host: &host, payloads, stack: &[], callback: None };
    let check = site_checks().iter().find(|c| c.name == "path-folders").unwrap();
    ((check.run)(&probe).await, log)
}

#[tokio::test]
async fn finds_ways_out() {
    const LIGHT: Payloads = Payloads::Light;
    let cases: [(&str, Payloads, &str, Page); 9] = [
        ("unescaped, anywhere", LIGHT, "/", |s| served(s.path())),
        ("unescaped, one folder", LIGHT, "/files/", |s| served(below(s).unwrap_or("none"))),
        ("escaped dots", LIGHT, "/files/", |s| match below(s) {
            Some(rest) if !rest.contains("..") => served(&unescaped(rest)),
            _ => page("front page"),
        }),
        ("escaped slashes, one name in the route", LIGHT, "/files/", |s| match below(s) {
            Some(name) if !name.contains('/') => served(&unescaped(name)),
            _ => page("front page"),
        }),
        ("escaped twice", Payloads::Normal, "/files/", |s| match below(s) {
            Some(rest) if !unescaped(rest).contains("..") => served(&unescaped(&unescaped(rest))),
            _ => page("front page"),
        }),
        ("steps taken out once", Payloads::Normal, "/files/", |s| {
            served(&below(s).unwrap_or("none").replace("../", ""))
        }),
        ("the rest is a path", Payloads::Normal, "/files/", |s| match below(s) {
            Some(rest) if rest.starts_with('/') && !rest.contains("..") => served(&format!("../..{rest}")),
            _ => page("front page"),
        }),
        ("prefix without its slash", Payloads::Normal, "/files/", |s| {
            match s.path().strip_prefix("/files") {
                // The folder that is served lies at the top of the machine.
                Some(rest) if rest.starts_with("../") && !rest[3..].contains("..") => {
                    served(&format!("../{rest}"))
                }
                _ => page("front page"),
            }
        }),
        ("backslashes", Payloads::Normal, "/files/", |s| match below(s).map(unescaped) {
            Some(rest) if rest.contains("..\\") && rest.contains("windows") => served(&rest),
            _ => page("front page"),
        }),
    ];
    for (what, payloads, folder, answer) in cases {
        let (outcome, _) = run(answer, payloads).await;
        expect(&outcome, &["path-traversal"], what);
        assert_eq!(outcome.observed.len(), 1, "{what}");
        assert_eq!(outcome.observed[0].place, format!("GET {folder}* path"), "{what}");
    }
}

const LOGO: &str = "a picture of sixteen bytes and more";

/// A folder in `/srv/www/files`, served below a prefix that is taken off without its slash; one step out is let through.
fn one_step(s: &Seen, clamp: bool) -> Vec<u8> {
    let picture = || reply("200 OK", "Content-Type: image/png\r\n", LOGO);
    match s.path().strip_prefix("/files") {
        Some("/logo.png") => picture(),
        Some("../files/logo.png") if !clamp => picture(),
        _ => reply("404 Not Found", "Content-Type: text/plain\r\n", "no such file"),
    }
}

#[tokio::test]
async fn finds_one_step() {
    let (outcome, _) = run(|s| one_step(s, false), Payloads::Light).await;
    expect(&outcome, &["path-traversal"], "one step");
    assert_eq!(outcome.observed[0].place, "GET /files/* path");
    let web = outcome.observed[0].evidence.web.as_ref().unwrap();
    assert!(web.url.ends_with("/files../files/logo.png"), "{}", web.url);
}

#[tokio::test]
async fn one_step_that_leads_nowhere_stays_quiet() {
    let cases: [(&str, Page); 4] = [
        ("stays inside", |s| one_step(s, true)),
        ("the same for every name", |_| reply("200 OK", "Content-Type: image/png\r\n", LOGO)),
        ("by the last name alone", |s| {
            let found = s.path().ends_with("/logo.png");
            if found { reply("200 OK", "Content-Type: image/png\r\n", LOGO) } else { page("front page") }
        }),
        ("the front page for what is missing", |s| match s.path() {
            "/files/logo.png" => reply("200 OK", "Content-Type: image/png\r\n", LOGO),
            _ => page(LOGO),
        }),
    ];
    for (what, answer) in cases {
        expect(&run(answer, Payloads::Normal).await.0, &[], what);
    }
}

#[tokio::test]
async fn requests_are_shown_as_written() {
    let (outcome, log) = run(|s| served(s.path()), Payloads::Light).await;
    let web = outcome.observed[0].evidence.web.as_ref().unwrap();
    let line = "GET /../../../../../../../../etc/passwd HTTP/1.1";
    assert!(web.exchanges[0].request.starts_with(line), "{web:#?}");
    assert!(web.url.ends_with("/../../../../../../../../etc/passwd"), "{}", web.url);
    assert_eq!(web.value, "../../../../../../../../etc/passwd");
    // The file, another beside it, and the file again: what is proven is not tried further.
    let asked: Vec<String> = log.lock().unwrap().iter().map(|s| s.target.clone()).collect();
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert!(asked[1] != asked[0] && asked[2] == asked[0]);
}

#[tokio::test]
async fn look_alikes_stay_quiet() {
    let cases: [(&str, Page); 8] = [
        ("settles the path first", |s| served(&settled(&unescaped(s.path())))),
        ("front page for everything", |_| page("<h1>Welcome</h1>")),
        ("the list of users for everything", |_| page(PASSWD)),
        ("the list of users for whatever is odd", |s| {
            if s.path().contains("..") || s.path().contains("etc") { page(PASSWD) } else { page("fine") }
        }),
        ("gives the path back", |s| page(&format!("{} or {} is not here", s.target, unescaped(s.path())))),
        ("forbids", |_| reply("403 Forbidden", "", "no")),
        ("bad request", |_| reply("400 Bad Request", "Connection: close\r\n", "bad path")),
        ("leads to the settled path", |_| reply("301 Moved Permanently", "Location: /etc/passwd\r\n", "")),
    ];
    for (what, answer) in cases {
        let (outcome, log) = run(answer, Payloads::Thorough).await;
        expect(&outcome, &[], what);
        assert_eq!(outcome.covered, ["path-traversal"], "{what}: {:?}", outcome.not_covered);
        assert!(log.lock().unwrap().iter().all(|s| s.method == "GET"), "{what}");
    }
}

#[tokio::test]
async fn empty_sites_are_left_alone() {
    expect(&run_site("path-folders", &Site::default()).await, &[], "no page");
}
