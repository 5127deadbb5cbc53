use template::{Capabilities, Run, StartError, Template};

use crate::{block, env, response, start, target};

fn next(run: &mut Run<'_>) -> Option<String> {
    run.next().map(|r| r.map_or_else(|e| e.to_string(), |r| format!("{} {}", r.method, r.target)))
}

/// Requests of a run whose every answer is the given one.
fn all(template: &Template, status: u16, body: &str) -> (Vec<String>, usize) {
    let mut run = start(template);
    let (mut requests, mut matches) = (Vec::new(), 0);
    while let Some(request) = next(&mut run) {
        requests.push(request);
        matches += usize::from(run.answer(response(status, &[], body)).is_some());
        assert!(requests.len() < 1_000);
    }
    (requests, matches)
}

#[test]
fn a_value_of_an_answer_goes_into_the_next_request() {
    let template = Template::parse("x", include_str!("../samples/default-login.yaml")).unwrap();
    let mut run = start(&template);
    for (pass, token, accepted) in [("admin", "t1", false), ("p%40ss%20word", "{{md5(1)}}", true)] {
        assert_eq!(next(&mut run).unwrap(), "GET /app/login");
        let page = format!("<input name=\"token\" value=\"{token}\">");
        assert_eq!(run.answer(response(200, &[], &page)), None);
        let login = run.next().unwrap().unwrap();
        let body = String::from_utf8(login.body).unwrap();
        assert!(body.ends_with(&format!("&pass={pass}&token={token}")), "{body}");
        assert!(login.headers.iter().any(|(k, v)| k == "X-Marker" && v.starts_with(b"wp-") && v.len() == 9));
        let found = run.answer(if accepted {
            response(302, &[("Location", "/home")], "")
        } else {
            response(403, &[], "")
        });
        assert_eq!(found.is_some(), accepted);
        if let Some(found) = found {
            assert_eq!(found.names, ["logged-in"]);
            assert_eq!(found.payload[1], ("user".to_owned(), "operator".into()));
        }
    }
}

#[test]
fn what_was_not_extracted_leaves_the_request_out() {
    let template = Template::parse("x", include_str!("../samples/default-login.yaml")).unwrap();
    let (requests, matches) = all(&template, 404, "");
    let unfilled = "the request could not be filled in: variable \"token\" has no value";
    assert_eq!(
        (requests, matches),
        (["GET /app/login", unfilled].repeat(2).iter().map(|s| (*s).to_owned()).collect(), 0)
    );
}

#[test]
fn a_run_stops_where_the_template_says() {
    let paths = "path: ['{{RootURL}}/a', '{{RootURL}}/b']\nmatchers:\n  - type: status\n    status: [200]";
    assert_eq!(all(&block(paths), 200, ""), (vec!["GET /a".to_owned(), "GET /b".to_owned()], 2));
    let stopping = block(&format!("stop-at-first-match: true\n{paths}"));
    assert_eq!(all(&stopping, 200, ""), (vec!["GET /a".to_owned()], 1));
    assert_eq!(all(&stopping, 404, "").0.len(), 2);
}

#[test]
fn flow_decides_about_the_next_block() {
    let requests = |flow: &str, status: u16| {
        let one = |path| {
            format!("  - path: [/{path}]\n    matchers:\n      - type: status\n        status: [200]\n")
        };
        let text =
            format!("id: t\ninfo:\n  name: T\n  severity: info\n{flow}http:\n{}{}", one("a"), one("b"));
        all(&Template::parse("x", &text).unwrap(), status, "").0.len()
    };
    assert_eq!((requests("", 200), requests("", 404)), (2, 2));
    assert_eq!(
        (requests("flow: http(1) && http(2)\n", 200), requests("flow: http(1) && http(2)\n", 404)),
        (2, 1)
    );
    assert_eq!(
        (requests("flow: http(1) || http(2)\n", 200), requests("flow: http(1) || http(2)\n", 404)),
        (1, 2)
    );
    assert_eq!(requests("stop-at-first-match: true\n", 200), 1);
}

#[test]
fn iterate_all_repeats_what_follows_once_for_each_value() {
    let yaml = |all: bool| {
        format!(
            "iterate-all: {all}\npath: ['{{{{RootURL}}}}/list', '{{{{RootURL}}}}/item/{{{{n}}}}']\nextractors:\n  - type: regex\n    name: n\n    internal: true\n    regex: ['[0-9]+']"
        )
    };
    let (template, once) = (block(&yaml(true)), block(&yaml(false)));
    assert_eq!(all(&template, 200, "1 2 3").0, ["GET /list", "GET /item/1", "GET /item/2", "GET /item/3"]);
    assert_eq!(all(&once, 200, "1 2 3").0, ["GET /list", "GET /item/1"]);
}

#[test]
fn earlier_answers_can_be_asked_for_by_number() {
    let template = block(
        "path: ['{{RootURL}}/a', '{{RootURL}}/b']\nmatchers:\n  - type: dsl\n    dsl: ['body_1 == \"x\" && body_2 == \"y\"']",
    );
    let mut run = start(&template);
    next(&mut run);
    assert!(run.answer(response(200, &[], "x")).is_none());
    next(&mut run);
    assert!(run.answer(response(200, &[], "y")).is_some());
    assert_eq!(next(&mut run), None);
    assert!(run.answer(response(200, &[], "y")).is_none(), "nothing was asked");
}

#[test]
fn a_single_request_counts_its_answers_over_payloads() {
    let template = block(
        "path: ['{{RootURL}}/{{p}}']\npayloads:\n  p: [a, b]\nmatchers:\n  - type: dsl\n    dsl: ['body_1 != body_2']",
    );
    let mut run = start(&template);
    next(&mut run);
    assert!(run.answer(response(200, &[], "x")).is_none());
    next(&mut run);
    assert!(run.answer(response(200, &[], "y")).is_some());
}

#[test]
fn a_request_that_failed_keeps_its_number() {
    let template = block(
        "path: ['{{RootURL}}/a', '{{RootURL}}/b']\nmatchers:\n  - type: dsl\n    dsl: ['status_code_2 == 200']",
    );
    let mut run = start(&template);
    next(&mut run);
    next(&mut run);
    assert!(run.answer(response(200, &[], "")).is_some());
}

#[test]
fn random_words_stay_the_same_in_a_run_and_differ_between_runs() {
    let template =
        block("path: ['{{RootURL}}/{{randstr}}', '{{RootURL}}/{{randstr}}', '{{RootURL}}/{{randstr_1}}']");
    let env = env();
    let requests = || {
        let mut run = Run::new(&template, &target(), &Capabilities::default(), &env).unwrap();
        [next(&mut run), next(&mut run), next(&mut run)]
    };
    let (first, second) = (requests(), requests());
    assert!(first[0] == first[1] && first[1] != first[2] && first[0] != second[0]);
}

#[test]
fn callbacks_need_a_listener() {
    let template = Template::parse("x", include_str!("../samples/ssrf-callback.yaml")).unwrap();
    let refused = Run::new(&template, &target(), &Capabilities::default(), &env());
    assert!(matches!(refused, Err(StartError::NeedsCallback(_))));
    let listening = Capabilities { callback: Some("abc.oob.test".to_owned()) };
    let mut run = Run::new(&template, &target(), &listening, &env()).unwrap();
    assert!(next(&mut run).unwrap().starts_with("GET /app/fetch?u=http://abc.oob.test/"));
    let called =
        template::Callback { protocols: vec!["dns".to_owned(), "http".to_owned()], request: Vec::new() };
    assert!(run.answer(template::Response { callback: Some(called), ..response(200, &[], "") }).is_some());
}
