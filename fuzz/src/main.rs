//! Feeds mutated inputs to a target: `fuzz TARGET|all COUNT [SEED]`, or one file to one target: `fuzz TARGET FILE`.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use fuzz::{Target, hash, targets};

/// What is told about an input that took longer.
const SLOW: Duration = Duration::from_secs(1);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(name), Some(what)) = (arguments.first(), arguments.get(1)) else { return usage() };
    let chosen: Vec<Target> = targets().filter(|t| name == "all" || t.name == name).collect();
    if chosen.is_empty() {
        return usage();
    }
    if Path::new(what).is_file() {
        let Ok(input) = std::fs::read(what) else { return usage() };
        chosen.iter().for_each(|target| (target.run)(&input));
        return ExitCode::SUCCESS;
    }
    let Ok(count) = what.parse() else { return usage() };
    let seed = arguments.get(2).and_then(|s| s.parse().ok()).unwrap_or(1);
    let failed = chosen.iter().filter(|target| !drive(target, count, seed)).count();
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn usage() -> ExitCode {
    let names: Vec<&str> = targets().map(|t| t.name).collect();
    eprintln!("usage: fuzz TARGET|all COUNT [SEED], or fuzz TARGET FILE; targets: {}", names.join(" "));
    ExitCode::FAILURE
}

/// Gives whether all inputs came through. One that did not, or took long, is kept in a file. A stack that overflows ends
/// the process before that: the same seed leads there again.
fn drive(target: &Target, count: u32, seed: u64) -> bool {
    let begun = Instant::now();
    let mut last = (begun, Vec::new());
    let drive = std::panic::AssertUnwindSafe(|| {
        target.drive(count, seed, |input| {
            let (at, before) = std::mem::replace(&mut last, (Instant::now(), input.to_vec()));
            if at.elapsed() > SLOW {
                println!(
                    "{}: {:.1} s for {}",
                    target.name,
                    at.elapsed().as_secs_f64(),
                    keep(target, &before)
                );
            }
        });
    });
    let fine = std::panic::catch_unwind(drive).is_ok();
    if !fine {
        println!("{}: fails on {}", target.name, keep(target, &last.1));
    }
    println!("{}: {count} inputs in {:.1} s", target.name, begun.elapsed().as_secs_f64());
    fine
}

/// Writes an input to a file; says where it is.
fn keep(target: &Target, input: &[u8]) -> String {
    let path = std::env::temp_dir().join(format!("fuzz-{}-{:016x}", target.name, hash(input)));
    match std::fs::write(&path, input) {
        Ok(()) => path.display().to_string(),
        Err(_) => format!("{input:?}"),
    }
}
