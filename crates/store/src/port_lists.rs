//! Organizations' own port lists.

use model::scan::PortList;
use model::{OrganizationId, PortListId, Product};

use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::Row;

const SPEC: ListSpec = ListSpec {
    from: "port_lists t",
    key: "t.id",
    created: "t.created_at",
    select: "t.id, t.organization, t.product, t.name, t.comment, t.ports, t.created_at, t.updated_at",
    rows: None,
    columns: &[
        Column::both("name", "t.name", ColumnKind::Text),
        Column::both("comment", "t.comment", ColumnKind::Text),
        Column::filter("ports", "t.ports", ColumnKind::Text),
        Column::filter("id", "t.id", ColumnKind::Id),
        Column::sort("created_at", "t.created_at", ColumnKind::Time),
        Column::sort("updated_at", "t.updated_at", ColumnKind::Time),
    ],
    default_sort: ("created_at", Order::Desc),
};

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;

fn read(row: Row<'_>) -> Result<PortList, DbError> {
    let row = row.of("port_lists");
    Ok(PortList {
        id: row.id("id")?,
        organization: row.id("organization")?,
        product: row.parse("product")?,
        name: row.text("name")?,
        comment: row.text("comment")?,
        ports: row.text("ports")?.try_into().map_err(|_| row.inconsistent("ports"))?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

/// Stores a new port list.
///
/// # Errors
/// `Conflict("port_lists_name_key")` when organization and product have one of the name.
pub async fn insert(tx: &mut Tx, list: &PortList) -> Result<(), DbError> {
    sql("INSERT INTO port_lists (id, organization, product, name, comment, ports, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(list.id)
    .bind(list.organization)
    .bind(list.product.as_str())
    .bind(&list.name)
    .bind(&list.comment)
    .bind(list.ports.to_string())
    .bind(list.created_at)
    .bind(list.updated_at)
    .run(tx)
    .await?;
    Ok(())
}

/// Changes name, comment, ports and `updated_at`; whether it was there.
///
/// # Errors
/// `Conflict("port_lists_name_key")` when organization and product have another one of the name.
pub async fn update(tx: &mut Tx, list: &PortList) -> Result<bool, DbError> {
    let n = sql("UPDATE port_lists SET name = $1, comment = $2, ports = $3, updated_at = $4 \
         WHERE id = $5 AND organization = $6 AND product = $7")
    .bind(&list.name)
    .bind(&list.comment)
    .bind(list.ports.to_string())
    .bind(list.updated_at)
    .bind(list.id)
    .bind(list.organization)
    .bind(list.product.as_str())
    .run(tx)
    .await?;
    Ok(n == 1)
}

/// One port list.
///
/// # Errors
/// [`DbError`]
pub async fn get(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: PortListId,
) -> Result<Option<PortList>, DbError> {
    sql("SELECT id, organization, product, name, comment, ports, created_at, updated_at FROM port_lists \
         WHERE id = $1 AND organization = $2 AND product = $3")
    .bind(id)
    .bind(organization)
    .bind(product.as_str())
    .opt(tx, read)
    .await
}

/// Removes a port list; whether it was there. Scans name it by text: the caller looks with `scans::using_port_list`.
///
/// # Errors
/// [`DbError`]
pub async fn delete(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: PortListId,
) -> Result<bool, DbError> {
    let n = sql("DELETE FROM port_lists WHERE id = $1 AND organization = $2 AND product = $3")
        .bind(id)
        .bind(organization)
        .bind(product.as_str())
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// A page of the port lists.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
) -> Result<ListPage<PortList>, ListError> {
    let scope = [("t.organization", organization.into()), ("t.product", product.as_str().into())];
    SPEC.list(tx, &scope, query, read).await
}
