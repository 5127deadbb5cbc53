//! What became of a finding, in order: its sightings and what people changed.

use auth::Permission;
use model::{Timestamp, UserId};
use serde_json::Value;

use super::{FindingRef, find};
use crate::{Ctx, Filter, ListQuery, Result};

/// Changes by people that are told, the newest of them.
const CHANGES: u32 = 100;

/// A thing that happened to a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// When.
    pub at: Timestamp,
    /// Who; `None` is a scan.
    pub by: Option<UserId>,
    /// `created`, `found`, `changed`, `comment`.
    pub change: &'static str,
    /// Which field changed; empty for sightings.
    pub field: String,
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
}

/// What became of a finding, newest first.
pub async fn log(ctx: &Ctx, finding: FindingRef) -> Result<Vec<LogEntry>> {
    ctx.principal.require(Permission::FindingRead)?;
    let mut tx = ctx.read().await?;
    let found = find(&mut tx, ctx, finding).await?.finding;
    let seen = |at, change, new: &str| LogEntry {
        at,
        by: None,
        change,
        field: if change == "changed" { "state".to_owned() } else { String::new() },
        old: String::new(),
        new: new.to_owned(),
    };
    let mut out = vec![seen(found.first_seen, "created", "")];
    for at in store::findings::seen_at(&mut tx, ctx.organization(), found.target, found.id).await? {
        out.push(seen(at, "found", ""));
    }
    out.extend(found.fixed_at.map(|at| seen(at, "changed", "fixed")));
    let filter = |column: &str, pattern: String| Filter { column: column.to_owned(), pattern };
    let query = ListQuery {
        per_page: CHANGES,
        filters: vec![
            filter("subject_kind", "finding".to_owned()),
            filter("subject_id", found.id.to_string()),
        ],
        ..ListQuery::default()
    };
    for event in store::audit::list(&mut tx, ctx.organization(), &query).await?.items {
        let detail: Value = serde_json::from_str(&event.detail).unwrap_or_default();
        for (field, change) in detail.as_object().into_iter().flatten() {
            out.push(LogEntry {
                at: event.at,
                by: event.actor,
                change: if field == "comment" { "comment" } else { "changed" },
                field: field.clone(),
                old: text(change.get(0)),
                new: text(change.get(1)),
            });
        }
    }
    out.sort_by_key(|entry| std::cmp::Reverse(entry.at));
    Ok(out)
}

fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
