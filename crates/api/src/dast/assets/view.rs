//! What is shown of an extra host.

use app::web_targets::{Asset, TargetView};
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::frame::show_id;
use crate::dast::targets::site_view::{Sent, Technology};
use crate::dast::targets::view::SimpleTarget;
use crate::dast::views::{ChangedBy, iso};

/// An extra host.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct AssetView {
    pub(crate) id: String,
    name: String,
    desc: String,
    /// `name` or `name:port`.
    host: String,
    stack: Vec<Technology>,
    verified: bool,
    verification_token: String,
    verification_date: Option<String>,
    verification_method: String,
    verification_last_error: String,
    changed: String,
    changed_by: ChangedBy,
    headers: Vec<Sent>,
    cookies: Vec<Sent>,
    /// Whether scans go there; they do only once its ownership is proven, or needs no proof.
    include: bool,
    /// Its target, where `include=target` asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<SimpleTarget>,
}

impl AssetView {
    /// An extra host of a target whose secrets are masked already.
    pub(crate) fn new(asset: &Asset, view: &TargetView) -> Self {
        Self {
            id: show_id(asset.id),
            name: asset.name.clone(),
            desc: asset.desc.clone(),
            host: asset.host.clone(),
            stack: Vec::new(),
            verified: asset.verification.verified,
            verification_token: asset.verification.token.clone(),
            verification_date: iso(asset.verification.date),
            verification_method: asset.verification.method.clone(),
            verification_last_error: asset.verification.last_error.clone(),
            changed: asset.changed.iso_micros(),
            changed_by: ChangedBy::of(asset.changed_by, &view.people),
            headers: asset.headers.iter().map(Sent::new).collect(),
            cookies: asset.cookies.iter().map(Sent::new).collect(),
            include: asset.include,
            target: None,
        }
    }

    /// The same with its target.
    pub(crate) fn with_target(self, view: &TargetView) -> Self {
        Self { target: Some(SimpleTarget::new(view)), ..self }
    }
}
