//! What is shown of a port list.

use app::port_lists::PortListView;
use model::ports::Protocol;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::Attributes;
use crate::v2::views::iso;

/// A port list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PortList {
    /// A word (`top1000`) or the id of an own list.
    id: String,
    name: String,
    comment: String,
    /// Whether it comes with the program; such a list cannot be changed.
    built_in: bool,
    /// Products that offer it.
    products: Vec<&'static str>,
    /// `T:22,80-90,U:53`.
    #[schema(example = "T:22,80-90,U:53")]
    ports: String,
    /// How many TCP ports it holds.
    tcp_count: u32,
    /// How many UDP ports it holds.
    udp_count: u32,
    created_at: Option<String>,
    updated_at: Option<String>,
}

impl From<PortListView> for PortList {
    fn from(list: PortListView) -> Self {
        Self {
            id: list.id,
            name: list.name,
            comment: list.comment,
            built_in: list.built_in,
            products: list.products.iter().map(|p| p.as_str()).collect(),
            ports: list.ports.to_string(),
            tcp_count: list.ports.count(Protocol::Tcp),
            udp_count: list.ports.count(Protocol::Udp),
            created_at: iso(list.created_at),
            updated_at: iso(list.updated_at),
        }
    }
}

impl Attributes for PortList {
    const TYPE: &'static str = "port_lists";
    fn id(&self) -> String {
        self.id.clone()
    }
}
