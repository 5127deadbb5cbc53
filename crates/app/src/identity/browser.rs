//! Sessions of browsers: the same sessions, whose token rests in a cookie that no script can read, and beside it a token
//! that only pages of this server know.

use model::user::User;
use secrecy::SecretString;

use super::sign_in::{self, SignIn, SignedIn};
use crate::{Anonymous, Ctx, Error, Result, Unauthenticated};

/// What a page is told of its session.
#[derive(Debug)]
pub struct BrowserSession {
    /// To be sent along with every request that changes something.
    pub csrf_token: String,
    /// Who is signed in.
    pub user: User,
}

/// Begins a session, always a new one; gives it with the token for the cookie. The one that the browser had before ends,
/// as nobody could sign out of it any more.
pub async fn begin(
    anonymous: &Anonymous,
    sign_in: SignIn,
    before: Option<SecretString>,
) -> Result<(SecretString, BrowserSession)> {
    let SignedIn { token, session, user, .. } = sign_in::sign_in(anonymous, sign_in).await?;
    if let Some(before) = before {
        match super::revoke_token(anonymous, &before).await {
            // Mostly it is over already.
            Ok(()) | Err(Error::Unauthenticated(_)) => {}
            Err(other) => return Err(other),
        }
    }
    let csrf_token = anonymous.services.csrf.token(session);
    Ok((token, BrowserSession { csrf_token, user }))
}

/// The session that the caller is in.
pub async fn show(ctx: &Ctx) -> Result<BrowserSession> {
    let session = ctx.principal.session.ok_or(Error::Unauthenticated(Unauthenticated::Missing))?;
    let user = super::me(ctx).await?.user;
    Ok(BrowserSession { csrf_token: ctx.services.csrf.token(session), user })
}

/// Whether the caller's session goes on: it has neither ended nor been ended, and its user may still come in.
pub async fn lives(ctx: &Ctx) -> Result<bool> {
    let Some(id) = ctx.principal.session else { return Ok(false) };
    let mut tx = ctx.read().await?;
    let session = store::sessions::get(&mut tx, id).await?;
    if !session.is_some_and(|session| session.is_valid(ctx.now())) {
        return Ok(false);
    }
    let user = store::users::get(&mut tx, ctx.organization(), ctx.principal.user_id).await?;
    Ok(user.is_some_and(|user| user.enabled))
}
