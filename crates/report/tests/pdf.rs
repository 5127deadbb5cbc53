//! PDF: equal data gives equal bytes, hostile text is inert, and memory-bounding limits say what they left out.

use std::sync::Arc;

use model::evidence::EvidenceItem;
use model::report::{ReportFinding, ReportFormat, ReportHead};
use sha2::{Digest, Sha256};

mod common;

fn render(head: &ReportHead, findings: &[ReportFinding]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = report::writer(ReportFormat::Pdf, head, &mut out).unwrap();
    for finding in findings {
        writer.finding(finding).unwrap();
    }
    writer.finish().unwrap();
    assert!(out.starts_with(b"%PDF-1.7"));
    assert!(out.trim_ascii_end().ends_with(b"%%EOF"));
    out
}

/// Pages by the page objects of the file, which are not compressed.
fn pages(pdf: &[u8]) -> usize {
    pdf.windows(11).filter(|w| *w == b"/Type /Page" || *w == b"/Type/Page\n" || *w == b"/Type/Page/").count()
}

#[test]
fn equal_data_gives_equal_bytes() {
    let (head, findings) = (common::head(), common::findings());
    let first = render(&head, &findings);
    assert_eq!(Sha256::digest(&first), Sha256::digest(render(&head, &findings)));
    let fewer = render(&head, &findings[1..]);
    assert_ne!(Sha256::digest(&first), Sha256::digest(fewer));
}

#[test]
fn hostile_text_and_huge_evidence_are_laid_out() {
    let mut evil = common::hostile();
    evil.evidence.items.push(EvidenceItem { label: "huge".to_owned(), text: "A".repeat(1 << 20) });
    evil.evidence.items.push(EvidenceItem { label: "lines".to_owned(), text: "\n".repeat(1 << 20) });
    let mut head = common::head();
    for text in [&mut head.title, &mut head.organization, &mut head.scan_name, &mut head.hosts_in_scope] {
        *text = evil.definition.name.clone();
    }
    head.run_reason = Some(evil.definition.name.clone());
    head.run_state = "failed".to_owned();
    head.hosts[0].host = "x".repeat(5_000);
    let pdf = render(&head, &[evil]);
    assert!(pages(&pdf) < 30, "{} pages", pages(&pdf));
}

#[test]
fn an_empty_run_is_laid_out() {
    let mut head = common::head();
    head.counts = model::SeverityCounts::default();
    (head.hosts, head.compliance, head.started_at, head.finished_at) = (Vec::new(), None, None, None);
    assert!(pages(&render(&head, &[])) >= 5);
}

#[test]
fn pages_are_bounded_however_many_places_there_are() {
    let definition = Arc::new(common::definition("everywhere", "Everywhere", 5.0, ""));
    let place = |n: usize| common::finding(&definition, &format!("host-{n}.example.net"), 443, "http");
    let some: Vec<ReportFinding> = (0..report::pdf::MAX_PLACES_EACH + 1).map(place).collect();
    let many: Vec<ReportFinding> = (0..5_000).map(place).collect();
    assert_eq!(pages(&render(&common::head(), &some)), pages(&render(&common::head(), &many)));
}
