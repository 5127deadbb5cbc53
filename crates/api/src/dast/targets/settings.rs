//! `/targets/{id}/settings/`

use app::web_targets::{self, SiteChange, TargetChange, TargetView};
use model::TargetId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::dast::frame::{Body, Field, Id, Int, Reply, Request, Shown, Signed};

/// Settings of the scanner.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Settings {
    /// Addresses never asked for: the site's `blacklist`.
    excluded_paths: Vec<String>,
    /// Seconds; none is that of the profile.
    max_scan_duration: Option<u32>,
    scan_profile: String,
}

/// Settings of the scanner.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct SettingsInput {
    #[schema(value_type = Option<Vec<String>>)]
    #[serde(default)]
    excluded_paths: Field<Vec<String>>,
    #[schema(value_type = Option<i64>)]
    #[serde(default)]
    max_scan_duration: Field<Int>,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    scan_profile: Field<String>,
}

impl Request for SettingsInput {}

impl From<TargetView> for Settings {
    fn from(view: TargetView) -> Self {
        Self {
            max_scan_duration: view.options.max_scan_duration,
            excluded_paths: view.target.web.map(|web| web.blacklist).unwrap_or_default(),
            scan_profile: view.profile,
        }
    }
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<TargetId>) -> Reply<Shown<Settings>> {
    Ok(Shown(web_targets::show(&ctx, id).await?.into()))
}

pub(crate) async fn update(
    ctx: Signed,
    Id(id): Id<TargetId>,
    Body(body): Body<SettingsInput>,
) -> Reply<Shown<Settings>> {
    let change = TargetChange {
        site: SiteChange { blacklist: body.excluded_paths.0, ..SiteChange::default() },
        profile: body.scan_profile.0,
        max_scan_duration: body.max_scan_duration.map(|n| n.0),
        ..TargetChange::default()
    };
    Ok(Shown(web_targets::update(&ctx, id, change).await?.into()))
}
