//! What is in the database, without what differs from one time to the next: ids and numbers.

use app::Ctx;
use model::finding::FindingState;
use model::run::Run;
use model::scan::Scan;

use super::World;

/// All that a run left behind, in a form that can be compared and read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Seen {
    pub(crate) findings: Vec<String>,
    pub(crate) hosts: Vec<String>,
    pub(crate) coverage: String,
    pub(crate) log: Vec<String>,
    pub(crate) units: Vec<String>,
    pub(crate) counters: String,
}

pub(crate) async fn seen(world: &World, run: &Run) -> Seen {
    let mut tx = world.services.db.read().await.unwrap();
    let (organization, id) = (run.organization, run.id);
    let found = store::findings::page_of_run(&mut tx, organization, id, None, 1000).await.unwrap();
    let mut findings: Vec<String> = found
        .iter()
        .map(|f| format!("{} {:?} {} {:?} {} {:?}", f.check, f.port, f.place, f.service, f.state, f.evidence))
        .collect();
    findings.sort();
    let hosts = store::hosts::of_run(&mut tx, organization, id).await.unwrap();
    let facts = store::coverage::facts(&mut tx, organization, id).await.unwrap();
    let gaps = store::coverage::gaps(&mut tx, organization, id, 1000).await.unwrap();
    let log = store::run_log::of_run(&mut tx, organization, id, 1000).await.unwrap();
    let units = store::units::of_run(&mut tx, organization, id).await.unwrap();
    let counts = store::findings::counts_of_target(&mut tx, organization, run.target).await.unwrap();
    Seen {
        findings,
        hosts: hosts.iter().map(|h| format!("{h:?}")).collect(),
        coverage: format!("{facts:?} {gaps:?}"),
        log: log.into_iter().map(|line| line.message).collect(),
        units: units.iter().map(|u| format!("{} {} {:?}", u.state, u.progress, u.checkpoint)).collect(),
        counters: format!("{counts:?}"),
    }
}

/// The state of the scan's only finding of a check.
pub(crate) async fn state_of(ctx: &Ctx, scan: &Scan, check: &str) -> FindingState {
    let mut states = Vec::new();
    for &state in FindingState::ALL {
        // Without such a filter fixed ones are not listed.
        let filters = vec![app::Filter { column: "state".to_owned(), pattern: state.to_string() }];
        let query = app::ListQuery { filters, ..app::ListQuery::default() };
        let page = app::findings::of_scan(ctx, scan.id, &query).await.unwrap();
        states.extend(page.items.iter().map(|v| &v.finding).filter(|f| f.check == check).map(|f| f.state));
    }
    assert_eq!(states.len(), 1, "findings of {check}: {states:?}");
    states[0]
}
