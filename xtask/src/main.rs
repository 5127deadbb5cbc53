//! Checks that hold the architecture (who may use whom, licences, file sizes): `cargo run -p xtask -- check`. And the
//! score of a run of the service lab (`lab-score`, which lab/run calls) and of the web lab (`web-score`, lab/web/run).

mod graph;
mod lab;
mod licences;
mod sizes;
mod web;

use std::path::Path;
use std::process::{Command, ExitCode};

use serde_json::Value;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let problems = match words[..] {
        ["check"] => {
            let metadata = metadata();
            [graph::check(&metadata), licences::check(&metadata), sizes::check()].concat()
        }
        ["sizes"] => {
            sizes::print();
            Vec::new()
        }
        ["lab-score", truth, dir, doc] => {
            lab::run(Path::new(truth), Path::new(dir), Path::new(doc)).err().into_iter().collect()
        }
        ["web-score", dir, doc] => web::run(Path::new(dir), Path::new(doc)).err().into_iter().collect(),
        _ => vec![
            "usage: cargo run -p xtask -- check | sizes | lab-score TRUTH DIR DOCUMENT | web-score DIR DOCUMENT".to_owned(),
        ],
    };
    for problem in &problems {
        eprintln!("xtask: {problem}");
    }
    if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What cargo knows of the workspace and everything it builds on.
fn metadata() -> Value {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let out = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--locked"])
        .output()
        .expect("cargo is on this machine: it runs this program");
    assert!(out.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).expect("cargo prints JSON")
}

/// The packages of the metadata.
fn packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    metadata["packages"].as_array().into_iter().flatten()
}

/// A text field.
fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}
