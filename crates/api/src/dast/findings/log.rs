//! `GET /targets/{id}/findings/{id}/log/`

use app::web_findings;
use model::TargetId;
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::around::Around;
use crate::dast::frame::{Many, Numbered, Reply, Signed};
use crate::dast::views::ChangedBy;

/// A thing that happened to a finding.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Activity {
    /// `created`, `found`, `changed`, `comment`.
    change: &'static str,
    /// Which field.
    field: String,
    old_value: String,
    value: String,
    changed: String,
    changed_by: ChangedBy,
}

pub(crate) async fn log(ctx: Signed, Numbered(target, number): Numbered<TargetId>) -> Reply<Many<Activity>> {
    let entries = web_findings::log(&ctx, (target, number.into())).await?;
    let around = Around::of(&ctx, Vec::new(), entries.iter().map(|entry| entry.by).collect()).await?;
    let shown = |entry: web_findings::LogEntry| Activity {
        change: entry.change,
        field: entry.field,
        old_value: entry.old,
        value: entry.new,
        changed: entry.at.iso_micros(),
        changed_by: ChangedBy::of(entry.by, &around.people),
    };
    Ok(Many(entries.into_iter().map(shown).collect()))
}
