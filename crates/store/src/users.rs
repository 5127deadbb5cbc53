//! Users.

use model::user::User;
use model::{OrganizationId, Product, Timestamp, UserId};

use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::Row;

const SEARCH: &str = "(lower(t.email) LIKE lower({}) ESCAPE '\\' \
    OR lower(t.first_name || ' ' || t.last_name) LIKE lower({}) ESCAPE '\\')";

const SPEC: ListSpec = ListSpec {
    from: "users t",
    key: "t.id",
    created: "t.created_at",
    select: "t.id, t.organization, t.email, t.first_name, t.last_name, t.role, t.locale, t.timezone, \
             t.active_product, t.password_hash, t.enabled, t.created_at, t.updated_at",
    rows: None,
    columns: &[
        Column::both("email", "t.email", ColumnKind::Text),
        Column::both("first_name", "t.first_name", ColumnKind::Text),
        Column::both("last_name", "t.last_name", ColumnKind::Text),
        Column::both("role", "t.role", ColumnKind::Word),
        Column::filter("enabled", "t.enabled", ColumnKind::Bool),
        Column::filter("id", "t.id", ColumnKind::Id),
        Column::filter("search", SEARCH, ColumnKind::Search),
        Column::sort("created_at", "t.created_at", ColumnKind::Time),
    ],
    default_sort: ("created_at", Order::Asc),
};

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;

fn read(row: Row<'_>) -> Result<User, DbError> {
    let row = row.of("users");
    Ok(User {
        id: row.id("id")?,
        organization: row.id("organization")?,
        email: row.text("email")?,
        first_name: row.text("first_name")?,
        last_name: row.text("last_name")?,
        role: row.parse("role")?,
        locale: row.text("locale")?,
        timezone: row.text("timezone")?,
        active_product: row.parse("active_product")?,
        password_hash: row.text("password_hash")?,
        enabled: row.bool("enabled")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

/// Stores a new user.
///
/// # Errors
/// `Conflict("users_email_key")` when another user has the e-mail address.
pub async fn insert(tx: &mut Tx, user: &User) -> Result<(), DbError> {
    sql("INSERT INTO users (id, organization, email, first_name, last_name, role, locale, timezone, active_product, \
         password_hash, enabled, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
        .bind(user.id)
        .bind(user.organization)
        .bind(&user.email)
        .bind(&user.first_name)
        .bind(&user.last_name)
        .bind(user.role.as_str())
        .bind(&user.locale)
        .bind(&user.timezone)
        .bind(user.active_product.as_str())
        .bind(&user.password_hash)
        .bind(user.enabled)
        .bind(user.created_at)
        .bind(user.updated_at)
        .run(tx)
        .await?;
    Ok(())
}

/// Changes everything but id, organization and creation; whether it was there.
///
/// # Errors
/// `Conflict("users_email_key")` when another user has the e-mail address.
pub async fn update(tx: &mut Tx, user: &User) -> Result<bool, DbError> {
    let n = sql("UPDATE users SET email = $1, first_name = $2, last_name = $3, role = $4, locale = $5, timezone = $6, \
         active_product = $7, password_hash = $8, enabled = $9, updated_at = $10 WHERE id = $11 AND organization = $12")
        .bind(&user.email)
        .bind(&user.first_name)
        .bind(&user.last_name)
        .bind(user.role.as_str())
        .bind(&user.locale)
        .bind(&user.timezone)
        .bind(user.active_product.as_str())
        .bind(&user.password_hash)
        .bind(user.enabled)
        .bind(user.updated_at)
        .bind(user.id)
        .bind(user.organization)
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// Changes the active product alone; whether the user was there.
///
/// # Errors
/// [`DbError`]
pub async fn set_product(
    tx: &mut Tx,
    organization: OrganizationId,
    id: UserId,
    product: Product,
    at: Timestamp,
) -> Result<bool, DbError> {
    let n = sql("UPDATE users SET active_product = $1, updated_at = $2 WHERE id = $3 AND organization = $4")
        .bind(product.as_str())
        .bind(at)
        .bind(id)
        .bind(organization)
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// One user of the organization.
///
/// # Errors
/// [`DbError`]
pub async fn get(tx: &mut Tx, organization: OrganizationId, id: UserId) -> Result<Option<User>, DbError> {
    sql("SELECT id, organization, email, first_name, last_name, role, locale, timezone, active_product, password_hash, \
         enabled, created_at, updated_at FROM users WHERE id = $1 AND organization = $2")
        .bind(id)
        .bind(organization)
        .opt(tx, read)
        .await
}

/// How many owners of the organization may sign in, beside one user. Their rows are held until the end of the transaction,
/// so that two of them cannot leave at once.
///
/// # Errors
/// [`DbError`]
pub async fn other_owners(tx: &mut Tx, organization: OrganizationId, but: UserId) -> Result<u64, DbError> {
    let text = if tx.is_sqlite() {
        "SELECT id FROM users WHERE organization = $1 AND role = 'owner' AND enabled = $2"
    } else {
        "SELECT id FROM users WHERE organization = $1 AND role = 'owner' AND enabled = $2 ORDER BY id FOR UPDATE"
    };
    let owners =
        sql(text).bind(organization).bind(true).all(tx, |row| row.of("users").id::<UserId>("id")).await?;
    Ok(owners.into_iter().filter(|id| *id != but).count() as u64)
}

/// The user with an e-mail address (lower case), whatever the organization: for signing in only.
///
/// # Errors
/// [`DbError`]
pub async fn by_email(tx: &mut Tx, email: &str) -> Result<Option<User>, DbError> {
    sql("SELECT id, organization, email, first_name, last_name, role, locale, timezone, active_product, password_hash, \
         enabled, created_at, updated_at FROM users WHERE email = $1")
        .bind(email)
        .opt(tx, read)
        .await
}

/// Removes a user with sessions and tokens; whether it was there.
///
/// # Errors
/// [`DbError`]
pub async fn delete(tx: &mut Tx, organization: OrganizationId, id: UserId) -> Result<bool, DbError> {
    let n = sql("DELETE FROM users WHERE id = $1 AND organization = $2")
        .bind(id)
        .bind(organization)
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// A page of the organization's users.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    query: &ListQuery,
) -> Result<ListPage<User>, ListError> {
    SPEC.list(tx, &[("t.organization", organization.into())], query, read).await
}
