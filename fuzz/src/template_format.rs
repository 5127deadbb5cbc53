//! Templates that users bring, and what targets answer to them.

use std::sync::Arc;

use model::{Env, Timestamp};
use template::expr::{Bindings, Evaluator, Expr, Layer, Text};
use template::{Capabilities, Response, Run, Target as Site, Template, builtin};

use crate::Target;

/// The parsers of `template`.
pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "template",
        run: load,
        seeds: &[
            b"id: a\ninfo:\n  name: A\n  author: b\n  severity: high\nhttp:\n  - method: GET\n    path:\n      - '{{BaseURL}}/x'\n    matchers:\n      - type: word\n        words: [\"a\"]\n",
            b"id: b\ninfo: {name: B, author: c, severity: info}\nvariables: {v: '{{rand_int(1,9)}}'}\nhttp:\n  - raw:\n      - |\n        POST /a HTTP/1.1\n        Host: {{Hostname}}\n\n        x={{v}}&y={{p}}\n    payloads: {p: [a, b]}\n    attack: batteringram\n    matchers-condition: and\n    matchers:\n      - type: regex\n        regex: ['a+']\n      - type: dsl\n        dsl: ['status_code == 200 && contains(body, \"x\")']\n    extractors:\n      - type: json\n        json: ['.a.b[0]']\n",
        ],
        words: &[
            "{{", "}}", "\n  - ", "\n    ", ": ", "matchers:", "extractors:", "type: ", "part: ", "regex", "dsl", "xpath", "&a ", "*a", "|",
            "payloads:", "raw:", "flow: ", "negative: true", "internal: true", "stop-at-first-match: true", "[", "]", "'", "\"",
        ],
        short: 600,
    },
    Target {
        name: "expression",
        run: expression,
        seeds: &[
            b"status_code == 200 && contains(tolower(body), \"x\") || len(body) > 3",
            b"base64(md5(sha256('a'))) + replace_regex('abc', 'b+', \"$1\")",
            b"{{concat('a', {{v}})}} and {{rand_text_alpha(5)}}",
            b"!(1 + 2 * -3 / 4 % 5 >= 6) && regex('(a|b)*c', v) && v =~ 'x'",
        ],
        words: &["(", ")", "&&", "||", "==", "=~", "!", "+", "-", "*", "/", "%", "'", "\"", "\\", ",", "{{", "}}", "contains(", "repeat(", "v", "99999999999", "1e308"],
        short: 5_000,
    },
    Target {
        name: "template-answer",
        run: answer,
        seeds: &[
            b"<html><title>phpinfo()</title>PHP Version 7.4.1 root:x:0:0:root:/root",
            br#"{"a":{"b":["{{md5('x')}}"]},"status":"UP"}"#,
            b"[core]\n\trepositoryformatversion = 0\n",
        ],
        words: &["{{", "}}", "$(", "<", ">", "{", "}", "\"", "[core]", "root:x:0:0", "\n", "=", "BaseURL"],
        short: 40,
    },
];

fn env() -> Env {
    Env::fake(Timestamp::from_micros(1_709_557_481_000_000), 1).0
}

fn load(data: &[u8]) {
    if let Ok(template) = Template::parse("a.yaml", &String::from_utf8_lossy(data)) {
        drive(&template, b"answer", 5);
    }
}

fn answer(data: &[u8]) {
    builtin().iter().for_each(|template| drive(template, data, 3));
}

/// Runs a template against a target that always answers the same.
fn drive(template: &Template, body: &[u8], most: usize) {
    let site = Site::parse("http://h.test/dir/").expect("is an address");
    let Ok(mut run) = Run::new(template, &site, &Capabilities::default(), &env()) else { return };
    for _ in 0..most {
        let Some(next) = run.next() else { return };
        if next.is_ok() {
            let response = Response {
                status: 200,
                status_line: "HTTP/1.1 200 OK".to_owned(),
                headers: vec![("X-Answer".to_owned(), body.to_vec())],
                body: Arc::from(body),
                ..Response::default()
            };
            let _ = run.answer(response);
        }
    }
}

fn expression(data: &[u8]) {
    let (text, env) = (String::from_utf8_lossy(data), env());
    let mut bindings = Bindings::default();
    bindings.set(Layer::Target, "v", "value {{md5('x')}}");
    bindings.set(Layer::Target, "body", text.as_ref());
    let mut evaluator = Evaluator::new(&bindings, &env);
    if let Ok(expression) = Expr::parse(&text) {
        let _ = (expression.variables(), evaluator.value(&expression));
    }
    if let Ok(parsed) = Text::parse(&text) {
        let _ = evaluator.text(&parsed);
    }
}
