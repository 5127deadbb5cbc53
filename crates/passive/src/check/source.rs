//! Source code of the server within answers.

use std::sync::LazyLock;

use crate::patterns::Patterns;
use crate::sight::{Shown, Sight};
use crate::view::View;

/// A page that explains code escapes its brackets, so that these stand only in answers that were to be run.
const TABLE: &[(&str, &str)] = &[
    ("PHP", r"<\?php\s[\s\S]*?(?:\$\w+|\becho\b|\bfunction\b|\brequire\b|\binclude\b|\buse\b|\bnamespace\b)"),
    ("PHP", r"<\?=\s*\$\w+"),
    ("JSP", r"<%@\s*(?:page|taglib|include)\s"),
    ("JSP", r"<%!?\s*(?:String|int|boolean|java\.|out\.print)\b"),
    ("ASP", r"(?i)<%@\s*(?:language\s*=|control|master)|<%\s*(?:response\.write|dim |set \w+\s*=)"),
    ("ColdFusion", r"(?i)<cfquery[\s>]|<cfset\s"),
];
/// Programs as they begin, looked for at the start of answers in plain text.
const SCRIPTS: &[(&str, &str)] = &[
    ("a script", r"^#!\s*/(?:usr/)?(?:local/)?bin/(?:env )?\w+"),
    (
        "Python",
        r"^(?:(?:#[^\n]*|\s*)\n){0,20}(?:import \w+|from [\w.]+ import )[^\n]*\n(?s:.*)\n(?:def |class )\w+",
    ),
];

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(TABLE));
static PROGRAMS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(SCRIPTS));

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    if !view.is_success() || view.is_asset() || view.media.contains("json") {
        return;
    }
    let mut hits = PATTERNS.hits(&view.text);
    if hits.is_empty() && view.page.is_none() {
        hits = PROGRAMS.hits(&view.text);
    }
    let Some((language, range)) = hits.into_iter().next() else { return };
    let summary = format!("the answer holds source code: {language}");
    out.push(Sight::page("source-code-disclosed", summary).shown(Shown::Text(range)).likely());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Answer, check};

    #[test]
    fn finds_code() {
        assert_eq!((PATTERNS.len(), PROGRAMS.len()), (TABLE.len(), SCRIPTS.len()));
        let word = ["source-code-disclosed"];
        for text in [
            "<?php $db = connect(); ?>",
            "<?php\nrequire 'x.php';",
            "<%@ page import=\"java.util.*\" %>",
            "<% Response.Write(x) %>",
        ] {
            check(super::check, Answer::page(text), &word);
        }
        check(super::check, Answer::new("text/plain", "#!/bin/sh\nrm x"), &word);
        check(super::check, Answer::new("text/plain", "import os\n\ndef f():\n  pass"), &word);
        for text in [
            "&lt;?php $x ?&gt;",
            "<?xml version=\"1.0\"?>",
            "<script type=text/template><%= name %></script>",
            "import your data",
        ] {
            check(super::check, Answer::page(text), &[]);
        }
        check(super::check, Answer::new("text/javascript", "var t = '<?php $x ?>'"), &[]);
    }
}
