//! What a batch of firing reads at once, for all of its schedules: a due time by itself asks the database nothing more.

use std::collections::{HashMap, HashSet};

use model::organization::Organization;
use model::scan::Scan;
use model::schedule::{Occurrence, Schedule, WaitsFor};
use model::target::Target;
use model::{OrganizationId, ScanId, ScheduleId, TargetId, Timestamp};

use super::start::Attached;
use crate::blackouts::{Held, Holding};
use crate::runs::StartOptions;
use crate::{Result, scheduled_scans, web_targets};

/// What a transaction of firing knows. Its scans are held, and its schedules are nobody else's: what is known of them stays
/// true but for what the transaction itself does, which is noted here.
#[derive(Debug, Default)]
pub(super) struct Batch {
    attached: HashMap<ScheduleId, Vec<Attached>>,
    targets: HashMap<TargetId, Target>,
    organizations: HashMap<OrganizationId, Organization>,
    /// Scans with a run that has not ended, stored or to be stored.
    busy: HashSet<ScanId>,
    /// What waits, by schedule and scan, oldest first.
    waiting: HashMap<(ScheduleId, Option<ScanId>), Vec<Occurrence>>,
}

impl Batch {
    /// Reads what is needed to decide on due times of these schedules at `now`: of all their scans, or of those alone that the
    /// transaction holds already.
    pub(super) async fn read(
        tx: &mut store::Tx,
        schedules: &[Schedule],
        held: Option<&HashSet<ScanId>>,
        now: Timestamp,
    ) -> Result<Self> {
        let mut batch = Self::default();
        let found = attached(tx, schedules, held).await?;
        let scans: Vec<ScanId> = found.iter().map(|(_, scan, _)| scan.id).collect();
        if held.is_none() {
            store::scans::lock_all(tx, &scans).await?;
        }
        batch.busy = store::runs::busy(tx, &scans).await?;
        let ids: Vec<ScheduleId> = schedules.iter().map(|schedule| schedule.id).collect();
        for row in store::occurrences::waiting_of(tx, &ids).await? {
            batch.waits(&row);
        }
        let targets: Vec<TargetId> = found.iter().map(|(_, scan, _)| scan.target).collect();
        let targets = store::targets::many(tx, &targets).await?;
        batch.targets = targets.into_iter().map(|target| (target.id, target)).collect();
        let organizations: Vec<OrganizationId> = found.iter().map(|(_, scan, _)| scan.organization).collect();
        let organizations = store::organizations::many(tx, &organizations).await?;
        batch.organizations = organizations.into_iter().map(|one| (one.id, one)).collect();
        batch.attach(tx, found, now).await?;
        Ok(batch)
    }

    async fn attach(
        &mut self,
        tx: &mut store::Tx,
        found: Vec<(ScheduleId, Scan, StartOptions)>,
        now: Timestamp,
    ) -> Result<()> {
        let held: Vec<Held> = found
            .iter()
            .map(|(schedule, scan, _)| (scan.organization, scan.target, Some(*schedule)))
            .collect();
        let mut holding = Holding::new(now);
        holding.look(tx, &held).await?;
        for ((schedule, scan, options), held) in found.into_iter().zip(held) {
            let blackouts = holding.known(held);
            self.attached.entry(schedule).or_default().push(Attached { scan, options, blackouts });
        }
        Ok(())
    }

    /// What a schedule starts.
    pub(super) fn attached(&mut self, schedule: ScheduleId) -> Vec<Attached> {
        self.attached.get(&schedule).cloned().unwrap_or_default()
    }

    /// Target and organization of a scan.
    pub(super) fn whose(&self, scan: &Scan) -> (Option<Target>, Option<Organization>) {
        let fits =
            |target: &&Target| (target.organization, target.product) == (scan.organization, scan.product);
        let target = self.targets.get(&scan.target).filter(fits).cloned();
        (target, self.organizations.get(&scan.organization).cloned())
    }

    /// Whether a scan has a run that has not ended.
    pub(super) fn is_busy(&self, scan: ScanId) -> bool {
        self.busy.contains(&scan)
    }

    /// A run of a scan is to be stored.
    pub(super) fn starts(&mut self, scan: ScanId) {
        self.busy.insert(scan);
    }

    /// A due time waits from now on, or goes on waiting for something else.
    pub(super) fn waits(&mut self, row: &Occurrence) {
        let rows = self.waiting.entry((row.schedule, row.scan)).or_default();
        rows.retain(|other| other.id != row.id);
        rows.push(row.clone());
        rows.sort_by_key(|row| row.due);
    }

    /// A due time waits no longer.
    pub(super) fn settled(&mut self, row: &Occurrence) {
        if let Some(rows) = self.waiting.get_mut(&(row.schedule, row.scan)) {
            rows.retain(|other| other.id != row.id);
        }
    }

    /// The due times of a schedule that wait for a scan, oldest first.
    pub(super) fn waiting(&self, schedule: ScheduleId, scan: Option<ScanId>) -> &[Occurrence] {
        self.waiting.get(&(schedule, scan)).map_or(&[], Vec::as_slice)
    }

    /// Whether due times of a schedule that lie before one wait for their turn behind a run.
    pub(super) fn queue_before(&self, schedule: ScheduleId, scan: ScanId, due: Timestamp) -> bool {
        let queues = |row: &Occurrence| row.waits == Some(WaitsFor::Run) && row.due < due;
        self.waiting(schedule, Some(scan)).iter().any(queues)
    }
}

/// What schedules start: the scans that use them, and the scan of the target that one is a scheduled scan of.
async fn attached(
    tx: &mut store::Tx,
    schedules: &[Schedule],
    held: Option<&HashSet<ScanId>>,
) -> Result<Vec<(ScheduleId, Scan, StartOptions)>> {
    let ids: Vec<ScheduleId> = schedules.iter().map(|schedule| schedule.id).collect();
    let mut found = Vec::new();
    for scan in store::scans::of_schedules(tx, &ids).await? {
        if let Some(schedule) = scan.schedule {
            found.push((schedule, scan, StartOptions::default()));
        }
    }
    for started in store::scheduled_scans::of_schedules(tx, &ids).await? {
        let target = web_targets::Options::read(&started.target);
        let options = scheduled_scans::start_options(started.options, &target);
        found.push((started.schedule, started.scan, options));
    }
    found.retain(|(_, scan, _)| held.is_none_or(|held| held.contains(&scan.id)));
    Ok(found)
}
