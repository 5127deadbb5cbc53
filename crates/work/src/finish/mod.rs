//! The end of a run: findings that are gone are closed, what is left is counted and judged, the report is laid down.

mod close;

use std::panic::AssertUnwindSafe;

use app::Services;
use futures::FutureExt;
use jobs::{Claim, Job, Outcome};
use model::run::{Compliance, Run, RunState};
use model::{FindingId, OrganizationId, Product, RunId, Severity};
use serde::{Deserialize, Serialize};
use store::units::UnitTally;

use crate::{Desk, WorkError, chain};

/// Ends a run whose units are all through.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct FinishRun {
    /// Tenant.
    pub organization: OrganizationId,
    /// The run.
    pub run: RunId,
}

impl Job for FinishRun {
    const KIND: &'static str = "finish_run";
}

/// Findings read at once.
const PAGE: u32 = 500;

/// Ends the run; doing it twice changes nothing. A run that cannot be finished however often it is tried has failed:
/// every run comes to an end.
pub(crate) async fn handle(desk: Desk, job: FinishRun, claim: Claim) -> Outcome {
    let services = desk.services;
    // A panic is an error like others here: a run must not wait for ever for a job that panics every time.
    let error = match AssertUnwindSafe(finish(&services, &job)).catch_unwind().await {
        Ok(Ok(())) => {
            services.wake.runs.notify_one();
            return Outcome::Done;
        }
        Ok(Err(error)) => chain(&error),
        Err(_) => "it panicked".to_owned(),
    };
    tracing::error!(run = %job.run, "finishing the run: {error}");
    if claim.attempt < FinishRun::MAX_ATTEMPTS {
        return Outcome::Retry(None);
    }
    match give_up(&services, &job).await {
        Ok(()) => {
            services.wake.runs.notify_one();
            Outcome::Fail(error)
        }
        Err(_) => Outcome::Retry(None),
    }
}

async fn give_up(services: &Services, job: &FinishRun) -> Result<(), WorkError> {
    let mut tx = services.db.write().await?;
    let step = (RunState::FinishingUp, RunState::Failed);
    let reason = Some("the run could not be finished; the log says why");
    store::runs::transition(&mut tx, job.organization, job.run, step, reason, services.env.now()).await?;
    tx.commit().await?;
    Ok(())
}

async fn finish(services: &Services, job: &FinishRun) -> Result<(), WorkError> {
    let mut tx = services.db.read().await?;
    let Some(run) = store::runs::get_any(&mut tx, job.organization, job.run).await? else { return Ok(()) };
    if run.state != RunState::FinishingUp {
        return Ok(());
    }
    let tally = store::units::tally(&mut tx, run.organization, run.id).await?;
    let failure = store::units::first_failure(&mut tx, run.organization, run.id).await?;
    drop(tx);
    close::close_gone(services, &run).await?;
    let hosts_up = hosts_up(services, &run).await?;
    let (state, reason) = verdict_on_coverage(&tally, hosts_up);
    let reason = reason.map(|reason| match failure {
        Some(failure) => format!("{reason}: {failure}"),
        None => reason,
    });
    let compliance = if state == RunState::Completed { compliance(services, &run).await? } else { None };
    let ending = Ending { state, reason: reason.as_deref(), compliance, hosts_up };
    end(services, &run, ending).await
}

async fn hosts_up(services: &Services, run: &Run) -> Result<u32, WorkError> {
    let mut tx = services.db.read().await?;
    let hosts = store::hosts::count_of_run(&mut tx, run.organization, run.id).await?;
    Ok(u32::try_from(hosts).unwrap_or(u32::MAX))
}

/// How a run ended by what it could test.
fn verdict_on_coverage(tally: &UnitTally, hosts_up: u32) -> (RunState, Option<String>) {
    let total = tally.total();
    match (tally.failed, hosts_up) {
        (0, 0) => (RunState::CompletedInvalid, Some("no host of the target answered".to_owned())),
        (0, _) => (RunState::Completed, None),
        // Where a part of the target was seen, coverage was lost; what was found there stands.
        (failed, 0) if failed == total => {
            (RunState::Failed, Some("no part of the run could be done".to_owned()))
        }
        (failed, _) => (
            RunState::CompletedInvalid,
            Some(format!("{failed} of {total} parts of the run could not be done")),
        ),
    }
}

/// The verdict, where the run's product knows one.
async fn compliance(services: &Services, run: &Run) -> Result<Option<Compliance>, WorkError> {
    if run.product != Product::Pci {
        return Ok(None);
    }
    let mut facts = Vec::new();
    let mut after: Option<(Severity, FindingId)> = None;
    loop {
        let mut tx = services.db.read().await?;
        let page = store::findings::page_of_run(&mut tx, run.organization, run.id, after, PAGE).await?;
        let Some(last) = page.last() else { break };
        after = Some((last.severity, last.id));
        facts.extend(page.iter().map(|f| services.knowledge.pci_finding(&f.check, f.severity, None)));
    }
    Ok(Some(knowledge::pci::verdict(facts)))
}

/// Ends a run that was stopped: what it saw stays, nothing is closed.
pub(crate) async fn canceled(services: &Services, run: &Run) -> Result<(), WorkError> {
    let mut tx = services.db.write().await?;
    let reason = run.reason.as_deref().unwrap_or("stopped");
    store::units::abandon(&mut tx, run.organization, run.id, reason, services.env.now()).await?;
    tx.commit().await?;
    let hosts_up = hosts_up(services, run).await?;
    let reason = run.reason.as_deref();
    end(services, run, Ending { state: RunState::Canceled, reason, compliance: None, hosts_up }).await
}

/// How a run ends.
struct Ending<'a> {
    state: RunState,
    /// Why, where it is not an ordinary end.
    reason: Option<&'a str>,
    compliance: Option<Compliance>,
    /// Hosts that answered.
    hosts_up: u32,
}

/// Counts and ends, in one transaction.
async fn end(services: &Services, run: &Run, ending: Ending<'_>) -> Result<(), WorkError> {
    let Ending { state, reason, compliance, hosts_up } = ending;
    let now = services.env.now();
    let mut tx = services.db.write().await?;
    let counts = store::findings::counts_of_run(&mut tx, run.organization, run.id).await?;
    store::runs::set_results(&mut tx, run.organization, run.id, &counts, compliance, hosts_up).await?;
    let step = (run.state, state);
    if !store::runs::transition(&mut tx, run.organization, run.id, step, reason, now).await? {
        // Somebody stopped it in between; the next look sees the new state.
        return Ok(());
    }
    if state != RunState::Canceled {
        store::runs::set_progress(&mut tx, run.organization, run.id, 1000).await?;
        if let Some(ended) = store::runs::get_any(&mut tx, run.organization, run.id).await? {
            app::reports::create_for_run(&mut tx, &services.env, &ended).await?;
        }
    }
    tx.commit().await?;
    tracing::info!(run = %run.id, state = %state, findings = counts.total(), "run ended");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(done: u64, failed: u64, hosts: u32, expect: RunState) {
        let tally = UnitTally { done, failed, ..UnitTally::default() };
        let (state, reason) = verdict_on_coverage(&tally, hosts);
        assert_eq!(state, expect);
        assert_eq!(reason.is_none(), expect == RunState::Completed, "an end that is not whole says why");
    }

    #[test]
    fn lost_coverage_is_never_called_complete() {
        check(3, 0, 2, RunState::Completed);
        check(3, 0, 0, RunState::CompletedInvalid);
        check(2, 1, 2, RunState::CompletedInvalid);
        check(0, 3, 0, RunState::Failed);
    }
}
