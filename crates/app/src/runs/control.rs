//! What people ask of a run that goes on: a pause, its end, the end of a pause. Both dialects ask here.

use auth::Permission;
use model::ScanId;
use model::run::{HeldBy, Hold, IgnoreBlackout, Run, RunState};
use serde_json::json;

use crate::{Ctx, Error, Result, audit, blackouts, scans};

/// The longest reason to go on in a blackout, in characters.
const MAX_REASON: usize = 500;
/// The reason where a client of the DAST dialect gives none: it has no field for it.
pub const STOCK_REASON: &str = "asked for with ignore_blackout_period";

/// What a caller wants of a run that goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// Its end.
    Cancel,
    /// A pause, until a person ends it.
    Pause,
    /// The end of its pause.
    Resume,
}

/// What a start or the end of a pause asks for about blackouts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BlackoutLeave {
    /// Blackouts do not hold this run from now on. Needs a permission and a reason.
    pub ignore_blackout_period: bool,
    /// Why they do not.
    pub reason: Option<String>,
}

impl Wish {
    const fn action(self) -> (&'static str, &'static str) {
        match self {
            Self::Cancel => ("scan.stop", "canceled"),
            Self::Pause => ("scan.pause", "paused"),
            Self::Resume => ("scan.resume", "resumed"),
        }
    }

    /// The state that it leads to; `None` where nothing is left to do.
    ///
    /// # Errors
    /// A conflict that names the state from which there is no such way.
    fn step(self, state: RunState, held_by: Option<HeldBy>) -> Result<Option<RunState>> {
        let by_blackout = held_by == Some(HeldBy::Blackout);
        let done = match self {
            Self::Cancel => state == RunState::Canceling,
            // Whom a blackout holds a person can hold, too: then it stays paused when the blackout ends.
            Self::Pause => matches!(state, RunState::Pausing | RunState::Paused) && !by_blackout,
            Self::Resume => state == RunState::Resuming,
        };
        if done {
            return Ok(None);
        }
        let ways: &[RunState] = match self {
            Self::Cancel => &[RunState::Canceled, RunState::Canceling],
            Self::Pause if by_blackout => return Ok(Some(state)),
            Self::Pause => &[RunState::Pausing],
            Self::Resume => &[RunState::Resuming],
        };
        let way = ways.iter().copied().find(|next| state.may_become(*next));
        let (_, word) = self.action();
        way.map(Some).ok_or_else(|| {
            Error::conflict("base", "not_now", format!("a scan that is \"{state}\" cannot be {word}"))
        })
    }
}

/// Stops the running run of a scan: a queued or paused one is canceled at once, a started one drains first. Asking
/// twice is fine: a run that is being canceled already is returned as it is.
pub async fn stop(ctx: &Ctx, scan: ScanId) -> Result<Run> {
    wish_of_scan(ctx, scan, Wish::Cancel, &BlackoutLeave::default()).await
}

/// Pauses the running run of a scan until a person resumes it. Asking twice is fine.
pub async fn pause(ctx: &Ctx, scan: ScanId) -> Result<Run> {
    wish_of_scan(ctx, scan, Wish::Pause, &BlackoutLeave::default()).await
}

/// Resumes the paused run of a scan. Inside a blackout it is then held by that and goes on by itself when it ends, unless
/// leave to ignore blackouts is asked for.
pub async fn resume(ctx: &Ctx, scan: ScanId, asked: &BlackoutLeave) -> Result<Run> {
    wish_of_scan(ctx, scan, Wish::Resume, asked).await
}

async fn wish_of_scan(ctx: &Ctx, scan: ScanId, wish: Wish, asked: &BlackoutLeave) -> Result<Run> {
    ctx.principal.require(Permission::ScanStart)?;
    let leave = asked.granted(ctx)?;
    let mut tx = ctx.write().await?;
    let scan = scans::find(&mut tx, ctx, scan).await?;
    let Some(mut run) = store::runs::active_of_scan(&mut tx, scan.organization, scan.id).await? else {
        return Err(Error::conflict("base", "not_running", format!("scan \"{}\" is not running", scan.name)));
    };
    move_on(&mut tx, ctx, &mut run, wish, leave).await?;
    tx.commit().await?;
    ctx.services.wake.runs.notify_one();
    Ok(run)
}

/// Moves a run as wished, in the caller's transaction; the caller authorises and nudges.
pub(crate) async fn move_on(
    tx: &mut store::Tx,
    ctx: &Ctx,
    run: &mut Run,
    wish: Wish,
    leave: Option<IgnoreBlackout>,
) -> Result<()> {
    if let (Wish::Resume, RunState::Resuming, Some(leave)) = (wish, run.state, &leave) {
        return let_go(tx, ctx, run, leave).await;
    }
    let Some(next) = wish.step(run.state, run.hold.map(|hold| hold.by))? else { return Ok(()) };
    let (action, word) = wish.action();
    let now = ctx.now();
    let reason = match wish {
        Wish::Resume => waits(tx, run, &leave, now).await?,
        Wish::Pause | Wish::Cancel => Some(format!("{word} on request")),
    };
    let step = (run.state, next);
    let moved = match (wish, &reason) {
        (Wish::Pause, Some(reason)) => {
            store::runs::hold(tx, run, next, (HeldBy::Person, reason), now).await?
        }
        _ => store::runs::transition(tx, run.organization, run.id, step, reason.as_deref(), now).await?,
    };
    if !moved {
        let detail = format!("the scan has just moved on from \"{}\", try again", run.state);
        return Err(Error::conflict("base", "moved_on", detail));
    }
    if let Some(leave) = &leave {
        store::runs::ignore_blackouts(tx, run.organization, run.id, leave).await?;
        run.ignore_blackout = Some(leave.clone());
    }
    run.state = next;
    run.reason = reason;
    run.hold = (wish == Wish::Pause).then(|| Hold::new(HeldBy::Person, now));
    if next.is_terminal() {
        run.finished_at = Some(now);
    }
    let mut detail = json!({"run": run.id, "name": run.plan.target_name});
    note_leave(&mut detail, leave.as_ref());
    audit::record(tx, ctx, action, "scan", run.scan, detail).await
}

/// Gives leave to a run that was resumed already, and may be about to be held by a blackout.
async fn let_go(tx: &mut store::Tx, ctx: &Ctx, run: &mut Run, leave: &IgnoreBlackout) -> Result<()> {
    if run.ignore_blackout.is_some() {
        return Ok(());
    }
    store::runs::ignore_blackouts(tx, run.organization, run.id, leave).await?;
    run.ignore_blackout = Some(leave.clone());
    let mut detail = json!({"run": run.id, "name": run.plan.target_name});
    note_leave(&mut detail, Some(leave));
    audit::record(tx, ctx, "scan.resume", "scan", run.scan, detail).await
}

/// What a run that is resumed waits for, if a blackout holds it.
async fn waits(
    tx: &mut store::Tx,
    run: &Run,
    leave: &Option<IgnoreBlackout>,
    now: model::Timestamp,
) -> Result<Option<String>> {
    if leave.is_some() || run.ignore_blackout.is_some() {
        return Ok(None);
    }
    let schedule = store::runs::schedule_of(tx, run).await?;
    let holding = blackouts::holding(tx, run.organization, run.target, schedule, now).await?;
    Ok(held_until(&holding, now))
}

/// Why a run does not run at an instant, if it lies in a blackout: until when, and whose they are.
pub fn held_until(blackouts: &recurrence::Blackouts, at: model::Timestamp) -> Option<String> {
    if !blackouts.covers(at) {
        return None;
    }
    let end = match blackouts.free_from(at) {
        Some(end) => format!("until {}", end.iso_millis()),
        None => "that does not end".to_owned(),
    };
    let why: Vec<String> = blackouts.why(at).iter().take(3).map(|label| format!("\"{label}\"")).collect();
    Some(format!("held by a blackout {end}: {}", why.join(", ")))
}

impl BlackoutLeave {
    /// Leave for a run to go on in blackouts, if it is asked for: needs a permission and a reason.
    ///
    /// # Errors
    /// `Forbidden`; a reason that is missing or too long.
    pub(crate) fn granted(&self, ctx: &Ctx) -> Result<Option<IgnoreBlackout>> {
        if !self.ignore_blackout_period {
            return Ok(None);
        }
        ctx.principal.require(Permission::BlackoutOverride)?;
        let reason = self.reason.as_deref().unwrap_or_default().trim();
        if reason.is_empty() {
            return Err(Error::invalid("reason", "blank", "must say why the run may go on in a blackout"));
        }
        if reason.chars().count() > MAX_REASON || reason.chars().any(char::is_control) {
            let detail = format!("must be at most {MAX_REASON} characters of text");
            return Err(Error::invalid("reason", "too_long", detail));
        }
        Ok(Some(IgnoreBlackout { reason: reason.to_owned(), by: ctx.principal.actor() }))
    }

    /// The same for clients that have no word for a reason: they get a stock one.
    ///
    /// # Errors
    /// As [`BlackoutLeave::granted`].
    pub(crate) fn granted_anyhow(&self, ctx: &Ctx) -> Result<Option<IgnoreBlackout>> {
        let said = self.reason.clone().filter(|text| !text.trim().is_empty());
        let reason = Some(said.unwrap_or_else(|| STOCK_REASON.to_owned()));
        Self { reason, ..self.clone() }.granted(ctx)
    }
}

/// Tells the audit chain of leave that was given.
pub(crate) fn note_leave(detail: &mut serde_json::Value, leave: Option<&IgnoreBlackout>) {
    if let Some(leave) = leave {
        detail["ignore_blackout_period"] = true.into();
        detail["reason"] = leave.reason.as_str().into();
    }
}

/// Ends a run that a person paused and nobody resumed in time. Called by the loop that looks after runs.
///
/// # Errors
/// The database.
pub async fn give_up(services: &crate::Services, run: &Run, reason: &str) -> Result<bool> {
    let mut tx = services.db.write().await?;
    let now = services.env.now();
    let step = (RunState::Paused, RunState::Canceled);
    if !store::runs::transition(&mut tx, run.organization, run.id, step, Some(reason), now).await? {
        return Ok(false);
    }
    store::units::abandon(&mut tx, run.organization, run.id, reason, now).await?;
    store::run_log::note(&mut tx, run.id, model::unit::LogLevel::Warning, reason, now).await?;
    let entry = audit::Entry {
        organization: run.organization,
        actor: None,
        action: "scan.stop",
        subject_kind: "scan",
        subject_id: run.scan.to_string(),
        detail: json!({"run": run.id, "name": run.plan.target_name, "reason": reason}),
        request_id: None,
    };
    audit::append(&mut tx, &services.env, entry).await?;
    tx.commit().await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_follow_the_state_machine() {
        for wish in [Wish::Cancel, Wish::Pause, Wish::Resume] {
            for &state in RunState::ALL {
                match wish.step(state, None) {
                    Ok(Some(next)) => assert!(state.may_become(next), "{wish:?} {state}"),
                    Ok(None) => assert!(!state.is_terminal(), "{wish:?} {state}"),
                    Err(Error::Conflict(error)) => {
                        assert!(error.detail.contains(&format!("\"{state}\"")), "{wish:?} {error}");
                    }
                    Err(other) => panic!("{wish:?} {state}: {other}"),
                }
            }
        }
        let ends = [
            (Wish::Cancel, RunState::Queued, Some(RunState::Canceled)),
            (Wish::Cancel, RunState::Paused, Some(RunState::Canceled)),
            (Wish::Cancel, RunState::Started, Some(RunState::Canceling)),
            // A run that is being drained must not jump to its end: units are still out.
            (Wish::Cancel, RunState::Pausing, Some(RunState::Canceling)),
            (Wish::Cancel, RunState::Canceling, None),
            (Wish::Pause, RunState::Started, Some(RunState::Pausing)),
            (Wish::Pause, RunState::Paused, None),
            (Wish::Resume, RunState::Paused, Some(RunState::Resuming)),
            (Wish::Resume, RunState::Resuming, None),
        ];
        for (wish, from, to) in ends {
            assert_eq!(wish.step(from, Some(HeldBy::Person)).unwrap(), to, "{wish:?} {from}");
        }
        assert!(Wish::Pause.step(RunState::Queued, None).is_err());
        assert!(Wish::Resume.step(RunState::Started, None).is_err());
        assert!(Wish::Cancel.step(RunState::Completed, None).is_err());
    }

    #[test]
    fn a_person_takes_over_what_a_blackout_holds() {
        for state in [RunState::Pausing, RunState::Paused] {
            assert_eq!(Wish::Pause.step(state, Some(HeldBy::Blackout)).unwrap(), Some(state));
        }
    }
}
