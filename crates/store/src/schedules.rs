//! Schedules: rules and their next due time.

use model::schedule::Schedule;
use model::{OrganizationId, Product, ScheduleId, Timestamp};

use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::{Row, json};

const SPEC: ListSpec = ListSpec {
    from: "schedules t",
    key: "t.id",
    created: "t.created_at",
    select: "t.id, t.organization, t.product, t.name, t.comment, t.first_time, t.timezone, t.rule, t.enabled, \
             t.catch_up, t.next_due, t.created_at, t.updated_at",
    rows: None,
    columns: &[
        Column::both("name", "t.name", ColumnKind::Text),
        Column::both("comment", "t.comment", ColumnKind::Text),
        Column::both("timezone", "t.timezone", ColumnKind::Text),
        Column::both("first_time", "t.first_time", ColumnKind::Text),
        Column::filter("enabled", "t.enabled", ColumnKind::Bool),
        Column::filter("id", "t.id", ColumnKind::Id),
        // Schedules that never come again are last, in both databases.
        Column::sort("next_time", "COALESCE(t.next_due,9223372036854775807)", ColumnKind::Time),
        Column::sort("created_at", "t.created_at", ColumnKind::Time),
        Column::sort("updated_at", "t.updated_at", ColumnKind::Time),
    ],
    default_sort: ("created_at", Order::Desc),
};

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;

pub(crate) fn read(row: Row<'_>) -> Result<Schedule, DbError> {
    let row = row.of("schedules");
    Ok(Schedule {
        id: row.id("id")?,
        organization: row.id("organization")?,
        product: row.parse("product")?,
        name: row.text("name")?,
        comment: row.text("comment")?,
        first_time: row.text("first_time")?,
        timezone: row.text("timezone")?,
        rule: row.json("rule")?,
        enabled: row.bool("enabled")?,
        catch_up: row.parse("catch_up")?,
        next_due: row.opt_time("next_due")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

/// Stores a new schedule.
///
/// # Errors
/// `Conflict("schedules_name_key")` when organization and product have one of the name.
pub async fn insert(tx: &mut Tx, schedule: &Schedule) -> Result<(), DbError> {
    sql("INSERT INTO schedules (id, organization, product, name, comment, first_time, timezone, rule, enabled, catch_up, \
         next_due, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
        .bind(schedule.id)
        .bind(schedule.organization)
        .bind(schedule.product.as_str())
        .bind(&schedule.name)
        .bind(&schedule.comment)
        .bind(&schedule.first_time)
        .bind(&schedule.timezone)
        .bind(json(&schedule.rule))
        .bind(schedule.enabled)
        .bind(schedule.catch_up.as_str())
        .bind(schedule.next_due)
        .bind(schedule.created_at)
        .bind(schedule.updated_at)
        .run(tx)
        .await?;
    Ok(())
}

/// Changes everything but id, tenant, product and creation; whether it was there.
///
/// # Errors
/// `Conflict("schedules_name_key")` when organization and product have another one of the name.
pub async fn update(tx: &mut Tx, schedule: &Schedule) -> Result<bool, DbError> {
    let n = sql("UPDATE schedules SET name = $1, comment = $2, first_time = $3, timezone = $4, rule = $5, enabled = $6, \
         catch_up = $7, next_due = $8, updated_at = $9 WHERE id = $10 AND organization = $11 AND product = $12")
        .bind(&schedule.name)
        .bind(&schedule.comment)
        .bind(&schedule.first_time)
        .bind(&schedule.timezone)
        .bind(json(&schedule.rule))
        .bind(schedule.enabled)
        .bind(schedule.catch_up.as_str())
        .bind(schedule.next_due)
        .bind(schedule.updated_at)
        .bind(schedule.id)
        .bind(schedule.organization)
        .bind(schedule.product.as_str())
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// Moves a schedule from one due time to the next; whether it still stood at `from`. Nodes that fire the same due time
/// at once: one of them gets `true`.
///
/// # Errors
/// [`DbError`]
pub async fn advance(
    tx: &mut Tx,
    id: ScheduleId,
    from: Timestamp,
    next: Option<Timestamp>,
) -> Result<bool, DbError> {
    let n = sql("UPDATE schedules SET next_due = $1 WHERE id = $2 AND next_due = $3")
        .bind(next)
        .bind(id)
        .bind(from)
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// Enabled schedules of every organization that are due, longest due first.
///
/// # Errors
/// [`DbError`]
pub async fn due(tx: &mut Tx, now: Timestamp, limit: u32) -> Result<Vec<Schedule>, DbError> {
    sql("SELECT id, organization, product, name, comment, first_time, timezone, rule, enabled, catch_up, next_due, \
         created_at, updated_at FROM schedules WHERE enabled AND next_due IS NOT NULL AND next_due <= $1 \
         ORDER BY next_due, id LIMIT $2")
        .bind(now)
        .bind(limit)
        .all(tx, read)
        .await
}

/// When the next enabled schedule of any organization is due.
///
/// # Errors
/// [`DbError`]
pub async fn next_due(tx: &mut Tx) -> Result<Option<Timestamp>, DbError> {
    sql("SELECT next_due FROM schedules WHERE enabled AND next_due IS NOT NULL ORDER BY next_due LIMIT 1")
        .opt(tx, |row| row.of("schedules").time("next_due"))
        .await
}

/// One schedule.
///
/// # Errors
/// [`DbError`]
pub async fn get(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: ScheduleId,
) -> Result<Option<Schedule>, DbError> {
    sql("SELECT id, organization, product, name, comment, first_time, timezone, rule, enabled, catch_up, next_due, \
         created_at, updated_at FROM schedules WHERE id = $1 AND organization = $2 AND product = $3")
        .bind(id)
        .bind(organization)
        .bind(product.as_str())
        .opt(tx, read)
        .await
}

/// Removes a schedule with its occurrences; scans lose it. Whether it was there.
///
/// # Errors
/// [`DbError`]
pub async fn delete(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: ScheduleId,
) -> Result<bool, DbError> {
    let n = sql("DELETE FROM schedules WHERE id = $1 AND organization = $2 AND product = $3")
        .bind(id)
        .bind(organization)
        .bind(product.as_str())
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// A page of the schedules.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
) -> Result<ListPage<Schedule>, ListError> {
    let scope = [("t.organization", organization.into()), ("t.product", product.as_str().into())];
    SPEC.list(tx, &scope, query, read).await
}
