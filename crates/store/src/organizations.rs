//! Organizations: the tenants.

use model::organization::Organization;
use model::{OrganizationId, Product};

use crate::bulk::{find_among, uuids};
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::row::{Row, json};

fn read(row: Row<'_>) -> Result<Organization, DbError> {
    let row = row.of("organizations");
    Ok(Organization {
        id: row.id("id")?,
        parent: row.opt_id("parent")?,
        name: row.text("name")?,
        products: row.json::<Vec<Product>>("products")?,
        allowed_ranges: row.json("allowed_ranges")?,
        allowed_names: row.json("allowed_names")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

/// Stores a new organization, with an empty audit chain.
///
/// # Errors
/// [`DbError`]
pub async fn insert(tx: &mut Tx, organization: &Organization) -> Result<(), DbError> {
    let Organization { id, parent, name, products, allowed_ranges, allowed_names, created_at, updated_at } =
        organization;
    sql("INSERT INTO organizations (id, parent, name, products, allowed_ranges, audit_sequence, audit_hash, created_at, \
         updated_at, allowed_names) VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, $9)")
        .bind(*id)
        .bind(*parent)
        .bind(name)
        .bind(json(products))
        .bind(json(allowed_ranges))
        .bind(model::audit::GENESIS)
        .bind(*created_at)
        .bind(*updated_at)
        .bind(json(allowed_names))
        .run(tx)
        .await?;
    Ok(())
}

/// Changes name, products, ranges and `updated_at`; whether it was there.
///
/// # Errors
/// [`DbError`]
pub async fn update(tx: &mut Tx, organization: &Organization) -> Result<bool, DbError> {
    let n = sql("UPDATE organizations SET name = $1, products = $2, allowed_ranges = $3, updated_at = $4, allowed_names = $6 \
         WHERE id = $5")
        .bind(&organization.name)
        .bind(json(&organization.products))
        .bind(json(&organization.allowed_ranges))
        .bind(organization.updated_at)
        .bind(organization.id)
        .bind(json(&organization.allowed_names))
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// One organization.
///
/// # Errors
/// [`DbError`]
pub async fn get(tx: &mut Tx, id: OrganizationId) -> Result<Option<Organization>, DbError> {
    sql("SELECT id, parent, name, products, allowed_ranges, allowed_names, created_at, updated_at FROM organizations WHERE id = $1")
        .bind(id)
        .opt(tx, read)
        .await
}

/// Organizations by their ids: for firing, which has no caller.
///
/// # Errors
/// [`DbError`]
pub async fn many(tx: &mut Tx, ids: &[OrganizationId]) -> Result<Vec<Organization>, DbError> {
    let text = "SELECT id, parent, name, products, allowed_ranges, allowed_names, created_at, updated_at FROM organizations \
         WHERE id {1}";
    find_among(tx, text, &[uuids(ids.iter().copied())], Vec::new(), read).await
}

/// Every organization, oldest first: for start-up and maintenance, never for a tenant.
///
/// # Errors
/// [`DbError`]
pub async fn all(tx: &mut Tx) -> Result<Vec<Organization>, DbError> {
    sql("SELECT id, parent, name, products, allowed_ranges, allowed_names, created_at, updated_at FROM organizations \
         ORDER BY created_at, id")
    .all(tx, read)
    .await
}

/// How many there are.
///
/// # Errors
/// [`DbError`]
pub async fn count(tx: &mut Tx) -> Result<u64, DbError> {
    sql("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM organizations").one(tx, |row| row.num("n")).await
}
