//! How the DAST dialect knows its callers: keys that stand for a person, and tokens as everywhere.

use auth::{ApiKey, Credential, JwtError};
use model::user::User;
use model::{Product, TargetId, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use store::sessions::Session;

use super::authenticate::{self, Headers};
use super::sign_in::SignedIn;
use crate::audit::{self, Entry};
use crate::{Anonymous, Ctx, Error, Result, Unauthenticated};

/// A token that is good.
#[derive(Debug)]
pub struct TokenInUse {
    /// When it ends.
    pub expires_at: Timestamp,
    user: User,
    session: Session,
}

/// Who sends these headers, working in the product `dast`: a key (`JWT <key>`), which may be kept to one target, or what
/// the other dialect takes. Organizations without the product are kept out.
pub async fn authenticate_dast(
    anonymous: &Anonymous,
    headers: Headers<'_>,
) -> Result<(Ctx, Option<TargetId>)> {
    let (mut ctx, only) = match headers.authorization.and_then(key_in) {
        Some(key) => by_key(anonymous, &key).await?,
        None => (authenticate::authenticate(anonymous, headers).await?, None),
    };
    if !ctx.principal.products.contains(&Product::Dast) {
        return Err(Error::Forbidden { permission: "product.dast" });
    }
    ctx.principal.active_product = Product::Dast;
    Ok((ctx, only))
}

/// The key in an `Authorization` header, if it is one.
fn key_in(authorization: &str) -> Option<ApiKey> {
    let (scheme, credential) = authorization.trim().split_once([' ', '\t'])?;
    let known = ["jwt", "bearer", "token"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    known.then(|| ApiKey::parse(credential.trim()).ok()).flatten()
}

async fn by_key(anonymous: &Anonymous, key: &ApiKey) -> Result<(Ctx, Option<TargetId>)> {
    let wrong = || Error::Unauthenticated(Unauthenticated::BadToken);
    let mut tx = anonymous.services.db.read().await?;
    let key = store::tokens::api_key(&mut tx, &key.hash().to_hex()).await?.ok_or_else(wrong)?;
    // Keys that only name an application (`x-api-key`) stand for nobody.
    let id = key.user.ok_or_else(wrong)?;
    let user = store::users::get(&mut tx, key.organization, id).await?;
    let user = user.filter(|user| user.enabled).ok_or_else(wrong)?;
    let organization = store::organizations::get(&mut tx, key.organization).await?.ok_or_else(wrong)?;
    let ctx = Ctx {
        services: anonymous.services.clone(),
        principal: authenticate::principal(&user, organization, None, Credential::AccessToken),
        request_id: anonymous.request_id.clone(),
        remote_ip: anonymous.remote_ip,
    };
    Ok((ctx, key.target))
}

/// Whether a session's token is good.
pub async fn check_token(anonymous: &Anonymous, token: &SecretString) -> Result<TokenInUse> {
    let services = &anonymous.services;
    let bad = || Error::Unauthenticated(Unauthenticated::BadToken);
    let claims = services.jwt.verify(token.expose_secret(), &services.env).map_err(|e| match e {
        JwtError::Expired => Error::Unauthenticated(Unauthenticated::Expired),
        JwtError::Invalid => bad(),
    })?;
    let mut tx = services.db.read().await?;
    let session = store::sessions::get(&mut tx, claims.session).await?.ok_or_else(bad)?;
    let fits = session.is_valid(services.env.now())
        && session.user == claims.user
        && session.organization == claims.organization;
    let user = store::users::get(&mut tx, claims.organization, claims.user).await?;
    let user = user.filter(|user| user.enabled && fits).ok_or_else(bad)?;
    Ok(TokenInUse { expires_at: claims.expires_at, user, session })
}

/// A new session for a token that is still good; the old one ends.
pub async fn refresh_token(
    anonymous: &Anonymous,
    token: &SecretString,
    user_agent: Option<String>,
) -> Result<SignedIn> {
    let TokenInUse { user, session: old, .. } = check_token(anonymous, token).await?;
    let services = &anonymous.services;
    let env = &services.env;
    let id = env.id();
    let (token, claims) =
        services.jwt.issue(user.id, user.organization, id, services.settings.session_seconds, env);
    let user_agent = user_agent.unwrap_or_default().chars().filter(|c| !c.is_control()).take(255).collect();
    let session = Session {
        id,
        user_agent,
        address: anonymous.remote_ip.map(|ip| ip.to_string()).unwrap_or_default(),
        created_at: env.now(),
        expires_at: claims.expires_at,
        revoked_at: None,
        ..old
    };
    let mut tx = services.db.write().await?;
    store::sessions::revoke(&mut tx, user.organization, old.id, env.now()).await?;
    store::sessions::insert(&mut tx, &session).await?;
    audit::append(&mut tx, env, entry(anonymous, &user, "user.refresh_token")).await?;
    tx.commit().await?;
    Ok(SignedIn { token, session: session.id, expires_at: claims.expires_at, user })
}

/// Ends the session of a token.
pub async fn revoke_token(anonymous: &Anonymous, token: &SecretString) -> Result<()> {
    let TokenInUse { user, session, .. } = check_token(anonymous, token).await?;
    let services = &anonymous.services;
    let mut tx = services.db.write().await?;
    store::sessions::revoke(&mut tx, user.organization, session.id, services.env.now()).await?;
    audit::append(&mut tx, &services.env, entry(anonymous, &user, "user.sign_out")).await?;
    tx.commit().await?;
    Ok(())
}

fn entry(anonymous: &Anonymous, user: &User, action: &'static str) -> Entry {
    Entry {
        organization: user.organization,
        actor: Some(user.id),
        action,
        subject_kind: "user",
        subject_id: user.id.to_string(),
        detail: json!({}),
        request_id: anonymous.request_id.clone(),
    }
}
