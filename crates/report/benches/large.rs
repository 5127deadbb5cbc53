//! Streams 1,000,000 findings into every format and prints time, bytes and peak memory next to the limit.
//!
//! `cargo bench -p watchpost-report`; a number of findings and a format may follow `--`. The peak is the process's so far:
//! formats run in rising order of appetite, and a line's figure holds for it and those before.

use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

use model::report::{ReportFinding, ReportFormat};

#[path = "../tests/common/mod.rs"]
#[expect(dead_code, reason = "the benchmark needs a part of it")]
mod common;

/// Resident memory that a report of a million findings may take, in MiB.
const LIMIT: u64 = 256;

/// Counts bytes and drops them.
#[derive(Default)]
struct Sink(u64);

impl Write for &mut Sink {
    fn write(&mut self, buf: &[u8]) -> std::io::Result<usize> {
        self.0 += buf.len() as u64;
        Ok(buf.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(1_000_000);
    // Another argument picks one format, whose peak is then its own.
    let only: Option<ReportFormat> = std::env::args().skip(1).find_map(|arg| arg.parse().ok());
    println!("{count} findings, 500 definitions; limit {LIMIT} MiB resident");
    for format in
        [ReportFormat::Csv, ReportFormat::Json, ReportFormat::Junit, ReportFormat::Sarif, ReportFormat::Pdf]
    {
        if only.is_some_and(|only| only != format) {
            continue;
        }
        let start = Instant::now();
        let bytes = stream(format, count)?;
        let peak = peak_mib();
        let verdict = if peak < LIMIT { "ok" } else { "TOO MUCH" };
        println!(
            "{format:>6}  {:>8.2} s  {bytes:>13} bytes  peak {peak:>4} MiB  {verdict}",
            start.elapsed().as_secs_f64()
        );
    }
    Ok(())
}

fn stream(format: ReportFormat, count: usize) -> Result<u64, report::ReportError> {
    let mut sink = Sink::default();
    let mut findings = templates();
    let mut writer = report::writer(format, &head(), &mut sink)?;
    for at in 0..count {
        let of = at * findings.len() / count.max(1);
        let finding = &mut findings[of];
        finding.number = i64::try_from(at).unwrap_or(i64::MAX);
        finding.host = format!("10.{}.{}.{}", at >> 16 & 255, at >> 8 & 255, at & 255);
        writer.finding(finding)?;
    }
    writer.finish()?;
    Ok(sink.0)
}

/// The head of a run over 4,000 hosts with ten services each.
fn head() -> model::report::ReportHead {
    let mut head = common::head();
    let mut host = head.hosts[1].clone();
    host.services = (1..=10).map(|n| (model::host::Port::tcp(n), host.services[0].1.clone())).collect();
    head.hosts = vec![host; 4_000];
    head.coverage.not_tested = vec![head.coverage.not_tested[0].clone(); 500];
    head
}

/// One finding for each of 500 definitions, by falling severity.
fn templates() -> Vec<ReportFinding> {
    (0..500u32)
        .map(|at| {
            let score = 10.0 - f64::from(at) / 50.0;
            let definition = common::definition(&format!("check-{at}"), &format!("Problem {at}"), score, "");
            let mut finding = common::finding(&Arc::new(definition), "", 443, "http");
            finding.evidence = finding.evidence.with("long", "a line of evidence\n".repeat(40));
            finding
        })
        .collect()
}

/// Peak resident memory of this process in MiB, as Linux counts it; 0 elsewhere.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("");
    line.split_whitespace().next().and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1024
}
