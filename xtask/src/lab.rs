//! Scores a run of the service lab: what Watchpost and `nmap -sV` said of it, held against lab/truth.tsv. A measure,
//! not a test: a missed weakness is printed, never an error.

mod document;
mod nmap;
mod score;
mod truth;
mod watchpost;

use std::fs;
use std::path::Path;

use score::Score;

/// Scores the run in `dir` (watchpost.json, nmap.xml, and "exit seconds" in watchpost.time and nmap.time), prints the
/// totals and rewrites the part of the document `doc` between its markers.
pub(crate) fn run(truth: &Path, dir: &Path, doc: &Path) -> Result<(), String> {
    let rows = truth::parse(&read(truth)?)?;
    let ours = watchpost::parse(&read(&dir.join("watchpost.json"))?)?;
    let theirs = nmap::parse(&read(&dir.join("nmap.xml"))?);
    let score = Score::new(rows, ours, theirs, [timing(dir, "watchpost")?, timing(dir, "nmap")?]);
    print!("{}", document::totals(&score));
    let old = read(doc)?;
    let new = document::replace(&old, &document::body(&score))?;
    fs::write(doc, new).map_err(|e| format!("write \"{}\": {e}", doc.display()))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("read \"{}\": {e}", path.display()))
}

/// The seconds that a tool took.
fn timing(dir: &Path, tool: &str) -> Result<f64, String> {
    let path = dir.join(format!("{tool}.time"));
    let text = read(&path)?;
    let seconds = text.split_whitespace().nth(1).and_then(|s| s.parse().ok());
    seconds.ok_or_else(|| format!("read \"{}\": no \"<exit> <seconds>\" in it", path.display()))
}
