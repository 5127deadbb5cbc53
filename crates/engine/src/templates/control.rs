//! Control requests: the same question about a name that is made up.

use model::Env;
use template::{RequestSpec, Response};

/// A name that no server has: twelve letters.
pub(super) fn made_up(env: &Env) -> String {
    (0..12).map(|_| char::from(b'a' + u8::try_from(env.below(26)).unwrap_or(0))).collect()
}

/// A control request.
#[derive(Debug)]
pub(super) struct Control {
    pub(super) spec: RequestSpec,
    /// The name that was taken out of the path.
    name: String,
}

impl Control {
    /// The answer as it would have been for the name that was taken out: pages that repeat what was asked for would differ
    /// from the real one in nothing else.
    pub(super) fn undone(&self, response: &Response, made_up: &str) -> Response {
        let swap = |bytes: &[u8]| replace(bytes, made_up.as_bytes(), self.name.as_bytes());
        Response {
            headers: response.headers.iter().map(|(n, v)| (n.clone(), swap(v))).collect(),
            body: swap(&response.body).into(),
            url: response.url.replace(made_up, &self.name),
            ..response.clone()
        }
    }
}

/// The control requests to a request below `base` (a path without its last slash): one with its last name made up, one
/// with its first; one with its query made up where it names nothing else. None where it names nothing at all: then its
/// answer is that of the site itself.
pub(super) fn controls(spec: &RequestSpec, base: &str, made_up: &str) -> Vec<Control> {
    let (path, query) = match spec.target.split_once('?') {
        Some((path, query)) => (path, format!("?{query}")),
        None => (spec.target.as_str(), String::new()),
    };
    let below = path.strip_prefix(base).filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let (base, below) = below.map_or(("", path), |below| (base, below));
    let Some(names) = below.strip_prefix('/').filter(|names| !names.is_empty()) else {
        // The site itself, asked for something by its query.
        let asked = query.strip_prefix('?').filter(|asked| !asked.is_empty());
        let control = |asked: &str| {
            let spec = RequestSpec { target: format!("{path}?{made_up}"), ..spec.clone() };
            Control { spec, name: asked.to_owned() }
        };
        return asked.map(control).into_iter().collect();
    };
    let with = |names: String, name: &str| {
        let spec = RequestSpec { target: format!("{base}/{names}{query}"), ..spec.clone() };
        Control { spec, name: name.to_owned() }
    };
    let (before, name, after) = last_name(names);
    let mut out = vec![with(format!("{before}{made_up}{after}"), name)];
    if let Some((first, rest)) = names.split_once('/').filter(|(_, rest)| !rest.is_empty()) {
        out.push(with(format!("{made_up}/{rest}"), first));
    }
    out
}

/// The last name of a path, and what stands before and after it: its leading dot, its extension and the slash after it
/// are no part of it, since servers have rules for those.
fn last_name(names: &str) -> (&str, &str, &str) {
    let whole = names.strip_suffix('/').unwrap_or(names);
    let start = whole.rfind('/').map_or(0, |at| at + 1);
    let start = if whole[start..].starts_with('.') { start + 1 } else { start };
    let end = whole[start..].find('.').map_or(whole.len(), |at| start + at);
    (&names[..start], &names[start..end], &names[end..])
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = find(rest, from) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    out.extend_from_slice(rest);
    out
}

/// The made-up name begins with a letter that is looked for first: bodies are long.
fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let mut at = 0;
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == first)?;
        if bytes[at..].starts_with(what) {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(target: &str, base: &str, expect: &[&str]) {
        let text = "id: t\ninfo:\n  name: T\n  severity: info\nhttp:\n  - path: ['{{RootURL}}/x']\n    matchers:\n      - type: word\n        words: [x]\n";
        let template = template::Template::parse("t", text).unwrap();
        let site = template::Target::parse("http://h.test/").unwrap();
        let (env, _) = Env::fake(model::Timestamp::from_micros(0), 1);
        let mut run = template::Run::new(&template, &site, &template::Capabilities::default(), &env).unwrap();
        let spec = RequestSpec { target: target.to_owned(), ..run.next().unwrap().unwrap() };
        let made: Vec<String> = controls(&spec, base, "qq").into_iter().map(|c| c.spec.target).collect();
        assert_eq!(made, expect, "{target} below {base}");
    }

    #[test]
    fn names_are_made_up() {
        check("/.git/config", "", &["/.git/qq", "/qq/config"]);
        check("/app/.env.local?a=b", "/app", &["/app/.qq.local?a=b"]);
        check("/app/.env", "/other", &["/app/.qq", "/qq/.env"]);
        check("/uploads/", "", &["/qq/"]);
        check("/a/b/", "", &["/a/qq/", "/qq/b/"]);
        check("/info.php", "", &["/qq.php"]);
        check("/app/", "/app", &[]);
        check("/?x=1", "", &["/?qq"]);
        check("/", "", &[]);
        check("/application", "/app", &["/qq"]);
        check("*", "", &[]);
    }

    #[test]
    fn echoes_are_undone() {
        assert_eq!(replace(b"/qq.conf: qqq q", b"qq", b"app"), b"/app.conf: appq q");
        assert_eq!(last_name("a/.env.local"), ("a/.", "env", ".local"));
        assert_eq!(last_name("a/b/"), ("a/", "b", "/"));
        assert_eq!(last_name("."), (".", "", ""));
    }
}
