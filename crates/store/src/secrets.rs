//! Secrets: sealed by the caller before they come here; this module never sees one in the clear.

use model::Timestamp;

use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::settings::Scope;

/// A sealed secret.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedSecret {
    /// Which key sealed it.
    pub key_id: String,
    /// Nonce and cipher text, in the caller's form.
    pub sealed: Vec<u8>,
}

impl std::fmt::Debug for SealedSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SealedSecret").field("key_id", &self.key_id).finish_non_exhaustive()
    }
}

/// A secret by name.
///
/// # Errors
/// [`DbError`]
pub async fn get(tx: &mut Tx, scope: Scope, name: &str) -> Result<Option<SealedSecret>, DbError> {
    sql("SELECT key_id, sealed FROM secrets WHERE scope = $1 AND name = $2")
        .bind(scope.text())
        .bind(name)
        .opt(tx, |row| {
            let row = row.of("secrets");
            Ok(SealedSecret { key_id: row.text("key_id")?, sealed: row.bytes("sealed")? })
        })
        .await
}

/// Stores a secret; an earlier one of the name is gone.
///
/// # Errors
/// [`DbError`]
pub async fn set(
    tx: &mut Tx,
    scope: Scope,
    name: &str,
    secret: &SealedSecret,
    at: Timestamp,
) -> Result<(), DbError> {
    sql("INSERT INTO secrets (scope, name, key_id, sealed, updated_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (scope, name) DO UPDATE SET key_id = excluded.key_id, sealed = excluded.sealed, \
         updated_at = excluded.updated_at")
    .bind(scope.text())
    .bind(name)
    .bind(&secret.key_id)
    .bind(secret.sealed.clone())
    .bind(at)
    .run(tx)
    .await?;
    Ok(())
}

/// Stores a secret unless there is one of the name; whether it was stored. Two nodes that start at once agree so.
///
/// # Errors
/// [`DbError`]
pub async fn insert_new(
    tx: &mut Tx,
    scope: Scope,
    name: &str,
    secret: &SealedSecret,
    at: Timestamp,
) -> Result<bool, DbError> {
    let n = sql("INSERT INTO secrets (scope, name, key_id, sealed, updated_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (scope, name) DO NOTHING")
    .bind(scope.text())
    .bind(name)
    .bind(&secret.key_id)
    .bind(secret.sealed.clone())
    .bind(at)
    .run(tx)
    .await?;
    Ok(n == 1)
}

/// Removes a secret; whether it was there.
///
/// # Errors
/// [`DbError`]
pub async fn delete(tx: &mut Tx, scope: Scope, name: &str) -> Result<bool, DbError> {
    let n = sql("DELETE FROM secrets WHERE scope = $1 AND name = $2")
        .bind(scope.text())
        .bind(name)
        .run(tx)
        .await?;
    Ok(n == 1)
}
