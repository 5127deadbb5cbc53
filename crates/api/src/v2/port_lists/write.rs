//! `POST /v2/port_lists`

use app::port_lists::{self, NewPortList};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::v2::frame::{Body, Created, Reply, Request, Signed};
use crate::v2::port_lists::view::PortList;

/// A port list to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PortListCreate {
    /// Unique among the product's own port lists.
    #[schema(max_length = 255)]
    name: String,
    #[serde(default)]
    comment: Option<String>,
    /// Ports and ranges: `22,80-90` is TCP, `U:53` is UDP; `port_ranges` is understood too.
    #[serde(alias = "port_ranges", alias = "port_range")]
    #[schema(example = "T:22,80-90,U:53")]
    ports: String,
}

impl Request for PortListCreate {
    const WRAPPER: Option<&'static str> = Some("port_list");
}

pub(crate) async fn create(ctx: Signed, Body(body): Body<PortListCreate>) -> Reply<Created<PortList>> {
    let PortListCreate { name, comment, ports } = body;
    Ok(Created(port_lists::create(&ctx, NewPortList { name, comment, ports }).await?.into()))
}
