//! Behaviour of templates, through the public interface.

mod expressions;
mod hostile;
mod judging;
mod loading;
mod own;
mod requests;
mod runs;

use model::{Env, Timestamp};
use template::{Capabilities, Response, Run, Target, Template};

/// 2024-03-04T13:04:41Z
fn env() -> Env {
    Env::fake(Timestamp::from_micros(1_709_557_481_000_000), 7).0
}

fn target() -> Target {
    Target::parse("http://shop.example.test:8080/app/").unwrap()
}

/// A template of one block, whose YAML is given.
#[track_caller]
fn block(yaml: &str) -> Template {
    let indented: String = yaml.lines().map(|line| format!("    {line}\n")).collect();
    let text = format!(
        "id: t\ninfo:\n  name: T\n  severity: info\nhttp:\n  -{}",
        indented.strip_prefix("   ").unwrap()
    );
    Template::parse("t.yaml", &text).unwrap_or_else(|e| panic!("{e:?}\n{text}"))
}

fn start(template: &Template) -> Run<'_> {
    Run::new(template, &target(), &Capabilities::default(), &env()).unwrap()
}

fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
    Response {
        status,
        headers: headers.iter().map(|(k, v)| ((*k).to_owned(), v.as_bytes().to_vec())).collect(),
        body: body.as_bytes().into(),
        ..Response::default()
    }
}
