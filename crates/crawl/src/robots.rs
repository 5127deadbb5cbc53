//! `robots.txt` as a source of paths.
//!
//! It is no prohibition here: it asks search engines not to list pages, and what it names is what an attacker reads first.
//! Who wants a path left alone puts it on the exclude list.

/// The most bytes (RFC 9309 section 2.5 asks for 500 KiB at least), lines and paths that are read.
const MOST_BYTES: usize = 512 * 1024;
const MOST_PATHS: usize = 500;
/// The most sitemaps.
const MOST_SITEMAPS: usize = 20;

/// What a `robots.txt` names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Robots {
    /// Paths of all rules, for every agent, up to their first wildcard; each once.
    pub paths: Vec<String>,
    /// Addresses of sitemaps.
    pub sitemaps: Vec<String>,
}

/// Reads a `robots.txt`.
pub fn parse(body: &[u8]) -> Robots {
    let text = String::from_utf8_lossy(body.get(..MOST_BYTES).unwrap_or(body));
    let mut robots = Robots::default();
    for line in text.lines() {
        let line = line.split('#').next().unwrap_or_default();
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match key.trim().trim_start_matches('\u{feff}').to_ascii_lowercase().as_str() {
            "allow" | "disallow" => {
                let path = known_part(value);
                let new = path.len() > 1 && !robots.paths.contains(&path);
                if new && robots.paths.len() < MOST_PATHS {
                    robots.paths.push(path);
                }
            }
            "sitemap" if !value.is_empty() && robots.sitemaps.len() < MOST_SITEMAPS => {
                robots.sitemaps.push(value.to_owned());
            }
            _ => {}
        }
    }
    robots
}

/// The part of a rule that is a path: up to the last slash before a wildcard, all of it without one.
fn known_part(rule: &str) -> String {
    if !rule.starts_with('/') {
        return String::new();
    }
    let rule = rule.strip_suffix('$').unwrap_or(rule);
    match rule.split_once('*') {
        Some((before, _)) => {
            before.rfind('/').and_then(|at| before.get(..=at)).unwrap_or_default().to_owned()
        }
        None => rule.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_paths_and_sitemaps() {
        let robots = parse(
            b"\xef\xbb\xbfUser-agent: *\nDisallow: /admin/ # no\nDISALLOW:/private/*.pdf\nAllow: /x$\nDisallow:\n\
              Disallow: /\nDisallow: /admin/\nSitemap: http://h.test/s.xml\njunk",
        );
        assert_eq!(robots.paths, ["/admin/", "/private/", "/x"]);
        assert_eq!(robots.sitemaps, ["http://h.test/s.xml"]);
    }

    #[test]
    fn stays_bounded() {
        let text: String = (0..100_000).map(|i| format!("Disallow: /{i}\nSitemap: /{i}\n")).collect();
        let robots = parse(text.as_bytes());
        assert_eq!((robots.paths.len(), robots.sitemaps.len()), (MOST_PATHS, MOST_SITEMAPS));
    }

    proptest! {
        #[test]
        fn never_panics(body in prop::collection::vec(any::<u8>(), 0..200), rule in "[/a*$ü]{0,12}") {
            let _ = (parse(&body), parse(format!("Disallow: {rule}").as_bytes()));
        }
    }
}
