//! Signing in and out.

use auth::throttle::{self, Decision, Failures, Limit};
use model::user::User;
use model::{SessionId, Timestamp};
use secrecy::SecretString;
use serde_json::json;
use store::sessions::Session;

use crate::audit::{self, Entry};
use crate::ctx::Services;
use crate::{Anonymous, Ctx, Error, Result, Unauthenticated};

/// What a person signs in with.
#[derive(Debug)]
pub struct SignIn {
    /// The e-mail address (the dialects call it `username` or `email`).
    pub username: String,
    /// The password.
    pub password: SecretString,
    /// What the client calls itself; kept with the session, cut to 255 characters.
    pub user_agent: Option<String>,
}

/// A fresh session.
#[derive(Debug)]
pub struct SignedIn {
    /// The JWT.
    pub token: SecretString,
    /// The session that the JWT stands for.
    pub session: SessionId,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Who signed in.
    pub user: User,
}

/// The longest e-mail address that is looked at, in bytes (RFC 5321 §4.5.3.1: 64 + 1 + 255).
const MAX_USERNAME: usize = 320;

/// Signs in with e-mail and password. The answer is the same for an unknown account, a wrong password and a disabled
/// user, and takes as long. Failures are counted for each account and address, and slow further attempts down.
pub async fn sign_in(anonymous: &Anonymous, sign_in: SignIn) -> Result<SignedIn> {
    let SignIn { username, password, user_agent } = sign_in;
    let email = username.trim().to_lowercase();
    // Nobody has such an address, and PostgreSQL does not take a NUL.
    if email.len() > MAX_USERNAME || email.contains(char::is_control) {
        return Err(Error::Unauthenticated(Unauthenticated::BadPassword));
    }
    let services = &anonymous.services;
    let buckets = Buckets::of(anonymous, &email);
    let user = buckets.enter(anonymous).await?;
    let known = user.as_ref().filter(|user| user.enabled).map(|user| user.password_hash.clone());
    let matches = verify(services, password, known).await?;
    match user {
        Some(user) if matches => open(anonymous, &buckets, user, user_agent).await,
        user => {
            refuse(anonymous, &buckets, user).await?;
            Err(Error::Unauthenticated(Unauthenticated::BadPassword))
        }
    }
}

/// Tens of milliseconds of CPU and 19 MiB: off the async threads, not inside a transaction, and only a few at a time.
pub(crate) async fn verify(
    services: &Services,
    password: SecretString,
    known: Option<String>,
) -> Result<bool> {
    let _permit = services.hashing.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(move || auth::password::verify(&password, known.as_deref()))
        .await
        .map_err(Error::internal)
}

/// Ends the session of the caller. A caller with an access token has none: nothing happens.
pub async fn sign_out(ctx: &Ctx) -> Result<()> {
    let Some(session) = ctx.principal.session else { return Ok(()) };
    let mut tx = ctx.write().await?;
    store::sessions::revoke(&mut tx, ctx.organization(), session, ctx.now()).await?;
    audit::record(&mut tx, ctx, "user.sign_out", "user", ctx.principal.user_id, json!({})).await?;
    tx.commit().await?;
    Ok(())
}

async fn open(
    anonymous: &Anonymous,
    buckets: &Buckets,
    user: User,
    user_agent: Option<String>,
) -> Result<SignedIn> {
    let services = &anonymous.services;
    let env = &services.env;
    let id: SessionId = env.id();
    let (token, claims) =
        services.jwt.issue(user.id, user.organization, id, services.settings.session_seconds, env);
    let session = Session {
        id,
        organization: user.organization,
        user: user.id,
        address: buckets.address.clone(),
        user_agent: user_agent.unwrap_or_default().chars().filter(|c| !c.is_control()).take(255).collect(),
        created_at: env.now(),
        expires_at: claims.expires_at,
        revoked_at: None,
    };
    let mut tx = services.db.write().await?;
    store::sessions::insert(&mut tx, &session).await?;
    // Only the account's counter: one good account must not let its address guess others for free.
    store::login_attempts::clear(&mut tx, &buckets.account()).await?;
    audit::append(&mut tx, env, buckets.entry(anonymous, &user, "user.sign_in")).await?;
    tx.commit().await?;
    Ok(SignedIn { token, session: id, expires_at: claims.expires_at, user })
}

async fn refuse(anonymous: &Anonymous, buckets: &Buckets, user: Option<User>) -> Result<()> {
    let services = &anonymous.services;
    let mut tx = services.db.write().await?;
    if let Some(bucket) = buckets.address_bucket() {
        bump(&mut tx, &bucket, &Limit::ADDRESS, services.env.now()).await?;
    }
    // An unknown account has no organization, so no chain to write to.
    if let Some(user) = user {
        audit::append(&mut tx, &services.env, buckets.entry(anonymous, &user, "user.sign_in_failed")).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn failures(tx: &mut store::Tx, bucket: &str) -> Result<Failures> {
    let found = store::login_attempts::last(tx, bucket).await?;
    Ok(found.map_or_else(Failures::default, |(count, last)| Failures {
        count: u32::try_from(count).unwrap_or(u32::MAX),
        last: Some(last),
    }))
}

async fn bump(tx: &mut store::Tx, bucket: &str, limit: &Limit, now: Timestamp) -> Result<u32> {
    let count = store::login_attempts::bump(tx, bucket, now, i64::from(limit.window_seconds)).await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The counters of failed sign-ins that one attempt belongs to.
struct Buckets {
    email: String,
    address: String,
}

impl Buckets {
    fn of(anonymous: &Anonymous, email: &str) -> Self {
        let address = anonymous.remote_ip.map(|ip| ip.to_canonical().to_string());
        Self { email: email.to_owned(), address: address.unwrap_or_default() }
    }

    fn account(&self) -> String {
        format!("email:{}", self.email)
    }

    fn address_bucket(&self) -> Option<String> {
        (!self.address.is_empty()).then(|| format!("ip:{}", self.address))
    }

    /// Lets the attempt in, or says how long to wait; the user behind the account, if there is one.
    ///
    /// The account's counter is raised before the password is looked at and cleared by a success, so that guesses sent
    /// at once cannot slip past it. Attempts that are not let in do not count: nobody is locked out for good.
    async fn enter(&self, anonymous: &Anonymous) -> Result<Option<User>> {
        let services = &anonymous.services;
        let now = services.env.now();
        let mut tx = services.db.write().await?;
        let address = match self.address_bucket() {
            Some(bucket) => failures(&mut tx, &bucket).await?,
            None => Failures::default(),
        };
        let before = failures(&mut tx, &self.account()).await?;
        let count = bump(&mut tx, &self.account(), &Limit::ACCOUNT, now).await?;
        // The count is exact even where another attempt came in between.
        let account = Failures { count: count - 1, last: before.last.or(Some(now)) };
        if let Decision::RetryAfter(seconds) = throttle::sign_in(account, address, now) {
            return Err(Error::TooManyRequests { retry_after: u64::from(seconds) });
        }
        let user = store::users::by_email(&mut tx, &self.email).await?;
        tx.commit().await?;
        Ok(user)
    }

    fn entry(&self, anonymous: &Anonymous, user: &User, action: &'static str) -> Entry {
        Entry {
            organization: user.organization,
            actor: Some(user.id),
            action,
            subject_kind: "user",
            subject_id: user.id.to_string(),
            detail: json!({"address": self.address}),
            request_id: anonymous.request_id.clone(),
        }
    }
}
