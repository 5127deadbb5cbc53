//! Files and pages that should not be served. What a path brings counts only if its content is of the right kind and a
//! random path brings something else.

use model::definition::Effect;
use model::evidence::Evidence;
use model::finding::Observation;
use net::NetError;
use net::http::Response;

use super::{applies, excerpt, get, nowhere};
use crate::CheckGroup;
use crate::context::Context;
use crate::talk::gathering;

const WORDS: &[&str] = &[
    "http-git-exposed",
    "http-env-exposed",
    "http-backup-file-exposed",
    "http-server-status",
    "http-server-info",
    "http-nginx-status",
    "http-directory-listing",
];

pub(crate) const FILES: CheckGroup = CheckGroup {
    name: "http-files",
    words: WORDS,
    effect: Effect::Safe,
    applies,
    start: gathering!(WORDS, talk),
};

/// A path and what its content must be.
struct Page {
    word: &'static str,
    path: &'static str,
    summary: &'static str,
    is: fn(&Response) -> bool,
    /// Whether the content may be shown: not where it holds secrets.
    show: bool,
}

const fn page(
    word: &'static str,
    path: &'static str,
    summary: &'static str,
    is: fn(&Response) -> bool,
    show: bool,
) -> Page {
    Page { word, path, summary, is, show }
}

const PAGES: &[Page] = &[
    page("http-git-exposed", "/.git/HEAD", "the Git repository of the site can be read", git_head, true),
    page("http-env-exposed", "/.env", "the environment file with its settings can be read", env_file, false),
    page(
        "http-backup-file-exposed",
        "/config.php.bak",
        "a backup of a script shows its source",
        php_source,
        false,
    ),
    page(
        "http-backup-file-exposed",
        "/index.php.bak",
        "a backup of a script shows its source",
        php_source,
        false,
    ),
    page(
        "http-backup-file-exposed",
        "/wp-config.php.bak",
        "a backup of a script shows its source",
        php_source,
        false,
    ),
    page(
        "http-backup-file-exposed",
        "/config.php~",
        "a backup of a script shows its source",
        php_source,
        false,
    ),
    page("http-backup-file-exposed", "/backup.sql", "a database dump can be read", sql_dump, false),
    page("http-backup-file-exposed", "/dump.sql", "a database dump can be read", sql_dump, false),
    page("http-backup-file-exposed", "/backup/dump.sql", "a database dump can be read", sql_dump, false),
    page("http-backup-file-exposed", "/backup.zip", "an archive can be fetched", zip, false),
    page("http-backup-file-exposed", "/backup.tar.gz", "an archive can be fetched", gzip, false),
    page(
        "http-server-status",
        "/server-status",
        "the server's status page can be read",
        server_status,
        false,
    ),
    page("http-server-info", "/server-info", "the server's configuration can be read", server_info, false),
    page("http-nginx-status", "/nginx_status", "the server's counters can be read", nginx_status, true),
    page("http-nginx-status", "/stub_status", "the server's counters can be read", nginx_status, true),
    page("http-directory-listing", "/", "the folder's files are listed", listing, true),
    page("http-directory-listing", "/backup/", "the folder's files are listed", listing, true),
    page("http-directory-listing", "/uploads/", "the folder's files are listed", listing, true),
    page("http-directory-listing", "/files/", "the folder's files are listed", listing, true),
];

async fn talk(context: Context<'_>, found: &mut Vec<Observation>) -> Result<(), NetError> {
    let control = get(context, &nowhere(context, "files")).await?;
    for page in PAGES {
        let response = match get(context, page.path).await {
            Ok(response) => response,
            // One odd path must not end the others.
            Err(NetError::Closed | NetError::Protocol(_) | NetError::TooLarge) => continue,
            Err(error) => return Err(error),
        };
        // A server that serves the like for a path that does not exist shows nothing by serving it here.
        if response.status != 200 || !(page.is)(&response) || (page.is)(&control) {
            continue;
        }
        // One finding says all that is wrong of its kind.
        if let Some(known) = found.iter_mut().find(|o| o.check == page.word) {
            known.evidence = std::mem::take(&mut known.evidence).with("also", format!("GET {}", page.path));
            continue;
        }
        let received =
            if page.show { excerpt(&response) } else { String::from_utf8_lossy(&response.raw_head).into() };
        let evidence = Evidence::new(page.summary)
            .with("request", format!("GET {}", page.path))
            .with("response", received)
            .with("control", format!("a path that does not exist: status {}", control.status));
        found.push(context.confirmed(page.word, evidence));
    }
    Ok(())
}

fn git_head(r: &Response) -> bool {
    let text = r.text();
    let text = text.trim_end();
    let hash = text.len() == 40 && text.bytes().all(|b| b.is_ascii_hexdigit());
    (text.starts_with("ref: refs/") && text.lines().count() == 1) || hash
}

/// Only comments, blank lines and `NAME=value` lines, of which at least one.
fn env_file(r: &Response) -> bool {
    let text = r.text();
    let mut settings = 0;
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let line = line.strip_prefix("export ").unwrap_or(line);
        let Some((name, _)) = line.split_once('=') else { return false };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
            return false;
        }
        settings += 1;
    }
    settings > 0
}

fn php_source(r: &Response) -> bool {
    let text = r.text();
    text.trim_start().starts_with("<?php") || text.trim_start().starts_with("<?=")
}

fn sql_dump(r: &Response) -> bool {
    let text = r.text().to_ascii_uppercase();
    !text.trim_start().starts_with('<')
        && ["CREATE TABLE", "INSERT INTO", "CREATE DATABASE", "-- MYSQL DUMP", "-- POSTGRESQL DATABASE DUMP"]
            .iter()
            .any(|word| text.contains(word))
}

fn zip(r: &Response) -> bool {
    r.body.starts_with(b"PK\x03\x04")
}

fn gzip(r: &Response) -> bool {
    r.body.starts_with(&[0x1f, 0x8b, 8])
}

fn server_status(r: &Response) -> bool {
    let text = r.text();
    text.contains("Apache Server Status")
        || (text.contains("Total Accesses:") && text.contains("Scoreboard:"))
}

fn server_info(r: &Response) -> bool {
    let text = r.text();
    text.contains("Apache Server Information") || text.contains("<title>Server Information</title>")
}

fn nginx_status(r: &Response) -> bool {
    let text = r.text();
    text.starts_with("Active connections:") && text.contains("server accepts handled requests")
}

/// The title and a link upwards or file links, as the index pages of the common servers have them.
fn listing(r: &Response) -> bool {
    let text = r.text();
    let title = ["<title>Index of /", "<title>Directory listing for /", "<title>Directory Listing For"];
    title.iter().any(|t| text.contains(t)) && text.contains("<a href=\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(is: fn(&Response) -> bool, body: &str, expect: bool) {
        let response = Response { status: 200, body: body.as_bytes().to_vec(), ..Response::default() };
        assert_eq!(is(&response), expect, "{body}");
    }

    #[test]
    fn content_decides() {
        check(git_head, "ref: refs/heads/main\n", true);
        check(git_head, "<html>ref: refs/heads/main", false);
        check(env_file, "# x\nAPP_KEY=abc\nexport B=\n", true);
        check(env_file, "<html><a href=x>", false);
        check(env_file, "", false);
        check(php_source, "<?php $x=1;", true);
        check(sql_dump, "-- MySQL dump 10\nCREATE TABLE x", true);
        check(sql_dump, "<p>how to INSERT INTO</p>", false);
        check(nginx_status, "Active connections: 1 \nserver accepts handled requests\n 1 1 1", true);
        check(listing, "<html><head><title>Index of /</title></head><a href=\"../\">../</a>", true);
        check(listing, "<title>Index of articles</title>", false);
    }
}
