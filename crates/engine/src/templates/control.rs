//! Control requests: the same question about a name that is made up.

use model::Env;
use template::RequestSpec;

/// A name that no server has: twelve letters.
pub(super) fn made_up(env: &Env) -> String {
    (0..12).map(|_| char::from(b'a' + u8::try_from(env.below(26)).unwrap_or(0))).collect()
}

/// The control requests to a request below `base` (a path without its last slash): one with its last name made up, one
/// with its first. None where the request names nothing: then its answer is that of the site itself.
pub(super) fn controls(spec: &RequestSpec, base: &str, made_up: &str) -> Vec<RequestSpec> {
    let (path, query) = match spec.target.split_once('?') {
        Some((path, query)) => (path, format!("?{query}")),
        None => (spec.target.as_str(), String::new()),
    };
    let below = path.strip_prefix(base).filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let (base, below) = below.map_or(("", path), |below| (base, below));
    let Some(names) = below.strip_prefix('/').filter(|names| !names.is_empty()) else { return Vec::new() };
    let with = |names: String| RequestSpec { target: format!("{base}/{names}{query}"), ..spec.clone() };
    let mut out = vec![with(last_made_up(names, made_up))];
    if let Some((_, rest)) = names.split_once('/').filter(|(_, rest)| !rest.is_empty()) {
        out.push(with(format!("{made_up}/{rest}")));
    }
    out
}

/// The path with another last name: its leading dot, its extension and the slash after it stay, since servers have rules
/// for those.
fn last_made_up(names: &str, made_up: &str) -> String {
    let (whole, slash) = names.strip_suffix('/').map_or((names, ""), |whole| (whole, "/"));
    let (folder, last) = whole.rsplit_once('/').map_or(("", whole), |(folder, last)| (folder, last));
    let separator = if whole.contains('/') { "/" } else { "" };
    let (dot, stem) = last.strip_prefix('.').map_or(("", last), |stem| (".", stem));
    let extension = stem.split_once('.').map_or(String::new(), |(_, extension)| format!(".{extension}"));
    format!("{folder}{separator}{dot}{made_up}{extension}{slash}")
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
        let made: Vec<String> = controls(&spec, base, "qq").into_iter().map(|s| s.target).collect();
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
        check("/?x=1", "", &[]);
        check("/application", "/app", &["/qq"]);
        check("*", "", &[]);
    }
}
