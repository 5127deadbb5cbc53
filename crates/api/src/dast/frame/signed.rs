//! Who calls.

use std::ops::Deref;

use app::Ctx;
use app::identity;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::dast::frame::show_id;
use crate::shared::caller::{anonymous, credentials};
use crate::shared::error::ApiError;
use crate::state::Shared;

/// A caller with a key or token: `Authorization: JWT <key or token>` (`Bearer` does as well), or
/// the cookie of a browser. First among a handler's
/// arguments, so that nothing is said to strangers about the rest of their request. The product is `dast`.
pub(crate) struct Signed(pub(crate) Ctx);

impl Deref for Signed {
    type Target = Ctx;

    fn deref(&self) -> &Ctx {
        &self.0
    }
}

impl FromRequestParts<Shared> for Signed {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, ApiError> {
        let anonymous = anonymous(parts, state);
        let (ctx, only) = identity::authenticate_dast(&anonymous, credentials(parts)).await?;
        // A key of one target opens what lies below that target, and the check of the key itself.
        if let Some(target) = only {
            let path = parts.uri.path();
            let below = format!("/targets/{}", show_id(target));
            let inside =
                path.strip_prefix(&below).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            if !inside && path.trim_end_matches('/') != "/profile" {
                let detail = "this key opens one target only";
                return Err(ApiError::whole(StatusCode::FORBIDDEN, "forbidden", detail));
            }
        }
        Ok(Self(ctx))
    }
}
