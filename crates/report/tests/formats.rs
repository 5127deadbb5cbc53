//! The text formats, as snapshots of a run with hostile strings, and SARIF against its official schema.

use model::report::{ReportFinding, ReportFormat};
use report::TableStyle;

mod common;

/// An ordinary run with one finding in front that tries to break out.
fn findings() -> Vec<ReportFinding> {
    let mut findings = common::findings();
    findings.insert(0, common::hostile());
    findings
}

fn write(format: ReportFormat) -> String {
    let mut out = Vec::new();
    let mut writer = report::writer(format, &common::head(), &mut out).unwrap();
    for finding in &findings() {
        writer.finding(finding).unwrap();
    }
    writer.finish().unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn csv() {
    let text = write(ReportFormat::Csv);
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), findings().len());
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?} is a formula");
    }
    insta::assert_snapshot!(text.replace("\r\n", "\n"));
}

#[test]
fn json() {
    let text = write(ReportFormat::Json);
    insta::assert_json_snapshot!(serde_json::from_str::<serde_json::Value>(&text).unwrap());
}

#[test]
fn sarif() {
    let text = write(ReportFormat::Sarif);
    insta::assert_json_snapshot!(serde_json::from_str::<serde_json::Value>(&text).unwrap());
}

#[test]
fn junit() {
    let text = write(ReportFormat::Junit);
    assert_eq!(
        text.matches("<testcase").count(),
        findings().len() + 1,
        "one more for the host without findings"
    );
    insta::assert_snapshot!(text);
}

#[test]
fn table() {
    insta::assert_snapshot!(report::table(&common::head(), &findings(), TableStyle::default()));
}

#[test]
fn colours_appear_only_when_asked_for() {
    let plain = report::table(&common::head(), &findings(), TableStyle::default());
    let coloured = report::table(&common::head(), &findings(), TableStyle { colour: true });
    assert!(!plain.contains('\u{1b}'));
    assert_eq!(coloured.replace("\u{1b}[1;31m", "").matches('\u{1b}').count(), 2 * findings().len() - 4);
}

#[test]
fn every_format_gives_equal_bytes_for_equal_data() {
    for format in [ReportFormat::Csv, ReportFormat::Json, ReportFormat::Sarif, ReportFormat::Junit] {
        assert_eq!(write(format), write(format), "{format}");
    }
}

#[test]
fn sarif_is_valid_against_the_official_schema() {
    let mut schema: serde_json::Value =
        serde_json::from_str(include_str!("fixtures/sarif-2.1.0.json")).unwrap();
    // The published pattern of "language" has a stray bracket, which only lenient engines take. We write no language.
    for holder in ["run", "toolComponent"] {
        schema["definitions"][holder]["properties"]["language"].as_object_mut().unwrap().remove("pattern");
    }
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let mut empty = Vec::new();
    report::writer(ReportFormat::Sarif, &common::head(), &mut empty).unwrap().finish().unwrap();
    for text in [write(ReportFormat::Sarif), String::from_utf8(empty).unwrap()] {
        let value = serde_json::from_str(&text).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    let broken = serde_json::json!({ "version": "2.1.0", "runs": [{ "tool": {} }] });
    assert!(!validator.is_valid(&broken), "the validator sees errors");
}
