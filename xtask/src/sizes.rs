//! House sizes: no source file above 800 lines, the median at or below 150.

use std::path::{Path, PathBuf};

const HARD_STOP: usize = 800;
const MEDIAN: usize = 150;

pub(crate) fn check() -> Vec<String> {
    let sizes = measure();
    let mut problems: Vec<String> = sizes
        .iter()
        .filter(|(lines, _)| *lines > HARD_STOP)
        .map(|(lines, path)| format!("{} has {lines} lines: is there a second room in it?", path.display()))
        .collect();
    let median = sizes.get(sizes.len() / 2).map_or(0, |(lines, _)| *lines);
    if median > MEDIAN {
        problems.push(format!("the median source file has {median} lines; the house says {MEDIAN}"));
    }
    problems
}

pub(crate) fn print() {
    let sizes = measure();
    for (lines, path) in sizes.iter().rev().take(20) {
        println!("{lines:5} {}", path.display());
    }
    let all: usize = sizes.iter().map(|(lines, _)| lines).sum();
    let at = |q: usize| sizes.get(sizes.len() * q / 100).map_or(0, |(lines, _)| *lines);
    println!("{} files, {all} lines, median {}, p90 {}", sizes.len(), at(50), at(90));
}

/// Lines and path of every source file (tests, benches and examples left out), ascending.
fn measure() -> Vec<(usize, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace");
    let mut files = Vec::new();
    walk(&root.join("crates"), &mut files);
    let mut sizes: Vec<_> = files
        .into_iter()
        .filter_map(|path| {
            let lines = std::fs::read_to_string(&path).ok()?.lines().count();
            Some((lines, path.strip_prefix(root).unwrap_or(&path).to_owned()))
        })
        .collect();
    sizes.sort();
    sizes
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            if !["tests", "benches", "examples", "target", "fuzz"].iter().any(|skip| name == *skip) {
                walk(&path, files);
            }
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}
