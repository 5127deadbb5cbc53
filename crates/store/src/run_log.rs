//! The log of a run: what people read when they ask why.

use model::unit::LogLevel;
use model::{Env, OrganizationId, RunId, Timestamp, UnitId};

use crate::db::{Tx, sql};
use crate::error::DbError;

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

/// Adds a line of the control plane.
///
/// # Errors
/// `ForeignKey` when the run is gone.
pub async fn add(tx: &mut Tx, env: &Env, run: RunId, level: LogLevel, message: &str) -> Result<(), DbError> {
    // Lines of workers have the unit's id; a fresh one keeps these apart.
    sql("INSERT INTO run_log (run, unit, epoch, sequence, at, level, message) VALUES ($1, $2, 0, 0, $3, $4, $5)")
        .bind(run)
        .bind(env.id::<UnitId>())
        .bind(env.now())
        .bind(level.as_str())
        .bind(message)
        .run(tx)
        .await?;
    Ok(())
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
