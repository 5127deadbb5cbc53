//! Starting and stopping.

use app::{Error, ListQuery, organizations, runs, scans};
use model::Product;
use model::organization::Organization;
use model::run::{RunState, Trigger};
use model::user::Role;

use crate::support::{World, fields, scan, target, walk};

testkit::db_test!(a_scan_starts_once_at_a_time, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let scan = scan(&ctx, "weekly").await.scan;
    let run = runs::start(&ctx, scan.id).await.unwrap();
    assert_eq!(
        (run.state, run.trigger, run.started_by),
        (RunState::Queued, Trigger::Manual, ctx.principal.actor())
    );
    assert_eq!(run.plan.hosts().to_string(), "127.0.0.1");
    let mut tx = ctx.services.db.read().await.unwrap();
    assert_eq!(
        store::units::of_run(&mut tx, run.organization, run.id).await.unwrap().len(),
        run.plan.units().len()
    );
    drop(tx);

    let again = runs::start(&ctx, scan.id).await.unwrap_err();
    assert!(again.to_string().contains(&run.id.to_string()), "{again}");
    assert_eq!(fields::<()>(Err(again)), [("base", "already_running")]);
    walk(&ctx, &run, &[RunState::Started, RunState::FinishingUp, RunState::Completed]).await;
    world.advance(1);
    let second = runs::start(&ctx, scan.id).await.unwrap();
    let all = runs::list(&ctx, scan.id, &ListQuery::default()).await.unwrap();
    assert_eq!(all.items.iter().map(|r| r.id).collect::<Vec<_>>(), [second.id, run.id]);
    assert_eq!(runs::show(&ctx, scan.id, run.id).await.unwrap().state, RunState::Completed);
});

testkit::db_test!(a_stop_goes_through_the_state_machine, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let scan = scan(&ctx, "weekly").await.scan;
    assert_eq!(fields(runs::stop(&ctx, scan.id).await), [("base", "not_running")]);

    runs::start(&ctx, scan.id).await.unwrap();
    let stopped = runs::stop(&ctx, scan.id).await.unwrap();
    assert_eq!((stopped.state, stopped.finished_at), (RunState::Canceled, Some(ctx.services.env.now())));
    assert_eq!(runs::show(&ctx, scan.id, stopped.id).await.unwrap(), stopped);
    assert_eq!(fields(runs::stop(&ctx, scan.id).await), [("base", "not_running")]);

    world.advance(1);
    let run = runs::start(&ctx, scan.id).await.unwrap();
    walk(&ctx, &run, &[RunState::Started]).await;
    assert_eq!(runs::stop(&ctx, scan.id).await.unwrap().state, RunState::Canceling);
    assert_eq!(runs::stop(&ctx, scan.id).await.unwrap().state, RunState::Canceling);
});

testkit::db_test!(hosts_outside_the_allowed_ranges_are_not_scanned, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let target = target(&ctx, "mixed", "10.0.0.1,192.0.2.0/30").await;
    let new = scans::NewScan { name: "mixed".into(), target_id: Some(target.id), ..Default::default() };
    let scan = scans::create(&ctx, new).await.unwrap().scan;
    let error = runs::start(&ctx, scan.id).await.unwrap_err();
    assert!(error.to_string().contains("192.0.2.0-192.0.2.3"), "{error}");
    assert_eq!(fields::<()>(Err(error)), [("target_id", "not_allowed")]);
    assert_eq!(runs::list(&ctx, scan.id, &ListQuery::default()).await.unwrap().total, 0);

    let ranges = vec!["10.0.0.0/8".parse().unwrap(), "192.0.2.0/24".parse().unwrap()];
    organizations::set_allowed_ranges(&ctx, ranges.clone()).await.unwrap();
    assert_eq!(runs::start(&ctx, scan.id).await.unwrap().plan.scope.allowed, ranges);
});

testkit::db_test!(a_product_without_subscription_does_not_run, |db| {
    let world = World::new(db);
    let organization = world.organization("one").await;
    let ctx = world.caller(&organization, Role::Owner, Product::Vrms);
    let scan = scan(&ctx, "weekly").await.scan;
    let mut tx = ctx.services.db.write().await.unwrap();
    let ended = Organization { products: vec![Product::Pci], ..organization };
    store::organizations::update(&mut tx, &ended).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(fields(runs::start(&ctx, scan.id).await), [("base", "not_subscribed")]);
});

testkit::db_test!(two_starts_at_once_make_one_run, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let scan = scan(&ctx, "weekly").await.scan;
    let (a, b) = tokio::join!(runs::start(&ctx, scan.id), runs::start(&ctx, scan.id));
    assert_eq!([a.is_ok(), b.is_ok()].iter().filter(|ok| **ok).count(), 1, "{a:?} {b:?}");
    assert_eq!(runs::list(&ctx, scan.id, &ListQuery::default()).await.unwrap().total, 1);
});

testkit::db_test!(a_run_is_shown_only_below_its_scan, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (one, two) = (scan(&ctx, "one").await.scan, scan(&ctx, "two").await.scan);
    let run = runs::start(&ctx, one.id).await.unwrap();
    assert!(matches!(runs::show(&ctx, two.id, run.id).await, Err(Error::NotFound { kind: "run", .. })));
});
