//! Schedules: rules and their next due time.

use model::schedule::Schedule;
use model::{OrganizationId, Product, ScheduleId, Timestamp};

use crate::bulk::{BulkUpdate, find_among, uuids};
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::{Row, json};
use crate::value::Kind;

const SPEC: ListSpec = ListSpec {
    from: "schedules t",
    key: "t.id",
    created: "t.created_at",
    select: "t.id, t.organization, t.product, t.name, t.comment, t.first_time, t.timezone, t.rule, t.enabled, \
             t.catch_up, t.overlap_policy, t.jitter_seconds, t.next_due, t.created_at, t.updated_at",
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
        overlap_policy: row.parse("overlap_policy")?,
        jitter_seconds: row.num("jitter_seconds")?,
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
         next_due, created_at, updated_at, overlap_policy, jitter_seconds, fire_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)")
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
        .bind(schedule.overlap_policy.as_str())
        .bind(schedule.jitter_seconds)
        .bind(fire_at(schedule))
        .run(tx)
        .await?;
    Ok(())
}

/// When the next due time is to be looked at.
fn fire_at(schedule: &Schedule) -> Option<Timestamp> {
    schedule.next_due.map(|due| schedule.starts_at(due))
}

/// Changes everything but id, tenant, product and creation; whether it was there.
///
/// # Errors
/// `Conflict("schedules_name_key")` when organization and product have another one of the name.
pub async fn update(tx: &mut Tx, schedule: &Schedule) -> Result<bool, DbError> {
    let n = sql("UPDATE schedules SET name = $1, comment = $2, first_time = $3, timezone = $4, rule = $5, enabled = $6, \
         catch_up = $7, next_due = $8, updated_at = $9, overlap_policy = $13, jitter_seconds = $14, fire_at = $15 \
         WHERE id = $10 AND organization = $11 AND product = $12")
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
        .bind(schedule.overlap_policy.as_str())
        .bind(schedule.jitter_seconds)
        .bind(fire_at(schedule))
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// Moves schedules that this transaction has taken to their next due times; `now` is when what was due before was decided on.
///
/// # Errors
/// [`DbError`]
pub async fn advance(
    tx: &mut Tx,
    moved: &[(&Schedule, Option<Timestamp>)],
    now: Timestamp,
) -> Result<(), DbError> {
    const BULK: BulkUpdate = BulkUpdate {
        table: "schedules",
        key: ("id", Kind::Uuid),
        columns: &[("next_due", Kind::Int), ("fire_at", Kind::Int), ("fired_at", Kind::Int)],
        also: "",
    };
    let row = |(schedule, next): &(&Schedule, Option<Timestamp>)| {
        vec![schedule.id.into(), (*next).into(), next.map(|due| schedule.starts_at(due)).into(), now.into()]
    };
    BULK.update(tx, moved.iter().map(row).collect()).await.map(drop)
}

/// Has a schedule looked at again later, whose due time cannot be decided on yet.
///
/// # Errors
/// [`DbError`]
pub async fn put_off(tx: &mut Tx, id: ScheduleId, until: Timestamp) -> Result<(), DbError> {
    sql("UPDATE schedules SET fire_at = $1 WHERE id = $2").bind(until).bind(id).run(tx).await?;
    Ok(())
}

macro_rules! due {
    ($which:literal, $rest:literal) => {
        concat!(
            "SELECT id, organization, product, name, comment, first_time, timezone, rule, enabled, catch_up, \
             overlap_policy, jitter_seconds, next_due, created_at, updated_at FROM schedules \
             WHERE enabled AND fire_at IS NOT NULL AND fire_at <= $1",
            $which,
            $rest
        )
    };
}

/// Enabled schedules of every organization that are to be fired, longest due first, for the transaction that fires them:
/// no other one gets them until it ends.
///
/// # Errors
/// [`DbError`]
pub async fn take_due(tx: &mut Tx, now: Timestamp, limit: u32) -> Result<Vec<Schedule>, DbError> {
    // SQLite has one writer.
    let text = if tx.is_sqlite() {
        due!(" ORDER BY fire_at, id LIMIT $2", "")
    } else {
        due!(" ORDER BY fire_at, id LIMIT $2", " FOR UPDATE SKIP LOCKED")
    };
    readable(sql(text).bind(now).bind(limit).all(tx, |row| Ok(read(row))).await?)
}

/// Those that can be read: one that another version or a hand has written keeps no other one from firing.
fn readable(rows: Vec<Result<Schedule, DbError>>) -> Result<Vec<Schedule>, DbError> {
    let kept = rows.into_iter().filter_map(|row| match row {
        Err(error @ DbError::Inconsistent { .. }) => {
            tracing::error!("a schedule does not fire: {error}");
            None
        }
        row => Some(row),
    });
    kept.collect()
}

/// One of them, if it is still to be fired once nobody else has it.
///
/// # Errors
/// [`DbError`]
pub async fn take_one(tx: &mut Tx, now: Timestamp, id: ScheduleId) -> Result<Option<Schedule>, DbError> {
    let text = if tx.is_sqlite() {
        due!(" AND id = $2", "")
    } else {
        // Waited for: a batch that failed a moment ago may hold it still.
        due!(" AND id = $2", " FOR UPDATE")
    };
    sql(text).bind(now).bind(id).opt(tx, read).await
}

/// Schedules that were fired by a clock that has since been set back: the decision lies after `now`.
///
/// # Errors
/// [`DbError`]
pub async fn ahead(tx: &mut Tx, now: Timestamp, limit: u32) -> Result<Vec<Schedule>, DbError> {
    sql("SELECT id, organization, product, name, comment, first_time, timezone, rule, enabled, catch_up, \
         overlap_policy, jitter_seconds, next_due, created_at, updated_at FROM schedules \
         WHERE enabled AND fired_at IS NOT NULL AND fired_at > $1 ORDER BY id LIMIT $2")
    .bind(now)
    .bind(limit)
    .all(tx, |row| Ok(read(row)))
    .await
    .and_then(readable)
}

/// Sets a schedule to a due time by a clock that was set right.
///
/// # Errors
/// [`DbError`]
pub async fn set_back(
    tx: &mut Tx,
    schedule: &Schedule,
    next: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), DbError> {
    sql("UPDATE schedules SET next_due = $1, fire_at = $2, fired_at = $3 WHERE id = $4 AND fired_at > $3")
        .bind(next)
        .bind(next.map(|due| schedule.starts_at(due)))
        .bind(now)
        .bind(schedule.id)
        .run(tx)
        .await?;
    Ok(())
}

/// When the next enabled schedule of any organization is to be fired.
///
/// # Errors
/// [`DbError`]
pub async fn next_due(tx: &mut Tx) -> Result<Option<Timestamp>, DbError> {
    sql("SELECT fire_at FROM schedules WHERE enabled AND fire_at IS NOT NULL ORDER BY fire_at LIMIT 1")
        .opt(tx, |row| row.of("schedules").time("fire_at"))
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
    sql("SELECT id, organization, product, name, comment, first_time, timezone, rule, enabled, catch_up, \
         overlap_policy, jitter_seconds, next_due, created_at, updated_at FROM schedules WHERE id = $1 AND organization = $2 AND product = $3")
        .bind(id)
        .bind(organization)
        .bind(product.as_str())
        .opt(tx, read)
        .await
}

/// Schedules of any organization and product: for firing, which has no caller.
///
/// # Errors
/// [`DbError`]
pub async fn many(tx: &mut Tx, ids: &[ScheduleId]) -> Result<Vec<Schedule>, DbError> {
    let text = "SELECT id, organization, product, name, comment, first_time, timezone, rule, enabled, catch_up, \
         overlap_policy, jitter_seconds, next_due, created_at, updated_at FROM schedules WHERE id {1}";
    find_among(tx, text, &[uuids(ids.iter().copied())], Vec::new(), read).await
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
