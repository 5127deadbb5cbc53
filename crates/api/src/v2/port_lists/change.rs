//! `PUT /v2/port_lists/{id}`, `DELETE /v2/port_lists/{id}`

use app::port_lists::{self, PortListChange};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::v2::frame::{Body, Deleted, Field, Found, Reply, Request, Signed, Word};
use crate::v2::port_lists::view::PortList;

/// A change of an own port list; absent fields stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PortListUpdate {
    #[serde(default)]
    #[schema(max_length = 255)]
    name: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    comment: Field<String>,
    /// Ports and ranges: `22,80-90` is TCP, `U:53` is UDP; `port_ranges` is understood too.
    #[serde(default, alias = "port_ranges", alias = "port_range")]
    #[schema(example = "T:22,80-90,U:53")]
    ports: Option<String>,
}

impl Request for PortListUpdate {
    const WRAPPER: Option<&'static str> = Some("port_list");
}

pub(crate) async fn update(
    ctx: Signed,
    Word(id): Word,
    Body(body): Body<PortListUpdate>,
) -> Reply<Found<PortList>> {
    let PortListUpdate { name, comment, ports } = body;
    let change = PortListChange { name, comment: comment.0, ports };
    Ok(Found(port_lists::update(&ctx, &id, change).await?.into()))
}

pub(crate) async fn delete(ctx: Signed, Word(id): Word) -> Reply<Deleted> {
    port_lists::delete(&ctx, &id).await?;
    Ok(Deleted)
}
