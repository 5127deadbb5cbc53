//! Values that are objects of a programming language, written down.
//!
//! A class name that the application does not know, or bytes that it cannot read, make it say which language reads them.
//! Nothing is made to run.

use std::sync::LazyLock;

use model::definition::Effect;
use model::finding::Observation;
use regex::Regex;

use crate::Running;
use crate::conclude::Sighting;
use crate::data::compare::{Payload, ask};
use crate::data::path::decode;
use crate::data::signatures::{Pattern, find};
use crate::data::verdict::Verdict;
use crate::probe::{Probe, ProbeError, shown};

/// The words of this check.
pub(crate) const WORDS: &[&str] = &[SERIALIZED];
const SERIALIZED: &str = "insecure-deserialization";

static ERRORS: Pattern = LazyLock::new(|| {
    Regex::new(
        r"unserialize\(\)|java\.io\.(?:StreamCorrupted|InvalidClass|OptionalData|EOF)Exception|ClassNotFoundException|ObjectInputStream|_pickle\.Unpickl\w+|pickle\.Unpickl\w+|UnpicklingError|pickle data was truncated|invalid load key|could not find MARK|System\.Runtime\.Serialization|BinaryFormatter|ObjectStateFormatter|incompatible marshal file format|marshal data too short",
    )
    .ok()
});

/// Whether the present value is such an object.
pub(crate) fn applies(probe: &Probe<'_>) -> bool {
    language(&probe.point.value).is_some()
}

/// The language whose object a text is.
fn language(text: &str) -> Option<&'static str> {
    if is_php(text.as_bytes()) {
        return Some("PHP");
    }
    if text.len() < 8 || text.len() > 64 * 1024 {
        return None;
    }
    let bytes = decode(text);
    let whole = bytes.len() >= text.trim_end_matches('=').len() * 3 / 4;
    match bytes.get(..4)? {
        _ if !whole => None,
        [0xac, 0xed, 0x00, 0x05] => Some("Java"),
        // Protocol 2 and later of pickle (PEP 307): a number of the protocol, and a stop at the end.
        [0x80, 2..=5, ..] if bytes.ends_with(b".") => Some("Python"),
        // Marshal 4.8, followed by an object, a hash or a list.
        [0x04, 0x08, b'o' | b'{' | b'[', _] => Some("Ruby"),
        // BinaryFormatter: the header record of a stream (MS-NRBF, section 2.6.1).
        [0x00, 0x01, 0x00, 0x00] if bytes.get(4..8) == Some(&[0x00, 0xff, 0xff, 0xff]) => Some(".NET"),
        _ if is_php(&bytes) => Some("PHP"),
        _ => None,
    }
}

/// `O:4:"User":…` or `a:2:{…`.
fn is_php(bytes: &[u8]) -> bool {
    static FORM: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"^(?:O:\d{1,4}:"[A-Za-z_\\][\w\\]*":\d+:\{|a:\d{1,5}:\{[is]:\d).*\}$"#).ok()
    });
    let text = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes));
    FORM.as_ref().is_some_and(|form| form.is_match(text.trim_end()))
}

/// Names the language; surer if a broken value makes the application say that it reads it.
pub(crate) fn run<'a>(probe: &'a Probe<'a>) -> Running<'a> {
    Box::pin(async move {
        let mut verdict = Verdict::new(WORDS);
        let end = prove(probe).await.map(|observed| match observed {
            Some(observed) => verdict.proven(SERIALIZED, observed),
            None => verdict.no(SERIALIZED),
        });
        verdict.end(end)
    })
}

async fn prove(probe: &Probe<'_>) -> Result<Option<Observation>, ProbeError> {
    let Some(language) = language(&probe.point.value) else { return Ok(None) };
    let value = probe.point.value.as_str();
    // What may change something is not sent again with the same value: there it stays at the form.
    if probe.request.effect() > Effect::Safe {
        return Ok(probe.baseline.map(|baseline| {
            let web = probe.evidence(value, baseline);
            probe.observe(Sighting::likely(SERIALIZED, form(language), web))
        }));
    }
    let cut = value.char_indices().nth(value.chars().count() * 2 / 3).map_or(value.len(), |(at, _)| at);
    let attack = ask(probe, &Payload::Text(value.get(..cut).unwrap_or(value).to_owned())).await?;
    let control = ask(probe, &Payload::Text(value.to_owned())).await?;
    let exchange = &control.exchange;
    let evidence = |text: &str| {
        probe.evidence_at(&attack.value, &attack.exchange, text).with(
            "control",
            &exchange.raw_request,
            shown(exchange),
        )
    };
    let sighting = match find(&ERRORS, &attack).filter(|_| find(&ERRORS, &control).is_none()) {
        Some(text) => {
            let summary = format!(
                "The value is an object of {language}, and the application reads it as such: cut off, it makes it say \
                 \"{text}\", which it does not say for the whole value"
            );
            Sighting::confirmed(SERIALIZED, summary, evidence(&text))
        }
        None => Sighting::likely(SERIALIZED, form(language), evidence("")),
    };
    Ok(Some(probe.observe(sighting)))
}

fn form(language: &str) -> String {
    format!(
        "The value has the form of an object of {language} that was written down; whether the application checks who wrote it \
         could not be seen"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_objects() {
        for (text, expect) in [
            (r#"O:4:"User":1:{s:4:"name";s:1:"a";}"#, Some("PHP")),
            (r#"a:1:{i:0;s:1:"a";}"#, Some("PHP")),
            ("Tzo0OiJVc2VyIjoxOntzOjQ6Im5hbWUiO3M6MToiYSI7fQ==", Some("PHP")),
            ("rO0ABXNyAARVc2VyAAAAAAAAAAECAAB4cA==", Some("Java")),
            ("gASVCwAAAAAAAAB9lIwBYZRLAXMu", Some("Python")),
            ("aGVsbG8gd29ybGQ=", None),
            ("a:b", None),
            ("", None),
            ("12345678", None),
        ] {
            assert_eq!(language(text), expect, "{text}");
        }
    }
}
