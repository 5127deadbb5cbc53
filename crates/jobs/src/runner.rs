//! Claims jobs and hands them to their handlers.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use model::{Env, JobId};
use store::jobs::{JobRow, JobState};
use store::{Db, DbError};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::backoff::delay_seconds;
use crate::job::{Job, Outcome};

/// How long it waits for jobs of other nodes that nobody told it of.
const POLL: Duration = Duration::from_secs(1);

/// What a handler may ask about its claim.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The job.
    pub id: JobId,
    /// Which try this is, from 1.
    pub attempt: u32,
    /// Fires when the job should come to an end early: it was called off, or the process ends.
    pub stop: CancellationToken,
}

type Running = Pin<Box<dyn Future<Output = Outcome> + Send>>;
type Handler<C> = Box<dyn Fn(C, &str, Claim) -> Running + Send + Sync>;

struct Kind<C> {
    lease_seconds: i64,
    handler: Handler<C>,
}

/// Runs the jobs of this process. `C` is what handlers work with, cheap to clone.
pub struct Runner<C> {
    db: Db,
    env: Env,
    context: C,
    kinds: BTreeMap<&'static str, Kind<C>>,
    name: String,
    parallel: usize,
    grace: Duration,
    wake: Arc<Notify>,
}

impl<C: Clone + Send + Sync + 'static> Runner<C> {
    /// A runner without handlers: four jobs at a time, ten seconds of grace at the end.
    pub fn new(db: Db, env: Env, context: C) -> Self {
        let name = format!("{:016x}", u64::from_le_bytes(env.bytes::<8>()));
        let wake = Arc::new(Notify::new());
        Self {
            db,
            env,
            context,
            kinds: BTreeMap::new(),
            name,
            parallel: 4,
            grace: Duration::from_secs(10),
            wake,
        }
    }

    /// How many jobs run at the same time.
    #[must_use]
    pub fn parallel(mut self, jobs: usize) -> Self {
        self.parallel = jobs.max(1);
        self
    }

    /// How long running jobs may go on after the end was asked for.
    #[must_use]
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    /// Adds the handler of a kind of job.
    #[must_use]
    pub fn register<J, F>(self, handler: impl Fn(C, J) -> F + Send + Sync + 'static) -> Self
    where
        J: Job,
        F: Future<Output = Outcome> + Send + 'static,
    {
        self.register_claim(move |context, job, _| handler(context, job))
    }

    /// Adds the handler of a kind of job that wants to know about its claim, such as one that works long and can stop
    /// early.
    #[must_use]
    pub fn register_claim<J, F>(mut self, handler: impl Fn(C, J, Claim) -> F + Send + Sync + 'static) -> Self
    where
        J: Job,
        F: Future<Output = Outcome> + Send + 'static,
    {
        let handler: Handler<C> =
            Box::new(move |context, payload, claim| match serde_json::from_str::<J>(payload) {
                Ok(job) => Box::pin(handler(context, job, claim)),
                // Written by another version of this program: trying again does not make it readable.
                Err(error) => {
                    let reason = format!("cannot read the job: {error}");
                    Box::pin(std::future::ready(Outcome::Fail(reason)))
                }
            });
        self.kinds.insert(J::KIND, Kind { lease_seconds: J::LEASE_SECONDS.max(3), handler });
        self
    }

    /// Wakes this runner: call it after the commit of a transaction that enqueued.
    pub fn wake(&self) -> Arc<Notify> {
        self.wake.clone()
    }

    /// Runs jobs until `stop`, then waits for those that run, as long as the grace allows. What does not end by then is
    /// dropped and its claim given back.
    pub async fn run(self, stop: CancellationToken) {
        let wake = self.wake.clone();
        self.run_woken_by(stop, &wake).await;
    }

    /// As [`Runner::run`], woken by a notification of the caller's.
    pub async fn run_woken_by(self, stop: CancellationToken, wake: &Notify) {
        let runner = Arc::new(self);
        let hard = CancellationToken::new();
        let mut running = JoinSet::new();
        while !stop.is_cancelled() {
            // Registered before the look into the table, so that no wake-up falls in between.
            let woken = wake.notified();
            if running.len() < runner.parallel && runner.start_one(&mut running, &stop, &hard).await {
                continue;
            }
            tokio::select! {
                () = woken => {}
                () = tokio::time::sleep(POLL) => {}
                Some(_) = running.join_next() => {}
                () = stop.cancelled() => {}
            }
        }
        let drained =
            tokio::time::timeout(runner.grace, async { while running.join_next().await.is_some() {} });
        if drained.await.is_err() {
            hard.cancel();
            while running.join_next().await.is_some() {}
        }
    }

    /// Claims a job and starts it; whether there was one.
    async fn start_one(
        self: &Arc<Self>,
        running: &mut JoinSet<()>,
        stop: &CancellationToken,
        hard: &CancellationToken,
    ) -> bool {
        match self.claim().await {
            Ok(Some(row)) => {
                let (runner, stop, hard) = (self.clone(), stop.child_token(), hard.clone());
                running.spawn(async move { runner.work(row, stop, hard).await });
                true
            }
            Ok(None) => false,
            Err(error) => {
                tracing::warn!(%error, "cannot claim jobs");
                false
            }
        }
    }

    /// Runs every job that is due now, one after the other, and those that they bring; how many tries there were. For
    /// tests, which move the clock themselves.
    ///
    /// # Errors
    /// [`DbError`]
    pub async fn run_due_once(&self) -> Result<usize, DbError> {
        let mut tries = 0;
        while let Some(row) = self.claim().await? {
            self.work(row, CancellationToken::new(), CancellationToken::new()).await;
            tries += 1;
        }
        Ok(tries)
    }

    async fn claim(&self) -> Result<Option<JobRow>, DbError> {
        let kinds: Vec<_> = self.kinds.iter().map(|(kind, k)| (*kind, k.lease_seconds)).collect();
        if kinds.is_empty() {
            return Ok(None);
        }
        let mut tx = self.db.write().await?;
        let row = store::jobs::claim(&mut tx, &self.name, &kinds, self.env.now()).await?;
        tx.commit().await?;
        Ok(row)
    }

    /// Takes a claimed job to the end of this try.
    async fn work(&self, row: JobRow, stop: CancellationToken, hard: CancellationToken) {
        let Some(kind) = self.kinds.get(row.kind.as_str()) else { return };
        let claim = Claim { id: row.id, attempt: row.attempt, stop: stop.clone() };
        // A task of its own turns a panic into a value.
        let mut task = JoinSet::new();
        task.spawn((kind.handler)(self.context.clone(), &row.payload, claim));
        let settled = tokio::select! {
            ended = task.join_next() => match ended {
                Some(Ok(outcome)) => self.settle(&row, outcome, None, &stop).await,
                Some(Err(error)) => {
                    let reason = panic_text(error);
                    tracing::error!(job.id = %row.id, job.kind = %row.kind, %reason, "a job panicked");
                    self.settle(&row, Outcome::Retry(None), Some(&reason), &stop).await
                }
                None => Ok(true),
            },
            () = self.keep(&row, kind.lease_seconds, &stop) => Ok(false),
            () = hard.cancelled() => self.release(&row).await,
        };
        match settled {
            Ok(true) => {}
            Ok(false) => {
                tracing::warn!(job.id = %row.id, job.kind = %row.kind, "the lease of a job was lost");
            }
            // The lease runs out and the job is tried again.
            Err(error) => tracing::error!(job.id = %row.id, job.kind = %row.kind, %error, "cannot end a job"),
        }
    }

    /// Renews the lease every third of it; ends when the claim is lost.
    async fn keep(&self, row: &JobRow, lease_seconds: i64, stop: &CancellationToken) {
        let third = Duration::from_millis(u64::try_from(lease_seconds * 1000 / 3).unwrap_or(1000));
        loop {
            tokio::time::sleep(third).await;
            match self.heartbeat(row, lease_seconds).await {
                Ok(Some(false)) => {}
                Ok(Some(true)) => stop.cancel(),
                Ok(None) => return,
                // Two more thirds are left to get through.
                Err(error) => tracing::warn!(job.id = %row.id, %error, "cannot renew the lease of a job"),
            }
        }
    }

    async fn heartbeat(&self, row: &JobRow, lease_seconds: i64) -> Result<Option<bool>, DbError> {
        let mut tx = self.db.write().await?;
        let until = self.env.now().plus_seconds(lease_seconds);
        let beat = store::jobs::heartbeat(&mut tx, row.id, row.epoch, until).await?;
        tx.commit().await?;
        Ok(beat)
    }

    async fn settle(
        &self,
        row: &JobRow,
        outcome: Outcome,
        error: Option<&str>,
        stop: &CancellationToken,
    ) -> Result<bool, DbError> {
        let (now, mut tx) = (self.env.now(), self.db.write().await?);
        let settled = match outcome {
            Outcome::Done => store::jobs::end(&mut tx, row.id, row.epoch, JobState::Done, None, now).await?,
            Outcome::Fail(reason) => {
                store::jobs::end(&mut tx, row.id, row.epoch, JobState::Failed, Some(&reason), now).await?
            }
            Outcome::Retry(_) if self.is_called_off(&mut tx, row, stop).await? => {
                store::jobs::end(&mut tx, row.id, row.epoch, JobState::Cancelled, error, now).await?
            }
            Outcome::Retry(_) if row.attempt >= row.max_attempts => {
                let error = error.unwrap_or("its last attempt asked for another one");
                store::jobs::end(&mut tx, row.id, row.epoch, JobState::Failed, Some(error), now).await?
            }
            Outcome::Retry(after) => {
                let seconds = after.map_or_else(|| delay_seconds(&self.env, row.attempt), |d| d.as_secs());
                let at = now.plus_seconds(i64::try_from(seconds).unwrap_or(i64::MAX));
                store::jobs::put_back(&mut tx, row.id, row.epoch, at, error).await?
            }
        };
        tx.commit().await?;
        Ok(settled)
    }

    /// Whether somebody called the job off, as opposed to the process coming to its end.
    async fn is_called_off(
        &self,
        tx: &mut store::Tx,
        row: &JobRow,
        stop: &CancellationToken,
    ) -> Result<bool, DbError> {
        if !stop.is_cancelled() {
            return Ok(false);
        }
        Ok(store::jobs::get(tx, row.id).await?.is_some_and(|job| job.cancel_requested))
    }

    async fn release(&self, row: &JobRow) -> Result<bool, DbError> {
        let mut tx = self.db.write().await?;
        let released = store::jobs::release(&mut tx, row.id, row.epoch).await?;
        tx.commit().await?;
        Ok(released)
    }
}

/// What a panic said.
fn panic_text(error: tokio::task::JoinError) -> String {
    let Ok(payload) = error.try_into_panic() else { return "was aborted".to_owned() };
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("without a word");
    format!("panicked: {}", text.chars().take(500).collect::<String>())
}
