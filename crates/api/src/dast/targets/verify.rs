//! `POST /targets/{id}/verify/`, `/targets/{id}/site/verify/`

use app::web_targets::{TargetView, verify};
use model::TargetId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::dast::frame::{Id, OptionalBody, Reply, Request, Shown, Signed, action};
use crate::dast::targets::view::{Site, Target};

/// How ownership is proven.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct SiteVerify {
    /// `file` (`<verification_token>.txt` in the root holds `Probe.ly`), `dns_txt` or `dns` (a TXT record
    /// `Probe.ly=<verification_token>`), `meta_tag`; without one file and DNS are tried.
    r#type: Option<String>,
}

impl Request for SiteVerify {}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Verified {
    message: &'static str,
    site: Site,
}

impl SiteVerify {
    /// The method that was asked for.
    pub(crate) fn method(&self) -> Option<&str> {
        self.r#type.as_deref()
    }
}

async fn prove(ctx: &Signed, id: TargetId, body: &SiteVerify) -> Reply<TargetView> {
    verify::target(ctx, id, body.method()).await.map_err(action)
}

pub(crate) async fn target(
    ctx: Signed,
    Id(id): Id<TargetId>,
    OptionalBody(body): OptionalBody<SiteVerify>,
) -> Reply<Shown<Target>> {
    Ok(Shown(prove(&ctx, id, &body).await?.into()))
}

pub(crate) async fn site(
    ctx: Signed,
    Id(id): Id<TargetId>,
    OptionalBody(body): OptionalBody<SiteVerify>,
) -> Reply<Shown<Verified>> {
    let view = prove(&ctx, id, &body).await?;
    Ok(Shown(Verified { message: "The target is verified.", site: Site::new(&view) }))
}
