//! `PUT /v2/vulnerabilities/{id}`, `PUT /v2/vulnerabilities`

use app::findings::{self, DecisionChange};
use model::FindingId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::v2::frame::{Body, Field, Found, Id, Plain, Reply, Request, Signed};
use crate::v2::views::id;
use crate::v2::vulnerabilities::view::Vulnerability;

/// What a person decides about a vulnerability; absent fields stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VulnerabilityUpdate {
    /// `open`, `false_positive` or `accepted`. Later runs leave it alone.
    #[serde(default)]
    #[schema(example = "false_positive")]
    state: Option<String>,
    /// Why.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 4000)]
    comment: Field<String>,
}

/// What a person decides about several vulnerabilities.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VulnerabilitiesUpdate {
    /// Ids, each once, at most 500.
    #[schema(max_items = 500)]
    ids: Vec<String>,
    /// `open`, `false_positive` or `accepted`. Later runs leave it alone.
    #[serde(default)]
    #[schema(example = "accepted")]
    state: Option<String>,
    /// Why.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 4000)]
    comment: Field<String>,
}

/// How many vulnerabilities were decided on.
#[derive(Serialize, ToSchema)]
pub(crate) struct Updated {
    updated: u64,
}

impl Request for VulnerabilityUpdate {
    const WRAPPER: Option<&'static str> = Some("vulnerability");
}

impl Request for VulnerabilitiesUpdate {
    const WRAPPER: Option<&'static str> = Some("vulnerability");
}

pub(crate) async fn one(
    ctx: Signed,
    Id(finding): Id<FindingId>,
    Body(body): Body<VulnerabilityUpdate>,
) -> Reply<Found<Vulnerability>> {
    let change = DecisionChange { state: body.state, comment: body.comment.0 };
    Ok(Found(findings::decide(&ctx, finding, &change).await?.into()))
}

pub(crate) async fn many(ctx: Signed, Body(body): Body<VulnerabilitiesUpdate>) -> Reply<Plain<Updated>> {
    let ids = body.ids.iter().map(|text| id("ids", text)).collect::<Result<Vec<FindingId>, _>>()?;
    let change = DecisionChange { state: body.state, comment: body.comment.0 };
    Ok(Plain(Updated { updated: findings::decide_many(&ctx, &ids, &change).await? }))
}
