//! `POST /targets/`, `PATCH`, `PUT` and `DELETE /targets/{id}/`, `PATCH` and `PUT /targets/{id}/site/`

use app::web_targets::{self, TargetChange};
use model::TargetId;

use crate::dast::frame::params::{ParamDoc, Params};
use crate::dast::frame::{Body, Gone, Id, Made, Query, QueryParams, Reply, Shown, Signed};
use crate::dast::targets::input::TargetInput;
use crate::dast::targets::site_input::SiteInput;
use crate::dast::targets::view::{Site, Target};

/// What is checked when a target is made. Nothing is asked over the network then, so that the other checks always pass.
pub(crate) struct Checks {
    duplicate: bool,
}

impl QueryParams for Checks {
    const DOC: &'static [ParamDoc] = &[
        ("duplicate_check", "Whether a target of the same address is refused"),
        ("skip_reachability_check", "Taken and ignored: nothing is asked before a scan"),
    ];

    fn read(params: &Params) -> Reply<Self> {
        Ok(Self { duplicate: params.flag("duplicate_check")?.unwrap_or(false) })
    }
}

pub(crate) async fn create(
    ctx: Signed,
    Query(checks): Query<Checks>,
    Body(body): Body<TargetInput>,
) -> Reply<Made<Target>> {
    Ok(Made(web_targets::create(&ctx, body.into_new(checks.duplicate)?).await?.into()))
}

pub(crate) async fn update(
    ctx: Signed,
    Id(id): Id<TargetId>,
    Body(body): Body<TargetInput>,
) -> Reply<Shown<Target>> {
    Ok(Shown(web_targets::update(&ctx, id, body.into_change()?).await?.into()))
}

/// What was not sent stays here, too: clients send what they were shown, and secrets are not shown.
pub(crate) async fn replace(
    ctx: Signed,
    Id(id): Id<TargetId>,
    Body(body): Body<TargetInput>,
) -> Reply<Shown<Target>> {
    Ok(Shown(web_targets::update(&ctx, id, body.into_change()?).await?.into()))
}

pub(crate) async fn delete(ctx: Signed, Id(id): Id<TargetId>) -> Reply<Gone> {
    web_targets::delete(&ctx, id).await?;
    Ok(Gone)
}

pub(crate) async fn update_site(
    ctx: Signed,
    Id(id): Id<TargetId>,
    Body(body): Body<SiteInput>,
) -> Reply<Shown<Site>> {
    let change = TargetChange { site: body.into(), ..TargetChange::default() };
    // Messages about the site stand at the top here: it is the whole body.
    let view = web_targets::update(&ctx, id, change).await.map_err(top)?;
    Ok(Shown(Site::new(&view)))
}

/// Fields of the site without the name that they have inside a target.
fn top(error: app::Error) -> crate::dast::frame::ApiError {
    use crate::shared::error::At;
    let mut error: crate::dast::frame::ApiError = error.into();
    for item in &mut error.items {
        if let At::Field(name) = &mut item.at
            && let Some(rest) = name.strip_prefix("site.")
        {
            *name = rest.to_owned();
        }
    }
    error
}
