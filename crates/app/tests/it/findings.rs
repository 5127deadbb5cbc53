//! Findings and hosts, as readers see them.

use app::scans::NewScan;
use app::{Ctx, Filter, ListQuery, findings, hosts, runs, scans};
use model::finding::FindingState;
use model::host::{Host, Port};
use model::run::{Compliance, Run, RunState};
use model::service::Service;
use model::unit::{UnitEvent, UnitMessage};
use model::user::Role;
use model::{Product, ScanId};
use store::findings::RunRef;

use crate::support::{World, fields, observe, scan, target, walk};

fn by(column: &str, pattern: &str) -> ListQuery {
    let filter = Filter { column: column.to_owned(), pattern: pattern.to_owned() };
    ListQuery { filters: vec![filter], ..ListQuery::default() }
}

async fn started(ctx: &Ctx, scan: ScanId) -> Run {
    let run = runs::start(ctx, scan).await.unwrap();
    walk(ctx, &run, &[RunState::Started]).await;
    runs::show(ctx, scan, run.id).await.unwrap()
}

testkit::db_test!(open_findings_are_shown_unless_asked_otherwise, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let scan = scan(&ctx, "weekly").await.scan;
    let run = started(&ctx, scan.id).await;
    observe(&ctx, &run, "redis-no-password").await;
    observe(&ctx, &run, "ftp-anonymous").await;
    let shown = findings::of_scan(&ctx, scan.id, &ListQuery::default()).await.unwrap();
    assert_eq!(shown.total, 2);
    let gone = shown.items.iter().find(|v| v.finding.check == "ftp-anonymous").unwrap().finding.id;
    let mut tx = ctx.services.db.write().await.unwrap();
    store::findings::mark_fixed(&mut tx, run.organization, run.target, &[gone], world.services.env.now())
        .await
        .unwrap();
    tx.commit().await.unwrap();

    let shown = findings::of_scan(&ctx, scan.id, &ListQuery::default()).await.unwrap();
    assert_eq!((shown.total, shown.items[0].finding.check.as_str()), (1, "redis-no-password"));
    assert!(shown.items[0].definition.is_some() && shown.items[0].pci.is_none());
    assert_eq!(
        findings::of_scan(&ctx, scan.id, &by("state", "fixed")).await.unwrap().items[0].finding.id,
        gone
    );
    assert_eq!(findings::list(&ctx, &by("state", "*")).await.unwrap().total, 2);
    assert_eq!(findings::show_of_scan(&ctx, scan.id, gone).await.unwrap().finding.state, FindingState::Fixed);
    let numbers = findings::statistics(&ctx, scan.id).await.unwrap();
    assert_eq!((numbers.new, numbers.fixed, numbers.open.total()), (1, 1, 1));
    assert_eq!(
        fields(findings::of_scan(&ctx, scan.id, &by("target_id", "x")).await),
        [("q", "unknown_column")]
    );
    assert_eq!(fields(findings::list(&ctx, &by("colour", "x")).await), [("q", "unknown_column")]);
    assert_eq!(fields(findings::list(&ctx, &by("name", "a\0b")).await), [("q", "invalid")]);
});

testkit::db_test!(a_pci_finding_says_what_it_does_to_the_verdict, |db| {
    let world = World::new(db);
    let organization = world.organization("one").await;
    let ctx = world.caller(&organization, Role::Manager, Product::Pci);
    let target = target(&ctx, "shop", "127.0.0.1").await;
    let new = NewScan { name: "quarterly".into(), target_id: Some(target.id), ..NewScan::default() };
    let scan = scans::create(&ctx, new).await.unwrap().scan;
    let run = started(&ctx, scan.id).await;
    observe(&ctx, &run, "redis-no-password").await;
    let view = findings::list(&ctx, &ListQuery::default()).await.unwrap().items.remove(0);
    assert_eq!(view.pci.unwrap().verdict, Compliance::Fail);
});

testkit::db_test!(hosts_of_a_scan_are_those_of_its_newest_run, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let scan = scan(&ctx, "weekly").await.scan;
    assert_eq!(hosts::of_scan(&ctx, scan.id, &ListQuery::default()).await.unwrap().total, 0);
    let run = started(&ctx, scan.id).await;
    let host = Host::from_address("127.0.0.1".parse().unwrap());
    let service = Service { name: "redis".into(), ..Service::default() };
    let events = [
        UnitEvent::HostUp { host: host.clone(), reason: "assumed".into() },
        UnitEvent::ServiceFound { host, port: Port::tcp(6379), service },
    ];
    let of = RunRef {
        organization: run.organization,
        product: run.product,
        target: run.target,
        scan: run.scan,
        run: run.id,
    };
    let mut tx = ctx.services.db.write().await.unwrap();
    let unit = store::units::of_run(&mut tx, run.organization, run.id).await.unwrap().remove(0).id;
    let message = |(event, sequence)| UnitMessage { unit, run: run.id, epoch: 1, sequence, event };
    let messages: Vec<UnitMessage> = events.into_iter().zip(1..).map(message).collect();
    store::ingest::apply(&mut tx, &ctx.services.env, &of, &messages).await.unwrap();
    tx.commit().await.unwrap();

    let seen = hosts::of_scan(&ctx, scan.id, &ListQuery::default()).await.unwrap().items.remove(0);
    assert_eq!((seen.summary.host.as_str(), seen.summary.services.len()), ("127.0.0.1", 1));
    assert_eq!(hosts::show_of_scan(&ctx, scan.id, seen.id).await.unwrap(), seen);
    assert_eq!(hosts::show(&ctx, seen.id).await.unwrap().last_run, run.id);
    assert_eq!(hosts::most_vulnerable(&ctx, &ListQuery::default()).await.unwrap().total, 1);
    // A run that waits has nothing to show: the one before stands.
    walk(&ctx, &run, &[RunState::FinishingUp, RunState::Completed]).await;
    world.advance(1);
    runs::start(&ctx, scan.id).await.unwrap();
    assert_eq!(hosts::of_scan(&ctx, scan.id, &ListQuery::default()).await.unwrap().total, 1);
});
