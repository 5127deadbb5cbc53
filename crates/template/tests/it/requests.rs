use model::definition::Effect;
use template::expr::Bindings;
use template::{BuildError, Redirects, RequestSpec, Target};

use crate::{block, env, start, target};

fn all(yaml: &str, at: &Target) -> Vec<Result<RequestSpec, BuildError>> {
    let template = block(yaml);
    let mut bindings = Bindings::default();
    at.bind(&mut bindings);
    template.plans[0].requests(at, &bindings, &env()).collect()
}

#[track_caller]
fn check(path: &str, expect: &str) {
    let request = all(&format!("path:\n  - '{path}'"), &target()).remove(0).unwrap();
    let place = format!("{}://{}:{}{}", request.scheme, request.host, request.port, request.target);
    assert_eq!(place, expect, "{path}");
}

#[test]
fn paths_go_out_as_they_are_written() {
    check("{{BaseURL}}/a/../b%2e?x=<y>", "http://shop.example.test:8080/app/a/../b%2e?x=<y>");
    check("{{RootURL}}/.git/config", "http://shop.example.test:8080/.git/config");
    check("{{Hostname}}//x", "http://shop.example.test:8080//x");
    check("{{Scheme}}://{{Host}}:{{Port}}", "http://shop.example.test:8080/");
    check("{{RootURL}}?a b\té", "http://shop.example.test:8080/?a%20b%09%C3%A9");
    check("{{RootURL}}/{{7*7}}/{{to_upper(\"a\")}}", "http://shop.example.test:8080/{{7*7}}/A");
    check("{{RootURL}}/{{DN}}.{{TLD}}-{{SD}}.zip", "http://shop.example.test:8080/example.test-shop.zip");
}

#[test]
fn what_is_not_http_is_no_address() {
    for path in ["ftp://x/", "file:///etc/passwd", "http://", "http://a b/"] {
        let request = all(&format!("path:\n  - '{path}'"), &target()).remove(0);
        assert!(matches!(request, Err(BuildError::Address(_))), "{path}: {request:?}");
    }
}

#[test]
fn payload_modes_make_requests() {
    let yaml = |attack: &str| {
        format!(
            "attack: {attack}\npayloads:\n  u: [a, b]\n  p: [x, '{{{{to_upper(\"y\")}}}}']\npath:\n  - '{{{{RootURL}}}}/{{{{u}}}}{{{{p}}}}'"
        )
    };
    let paths = |attack| -> Vec<String> {
        all(&yaml(attack), &target())
            .into_iter()
            .map(|r| r.map_or_else(|e| e.to_string(), |r| r.target))
            .collect()
    };
    assert_eq!(paths("pitchfork"), ["/ax", "/bY"]);
    assert_eq!(paths("clusterbomb"), ["/ax", "/aY", "/bx", "/bY"]);
    assert!(paths("batteringram").iter().all(|p| p.contains("has no value")));
}

#[test]
fn raw_requests_keep_their_headers_and_body() {
    let yaml = "raw:\n  - |\n    POST /login?x=1 HTTP/1.1\n    Host: {{Hostname}}\n    X-Odd-CASE: a: b\n    Content-Length: 5\n\n    u={{u}}\npayloads:\n  u: [admin]";
    let request = all(yaml, &target()).remove(0).unwrap();
    assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/app/login?x=1"));
    assert_eq!(request.headers[0], ("Host".to_owned(), b"shop.example.test:8080".to_vec()));
    assert_eq!(request.headers[1], ("X-Odd-CASE".to_owned(), b"a: b".to_vec()));
    assert_eq!(request.headers.len(), 2, "the sender counts the body");
    assert_eq!(request.body, b"u=admin");
    assert_eq!(request.effect, Effect::StateChanging);
}

#[test]
fn unsafe_requests_are_sent_as_written() {
    let yaml = "unsafe: true\nraw:\n  - |+\n    GET /a HTTP/1.1\n    Host: {{Hostname}}\n    broken\n\n";
    let request = all(yaml, &target()).remove(0).unwrap();
    let raw = String::from_utf8(request.raw.unwrap()).unwrap();
    assert_eq!(raw, "GET /a HTTP/1.1\r\nHost: shop.example.test:8080\r\nbroken\r\n\r\n");
    assert_eq!(request.effect, Effect::StateChanging);
}

#[test]
fn a_value_cannot_add_a_header_or_end_the_request_line() {
    let yaml = "raw:\n  - |\n    GET /{{v}} HTTP/1.1\n    X-A: {{h}}\npayloads:\n  v: [\"a HTTP/1.1\\r\\nX-B: c\"]\n  h: [\"a\\r\\nX-B: c\"]\nattack: pitchfork";
    assert_eq!(all(yaml, &target()).remove(0), Err(BuildError::Header("X-A".to_owned())));
    let only_path = yaml.replace("X-A: {{h}}", "X-A: b");
    let request = all(&only_path, &target()).remove(0).unwrap();
    assert_eq!(request.target, "/app/a%20HTTP/1.1%0D%0AX-B:%20c");
}

#[test]
fn effects_follow_methods_and_what_the_template_says() {
    let effect = |method: &str| block(&format!("method: {method}\npath: ['{{{{BaseURL}}}}']")).effect();
    for (method, expect) in [
        ("GET", Effect::Safe),
        ("HEAD", Effect::Safe),
        ("OPTIONS", Effect::Safe),
        ("POST", Effect::StateChanging),
        ("get", Effect::StateChanging),
        ("PROPFIND", Effect::StateChanging),
    ] {
        assert_eq!(effect(method), expect, "{method}");
    }
}

#[test]
fn redirects_cookies_and_limits_are_told() {
    let request = |yaml: &str| {
        let template = block(&format!("path: ['{{{{BaseURL}}}}']\n{yaml}"));
        start(&template).next().unwrap().unwrap()
    };
    assert_eq!(request("redirects: true\nmax-redirects: 3").redirects, Redirects::Any(3));
    assert_eq!(request("host-redirects: true").redirects, Redirects::SameHost(10));
    assert_eq!(request("max-redirects: 3").redirects, Redirects::None);
    assert!(!request("disable-cookie: true").cookies);
    assert_eq!(request("max-size: 500").max_body, Some(500));
}
