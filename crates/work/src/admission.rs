//! Which of the runs that wait may begin: as many at a time as the installation allows. People go before schedules, and
//! organizations take turns.

use std::collections::HashMap;

use app::settings::RunLimits;
use model::run::{Run, RunState, Trigger};
use model::{OrganizationId, TargetId};

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
