//! Who the caller is: signing in and out, tokens, the active product.

use model::organization::Organization;
use model::user::User;
use model::{Product, Timestamp};

use crate::{Anonymous, Ctx, Result};

/// What a person signs in with.
#[derive(Debug)]
pub struct SignIn {
    /// The e-mail address (the dialects call it `username` or `email`).
    pub username: String,
    /// The password.
    pub password: auth::Secret,
}

/// A fresh session.
#[derive(Debug)]
pub struct SignedIn {
    /// The JWT.
    pub token: String,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Who signed in.
    pub user: User,
}

/// The authorization headers of a request.
#[derive(Debug, Clone, Copy, Default)]
pub struct Headers<'a> {
    /// `Authorization`.
    pub authorization: Option<&'a str>,
    /// `x-api-key`.
    pub api_key: Option<&'a str>,
}

/// The caller.
#[derive(Debug, Clone)]
pub struct Me {
    /// The user.
    pub user: User,
    /// The user's organization.
    pub organization: Organization,
    /// Products that the organization may use.
    pub products: Vec<Product>,
}

/// A new access token, shown once.
#[derive(Debug)]
pub struct NewAccessToken {
    /// The token.
    pub token: String,
    /// Whose it is.
    pub username: String,
}

/// Whether the caller holds one permission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermissionGrant {
    /// Name: `SCANNER_ACCESS`, `target.create`.
    pub name: String,
    /// Whether the caller holds it.
    pub granted: bool,
}

/// Signs in with e-mail and password. The answer is the same for an unknown account, a wrong password and a disabled
/// user. Attempts are throttled for each account and address.
pub async fn sign_in(anonymous: &Anonymous, sign_in: SignIn) -> Result<SignedIn> {
    unimplemented!()
}

/// Who sends these headers: `Bearer <jwt>` of a live session, or `Basic` with an access token (bare, or Base64 of
/// `user:token`); the API key is checked when sent and must be there when the settings say so.
pub async fn authenticate(anonymous: &Anonymous, headers: Headers<'_>) -> Result<Ctx> {
    unimplemented!()
}

/// Ends the session of the caller; an access token has none, so that nothing happens.
pub async fn sign_out(ctx: &Ctx) -> Result<()> {
    unimplemented!()
}

/// The caller.
pub async fn me(ctx: &Ctx) -> Result<Me> {
    unimplemented!()
}

/// Switches the product that every answer is filtered to.
pub async fn change_product(ctx: &Ctx, code: &str) -> Result<Product> {
    unimplemented!()
}

/// The caller's permissions: those asked for, or all when none is named. Unknown names are an error.
pub async fn permissions(ctx: &Ctx, names: &[String]) -> Result<Vec<PermissionGrant>> {
    unimplemented!()
}

/// Makes a new access token; the one before stops working.
pub async fn generate_access_token(ctx: &Ctx) -> Result<NewAccessToken> {
    unimplemented!()
}

/// Ends the caller's access token. Whether there was one.
pub async fn revoke_access_token(ctx: &Ctx) -> Result<bool> {
    unimplemented!()
}
