//! The rows of the durable queue. Room `jobs` holds the rules; here are the statements.
//!
//! A job is claimed by a lease. Every later write names the epoch of its claim and touches nothing when the job was
//! claimed again meanwhile, so a worker that lost its lease cannot do harm.

use model::{JobId, OrganizationId, Timestamp};

use crate::db::{Tx, built, sql};
use crate::error::DbError;
use crate::row::Row;
use crate::value::Val;

model::words! {
    /// State of a job.
    JobState {
        /// Waits for its time or a worker.
        Ready = "ready",
        /// A worker has it.
        Running = "running",
        /// Done.
        Done = "done",
        /// Given up.
        Failed = "failed",
        /// Called off.
        Cancelled = "cancelled",
    }
}

/// A job to store.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Id.
    pub id: JobId,
    /// Tenant, if it belongs to one.
    pub organization: Option<OrganizationId>,
    /// Which handler takes it.
    pub kind: &'static str,
    /// The job itself as JSON.
    pub payload: String,
    /// Higher goes first.
    pub priority: i32,
    /// Not before.
    pub run_at: Timestamp,
    /// How often it is tried.
    pub max_attempts: u32,
    /// At most one unfinished job of the kind has this key.
    pub dedup_key: Option<String>,
    /// Now.
    pub created_at: Timestamp,
}

/// A job as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRow {
    /// Id.
    pub id: JobId,
    /// Tenant.
    pub organization: Option<OrganizationId>,
    /// Kind.
    pub kind: String,
    /// Payload as JSON.
    pub payload: String,
    /// State.
    pub state: JobState,
    /// Not before.
    pub run_at: Timestamp,
    /// How often it was claimed.
    pub attempt: u32,
    /// How often it may be.
    pub max_attempts: u32,
    /// Until when it is its worker's.
    pub lease_until: Option<Timestamp>,
    /// Raised with every claim.
    pub epoch: i64,
    /// Whether somebody called it off.
    pub cancel_requested: bool,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// End.
    pub finished_at: Option<Timestamp>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, organization, kind, payload, state, run_at, attempt, max_attempts, lease_until, epoch, ",
            "cancel_requested, last_error, finished_at FROM jobs ",
            $rest
        )
    };
}

fn read(row: Row<'_>) -> Result<JobRow, DbError> {
    let row = row.of("jobs");
    Ok(JobRow {
        id: row.id("id")?,
        organization: row.opt_id("organization")?,
        kind: row.text("kind")?,
        payload: row.text("payload")?,
        state: row.parse("state")?,
        run_at: row.time("run_at")?,
        attempt: row.num("attempt")?,
        max_attempts: row.num("max_attempts")?,
        lease_until: row.opt_time("lease_until")?,
        epoch: row.int("epoch")?,
        cancel_requested: row.bool("cancel_requested")?,
        last_error: row.opt_text("last_error")?,
        finished_at: row.opt_time("finished_at")?,
    })
}

/// Stores a job; `false` when an unfinished one of its kind has the same key.
///
/// # Errors
/// [`DbError`]
pub async fn insert(tx: &mut Tx, job: &NewJob) -> Result<bool, DbError> {
    let n = sql("INSERT INTO jobs (id, organization, kind, payload, state, priority, run_at, attempt, max_attempts, epoch, \
         cancel_requested, dedup_key, created_at) \
         VALUES ($1, $2, $3, $4, 'ready', $5, $6, 0, $7, 0, $8, $9, $10) ON CONFLICT DO NOTHING")
        .bind(job.id)
        .bind(job.organization)
        .bind(job.kind)
        .bind(&job.payload)
        .bind(i64::from(job.priority))
        .bind(job.run_at)
        .bind(job.max_attempts)
        .bind(false)
        .bind(&job.dedup_key)
        .bind(job.created_at)
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// Whether an unfinished job of the kind has the key.
///
/// # Errors
/// [`DbError`]
pub async fn is_open(tx: &mut Tx, kind: &'static str, dedup_key: &str) -> Result<bool, DbError> {
    let found =
        sql("SELECT id FROM jobs WHERE kind = $1 AND dedup_key = $2 AND state IN ('ready', 'running')")
            .bind(kind)
            .bind(dedup_key)
            .opt(tx, |_| Ok(()))
            .await?;
    Ok(found.is_some())
}

/// Claims one job of the kinds (each with the seconds of its lease): one whose lease ran out, or else the first ready
/// one. Jobs whose lease ran out in their last attempt are given up on the way.
///
/// # Errors
/// [`DbError`]
pub async fn claim(
    tx: &mut Tx,
    worker: &str,
    kinds: &[(&'static str, i64)],
    now: Timestamp,
) -> Result<Option<JobRow>, DbError> {
    while let Some(id) = next(tx, kinds, now, "state = 'running' AND lease_until < $1", "lease_until").await?
    {
        let job = sql(select!("WHERE id = $1")).bind(id).one(tx, read).await?;
        if job.attempt < job.max_attempts && !job.cancel_requested {
            return take(tx, job, worker, kinds, now).await.map(Some);
        }
        let state = if job.cancel_requested { JobState::Cancelled } else { JobState::Failed };
        let error = job.last_error.as_deref().unwrap_or("its worker was lost");
        end(tx, id, job.epoch, state, Some(error), now).await?;
    }
    let ready = "state = 'ready' AND run_at <= $1";
    let Some(id) = next(tx, kinds, now, ready, "priority DESC, run_at, id").await? else { return Ok(None) };
    let job = sql(select!("WHERE id = $1")).bind(id).one(tx, read).await?;
    take(tx, job, worker, kinds, now).await.map(Some)
}

/// The next job that fits, locked against other nodes.
async fn next(
    tx: &mut Tx,
    kinds: &[(&'static str, i64)],
    now: Timestamp,
    condition: &'static str,
    order: &'static str,
) -> Result<Option<JobId>, DbError> {
    let places: Vec<_> = (0..kinds.len()).map(|i| format!("${}", i + 2)).collect();
    // The only writer of a SQLite file needs no row locks.
    let lock = if tx.is_sqlite() { "" } else { "FOR UPDATE SKIP LOCKED" };
    let text = format!(
        "SELECT id FROM jobs WHERE {condition} AND kind IN ({}) ORDER BY {order} LIMIT 1 {lock}",
        places.join(", ")
    );
    built(text)
        .bind(now)
        .bind_all(kinds.iter().map(|(kind, _)| Val::from(*kind)))
        .opt(tx, |row| row.of("jobs").id("id"))
        .await
}

async fn take(
    tx: &mut Tx,
    job: JobRow,
    worker: &str,
    kinds: &[(&'static str, i64)],
    now: Timestamp,
) -> Result<JobRow, DbError> {
    let lease = kinds.iter().find(|(kind, _)| *kind == job.kind).map_or(60, |(_, seconds)| *seconds);
    let until = now.plus_seconds(lease);
    sql("UPDATE jobs SET state = 'running', worker = $1, lease_until = $2, epoch = epoch + 1, attempt = attempt + 1 \
         WHERE id = $3")
        .bind(worker)
        .bind(until)
        .bind(job.id)
        .run(tx)
        .await?;
    Ok(JobRow {
        state: JobState::Running,
        lease_until: Some(until),
        epoch: job.epoch + 1,
        attempt: job.attempt + 1,
        ..job
    })
}

/// Extends the lease of a claim: whether the job was called off meanwhile, or `None` when the claim is lost.
///
/// # Errors
/// [`DbError`]
pub async fn heartbeat(
    tx: &mut Tx,
    id: JobId,
    epoch: i64,
    lease_until: Timestamp,
) -> Result<Option<bool>, DbError> {
    sql("UPDATE jobs SET lease_until = $1 WHERE id = $2 AND epoch = $3 AND state = 'running' \
         RETURNING id, cancel_requested")
    .bind(lease_until)
    .bind(id)
    .bind(epoch)
    .opt(tx, |row| row.of("jobs").bool("cancel_requested"))
    .await
}

/// Ends a claimed job as done, failed or cancelled; `false` when the claim is lost.
///
/// # Errors
/// [`DbError`]
pub async fn end(
    tx: &mut Tx,
    id: JobId,
    epoch: i64,
    state: JobState,
    error: Option<&str>,
    at: Timestamp,
) -> Result<bool, DbError> {
    let n = sql(
        "UPDATE jobs SET state = $1, last_error = COALESCE($2, last_error), finished_at = $3, worker = NULL, \
         lease_until = NULL WHERE id = $4 AND epoch = $5 AND state = 'running'",
    )
    .bind(state.as_str())
    .bind(error)
    .bind(at)
    .bind(id)
    .bind(epoch)
    .run(tx)
    .await?;
    Ok(n == 1)
}

/// Puts a claimed job back to be tried at `run_at`; `false` when the claim is lost.
///
/// # Errors
/// [`DbError`]
pub async fn put_back(
    tx: &mut Tx,
    id: JobId,
    epoch: i64,
    run_at: Timestamp,
    error: Option<&str>,
) -> Result<bool, DbError> {
    let n = sql(
        "UPDATE jobs SET state = 'ready', run_at = $1, last_error = COALESCE($2, last_error), worker = NULL, \
         lease_until = NULL WHERE id = $3 AND epoch = $4 AND state = 'running'",
    )
    .bind(run_at)
    .bind(error)
    .bind(id)
    .bind(epoch)
    .run(tx)
    .await?;
    Ok(n == 1)
}

/// Gives a claim back untouched, as if it had never been made: for an orderly end of the process.
///
/// # Errors
/// [`DbError`]
pub async fn release(tx: &mut Tx, id: JobId, epoch: i64) -> Result<bool, DbError> {
    let n = sql("UPDATE jobs SET state = 'ready', attempt = attempt - 1, worker = NULL, lease_until = NULL \
         WHERE id = $1 AND epoch = $2 AND state = 'running'")
    .bind(id)
    .bind(epoch)
    .run(tx)
    .await?;
    Ok(n == 1)
}

/// Calls a job off: one that waits ends at once, one that runs learns it with its next heartbeat. Whether it was
/// unfinished.
///
/// # Errors
/// [`DbError`]
pub async fn cancel(tx: &mut Tx, id: JobId, at: Timestamp) -> Result<bool, DbError> {
    let n = sql("UPDATE jobs SET cancel_requested = $1, \
         finished_at = CASE WHEN state = 'ready' THEN $2 ELSE finished_at END, \
         state = CASE WHEN state = 'ready' THEN 'cancelled' ELSE state END \
         WHERE id = $3 AND state IN ('ready', 'running')")
    .bind(true)
    .bind(at)
    .bind(id)
    .run(tx)
    .await?;
    Ok(n == 1)
}

/// One job.
///
/// # Errors
/// [`DbError`]
pub async fn get(tx: &mut Tx, id: JobId) -> Result<Option<JobRow>, DbError> {
    sql(select!("WHERE id = $1")).bind(id).opt(tx, read).await
}

/// How many jobs are in each state.
///
/// # Errors
/// [`DbError`]
pub async fn tally(tx: &mut Tx) -> Result<Vec<(JobState, u64)>, DbError> {
    sql("SELECT state, CAST(COUNT(*) AS BIGINT) AS n FROM jobs GROUP BY state ORDER BY state")
        .all(tx, |row| {
            let row = row.of("jobs");
            Ok((row.parse("state")?, row.num("n")?))
        })
        .await
}

/// Removes at most `limit` jobs that ended before an instant; how many.
///
/// # Errors
/// [`DbError`]
pub async fn purge(tx: &mut Tx, before: Timestamp, limit: u32) -> Result<u64, DbError> {
    sql("DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE finished_at IS NOT NULL AND finished_at < $1 LIMIT $2)")
        .bind(before)
        .bind(limit)
        .run(tx)
        .await
}
