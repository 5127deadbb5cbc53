//! Scans as readers want them.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use model::run::Run;
use model::scan::Scan;
use model::{ScheduleId, TargetId, Timestamp};

use crate::{Ctx, Error, Result};

/// A scan with what a reader wants next to it.
#[derive(Debug, Clone)]
pub struct ScanView {
    /// The scan.
    pub scan: Scan,
    /// Name of its target.
    pub target_name: String,
    /// Title of its profile.
    pub profile_name: String,
    /// Its newest run.
    pub last_run: Option<Run>,
    /// When it runs next by itself.
    pub next_time: Option<Timestamp>,
}

/// One scan with what a reader wants next to it.
pub(crate) async fn view(tx: &mut store::Tx, ctx: &Ctx, scan: Scan) -> Result<ScanView> {
    views(tx, ctx, vec![scan]).await?.pop().ok_or_else(|| Error::internal("one scan gave no view"))
}

/// Scans with what a reader wants next to them. Targets and schedules that several share are read once.
pub(crate) async fn views(tx: &mut store::Tx, ctx: &Ctx, scans: Vec<Scan>) -> Result<Vec<ScanView>> {
    let (organization, product) = (ctx.organization(), ctx.product());
    let mut targets: HashMap<TargetId, String> = HashMap::new();
    let mut due: HashMap<ScheduleId, Option<Timestamp>> = HashMap::new();
    let mut out = Vec::with_capacity(scans.len());
    for scan in scans {
        if let Entry::Vacant(name) = targets.entry(scan.target) {
            let target = store::targets::get(tx, organization, product, scan.target).await?;
            name.insert(target.map(|t| t.name).unwrap_or_default());
        }
        if let Some(id) = scan.schedule
            && let Entry::Vacant(next) = due.entry(id)
        {
            let schedule = store::schedules::get(tx, organization, product, id).await?;
            next.insert(schedule.filter(|s| s.enabled).and_then(|s| s.next_due));
        }
        let last_run = match scan.last_run {
            Some(id) => store::runs::get(tx, organization, product, id).await?,
            None => None,
        };
        let profile = ctx.services.knowledge.catalogue().profile_of(product, &scan.profile);
        out.push(ScanView {
            target_name: targets.get(&scan.target).cloned().unwrap_or_default(),
            profile_name: profile.map_or_else(|| scan.profile.clone(), |p| p.name.clone()),
            last_run,
            next_time: scan.schedule.and_then(|id| due.get(&id).copied().flatten()),
            scan,
        });
    }
    Ok(out)
}
