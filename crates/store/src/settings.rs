//! Settings that an administrator changes at run time: typed JSON values by name, defaults in code.

use model::{OrganizationId, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::row::json;

/// Whose a setting or secret is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The installation's.
    System,
    /// An organization's.
    Organization(OrganizationId),
}

impl Scope {
    pub(crate) fn text(self) -> String {
        match self {
            Self::System => "system".to_owned(),
            Self::Organization(id) => id.to_string(),
        }
    }
}

/// The value of a setting, if one was set.
///
/// # Errors
/// `Inconsistent` when the stored value is of another type.
pub async fn get<T: DeserializeOwned>(tx: &mut Tx, scope: Scope, name: &str) -> Result<Option<T>, DbError> {
    sql("SELECT value FROM settings WHERE scope = $1 AND name = $2")
        .bind(scope.text())
        .bind(name)
        .opt(tx, |row| row.of("settings").json("value"))
        .await
}

/// Sets a setting.
///
/// # Errors
/// [`DbError`]
pub async fn set<T: Serialize + Sync>(
    tx: &mut Tx,
    scope: Scope,
    name: &str,
    value: &T,
    at: Timestamp,
) -> Result<(), DbError> {
    sql("INSERT INTO settings (scope, name, value, updated_at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (scope, name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at")
    .bind(scope.text())
    .bind(name)
    .bind(json(value))
    .bind(at)
    .run(tx)
    .await?;
    Ok(())
}

/// Goes back to the default; whether a value was set.
///
/// # Errors
/// [`DbError`]
pub async fn clear(tx: &mut Tx, scope: Scope, name: &str) -> Result<bool, DbError> {
    let n = sql("DELETE FROM settings WHERE scope = $1 AND name = $2")
        .bind(scope.text())
        .bind(name)
        .run(tx)
        .await?;
    Ok(n == 1)
}
