//! Files outside their folder and source of the application, acted: no file is read.

use model::profile::Payloads;

use super::{Run, expect};
use crate::support::{Seen, get, page, point, reply, site};

const PASSWD: &str = "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n";
const WIN_INI: &str = "; for 16-bit app support\r\n[fonts]\r\n[extensions]\r\n";

/// What a machine gives for an absolute path: only a few files are there.
fn read(path: &str) -> Option<&'static str> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
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
        "var/www/pages/home.txt" => Some("Welcome home"),
        "var/www/index.php" => Some("<?php include($_GET['q'] . '.php'); ?>"),
        "var/www/WEB-INF/web.xml" => Some("<web-app xmlns=\"x\"><servlet/></web-app>"),
        _ => None,
    }
}

fn shown(path: &str) -> Vec<u8> {
    read(path).map_or_else(
        || reply("404 Not Found", "", "no such page"),
        |text| page(&format!("<pre>{text}</pre>")),
    )
}

type Page = fn(&Seen) -> Vec<u8>;

async fn run(answer: Page, value: &str, payloads: Payloads) -> model::check::Outcome {
    let (port, _) = site(answer).await;
    let run = Run { payloads, ..Run::default() };
    run.get("path", port, &format!("/view.php?q={value}"), "q").await
}

#[tokio::test]
async fn finds_ways_out() {
    let cases: [(&str, &str, Page); 9] = [
        ("joined", "home.txt", |s| shown(&format!("/var/www/pages/{}", s.param("q")))),
        ("absolute", "home.txt", |s| {
            let q = s.param("q");
            if q.contains("..") { shown("/none") } else { shown(&q) }
        }),
        ("taken out once", "home.txt", |s| {
            shown(&format!("/var/www/pages/{}", s.param("q").replace("../", "")))
        }),
        ("decoded twice", "home.txt", |s| {
            let q = s.param("q");
            let decoded = q.replace("%2e", ".").replace("%2f", "/");
            if q.contains("../") { shown("/none") } else { shown(&format!("/var/www/pages/{decoded}")) }
        }),
        ("ends at a null byte", "home.txt", |s| {
            let q = s.param("q");
            let path = format!("/var/www/pages/{q}");
            if q.ends_with(".txt") {
                shown(path.split('\0').next().unwrap_or_default())
            } else {
                shown("/none")
            }
        }),
        ("must begin with its folder", "/var/www/pages/home.txt", |s| {
            let q = s.param("q");
            if q.starts_with("/var/www/pages/") { shown(&q) } else { shown("/none") }
        }),
        ("address of a file", "http://h.test/x", |s| {
            s.param("q").strip_prefix("file://").map_or_else(|| shown("/none"), shown)
        }),
        ("Java", "page.jsp", |s| {
            let q = s.param("q");
            if q.contains("../..") || q.contains("etc") {
                shown("/none")
            } else {
                shown(&format!("/var/www/pages/{q}"))
            }
        }),
        ("Windows", "report.txt", |s| {
            let q = s.param("q").replace('\\', "/").replace("/./", "/");
            if q.ends_with("../windows/win.ini") { page(WIN_INI) } else { shown("/none") }
        }),
    ];
    for (what, value, answer) in cases {
        expect(&run(answer, value, Payloads::Normal).await, &["path-traversal"], what);
    }
}

#[tokio::test]
async fn finds_ways_out_of_a_path_segment() {
    let answer = |s: &Seen| {
        shown(&format!("/var/www/pages/{}", s.path().trim_start_matches("/files/").replace("%2F", "/")))
    };
    let (port, _) = site(answer).await;
    let request = get(port, "/files/home.txt");
    let outcome = Run::default().at("path", &request, &point(&request, "1")).await;
    expect(&outcome, &["path-traversal"], "path segment");
    assert_eq!(outcome.observed[0].place, "GET /files/* path:1");
}

#[tokio::test]
async fn finds_source() {
    let cases: [(&str, &str, Page); 2] = [
        ("filter", "home", |s| match s.param("q").as_str() {
            "php://filter/convert.base64-encode/resource=home" => {
                page("PD9waHAgZWNobyAnaGVsbG8gd29ybGQnOyAkYSA9IDE7ID8+")
            }
            _ => page("nothing"),
        }),
        ("download", "report.pdf", |s| {
            let q = s.param("q");
            if q == "view.php" {
                page("<?php readfile($_GET['q']); ?>")
            } else {
                reply("404 Not Found", "", "none")
            }
        }),
    ];
    for (what, value, answer) in cases {
        expect(&run(answer, value, Payloads::Normal).await, &["source-disclosure"], what);
    }
}

#[tokio::test]
async fn look_alikes_stay_quiet() {
    let cases: [(&str, Page); 6] = [
        ("allow-list", |s| match s.param("q").as_str() {
            "home.txt" => shown("/var/www/pages/home.txt"),
            _ => shown("/none"),
        }),
        ("last part only", |s| {
            let q = s.param("q");
            shown(&format!("/var/www/pages/{}", q.rsplit(['/', '\\']).next().unwrap_or_default()))
        }),
        ("reflects", |s| page(&format!("no such file: {}", s.param("q")))),
        ("always the list of users", |_| page(PASSWD)),
        ("the list of users for whatever is odd", |s| {
            page(if s.param("q").contains("..") || s.param("q").contains("etc") { PASSWD } else { "fine" })
        }),
        ("about PHP", |_| page("Begin with <?php echo 1; ?> and go on")),
    ];
    for (what, answer) in cases {
        expect(&run(answer, "home.txt", Payloads::Thorough).await, &[], what);
    }
}
