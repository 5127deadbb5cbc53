//! Reads Watchpost's own JSON report.

use serde_json::Value;

use super::score::{Extra, Seen, Tool};
use crate::text;

pub(super) fn parse(json: &str) -> Result<Tool, String> {
    let report: Value = serde_json::from_str(json)
        .map_err(|e| format!("watchpost.json is no report (see watchpost.log): {e}"))?;
    let mut tool = Tool { name: text(&report["head"], "generator").to_owned(), ..Tool::default() };
    for host in list(&report["head"]["hosts"]) {
        for service in list(&host["services"]) {
            let seen = Seen {
                name: text(service, "name").to_owned(),
                product: service["product"].as_str().map(str::to_owned),
                version: service["version"].as_str().map(str::to_owned),
            };
            tool.services.insert(place(text(host, "host"), service), seen);
        }
    }
    tool.findings = list(&report["findings"])
        .map(|finding| Extra {
            place: place(text(finding, "host"), finding),
            word: text(finding, "check").to_owned(),
            severity: finding["severity"].as_f64().unwrap_or(0.0),
            summary: text(&finding["evidence"], "summary").to_owned(),
        })
        .collect();
    Ok(tool)
}

/// Where a service or finding is; port 0 for one of the host itself.
fn place(host: &str, of: &Value) -> super::truth::Place {
    let port = of["port"].as_u64().and_then(|p| u16::try_from(p).ok()).unwrap_or(0);
    (host.to_owned(), port, text(of, "protocol").to_owned())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
