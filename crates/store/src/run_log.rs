//! The log of a run: what people read when they ask why.

use model::unit::LogLevel;
use model::{OrganizationId, RunId, Timestamp};

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
