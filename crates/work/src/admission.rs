//! What the installation allows: which of the runs that wait may begin, and how long one may go on. People go before
//! schedules, and organizations take turns.

use std::collections::HashMap;

use app::Services;
use app::settings::RunLimits;
use model::run::{Run, RunState, Trigger};
use model::{OrganizationId, TargetId};

/// How much longer than its profile says a run of a web application may take before the control plane ends it: the engine
/// looks at the clock between two checks and ends by itself.
const GRACE_SECONDS: i64 = 15 * 60;

/// The runs that are under way.
pub(crate) struct Admission {
    limits: RunLimits,
    all: u32,
    organizations: HashMap<OrganizationId, u32>,
    targets: HashMap<TargetId, u32>,
}

impl Admission {
    /// Counts the runs whose units may be with workers.
    pub(crate) fn of(limits: RunLimits, runs: &[Run]) -> Self {
        let mut admission = Self { limits, all: 0, organizations: HashMap::new(), targets: HashMap::new() };
        let busy =
            |run: &&Run| matches!(run.state, RunState::Started | RunState::Pausing | RunState::Canceling);
        runs.iter().filter(busy).for_each(|run| admission.count(run));
        admission
    }

    /// Lets a run begin, or says what it waits for.
    pub(crate) fn admit(&mut self, run: &Run) -> Result<(), &'static str> {
        let of = |count: Option<&u32>| count.copied().unwrap_or(0);
        let full = |limit: u32, count: u32| limit > 0 && count >= limit;
        if full(self.limits.per_target, of(self.targets.get(&run.target))) {
            return Err("waits for another run of its target to end");
        }
        if full(self.limits.per_organization, of(self.organizations.get(&run.organization))) {
            return Err("waits for another run of its organization to end");
        }
        if full(self.limits.per_scanner, self.all) {
            return Err("waits for the scanner to end another run");
        }
        self.count(run);
        Ok(())
    }

    fn count(&mut self, run: &Run) {
        self.all += 1;
        *self.organizations.entry(run.organization).or_default() += 1;
        *self.targets.entry(run.target).or_default() += 1;
    }

    /// The order in which waiting runs are looked at.
    pub(crate) fn in_turn<'r>(&self, runs: impl Iterator<Item = &'r Run>) -> Vec<&'r Run> {
        let mut runs: Vec<&Run> = runs.collect();
        runs.sort_by_key(|run| (lane(run), run.created_at, run.id));
        let mut served = self.organizations.clone();
        let mut turns: Vec<(u8, u32, &Run)> = Vec::with_capacity(runs.len());
        for run in runs {
            let turn = served.entry(run.organization).or_default();
            *turn += 1;
            turns.push((lane(run), *turn, run));
        }
        // Stable: where the turn is equal, the older one goes first.
        turns.sort_by_key(|(lane, turn, _)| (*lane, *turn));
        turns.into_iter().map(|(_, _, run)| run).collect()
    }
}

fn lane(run: &Run) -> u8 {
    u8::from(run.trigger == Trigger::Schedule)
}

/// Why a run may not go on, if it has run for longer than it may; pauses do not count.
pub(crate) fn out_of_time(services: &Services, run: &Run) -> Option<String> {
    let own = run.plan.profile.web.as_ref().map(|web| i64::from(web.max_run_time_s) + GRACE_SECONDS);
    let all = services.settings.runs.longest_seconds;
    let longest = own.into_iter().chain((all > 0).then_some(all)).min()?;
    let spent = run.active_for(services.env.now()) / 1_000_000;
    (spent > longest).then(|| format!("the longest time of a run, {longest} s, was reached"))
}
