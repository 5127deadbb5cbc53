//! Who calls.

use std::ops::Deref;

use app::identity::{self, Headers};
use app::{Anonymous, Ctx};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::shared::caller::{anonymous, header, user_agent};
use crate::shared::error::ApiError;
use crate::state::Shared;

/// A caller who is signed in: `Authorization: Bearer <jwt>` or `Basic <access token>`, and `x-api-key`. First among a
/// handler's arguments, so that nothing is said to strangers about the rest of their request.
pub(crate) struct Signed(pub(crate) Ctx);

/// A caller who need not be signed in. An API key is checked all the same.
pub(crate) struct Caller(pub(crate) Anonymous);

/// What the caller's program calls itself, shown beside a session.
pub(crate) struct UserAgent(pub(crate) Option<String>);

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

impl FromRequestParts<Shared> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, ApiError> {
        let anonymous = anonymous(parts, state);
        identity::authenticate::check_anonymous_api_key(&anonymous, header(&parts.headers, "x-api-key"))
            .await?;
        Ok(Self(anonymous))
    }
}

impl FromRequestParts<Shared> for UserAgent {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, Self::Rejection> {
        Ok(Self(user_agent(parts)))
    }
}
