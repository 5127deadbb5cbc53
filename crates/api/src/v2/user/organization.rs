//! `GET /v2/user/organization`

use app::identity;

use crate::v2::frame::{Found, Reply, Signed};
use crate::v2::user::view::Organization;

pub(crate) async fn show(ctx: Signed) -> Reply<Found<Organization>> {
    Ok(Found(identity::me(&ctx).await?.organization.into()))
}
