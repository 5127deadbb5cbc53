//! Work units: who has which, how far it is, and the fence that applies a worker's messages once and in order.

use model::run::Run;
use model::unit::{Lane, UnitState, UnitWork};
use model::{OrganizationId, RunId, Timestamp, UnitId};

use crate::bulk::Bulk;
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::row::{Row, json};
use crate::value::{Kind, Val};

/// A unit as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Id.
    pub id: UnitId,
    /// Tenant.
    pub organization: OrganizationId,
    /// Run.
    pub run: RunId,
    /// Place in the run's order, from 0.
    pub position: u32,
    /// Queue.
    pub lane: Lane,
    /// State.
    pub state: UnitState,
    /// Raised with every hand-out.
    pub epoch: u32,
    /// The last message of this epoch that was applied; 0 before the first.
    pub last_sequence: u64,
    /// How often it went wrong.
    pub attempts: u32,
    /// Thousandths done.
    pub progress: u16,
    /// What it does.
    pub work: UnitWork,
    /// Where to go on from.
    pub checkpoint: Option<serde_json::Value>,
    /// Why it failed or has to be tried again.
    pub reason: Option<String>,
}

/// How many units of a run are in which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct UnitTally {
    /// Not handed out.
    pub waiting: u64,
    /// With workers.
    pub dispatched: u64,
    /// Done.
    pub done: u64,
    /// Given up.
    pub failed: u64,
    /// Thousandths of the whole run.
    pub progress: u16,
}

impl UnitTally {
    /// All units.
    pub const fn total(&self) -> u64 {
        self.waiting + self.dispatched + self.done + self.failed
    }

    /// Whether nothing is left to do.
    pub const fn is_over(&self) -> bool {
        self.waiting + self.dispatched == 0
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT u.id, u.organization, u.run, u.position, u.lane, u.state, u.epoch, u.last_sequence, u.attempts, ",
            "u.progress, u.work, u.checkpoint, u.reason FROM units u ",
            $rest
        )
    };
}

fn read(row: Row<'_>) -> Result<Unit, DbError> {
    let row = row.of("units");
    Ok(Unit {
        id: row.id("id")?,
        organization: row.id("organization")?,
        run: row.id("run")?,
        position: row.num("position")?,
        lane: row.parse("lane")?,
        state: row.parse("state")?,
        epoch: row.num("epoch")?,
        last_sequence: row.num("last_sequence")?,
        attempts: row.num("attempts")?,
        progress: row.num("progress")?,
        work: row.json("work")?,
        checkpoint: row.opt_json("checkpoint")?,
        reason: row.opt_text("reason")?,
    })
}

const INSERT: Bulk = Bulk {
    table: "units",
    columns: &[
        ("id", Kind::Uuid),
        ("organization", Kind::Uuid),
        ("run", Kind::Uuid),
        ("position", Kind::Int),
        ("lane", Kind::Text),
        ("state", Kind::Text),
        ("epoch", Kind::Int),
        ("last_sequence", Kind::Int),
        ("attempts", Kind::Int),
        ("progress", Kind::Int),
        ("work", Kind::Text),
        ("updated_at", Kind::Int),
    ],
    suffix: "",
};

/// Stores the units of a run, waiting, in the order given.
///
/// # Errors
/// `Conflict("units_position_key")` when the run was planned already.
pub async fn insert_all(
    tx: &mut Tx,
    env: &model::Env,
    of: (OrganizationId, RunId),
    lane: Lane,
    work: &[UnitWork],
) -> Result<u64, DbError> {
    INSERT.insert(tx, rows(env, of, lane, work).collect()).await
}

/// Stores the units of several runs, each waiting and in the order of its plan.
///
/// # Errors
/// As [`insert_all`].
pub async fn insert_planned(tx: &mut Tx, env: &model::Env, lane: Lane, runs: &[Run]) -> Result<u64, DbError> {
    let of = |run: &Run| rows(env, (run.organization, run.id), lane, &run.plan.units()).collect::<Vec<_>>();
    INSERT.insert(tx, runs.iter().flat_map(of).collect()).await
}

fn rows(
    env: &model::Env,
    (organization, run): (OrganizationId, RunId),
    lane: Lane,
    work: &[UnitWork],
) -> impl Iterator<Item = Vec<Val>> {
    let zero = || Val::from(0_i64);
    work.iter().zip(0_u32..).map(move |(work, position)| {
        vec![
            env.id::<UnitId>().into(),
            organization.into(),
            run.into(),
            position.into(),
            lane.as_str().into(),
            UnitState::Waiting.as_str().into(),
            zero(),
            zero(),
            zero(),
            zero(),
            json(work).into(),
            env.now().into(),
        ]
    })
}

/// Waiting units of runs that may hand out, in the order in which they should go: those of people before those of
/// schedules; organizations in turn, counting what each has out already, and where that is equal the one first whose
/// running units were heard of least recently (or, before the first of them is out, whose run is older); older runs first. So a large organization cannot starve a small one, however few workers
/// there are.
///
/// # Errors
/// [`DbError`]
pub async fn waiting(tx: &mut Tx, limit: u32) -> Result<Vec<Unit>, DbError> {
    sql("WITH open AS (SELECT u.id, u.organization, u.run, u.position, u.lane, u.state, u.epoch, u.last_sequence, \
         u.attempts, u.progress, u.work, u.checkpoint, u.reason, u.updated_at, r.created_at FROM units u \
         JOIN runs r ON r.id = u.run WHERE r.state IN ('started', 'resuming')), \
         served AS (SELECT organization, SUM(CASE WHEN state = 'dispatched' THEN 1 ELSE 0 END) AS held, \
         MAX(updated_at) AS heard FROM open WHERE epoch > 0 GROUP BY organization) \
         SELECT id, organization, run, position, lane, state, epoch, last_sequence, attempts, progress, work, checkpoint, \
         reason FROM (SELECT o.id, o.organization, o.run, o.position, o.lane, o.state, o.epoch, o.last_sequence, \
         o.attempts, o.progress, o.work, o.checkpoint, o.reason, COALESCE(s.heard, o.created_at) AS heard, COALESCE(s.held, 0) + \
         ROW_NUMBER() OVER (PARTITION BY o.organization, o.lane ORDER BY o.created_at, o.run, o.position) AS turn \
         FROM open o LEFT JOIN served s ON s.organization = o.organization WHERE o.state = 'waiting') q \
         ORDER BY CASE WHEN lane = 'user' THEN 0 ELSE 1 END, turn, heard, run, position LIMIT $1")
        .bind(limit)
        .all(tx, read)
        .await
}

/// Hands a waiting unit out: the new epoch, or `None` when somebody else has it.
///
/// # Errors
/// [`DbError`]
pub async fn dispatch(tx: &mut Tx, id: UnitId, at: Timestamp) -> Result<Option<u32>, DbError> {
    sql("UPDATE units SET state = 'dispatched', epoch = epoch + 1, last_sequence = 0, updated_at = $1 \
         WHERE id = $2 AND state = 'waiting' RETURNING id, epoch")
    .bind(at)
    .bind(id)
    .opt(tx, |row| row.of("units").num("epoch"))
    .await
}

/// Moves the fence of a unit from before `first` to `last`: `false` when the epoch is old, the unit is no longer out, or
/// the messages do not follow the last one applied.
///
/// # Errors
/// [`DbError`]
pub async fn pass_fence(
    tx: &mut Tx,
    id: UnitId,
    epoch: u32,
    (first, last): (u64, u64),
    at: Timestamp,
) -> Result<bool, DbError> {
    let n = sql("UPDATE units SET last_sequence = $1, updated_at = $2 \
         WHERE id = $3 AND epoch = $4 AND state = 'dispatched' AND last_sequence = $5")
    .bind(last)
    .bind(at)
    .bind(id)
    .bind(epoch)
    .bind(first.saturating_sub(1))
    .run(tx)
    .await?;
    Ok(n == 1)
}

/// Keeps where to go on from; whether the epoch still counts.
///
/// # Errors
/// [`DbError`]
pub async fn set_checkpoint(
    tx: &mut Tx,
    id: UnitId,
    epoch: u32,
    checkpoint: &serde_json::Value,
) -> Result<bool, DbError> {
    let n = sql("UPDATE units SET checkpoint = $1 WHERE id = $2 AND epoch = $3")
        .bind(json(checkpoint))
        .bind(id)
        .bind(epoch)
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// Keeps how far the unit is, in thousandths; whether the epoch still counts.
///
/// # Errors
/// [`DbError`]
pub async fn set_progress(tx: &mut Tx, id: UnitId, epoch: u32, permille: u16) -> Result<bool, DbError> {
    let n = sql("UPDATE units SET progress = $1 WHERE id = $2 AND epoch = $3")
        .bind(permille.min(1000))
        .bind(id)
        .bind(epoch)
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// Ends a unit that is out: `Done` or `Failed` with a reason; whether it was out in this epoch.
///
/// # Errors
/// [`DbError`]
pub async fn finish(
    tx: &mut Tx,
    id: UnitId,
    epoch: u32,
    state: UnitState,
    reason: Option<&str>,
    at: Timestamp,
) -> Result<bool, DbError> {
    let n = sql("UPDATE units SET state = $1, reason = $2, updated_at = $3, \
         progress = CASE WHEN $4 THEN 1000 ELSE progress END \
         WHERE id = $5 AND epoch = $6 AND state = 'dispatched'")
    .bind(state.as_str())
    .bind(reason)
    .bind(at)
    .bind(state == UnitState::Done)
    .bind(id)
    .bind(epoch)
    .run(tx)
    .await?;
    Ok(n == 1)
}

/// Takes a unit back that was stopped on purpose; whether it was out in this epoch. Its checkpoint stays.
///
/// # Errors
/// [`DbError`]
pub async fn release(tx: &mut Tx, id: UnitId, epoch: u32, at: Timestamp) -> Result<bool, DbError> {
    let n = sql("UPDATE units SET state = 'waiting', updated_at = $1 WHERE id = $2 AND epoch = $3 AND state = 'dispatched'")
        .bind(at)
        .bind(id)
        .bind(epoch)
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// Takes a unit back that went wrong: how often it has by now, or `None` when it was not out in this epoch.
///
/// # Errors
/// [`DbError`]
pub async fn retry(
    tx: &mut Tx,
    id: UnitId,
    epoch: u32,
    reason: &str,
    at: Timestamp,
) -> Result<Option<u32>, DbError> {
    sql("UPDATE units SET state = 'waiting', attempts = attempts + 1, reason = $1, updated_at = $2 \
         WHERE id = $3 AND epoch = $4 AND state = 'dispatched' RETURNING id, attempts")
    .bind(reason)
    .bind(at)
    .bind(id)
    .bind(epoch)
    .opt(tx, |row| row.of("units").num("attempts"))
    .await
}

/// Takes every unit back that was out when the process ended; how many. For start-up with in-process workers.
///
/// # Errors
/// [`DbError`]
pub async fn reset_dispatched(tx: &mut Tx, at: Timestamp) -> Result<u64, DbError> {
    sql("UPDATE units SET state = 'waiting', updated_at = $1 WHERE state = 'dispatched'")
        .bind(at)
        .run(tx)
        .await
}

/// Units that are out and have not been heard of since an instant, oldest first: their worker is gone.
///
/// # Errors
/// [`DbError`]
pub async fn silent(tx: &mut Tx, since: Timestamp, limit: u32) -> Result<Vec<Unit>, DbError> {
    sql(select!("WHERE u.state = 'dispatched' AND u.updated_at < $1 ORDER BY u.updated_at LIMIT $2"))
        .bind(since)
        .bind(limit)
        .all(tx, read)
        .await
}

/// Gives up every unit of a run that has not ended; how many.
///
/// # Errors
/// [`DbError`]
pub async fn abandon(
    tx: &mut Tx,
    organization: OrganizationId,
    run: RunId,
    reason: &str,
    at: Timestamp,
) -> Result<u64, DbError> {
    sql("UPDATE units SET state = 'failed', reason = $1, updated_at = $2 \
         WHERE run = $3 AND organization = $4 AND state IN ('waiting', 'dispatched')")
    .bind(reason)
    .bind(at)
    .bind(run)
    .bind(organization)
    .run(tx)
    .await
}

/// Gives up the units of a run that nobody has; how many.
///
/// # Errors
/// [`DbError`]
pub async fn give_up_waiting(
    tx: &mut Tx,
    organization: OrganizationId,
    run: RunId,
    reason: &str,
    at: Timestamp,
) -> Result<u64, DbError> {
    sql("UPDATE units SET state = 'failed', reason = $1, updated_at = $2 \
         WHERE run = $3 AND organization = $4 AND state = 'waiting'")
    .bind(reason)
    .bind(at)
    .bind(run)
    .bind(organization)
    .run(tx)
    .await
}

/// Why the first unit of a run that was given up was.
///
/// # Errors
/// [`DbError`]
pub async fn first_failure(
    tx: &mut Tx,
    organization: OrganizationId,
    run: RunId,
) -> Result<Option<String>, DbError> {
    let found =
        sql("SELECT id, reason FROM units WHERE run = $1 AND organization = $2 AND state = 'failed' \
         ORDER BY position LIMIT 1")
        .bind(run)
        .bind(organization)
        .opt(tx, |row| row.of("units").opt_text("reason"))
        .await?;
    Ok(found.flatten())
}

/// One unit, by id alone: messages of workers name no tenant.
///
/// # Errors
/// [`DbError`]
pub async fn by_id(tx: &mut Tx, id: UnitId) -> Result<Option<Unit>, DbError> {
    sql(select!("WHERE u.id = $1")).bind(id).opt(tx, read).await
}

/// The units of a run in order.
///
/// # Errors
/// [`DbError`]
pub async fn of_run(tx: &mut Tx, organization: OrganizationId, run: RunId) -> Result<Vec<Unit>, DbError> {
    sql(select!("WHERE u.run = $1 AND u.organization = $2 ORDER BY u.position"))
        .bind(run)
        .bind(organization)
        .all(tx, read)
        .await
}

/// How far the units of a run are.
///
/// # Errors
/// [`DbError`]
pub async fn tally(tx: &mut Tx, organization: OrganizationId, run: RunId) -> Result<UnitTally, DbError> {
    let rows = sql(
        "SELECT state, CAST(COUNT(*) AS BIGINT) AS n, CAST(SUM(progress) AS BIGINT) AS progress FROM units \
         WHERE run = $1 AND organization = $2 GROUP BY state",
    )
    .bind(run)
    .bind(organization)
    .all(tx, |row| {
        let row = row.of("units");
        Ok((row.parse::<UnitState>("state")?, row.num::<u64>("n")?, row.num::<u64>("progress")?))
    })
    .await?;
    let (mut tally, mut done) = (UnitTally::default(), 0);
    for (state, n, progress) in rows {
        let (slot, progress) = match state {
            UnitState::Waiting => (&mut tally.waiting, progress),
            UnitState::Dispatched => (&mut tally.dispatched, progress),
            UnitState::Done => (&mut tally.done, n * 1000),
            // Nothing more will come of it.
            UnitState::Failed => (&mut tally.failed, n * 1000),
        };
        *slot = n;
        done += progress;
    }
    tally.progress = u16::try_from(done / tally.total().max(1)).unwrap_or(1000);
    Ok(tally)
}
