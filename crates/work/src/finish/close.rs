//! Closes findings that a run looked for and did not see.

use std::collections::{BTreeMap, BTreeSet};

use app::Services;
use model::run::Run;
use store::findings::OpenFinding;

use super::PAGE;
use crate::WorkError;
use crate::ledger::HostLedger;

/// Goes through the target's open findings that the run did not see, page by page.
pub(super) async fn close_gone(services: &Services, run: &Run) -> Result<(), WorkError> {
    let mut after = None;
    loop {
        let mut tx = services.db.read().await?;
        let page = store::findings::open_not_seen(&mut tx, run.organization, run.target, run.id, after, PAGE)
            .await?;
        drop(tx);
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.id);
        let ledgers = ledgers(services, run, &page).await?;
        let gone: Vec<_> = page
            .iter()
            .filter(|f| ledgers.get(&f.host).is_some_and(|ledger| ledger.answers_for(f)))
            .map(|f| f.id)
            .collect();
        if gone.is_empty() {
            continue;
        }
        let mut tx = services.db.write().await?;
        store::findings::mark_fixed(&mut tx, run.organization, run.target, &gone, services.env.now()).await?;
        tx.commit().await?;
    }
}

/// What the run tested on the hosts of these findings.
async fn ledgers(
    services: &Services,
    run: &Run,
    findings: &[OpenFinding],
) -> Result<BTreeMap<String, HostLedger>, WorkError> {
    let hosts: BTreeSet<String> = findings.iter().map(|f| f.host.clone()).collect();
    let hosts: Vec<String> = hosts.into_iter().collect();
    let mut ledgers: BTreeMap<String, HostLedger> = BTreeMap::new();
    let mut tx = services.db.read().await?;
    for place in store::coverage::of_hosts(&mut tx, run.id, &hosts).await? {
        ledgers.entry(place.host.clone()).or_default().cover(place);
    }
    for asked in store::coverage::ports_of_hosts(&mut tx, run.id, &hosts).await? {
        ledgers.entry(asked.host.clone()).or_default().asked.push(asked);
    }
    for host in hosts {
        let open = store::hosts::services_of_host(&mut tx, run.organization, run.id, &host).await?;
        if let Some(ledger) = ledgers.get_mut(&host) {
            ledger.open = open.into_iter().map(|(port, _)| port).collect();
        }
    }
    Ok(ledgers)
}
