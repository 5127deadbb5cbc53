//! Sitemaps: XML with `loc` elements, or one address a line. An index of sitemaps has the same elements.

/// The most addresses that are read of one sitemap, out of the 50,000 that the protocol allows.
const MOST: usize = 5_000;

/// What a sitemap names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sitemap {
    /// Whether the addresses are sitemaps again.
    pub is_index: bool,
    /// Addresses in order.
    pub locations: Vec<String>,
}

/// Reads a sitemap. No entity is resolved but the five of XML and character numbers, which is all that an address needs.
pub fn parse(body: &[u8]) -> Sitemap {
    let text = String::from_utf8_lossy(body);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        let lines =
            text.lines().map(str::trim).filter(|l| l.starts_with("http://") || l.starts_with("https://"));
        return Sitemap { is_index: false, locations: lines.take(MOST).map(str::to_owned).collect() };
    }
    let mut sitemap = Sitemap::default();
    let mut inside = false;
    let mut location = String::new();
    for token in html5gum::Tokenizer::new(text).flatten() {
        match token {
            html5gum::Token::StartTag(tag) => match local(&tag.name) {
                b"sitemapindex" => sitemap.is_index = true,
                b"loc" => inside = true,
                _ => {}
            },
            html5gum::Token::EndTag(tag) if local(&tag.name) == b"loc" => {
                inside = false;
                let found = std::mem::take(&mut location).trim().to_owned();
                if !found.is_empty() && sitemap.locations.len() < MOST {
                    sitemap.locations.push(found);
                }
            }
            html5gum::Token::String(text) if inside && location.len() < crate::web_url::MAX_URL => {
                location.push_str(&String::from_utf8_lossy(&text));
            }
            // To a tokenizer of HTML a CDATA section is a comment.
            html5gum::Token::Comment(text) if inside => {
                let text = String::from_utf8_lossy(&text);
                let inner = text.strip_prefix("[CDATA[").map(|t| t.strip_suffix("]]").unwrap_or(t));
                location.push_str(inner.filter(|t| t.len() < crate::web_url::MAX_URL).unwrap_or_default());
            }
            _ => {}
        }
    }
    sitemap
}

/// The name without its namespace prefix.
fn local(name: &[u8]) -> &[u8] {
    name.rsplit(|b| *b == b':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, is_index: bool, expect: &[&str]) {
        let sitemap = parse(text.as_bytes());
        assert_eq!((sitemap.is_index, sitemap.locations.as_slice()), (is_index, &*strings(expect)), "{text}");
    }

    fn strings(list: &[&str]) -> Vec<String> {
        list.iter().map(|s| (*s).to_owned()).collect()
    }

    #[test]
    fn reads_each_form() {
        check(
            "<?xml version='1.0'?><urlset><url><loc> http://h/a?b=1&amp;c </loc><lastmod>x</lastmod></url></urlset>",
            false,
            &["http://h/a?b=1&c"],
        );
        check("<sitemapindex><sitemap><loc>http://h/s</loc></sitemap></sitemapindex>", true, &["http://h/s"]);
        check("<s:urlset><s:url><s:loc><![CDATA[http://h/x]]></s:loc>", false, &["http://h/x"]);
        check("http://h/a\r\nhttps://h/b\nnothing\n", false, &["http://h/a", "https://h/b"]);
        check("", false, &[]);
        check("<!DOCTYPE x [<!ENTITY a 'aaaa'>]><urlset><loc>/&a;</loc>", false, &["/&a;"]);
    }

    #[test]
    fn stays_bounded() {
        let many = format!("<urlset>{}", "<loc>http://h/</loc>".repeat(100_000));
        assert_eq!(parse(many.as_bytes()).locations.len(), MOST);
    }

    proptest! {
        #[test]
        fn never_panics(text in "(<[a-z:]{0,4}>?|</loc>|<loc>|<!\\[CDATA\\[|\\]\\]>|&[a-z]{0,3};|http://|\n|ü){0,30}") {
            let _ = parse(text.as_bytes());
        }
    }
}
