//! CPE 2.3 names (NISTIR 7695, section 6.2).

/// The formatted string for `part:vendor:product` and a version as the product prints it. A patch level behind the version
/// (`9.2p1`, `4.2.8p15`) becomes the update field, as the official dictionary writes it.
pub(crate) fn name(product: &str, version: Option<&str>) -> String {
    let (version, update) = version.map_or(("*", "*"), split_update);
    format!("cpe:2.3:{product}:{}:{}:*:*:*:*:*:*", escape(version), escape(update))
}

fn split_update(version: &str) -> (&str, &str) {
    let at = version.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(version.len());
    let (base, rest) = version.split_at(at);
    let level =
        rest.strip_prefix('p').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    if level && !base.is_empty() { (base, rest) } else { (version, "*") }
}

fn escape(text: &str) -> String {
    if text == "*" {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(64) {
        match c {
            'a'..='z' | '0'..='9' | '.' | '-' | '_' => out.push(c),
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            c if c.is_ascii_punctuation() => out.extend(['\\', c]),
            _ => out.push('_'),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn writes_the_formatted_string() {
        for (product, version, expect) in [
            ("a:openbsd:openssh", Some("9.2p1"), "cpe:2.3:a:openbsd:openssh:9.2:p1:*:*:*:*:*:*"),
            ("a:redis:redis", Some("7.0.15"), "cpe:2.3:a:redis:redis:7.0.15:*:*:*:*:*:*:*"),
            ("a:proftpd:proftpd", Some("1.3.5rc3"), "cpe:2.3:a:proftpd:proftpd:1.3.5rc3:*:*:*:*:*:*:*"),
            ("a:x:y", Some("1:2 b+c"), r"cpe:2.3:a:x:y:1\:2_b\+c:*:*:*:*:*:*:*"),
            ("a:apache:tomcat", None, "cpe:2.3:a:apache:tomcat:*:*:*:*:*:*:*:*"),
        ] {
            assert_eq!(super::name(product, version), expect);
        }
    }
}
