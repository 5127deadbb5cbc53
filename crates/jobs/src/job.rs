//! What a job is, and how it is stored.

use std::time::Duration;

use model::{Env, JobId, OrganizationId, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::jobs::NewJob;
use store::{DbError, Tx};

/// A job: an idempotent piece of work, as a value.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// Its name in the table; never changed while jobs of it may be waiting.
    const KIND: &'static str;
    /// How often it is tried.
    const MAX_ATTEMPTS: u32 = 8;
    /// Seconds that a claim lasts without a sign of life.
    const LEASE_SECONDS: i64 = 60;
}

/// How a try ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// It has to be tried again: after the given time, or after the usual growing one.
    Retry(Option<Duration>),
    /// It cannot be done; the reason is kept.
    Fail(String),
}

/// How a job is stored.
#[derive(Debug, Clone, Default)]
pub struct EnqueueOptions {
    /// The tenant that it works for, if it works for one.
    pub organization: Option<OrganizationId>,
    /// While an unfinished job of the kind has this key, another one is not stored.
    pub dedup_key: Option<String>,
    /// Not before; at once if absent.
    pub run_at: Option<Timestamp>,
    /// Higher goes first; 0 is usual.
    pub priority: i32,
}

/// Stores a job in the caller's transaction: its id, or `None` when an unfinished one has the same key. Wake the runner
/// after the commit.
///
/// # Errors
/// [`DbError`]
pub async fn enqueue<J: Job>(
    tx: &mut Tx,
    env: &Env,
    job: &J,
    options: EnqueueOptions,
) -> Result<Option<JobId>, DbError> {
    let now = env.now();
    let row = NewJob {
        id: env.id(),
        organization: options.organization,
        kind: J::KIND,
        // Jobs are plain structs of ours: they serialize.
        payload: serde_json::to_string(job).expect("a job serializes"),
        priority: options.priority,
        run_at: options.run_at.unwrap_or(now),
        max_attempts: J::MAX_ATTEMPTS.max(1),
        dedup_key: options.dedup_key,
        created_at: now,
    };
    Ok(store::jobs::insert(tx, &row).await?.then_some(row.id))
}

/// Whether an unfinished job of the kind has the key.
///
/// # Errors
/// [`DbError`]
pub async fn is_open<J: Job>(tx: &mut Tx, dedup_key: &str) -> Result<bool, DbError> {
    store::jobs::is_open(tx, J::KIND, dedup_key).await
}
