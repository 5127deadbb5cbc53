//! Runs the scripts beside this file.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The Python with the oracles; `None` where the tests are told to do without.
#[track_caller]
pub(crate) fn python() -> Option<String> {
    if let Ok(python) = std::env::var("WATCHPOST_TEST_ORACLE") {
        return Some(python);
    }
    let skip = std::env::var("WATCHPOST_TEST_SKIP_ORACLE").is_ok_and(|v| v == "1");
    assert!(skip, "WATCHPOST_TEST_ORACLE is not set: run the tests with tools/with-oracle");
    eprintln!("SKIPPED: WATCHPOST_TEST_SKIP_ORACLE=1");
    None
}

/// A number from the environment.
pub(crate) fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |text| text.parse().expect("a number"))
}

/// Gives a script its cases, one a line, and reads an answer a line.
#[track_caller]
pub(crate) fn ask(python: &str, script: &str, cases: &[Value]) -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle").join(script);
    let mut child = Command::new(python)
        .arg("-B")
        .arg(script)
        // Zones from the pinned package, not from the machine.
        .env("PYTHONTZPATH", "")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("a Python");
    let mut input = child.stdin.take().expect("its input");
    let lines: Vec<String> = cases.iter().map(Value::to_string).collect();
    let writer = std::thread::spawn(move || {
        for line in lines {
            writeln!(input, "{line}").expect("the script reads its cases");
        }
    });
    let output = child.wait_with_output().expect("the script ends");
    writer.join().expect("all cases were written");
    assert!(output.status.success(), "{}", output.status);
    let text = String::from_utf8(output.stdout).expect("text");
    let answers: Vec<Value> =
        text.lines().map(|line| serde_json::from_str(line).expect("an answer")).collect();
    assert_eq!(answers.len(), cases.len());
    answers
}
