//! Targets.

use model::target::Target;
use model::web::WebTarget;
use model::{OrganizationId, Product, TargetId};

use crate::bulk::{find_among, uuids};
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::{Row, json};

const SPEC: ListSpec = ListSpec {
    from: "targets t",
    key: "t.id",
    created: "t.created_at",
    select: "t.id, t.organization, t.product, t.kind, t.name, t.comment, t.hosts, t.exclude_hosts, t.max_hosts, \
             t.web, t.created_at, t.updated_at",
    rows: None,
    columns: &[
        Column::both("name", "t.name", ColumnKind::Text),
        Column::both("kind", "t.kind", ColumnKind::Word),
        Column::both("hosts", "t.hosts", ColumnKind::Text),
        Column::filter("exclude_hosts", "t.exclude_hosts", ColumnKind::Text),
        Column::both("comment", "t.comment", ColumnKind::Text),
        Column::filter("id", "t.id", ColumnKind::Id),
        Column::sort("created_at", "t.created_at", ColumnKind::Time),
        Column::sort("updated_at", "t.updated_at", ColumnKind::Time),
    ],
    default_sort: ("created_at", Order::Desc),
};

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;

pub(crate) fn read(row: Row<'_>) -> Result<Target, DbError> {
    let row = row.of("targets");
    Ok(Target {
        id: row.id("id")?,
        organization: row.id("organization")?,
        product: row.parse("product")?,
        kind: row.parse("kind")?,
        name: row.text("name")?,
        comment: row.text("comment")?,
        hosts: row.text("hosts")?.try_into().map_err(|_| row.inconsistent("hosts"))?,
        exclude_hosts: row
            .text("exclude_hosts")?
            .try_into()
            .map_err(|_| row.inconsistent("exclude_hosts"))?,
        max_hosts: row.opt_num("max_hosts")?,
        web: row.opt_json::<WebTarget>("web")?.map(Box::new),
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

/// The open part of a target's web settings, and its address, as they are stored: secrets are never among them.
fn open_web(target: &Target) -> (Option<String>, Option<String>, bool) {
    let Some(web) = &target.web else { return (None, None, false) };
    let mut open = web.as_ref().clone();
    open.take_secrets();
    (Some(open.url.clone()), Some(json(&open)), open.verification.verified)
}

/// Stores a new target. Secrets of its web settings are left out: see [`crate::web_targets::set_secrets`].
///
/// # Errors
/// `Conflict("targets_name_key")` when organization and product have a network target of the name.
pub async fn insert(tx: &mut Tx, target: &Target) -> Result<(), DbError> {
    let (url, web, verified) = open_web(target);
    sql("INSERT INTO targets (id, organization, product, kind, name, comment, hosts, exclude_hosts, max_hosts, \
         last_finding_number, created_at, updated_at, url, web, verified) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10, $11, $12, $13, $14)")
        .bind(target.id)
        .bind(target.organization)
        .bind(target.product.as_str())
        .bind(target.kind.as_str())
        .bind(&target.name)
        .bind(&target.comment)
        .bind(target.hosts.to_string())
        .bind(target.exclude_hosts.to_string())
        .bind(target.max_hosts)
        .bind(target.created_at)
        .bind(target.updated_at)
        .bind(url)
        .bind(web)
        .bind(verified)
        .run(tx)
        .await?;
    Ok(())
}

/// Changes kind, name, comment, hosts, exclusions, `max_hosts`, web settings without their secrets and `updated_at`;
/// whether it was there.
///
/// # Errors
/// `Conflict("targets_name_key")` when organization and product have another one of the name.
pub async fn update(tx: &mut Tx, target: &Target) -> Result<bool, DbError> {
    let (url, web, verified) = open_web(target);
    let n =
        sql("UPDATE targets SET name = $1, comment = $2, hosts = $3, exclude_hosts = $4, max_hosts = $5, \
         updated_at = $6, url = $10, web = $11, verified = $12, kind = $13 \
         WHERE id = $7 AND organization = $8 AND product = $9")
        .bind(&target.name)
        .bind(&target.comment)
        .bind(target.hosts.to_string())
        .bind(target.exclude_hosts.to_string())
        .bind(target.max_hosts)
        .bind(target.updated_at)
        .bind(target.id)
        .bind(target.organization)
        .bind(target.product.as_str())
        .bind(url)
        .bind(web)
        .bind(verified)
        .bind(target.kind.as_str())
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// One target.
///
/// # Errors
/// [`DbError`]
pub async fn get(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: TargetId,
) -> Result<Option<Target>, DbError> {
    sql("SELECT id, organization, product, kind, name, comment, hosts, exclude_hosts, max_hosts, web, created_at, \
         updated_at FROM targets WHERE id = $1 AND organization = $2 AND product = $3")
        .bind(id)
        .bind(organization)
        .bind(product.as_str())
        .opt(tx, read)
        .await
}

/// Targets of any organization and product: for firing, which has no caller.
///
/// # Errors
/// [`DbError`]
pub async fn many(tx: &mut Tx, ids: &[TargetId]) -> Result<Vec<Target>, DbError> {
    let text = "SELECT id, organization, product, kind, name, comment, hosts, exclude_hosts, max_hosts, web, created_at, \
         updated_at FROM targets WHERE id {1}";
    find_among(tx, text, &[uuids(ids.iter().copied())], Vec::new(), read).await
}

/// Removes a target with its findings and hosts; whether it was there.
///
/// # Errors
/// `ForeignKey` while scans use it.
pub async fn delete(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: TargetId,
) -> Result<bool, DbError> {
    let gone = sql("DELETE FROM targets WHERE id = $1 AND organization = $2 AND product = $3 \
         RETURNING id, finding_changes")
    .bind(id)
    .bind(organization)
    .bind(product.as_str())
    .opt(tx, |row| row.of("targets").int("finding_changes"))
    .await?;
    let Some(changes) = gone else { return Ok(false) };
    crate::findings::organization_changed(tx, organization, changes + 1).await?;
    Ok(true)
}

/// A page of the targets.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
) -> Result<ListPage<Target>, ListError> {
    let scope = [("t.organization", organization.into()), ("t.product", product.as_str().into())];
    SPEC.list(tx, &scope, query, read).await
}
