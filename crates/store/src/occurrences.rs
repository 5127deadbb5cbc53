//! Occurrences: every due time of a schedule with its one outcome.

use model::schedule::{Occurrence, WaitsFor};
use model::{OccurrenceId, OrganizationId, ScanId, ScheduleId, Timestamp};

use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::Row;

const SPEC: ListSpec = ListSpec {
    from: "occurrences t",
    key: "t.id",
    created: "t.due",
    select: "t.id, t.organization, t.schedule, t.scan, t.due, t.outcome, t.reason, t.run, t.waits, \
             t.waits_until, t.decided_at",
    rows: None,
    columns: &[
        Column::filter("outcome", "t.outcome", ColumnKind::Word),
        Column::filter("scan_id", "t.scan", ColumnKind::Id),
        Column::filter("reason", "t.reason", ColumnKind::Text),
        Column::sort("due", "t.due", ColumnKind::Time),
        Column::sort("created_at", "t.decided_at", ColumnKind::Time),
    ],
    default_sort: ("due", Order::Desc),
};

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;

pub(crate) fn read(row: Row<'_>) -> Result<Occurrence, DbError> {
    let row = row.of("occurrences");
    Ok(Occurrence {
        id: row.id("id")?,
        organization: row.id("organization")?,
        schedule: row.id("schedule")?,
        scan: row.opt_id("scan")?,
        due: row.time("due")?,
        outcome: row.parse("outcome")?,
        reason: row.opt_text("reason")?,
        run: row.opt_id("run")?,
        waits: row.opt_parse("waits")?,
        waits_until: row.opt_time("waits_until")?,
        decided_at: row.time("decided_at")?,
    })
}

/// Stores the outcome of a due time; `false` when it has one already (another node was first).
///
/// # Errors
/// `ForeignKey` when schedule or scan are gone.
pub async fn insert_new(tx: &mut Tx, occurrence: &Occurrence) -> Result<bool, DbError> {
    let n = sql("INSERT INTO occurrences (id, organization, schedule, scan, due, outcome, reason, run, decided_at, waits, \
         waits_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING")
    .bind(occurrence.id)
    .bind(occurrence.organization)
    .bind(occurrence.schedule)
    .bind(occurrence.scan)
    .bind(occurrence.due)
    .bind(occurrence.outcome.as_str())
    .bind(&occurrence.reason)
    .bind(occurrence.run)
    .bind(occurrence.decided_at)
    .bind(occurrence.waits.map(WaitsFor::as_str))
    .bind(occurrence.waits_until)
    .run(tx)
    .await?;
    Ok(n == 1)
}

/// A page of a schedule's occurrences.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    schedule: ScheduleId,
    query: &ListQuery,
) -> Result<ListPage<Occurrence>, ListError> {
    let scope = [("t.organization", organization.into()), ("t.schedule", schedule.into())];
    SPEC.list(tx, &scope, query, read).await
}

/// Changes outcome, reason, run and what it waits for; whether it still waited.
///
/// # Errors
/// [`DbError`]
pub async fn settle(tx: &mut Tx, occurrence: &Occurrence) -> Result<bool, DbError> {
    let n = sql("UPDATE occurrences SET outcome = $1, reason = $2, run = $3, waits = $4, waits_until = $5 \
         WHERE id = $6 AND waits IS NOT NULL")
    .bind(occurrence.outcome.as_str())
    .bind(&occurrence.reason)
    .bind(occurrence.run)
    .bind(occurrence.waits.map(WaitsFor::as_str))
    .bind(occurrence.waits_until)
    .bind(occurrence.id)
    .run(tx)
    .await?;
    Ok(n == 1)
}

macro_rules! waiting {
    ($lock:literal) => {
        concat!(
            "SELECT t.id, t.organization, t.schedule, t.scan, t.due, t.outcome, t.reason, t.run, t.waits, \
             t.waits_until, t.decided_at FROM occurrences t WHERE t.waits IS NOT NULL AND t.waits_until <= $1 \
             AND (t.waits = 'blackout' OR NOT EXISTS (SELECT 1 FROM runs r WHERE r.scan = t.scan \
             AND r.state NOT IN ('canceled', 'completed', 'completed_invalid', 'failed'))) \
             ORDER BY t.waits_until, t.due, t.id LIMIT $2",
            $lock
        )
    };
}

/// Due times of every organization whose wait may be over at `now`, for the transaction that settles them: no other one
/// gets them until it ends.
///
/// # Errors
/// [`DbError`]
pub async fn take_waiting(tx: &mut Tx, now: Timestamp, limit: u32) -> Result<Vec<Occurrence>, DbError> {
    // SQLite has one writer.
    let text = if tx.is_sqlite() { waiting!("") } else { waiting!(" FOR UPDATE OF t SKIP LOCKED") };
    sql(text).bind(now).bind(limit).all(tx, read).await
}

/// Whether [`take_waiting`] would find any.
///
/// # Errors
/// [`DbError`]
pub async fn any_waiting(tx: &mut Tx, now: Timestamp) -> Result<bool, DbError> {
    sql(waiting!("")).bind(now).bind(1_u32).opt(tx, |_| Ok(())).await.map(|found| found.is_some())
}

/// A due time, if it still waits.
///
/// # Errors
/// [`DbError`]
pub async fn get_waiting(tx: &mut Tx, id: OccurrenceId) -> Result<Option<Occurrence>, DbError> {
    sql("SELECT t.id, t.organization, t.schedule, t.scan, t.due, t.outcome, t.reason, t.run, t.waits, t.waits_until, \
         t.decided_at FROM occurrences t WHERE t.id = $1 AND t.waits IS NOT NULL")
    .bind(id)
    .opt(tx, read)
    .await
}

/// Whether the due time of this row has an outcome for its scan.
///
/// # Errors
/// [`DbError`]
pub async fn exists(tx: &mut Tx, row: &Occurrence) -> Result<bool, DbError> {
    sql("SELECT id FROM occurrences WHERE schedule = $1 AND scan = $2 AND due = $3")
        .bind(row.schedule)
        .bind(row.scan)
        .bind(row.due)
        .opt(tx, |_| Ok(()))
        .await
        .map(|found| found.is_some())
}

/// The due times of a schedule that wait for one scan, oldest first.
///
/// # Errors
/// [`DbError`]
pub async fn waiting_of(
    tx: &mut Tx,
    schedule: ScheduleId,
    scan: Option<ScanId>,
) -> Result<Vec<Occurrence>, DbError> {
    sql("SELECT t.id, t.organization, t.schedule, t.scan, t.due, t.outcome, t.reason, t.run, t.waits, t.waits_until, \
         t.decided_at FROM occurrences t WHERE t.schedule = $1 AND t.scan = $2 AND t.waits IS NOT NULL ORDER BY t.due")
    .bind(schedule)
    .bind(scan)
    .all(tx, read)
    .await
}

/// When the next due time that waits for a blackout of any organization is to be looked at.
///
/// # Errors
/// [`DbError`]
pub async fn next_look(tx: &mut Tx) -> Result<Option<Timestamp>, DbError> {
    sql("SELECT waits_until FROM occurrences WHERE waits IS NOT NULL AND waits = 'blackout' \
         ORDER BY waits_until LIMIT 1")
    .opt(tx, |row| row.of("occurrences").opt_time("waits_until"))
    .await
    .map(Option::flatten)
}

/// Has due times that wait for a blackout of an organization to end looked at again now.
///
/// # Errors
/// [`DbError`]
pub async fn rouse(tx: &mut Tx, organization: OrganizationId) -> Result<(), DbError> {
    sql("UPDATE occurrences SET waits_until = 0 WHERE organization = $1 AND waits = 'blackout'")
        .bind(organization)
        .run(tx)
        .await?;
    Ok(())
}

/// The schedule that a due time belongs to; `None` if it is gone.
///
/// # Errors
/// [`DbError`]
pub async fn schedule_of(
    tx: &mut Tx,
    organization: OrganizationId,
    id: OccurrenceId,
) -> Result<Option<ScheduleId>, DbError> {
    sql("SELECT id, schedule FROM occurrences WHERE id = $1 AND organization = $2")
        .bind(id)
        .bind(organization)
        .opt(tx, |row| row.of("occurrences").id("schedule"))
        .await
}

/// How many due times of every organization have an outcome.
///
/// # Errors
/// [`DbError`]
pub async fn count(tx: &mut Tx) -> Result<u64, DbError> {
    sql("SELECT COUNT(*) AS n FROM occurrences").one(tx, |row| row.of("occurrences").num("n")).await
}
