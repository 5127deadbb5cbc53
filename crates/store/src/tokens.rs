//! Access tokens (one current a user) and API keys (of an organization). Only hashes are stored.

use model::{OrganizationId, Timestamp, UserId};

use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::row::Row;

/// An access token, without the token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessToken {
    /// Whose.
    pub user: UserId,
    /// Tenant.
    pub organization: OrganizationId,
    /// Creation.
    pub created_at: Timestamp,
}

/// An API key, without the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Tenant.
    pub organization: OrganizationId,
    /// What it is for.
    pub name: String,
    /// Hash, as a handle.
    pub hash: String,
    /// Creation.
    pub created_at: Timestamp,
}

fn read_key(row: Row<'_>) -> Result<ApiKey, DbError> {
    let row = row.of("api_keys");
    Ok(ApiKey {
        organization: row.id("organization")?,
        name: row.text("name")?,
        hash: row.text("hash")?,
        created_at: row.time("created_at")?,
    })
}

fn read_token(row: Row<'_>) -> Result<AccessToken, DbError> {
    let row = row.of("access_tokens");
    Ok(AccessToken {
        user: row.id("user_id")?,
        organization: row.id("organization")?,
        created_at: row.time("created_at")?,
    })
}

/// Gives a user an access token; an earlier one stops working.
///
/// # Errors
/// [`DbError`]
pub async fn set_access_token(
    tx: &mut Tx,
    organization: OrganizationId,
    user: UserId,
    hash: &str,
    at: Timestamp,
) -> Result<(), DbError> {
    sql("INSERT INTO access_tokens (user_id, organization, hash, created_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, created_at = excluded.created_at")
    .bind(user)
    .bind(organization)
    .bind(hash)
    .bind(at)
    .run(tx)
    .await?;
    Ok(())
}

/// The token with a hash.
///
/// # Errors
/// [`DbError`]
pub async fn access_token(tx: &mut Tx, hash: &str) -> Result<Option<AccessToken>, DbError> {
    sql("SELECT user_id, organization, created_at FROM access_tokens WHERE hash = $1")
        .bind(hash)
        .opt(tx, read_token)
        .await
}

/// Takes a user's access token away; whether there was one.
///
/// # Errors
/// [`DbError`]
pub async fn revoke_access_token(
    tx: &mut Tx,
    organization: OrganizationId,
    user: UserId,
) -> Result<bool, DbError> {
    let n = sql("DELETE FROM access_tokens WHERE user_id = $1 AND organization = $2")
        .bind(user)
        .bind(organization)
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// Stores a new API key.
///
/// # Errors
/// `Conflict("api_keys_pkey")` for a hash that is there.
pub async fn insert_api_key(tx: &mut Tx, key: &ApiKey) -> Result<(), DbError> {
    sql("INSERT INTO api_keys (hash, organization, name, created_at) VALUES ($1, $2, $3, $4)")
        .bind(&key.hash)
        .bind(key.organization)
        .bind(&key.name)
        .bind(key.created_at)
        .run(tx)
        .await?;
    Ok(())
}

/// The API key with a hash.
///
/// # Errors
/// [`DbError`]
pub async fn api_key(tx: &mut Tx, hash: &str) -> Result<Option<ApiKey>, DbError> {
    sql("SELECT hash, organization, name, created_at FROM api_keys WHERE hash = $1")
        .bind(hash)
        .opt(tx, read_key)
        .await
}

/// The organization's API keys, oldest first.
///
/// # Errors
/// [`DbError`]
pub async fn api_keys(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<ApiKey>, DbError> {
    sql("SELECT hash, organization, name, created_at FROM api_keys WHERE organization = $1 ORDER BY created_at LIMIT 1000")
        .bind(organization)
        .all(tx, read_key)
        .await
}

/// Removes an API key; whether it was there.
///
/// # Errors
/// [`DbError`]
pub async fn delete_api_key(tx: &mut Tx, organization: OrganizationId, hash: &str) -> Result<bool, DbError> {
    let n = sql("DELETE FROM api_keys WHERE hash = $1 AND organization = $2")
        .bind(hash)
        .bind(organization)
        .run(tx)
        .await?;
    Ok(n == 1)
}
