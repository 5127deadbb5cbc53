//! Checks that hold the architecture: who may use whom, licences, file sizes. `cargo run -p xtask -- check`.

mod graph;
mod licences;
mod sizes;

use std::process::{Command, ExitCode};

use serde_json::Value;

fn main() -> ExitCode {
    let task = std::env::args().nth(1).unwrap_or_default();
    let problems = match task.as_str() {
        "check" => {
            let metadata = metadata();
            [graph::check(&metadata), licences::check(&metadata), sizes::check()].concat()
        }
        "sizes" => {
            sizes::print();
            Vec::new()
        }
        _ => vec!["usage: cargo run -p xtask -- check | sizes".to_owned()],
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
