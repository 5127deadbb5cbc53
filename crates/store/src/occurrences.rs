//! Occurrences: every due time of a schedule with its one outcome.

use model::schedule::{Occurrence, WaitsFor};
use model::{OccurrenceId, OrganizationId, ScheduleId, Timestamp};

use crate::bulk::{Bulk, find_among, uuids};
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::Row;
use crate::value::Kind;

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

/// Stores outcomes of due times, which have none yet.
///
/// # Errors
/// `Conflict` when one has: another node was first, or a clock went back. `ForeignKey` when schedule or scan are gone.
pub async fn insert_all(tx: &mut Tx, new: &[Occurrence]) -> Result<(), DbError> {
    const BULK: Bulk = Bulk {
        table: "occurrences",
        columns: &[
            ("id", Kind::Uuid),
            ("organization", Kind::Uuid),
            ("schedule", Kind::Uuid),
            ("scan", Kind::Uuid),
            ("due", Kind::Int),
            ("outcome", Kind::Text),
            ("reason", Kind::Text),
            ("run", Kind::Uuid),
            ("decided_at", Kind::Int),
            ("waits", Kind::Text),
            ("waits_until", Kind::Int),
        ],
        suffix: "",
    };
    let row = |new: &Occurrence| {
        vec![
            new.id.into(),
            new.organization.into(),
            new.schedule.into(),
            new.scan.into(),
            new.due.into(),
            new.outcome.as_str().into(),
            new.reason.as_deref().into(),
            new.run.into(),
            new.decided_at.into(),
            new.waits.map(WaitsFor::as_str).into(),
            new.waits_until.into(),
        ]
    };
    BULK.insert(tx, new.iter().map(row).collect()).await.map(drop)
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
    ($which:literal, $rest:literal) => {
        concat!(
            "SELECT t.id, t.organization, t.schedule, t.scan, t.due, t.outcome, t.reason, t.run, t.waits, t.waits_until, \
             t.decided_at FROM occurrences t JOIN scans c ON c.id = t.scan WHERE t.waits IS NOT NULL AND ",
            $which,
            $rest
        )
    };
    (over $rest:literal) => {
        waiting!(
            "t.waits_until <= $1 AND (t.waits = 'blackout' OR NOT EXISTS (SELECT 1 FROM runs r WHERE r.scan = t.scan \
             AND r.state NOT IN ('canceled', 'completed', 'completed_invalid', 'failed', 'under_review'))) \
             ORDER BY t.waits_until, t.due, t.id LIMIT $2",
            $rest
        )
    };
}

/// Due times of every organization whose wait may be over at `now`, for the transaction that settles them: no other one
/// gets them or their scans until it ends.
///
/// # Errors
/// [`DbError`]
pub async fn take_waiting(tx: &mut Tx, now: Timestamp, limit: u32) -> Result<Vec<Occurrence>, DbError> {
    // SQLite has one writer. Nothing is waited for: who starts a due time holds its scan and then folds what waits.
    let text = if tx.is_sqlite() {
        waiting!(over "")
    } else {
        waiting!(over " FOR NO KEY UPDATE OF t, c SKIP LOCKED")
    };
    sql(text).bind(now).bind(limit).all(tx, read).await
}

/// One of them, if it still waits once nobody else has it.
///
/// # Errors
/// [`DbError`]
pub async fn take_one(tx: &mut Tx, id: OccurrenceId) -> Result<Option<Occurrence>, DbError> {
    let text = if tx.is_sqlite() {
        waiting!("t.id = $1", "")
    } else {
        waiting!("t.id = $1", " FOR NO KEY UPDATE OF t, c")
    };
    sql(text).bind(id).opt(tx, read).await
}

/// Whether [`take_waiting`] would find any.
///
/// # Errors
/// [`DbError`]
pub async fn any_waiting(tx: &mut Tx, now: Timestamp) -> Result<bool, DbError> {
    sql(waiting!(over "")).bind(now).bind(1_u32).opt(tx, |_| Ok(())).await.map(|found| found.is_some())
}

/// Whether the due time of this row has an outcome for its scan.
///
/// # Errors
/// [`DbError`]
pub async fn exists(tx: &mut Tx, row: &Occurrence) -> Result<bool, DbError> {
    let text = if row.scan.is_some() {
        "SELECT id FROM occurrences WHERE schedule = $1 AND due = $2 AND scan = $3"
    } else {
        "SELECT id FROM occurrences WHERE schedule = $1 AND due = $2 AND scan IS NULL AND $3 IS NULL"
    };
    sql(text)
        .bind(row.schedule)
        .bind(row.due)
        .bind(row.scan)
        .opt(tx, |_| Ok(()))
        .await
        .map(|found| found.is_some())
}

/// The due times of schedules that wait, oldest first.
///
/// # Errors
/// [`DbError`]
pub async fn waiting_of(tx: &mut Tx, schedules: &[ScheduleId]) -> Result<Vec<Occurrence>, DbError> {
    let text = "SELECT t.id, t.organization, t.schedule, t.scan, t.due, t.outcome, t.reason, t.run, t.waits, t.waits_until, \
         t.decided_at FROM occurrences t WHERE t.schedule {1} AND t.waits IS NOT NULL ORDER BY t.due, t.id";
    find_among(tx, text, &[uuids(schedules.iter().copied())], Vec::new(), read).await
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
