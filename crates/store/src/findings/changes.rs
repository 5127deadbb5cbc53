//! The stamp of an organization's findings: it grows with every change of them, so that what was learnt about their
//! order stays true for as long as the stamp is the same.
//!
//! Each target counts the changes of its findings in a row that ingest has locked anyway; no two transactions wait for
//! each other that would not without it. Changes of single findings by people, whose transaction holds a finding and must not
//! wait for its target, and those of removed targets are counted by the organization.

use model::{OrganizationId, Product, TargetId};

use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Arrays, ListError, ListPage, ListQuery, ListSpec};
use crate::row::Row;
use crate::value::Val;

/// Counts a change of a target's findings; locks the target.
pub(crate) async fn target_changed(
    tx: &mut Tx,
    organization: OrganizationId,
    target: TargetId,
) -> Result<(), DbError> {
    sql("UPDATE targets SET finding_changes = finding_changes + 1 WHERE id = $1 AND organization = $2")
        .bind(target)
        .bind(organization)
        .run(tx)
        .await
        .map(drop)
}

/// Counts changes of an organization's findings.
pub(crate) async fn organization_changed(
    tx: &mut Tx,
    organization: OrganizationId,
    changes: i64,
) -> Result<(), DbError> {
    sql("UPDATE organizations SET finding_changes = finding_changes + $1 WHERE id = $2")
        .bind(changes)
        .bind(organization)
        .run(tx)
        .await
        .map(drop)
}

async fn stamp(tx: &mut Tx, organization: OrganizationId, product: Product) -> Result<i64, DbError> {
    sql("SELECT o.id, o.finding_changes + COALESCE((SELECT CAST(SUM(t.finding_changes) AS BIGINT) FROM targets t \
         WHERE t.organization = $1 AND t.product = $2), 0) AS stamp FROM organizations o WHERE o.id = $1")
    .bind(organization)
    .bind(product.as_str())
    .opt(tx, |row| row.of("organizations").int("stamp"))
    .await
    .map(Option::unwrap_or_default)
}

/// A page of findings; `counted` is its total, where counters know it. A deep page of a list that is walked starts at the
/// nearest fence.
pub(super) async fn page<T>(
    tx: &mut Tx,
    (organization, product): (OrganizationId, Product),
    (spec, scope): (&ListSpec, &[(&'static str, Val)]),
    (query, counted): (&ListQuery, Option<u64>),
    read: impl Fn(Row<'_>) -> Result<T, DbError>,
) -> Result<ListPage<T>, ListError> {
    let lead = spec.lead(tx, scope, query).await?;
    let total = match counted {
        Some(total) => total,
        None => spec.count(tx, scope, (query, lead)).await?,
    };
    let lead = match lead {
        Some(lead) if spec.gathers(tx, (query, lead), total)? => Some((lead, Arrays(!tx.is_sqlite()))),
        _ => None,
    };
    let mut walk = spec.walk(scope, query, (total, lead))?;
    if walk.wants_fences(tx) {
        let stamp = stamp(tx, organization, product).await?;
        walk.approach(tx, stamp).await?;
    }
    Ok(ListPage { items: walk.rows(tx, read).await?, total })
}
