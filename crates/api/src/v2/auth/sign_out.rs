//! `DELETE /v2/auth/sign_out`

use app::identity;

use crate::v2::frame::{Deleted, Reply, Signed};

pub(crate) async fn sign_out(ctx: Signed) -> Reply<Deleted> {
    identity::sign_out(&ctx).await?;
    Ok(Deleted)
}
