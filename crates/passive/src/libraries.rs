//! Libraries of browsers with known weaknesses, by the version that their address or text tells.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use model::finding::Confidence;
use model::severity::Severity;
use regex::Regex;
use serde::Deserialize;

use crate::page::PartKind;
use crate::proof::cut;
use crate::sight::{Shown, Sight, Spot};
use crate::version::Version;
use crate::view::View;

/// What is looked for; see the head of the file.
const DATA: &str = include_str!("../data/libraries.toml");
/// How a version is written.
const VERSION: &str = r"([0-9]+\.[0-9]+(?:\.[0-9]+){0,2}(?:-?(?:alpha|beta|rc)[.-]?[0-9]*)?)";
/// The word of this check.
const WORD: &str = "outdated-js-library";

static CATALOG: LazyLock<Vec<Library>> = LazyLock::new(|| read(DATA).unwrap_or_default());

struct Library {
    title: String,
    /// Patterns of addresses, and of the text of scripts.
    addresses: Vec<Regex>,
    texts: Vec<Regex>,
    weaknesses: Vec<Weakness>,
}

struct Weakness {
    from: Option<Version>,
    below: Version,
    below_text: String,
    cve: Vec<String>,
    severity: Severity,
    text: String,
}

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    if !view.is_success() {
        return;
    }
    let mut seen = BTreeSet::new();
    let scripts = view.page.iter().flat_map(|p| &p.parts).filter(|p| p.kind == PartKind::Script);
    for part in scripts {
        let own = part.url.origin() == view.origin;
        let address = if own { part.url.path() } else { part.url.as_str() };
        for (library, version) in by_address(part.url.as_str()) {
            if seen.insert((library.title.clone(), address.to_owned())) {
                out.extend(judge(library, &version, address, "the address of the script"));
            }
        }
    }
    if !view.is_asset() {
        return;
    }
    let path = view.exchange.request.url.path();
    for (library, version, range) in by_text(&view.text) {
        let sight = judge(library, &version, path, "the text of the script");
        out.extend(sight.map(|s| Sight { confidence: Confidence::Confirmed, ..s.shown(Shown::Text(range)) }));
    }
}

fn by_address(address: &str) -> Vec<(&'static Library, String)> {
    let address = cut(address, 500);
    let hit = |library: &'static Library| {
        let found = library.addresses.iter().find_map(|p| p.captures(address)?.get(1))?;
        Some((library, found.as_str().to_owned()))
    };
    CATALOG.iter().filter_map(hit).collect()
}

fn by_text(text: &str) -> Vec<(&'static Library, String, std::ops::Range<usize>)> {
    let hit = |library: &'static Library| {
        let found = library.texts.iter().find_map(|p| p.captures(text)?.get(1))?;
        Some((library, found.as_str().to_owned(), found.range()))
    };
    CATALOG.iter().filter_map(hit).collect()
}

/// What is known against that version.
fn judge(library: &Library, version: &str, address: &str, how: &str) -> Option<Sight> {
    let parsed = Version::parse(version)?;
    let applies = |w: &&Weakness| parsed < w.below && w.from.as_ref().is_none_or(|from| parsed >= *from);
    let found: Vec<&Weakness> = library.weaknesses.iter().filter(applies).collect();
    let worst = found.iter().map(|w| w.severity).max()?;
    let summary = format!("{} {version} has known weaknesses", library.title);
    let mut sight = Sight::at(WORD, Spot::Address(format!("GET {address}")), summary);
    sight = sight.with("library", format!("{} {version}, by {how}", library.title)).likely();
    sight.severity = Some(worst);
    for weakness in found {
        let line = format!("{}: {} (before {})", weakness.cve.join(", "), weakness.text, weakness.below_text);
        sight = sight.with("weaknesses", line);
    }
    Some(sight)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DataFile {
    library: Vec<DataLibrary>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DataLibrary {
    title: String,
    #[serde(default)]
    addresses: Vec<String>,
    #[serde(default)]
    texts: Vec<String>,
    weaknesses: Vec<DataWeakness>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DataWeakness {
    from: Option<String>,
    below: String,
    cve: Vec<String>,
    /// CVSS base score.
    score: f64,
    text: String,
}

fn read(text: &str) -> Option<Vec<Library>> {
    let file: DataFile = toml::from_str(text).ok()?;
    file.library.into_iter().map(library).collect()
}

fn library(data: DataLibrary) -> Option<Library> {
    let compile = |patterns: &[String], flags: &str| -> Option<Vec<Regex>> {
        let one = |p: &String| Regex::new(&format!("{flags}{}", p.replace("VERSION", VERSION))).ok();
        patterns.iter().map(one).collect()
    };
    let weakness = |w: DataWeakness| {
        Some(Weakness {
            from: match &w.from {
                Some(from) => Some(Version::parse(from)?),
                None => None,
            },
            below: Version::parse(&w.below)?,
            below_text: w.below,
            cve: w.cve,
            severity: Severity::from_score(w.score),
            text: w.text,
        })
    };
    Some(Library {
        addresses: compile(&data.addresses, "(?i)")?,
        texts: compile(&data.texts, "")?,
        title: data.title,
        weaknesses: data.weaknesses.into_iter().map(weakness).collect::<Option<Vec<_>>>()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Answer, check};

    #[test]
    fn the_catalog_is_whole() {
        let catalog = read(DATA).unwrap();
        assert!(catalog.len() >= 25, "{}", catalog.len());
        for library in &catalog {
            assert!(!library.addresses.is_empty() || !library.texts.is_empty(), "{}", library.title);
            for weakness in &library.weaknesses {
                assert!(!weakness.cve.is_empty(), "{}", library.title);
                assert!(weakness.cve.iter().all(|c| c.starts_with("CVE-")), "{:?}", weakness.cve);
                assert!(weakness.from.as_ref().is_none_or(|f| *f < weakness.below), "{:?}", weakness.cve);
                assert!(weakness.severity > Severity::INFO);
            }
        }
    }

    #[track_caller]
    fn address(src: &str, expect: &[&str]) -> Vec<Sight> {
        check(super::check, Answer::page(&format!("<script src='{src}'></script>")), expect)
    }

    #[test]
    fn reads_addresses() {
        let word = [WORD];
        let sights = address("/js/jquery-1.8.3.min.js", &word);
        assert_eq!(sights[0].spot, Spot::Address("GET /js/jquery-1.8.3.min.js".to_owned()));
        let sights = address("https://cdn.test/ajax/libs/lodash.js/4.17.4/lodash.min.js", &word);
        assert_eq!(
            sights[0].spot,
            Spot::Address("GET https://cdn.test/ajax/libs/lodash.js/4.17.4/lodash.min.js".to_owned())
        );
        address("https://cdn.test/npm/bootstrap@3.3.7/dist/js/bootstrap.min.js", &word);
        address("https://cdn.test/angularjs/1.5.0/angular.min.js", &word);
        for fine in [
            "/js/jquery-3.7.1.min.js",
            "/js/jquery.cookie-1.2.js",
            "https://cdn.test/npm/bootstrap@5.3.3/dist/js/bootstrap.min.js",
            "/js/app-1.8.3.js",
            "/js/jquery.min.js",
        ] {
            address(fine, &[]);
        }
    }

    #[test]
    fn reads_texts() {
        let script = |text: &str| Answer::new("text/javascript", text).url("https://h.test/js/v.js");
        for text in [
            "/*! jQuery v1.12.4 | (c) jQuery Foundation | jquery.org/license */",
            "/*!\n * jQuery JavaScript Library v2.2.4\n",
            "/*!\n * Bootstrap v3.3.7 (http://getbootstrap.com)\n",
            "/*\n AngularJS v1.4.0\n (c) 2010",
            "//! moment.js\n//! version : 2.10.6\n",
            "/**\n * @license\n * Lodash <https://lodash.com/>\n */\n;(function() {\n  var VERSION = '4.17.4';",
            "An.VERSION=\"4.17.15\",",
        ] {
            check(super::check, script(text), &[WORD]);
        }
        check(super::check, script("/*! jQuery v3.7.1 | (c) OpenJS Foundation */"), &[]);
        check(super::check, script("var x = 'needs jQuery 1.8'"), &[]);
        check(super::check, Answer::page("/*! jQuery v1.12.4 | (c) jQuery Foundation */"), &[]);
    }
}
