//! Who calls.

use std::ops::Deref;

use app::Ctx;
use app::identity;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::shared::caller::{anonymous, credentials};
use crate::shared::error::ApiError;
use crate::state::Shared;

/// A caller who is signed in: `Authorization: Bearer <jwt>` or `Basic <access token>`, and `x-api-key`, or
/// the cookie of a browser. First among a
/// handler's arguments, so that nothing is said to strangers about the rest of their request.
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
        Ok(Self(identity::authenticate(&anonymous, credentials(parts)).await?))
    }
}
