//! The audit trail after a session of work.

use app::{Error, ListQuery, audit, runs, scans, targets};
use model::user::Role;
use store::audit::ChainVerdict;

use crate::support::{World, scan, target};

testkit::db_test!(a_session_of_work_leaves_an_intact_chain, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let made = scan(&ctx, "weekly").await.scan;
    runs::start(&ctx, made.id).await.unwrap();
    runs::stop(&ctx, made.id).await.unwrap();
    let extra = target(&ctx, "extra", "10.0.0.9").await;
    targets::delete(&ctx, extra.id).await.unwrap();
    scans::delete(&ctx, made.id).await.unwrap();

    let all = ListQuery { per_page: 100, ..ListQuery::default() };
    let page = audit::list(&ctx, &all).await.unwrap();
    let mut actions: Vec<&str> = page.items.iter().map(|event| event.action.as_str()).collect();
    actions.reverse();
    let expect = [
        "organization.create",
        "target.create",
        "scan.create",
        "scan.start",
        "scan.stop",
        "target.create",
        "target.delete",
        "scan.delete",
    ];
    assert_eq!(actions, expect);
    let newest = &page.items[0];
    assert_eq!((newest.actor, newest.request_id.as_deref()), (ctx.principal.actor(), Some("req-1")));
    assert_eq!(&audit::show(&ctx, newest.id).await.unwrap(), newest);
    let mut tx = ctx.services.db.read().await.unwrap();
    let verdict = store::audit::verify_chain(&mut tx, ctx.organization()).await.unwrap();
    assert_eq!(verdict, ChainVerdict::Intact { entries: 8 });
});

testkit::db_test!(a_refused_change_leaves_no_entry, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let before = audit::list(&ctx, &ListQuery::default()).await.unwrap().total;
    targets::create(&ctx, targets::NewTarget::default()).await.unwrap_err();
    runs::start(&ctx, ctx.services.env.id()).await.unwrap_err();
    assert_eq!(audit::list(&ctx, &ListQuery::default()).await.unwrap().total, before);
    let mut manager = ctx.clone();
    manager.principal.role = Role::Manager;
    let denied = audit::list(&manager, &ListQuery::default()).await.unwrap_err();
    assert!(matches!(denied, Error::Forbidden { permission: "audit.read" }));
});
