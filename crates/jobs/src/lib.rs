//! The durable queue of the control plane: jobs are rows, claimed by lease.
//!
//! - [`enqueue`] stores a job in the caller's own transaction: it exists exactly when the change that needs it does.
//! - A [`Runner`] claims jobs one by one. A claim lasts for the lease of its kind and is renewed every third of it; when
//!   a process dies, its leases run out and others take the jobs. There is no leader and no sweeper.
//! - Every claim has an epoch. A worker that lost its lease can no longer end the job: its write names the old epoch.
//! - A handler is idempotent and says [`Outcome::Done`], [`Outcome::Retry`] or [`Outcome::Fail`]. A panic is a retry.
//!   After its last attempt a job has failed, with the last error kept.
//!
//! Deliberately absent: priorities by tenant, cron, results. Schedules and runs have their own tables.

mod backoff;
mod job;
mod runner;

pub use backoff::delay_seconds;
pub use job::{EnqueueOptions, Job, Outcome, enqueue, is_open};
pub use runner::{Claim, Runner};
