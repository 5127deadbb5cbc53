//! Simulations of firing on a fake clock: outages, blackouts, edits of them, clocks that jump, starts that are spread.

use app::blackouts::{self, BlackoutUpdate, HoldInput, NewBlackout, WindowInput};
use app::scans::{self, ScanChange};
use app::schedules::{self, Fired, NewSchedule, Timing, fire_due};
use app::{Change, Ctx, ListQuery, runs};
use model::ScanId;
use model::blackout::{Blackout, BlackoutScope};
use model::run::{Run, RunState};
use model::schedule::{Occurrence, OccurrenceOutcome, Schedule, WaitsFor};

use crate::support::{START, World, scan, walk};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// When, and by which policies.
struct Rule {
    first: &'static str,
    unit: &'static str,
    catch_up: &'static str,
    overlap: &'static str,
    jitter: i64,
}

const HOURLY: Rule =
    Rule { first: "2027-01-15 09:00:00", unit: "hour", catch_up: "latest", overlap: "skip", jitter: 0 };

/// A schedule with a scan of its own.
async fn scheduled(ctx: &Ctx, name: &str, rule: &Rule) -> (Schedule, ScanId) {
    let timing =
        Timing { first_time: rule.first.into(), period_unit: Some(rule.unit.into()), ..Timing::default() };
    let new = NewSchedule {
        name: name.into(),
        timing,
        catch_up: Some(rule.catch_up.into()),
        overlap_policy: Some(rule.overlap.into()),
        jitter_seconds: Some(rule.jitter),
        ..NewSchedule::default()
    };
    let schedule = schedules::create(ctx, new).await.unwrap();
    let scan = scan(ctx, name).await.scan.id;
    attach(ctx, &schedule, scan).await;
    (schedule, scan)
}

async fn attach(ctx: &Ctx, schedule: &Schedule, scan: ScanId) {
    let change = ScanChange { schedule_id: Change::Set(schedule.id), ..ScanChange::default() };
    scans::update(ctx, scan, change).await.unwrap();
}

async fn rows(ctx: &Ctx, schedule: &Schedule) -> Vec<Occurrence> {
    let query = ListQuery { per_page: 100, ..ListQuery::default() };
    let mut rows = schedules::occurrences(ctx, schedule.id, &query).await.unwrap().items;
    rows.sort_by_key(|row| (row.due, row.scan));
    rows
}

/// One letter for each row: started, late, coalesced, deferred, skipped (`-`); `w` for one that still waits.
async fn letters(ctx: &Ctx, schedule: &Schedule) -> String {
    let letter = |row: &Occurrence| {
        assert_eq!(row.waits.is_some(), row.waits_until.is_some());
        let runs = !matches!(row.outcome, OccurrenceOutcome::Coalesced | OccurrenceOutcome::Skipped);
        assert_eq!(row.run.is_some(), runs && row.waits.is_none(), "{row:?}");
        match row.outcome {
            _ if row.waits.is_some() => 'w',
            OccurrenceOutcome::Started => 's',
            OccurrenceOutcome::CaughtUp => 'l',
            OccurrenceOutcome::Coalesced => 'c',
            OccurrenceOutcome::Deferred => 'd',
            OccurrenceOutcome::Skipped => '-',
        }
    };
    rows(ctx, schedule).await.iter().map(letter).collect()
}

async fn tick(world: &World) -> Fired {
    fire_due(&world.services, world.services.env.now()).await.unwrap()
}

async fn active(ctx: &Ctx, scan: ScanId) -> Option<Run> {
    let mut tx = ctx.services.db.read().await.unwrap();
    store::runs::active_of_scan(&mut tx, ctx.organization(), scan).await.unwrap()
}

/// Ends the run of a scan, whatever it is at.
async fn end_run(ctx: &Ctx, scan: ScanId) {
    let run = active(ctx, scan).await.unwrap();
    let steps: &[RunState] = match run.state {
        RunState::Queued => &[RunState::Started, RunState::FinishingUp, RunState::Completed],
        RunState::Started => &[RunState::FinishingUp, RunState::Completed],
        _ => &[RunState::Canceled],
    };
    walk(ctx, &run, steps).await;
}

async fn blackout(ctx: &Ctx, scope: BlackoutScope, begin: &str, cease: &str) -> Blackout {
    let window =
        WindowInput { begin: Some(begin.into()), cease: Some(cease.into()), ..WindowInput::default() };
    let new = NewBlackout { name: "nights".into(), scope, hold: HoldInput::window(window), enabled: None };
    blackouts::create(ctx, new).await.unwrap()
}

/// Nobody fires for three hours, in which five due times lie: three of an hourly schedule and one each of two daily ones.
/// With a run of the hourly one that goes on all the while, or without; and again after that run has ended.
async fn outage(
    world: &World,
    (catch_up, overlap, running): (&'static str, &'static str, bool),
) -> [String; 4] {
    let name = format!("{catch_up} {overlap} {running}");
    let ctx = world.owner(&name).await;
    let begun = world.services.env.now();
    let first = |seconds: i64| -> &'static str {
        let at = begun.plus_seconds(seconds).to_jiff();
        at.strftime("%Y-%m-%d %H:%M:%S").to_string().leak()
    };
    let rule = |seconds, unit| Rule { first: first(seconds), unit, catch_up, overlap, jitter: 0 };
    let (hourly, scan) = scheduled(&ctx, "hourly", &rule(HOUR / 2, "hour")).await;
    let (one, _) = scheduled(&ctx, "one", &rule(HOUR, "day")).await;
    let (two, _) = scheduled(&ctx, "two", &rule(2 * HOUR, "day")).await;
    if running {
        let run = runs::start(&ctx, scan).await.unwrap();
        walk(&ctx, &run, &[RunState::Started]).await;
    }
    world.advance(3 * HOUR);
    tick(world).await;
    let before = letters(&ctx, &hourly).await;
    while active(&ctx, scan).await.is_some() {
        end_run(&ctx, scan).await;
        tick(world).await;
    }
    [before, letters(&ctx, &hourly).await, letters(&ctx, &one).await, letters(&ctx, &two).await]
}

testkit::db_test!(an_outage_of_three_hours_over_five_due_times_by_every_policy, |db| {
    let world = World::new(db);
    for (policies, expect) in [
        (("latest", "skip", false), ["ccl", "ccl", "l", "l"]),
        (("latest", "skip", true), ["cc-", "cc-", "l", "l"]),
        (("latest", "queue", false), ["ccl", "ccl", "l", "l"]),
        (("latest", "queue", true), ["ccw", "ccl", "l", "l"]),
        (("latest", "cancel_running", true), ["ccw", "ccl", "l", "l"]),
        (("none", "skip", false), ["---", "---", "-", "-"]),
        (("none", "cancel_running", true), ["---", "---", "-", "-"]),
        (("all", "skip", false), ["lww", "lll", "l", "l"]),
        (("all", "queue", true), ["www", "lll", "l", "l"]),
        (("all", "cancel_running", true), ["www", "lll", "l", "l"]),
    ] {
        assert_eq!(outage(&world, policies).await, expect, "{policies:?}");
    }
});

testkit::db_test!(a_due_time_waits_for_its_blackout_in_one_row, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (schedule, scan) = scheduled(&ctx, "daily", &Rule { unit: "day", ..HOURLY }).await;
    blackout(&ctx, BlackoutScope::Organization, "08:30", "10:00").await;
    world.advance(HOUR);
    let end = START.plus_seconds(2 * HOUR);
    let fired = tick(&world).await;
    assert_eq!(fired, Fired { deferred: 1, next_due: Some(end), ..Fired::default() });
    let waiting = rows(&ctx, &schedule).await;
    assert_eq!((waiting[0].waits, waiting[0].waits_until), (Some(WaitsFor::Blackout), Some(end)));
    assert!(waiting[0].reason.as_ref().unwrap().contains("\"nights\""), "{waiting:?}");
    world.advance(HOUR - 1);
    assert_eq!(tick(&world).await.total(), 0);
    world.advance(1);
    assert_eq!(tick(&world).await.started, 1);
    assert_eq!(tick(&world).await.total(), 0);
    let row = rows(&ctx, &schedule).await.remove(0);
    assert_eq!((row.id, row.outcome, row.waits), (waiting[0].id, OccurrenceOutcome::Deferred, None));
    let run = runs::show(&ctx, scan, row.run.unwrap()).await.unwrap();
    assert_eq!((run.occurrence, run.created_at), (Some(row.id), end));
});

testkit::db_test!(of_many_due_times_in_a_blackout_the_last_starts, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (schedule, _) = scheduled(&ctx, "hourly", &HOURLY).await;
    blackout(&ctx, BlackoutScope::Schedule(schedule.id), "08:30", "11:30").await;
    let mut seen = Vec::new();
    for _ in 0..8 {
        world.advance(HOUR / 2);
        tick(&world).await;
        seen.push(letters(&ctx, &schedule).await);
    }
    assert_eq!(seen, ["", "w", "w", "cw", "cw", "ccw", "ccd", "ccd-"], "the run of 11:30 goes on at 12:00");
});

testkit::db_test!(a_blackout_that_does_not_end_is_a_reason_to_skip, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (never, _) = scheduled(&ctx, "never", &HOURLY).await;
    blackout(&ctx, BlackoutScope::Organization, "00:00", "00:00").await;
    world.advance(HOUR);
    tick(&world).await;
    let row = rows(&ctx, &never).await.remove(0);
    assert_eq!(row.outcome, OccurrenceOutcome::Skipped);
    assert!(row.reason.as_ref().unwrap().contains("does not end"), "{row:?}");
});

testkit::db_test!(an_edit_moves_what_waits, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (schedule, first) = scheduled(&ctx, "daily", &Rule { unit: "day", ..HOURLY }).await;
    let second = scan(&ctx, "second").await.scan;
    attach(&ctx, &schedule, second.id).await;
    // Only the second scan's target is held.
    let held = blackout(&ctx, BlackoutScope::Target(second.target), "08:30", "10:00").await;
    world.advance(HOUR);
    let fired = tick(&world).await;
    assert_eq!((fired.started, fired.deferred), (1, 1));
    assert!(active(&ctx, first).await.is_some() && active(&ctx, second.id).await.is_none());
    let longer = WindowInput { cease: Some("11:00".into()), ..WindowInput::default() };
    let change = BlackoutUpdate {
        hold: HoldInput { window: longer, ..HoldInput::default() },
        ..BlackoutUpdate::default()
    };
    blackouts::update(&ctx, held.id, change).await.unwrap();
    tick(&world).await;
    world.advance(HOUR);
    assert_eq!(tick(&world).await.total(), 0, "it ends an hour later now");
    let waits = rows(&ctx, &schedule).await.into_iter().find_map(|row| row.waits_until);
    assert_eq!(waits, Some(START.plus_seconds(3 * HOUR)));
    blackouts::delete(&ctx, held.id).await.unwrap();
    assert_eq!(tick(&world).await.started, 1);
    assert!(active(&ctx, second.id).await.is_some());
    assert_eq!(rows(&ctx, &schedule).await.len(), 2);
});

testkit::db_test!(a_queued_due_time_starts_after_the_run_and_only_the_last_of_several, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (schedule, scan) = scheduled(&ctx, "hourly", &Rule { overlap: "queue", ..HOURLY }).await;
    let mut seen = Vec::new();
    for hour in 1..=4 {
        world.advance(HOUR);
        if hour == 4 {
            end_run(&ctx, scan).await;
        }
        tick(&world).await;
        seen.push(letters(&ctx, &schedule).await);
    }
    // At the fourth hour the way is free: the newest starts, the one that waited is folded into it.
    assert_eq!(seen, ["s", "sw", "scw", "sccs"]);
});

testkit::db_test!(cancel_running_stops_what_runs_as_a_person_would, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (schedule, scan) = scheduled(&ctx, "hourly", &Rule { overlap: "cancel_running", ..HOURLY }).await;
    world.advance(HOUR);
    tick(&world).await;
    let first = active(&ctx, scan).await.unwrap();
    walk(&ctx, &first, &[RunState::Started]).await;
    world.advance(HOUR);
    tick(&world).await;
    assert_eq!(active(&ctx, scan).await.unwrap().state, RunState::Canceling);
    assert_eq!(letters(&ctx, &schedule).await, "sw");
    end_run(&ctx, scan).await;
    tick(&world).await;
    let second = active(&ctx, scan).await.unwrap();
    assert_eq!((letters(&ctx, &schedule).await.as_str(), second.state), ("sd", RunState::Queued));
    // One that only waits for workers is gone at once: the next one starts in its place.
    world.advance(HOUR);
    tick(&world).await;
    assert_eq!(letters(&ctx, &schedule).await, "sds");
    assert_ne!(active(&ctx, scan).await.unwrap().id, second.id);
});

testkit::db_test!(clocks_that_jump_lose_and_double_nothing, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (schedule, scan) = scheduled(&ctx, "hourly", &HOURLY).await;
    world.advance(HOUR);
    assert_eq!(tick(&world).await.started, 1);
    end_run(&ctx, scan).await;
    // Back by a minute, and the due time comes again.
    world.advance(-60);
    assert_eq!(tick(&world).await.total(), 0);
    world.advance(60);
    assert_eq!(tick(&world).await.total(), 0);
    assert_eq!(letters(&ctx, &schedule).await, "s");
    // Ahead by thirty days: what was missed is folded into the last.
    world.advance(30 * DAY);
    let fired = tick(&world).await;
    assert_eq!((fired.caught_up + fired.started, fired.coalesced), (1, 99));
    end_run(&ctx, scan).await;
    // And back to the truth: the schedule does not sleep for thirty days.
    world.advance(-30 * DAY);
    assert_eq!(tick(&world).await.next_due, Some(START.plus_seconds(2 * HOUR)));
    for _ in 0..3 {
        world.advance(HOUR);
        assert_eq!(tick(&world).await.started, 1);
        end_run(&ctx, scan).await;
    }
    // A due time that the wrong clock decided on keeps its outcome.
    world.clock.set(START.plus_seconds(30 * DAY));
    let before = rows(&ctx, &schedule).await.len();
    let fired = tick(&world).await;
    assert_eq!((fired.caught_up, fired.started), (0, 0), "{fired:?}");
    assert_eq!(before, 100);
    let page = schedules::occurrences(&ctx, schedule.id, &ListQuery::default()).await.unwrap();
    assert!(page.total >= 104);
});

testkit::db_test!(starts_are_spread_after_the_due_time, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (schedule, _) = scheduled(&ctx, "spread", &Rule { unit: "day", jitter: 600, ..HOURLY }).await;
    let due = START.plus_seconds(HOUR);
    let start = schedule.starts_at(due);
    assert!(start > due && start <= due.plus_seconds(600), "{start}");
    world.advance(HOUR);
    assert_eq!(tick(&world).await, Fired { next_due: Some(start), ..Fired::default() });
    world.clock.set(start);
    assert_eq!(tick(&world).await.started, 1);
    let row = rows(&ctx, &schedule).await.remove(0);
    assert_eq!((row.due, row.outcome), (due, OccurrenceOutcome::Started));
    assert_eq!(row.decided_at, start);
});

testkit::db_test!(a_schedule_that_cannot_be_fired_keeps_no_other_one_from_it, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let daily = Rule { unit: "day", ..HOURLY };
    let (mut broken, _) = scheduled(&ctx, "broken", &daily).await;
    let (good, _) = scheduled(&ctx, "good", &daily).await;
    // A zone that this program does not know: another version's.
    broken.timezone = "Mars/Olympus".into();
    let mut tx = ctx.services.db.write().await.unwrap();
    assert!(store::schedules::update(&mut tx, &broken).await.unwrap());
    tx.commit().await.unwrap();
    world.advance(HOUR);
    let fired = tick(&world).await;
    assert_eq!((fired.started, fired.next_due), (1, Some(START.plus_seconds(HOUR + 5))));
    assert_eq!((letters(&ctx, &good).await.as_str(), rows(&ctx, &broken).await.len()), ("s", 0));
    broken.timezone = "UTC".into();
    let mut tx = ctx.services.db.write().await.unwrap();
    assert!(store::schedules::update(&mut tx, &broken).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(tick(&world).await.started, 1, "nothing of it is lost");
});

testkit::db_test!(what_was_decided_is_not_decided_again_whoever_sets_a_schedule_back, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let stops = Rule { overlap: "cancel_running", unit: "day", ..HOURLY };
    let (first, scan) = scheduled(&ctx, "first", &stops).await;
    let (other, _) = scheduled(&ctx, "other", &Rule { unit: "day", ..HOURLY }).await;
    world.advance(HOUR);
    assert_eq!(tick(&world).await.started, 2);
    let run = active(&ctx, scan).await.unwrap();
    // As a change of its name does that was read before the due time and is stored behind it.
    let mut tx = ctx.services.db.write().await.unwrap();
    for schedule in [&first, &other] {
        assert!(store::schedules::update(&mut tx, schedule).await.unwrap());
    }
    tx.commit().await.unwrap();
    let fired = tick(&world).await;
    assert_eq!((fired.total(), fired.next_due), (0, Some(START.plus_seconds(HOUR + DAY))));
    let still = active(&ctx, scan).await.unwrap();
    assert_eq!((still.id, still.state), (run.id, RunState::Queued), "it was not stopped for a second one");
    assert_eq!((letters(&ctx, &first).await, letters(&ctx, &other).await), ("s".to_owned(), "s".to_owned()));
});
