//! Rules of scans and profiles.

use app::port_lists::{self, NewPortList};
use app::scans::{self, NewScan, ScanChange};
use app::{Change, Error, ListQuery, profiles, runs};
use model::Product;
use model::run::RunState;
use model::user::Role;

use crate::support::{World, fields, scan, target, walk};

testkit::db_test!(pci_scans_have_one_profile, |db| {
    let world = World::new(db);
    let organization = world.organization("one").await;
    let ctx = world.caller(&organization, Role::Manager, Product::Pci);
    let target = target(&ctx, "web", "10.0.0.1").await;
    let new = |profile: Option<&str>| NewScan {
        name: "quarterly".into(),
        target_id: Some(target.id),
        profile_id: profile.map(str::to_owned),
        ..NewScan::default()
    };
    let error = scans::create(&ctx, new(Some("full"))).await.unwrap_err();
    assert!(error.to_string().contains("pci_asv"), "{error}");
    assert_eq!(fields::<()>(Err(error)), [("profile_id", "mandatory")]);
    let other_ports = NewScan { port_list_id: Some("top100".into()), ..new(None) };
    assert_eq!(fields(scans::create(&ctx, other_ports).await), [("port_list_id", "mandatory")]);
    let made = scans::create(&ctx, new(None)).await.unwrap();
    assert_eq!(made.scan.profile, "pci_asv");
    let change = ScanChange { profile_id: Change::Set("normal".into()), ..ScanChange::default() };
    assert_eq!(fields(scans::update(&ctx, made.scan.id, change).await), [("profile_id", "mandatory")]);
    let own = NewPortList { name: "mine".into(), ports: "80".into(), ..NewPortList::default() };
    assert_eq!(fields(port_lists::create(&ctx, own).await), [("base", "fixed")]);
    let offered = profiles::activated(&ctx).await.unwrap();
    assert_eq!(offered.len(), 1);
    assert!(offered[0].is_mandatory && offered[0].is_default);
});

testkit::db_test!(other_products_choose_or_take_the_default, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let made = scan(&ctx, "weekly").await;
    assert_eq!((made.scan.profile.as_str(), made.target_name.as_str()), ("normal", "weekly"));
    let change = ScanChange { profile_id: Change::Set("full".into()), ..ScanChange::default() };
    assert_eq!(scans::update(&ctx, made.scan.id, change).await.unwrap().scan.profile, "full");
    let change = ScanChange { profile_id: Change::Clear, ..ScanChange::default() };
    assert_eq!(scans::update(&ctx, made.scan.id, change).await.unwrap().scan.profile, "normal");

    let own = NewPortList { name: "mine".into(), ports: "T:22,80,U:53".into(), ..NewPortList::default() };
    let own = port_lists::create(&ctx, own).await.unwrap();
    let change = ScanChange { port_list_id: Change::Set(own.id.clone()), ..ScanChange::default() };
    scans::update(&ctx, made.scan.id, change).await.unwrap();
    let run = runs::start(&ctx, made.scan.id).await.unwrap();
    assert_eq!(run.plan.ports.to_string(), "22,80,U:53");
    assert!(port_lists::activated(&ctx).await.unwrap().iter().any(|l| l.id == own.id && !l.built_in));
    assert_eq!(port_lists::show(&ctx, "top100").await.unwrap().ports.count(model::ports::Protocol::Tcp), 100);
});

testkit::db_test!(references_that_do_not_exist_are_wrong_fields, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let env = &ctx.services.env;
    let new = NewScan {
        name: String::new(),
        target_id: Some(env.id()),
        profile_id: Some("turbo".into()),
        schedule_id: Some(env.id()),
        ..NewScan::default()
    };
    let expect =
        [("name", "blank"), ("target_id", "unknown"), ("schedule_id", "unknown"), ("profile_id", "unknown")];
    assert_eq!(fields(scans::create(&ctx, new).await), expect);
    let target = target(&ctx, "web", "10.0.0.1").await;
    let new = NewScan {
        name: "x".into(),
        target_id: Some(target.id),
        port_list_id: Some("none".into()),
        ..NewScan::default()
    };
    assert_eq!(fields(scans::create(&ctx, new).await), [("port_list_id", "unknown")]);
});

testkit::db_test!(scans_are_listed_by_what_their_newest_run_does, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let all = ListQuery::default();
    let (idle, busy, done) = (scan(&ctx, "idle").await, scan(&ctx, "busy").await, scan(&ctx, "done").await);
    runs::start(&ctx, busy.scan.id).await.unwrap();
    let run = runs::start(&ctx, done.scan.id).await.unwrap();
    walk(&ctx, &run, &[RunState::Started, RunState::FinishingUp, RunState::Completed]).await;
    let names = |page: app::Page<scans::ScanView>| -> Vec<String> {
        page.items.into_iter().map(|view| view.scan.name).collect()
    };
    assert_eq!(names(scans::running(&ctx, &all).await.unwrap()), ["busy"]);
    assert_eq!(names(scans::recent(&ctx, &all).await.unwrap()), ["done"]);
    assert!(names(scans::upcoming(&ctx, &all).await.unwrap()).is_empty());
    assert_eq!(scans::list(&ctx, &all).await.unwrap().total, 3);
    assert!(scans::show(&ctx, idle.scan.id).await.unwrap().last_run.is_none());
    assert_eq!(scans::show(&ctx, done.scan.id).await.unwrap().last_run.unwrap().state, RunState::Completed);

    assert_eq!(fields(scans::delete_many(&ctx, &[idle.scan.id, busy.scan.id]).await), [("base", "running")]);
    assert_eq!(scans::list(&ctx, &all).await.unwrap().total, 3);
    scans::delete_many(&ctx, &[idle.scan.id, done.scan.id]).await.unwrap();
    assert!(matches!(scans::show(&ctx, done.scan.id).await, Err(Error::NotFound { kind: "scan", .. })));
});
