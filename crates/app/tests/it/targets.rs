//! Rules of targets.

use app::targets::{self, NewTarget, TargetChange};
use app::{Change, Error, ListQuery, runs, scans};
use model::user::Role;
use model::{Product, TargetId};

use crate::support::{World, fields, scan, target};

testkit::db_test!(a_target_is_made_shown_changed_and_deleted, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let made = target(&ctx, " web ", "10.0.0.0/30, Example.test").await;
    assert_eq!((made.name.as_str(), made.hosts.count()), ("web", 5));
    assert_eq!(targets::show(&ctx, made.id).await.unwrap(), made);

    world.advance(5);
    let change =
        TargetChange { comment: Change::Set("edge".into()), max_hosts: Change::Set(4), ..Default::default() };
    let changed = targets::update(&ctx, made.id, change).await.unwrap();
    assert_eq!((changed.comment.as_str(), changed.max_hosts, &changed.hosts), ("edge", Some(4), &made.hosts));
    assert!(changed.updated_at > made.updated_at);
    let change = TargetChange { comment: Change::Clear, max_hosts: Change::Clear, ..Default::default() };
    let cleared = targets::update(&ctx, made.id, change).await.unwrap();
    assert_eq!((cleared.comment.as_str(), cleared.max_hosts), ("", None));
    assert_eq!(targets::show(&ctx, made.id).await.unwrap(), cleared);

    targets::delete(&ctx, made.id).await.unwrap();
    assert!(matches!(targets::show(&ctx, made.id).await, Err(Error::NotFound { kind: "target", .. })));
});

testkit::db_test!(wrong_fields_are_named_all_at_once, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let wrong = NewTarget {
        name: " ".into(),
        kind: Some("web".into()),
        hosts: "10.0.0.0/15".into(),
        exclude_hosts: Some("nonsense!".into()),
        comment: Some("x".repeat(5000)),
        max_hosts: Some(0),
    };
    let expect = [
        ("kind", "unsupported"),
        ("name", "blank"),
        ("comment", "too_long"),
        ("hosts", "invalid"),
        ("exclude_hosts", "invalid"),
        ("max_hosts", "too_small"),
    ];
    assert_eq!(fields(targets::create(&ctx, wrong).await), expect);
    target(&ctx, "web", "10.0.0.1").await;
    let twice = NewTarget { name: "web".into(), hosts: "10.0.0.2".into(), ..NewTarget::default() };
    assert_eq!(fields(targets::create(&ctx, twice).await), [("name", "taken")]);
    let cleared = TargetChange { name: Change::Clear, hosts: Change::Clear, ..TargetChange::default() };
    let id = targets::list(&ctx, &ListQuery::default()).await.unwrap().items[0].id;
    assert_eq!(fields(targets::update(&ctx, id, cleared).await), [("name", "blank"), ("hosts", "invalid")]);
});

testkit::db_test!(a_target_in_use_is_kept_and_bulk_is_all_or_nothing, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let used = scan(&ctx, "nightly").await.scan.target;
    let free = target(&ctx, "free", "10.0.0.2").await.id;
    let error = targets::delete_many(&ctx, &[free, used]).await.unwrap_err();
    assert!(error.to_string().contains("\"nightly\""), "{error}");
    let unknown: TargetId = ctx.services.env.id();
    let error = targets::delete_many(&ctx, &[free, unknown]).await.unwrap_err();
    assert!(error.to_string().contains(&unknown.to_string()), "{error}");
    assert_eq!(targets::list(&ctx, &ListQuery::default()).await.unwrap().total, 2);
    assert_eq!(targets::delete_many(&ctx, &[free, free]).await.unwrap(), 1);
    let scan = scans::list(&ctx, &ListQuery::default()).await.unwrap().items.remove(0);
    scans::delete(&ctx, scan.scan.id).await.unwrap();
    targets::delete(&ctx, used).await.unwrap();
});

testkit::db_test!(a_target_of_earlier_runs_is_kept, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let moved = scan(&ctx, "nightly").await.scan;
    runs::start(&ctx, moved.id).await.unwrap();
    runs::stop(&ctx, moved.id).await.unwrap();
    let other = target(&ctx, "other", "10.0.0.2").await;
    let change = scans::ScanChange { target_id: Change::Set(other.id), ..Default::default() };
    scans::update(&ctx, moved.id, change).await.unwrap();
    let error = targets::delete(&ctx, moved.target).await.unwrap_err();
    assert!(error.to_string().contains("history"), "{error}");
    scans::delete(&ctx, moved.id).await.unwrap();
    targets::delete(&ctx, moved.target).await.unwrap();
});

testkit::db_test!(roles_and_products_fence_targets, |db| {
    let world = World::new(db);
    let organization = world.organization("one").await;
    let owner = world.caller(&organization, Role::Owner, Product::Vrms);
    let viewer = world.caller(&organization, Role::Viewer, Product::Vrms);
    let pci = world.caller(&organization, Role::Owner, Product::Pci);
    let made = target(&owner, "web", "10.0.0.1").await;
    assert_eq!(targets::show(&viewer, made.id).await.unwrap(), made);
    let denied = targets::delete(&viewer, made.id).await.unwrap_err();
    assert!(matches!(denied, Error::Forbidden { permission: "target.write" }), "{denied}");
    assert!(matches!(targets::show(&pci, made.id).await, Err(Error::NotFound { .. })));
    assert_eq!(targets::list(&pci, &ListQuery::default()).await.unwrap().total, 0);
    // The same name is free in another product.
    target(&pci, "web", "10.0.0.1").await;
});
