//! The access token of a user: one at a time, never expiring, shown once.

use auth::{AccessToken, Permission};
use secrecy::SecretString;
use serde_json::json;

use crate::{Ctx, Error, Result, audit};

/// A new access token, shown once.
#[derive(Debug)]
pub struct NewAccessToken {
    /// The token.
    pub token: SecretString,
    /// Whose it is.
    pub username: String,
}

/// Makes a new access token; the one before stops working.
pub async fn generate_access_token(ctx: &Ctx) -> Result<NewAccessToken> {
    ctx.principal.require(Permission::TokenManage)?;
    let id = ctx.principal.user_id;
    let mut tx = ctx.write().await?;
    let user = store::users::get(&mut tx, ctx.organization(), id)
        .await?
        .ok_or_else(|| Error::not_found("user", id))?;
    let token = AccessToken::generate(ctx.env());
    store::tokens::set_access_token(&mut tx, user.organization, user.id, &token.hash().to_hex(), ctx.now())
        .await?;
    let detail = json!({"hint": token.hint()});
    audit::record(&mut tx, ctx, "access_token.generate", "user", user.id, detail).await?;
    tx.commit().await?;
    Ok(NewAccessToken { token: token.secret().clone(), username: user.email })
}

/// Ends the caller's access token. Whether there was one.
pub async fn revoke_access_token(ctx: &Ctx) -> Result<bool> {
    ctx.principal.require(Permission::TokenManage)?;
    let id = ctx.principal.user_id;
    let mut tx = ctx.write().await?;
    let revoked = store::tokens::revoke_access_token(&mut tx, ctx.organization(), id).await?;
    if revoked {
        audit::record(&mut tx, ctx, "access_token.revoke", "user", id, json!({})).await?;
    }
    tx.commit().await?;
    Ok(revoked)
}
