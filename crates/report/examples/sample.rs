//! Writes a sample report: `sample PATH`; the format follows the file's ending (pdf, csv, json, sarif, junit).

use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;

use model::evidence::EvidenceItem;
use model::report::ReportFormat;

#[path = "../tests/common/mod.rs"]
mod common;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("usage: sample PATH [COUNT] [hostile]")?;
    let count: usize = args.next().map_or(Ok(0), |n| n.parse())?;
    let is_hostile = args.next().is_some();
    let ending = Path::new(&path).extension().and_then(|e| e.to_str()).unwrap_or("pdf");
    let format: ReportFormat = ending.parse()?;
    let mut findings = common::findings();
    if is_hostile {
        findings.insert(0, common::hostile());
        findings[0].evidence.items.push(EvidenceItem { label: "huge".into(), text: "A".repeat(1 << 20) });
    }
    let mut head = common::head();
    // Widespread and many problems, to look at long tables.
    for at in 0..count {
        let check = format!("cve:CVE-2024-{at}", at = at / 7);
        let mut definition = common::definition(&check, &format!("Sample problem {}", at / 7), 6.5, "");
        definition.cve = vec![check.trim_start_matches("cve:").to_owned()];
        let host = format!("host-{at}.example.net");
        findings.push(common::finding(&Arc::new(definition), &host, 443, "http"));
    }
    head.counts = Default::default();
    for finding in &findings {
        head.counts.add(finding.severity);
    }
    let mut writer = report::writer(format, &head, BufWriter::new(std::fs::File::create(&path)?))?;
    for finding in &findings {
        writer.finding(finding)?;
    }
    writer.finish()?;
    Ok(())
}
