//! `GET /v2/user/permissions`

use std::collections::BTreeMap;

use app::identity;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::query::ParamDoc;
use crate::v2::frame::{ApiError, Params, Plain, Query, QueryParams, Reply, Signed};

/// The permissions that are asked for.
pub(crate) struct Names(Vec<String>);

impl QueryParams for Names {
    const DOC: &'static [ParamDoc] =
        &[("permissions", "Names, comma separated; all when absent", "SCANNER_ACCESS,SCANNER_CREATE")];

    fn take(params: &mut Params) -> Result<Self, ApiError> {
        Ok(Self(params.many("permissions")))
    }
}

/// What the caller may do.
#[derive(Serialize, ToSchema)]
pub(crate) struct Permissions {
    /// Whether the caller holds each permission.
    permissions: BTreeMap<String, bool>,
}

pub(crate) async fn list(ctx: Signed, Query(Names(names)): Query<Names>) -> Reply<Plain<Permissions>> {
    let grants = identity::permissions(&ctx, &names).await?;
    let permissions = grants.into_iter().map(|g| (g.name, g.granted)).collect();
    Ok(Plain(Permissions { permissions }))
}
