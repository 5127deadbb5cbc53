//! Our own templates: each against answers that show its weakness and against answers that only look so.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use template::{Capabilities, Match, RequestSpec, Response, Run, Target, Template, builtin};

use crate::env;

fn checks() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../checks")
}

/// An answer of a vector file: shown for one request target, with `*` in the place of any text.
#[derive(Debug, Clone)]
struct Answer {
    path: String,
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
    /// What the same site answers elsewhere.
    also: Vec<Answer>,
}

/// The positive and the negative answers of `checks/tests/<id>.txt`.
///
/// A block begins with `==> positive PATH` or `==> negative PATH`; an HTTP answer follows. `==> also PATH` is what the site
/// of the block before answers elsewhere. `<<header NAME>>` stands for a
/// header of the request, `<<target>>` for what it asks for, `<<00>>` for a byte in hex.
#[derive(Debug, Default)]
struct Vectors {
    positive: Vec<Answer>,
    negative: Vec<Answer>,
}

fn vectors(id: &str) -> Vectors {
    let file = checks().join("tests").join(format!("{id}.txt"));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let mut out = Vectors::default();
    let mut positive = true;
    for block in text.split("==> ").skip(1) {
        let (title, answer) = block.split_once('\n').unwrap();
        let (kind, path) = title.split_once(' ').unwrap();
        let (head, body) = answer.split_once("\n\n").unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().trim_start_matches("HTTP/1.1 ").parse().unwrap();
        let header = |line: &str| line.split_once(": ").map(|(k, v)| (k.to_owned(), v.to_owned())).unwrap();
        let body = body.strip_suffix('\n').unwrap_or(body).to_owned();
        let headers = lines.map(header).collect();
        let answer = Answer { path: path.to_owned(), status, headers, body, also: Vec::new() };
        let all = match (kind, positive) {
            ("positive", _) | ("also", true) => &mut out.positive,
            ("negative", _) | ("also", false) => &mut out.negative,
            (other, _) => panic!("{id}: \"{other}\" is neither positive nor negative"),
        };
        match (kind, all.last_mut()) {
            ("also", last) => last.unwrap().also.push(answer),
            _ => all.push(answer),
        }
        positive = kind == "positive" || kind == "also" && positive;
    }
    out
}

fn fill(text: &str, request: &RequestSpec) -> String {
    let mut out = text.replace("<<target>>", &request.target);
    for (name, value) in &request.headers {
        out = out.replace(&format!("<<header {name}>>"), &String::from_utf8_lossy(value));
    }
    (0_u8..32)
        .chain([127])
        .fold(out, |out, b| out.replace(&format!("<<{b:02x}>>"), &char::from(b).to_string()))
}

impl Answer {
    fn of(status: u16, media_type: &str, body: impl Into<String>) -> Self {
        let headers = vec![("Content-Type".to_owned(), media_type.to_owned())];
        Self { path: "*".to_owned(), status, headers, body: body.into(), also: Vec::new() }
    }

    fn to(&self, request: &RequestSpec) -> Response {
        let headers = self.headers.iter().map(|(k, v)| (k.clone(), fill(v, request).into_bytes()));
        Response {
            status: self.status,
            headers: headers.collect(),
            body: fill(&self.body, request).into_bytes().into(),
            ..Response::default()
        }
    }
}

/// What a template makes of a site that gives one answer and knows nothing else.
fn run(template: &Template, answer: impl Fn(&RequestSpec) -> Option<Answer>) -> Vec<Match> {
    let target = Target::parse("http://shop.example.test:8080/").unwrap();
    let mut run = Run::new(template, &target, &Capabilities::default(), &env()).unwrap();
    let mut found = Vec::new();
    while let Some(next) = run.next() {
        let Ok(request) = next else { continue };
        let missing = || Answer::of(404, "text/html", "<h1>Not Found</h1>");
        let answer = answer(&request).unwrap_or_else(missing);
        found.extend(run.answer(answer.to(&request)));
    }
    found
}

fn at(answer: &Answer, request: &RequestSpec) -> Option<Answer> {
    let fits = |path: &str| match path.split_once('*') {
        Some((before, after)) => request.target.strip_prefix(before).is_some_and(|t| t.ends_with(after)),
        None => path == request.target,
    };
    std::iter::once(answer).chain(&answer.also).find(|a| fits(&a.path)).cloned()
}

type Maker = Box<dyn Fn(&RequestSpec) -> Answer>;

/// Answers that hold no weakness, whatever is asked.
fn harmless() -> Vec<(&'static str, Maker)> {
    let all: String = builtin()
        .iter()
        .map(|t| format!("<li>{}: {}. {}</li>", t.id, t.info.name, t.info.description))
        .collect();
    let article =
        format!("<html><head><title>What not to show</title></head><body><ul>{all}</ul></body></html>");
    let fixed = |status, media_type: &'static str, body: &str| -> Maker {
        let body = body.to_owned();
        Box::new(move |_| Answer::of(status, media_type, body.clone()))
    };
    let echo = |media_type: &'static str| -> Maker {
        Box::new(move |r| Answer::of(200, media_type, format!("The page {} was not found", r.target)))
    };
    let mirror = |r: &RequestSpec| {
        let headers: BTreeMap<&str, _> =
            r.headers.iter().map(|(k, v)| (k.as_str(), String::from_utf8_lossy(v))).collect();
        Answer::of(
            200,
            "application/json",
            serde_json::json!({"url": r.target, "method": r.method, "headers": headers}).to_string(),
        )
    };
    vec![
        ("soft 404 in HTML", echo("text/html")),
        ("soft 404 in text", echo("text/plain")),
        (
            "soft 404 in JSON",
            Box::new(|r| {
                Answer::of(
                    200,
                    "application/json",
                    serde_json::json!({"error": "not found", "path": r.target}).to_string(),
                )
            }),
        ),
        ("mirror", Box::new(mirror)),
        ("empty", fixed(200, "application/octet-stream", "")),
        ("empty object", fixed(200, "application/json", "{}")),
        ("empty list", fixed(200, "application/json", "[]")),
        (
            "login page",
            fixed(
                200,
                "text/html",
                "<html><head><title>Sign in</title></head><body><form action=\"/login\" method=\"post\"><input name=\"username\"><input type=\"password\" name=\"password\"></form></body></html>",
            ),
        ),
        ("forbidden", fixed(403, "application/json", "{\"status\":403,\"error\":\"Forbidden\"}")),
        (
            "application shell",
            fixed(
                200,
                "text/html",
                "<!doctype html><html><head><title>Shop</title></head><body><div id=\"root\"></div><script src=\"/static/js/main.js\"></script></body></html>",
            ),
        ),
        ("article", fixed(200, "text/html", &article)),
        ("article as text", fixed(200, "text/plain", &article)),
    ]
}

fn files(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    entries.collect()
}

#[test]
fn the_folder_is_compiled_in() {
    let mut ids = BTreeSet::new();
    for group in ["exposures", "misconfiguration", "consoles", "products"] {
        for file in files(&checks().join(group)) {
            let text = std::fs::read_to_string(checks().join(group).join(&file)).unwrap();
            let template = Template::parse(&file, &text).unwrap_or_else(|why| panic!("{why:?}"));
            assert_eq!(format!("{}.yaml", template.id), file);
            assert!(ids.insert(template.id));
        }
    }
    let compiled: BTreeSet<String> = builtin().iter().map(|t| t.id.clone()).collect();
    assert_eq!(compiled, ids);
    let tested: BTreeSet<String> =
        files(&checks().join("tests")).iter().map(|f| f.replace(".txt", "")).collect();
    assert_eq!(tested, ids, "each template has its vectors, and each vector file its template");
    assert!(ids.len() >= 60, "{}", ids.len());
}

#[test]
fn weaknesses_are_found() {
    for template in builtin() {
        let positive = vectors(&template.id).positive;
        assert!(!positive.is_empty(), "{}", template.id);
        for answer in positive {
            assert!(!run(template, |r| at(&answer, r)).is_empty(), "{} is blind to {answer:?}", template.id);
        }
    }
}

#[test]
fn harmless_answers_are_left_alone() {
    for template in builtin() {
        assert!(
            template.plans.iter().all(|p| !p.is_weak()),
            "{} matches without a word of the weakness",
            template.id
        );
        for answer in vectors(&template.id).negative {
            let found = run(template, |r| at(&answer, r));
            assert!(found.is_empty(), "{} falls for {answer:?}", template.id);
        }
        for (name, answer) in harmless() {
            let found = run(template, |r| Some(answer(r)));
            assert!(found.is_empty(), "{} falls for \"{name}\": {found:?}", template.id);
        }
    }
}

/// What one template is after is nothing to any other, wherever it is found: the conditions are about the weakness. The
/// pairs are those that look for parts of the same thing; Supervisor's two ask it for different versions, and those that read a file all ask for the same one, and what tells them
/// apart at run time is the control request: it swaps the first name of the path.
#[test]
fn weaknesses_of_others_are_left_alone() {
    const ALIKE: &[(&str, &str)] = &[
        ("cors-null-origin-with-credentials", "cors-any-origin-with-credentials"),
        ("php-source-backup", "wordpress-config-backup"),
        ("java-web-inf", "java-web-inf-escape"),
        ("java-web-inf-escape", "java-web-inf"),
        ("sqlite-database", "svn-working-copy"),
        ("supervisor-remote-commands", "supervisor-rpc-open"),
        ("supervisor-rpc-open", "supervisor-remote-commands"),
        ("web-server-log", "wordpress-debug-log"),
    ];
    let all: Vec<(&Template, Vectors)> = builtin().iter().map(|t| (t, vectors(&t.id))).collect();
    let mut wrong = Vec::new();
    for template in builtin() {
        for (other, vectors) in &all {
            let reads = |t: &Template| t.info.tags.iter().any(|tag| tag == "file-read");
            let known = ALIKE.contains(&(&template.id, &other.id)) || reads(template) && reads(other);
            if other.id == template.id || known {
                continue;
            }
            for answer in &vectors.positive {
                let anywhere = Answer { path: "*".to_owned(), ..answer.clone() };
                if !run(template, |_| Some(anywhere.clone())).is_empty() {
                    wrong.push((template.id.clone(), other.id.clone()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "falls for the weakness of another: {wrong:?}");
}
