//! Two tenants: no use-case shows or changes what belongs to the other.

use app::scans::{NewScan, ScanChange};
use app::schedules::{NewSchedule, ScheduleChange, Timing};
use app::targets::TargetChange;
use app::{Change, Ctx, Error, ListQuery, Result};
use app::{audit, findings, hosts, port_lists, reports, runs, scans, schedules, targets, users};
use model::report::ReportFormat;
use model::run::{Run, RunState};
use model::schedule::Schedule;
use model::user::{Role, User};
use model::{FindingId, HostId};

use crate::support::{World, observe, scan, walk};

/// What one tenant owns.
struct Estate {
    run: Run,
    schedule: Schedule,
    port_list: String,
    report: model::ReportId,
    finding: FindingId,
    host: HostId,
    user: User,
}

async fn estate(world: &World, ctx: &Ctx) -> Estate {
    let scan = scan(ctx, "weekly").await.scan;
    let timing = Timing { first_time: "2030-01-01 00:00:00".into(), ..Timing::default() };
    let new = NewSchedule { name: "later".into(), timing, ..NewSchedule::default() };
    let schedule = schedules::create(ctx, new).await.unwrap();
    let new = port_lists::NewPortList { name: "mine".into(), ports: "80".into(), comment: None };
    let port_list = port_lists::create(ctx, new).await.unwrap().id;
    let run = runs::start(ctx, scan.id).await.unwrap();
    walk(ctx, &run, &[RunState::Started]).await;
    observe(ctx, &run, "redis-no-password").await;
    walk(
        ctx,
        &Run { state: RunState::Started, ..run.clone() },
        &[RunState::FinishingUp, RunState::Completed],
    )
    .await;
    let mut tx = ctx.services.db.write().await.unwrap();
    let report = reports::create_for_run(&mut tx, &ctx.services.env, &run).await.unwrap().id;
    tx.commit().await.unwrap();
    let all = ListQuery::default();
    let finding = findings::of_scan(ctx, scan.id, &all).await.unwrap().items.remove(0).finding.id;
    let host = hosts::list(ctx, &all).await.unwrap().items.remove(0).id;
    let user = world.user(ctx, "someone@example.com", Role::Viewer).await;
    Estate { run, schedule, port_list, report, finding, host, user }
}

#[track_caller]
fn hidden<T: std::fmt::Debug>(what: &str, result: Result<T>) {
    match result {
        Err(Error::NotFound { .. }) => {}
        other => panic!("{what}: {other:?}"),
    }
}

testkit::db_test!(nothing_of_another_tenant_is_visible_or_changes, |db| {
    let world = World::new(db);
    let one = world.owner("one").await;
    let two = world.owner("two").await;
    let Estate { run, schedule, port_list, report, finding, host, user } = estate(&world, &one).await;
    let (scan, target) = (run.scan, run.target);
    let all = ListQuery::default();
    let event = audit::list(&one, &all).await.unwrap().items.remove(0).id;

    hidden("target.show", targets::show(&two, target).await);
    hidden("target.update", targets::update(&two, target, TargetChange::default()).await);
    hidden("target.delete", targets::delete(&two, target).await);
    hidden("scan.show", scans::show(&two, scan).await);
    hidden("scan.update", scans::update(&two, scan, ScanChange::default()).await);
    hidden("scan.delete", scans::delete(&two, scan).await);
    hidden("run.list", runs::list(&two, scan, &all).await);
    hidden("run.show", runs::show(&two, scan, run.id).await);
    hidden("run.start", runs::start(&two, scan).await);
    hidden("run.stop", runs::stop(&two, scan).await);
    hidden("host.show", hosts::show(&two, host).await);
    hidden("host.of_scan", hosts::of_scan(&two, scan, &all).await);
    hidden("host.show_of_scan", hosts::show_of_scan(&two, scan, host).await);
    hidden("finding.show", findings::show(&two, finding).await);
    hidden("finding.of_scan", findings::of_scan(&two, scan, &all).await);
    hidden("finding.show_of_scan", findings::show_of_scan(&two, scan, finding).await);
    hidden("finding.statistics", findings::statistics(&two, scan).await);
    hidden("schedule.show", schedules::show(&two, schedule.id).await);
    hidden("schedule.update", schedules::update(&two, schedule.id, ScheduleChange::default()).await);
    hidden("schedule.delete", schedules::delete(&two, schedule.id).await);
    hidden("schedule.occurrences", schedules::occurrences(&two, schedule.id, &all).await);
    hidden("port_list.show", port_lists::show(&two, &port_list).await);
    hidden("report.show", reports::show(&two, report).await);
    hidden("report.delete", reports::delete(&two, report).await);
    hidden("report.generate", reports::generate(&two, report, &[]).await);
    hidden("report.exists", reports::exists(&two, report, ReportFormat::Pdf).await);
    hidden("report.download", reports::download(&two, report, ReportFormat::Pdf).await);
    hidden("report.verify", reports::verify(&two, report, None).await);
    hidden("audit.show", audit::show(&two, event).await);
    hidden("user.show", users::show(&two, user.id).await);
    hidden("user.reset_password", users::reset_password(&two, user.id, None).await);
    hidden("user.set_enabled", users::set_enabled(&two, user.id, false).await);
    hidden("report.head", reports::head(&two.services, two.organization(), run.id).await);

    assert_eq!(targets::list(&two, &all).await.unwrap().total, 0);
    assert_eq!(scans::list(&two, &all).await.unwrap().total, 0);
    assert_eq!(scans::recent(&two, &all).await.unwrap().total, 0);
    assert_eq!(hosts::list(&two, &all).await.unwrap().total, 0);
    assert_eq!(findings::list(&two, &all).await.unwrap().total, 0);
    assert_eq!(schedules::list(&two, &all).await.unwrap().total, 0);
    assert_eq!(reports::list(&two, &all).await.unwrap().total, 0);
    assert_eq!(users::list(&two, &all).await.unwrap().total, 0);
    assert_eq!(audit::list(&two, &all).await.unwrap().total, 1);
    assert!(port_lists::activated(&two).await.unwrap().iter().all(|list| list.built_in));
    let by_target = ListQuery { filters: vec![filter("target_id", target)], ..ListQuery::default() };
    assert_eq!(findings::list(&two, &by_target).await.unwrap().total, 0);

    // Nor can it be referred to.
    let new = NewScan {
        name: "x".into(),
        target_id: Some(target),
        schedule_id: Some(schedule.id),
        ..Default::default()
    };
    let refused = scans::create(&two, new).await;
    assert_eq!(crate::support::fields(refused), [("target_id", "unknown"), ("schedule_id", "unknown")]);
    let own = crate::support::scan(&two, "own").await.scan;
    let change = ScanChange { port_list_id: Change::Set(port_list), ..ScanChange::default() };
    let refused = scans::update(&two, own.id, change).await;
    assert_eq!(crate::support::fields(refused), [("port_list_id", "unknown")]);

    // And all of it is still there for its owner.
    assert_eq!(findings::statistics(&one, scan).await.unwrap().new, 1);
    assert_eq!(hosts::show(&one, host).await.unwrap().id, host);
    assert_eq!(reports::show(&one, report).await.unwrap().run, run.id);
});

fn filter(column: &str, value: impl std::fmt::Display) -> app::Filter {
    app::Filter { column: column.to_owned(), pattern: value.to_string() }
}
