//! Sessions: what a JWT stands for until it expires or is revoked.

use model::{OrganizationId, SessionId, Timestamp, UserId};

use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::row::Row;

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Id; the `jti` of its JWT.
    pub id: SessionId,
    /// Tenant.
    pub organization: OrganizationId,
    /// Who signed in.
    pub user: UserId,
    /// Address that signed in, for the user's own list.
    pub address: String,
    /// Its user agent, cut by the caller.
    pub user_agent: String,
    /// Creation.
    pub created_at: Timestamp,
    /// End by time.
    pub expires_at: Timestamp,
    /// End by sign-out.
    pub revoked_at: Option<Timestamp>,
}

impl Session {
    /// Whether it still counts.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

fn read(row: Row<'_>) -> Result<Session, DbError> {
    let row = row.of("sessions");
    Ok(Session {
        id: row.id("id")?,
        organization: row.id("organization")?,
        user: row.id("user_id")?,
        address: row.text("address")?,
        user_agent: row.text("user_agent")?,
        created_at: row.time("created_at")?,
        expires_at: row.time("expires_at")?,
        revoked_at: row.opt_time("revoked_at")?,
    })
}

/// Stores a new session.
///
/// # Errors
/// [`DbError`]
pub async fn insert(tx: &mut Tx, session: &Session) -> Result<(), DbError> {
    sql("INSERT INTO sessions (id, organization, user_id, address, user_agent, created_at, expires_at, revoked_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(session.id)
        .bind(session.organization)
        .bind(session.user)
        .bind(&session.address)
        .bind(&session.user_agent)
        .bind(session.created_at)
        .bind(session.expires_at)
        .bind(session.revoked_at)
        .run(tx)
        .await?;
    Ok(())
}

/// One session, whatever the organization: the JWT names it before anybody is known.
///
/// # Errors
/// [`DbError`]
pub async fn get(tx: &mut Tx, id: SessionId) -> Result<Option<Session>, DbError> {
    sql("SELECT id, organization, user_id, address, user_agent, created_at, expires_at, revoked_at FROM sessions \
         WHERE id = $1")
        .bind(id)
        .opt(tx, read)
        .await
}

/// Ends a session; whether it was there and still counted.
///
/// # Errors
/// [`DbError`]
pub async fn revoke(
    tx: &mut Tx,
    organization: OrganizationId,
    id: SessionId,
    at: Timestamp,
) -> Result<bool, DbError> {
    let n =
        sql("UPDATE sessions SET revoked_at = $1 WHERE id = $2 AND organization = $3 AND revoked_at IS NULL")
            .bind(at)
            .bind(id)
            .bind(organization)
            .run(tx)
            .await?;
    Ok(n == 1)
}

/// Ends every session of a user; how many there were.
///
/// # Errors
/// [`DbError`]
pub async fn revoke_all(
    tx: &mut Tx,
    organization: OrganizationId,
    user: UserId,
    at: Timestamp,
) -> Result<u64, DbError> {
    sql("UPDATE sessions SET revoked_at = $1 WHERE user_id = $2 AND organization = $3 AND revoked_at IS NULL")
        .bind(at)
        .bind(user)
        .bind(organization)
        .run(tx)
        .await
}

/// Removes sessions that ended before an instant; how many.
///
/// # Errors
/// [`DbError`]
pub async fn purge(tx: &mut Tx, before: Timestamp) -> Result<u64, DbError> {
    sql("DELETE FROM sessions WHERE expires_at < $1").bind(before).run(tx).await
}

/// Ends every session of a user but one.
///
/// # Errors
/// [`DbError`]
pub async fn revoke_others(
    tx: &mut Tx,
    organization: OrganizationId,
    user: UserId,
    but: Option<SessionId>,
    at: Timestamp,
) -> Result<u64, DbError> {
    sql(
        "UPDATE sessions SET revoked_at = $1 WHERE user_id = $2 AND organization = $3 AND revoked_at IS NULL \
         AND id <> $4",
    )
    .bind(at)
    .bind(user)
    .bind(organization)
    .bind(but.unwrap_or_else(|| model::Id::from_uuid(uuid::Uuid::nil())))
    .run(tx)
    .await
}
