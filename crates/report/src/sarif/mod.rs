//! SARIF 2.1.0 (OASIS standard of March 2020). Sections in comments are those of that document.
//!
//! Results stream first; the rules, which hold the texts, follow in `tool` with one entry for each definition met. JSON
//! leaves the order of members free, so that needs no second pass over the findings.

mod message;
mod result;
mod rule;

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use model::definition::Definition;
use model::report::{ReportFinding, ReportHead};
use serde_json::{Value, json};

use crate::error::ReportError;
use message::message;

/// Writes the SARIF form.
pub(crate) struct SarifWriter<W: Write> {
    out: W,
    run: RunParts,
    /// Definitions in order of their first finding.
    rules: Vec<Arc<Definition>>,
    index: HashMap<String, usize>,
}

/// What of the head stands after the results.
struct RunParts {
    generator: String,
    automation: Value,
    invocation: Value,
    properties: Value,
}

impl<W: Write> SarifWriter<W> {
    pub(crate) fn new(head: &ReportHead, mut out: W) -> Result<Self, ReportError> {
        out.write_all(
            b"{\"$schema\":\"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\
              \"version\":\"2.1.0\",\"runs\":[{\"results\":[",
        )?;
        Ok(Self { out, run: RunParts::new(head), rules: Vec::new(), index: HashMap::new() })
    }

    pub(crate) fn finding(&mut self, finding: &ReportFinding) -> Result<(), ReportError> {
        let rule = self.rule(&finding.definition);
        self.out.write_all(if rule.is_first { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut self.out, &result::result(finding, rule.index))?;
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<(), ReportError> {
        self.out.write_all(b"\n],\"tool\":{\"driver\":{\"name\":\"Watchpost\",\"fullName\":")?;
        serde_json::to_writer(&mut self.out, &self.run.generator)?;
        self.out.write_all(b",\"rules\":[")?;
        for (at, definition) in self.rules.iter().enumerate() {
            self.out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut self.out, &rule::rule(definition))?;
        }
        self.out.write_all(b"\n]}},\"automationDetails\":")?;
        serde_json::to_writer(&mut self.out, &self.run.automation)?;
        self.out.write_all(b",\"invocations\":[")?;
        serde_json::to_writer(&mut self.out, &self.run.invocation)?;
        self.out.write_all(b"],\"columnKind\":\"unicodeCodePoints\",\"properties\":")?;
        serde_json::to_writer(&mut self.out, &self.run.properties)?;
        self.out.write_all(b"}]}\n")?;
        self.out.flush()?;
        Ok(())
    }

    fn rule(&mut self, definition: &Arc<Definition>) -> RuleSlot {
        if let Some(&index) = self.index.get(&definition.check) {
            return RuleSlot { index, is_first: false };
        }
        let index = self.rules.len();
        self.rules.push(definition.clone());
        self.index.insert(definition.check.clone(), index);
        RuleSlot { index, is_first: index == 0 }
    }
}

/// Where a definition stands among the rules, and whether it is the first of the file.
struct RuleSlot {
    index: usize,
    is_first: bool,
}

impl RunParts {
    fn new(head: &ReportHead) -> Self {
        let mut invocation = json!({ "executionSuccessful": head.run_state == "completed" });
        for (name, at) in [("startTimeUtc", head.started_at), ("endTimeUtc", head.finished_at)] {
            if let Some(at) = at {
                invocation[name] = at.iso_millis().into();
            }
        }
        if let Some(reason) = &head.run_reason {
            invocation["exitCodeDescription"] = reason.as_str().into();
        }
        let gaps: Vec<Value> = head.coverage.not_tested.iter().map(|(place, reason)| {
            json!({ "level": "note", "message": message(&format!("{place} was not tested: {reason}")) })
        }).collect();
        invocation["toolExecutionNotifications"] = gaps.into();
        Self {
            generator: head.generator.clone(),
            // Section 3.17.2: the last component of the id tells one run of the automation from the next.
            automation: json!({
                "id": format!("{}/{}", head.scan_name.replace('/', "_"), head.run),
                "description": message(&head.title),
            }),
            invocation,
            properties: properties(head),
        }
    }
}

fn properties(head: &ReportHead) -> Value {
    json!({
        "organization": head.organization,
        "product": head.product.as_str(),
        "scan": head.scan_name,
        "target": head.target_name,
        "profile": head.profile,
        "ports": head.ports,
        "hostsInScope": head.hosts_in_scope,
        "hostsExcluded": head.hosts_excluded,
        "runState": head.run_state,
        "compliance": head.compliance.map(model::run::Compliance::as_str),
        "counts": head.counts,
    })
}
