//! A finding as a `result` (section 3.27).

use std::net::IpAddr;

use model::report::ReportFinding;
use model::severity::Threat;
use serde_json::{Value, json};

use super::message::message;
use super::rule::level;
use crate::text::location;

/// What URIs keep unescaped (RFC 3986 section 2.3).
const ESCAPED: &percent_encoding::AsciiSet =
    &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What addresses keep besides: their own delimiters and what is escaped already.
const ADDRESS: &percent_encoding::AsciiSet = &ESCAPED
    .remove(b':')
    .remove(b'/')
    .remove(b'%')
    .remove(b'[')
    .remove(b']')
    .remove(b'@')
    .remove(b'=')
    .remove(b',')
    .remove(b';')
    .remove(b'+');

/// The result that a finding becomes; `rule` is the place of its definition among the rules.
pub(super) fn result(finding: &ReportFinding, rule: usize) -> Value {
    let threat = finding.severity.threat();
    let mut result = json!({
        "ruleId": finding.definition.check,
        "ruleIndex": rule,
        // Section 3.27.9: a kind other than "fail" goes with the level "none".
        "kind": if threat == Threat::Info { "informational" } else { "fail" },
        "level": level(threat),
        "rank": finding.severity.tenths(),
        "message": message(&said(finding)),
        "locations": [place(finding)],
        "partialFingerprints": { "watchpost/v1": finding.fingerprint },
        "provenance": {
            "firstDetectionTimeUtc": finding.first_seen.iso_millis(),
            "lastDetectionTimeUtc": finding.last_seen.iso_millis(),
        },
        "properties": {
            "security-severity": finding.severity.to_string(),
            "host": finding.host,
            "port": finding.port.map(|p| p.to_string()),
            "service": finding.service,
            "place": finding.place,
            "state": finding.state.as_str(),
            "confidence": finding.confidence.as_str(),
            "number": finding.number,
            "evidence": finding.evidence.lines(),
        },
    });
    if let Some(id) = finding.id {
        result["guid"] = id.to_string().into();
    }
    result
}

fn said(finding: &ReportFinding) -> String {
    let mut text = format!("{} at {}", finding.definition.name, location(finding));
    if !finding.evidence.summary.is_empty() {
        text.push_str(": ");
        text.push_str(&finding.evidence.summary);
    }
    text
}

fn place(finding: &ReportFinding) -> Value {
    let mut name = finding.host.clone();
    if let Some(port) = finding.port {
        name = format!("{name}:{port}");
    }
    let mut logical = json!({ "name": finding.host, "fullyQualifiedName": name, "kind": "resource" });
    if let Some(service) = &finding.service {
        logical["decoratedName"] = format!("{name} ({service})").into();
    }
    let mut physical = json!({ "artifactLocation": { "uri": uri(finding) } });
    if !finding.place.is_empty() {
        physical["artifactLocation"]["description"] = message(&finding.place);
    }
    json!({ "physicalLocation": physical, "logicalLocations": [logical] })
}

/// The address in a web application; `tcp://host:22`; `host://name` for what is bound to no port.
fn uri(finding: &ReportFinding) -> String {
    // What was put into the address is no part of the place, and no URI either where it breaks out of one.
    if let Some(web) = &finding.evidence.web {
        let address = web.url.split(['?', '#']).next().unwrap_or_default();
        return percent_encoding::utf8_percent_encode(address, ADDRESS).to_string();
    }
    let host = match finding.host.parse::<IpAddr>() {
        Ok(IpAddr::V6(address)) => format!("[{address}]"),
        _ => percent_encoding::utf8_percent_encode(&finding.host, ESCAPED).to_string(),
    };
    match finding.port {
        Some(port) => format!("{}://{host}:{}", port.protocol, port.number),
        None => format!("host://{host}"),
    }
}
