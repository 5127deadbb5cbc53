//! Private keys.

use std::sync::LazyLock;

use regex::Regex;

use crate::sight::{Shown, Sight};
use crate::view::View;

/// A header of PEM and enough of the key behind it: pages that explain the format stop at the header or at dots.
const PATTERN: &str = r"-----BEGIN ((?:RSA |EC |DSA |OPENSSH |ENCRYPTED |PGP )?PRIVATE KEY(?: BLOCK)?)-----(?:\\[rn]|\s|[\w-]+: [^\n]{1,80})*([A-Za-z0-9+/=]{40,})";

static KEY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(PATTERN).ok());

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let found = KEY.as_ref().and_then(|pattern| pattern.captures(&view.text));
    let Some((kind, key)) = found.and_then(|c| Some((c.get(1)?, c.get(2)?))) else { return };
    let summary = format!("an answer holds a private key ({})", kind.as_str().to_ascii_lowercase());
    // The rest of the key follows: all of it is masked.
    let end = view
        .text
        .get(key.end()..)
        .and_then(|rest| rest.find("-----END"))
        .map_or(view.text.len(), |at| key.end() + at);
    out.push(Sight::page("private-key-exposed", summary).shown(Shown::Secret(key.start()..end)));
}

#[cfg(test)]
mod tests {
    use crate::sight::Shown;
    use crate::testing::{Answer, check};

    #[test]
    fn finds_keys() {
        assert!(super::KEY.is_some());
        let body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
        let pem = format!("-----BEGIN RSA PRIVATE KEY-----\n{body}\n{body}\n-----END RSA PRIVATE KEY-----\n");
        let sights = check(super::check, Answer::new("text/plain", &pem), &["private-key-exposed"]);
        assert_eq!(sights[0].shown, Shown::Secret(32..pem.find("-----END").unwrap()));
        let json = format!("{{\"key\": \"-----BEGIN PRIVATE KEY-----\\n{body}\\n\"}}");
        check(super::check, Answer::new("application/json", &json), &["private-key-exposed"]);
        for text in [
            "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----".to_owned(),
            format!("-----BEGIN PUBLIC KEY-----\n{body}"),
            format!("-----BEGIN CERTIFICATE-----\n{body}"),
        ] {
            check(super::check, Answer::new("text/plain", &text), &[]);
        }
    }
}
