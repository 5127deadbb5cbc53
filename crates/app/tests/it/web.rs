//! Scans, schedules and findings of web targets.

use app::runs::{BlackoutLeave, NarrowingWish, StartOptions, Wish};
use app::scheduled_scans::{self, RuleChange, ScheduledChange};
use app::schedules::fire_due;
use app::web_findings::{self, FindingChange, LabelRef, WebFindingView};
use app::web_scans;
use app::web_targets::{self, BlackoutChange, TargetChange};
use app::{Change, Ctx, Filter, ListQuery};
use auth::Principal;
use model::blackout::Hold;
use model::hosts::HostList;
use model::run::{Run, RunState, Trigger};
use model::scan::Scan;
use model::schedule::{RunOverlap, ScheduledScan};
use model::target::{Target, TargetKind};
use model::user::Role;
use model::web::{Narrowing, WebTarget};
use model::{Product, TargetId, Timestamp};

use crate::support::{START, World, fields, observe, walk};

/// A web target with its scan definition, as the use-case leaves them.
async fn web_target(ctx: &Ctx, name: &str) -> TargetId {
    let (env, now) = (&ctx.services.env, ctx.services.env.now());
    let url = format!("http://127.0.0.1:8080/{name}");
    let target = Target {
        id: env.id(),
        organization: ctx.principal.organization,
        product: Product::Dast,
        kind: TargetKind::Web,
        name: name.to_owned(),
        comment: String::new(),
        hosts: HostList::try_from("127.0.0.1".to_owned()).unwrap(),
        exclude_hosts: HostList::default(),
        max_hosts: None,
        web: Some(Box::new(WebTarget { url, ..WebTarget::default() })),
        created_at: now,
        updated_at: now,
    };
    let scan = Scan {
        id: env.id(),
        organization: target.organization,
        product: Product::Dast,
        name: name.to_owned(),
        comment: String::new(),
        target: target.id,
        profile: "normal".to_owned(),
        port_list: None,
        schedule: None,
        last_run: None,
        created_by: ctx.principal.user_id,
        created_at: now,
        updated_at: now,
    };
    let mut tx = ctx.services.db.write().await.unwrap();
    store::targets::insert(&mut tx, &target).await.unwrap();
    store::scans::insert(&mut tx, &scan).await.unwrap();
    tx.commit().await.unwrap();
    target.id
}

async fn owner(world: &World, name: &str) -> Ctx {
    let organization = world.organization(name).await;
    world.caller(&organization, Role::Owner, Product::Dast)
}

fn only(column: &str, pattern: impl AsRef<str>) -> ListQuery {
    let filters = vec![Filter { column: column.to_owned(), pattern: pattern.as_ref().to_owned() }];
    ListQuery { filters, per_page: 100, ..ListQuery::default() }
}

fn set(text: &str) -> Change<String> {
    Change::Set(text.to_owned())
}

const TO_THE_END: &[RunState] = &[RunState::Started, RunState::FinishingUp, RunState::Completed];

testkit::db_test!(a_scan_is_narrowed_as_its_target_says, |db| {
    let world = World::new(db);
    let ctx = owner(&world, "one").await;
    let target = web_target(&ctx, "shop").await;
    let flags = vec![("incremental", Change::Set(true)), ("schedule_reduced_scope", Change::Set(true))];
    web_targets::update(&ctx, target, TargetChange { flags, ..TargetChange::default() }).await.unwrap();
    let unless = |incremental| NarrowingWish { incremental, ..NarrowingWish::default() };
    for (narrowing, expect) in [(unless(None), true), (unless(Some(false)), false)] {
        let options = StartOptions { narrowing, ..StartOptions::default() };
        let run = web_scans::start(&ctx, target, options).await.unwrap().run;
        let narrowed = run.plan.web.as_ref().unwrap().narrowing;
        assert_eq!(narrowed, Narrowing { incremental: expect, ..Narrowing::default() });
        let head = app::reports::head(&ctx.services, run.organization, run.id).await.unwrap();
        assert_eq!(head.profile.contains("only what is new or changed"), expect, "{}", head.profile);
        walk(&ctx, &run, TO_THE_END).await;
    }
});

testkit::db_test!(a_web_scan_is_started_and_controlled, |db| {
    let world = World::new(db);
    let ctx = owner(&world, "one").await;
    let target = web_target(&ctx, "shop").await;
    let options = StartOptions {
        profile: Some("safe".into()),
        user_data: Some("build 7".into()),
        reduced_scopes: vec!["http://127.0.0.1:8080/shop/cart".into()],
        blackouts: BlackoutLeave { ignore_blackout_period: true, reason: Some("release night".into()) },
        ..StartOptions::default()
    };
    let run = web_scans::start(&ctx, target, options.clone()).await.unwrap().run;
    let (plan, leave) = (run.plan.web.clone().unwrap(), run.ignore_blackout.clone());
    assert_eq!((run.plan.profile.id.as_str(), plan.user_data.as_deref()), ("safe", Some("build 7")));
    assert_eq!(
        (plan.reduced_scopes.len(), leave.map(|leave| leave.reason)),
        (1, Some("release night".into()))
    );
    assert_eq!(fields(web_scans::start(&ctx, target, options).await), [("base", "already_running")]);
    for (query, found) in [
        (only("status", "queued"), 1),
        (only("status", "failed"), 0),
        (only("scan_profile", "safe"), 1),
        (only("scan_profile", "normal"), 0),
        (only("search", "SHO"), 1),
        (only("search", "x%"), 0),
        (only("target", target.to_string()), 1),
        (only("started_from", "0"), 0),
    ] {
        assert_eq!(web_scans::list(&ctx, &query).await.unwrap().total, found, "{query:?}");
    }
    assert_eq!(fields(web_scans::control(&ctx, None, run.id, Wish::Pause).await), [("base", "not_now")]);
    walk(&ctx, &run, &[RunState::Started]).await;
    let paused = web_scans::control(&ctx, Some(target), run.id, Wish::Pause).await.unwrap().run;
    assert_eq!(paused.state, RunState::Pausing);
    walk(&ctx, &paused, &[RunState::Paused]).await;
    let resumed = web_scans::control_many(&ctx, &[run.id], Wish::Resume, &BlackoutLeave::default())
        .await
        .unwrap()
        .remove(0)
        .run;
    assert_eq!((resumed.state, resumed.reason), (RunState::Resuming, None));
    walk(&ctx, &run_of(&ctx, &run).await, &[RunState::Started]).await;
    let canceled = web_scans::control(&ctx, None, run.id, Wish::Cancel).await.unwrap().run;
    assert_eq!(canceled.state, RunState::Canceling);
    walk(&ctx, &canceled, &[RunState::Canceled]).await;
    assert_eq!(
        fields(web_scans::control_many(&ctx, &[run.id], Wish::Cancel, &BlackoutLeave::default()).await),
        [("base", "not_now")]
    );
    assert_eq!(
        web_scans::days(&ctx, target).await.unwrap(),
        [(Timestamp::from_micros(START.micros() / 86_400_000_000 * 86_400_000_000), 1)]
    );
    let other = owner(&world, "two").await;
    assert!(web_scans::show(&other, None, run.id).await.is_err());
    assert!(web_scans::start(&other, target, StartOptions::default()).await.is_err());
});

async fn run_of(ctx: &Ctx, run: &Run) -> Run {
    web_scans::show(ctx, None, run.id).await.unwrap().run
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn monthly() -> ScheduledChange {
    ScheduledChange {
        date_time: set("2027-01-29T23:00:00"),
        timezone: set("Europe/Lisbon"),
        recurrence: set("m"),
        run_on_day_of_week: Change::Set(true),
        scheduled_day_of_week: Change::Set(5),
        week_index: set("last"),
        scan_profile: set("safe"),
        override_target_settings: Change::Set(true),
        ..ScheduledChange::default()
    }
}

testkit::db_test!(a_scheduled_scan_fires_with_its_options, |db| {
    let world = World::new(db);
    let ctx = owner(&world, "one").await;
    let target = web_target(&ctx, "shop").await;
    let made = scheduled_scans::create(&ctx, target, monthly()).await.unwrap();
    assert_eq!(scheduled_scans::shown_time(&made).iso_micros(), "2027-01-29T23:00:00.000000Z");
    let next = scheduled_scans::expanded(&ctx, Some(target), 3).await.unwrap();
    let days: Vec<String> = next.iter().map(|(at, _)| at.iso_millis()[..10].to_owned()).collect();
    // In summer, Lisbon is an hour ahead.
    assert_eq!(days, ["2027-01-29", "2027-02-26", "2027-03-26"]);
    world.advance((scheduled_scans::shown_time(&made).micros() - START.micros()) / 1_000_000);
    let fired = fire_due(&world.services, world.services.env.now()).await.unwrap();
    assert_eq!((fired.started, fired.skipped), (1, 0));
    let run = web_scans::of_target(&ctx, target, &ListQuery::default()).await.unwrap().items.remove(0).run;
    assert_eq!((run.trigger, run.plan.profile.id.as_str()), (Trigger::Schedule, "safe"));

    // What is not sent stays, or with `whole` falls back.
    let change = ScheduledChange {
        recurrence: set("d"),
        run_on_day_of_week: Change::Set(false),
        ..Default::default()
    };
    let daily = scheduled_scans::update(&ctx, Some(target), made.id, &change, false).await.unwrap();
    let period =
        BlackoutChange { begin: text("22:00"), cease: text("06:00:00"), ..BlackoutChange::default() };
    let rule = RuleChange { interval: Change::Set(2), overlap_policy: set("queue"), ..RuleChange::default() };
    let more = ScheduledChange {
        blackout_period: Change::Set(period),
        rule: Change::Set(rule),
        ..ScheduledChange::default()
    };
    let held = scheduled_scans::update(&ctx, None, made.id, &more, false).await.unwrap();
    assert_eq!((held.schedule.rule.interval, held.schedule.overlap_policy), (2, RunOverlap::Queue));
    let shown = scheduled_scans::show(&ctx, None, made.id).await.unwrap();
    let blackout = shown.blackout.clone().unwrap();
    assert!(matches!(&blackout.hold, Hold::Window { cease, .. } if cease == "06:00"), "{blackout:?}");
    let same = scheduled_scans::update(&ctx, None, made.id, &change, false).await.unwrap();
    assert_eq!(same.blackout.as_ref(), Some(&blackout), "what was not sent stays");
    let begin = ScheduledChange {
        blackout_period: Change::Set(BlackoutChange { begin: text("25:00"), ..BlackoutChange::default() }),
        rule: Change::Set(RuleChange { count: Change::Set(0), ..RuleChange::default() }),
        ..ScheduledChange::default()
    };
    let wrong = fields(scheduled_scans::update(&ctx, None, made.id, &begin, false).await);
    assert_eq!(wrong, [("x_rule.count", "out_of_range"), ("blackout_period.begin", "invalid")]);
    assert_eq!(daily.options.scan_profile.as_deref(), Some("safe"));
    assert_eq!(scheduled_scans::shown_time(&daily).iso_micros(), "2027-01-29T23:00:00.000000Z");
    let whole = ScheduledChange { date_time: set("2027-07-01T00:00:00+02:00"), ..Default::default() };
    let once = scheduled_scans::update(&ctx, None, made.id, &whole, true).await.unwrap();
    assert_eq!((once.blackout.is_none(), once.schedule.overlap_policy), (true, RunOverlap::Skip));
    assert_eq!((once.options.scan_profile.as_deref(), once.schedule.timezone.as_str()), (None, "UTC"));
    assert_eq!(scheduled_scans::shown_time(&once).iso_micros(), "2027-06-30T22:00:00.000000Z");
    let other = owner(&world, "two").await;
    assert!(scheduled_scans::delete_many(&other, None, &[made.id]).await.is_err());
    assert!(scheduled_scans::show(&other, None, made.id).await.is_err());
    scheduled_scans::delete_many(&ctx, Some(target), &[made.id]).await.unwrap();
    assert_eq!(scheduled_scans::list(&ctx, &ListQuery::default()).await.unwrap().total, 0);
});

testkit::db_test!(a_wrong_schedule_names_its_fields, |db| {
    let world = World::new(db);
    let ctx = owner(&world, "one").await;
    let target = web_target(&ctx, "shop").await;
    let wrong = ScheduledChange {
        date_time: set("soon"),
        timezone: set("Mars/Olympus"),
        recurrence: set("y"),
        scheduled_day_of_week: Change::Set(8),
        week_index: set("sixth"),
        scan_profile: set("nonsense"),
        ..ScheduledChange::default()
    };
    let names = |result: app::Result<ScheduledScan>| -> Vec<&str> {
        fields(result).iter().map(|(f, _)| *f).collect()
    };
    assert_eq!(
        names(scheduled_scans::create(&ctx, target, wrong).await),
        ["scheduled_day_of_week", "week_index", "scan_profile", "recurrence", "timezone", "date_time"]
    );
    assert_eq!(names(scheduled_scans::create(&ctx, target, ScheduledChange::default()).await), ["date_time"]);
    let past = ScheduledChange { date_time: set("2020-01-01T00:00:00Z"), ..Default::default() };
    assert_eq!(fields(scheduled_scans::create(&ctx, target, past).await), [("date_time", "past")]);
    let weekly = ScheduledChange { recurrence: set("w"), week_index: Change::Clear, ..monthly() };
    assert_eq!(
        names(scheduled_scans::create(&ctx, target, weekly).await),
        ["run_on_day_of_week", "week_index"]
    );
    let two = scheduled_scans::create_many(&ctx, &[target, world.services.env.id()], &monthly()).await;
    assert!(two.is_err());
    assert_eq!(scheduled_scans::list(&ctx, &ListQuery::default()).await.unwrap().total, 0, "all or none");
});

async fn show(ctx: &Ctx, target: TargetId) -> WebFindingView {
    web_findings::show(ctx, (target, 1)).await.unwrap()
}

testkit::db_test!(decisions_outlive_runs, |db| {
    let world = World::new(db);
    let ctx = owner(&world, "one").await;
    let target = web_target(&ctx, "shop").await;
    let run = web_scans::start(&ctx, target, StartOptions::default()).await.unwrap().run;
    walk(&ctx, &run, &[RunState::Started]).await;
    observe(&ctx, &run, "redis-no-password").await;
    let live = web_scans::show(&ctx, None, run.id).await.unwrap().run.counts;
    assert_eq!(live.total(), 1, "counts of a running scan are live");
    walk(&ctx, &run_of(&ctx, &run).await, &TO_THE_END[1..]).await;
    let change = FindingChange {
        state: Some("accepted".into()),
        severity: Some(10),
        comment: set("known"),
        labels: Some(vec![LabelRef::Name("later".into())]),
        ..FindingChange::default()
    };
    let changed = web_findings::update(&ctx, (target, 1), &change).await.unwrap();
    assert_eq!((changed.found.shown_state(), changed.labels[0].name.as_str()), ("accepted", "later"));
    assert_eq!(changed.found.finding.severity.threat(), model::Threat::Low);
    assert_eq!(changed.runs, [run.id]);

    let again = web_scans::start(&ctx, target, StartOptions::default()).await.unwrap().run;
    walk(&ctx, &again, &[RunState::Started]).await;
    observe(&ctx, &again, "redis-no-password").await;
    let found = show(&ctx, target).await;
    assert_eq!(
        (found.found.shown_state(), found.found.finding.severity.threat()),
        ("accepted", model::Threat::Low)
    );
    assert_eq!(found.runs, [again.id, run.id]);
    let mut tx = ctx.services.db.read().await.unwrap();
    let open = store::findings::counts_of_target(&mut tx, ctx.principal.organization, target).await.unwrap();
    let of_run = store::findings::counts_of_run(&mut tx, ctx.principal.organization, again.id).await.unwrap();
    drop(tx);
    assert_eq!((open.total(), of_run.total()), (0, 0), "what was decided on does not count");
    for (query, total) in [
        (only("state", "accepted"), 1),
        (only("state", "notfixed"), 0),
        (only("threat", "low"), 1),
        (only("scan", again.id.to_string()), 1),
        (only("label", found.labels[0].id.to_string()), 1),
        (only("search", "later"), 1),
        (only("new", "true"), 0),
        (only("changed_from", START.micros().to_string()), 1),
    ] {
        assert_eq!(web_findings::list(&ctx, &query).await.unwrap().total, total, "{query:?}");
    }
    let log = web_findings::log(&ctx, (target, 1)).await.unwrap();
    let state = log.iter().find(|entry| entry.field == "state").unwrap();
    assert_eq!((state.old.as_str(), state.new.as_str()), ("notfixed", "accepted"));

    let back =
        FindingChange { state: Some("notfixed".into()), labels: Some(vec![]), ..FindingChange::default() };
    let back = web_findings::update(&ctx, (target, 1), &back).await.unwrap();
    assert_eq!((back.found.shown_state(), back.labels.len()), ("notfixed", 0));
    let mut tx = ctx.services.db.read().await.unwrap();
    let open = store::findings::counts_of_target(&mut tx, ctx.principal.organization, target).await.unwrap();
    assert_eq!((open.low, open.total()), (1, 1));
});

testkit::db_test!(wrong_decisions_are_refused, |db| {
    let world = World::new(db);
    let ctx = owner(&world, "one").await;
    let target = web_target(&ctx, "shop").await;
    let run = web_scans::start(&ctx, target, StartOptions::default()).await.unwrap().run;
    walk(&ctx, &run, &[RunState::Started]).await;
    observe(&ctx, &run, "redis-no-password").await;
    let wrong = FindingChange {
        state: Some("fixed".into()),
        severity: Some(11),
        assignee: set("nobody@example.org"),
        ..FindingChange::default()
    };
    let refused = fields(web_findings::update(&ctx, (target, 1), &wrong).await);
    assert_eq!(refused, [("state", "invalid"), ("severity", "invalid"), ("assignee", "unknown")]);
    let user = world.user(&ctx, "dev@example.org", Role::Viewer).await;
    let assign = FindingChange { assignee: set("Dev@example.org"), ..FindingChange::default() };
    let found = web_findings::update(&ctx, (target, 1), &assign).await.unwrap();
    assert_eq!(found.found.assignee, Some(user.id));
    let viewer = Ctx { principal: Principal { role: Role::Viewer, ..ctx.principal.clone() }, ..ctx.clone() };
    assert!(web_findings::update(&viewer, (target, 1), &assign).await.is_err());
    let other = owner(&world, "two").await;
    assert!(web_findings::show(&other, (target, 1)).await.is_err());
    assert_eq!(web_findings::resolve(&other, &[(target, 1)]).await.unwrap(), []);
    assert_eq!(web_findings::unknown(&other, &[(target, 1)]).await.unwrap(), [(target, 1)]);
    assert_eq!(web_findings::list(&other, &ListQuery::default()).await.unwrap().total, 0);
});
