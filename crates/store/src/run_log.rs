//! The log of a run: what people read when they ask why.

use model::unit::LogLevel;
use model::{OrganizationId, RunId, Timestamp};

use crate::db::{Tx, built, sql};
use crate::error::DbError;
use crate::list::{COUNT_CAP, ListPage, Order};

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// When.
    pub at: Timestamp,
    /// How grave.
    pub level: LogLevel,
    /// The text.
    pub message: String,
}

/// The first lines of a run in the order of time, at most `limit`.
///
/// # Errors
/// [`DbError`]
pub async fn of_run(
    tx: &mut Tx,
    organization: OrganizationId,
    run: RunId,
    limit: u32,
) -> Result<Vec<LogLine>, DbError> {
    sql("SELECT l.at, l.level, l.message FROM run_log l JOIN runs r ON r.id = l.run \
         WHERE l.run = $1 AND r.organization = $2 ORDER BY l.at, l.unit, l.epoch, l.sequence LIMIT $3")
    .bind(run)
    .bind(organization)
    .bind(limit)
    .all(tx, |row| {
        let row = row.of("run_log");
        Ok(LogLine { at: row.time("at")?, level: row.parse("level")?, message: row.text("message")? })
    })
    .await
}

/// Which lines of a run are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogQuery {
    /// Only these.
    pub levels: Vec<LogLevel>,
    /// By time.
    pub order: Order,
    /// Lines left out before the first.
    pub offset: u64,
    /// The most lines.
    pub limit: u32,
}

/// A page of a run's lines. The total is exact up to [`COUNT_CAP`].
///
/// # Errors
/// [`DbError`]
pub async fn page(
    tx: &mut Tx,
    organization: OrganizationId,
    run: RunId,
    query: &LogQuery,
) -> Result<ListPage<LogLine>, DbError> {
    let wanted = |level: LogLevel| query.levels.contains(&level);
    let from = "FROM run_log l JOIN runs r ON r.id = l.run WHERE l.run = $1 AND r.organization = $2 \
                AND ((l.level = 'info' AND $3) OR (l.level = 'warning' AND $4) OR (l.level = 'error' AND $5))";
    let bound = |text: String| {
        built(text)
            .bind(run)
            .bind(organization)
            .bind(wanted(LogLevel::Info))
            .bind(wanted(LogLevel::Warning))
            .bind(wanted(LogLevel::Error))
    };
    let count =
        format!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM (SELECT 1 AS one {from} LIMIT {COUNT_CAP}) c");
    let total = bound(count).one(tx, |row| row.num("n")).await?;
    let word = if query.order == Order::Asc { "ASC" } else { "DESC" };
    let order = format!("l.at {word}, l.unit {word}, l.epoch {word}, l.sequence {word}");
    let items = bound(format!("SELECT l.at, l.level, l.message {from} ORDER BY {order} LIMIT $6 OFFSET $7"))
        .bind(query.limit)
        .bind(query.offset)
        .all(tx, |row| {
            let row = row.of("run_log");
            Ok(LogLine { at: row.time("at")?, level: row.parse("level")?, message: row.text("message")? })
        })
        .await?;
    Ok(ListPage { items, total })
}

/// Keeps a line of the control plane itself: what became of a run apart from its units.
///
/// # Errors
/// [`DbError`]
pub async fn note(
    tx: &mut Tx,
    run: RunId,
    level: LogLevel,
    message: &str,
    at: Timestamp,
) -> Result<(), DbError> {
    // No unit has the id of a run; of two lines at the same instant the first is kept.
    sql("INSERT INTO run_log (run, unit, epoch, sequence, at, level, message) VALUES ($1, $1, 0, $2, $2, $3, $4) \
         ON CONFLICT DO NOTHING")
    .bind(run)
    .bind(at)
    .bind(level.as_str())
    .bind(message)
    .run(tx)
    .await?;
    Ok(())
}
