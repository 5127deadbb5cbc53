use template::expr::{Bindings, Layer, Value};
use template::{Evaluation, Response, Responses};

use crate::{block, env, response};

fn page() -> Response {
    let headers = [
        ("Server", "Apache/2.4.1"),
        ("X-Powered-By", "PHP"),
        ("Set-Cookie", "sid=abc; Path=/"),
        ("Randstr", "from the target"),
    ];
    response(200, &headers, r#"<title>Admin</title> {"v": {"n": "1.2", "l": [1, 2]}} id=7 id=8 id=7"#)
}

fn judge(yaml: &str, response: Response) -> Evaluation {
    let template = block(&format!("path:\n  - \"{{{{BaseURL}}}}/\"\n{yaml}"));
    let mut bindings = Bindings::default();
    bindings.set(Layer::Target, "randstr", "own");
    bindings.set(Layer::Variable, "title", "Admin");
    let mut responses = Responses::default();
    responses.push(response);
    template.plans[0].evaluate(&responses, &bindings, &env())
}

/// One matcher, its fields separated by semicolons.
#[track_caller]
fn check(matcher: &str, expect: bool) {
    let fields: Vec<&str> = matcher.split("; ").collect();
    let yaml = format!("matchers:\n  - {}", fields.join("\n    "));
    assert_eq!(judge(&yaml, page()).matched, expect, "{matcher}");
}

#[test]
fn matchers_of_every_kind() {
    for (matcher, expect) in [
        ("type: status; status: [200, 302]", true),
        ("type: status; status: [404]", false),
        ("type: status; status: [404]; negative: true", true),
        ("type: size; size: [68]", true),
        ("type: size; part: header; size: [3]", false),
        ("type: word; words: [nope, Admin]", true),
        ("type: word; words: [nope, Admin]; condition: and", false),
        ("type: word; words: [admin]", false),
        ("type: word; words: [ADMIN]; case-insensitive: true", true),
        ("type: word; words: ['Server: Apache']; part: header", true),
        ("type: word; words: ['{{title}}</title>']", true),
        ("type: word; words: ['{{no_such}}']", false),
        ("type: word; words: [Apache]; part: server", true),
        ("type: word; words: [PHP]; part: X-Powered-By", true),
        ("type: word; words: [x]; part: no_such_part", false),
        ("type: word; words: [x]; part: no_such_part; negative: true", true),
        ("type: word; words: ['HTTP/1.1 200']; part: response", true),
        ("type: word; words: ['41646d696e']; encoding: hex", true),
        ("type: regex; regex: ['id=\\d', '[[]1,']; condition: and", true),
        ("type: regex; regex: ['ADMIN']; case-insensitive: true", true),
        ("type: binary; binary: ['3c7469746c653e']", true),
        ("type: dsl; dsl: ['status_code == 200', 'len(body) > 10']; condition: and", true),
        ("type: dsl; dsl: ['no_such == 1']", false),
        ("type: dsl; dsl: ['no_such == 1']; negative: true", true),
        ("type: dsl; dsl: ['body']", false),
        ("type: dsl; dsl: ['sid == \"abc\" && contains(set_cookie, \"Path\")']", true),
        ("type: dsl; dsl: ['content_length == 68 && duration < 1']", true),
        ("type: dsl; dsl: ['status_code_1 == 200 && contains(body_1, \"id\")']", true),
        ("type: dsl; dsl: ['status_code_2 == 200']", false),
    ] {
        check(matcher, expect);
    }
}

#[test]
fn an_answer_cannot_redefine_a_word_of_the_template() {
    check("type: dsl; dsl: ['randstr == \"own\"']", true);
    let forged = response(200, &[("Body", "forged"), ("Status-Code", "500")], "real");
    let yaml = "matchers:\n  - type: dsl\n    dsl: ['body == \"real\" && status_code == 200']";
    assert!(judge(yaml, forged).matched);
}

#[test]
fn conditions_names_and_internal_matchers() {
    let two = |condition: &str, second: &str| {
        format!(
            "matchers-condition: {condition}\nmatchers:\n  - type: word\n    name: a\n    words: [Admin]\n  - type: word\n    name: b\n    words: [{second}]"
        )
    };
    assert_eq!(judge(&two("or", "nope"), page()).names, ["a"]);
    assert_eq!(judge(&two("or", "id"), page()).names, ["a", "b"]);
    assert!(!judge(&two("and", "nope"), page()).matched);
    assert!(judge(&two("and", "id"), page()).reported);
    let internal = judge("matchers:\n  - type: status\n    status: [200]\n    internal: true", page());
    assert!(internal.matched && !internal.reported);
}

#[track_caller]
fn takes(extractor: &str, expect: &[&str]) {
    let fields: Vec<&str> = extractor.split("; ").collect();
    let out = judge(&format!("extractors:\n  - {}", fields.join("\n    ")), page());
    let values: Vec<String> = out.extracted.iter().flat_map(|e| &e.values).map(Value::to_text).collect();
    assert_eq!(values, expect, "{extractor}");
    assert_eq!(out.reported, !expect.is_empty());
}

#[test]
fn extractors_of_every_kind() {
    takes(r"type: regex; regex: ['id=(\d)']", &["id=7", "id=8"]);
    takes(r"type: regex; regex: ['id=(\d)']; group: 1", &["7", "8"]);
    takes(r"type: regex; regex: ['Apache/([\d.]+)']; group: 1; part: header", &["2.4.1"]);
    takes("type: kval; kval: [server, X-Powered-By, sid, none]", &["Apache/2.4.1", "PHP", "abc"]);
    takes("type: dsl; dsl: ['len(body)', 'no_such']", &["68"]);
    takes("type: json; json: ['.v']", &[]);
    let json = response(200, &[], r#"{"v": {"n": "1.2", "l": [1, 2]}}"#);
    let out = judge("extractors:\n  - type: json\n    name: n\n    json: ['.v.n', '.v.l[]']", json);
    let values: Vec<String> = out.extracted[0].values.iter().map(Value::to_text).collect();
    assert_eq!(values, ["1.2", "1", "2"]);
}

#[test]
fn matchers_read_what_extractors_take() {
    let yaml = "extractors:\n  - type: regex\n    name: n\n    internal: true\n    group: 1\n    regex: ['id=(\\d)']\nmatchers:\n  - type: dsl\n    dsl: ['n == \"7\"']";
    let out = judge(yaml, page());
    assert!(out.matched && out.extracted.is_empty());
    assert_eq!(out.internal[0].values.len(), 2);
}
