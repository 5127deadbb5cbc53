//! The technologies behind a site, by what they say of themselves.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

use crate::check::set_cookie::SetCookie;
use crate::proof::cut;
use crate::view::View;

/// What is looked for; see the head of the file.
const DATA: &str = include_str!("../data/technologies.toml");
/// How much of a body is searched, in bytes: pages introduce themselves early.
const MOST_BODY: usize = 64 * 1024;
/// How many bodies are searched: what the first pages do not show, later ones rarely do.
const MOST_BODIES: u32 = 100;
/// The longest header, cookie name or address that is looked at, in bytes.
const LONGEST: usize = 500;

static CATALOG: LazyLock<Vec<Entry>> = LazyLock::new(|| read(DATA).unwrap_or_default());

/// A technology that was seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Technology {
    /// Its name.
    pub name: String,
    /// Its version, if it said one.
    pub version: Option<String>,
    /// Its CPE 2.3 name, with the version if there is one.
    pub cpe: Option<String>,
    /// What told: `header server`, `cookie PHPSESSID` …
    pub how: String,
}

/// What was seen so far: name to version and sign.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stack {
    seen: BTreeMap<String, (Option<String>, String)>,
    /// How many bodies were searched.
    bodies: u32,
}

impl Stack {
    pub(crate) fn see(&mut self, view: &View<'_>) {
        let mut signs = Signs::new(view);
        self.bodies = self.bodies.saturating_add(u32::from(!signs.body.is_empty()));
        if self.bodies > MOST_BODIES {
            signs.body = "";
        }
        for entry in CATALOG.iter() {
            // What is known with its version has nothing more to say.
            if self.seen.get(&entry.name).is_some_and(|(version, _)| version.is_some()) {
                continue;
            }
            if let Some((version, how)) = entry.rules.iter().find_map(|rule| rule.hit(&signs)) {
                self.take(entry, version, how);
            }
        }
    }

    fn take(&mut self, entry: &Entry, version: Option<String>, how: String) {
        for implied in &entry.implies {
            self.seen.entry(implied.clone()).or_insert_with(|| (None, format!("part of {}", entry.name)));
        }
        let known = self.seen.entry(entry.name.clone()).or_insert_with(|| (None, how.clone()));
        if version.is_some() {
            *known = (version, how);
        }
    }

    pub(crate) fn technologies(&self) -> Vec<Technology> {
        let one = |(name, (version, how)): (&String, &(Option<String>, String))| {
            let entry = CATALOG.iter().find(|e| e.name == *name);
            let cpe = entry.and_then(|e| e.cpe.as_ref()).map(|product| {
                format!("cpe:2.3:a:{product}:{}:*:*:*:*:*:*:*", version.as_deref().unwrap_or("*"))
            });
            Technology { name: name.clone(), version: version.clone(), cpe, how: how.clone() }
        };
        self.seen.iter().map(one).collect()
    }
}

/// What an exchange shows.
struct Signs<'a> {
    headers: Vec<(String, &'a str)>,
    cookies: Vec<String>,
    generator: Option<&'a str>,
    assets: Vec<&'a str>,
    path: &'a str,
    body: &'a str,
}

impl<'a> Signs<'a> {
    fn new(view: &'a View<'_>) -> Self {
        let response = &view.exchange.response;
        let headers = response.headers.iter().take(100);
        Self {
            headers: headers.map(|(n, v)| (n.to_ascii_lowercase(), cut(v, LONGEST))).collect(),
            cookies: SetCookie::all(response).into_iter().map(|c| c.name).collect(),
            generator: view.page.as_ref().and_then(|p| p.generator.as_deref()),
            assets: view.page.iter().flat_map(|p| &p.parts).map(|p| cut(p.url.as_str(), LONGEST)).collect(),
            path: cut(view.exchange.request.url.path(), LONGEST),
            // An address that brings nothing says nothing by its name, and code quotes the names of others.
            body: if view.is_asset() { "" } else { cut(&view.text, MOST_BODY) },
        }
    }
}

struct Entry {
    name: String,
    cpe: Option<String>,
    implies: Vec<String>,
    rules: Vec<Rule>,
}

struct Rule {
    place: RulePlace,
    pattern: Regex,
}

enum RulePlace {
    Header(String),
    Cookie,
    Generator,
    Asset,
    Path,
    Body,
}

impl Rule {
    /// The version, if the rule's first group holds one, and the sign.
    fn hit(&self, signs: &Signs<'_>) -> Option<(Option<String>, String)> {
        let of = |how: &str, text: &str| {
            let found = self.pattern.captures(text)?;
            let version = found.get(1).map(|v| v.as_str().trim_end_matches('.').to_owned());
            Some((version.filter(|v| !v.is_empty()), how.to_owned()))
        };
        match &self.place {
            RulePlace::Header(name) => {
                let mut values = signs.headers.iter().filter(|(n, _)| n == name);
                values.find_map(|(_, value)| of(&format!("header {name}"), value))
            }
            RulePlace::Cookie => signs.cookies.iter().find_map(|c| of(&format!("cookie {}", cut(c, 60)), c)),
            RulePlace::Generator => signs.generator.and_then(|g| of("generator of the page", g)),
            RulePlace::Asset => signs.assets.iter().find_map(|a| of("script or style sheet", a)),
            RulePlace::Path => of("address", signs.path),
            RulePlace::Body => of("text of the answer", signs.body),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DataFile {
    technology: Vec<DataEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DataEntry {
    name: String,
    cpe: Option<String>,
    #[serde(default)]
    implies: Vec<String>,
    signs: Vec<String>,
}

fn read(text: &str) -> Option<Vec<Entry>> {
    let file: DataFile = toml::from_str(text).ok()?;
    let rules = |signs: &[String]| signs.iter().map(|sign| rule(sign)).collect::<Option<Vec<Rule>>>();
    let entry =
        |e: DataEntry| Some(Entry { rules: rules(&e.signs)?, name: e.name, cpe: e.cpe, implies: e.implies });
    file.technology.into_iter().map(entry).collect()
}

/// `header NAME PATTERN`, `cookie PATTERN`, …; `VERSION` in a pattern stands for numbers with dots.
fn rule(sign: &str) -> Option<Rule> {
    let (place, rest) = sign.split_once(' ')?;
    let (place, pattern) = match place {
        "header" => {
            let (name, pattern) = rest.split_once(' ').unwrap_or((rest, ""));
            (RulePlace::Header(name.to_ascii_lowercase()), pattern)
        }
        "cookie" => (RulePlace::Cookie, rest),
        "generator" => (RulePlace::Generator, rest),
        "asset" => (RulePlace::Asset, rest),
        "path" => (RulePlace::Path, rest),
        "body" => (RulePlace::Body, rest),
        _ => return None,
    };
    let pattern = format!("(?i){}", pattern.replace("VERSION", r"([0-9]+(?:\.[0-9]+){0,4}[a-z]?\b)"));
    Some(Rule { place, pattern: RegexBuilder::new(&pattern).size_limit(4 * 1024 * 1024).build().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Answer;

    #[test]
    fn the_catalog_is_whole() {
        let catalog = read(DATA).unwrap();
        assert!(catalog.len() >= 80, "{}", catalog.len());
        for entry in &catalog {
            assert!(!entry.rules.is_empty(), "{}", entry.name);
            assert_eq!(
                catalog.iter().filter(|e| e.name == entry.name).count(),
                1,
                "{} is there twice",
                entry.name
            );
            for implied in &entry.implies {
                assert!(catalog.iter().any(|e| e.name == *implied), "{implied} is implied and not known");
            }
            assert!(entry.cpe.as_ref().is_none_or(|c| c.split(':').count() == 2), "{}", entry.name);
        }
    }

    #[track_caller]
    fn check(answer: Answer, expect: &str) {
        let exchange = answer.exchange();
        let mut stack = Stack::default();
        stack.see(&View::new(&exchange));
        let shown: Vec<String> = stack
            .technologies()
            .into_iter()
            .map(|t| format!("{} {}", t.name, t.version.unwrap_or_default()).trim().to_owned())
            .collect();
        assert_eq!(shown.join(", "), expect);
    }

    #[test]
    fn knows_technologies() {
        let with = |name: &str, value: &str| Answer::page("x").header(name, value);
        check(with("Server", "nginx/1.18.0 (Ubuntu)"), "Ubuntu, nginx 1.18.0");
        check(with("X-Powered-By", "PHP/8.1.2"), "PHP 8.1.2");
        check(with("Set-Cookie", "PHPSESSID=x"), "PHP");
        check(with("Set-Cookie", "JSESSIONID=x"), "Java");
        check(with("X-Powered-By", "Express"), "Express, Node.js");
        check(Answer::page("<meta name=generator content='WordPress 6.4.1'>"), "MySQL, PHP, WordPress 6.4.1");
        check(Answer::page("<script src=/js/jquery-3.6.0.min.js></script>"), "jQuery 3.6.0");
        check(Answer::page("<p>We use WordPress, nginx and PHP/7"), "");
        let technology = {
            let mut stack = Stack::default();
            stack.see(&View::new(&with("Server", "nginx/1.18.0").exchange()));
            stack.technologies().remove(0)
        };
        assert_eq!(technology.cpe.as_deref(), Some("cpe:2.3:a:f5:nginx:1.18.0:*:*:*:*:*:*:*"));
    }

    #[test]
    fn a_version_seen_later_counts() {
        let mut stack = Stack::default();
        for server in ["nginx", "nginx/1.18.0", "nginx"] {
            stack.see(&View::new(&Answer::page("x").header("Server", server).exchange()));
        }
        assert_eq!(stack.technologies()[0].version.as_deref(), Some("1.18.0"));
    }
}
