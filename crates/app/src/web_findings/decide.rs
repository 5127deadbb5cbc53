//! What people decide about findings. Whether a weakness is there is the scanner's word; whether it counts is theirs.

use auth::Permission;
use model::finding::Decision;
use model::label::{Label, LabelKind};
use model::{LabelId, Severity, Threat, UserId};
use serde_json::{Map, Value, json};
use store::findings::{FindingDecision, WebFinding};

use super::{FindingRef, WebFindingView, find, view};
use crate::input::{self, Fields};
use crate::{Change, Ctx, Error, Result, audit};

/// The most labels of one finding.
const MAX_LABELS: usize = 50;

/// A change of a finding by a person.
#[derive(Debug, Clone, Default)]
pub struct FindingChange {
    /// `notfixed`, `invalid`, `accepted`; `fixed` only where it is so already.
    pub state: Option<String>,
    /// 10 low, 20 medium, 30 high, 40 critical. What a person chose is never changed back by a scan.
    pub severity: Option<i64>,
    /// Who is to look after it, by id or by e-mail address.
    pub assignee: Change<String>,
    /// Its labels.
    pub labels: Option<Vec<LabelRef>>,
    /// Remark.
    pub comment: Change<String>,
}

/// A label as clients name it; one that is named and not there is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelRef {
    /// By id.
    Id(LabelId),
    /// By name.
    Name(String),
}

/// Changes a finding.
pub async fn update(ctx: &Ctx, finding: FindingRef, change: &FindingChange) -> Result<WebFindingView> {
    let mut changed = update_many(ctx, &[finding], change).await?;
    changed.pop().ok_or_else(|| Error::internal("a finding that was changed is gone"))
}

/// Changes findings alike, all or none.
pub async fn update_many(
    ctx: &Ctx,
    findings: &[FindingRef],
    change: &FindingChange,
) -> Result<Vec<WebFindingView>> {
    ctx.principal.require(Permission::FindingWrite)?;
    let findings = input::bulk(findings)?;
    let mut tx = ctx.write().await?;
    let mut out = Vec::with_capacity(findings.len());
    for finding in findings {
        let old = find(&mut tx, ctx, finding).await?;
        let new = read(&mut tx, ctx, &old, change).await?;
        store::findings::decide(&mut tx, ctx.organization(), &old.finding, &new).await?;
        let detail = detail(&old, &new);
        audit::record(&mut tx, ctx, "finding.update", "finding", old.finding.id, detail).await?;
        let changed = find(&mut tx, ctx, finding).await?;
        out.push(view(&mut tx, ctx, changed).await?);
    }
    tx.commit().await?;
    Ok(out)
}

async fn read(
    tx: &mut store::Tx,
    ctx: &Ctx,
    old: &WebFinding,
    change: &FindingChange,
) -> Result<FindingDecision> {
    let mut fields = Fields::default();
    let decision = decision(&mut fields, old, change.state.as_deref());
    let severity = change.severity.and_then(|level| severity(&mut fields, old, level));
    let comment = match &change.comment {
        Change::Keep => old.comment.clone(),
        other => fields.comment(&other.clone().apply_or(String::new(), String::new())),
    };
    let assignee = match &change.assignee {
        Change::Keep => old.assignee,
        Change::Clear => None,
        Change::Set(who) if who.is_empty() => None,
        Change::Set(who) => {
            let found = user(tx, ctx, who).await?;
            if found.is_none() {
                fields.add("assignee", "unknown", "is no user of the account");
            }
            found
        }
    };
    if change.labels.as_ref().is_some_and(|labels| labels.len() > MAX_LABELS) {
        fields.add("labels", "too_long", format!("must be at most {MAX_LABELS}"));
    }
    fields.finish()?;
    let labels = match &change.labels {
        None => None,
        Some(labels) => Some(label_ids(tx, ctx, labels).await?),
    };
    let (changed_by, changed_at) = (ctx.principal.actor(), ctx.now());
    Ok(FindingDecision { decision, severity, comment, assignee, labels, changed_by, changed_at })
}

fn decision(fields: &mut Fields, old: &WebFinding, state: Option<&str>) -> Option<Decision> {
    match state {
        None | Some("") => old.decision,
        Some("invalid") => Some(Decision::Invalid),
        Some("accepted") => Some(Decision::Accepted),
        Some("notfixed") => None,
        Some("fixed") if !old.finding.state.is_open() => None,
        Some("fixed") => {
            fields.add("state", "invalid", "only a scan that no longer finds it can make it \"fixed\"");
            old.decision
        }
        Some(_) => {
            fields.add(
                "state",
                "invalid",
                "must be one of \"notfixed\", \"invalid\", \"accepted\", \"fixed\"",
            );
            old.decision
        }
    }
}

/// The lowest score of the band; the present score where it lies in the band already.
fn severity(fields: &mut Fields, old: &WebFinding, level: i64) -> Option<Severity> {
    let threat = match level {
        10 => Threat::Low,
        20 => Threat::Medium,
        30 => Threat::High,
        40 => Threat::Critical,
        _ => {
            fields.add("severity", "invalid", "must be 10, 20, 30 or 40");
            return None;
        }
    };
    let present = old.finding.severity;
    Some(if present.threat() == threat { present } else { threat.floor() })
}

async fn user(tx: &mut store::Tx, ctx: &Ctx, who: &str) -> Result<Option<UserId>> {
    if let Ok(id) = who.parse::<UserId>() {
        return Ok(store::users::get(tx, ctx.organization(), id).await?.map(|user| user.id));
    }
    let user = store::users::by_email(tx, &who.trim().to_lowercase()).await?;
    Ok(user.filter(|user| user.organization == ctx.organization()).map(|user| user.id))
}

async fn label_ids(tx: &mut store::Tx, ctx: &Ctx, labels: &[LabelRef]) -> Result<Vec<LabelId>> {
    let organization = ctx.organization();
    let mut out = Vec::with_capacity(labels.len());
    for label in labels {
        let id = match label {
            LabelRef::Id(id) => {
                let known = store::labels::get(tx, organization, LabelKind::Finding, *id).await?;
                known.ok_or_else(|| Error::invalid("labels", "unknown", "there is no such label"))?.id
            }
            LabelRef::Name(name) => label_by_name(tx, ctx, name).await?,
        };
        if !out.contains(&id) {
            out.push(id);
        }
    }
    Ok(out)
}

/// The label of the name; it is made where there is none.
async fn label_by_name(tx: &mut store::Tx, ctx: &Ctx, name: &str) -> Result<LabelId> {
    let mut fields = Fields::default();
    let name = fields.name("labels", name);
    fields.finish()?;
    let (organization, kind) = (ctx.organization(), LabelKind::Finding);
    if let Some(label) = store::labels::by_name(tx, organization, kind, &name).await? {
        return Ok(label.id);
    }
    let (id, now, changed_by) = (ctx.env().id(), ctx.now(), ctx.principal.actor());
    let color = String::new();
    let label = Label { id, organization, kind, name, color, changed_by, created_at: now, updated_at: now };
    store::labels::insert(tx, &label).await?;
    audit::record(tx, ctx, "label.create", "label", id, json!({"name": label.name, "kind": kind})).await?;
    Ok(id)
}

/// What changed, by field: `{"state": ["notfixed", "accepted"]}`.
fn detail(old: &WebFinding, new: &FindingDecision) -> Value {
    let shown = WebFinding { decision: new.decision, ..old.clone() };
    let mut out = Map::new();
    let mut field = |name: &str, before: Value, after: Value| {
        if before != after {
            out.insert(name.to_owned(), json!([before, after]));
        }
    };
    field("state", json!(old.shown_state()), json!(shown.shown_state()));
    if let Some(severity) = new.severity {
        field("severity", json!(old.finding.severity.threat()), json!(severity.threat()));
    }
    field("comment", json!(old.comment), json!(new.comment));
    field("assignee", json!(old.assignee), json!(new.assignee));
    if let Some(labels) = &new.labels {
        field("labels", Value::Null, json!(labels));
    }
    Value::Object(out)
}
