//! What people decide about findings: that they are none, or that they are lived with. Later runs leave it alone.

use auth::Permission;
use model::FindingId;
use model::finding::{Decision, Finding};
use serde_json::{Map, Value, json};
use store::findings::{Decided, FindingDecision};

use super::{FindingView, find, views};
use crate::input::{self, Fields};
use crate::{Change, Ctx, Error, Result, audit};

/// A decision to be made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DecisionChange {
    /// `open`, `false_positive`, `accepted`; `None` stays.
    pub state: Option<String>,
    /// Why.
    pub comment: Change<String>,
}

/// Decides on a finding.
pub async fn decide(ctx: &Ctx, id: FindingId, change: &DecisionChange) -> Result<FindingView> {
    ctx.principal.require(Permission::FindingWrite)?;
    let mut tx = ctx.write().await?;
    change_one(&mut tx, ctx, id, change).await?;
    let finding = find(&mut tx, ctx, id).await?;
    let shown = views(&mut tx, ctx, vec![finding]).await?.pop();
    tx.commit().await?;
    shown.ok_or_else(|| Error::internal("a finding that was changed is gone"))
}

/// Decides on findings alike, all or none; how many.
pub async fn decide_many(ctx: &Ctx, ids: &[FindingId], change: &DecisionChange) -> Result<u64> {
    ctx.principal.require(Permission::FindingWrite)?;
    let ids = input::bulk(ids)?;
    let mut tx = ctx.write().await?;
    for &id in &ids {
        change_one(&mut tx, ctx, id, change).await?;
    }
    tx.commit().await?;
    Ok(ids.len() as u64)
}

async fn change_one(tx: &mut store::Tx, ctx: &Ctx, id: FindingId, change: &DecisionChange) -> Result<()> {
    let finding = find(tx, ctx, id).await?;
    let old = store::findings::decided(tx, ctx.organization(), &[id]).await?.remove(&id);
    let old =
        old.unwrap_or(Decided { decision: None, comment: String::new(), assignee: None, by: None, at: None });
    let new = read(ctx, &old, change)?;
    store::findings::decide(tx, ctx.organization(), &finding, &new).await?;
    let detail = detail(&finding, &old, &new);
    audit::record(tx, ctx, "finding.update", "finding", id, detail).await
}

fn read(ctx: &Ctx, old: &Decided, change: &DecisionChange) -> Result<FindingDecision> {
    let mut fields = Fields::default();
    let decision = match change.state.as_deref() {
        None => old.decision,
        Some("open") => None,
        Some("false_positive") => Some(Decision::Invalid),
        Some("accepted") => Some(Decision::Accepted),
        Some(_) => {
            fields.add("state", "invalid", "must be one of \"open\", \"false_positive\", \"accepted\"");
            None
        }
    };
    let comment = match &change.comment {
        Change::Keep => old.comment.clone(),
        other => fields.comment(&other.clone().apply_or(String::new(), String::new())),
    };
    fields.finish()?;
    Ok(FindingDecision {
        decision,
        severity: None,
        comment,
        assignee: old.assignee,
        labels: None,
        changed_by: ctx.principal.actor(),
        changed_at: ctx.now(),
    })
}

/// What changed, by field, in the words that the history of findings knows: `{"state": ["notfixed", "accepted"]}`.
fn detail(finding: &Finding, old: &Decided, new: &FindingDecision) -> Value {
    let word = |decision: Option<Decision>| match decision {
        Some(decision) => decision.as_str(),
        None if finding.state.is_open() => "notfixed",
        None => "fixed",
    };
    let mut out = Map::new();
    if old.decision != new.decision {
        out.insert("state".to_owned(), json!([word(old.decision), word(new.decision)]));
    }
    if old.comment != new.comment {
        out.insert("comment".to_owned(), json!([old.comment, new.comment]));
    }
    Value::Object(out)
}
