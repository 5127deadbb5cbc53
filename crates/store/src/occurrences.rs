//! Occurrences: every due time of a schedule with its one outcome.

use model::schedule::Occurrence;
use model::{OccurrenceId, OrganizationId, ScheduleId};

use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::Row;

const SPEC: ListSpec = ListSpec {
    from: "occurrences t",
    key: "t.id",
    created: "t.due",
    select: "t.id, t.organization, t.schedule, t.scan, t.due, t.outcome, t.reason, t.run, t.decided_at",
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
        decided_at: row.time("decided_at")?,
    })
}

/// Stores the outcome of a due time; `false` when it has one already (another node was first).
///
/// # Errors
/// `ForeignKey` when schedule or scan are gone.
pub async fn insert_new(tx: &mut Tx, occurrence: &Occurrence) -> Result<bool, DbError> {
    let n = sql(
        "INSERT INTO occurrences (id, organization, schedule, scan, due, outcome, reason, run, decided_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
    )
    .bind(occurrence.id)
    .bind(occurrence.organization)
    .bind(occurrence.schedule)
    .bind(occurrence.scan)
    .bind(occurrence.due)
    .bind(occurrence.outcome.as_str())
    .bind(&occurrence.reason)
    .bind(occurrence.run)
    .bind(occurrence.decided_at)
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
