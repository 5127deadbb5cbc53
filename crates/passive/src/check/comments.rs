//! Comments that hold credentials.

use std::sync::LazyLock;

use crate::patterns::Patterns;
use crate::sight::{Shown, Sight};
use crate::view::View;

/// Conservative: a word that names a secret, a separator, and a value that is no word of prose or code. The first group
/// is the value.
const TABLE: &[(&str, &str)] = &[
    (
        "a password",
        r#"(?i)\b(?:pass(?:word|wd|phrase)?|passwort|pwd|pw)\b["']?\s*(?:[:=]|\bis\b)\s*["']?([^\s"'<>,;{}()\[\]]{4,60})"#,
    ),
    (
        "credentials",
        r#"(?i)\b(?:credentials?|creds|log ?in|account|user ?name)\b[^\n<>{}]{0,30}?[:=]?\s*["']?\w[\w.@-]{1,30}\s*/\s*([^\s"'<>,;{}()/]{4,60})"#,
    ),
    (
        "a secret",
        r#"(?i)\b(?:secret|api[_-]?key|access[_-]?key|auth[_-]?token)\b["']?\s*[:=]\s*["']?([^\s"'<>,;{}()\[\]]{6,100})"#,
    ),
];

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(TABLE));

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    let Some(page) = &view.page else { return };
    for comment in page.comments.iter().filter(|c| !is_code(c)) {
        for (kind, range) in PATTERNS.all_hits(comment, 1) {
            let value = comment.get(range.clone()).unwrap_or_default();
            if !is_value(value, kind) {
                continue;
            }
            let start = view.text.find(comment.as_str()).unwrap_or(0) + range.start;
            let summary = format!("a comment of the page seems to hold {kind}");
            let sight = Sight::value("credentials-in-comment", comment.as_str(), summary);
            out.push(sight.shown(Shown::Secret(start..start + value.len())).likely());
            break;
        }
    }
}

/// Markup or script that was taken out, in which such words name fields.
fn is_code(comment: &str) -> bool {
    let comment = comment.to_ascii_lowercase();
    ["<input", "<label", "<form", "<script", "function", "getelementbyid", "[if ", "placeholder", "{{", "<%"]
        .iter()
        .any(|mark| comment.contains(mark))
}

/// Whether it can be a secret: it holds a digit or a sign, or it follows a plain `password:` and is no word of prose.
fn is_value(value: &str, kind: &str) -> bool {
    const PROSE: &[&str] = &[
        "field",
        "input",
        "form",
        "reset",
        "required",
        "here",
        "your",
        "must",
        "should",
        "from",
        "hash",
        "hashed",
        "encrypted",
        "true",
        "false",
        "null",
        "none",
        "undefined",
        "string",
        "text",
        "this",
        "that",
        "stored",
        "missing",
        "todo",
        "change",
        "forgot",
        "minimum",
        "strength",
        "confirm",
        "correct",
        "wrong",
        "invalid",
        "valid",
        "empty",
        "password",
        "register",
        "signup",
        "registration",
        "sign",
        "section",
        "page",
        "block",
        "logout",
    ];
    let value = value.trim_end_matches(['.', '-', '!', '?']).to_ascii_lowercase();
    let letters = value.chars().all(|c| c.is_ascii_alphabetic());
    let is_prose = PROSE.contains(&value.as_str());
    if kind == "a password" {
        !is_prose && value.len() >= 4
    } else {
        !letters || (kind == "credentials" && !is_prose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Answer, check};

    #[test]
    fn reads_comments() {
        assert_eq!(PATTERNS.len(), TABLE.len());
        let finds = |text: &str, expect: &[&str]| {
            drop(check(super::check, Answer::page(&format!("<!-- {text} -->")), expect));
        };
        let word = ["credentials-in-comment"];
        finds("TODO remove: password = hunter2", &word);
        finds("test credentials: admin / s3cret99", &word);
        finds("api_key: 9f8e7d6c5b4a", &word);
        finds("password: field", &[]);
        finds("password reset form", &[]);
        finds("login / register", &[]);
        finds("end of login section", &[]);
        finds("<input type=password name=password value=hunter2>", &[]);
        finds("[if IE]> password = hunter2 <![endif]", &[]);
        check(super::check, Answer::page("<p>password = hunter2</p>"), &[]);
    }
}
