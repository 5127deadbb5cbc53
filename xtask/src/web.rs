//! Scores a run of the web lab: what Watchpost and Wapiti said of the simulated servers and of the registry applications,
//! held against what is there. A measure, not a test: a missed weakness is printed, never an error.

mod document;
mod place;
mod score;
mod truth;
mod wapiti;
mod watchpost;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use score::{Finding, Score};

/// The two tools, as their files are named.
const TOOLS: [&str; 2] = ["watchpost", "wapiti"];

/// Scores the run in `dir` (truth.tsv, apps.tsv if there are applications, and of each class and tool `CLASS.TOOL.json` and
/// `CLASS.TOOL.time` with "exit seconds"), prints the table and rewrites the part of the document `doc` between its markers.
pub(crate) fn run(dir: &Path, doc: &Path) -> Result<(), String> {
    let mut rows = truth::parse(&read(&dir.join("truth.tsv"))?)?;
    if let Ok(apps) = fs::read_to_string(dir.join("apps.tsv")) {
        rows.extend(truth::parse(&apps)?);
    }
    let mut runs = BTreeMap::new();
    let mut names = [String::from("Watchpost"), String::from("Wapiti")];
    for class in rows.iter().map(|r| r.class.clone()).collect::<std::collections::BTreeSet<_>>() {
        for (tool, name) in TOOLS.iter().zip(&mut names) {
            let Ok(json) = fs::read_to_string(dir.join(format!("{class}.{tool}.json"))) else { continue };
            let Some(seconds) = seconds(dir, &class, tool) else { continue };
            let parse = if *tool == "watchpost" { watchpost::parse } else { wapiti::parse };
            // A tool that ended without a report found nothing; its time counts.
            let (version, findings) = parse(&json).unwrap_or_default();
            if !version.is_empty() {
                *name = version;
            }
            runs.insert((class.clone(), *tool), (findings, seconds));
        }
    }
    let score = Score::new(&rows, &runs, names);
    print!("{}", document::table(&score));
    let old = read(doc)?;
    let new = document::replace(&old, &document::body(&score))?;
    fs::write(doc, new).map_err(|e| format!("write \"{}\": {e}", doc.display()))
}

/// What a tool found in a class, and its seconds.
type Runs = BTreeMap<(String, &'static str), (Vec<Finding>, f64)>;

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("read \"{}\": {e}", path.display()))
}

fn seconds(dir: &Path, class: &str, tool: &str) -> Option<f64> {
    let text = fs::read_to_string(dir.join(format!("{class}.{tool}.time"))).ok()?;
    text.split_whitespace().nth(1)?.parse().ok()
}
