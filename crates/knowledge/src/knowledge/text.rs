//! Definitions of feed entries: the feed brings a description and ranges, the rest of the text is made of them.

use std::collections::BTreeSet;

use model::Severity;
use model::definition::{Definition, Effect, SolutionType};

use crate::definitions::OID_ROOT;
use crate::feed::{CpeMatch, CveEntry};
use crate::products::Products;
use crate::score::{metric, score};

pub(super) fn define(entry: &CveEntry, products: &Products) -> Definition {
    let vulnerable = vulnerable(entry);
    let keys: BTreeSet<&str> = vulnerable.iter().map(|m| m.key.as_str()).collect();
    let titles: Vec<String> = keys.iter().take(3).map(|k| products.title(k)).collect();
    let name =
        if titles.is_empty() { entry.id.clone() } else { format!("{} in {}", entry.id, titles.join(", ")) };
    let mut references = vec![format!("https://nvd.nist.gov/vuln/detail/{}", entry.id)];
    references.extend(entry.references.iter().filter(|r| !r.ends_with(&entry.id)).cloned());
    let (solution, solution_type) = solution(&vulnerable);
    Definition {
        check: format!("cve:{}", entry.id),
        oid: oid(&entry.id),
        name,
        family: "Known vulnerabilities".to_owned(),
        severity: score(&entry.cvss_vector).map_or(Severity::INFO, |s| s.severity),
        cvss_vector: entry.cvss_vector.clone(),
        cwe: entry.cwe.clone(),
        cve: vec![entry.id.clone()],
        summary: if entry.description.is_empty() { format!("Described by {}.", entry.id) } else { entry.description.clone() },
        impact: impact(&entry.cvss_vector),
        detection: "The version that the service reports was compared with the affected versions that the vulnerability \
                    database lists. Nothing was exploited; the confidence tells whether a distribution may have repaired \
                    this version without changing its number."
            .to_owned(),
        solution,
        solution_type,
        references,
        effect: Effect::Passive,
    }
}

fn vulnerable(entry: &CveEntry) -> Vec<&CpeMatch> {
    let matches = entry.configurations.iter().flat_map(|c| &c.nodes).flat_map(|n| &n.matches);
    matches.filter(|m| m.vulnerable && m.cpe.part == 'a').collect()
}

/// `CVE-2021-41773` is `.2.2021.41773` below our root.
fn oid(id: &str) -> String {
    let (year, number) = id.strip_prefix("CVE-").and_then(|r| r.split_once('-')).unwrap_or(("0", "0"));
    format!("{OID_ROOT}.2.{year}.{}", number.trim_start_matches('0'))
}

fn solution(vulnerable: &[&CpeMatch]) -> (String, SolutionType) {
    let ends: BTreeSet<&str> = vulnerable.iter().filter_map(|m| m.range.end_excluding.as_deref()).collect();
    if ends.is_empty() {
        let text = "Install a version that the maker lists as repaired, or the package in which your distribution repaired it.";
        return (text.to_owned(), SolutionType::VendorFix);
    }
    let mut ends: Vec<&str> = ends.into_iter().collect();
    ends.sort_by(|a, b| crate::version::compare(a, b));
    let text = format!(
        "Update to version {} or later, or install the package in which your distribution repaired it.",
        ends.join(" or ")
    );
    (text, SolutionType::VendorFix)
}

fn impact(vector: &str) -> String {
    let value = |names: [&str; 2]| names.into_iter().find_map(|name| metric(vector, name));
    let from = match metric(vector, "AV") {
        Some("N") => "An attacker who reaches the service over the network",
        Some("A") => "An attacker on the same network",
        Some("L") => "An attacker with local access",
        Some("P") => "An attacker with physical access",
        _ => return "The vulnerability database does not rate the impact of this entry.".to_owned(),
    };
    let needs = match (value(["PR", "Au"]), metric(vector, "UI")) {
        (Some("N"), Some("R" | "A" | "P")) => ", with the help of a user",
        (Some("N"), _) => ", without an account",
        (_, Some("R" | "A" | "P")) => " with an account, with the help of a user",
        _ => " with an account",
    };
    let hit = |names, what: &'static str| match value(names) {
        Some("H" | "C") => Some(format!("fully {what}")),
        Some("L" | "P") => Some(format!("partly {what}")),
        _ => None,
    };
    let effects: Vec<String> = [
        hit(["C", "VC"], "read the data of the affected component"),
        hit(["I", "VI"], "change it"),
        hit(["A", "VA"], "take the service down"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let effects =
        if effects.is_empty() { "affect components behind it".to_owned() } else { effects.join(" and ") };
    format!("{from}{needs} can {effects}, by the CVSS rating of the vulnerability database.")
}
