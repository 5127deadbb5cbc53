//! Access tokens (one current a user) and API keys (of an organization). Only hashes are stored.

use model::{ApiKeyId, OrganizationId, TargetId, Timestamp, UserId};

use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
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
    /// Id; keys from before the DAST dialect have none.
    pub id: Option<ApiKeyId>,
    /// Whom it stands for; keys that only name an application stand for nobody.
    pub user: Option<UserId>,
    /// The only target that it opens, if it is kept to one.
    pub target: Option<TargetId>,
    /// Creation.
    pub created_at: Timestamp,
}

fn read_key(row: Row<'_>) -> Result<ApiKey, DbError> {
    let row = row.of("api_keys");
    Ok(ApiKey {
        organization: row.id("organization")?,
        name: row.text("name")?,
        hash: row.text("hash")?,
        id: row.opt_id("id")?,
        user: row.opt_id("user_id")?,
        target: row.opt_id("target")?,
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
    sql("INSERT INTO api_keys (hash, organization, name, created_at, id, user_id, target) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)")
    .bind(&key.hash)
    .bind(key.organization)
    .bind(&key.name)
    .bind(key.created_at)
    .bind(key.id)
    .bind(key.user)
    .bind(key.target)
    .run(tx)
    .await?;
    Ok(())
}

/// The API key with a hash.
///
/// # Errors
/// [`DbError`]
pub async fn api_key(tx: &mut Tx, hash: &str) -> Result<Option<ApiKey>, DbError> {
    sql("SELECT hash, organization, name, created_at, id, user_id, target FROM api_keys WHERE hash = $1")
        .bind(hash)
        .opt(tx, read_key)
        .await
}

/// The organization's API keys, oldest first.
///
/// # Errors
/// [`DbError`]
pub async fn api_keys(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<ApiKey>, DbError> {
    sql("SELECT hash, organization, name, created_at, id, user_id, target FROM api_keys WHERE organization = $1 \
         ORDER BY created_at LIMIT 1000")
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

const SPEC: ListSpec = ListSpec {
    from: "api_keys t",
    key: "t.id",
    created: "t.created_at",
    select: "t.hash, t.organization, t.name, t.created_at, t.id, t.user_id, t.target",
    rows: None,
    columns: &[
        Column::filter("id", "t.id", ColumnKind::Id),
        Column::filter("target", "t.target", ColumnKind::Id),
        Column::filter("search", "lower(t.name) LIKE lower({}) ESCAPE '\\'", ColumnKind::Search),
        Column::sort("name", "t.name", ColumnKind::Text),
        Column::sort("created", "t.created_at", ColumnKind::Time),
    ],
    default_sort: ("created", Order::Desc),
};

/// A page of the keys that stand for a person: those of one target, or those of no target.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list_api_keys(
    tx: &mut Tx,
    organization: OrganizationId,
    target: Option<TargetId>,
    query: &ListQuery,
) -> Result<ListPage<ApiKey>, ListError> {
    let mut scope = vec![("t.organization", organization.into())];
    match target {
        Some(id) => scope.push(("t.target", id.into())),
        // An expression that is true for keys of no target.
        None => scope.push(("(t.target IS NULL AND t.id IS NOT NULL)", true.into())),
    }
    SPEC.list(tx, &scope, query, read_key).await
}

/// The API key of that id.
///
/// # Errors
/// [`DbError`]
pub async fn api_key_by_id(
    tx: &mut Tx,
    organization: OrganizationId,
    id: ApiKeyId,
) -> Result<Option<ApiKey>, DbError> {
    sql("SELECT hash, organization, name, created_at, id, user_id, target FROM api_keys \
         WHERE id = $1 AND organization = $2")
    .bind(id)
    .bind(organization)
    .opt(tx, read_key)
    .await
}
