use model::definition::Effect;
use template::{Flow, Template};

const HEAD: &str = "id: t\ninfo:\n  name: T\n  severity: info\n";

/// What is refused, as `line: reason`.
fn refusals(text: &str) -> Vec<String> {
    let refused = Template::parse("x.yaml", text).expect_err(text);
    refused.iter().map(|r| format!("{}: {}", r.line, r.reason)).collect()
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    assert_eq!(refusals(text), expect, "{text}");
}

/// A block, after five lines of head.
#[track_caller]
fn check_block(lines: &str, expect: &[&str]) {
    let indented: String = lines.lines().map(|line| format!("    {line}\n")).collect();
    check(&format!("{HEAD}http:\n  - path: ['{{{{BaseURL}}}}']\n{indented}"), expect);
}

#[test]
fn samples_are_taken() {
    let git = Template::parse("a", include_str!("../samples/exposed-git.yaml")).unwrap();
    assert_eq!((git.id.as_str(), git.info.severity.tenths()), ("exposed-git-folder", 53));
    assert_eq!(git.info.cwe, ["CWE-538"]);
    assert_eq!(git.info.tags, ["exposure", "git"]);
    assert_eq!(git.effect(), Effect::Safe);
    let login = Template::parse("b", include_str!("../samples/default-login.yaml")).unwrap();
    assert_eq!(login.effect(), Effect::StateChanging);
    assert!(!login.needs_callback());
    let ssrf = Template::parse("c", include_str!("../samples/ssrf-callback.yaml")).unwrap();
    assert!(ssrf.needs_callback());
}

#[test]
fn a_template_needs_its_parts() {
    check(
        "a: 1",
        &[
            "1: a template wants an \"id\"",
            "1: a template wants an \"info\"",
            "1: a template wants an \"http\" block",
            "1: key \"a\" is unknown",
        ],
    );
    check(
        "[]",
        &[
            "1: a template wants a map, not a list",
            "1: a template wants an \"id\"",
            "1: a template wants an \"info\"",
            "1: a template wants an \"http\" block",
        ],
    );
    check(
        "id: a b\ninfo:\n  name: x\n  severity: bad\nhttp:\n  - {}\n",
        &[
            "1: \"id\" wants up to 200 letters, digits, \"-\", \"_\" and \".\"",
            "3: \"info\" wants a \"severity\" of info, low, medium, high or critical",
            "4: \"severity\" wants one of info, unknown, low, medium, high, critical, not \"bad\"",
        ],
    );
    check(&format!("{HEAD}http:\n  - method: GET\n"), &["6: a request wants a \"path\" or \"raw\""]);
    check("id: [", &["1: no YAML: unclosed bracket '[' at char 4 line 1 column 5"]);
}

#[test]
fn other_protocols_and_scripts_are_refused() {
    check(&format!("{HEAD}dns:\n  - name: x\n"), &["6: protocol \"dns\" is not supported yet"]);
    check(
        &format!("{HEAD}self-contained: true\nhttp:\n  - path: [a]\n"),
        &["5: \"self-contained\" is refused: a check is run against a target"],
    );
    let flow = |flow: &str| format!("{HEAD}flow: {flow}\nhttp:\n  - path: [/]\n  - path: [/]\n");
    check(
        &flow("for (x of y) http(1)"),
        &["5: \"flow\" is refused: only all blocks in order, joined by && or ||, are supported"],
    );
    for (text, expect) in [
        ("http(1) && http(2)", Flow::WhileMatched),
        ("http(1) || http(2)", Flow::UntilMatched),
        ("\"http(1); http(2);\"", Flow::All),
    ] {
        assert_eq!(Template::parse("x", &flow(text)).unwrap().flow, expect);
    }
}

#[test]
fn what_a_block_cannot_do_is_refused_with_its_line() {
    check_block(
        "race: true\nwrong: 1",
        &["7: \"race\" is refused: races are not a check", "8: key \"wrong\" is unknown"],
    );
    check_block(
        "payloads:\n  a: words.txt\n  b: []",
        &[
            "8: payload \"a\" is a file: only lists in the template are read",
            "9: payload \"b\" holds nothing",
        ],
    );
    check_block(
        "headers:\n  A: '{{nope}}'\nbody: '{{wait_for(5)}}'",
        &[
            "8: variable \"nope\" is bound by nothing in the template",
            "9: helper \"wait_for\" is not supported: expressions neither wait, print nor use the network",
        ],
    );
    check_block(
        "raw:\n  - |\n    NO REQUEST\n  - |\n    GET / HTTP/1.1\n    bad\n",
        &[
            "9: a raw request begins with a line such as \"GET /path HTTP/1.1\"",
            "11: header line \"bad\" has no \":\"",
        ],
    );
    check_block(
        "redirects: maybe\nmax-redirects: x\nmethod: G T",
        &[
            "7: \"redirects\" wants true or false, not \"maybe\"",
            "8: \"max-redirects\" wants whole numbers, not \"x\"",
            "9: \"G T\" is no method",
        ],
    );
    let many: Vec<String> = (0..200).map(|n| n.to_string()).collect();
    let list = many.join(",");
    check_block(
        &format!("attack: clusterbomb\npayloads:\n  a: [{list}]\n  b: [{list}]"),
        &["6: the payloads make more than 20,000 requests"],
    );
}

#[test]
fn what_a_matcher_or_extractor_cannot_do_is_refused_with_its_line() {
    check_block(
        "matchers:\n  - type: xpath\n    xpath: [//a]\n  - type: word\n  - words: [a]",
        &[
            "8: \"type\" wants one of status, size, word, regex, binary, dsl, not \"xpath\"",
            "8: a matcher wants a \"type\" that is supported",
            "9: \"xpath\" is refused: not supported yet",
            "10: a matcher holds nothing to look for",
            "11: a matcher wants a \"type\" that is supported",
        ],
    );
    check_block(
        "matchers:\n  - type: dsl\n    dsl:\n      - contains(body)\n      - 'foo(1)'\n      - 'a &&'",
        &[
            "8: a matcher holds nothing to look for",
            "10: helper \"contains\" takes 2 arguments, not 1",
            "11: helper \"foo\" is unknown",
            "12: \"a &&\" is no expression: it ends where a value should be",
        ],
    );
    check_block(
        "matchers:\n  - type: status\n    status: [200, 2xx]\n    words: [a]",
        &["9: \"status\" wants whole numbers, not \"2xx\"", "10: key \"words\" is unknown"],
    );
    check_block(
        "extractors:\n  - type: regex\n    regex: ['a']\n    group: 1\n  - type: json\n    json: ['.a | .b']",
        &[
            "8: an extractor holds nothing to take",
            "9: \"a\" has no group 1",
            "11: an extractor holds nothing to take",
            "12: JSON path \".a | .b\" is not supported: only keys, positions and \"[]\" are",
        ],
    );
    check_block(
        "extractors:\n  - type: kval\n    kval: [a]\n    internal: true",
        &["8: an internal extractor wants a \"name\""],
    );
}

#[test]
fn effects_can_be_raised_and_never_lowered() {
    let effect = |info: &str, method: &str| {
        let text = format!("{HEAD}{info}http:\n  - method: {method}\n    path: [/]\n");
        Template::parse("x", &text).unwrap().effect()
    };
    assert_eq!(effect("  metadata:\n    effect: state_changing\n", "GET"), Effect::StateChanging);
    assert_eq!(effect("  metadata:\n    effect: safe\n", "POST"), Effect::StateChanging);
    assert_eq!(effect("  tags: cve,dos\n", "GET"), Effect::Intrusive);
    assert_eq!(effect("  tags: cve,dos\n  metadata:\n    effect: safe\n", "GET"), Effect::Intrusive);
}
