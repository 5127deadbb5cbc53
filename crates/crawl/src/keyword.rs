//! Words that tell that a request would end the session or destroy something.

use crate::html::{FieldKind, Form};
use crate::ledger::Reason;
use crate::web_url::WebUrl;

/// Words and word pairs that end a session.
const LOGOUT: &[&str] = &[
    "logout",
    "logoff",
    "signout",
    "signoff",
    "abmelden",
    "deconnexion",
    "log-out",
    "log-off",
    "sign-out",
    "sign-off",
    "endsession",
    "end-session",
];
/// Words that destroy or shut down something. `reset` and `cancel` count in forms only: as links they usually open one.
const DESTRUCTIVE: &[&str] = &[
    "delete",
    "remove",
    "destroy",
    "drop",
    "purge",
    "wipe",
    "truncate",
    "uninstall",
    "deactivate",
    "terminate",
    "shutdown",
    "reboot",
    "restart",
    "unsubscribe",
    "erase",
    "del",
    "rm",
    "unlink",
    "revoke",
    "kill",
];
/// Words that count besides in forms that change something.
const DESTRUCTIVE_FORM: &[&str] = &["reset", "cancel", "close-account", "disable", "clear", "empty"];

/// Whether following a link to `url` is left alone: the words of its path, parameter names and values are looked at.
pub fn of_url(url: &WebUrl) -> Option<Reason> {
    let mut texts: Vec<String> = url.segments().map(str::to_owned).collect();
    for (name, value) in url.params() {
        // A long value is prose, in which such a word says nothing.
        if value.len() <= 40 {
            texts.push(value);
        }
        texts.push(name);
    }
    let words: Vec<String> = texts.iter().flat_map(|t| words(t)).collect();
    judge(&words, DESTRUCTIVE)
}

/// Whether sending `form` is left alone.
pub(crate) fn of_form(form: &Form) -> Option<Reason> {
    if let Some(reason) = of_url(&form.action) {
        return Some(reason);
    }
    let submits = form.fields.iter().filter(|f| matches!(f.kind, FieldKind::Submit | FieldKind::Hidden));
    let values = submits.filter(|f| f.value.len() <= 40).flat_map(|f| [f.name.as_str(), f.value.as_str()]);
    let texts = form.buttons.iter().map(String::as_str).chain([form.name.as_str()]).chain(values);
    let words: Vec<String> = texts.flat_map(words).collect();
    let reason = judge(&words, DESTRUCTIVE);
    if reason.is_some() || form.method == "GET" {
        return reason;
    }
    judge(&words, DESTRUCTIVE_FORM)
}

fn judge(words: &[String], destructive: &[&str]) -> Option<Reason> {
    let holds = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    if holds(LOGOUT) {
        return Some(Reason::LogoutKeyword);
    }
    holds(destructive).then_some(Reason::DestructiveKeyword)
}

/// The words of a text in lower case, `deleteItem` and `delete_item` taken apart, and each pair of neighbours joined by a
/// dash and without one.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut lower = false;
    for c in text.chars().take(512) {
        let border = !c.is_alphabetic() || (c.is_uppercase() && lower);
        if border && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_alphabetic() {
            word.extend(c.to_lowercase());
        }
        lower = c.is_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    let pairs: Vec<String> = words.windows(2).flat_map(|w| [w.join("-"), w.concat()]).collect();
    words.extend(pairs);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_words_apart() {
        let cases = [
            ("/logout.php", Some(Reason::LogoutKeyword)),
            ("/user/log_out", Some(Reason::LogoutKeyword)),
            ("/account?action=SignOut", Some(Reason::LogoutKeyword)),
            ("/item/7/delete", Some(Reason::DestructiveKeyword)),
            ("/x?do=deleteItem&id=3", Some(Reason::DestructiveKeyword)),
            ("/x?delete_id=3", Some(Reason::DestructiveKeyword)),
            ("/deleted-scenes", None),
            ("/blog/logouts", None),
            ("/droplets", None),
            ("/password/reset", None),
            ("/search?q=how+to+delete+a+file+that+nobody+else+can+delete", None),
        ];
        for (path, expect) in cases {
            let url = WebUrl::parse(&format!("http://h.test{path}")).unwrap();
            assert_eq!(of_url(&url), expect, "{path}");
        }
    }

    #[test]
    fn reads_buttons_and_hidden_fields() {
        let cases = [
            (
                "<form method=post><input name=x><button>Delete account</button>",
                Some(Reason::DestructiveKeyword),
            ),
            (
                "<form method=post><input type=hidden name=action value=remove>",
                Some(Reason::DestructiveKeyword),
            ),
            ("<form method=post><input type=submit value='Log out'>", Some(Reason::LogoutKeyword)),
            ("<form method=post><button>Reset all</button>", Some(Reason::DestructiveKeyword)),
            ("<form><button>Clear</button>", None),
            ("<form method=post><input name=comment><button>Send</button>", None),
        ];
        for (html, expect) in cases {
            let url = WebUrl::parse("http://h.test/").unwrap();
            let document = crate::html::parse(html.as_bytes(), &url);
            assert_eq!(of_form(&document.forms[0]), expect, "{html}");
        }
    }
}
