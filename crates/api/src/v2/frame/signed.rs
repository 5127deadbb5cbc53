//! Who calls.

use std::ops::Deref;

use app::Ctx;
use app::identity::{self, Headers};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::shared::caller::{anonymous, header};
use crate::shared::error::ApiError;
use crate::state::Shared;

/// A caller who is signed in: `Authorization: Bearer <jwt>` or `Basic <access token>`, and `x-api-key`. First among a
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
        let headers = Headers {
            authorization: header(&parts.headers, "authorization"),
            api_key: header(&parts.headers, "x-api-key"),
        };
        Ok(Self(identity::authenticate(&anonymous, headers).await?))
    }
}
