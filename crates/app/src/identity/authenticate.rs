//! From the headers of a request to the one who sent it.

use auth::{ApiKey, Credential, JwtError, Presented, Principal};
use model::organization::Organization;
use model::user::User;
use model::{OrganizationId, SessionId};
use secrecy::ExposeSecret;

use crate::{Anonymous, Ctx, Error, Result, Unauthenticated};

/// The session cookie of a request, and what makes it count.
#[derive(Clone, Copy)]
pub struct Cookie<'a> {
    /// The session's token.
    pub token: &'a str,
    /// `X-CSRF-Token`.
    pub csrf: Option<&'a str>,
    /// Whether the request may change something: any method but `GET`, `HEAD` and `OPTIONS`.
    pub changes: bool,
}

impl std::fmt::Debug for Cookie<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cookie(…)")
    }
}

/// The authorization headers of a request.
#[derive(Clone, Copy, Default)]
pub struct Headers<'a> {
    /// `Authorization`.
    pub authorization: Option<&'a str>,
    /// `x-api-key`.
    pub api_key: Option<&'a str>,
    /// The session cookie; ignored where there is an `Authorization`.
    pub cookie: Option<Cookie<'a>>,
}

impl std::fmt::Debug for Headers<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Headers(…)")
    }
}

/// Who sends these headers: `Bearer <jwt>` of a live session, `Basic` with an access token (bare, or Base64 of
/// `user:token`), or, without either, a browser with its cookie. The API key is checked when sent and must be there when
/// the settings say so, except from browsers: it names a program, and the page is part of this one. It must belong to
/// the caller's organization.
pub async fn authenticate(anonymous: &Anonymous, headers: Headers<'_>) -> Result<Ctx> {
    if headers.authorization.is_none() && headers.cookie.is_none() {
        return Err(Error::Unauthenticated(Unauthenticated::Missing));
    }
    let mut tx = anonymous.services.db.read().await?;
    let (user, session, via) = match (headers.authorization, headers.cookie) {
        (Some(authorization), _) => by_authorization(&mut tx, anonymous, authorization).await?,
        (None, Some(cookie)) => by_cookie(&mut tx, anonymous, cookie).await?,
        (None, None) => return Err(Error::Unauthenticated(Unauthenticated::Missing)),
    };
    let organization = store::organizations::get(&mut tx, user.organization)
        .await?
        .ok_or(Error::Unauthenticated(Unauthenticated::BadToken))?;
    if via != Credential::Cookie || headers.api_key.is_some() {
        check_api_key(&mut tx, anonymous, headers.api_key, organization.id).await?;
    }
    Ok(Ctx {
        services: anonymous.services.clone(),
        principal: principal(&user, organization, session, via),
        request_id: anonymous.request_id.clone(),
        remote_ip: anonymous.remote_ip,
    })
}

/// Checks the API key of a request that needs no other credentials, such as signing in.
pub async fn check_anonymous_api_key(anonymous: &Anonymous, api_key: Option<&str>) -> Result<()> {
    let mut tx = anonymous.services.db.read().await?;
    key_owner(&mut tx, anonymous, api_key).await.map(|_| ())
}

pub(crate) fn principal(
    user: &User,
    organization: Organization,
    session: Option<SessionId>,
    via: Credential,
) -> Principal {
    Principal {
        user_id: user.id,
        organization: user.organization,
        role: user.role,
        active_product: user.active_product,
        products: organization.products,
        session,
        via,
    }
}

/// A user, the session if there is one, and what proved it.
type Proof = (User, Option<SessionId>, Credential);

async fn by_authorization(tx: &mut store::Tx, anonymous: &Anonymous, authorization: &str) -> Result<Proof> {
    let presented = auth::parse_authorization(authorization)
        .map_err(|_| Error::Unauthenticated(Unauthenticated::Malformed))?;
    match presented {
        Presented::Jwt(token) => by_session(tx, anonymous, token.expose_secret()).await,
        Presented::AccessToken { username, token } => {
            let user = by_token(tx, &token.hash().to_hex(), username.as_deref()).await?;
            Ok((user, None, Credential::AccessToken))
        }
    }
}

/// The session first: that a token is missing is said to nobody else.
async fn by_cookie(tx: &mut store::Tx, anonymous: &Anonymous, cookie: Cookie<'_>) -> Result<Proof> {
    let (user, session, _) = by_session(tx, anonymous, cookie.token).await?;
    let fits = |csrf: &str| session.is_some_and(|session| anonymous.services.csrf.fits(session, csrf));
    if cookie.changes && !cookie.csrf.is_some_and(fits) {
        return Err(Error::CrossSite);
    }
    Ok((user, session, Credential::Cookie))
}

async fn by_session(tx: &mut store::Tx, anonymous: &Anonymous, token: &str) -> Result<Proof> {
    let services = &anonymous.services;
    let claims = services.jwt.verify(token, &services.env).map_err(|e| match e {
        JwtError::Expired => Error::Unauthenticated(Unauthenticated::Expired),
        JwtError::Invalid => Error::Unauthenticated(Unauthenticated::BadToken),
    })?;
    let now = services.env.now();
    let session = store::sessions::get(tx, claims.session).await?;
    if !session
        .is_some_and(|s| s.is_valid(now) && s.user == claims.user && s.organization == claims.organization)
    {
        return Err(Error::Unauthenticated(Unauthenticated::BadToken));
    }
    let user = store::users::get(tx, claims.organization, claims.user).await?;
    Ok((enabled(user)?, Some(claims.session), Credential::Jwt))
}

async fn by_token(tx: &mut store::Tx, hash: &str, username: Option<&str>) -> Result<User> {
    let token = store::tokens::access_token(tx, hash).await?;
    let token = token.ok_or(Error::Unauthenticated(Unauthenticated::BadToken))?;
    let user = enabled(store::users::get(tx, token.organization, token.user).await?)?;
    match username {
        Some(name) if name.trim().to_lowercase() != user.email => {
            Err(Error::Unauthenticated(Unauthenticated::BadToken))
        }
        _ => Ok(user),
    }
}

fn enabled(user: Option<User>) -> Result<User> {
    user.filter(|user| user.enabled).ok_or(Error::Unauthenticated(Unauthenticated::BadToken))
}

async fn check_api_key(
    tx: &mut store::Tx,
    anonymous: &Anonymous,
    api_key: Option<&str>,
    organization: OrganizationId,
) -> Result<()> {
    match key_owner(tx, anonymous, api_key).await? {
        Some(owner) if owner != organization => Err(Error::Unauthenticated(Unauthenticated::ApiKeyWrong)),
        _ => Ok(()),
    }
}

/// The organization whose API key was sent; `None` when none was sent and none is required.
async fn key_owner(
    tx: &mut store::Tx,
    anonymous: &Anonymous,
    api_key: Option<&str>,
) -> Result<Option<OrganizationId>> {
    let Some(text) = api_key else {
        return if anonymous.services.settings.require_api_key {
            Err(Error::Unauthenticated(Unauthenticated::ApiKeyMissing))
        } else {
            Ok(None)
        };
    };
    let wrong = || Error::Unauthenticated(Unauthenticated::ApiKeyWrong);
    let key = ApiKey::parse(text.trim()).map_err(|_| wrong())?;
    let found = store::tokens::api_key(tx, &key.hash().to_hex()).await?.ok_or_else(wrong)?;
    Ok(Some(found.organization))
}
