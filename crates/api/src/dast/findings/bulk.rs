//! Deciding on several findings alike.

use app::web_findings::{self, FindingRef};
use app::{Change, Error};
use model::TargetId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::dast::findings::input::FindingInput;
use crate::dast::findings::view::compound;
use crate::dast::frame::list::unknown_ids;
use crate::dast::frame::{
    ApiError, Body, Field, Id, Int, Reply, Request, Shown, Signed, id_of, refused, show_id,
};

/// A finding by target and number.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub(crate) struct Key {
    target_id: String,
    #[schema(value_type = i64)]
    #[serde(serialize_with = "number")]
    finding_id: Int,
}

fn number<S: serde::Serializer>(number: &Int, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_i64(number.0)
}

/// Findings of the account and what changes about them.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct BulkDecision {
    ids: Vec<Key>,
    /// `rejected` makes them `invalid`, `accepted` confirms them (`notfixed`).
    #[serde(default)]
    review_status: Option<String>,
    /// Becomes the remark.
    #[serde(default)]
    review_reason: Option<String>,
    #[serde(flatten)]
    change: FindingInput,
}

/// Findings of a target and what changes about them.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct BulkOfTarget {
    #[serde(default)]
    #[schema(value_type = Vec<i64>)]
    ids: Vec<Int>,
    /// Another name of `ids`, which wins.
    #[serde(default, rename = "findingIds")]
    #[schema(value_type = Vec<i64>)]
    finding_ids: Vec<Int>,
    #[serde(flatten)]
    change: FindingInput,
}

/// The findings that were changed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Changed {
    ids: Vec<Key>,
}

/// The numbers of the findings that were changed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangedOfTarget {
    ids: Vec<i64>,
}

impl Request for BulkDecision {}
impl Request for BulkOfTarget {}

async fn change(ctx: &Signed, findings: &[FindingRef], input: FindingInput) -> Reply<Vec<FindingRef>> {
    let unknown = web_findings::unknown(ctx, findings).await?;
    if !unknown.is_empty() {
        let names: Vec<String> = unknown.into_iter().map(compound).collect();
        return Err(unknown_ids(&names.iter().collect::<Vec<_>>()));
    }
    let changed = web_findings::update_many(ctx, findings, &input.into()).await?;
    Ok(changed.iter().map(|view| (view.found.finding.target, view.found.finding.number)).collect())
}

pub(crate) async fn update(ctx: Signed, Body(body): Body<BulkDecision>) -> Reply<Shown<Changed>> {
    let mut input = body.change;
    if let Some(word) = body.review_status.as_deref() {
        input.state = Some(reviewed(word)?.to_owned());
    }
    if let Some(reason) = body.review_reason {
        input.comment = Field(Change::Set(reason));
    }
    let mut findings = Vec::with_capacity(body.ids.len());
    for key in &body.ids {
        findings.push((id_of::<TargetId>("ids", &key.target_id)?, key.finding_id.0));
    }
    let ids = change(&ctx, &findings, input).await?;
    let key = |(target, number)| Key { target_id: show_id(target), finding_id: Int(number) };
    Ok(Shown(Changed { ids: ids.into_iter().map(key).collect() }))
}

fn reviewed(word: &str) -> Result<&'static str, ApiError> {
    match word {
        "rejected" => Ok("invalid"),
        "accepted" => Ok("notfixed"),
        _ => Err(refused("review_status", "invalid", "must be \"accepted\" or \"rejected\"")),
    }
}

pub(crate) async fn update_of_target(
    ctx: Signed,
    Id(target): Id<TargetId>,
    Body(body): Body<BulkOfTarget>,
) -> Reply<Shown<ChangedOfTarget>> {
    let ids = if body.ids.is_empty() { body.finding_ids } else { body.ids };
    if ids.is_empty() {
        return Err(Error::invalid("ids", "blank", "must name at least one finding").into());
    }
    let findings: Vec<FindingRef> = ids.iter().map(|id| (target, id.0)).collect();
    let ids = change(&ctx, &findings, body.change).await?;
    Ok(Shown(ChangedOfTarget { ids: ids.into_iter().map(|(_, number)| number).collect() }))
}
