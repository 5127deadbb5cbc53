//! Signing in and out.

mod sign_in;
mod sign_out;

use axum::Router;
use axum::routing::{delete, post};

use crate::state::Shared;
use crate::v2::frame::Routes;
use crate::v2::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    under("Authentication")
        .post(
            "/v2/auth/sign_in",
            about("sign_in", "", "Sign in with e-mail address and password"),
            sign_in::sign_in,
        )
        .delete(
            "/v2/auth/sign_out",
            about("sign_out", "", "Sign out: the token stops working"),
            sign_out::sign_out,
        )
}

/// The same without `/v2`, as the dialect's manual writes it.
pub(crate) fn aliases() -> Router<Shared> {
    Router::new()
        .route("/auth/sign_in", post(sign_in::sign_in))
        .route("/auth/sign_out", delete(sign_out::sign_out))
}
