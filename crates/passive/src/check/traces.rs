//! Stack traces of languages and frameworks.

use std::sync::LazyLock;

use model::finding::Confidence;

use crate::patterns::Patterns;
use crate::sight::{Shown, Sight};
use crate::view::View;

const TABLE: &[(&str, &str)] = &[
    ("Python", r#"Traceback \(most recent call last\):\s+(?:\.\.\.|File)"#),
    ("Python", r#"File "[^"\n]+\.py", line \d+, in \w"#),
    (
        "Java",
        r"\bat (?:[a-zA-Z_][\w$]*\.)+[\w$<>]+\((?:[\w$]+\.(?:java|kt|scala|groovy):\d+|Native Method)\)",
    ),
    (
        "PHP",
        r"(?:Fatal error|Parse error|Warning|Notice|Deprecated)\s*:\s[^\n]+? in (?:/|[A-Za-z]:\\)[^\s<]+\.(?:php|inc|phtml)(?:\(\d+\) : eval\(\)'d code)? on line \d+",
    ),
    ("PHP", r"Stack trace:\s+#0 (?:[^\n]+\.php\(\d+\)|\{main\})"),
    ("PHP", r"\bthrown in\s+(?:/|[A-Za-z]:\\)[^\s<]+\s+on line \d+"),
    (".NET", r"\bat [\w.`<>\[\]]+\([^)\n]*\) in [A-Za-z]:\\[^\n:]+:line \d+"),
    (
        ".NET",
        r"\[[A-Z]\w+Exception(?: \(0x[0-9A-Fa-f]+\))?: [^\n]+\]\s+(?:\[No relevant source lines\]|System\.|\w+\.)",
    ),
    (".NET", r"Server Error in '[^'\n]+' Application"),
    ("Ruby", r"(?:/[\w.+-]+){1,12}\.(?:rb|erb|ru):\d+:in [`'][^'\n]+'"),
    (
        "Node.js",
        r"\bat [^\n()]*\(?(?:/|file:///|node:|[A-Za-z]:\\)[^\s()<>]+\.?[cm]?(?:js|ts)?:\d+:\d+\)?\s+at [^\n()]*\(?(?:/|file:///|node:|[A-Za-z]:\\)?[^\s()<>]+:\d+:\d+",
    ),
    (
        "Node.js",
        r"\b(?:Type|Reference|Syntax|Range|Assertion|URI)?Error: [^\n]*\s+at [^\n()]*\(?(?:/|file:///|node:|[A-Za-z]:\\)[^\s()<>]+:\d+:\d+",
    ),
    ("Go", r"goroutine \d+ \[(?:running|runnable|select)[^\]\n]*\]:"),
    ("Go", r"(?:/[\w.@+-]+){1,15}\.go:\d+ \+0x[0-9a-f]+"),
    ("Perl", r" at /[\w./-]+\.(?:pl|pm|cgi) line \d+\."),
    ("Rust", r"thread '[^'\n]+' (?:\(\d+\) )?panicked at "),
    ("Elixir", r"\(\w+ [\d.]+\) lib/[\w./-]+\.ex:\d+: [A-Z]"),
    ("ColdFusion", r"The error occurred in (?:/|[A-Za-z]:\\)[^\s:]+\.cf[mc]: line \d+"),
];

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| Patterns::new(TABLE));

pub(crate) fn check(view: &View<'_>, out: &mut Vec<Sight>) {
    if view.is_asset() {
        return;
    }
    let Some((language, range)) = first(view.visible()) else { return };
    let hit = view.visible().get(range).unwrap_or_default();
    let summary = format!("an answer shows a stack trace of {language}");
    let mut sight =
        Sight::page("stack-trace", summary).with("trace", hit).shown(Shown::Text(view.locate(hit)));
    // A text about programming shows traces too.
    if view.status() < 500 && language != "PHP" {
        sight.confidence = Confidence::Likely;
    }
    out.push(sight);
}

/// The first trace in a text.
pub(crate) fn first(text: &str) -> Option<(&'static str, std::ops::Range<usize>)> {
    PATTERNS.hits(text).into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Answer, check};

    #[track_caller]
    fn finds(body: &str, language: &str) {
        let sights = check(super::check, Answer::page(body).status(500), &["stack-trace"]);
        assert!(sights[0].summary.ends_with(language), "{}", sights[0].summary);
    }

    #[test]
    fn knows_languages() {
        assert_eq!(PATTERNS.len(), TABLE.len());
        finds(
            "<pre>Traceback (most recent call last):\n  File \"/srv/app.py\", line 3, in &lt;module&gt;",
            "Python",
        );
        finds("java.lang.NullPointerException\n\tat com.shop.Cart.add(Cart.java:42)", "Java");
        finds(
            "<br /><b>Warning</b>:  Undefined variable $x in <b>/var/www/html/a.php</b> on line <b>3</b><br />",
            "PHP",
        );
        finds("PHP Fatal error: Uncaught E: x\nStack trace:\n#0 /var/www/a.php(12): f()", "PHP");
        finds(
            "Uncaught E: x in /srv/a.php:17\nStack trace:\n#0 {main}\n  thrown in <b>/srv/a.php</b> on line <b>17</b>",
            "PHP",
        );
        finds("   at Shop.Cart.Add(Int32 id) in C:\\src\\Cart.cs:line 12", ".NET");
        finds("<h1>Server Error in '/' Application.</h1>", ".NET");
        finds("app/models/user.rb\n/app/models/user.rb:12:in `find'", "Ruby");
        finds(
            "<pre>TypeError: x is not a function<br> &nbsp; &nbsp;at /app/server.js:10:5<br> &nbsp; &nbsp;at Layer.handle (/app/node_modules/express/lib/router/layer.js:95:5)</pre>",
            "Node.js",
        );
        finds("panic: boom\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:5 +0x1d", "Go");
        finds("thread 'main' panicked at src/main.rs:2:5:", "Rust");
    }

    #[test]
    fn stays_quiet() {
        for text in [
            "Please arrive at the station (platform 3) at 10:15:30.",
            "Warning: mind the gap in the platform on line 3",
            "Our Java course begins at Cart.java street",
            "Error: not found",
        ] {
            check(super::check, Answer::page(text).status(500), &[]);
        }
        let code = "throw Error('x'); // at f (/src/a.js:1:2)\n at g (/src/b.js:3:4)";
        check(super::check, Answer::new("text/javascript", code), &[]);
        check(super::check, Answer::page(&format!("<script>{code}</script>")), &[]);
    }
}
