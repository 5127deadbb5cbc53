//! Schedules and firing, on a fake clock.

use app::scans::{self, ScanChange};
use app::schedules::{self, Fired, NewSchedule, ScheduleChange, Timing, fire_due};
use app::{Change, Ctx, ListQuery, runs};
use model::run::{RunState, Trigger};
use model::schedule::{Occurrence, OccurrenceOutcome, Schedule};
use model::{ScanId, Timestamp};

use crate::support::{START, World, fields, scan, walk};

const HOUR: i64 = 3600;

/// An hourly schedule that is due an hour after the start, on a scan.
async fn hourly(ctx: &Ctx, name: &str, catch_up: &str) -> (Schedule, ScanId) {
    let timing = Timing {
        first_time: "2027-01-15 09:00:00".into(),
        period: Some(1),
        period_unit: Some("hour".into()),
        ..Timing::default()
    };
    let new = NewSchedule {
        name: name.into(),
        timing,
        catch_up: Some(catch_up.to_owned()),
        ..NewSchedule::default()
    };
    let schedule = schedules::create(ctx, new).await.unwrap();
    let scan = scan(ctx, name).await.scan;
    let change = ScanChange { schedule_id: Change::Set(schedule.id), ..ScanChange::default() };
    scans::update(ctx, scan.id, change).await.unwrap();
    (schedule, scan.id)
}

async fn outcomes(ctx: &Ctx, schedule: &Schedule) -> Vec<Occurrence> {
    let query = ListQuery { per_page: 100, ..ListQuery::default() };
    let mut rows = schedules::occurrences(ctx, schedule.id, &query).await.unwrap().items;
    rows.reverse();
    rows
}

fn words(rows: &[Occurrence]) -> Vec<OccurrenceOutcome> {
    rows.iter().map(|row| row.outcome).collect()
}

async fn tick(world: &World) -> Fired {
    fire_due(&world.services, world.services.env.now()).await.unwrap()
}

testkit::db_test!(a_due_time_starts_one_run, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (schedule, scan) = hourly(&ctx, "hourly", "latest").await;
    let due = START.plus_seconds(HOUR);
    assert_eq!(schedule.next_due, Some(due));
    assert_eq!(scans::show(&ctx, scan).await.unwrap().next_time, Some(due));
    assert_eq!(scans::upcoming(&ctx, &ListQuery::default()).await.unwrap().total, 1);
    assert_eq!(tick(&world).await, Fired { next_due: Some(due), ..Fired::default() });

    world.advance(HOUR);
    let next = Some(due.plus_seconds(HOUR));
    assert_eq!(tick(&world).await, Fired { started: 1, next_due: next, ..Fired::default() });
    assert_eq!(tick(&world).await, Fired { next_due: next, ..Fired::default() });
    let rows = outcomes(&ctx, &schedule).await;
    assert_eq!((words(&rows), rows[0].due), (vec![OccurrenceOutcome::Started], due));
    let run = runs::show(&ctx, scan, rows[0].run.unwrap()).await.unwrap();
    assert_eq!((run.trigger, run.occurrence, run.started_by), (Trigger::Schedule, Some(rows[0].id), None));
});

testkit::db_test!(two_nodes_fire_a_due_time_once, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (schedule, scan) = hourly(&ctx, "hourly", "latest").await;
    world.advance(HOUR);
    let other = world.second_node(99);
    let now = world.services.env.now();
    let (a, b) = tokio::join!(fire_due(&world.services, now), fire_due(&other, now));
    assert_eq!(a.unwrap().started + b.unwrap().started, 1);
    assert_eq!(words(&outcomes(&ctx, &schedule).await), [OccurrenceOutcome::Started]);
    assert_eq!(runs::list(&ctx, scan, &ListQuery::default()).await.unwrap().total, 1);
});

testkit::db_test!(missed_times_are_folded_into_the_newest, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (schedule, _) = hourly(&ctx, "hourly", "latest").await;
    world.advance(3 * HOUR + 600);
    let fired = tick(&world).await;
    assert_eq!((fired.caught_up, fired.coalesced, fired.started), (1, 2, 0));
    let rows = outcomes(&ctx, &schedule).await;
    use OccurrenceOutcome::{CaughtUp, Coalesced};
    assert_eq!(words(&rows), [Coalesced, Coalesced, CaughtUp]);
    assert_eq!(rows[2].due, START.plus_seconds(3 * HOUR));
    assert_eq!(fired.next_due, Some(START.plus_seconds(4 * HOUR)));
});

testkit::db_test!(an_overlap_is_skipped_and_says_why, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (schedule, scan) = hourly(&ctx, "hourly", "latest").await;
    let run = runs::start(&ctx, scan).await.unwrap();
    world.advance(HOUR);
    assert_eq!(tick(&world).await.skipped, 1);
    let rows = outcomes(&ctx, &schedule).await;
    assert_eq!(words(&rows), [OccurrenceOutcome::Skipped]);
    assert!(rows[0].reason.as_ref().unwrap().contains(&run.id.to_string()), "{rows:?}");
});

testkit::db_test!(catch_up_all_runs_every_time_one_after_another, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (schedule, scan) = hourly(&ctx, "hourly", "all").await;
    world.advance(2 * HOUR + 600);
    assert_eq!(tick(&world).await.caught_up, 1);
    assert_eq!(tick(&world).await.caught_up, 0, "the run before is not done");
    let first = runs::list(&ctx, scan, &ListQuery::default()).await.unwrap().items.remove(0);
    walk(&ctx, &first, &[RunState::Started, RunState::FinishingUp, RunState::Completed]).await;
    assert_eq!(tick(&world).await.caught_up, 1);
    let dues: Vec<Timestamp> = outcomes(&ctx, &schedule).await.iter().map(|row| row.due).collect();
    assert_eq!(dues, [START.plus_seconds(HOUR), START.plus_seconds(2 * HOUR)]);
});

testkit::db_test!(a_schedule_without_a_scan_leaves_a_row_too, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let timing = Timing { first_time: "2027-01-15 08:00:00".into(), ..Timing::default() };
    let new = NewSchedule { name: "alone".into(), timing, ..NewSchedule::default() };
    let schedule = schedules::create(&ctx, new).await.unwrap();
    assert_eq!(tick(&world).await, Fired { skipped: 1, ..Fired::default() });
    let rows = outcomes(&ctx, &schedule).await;
    assert_eq!((rows[0].scan, rows[0].reason.as_deref()), (None, Some("no scan uses this schedule")));
    assert_eq!(schedules::show(&ctx, schedule.id).await.unwrap().next_due, None);
});

testkit::db_test!(disabled_schedules_rest_and_go_on_from_now, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (schedule, _) = hourly(&ctx, "hourly", "latest").await;
    let off = ScheduleChange { enabled: Change::Set(false), ..ScheduleChange::default() };
    schedules::update(&ctx, schedule.id, off).await.unwrap();
    world.advance(5 * HOUR + 600);
    assert_eq!(tick(&world).await, Fired::default());
    let on = ScheduleChange { enabled: Change::Set(true), ..ScheduleChange::default() };
    let again = schedules::update(&ctx, schedule.id, on).await.unwrap();
    assert_eq!(again.next_due, Some(START.plus_seconds(6 * HOUR)));
    assert_eq!(tick(&world).await.skipped, 0);
});

testkit::db_test!(timings_are_checked_and_previewed, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let timing = |first: &str, unit: &str| Timing {
        first_time: first.into(),
        timezone: Some("Europe/Berlin".into()),
        period_unit: Some(unit.into()),
        ..Timing::default()
    };
    let new = |timing| NewSchedule { name: "x".into(), timing, ..NewSchedule::default() };
    let wrong = schedules::create(&ctx, new(timing("2027-02-30 00:00:00", "year"))).await;
    assert_eq!(fields(wrong), [("period_unit", "invalid"), ("first_time", "invalid")]);
    assert_eq!(
        fields(schedules::create(&ctx, new(timing("2020-01-01 00:00:00", "once"))).await),
        [("first_time", "past")]
    );
    let dates = schedules::next_dates(&ctx, timing("2027-03-27 02:30:00", "day"), 3).await.unwrap();
    let texts: Vec<String> = dates.iter().map(|at| at.iso_millis()).collect();
    // On 28 March 2027 clocks in Berlin go from 02:00 to 03:00: half past two is shifted to half past three.
    assert_eq!(texts, ["2027-03-27T01:30:00.000Z", "2027-03-28T01:30:00.000Z", "2027-03-29T00:30:00.000Z"]);
    let first = schedules::first_time(&ctx, timing("2027-03-27 02:30:00", "day")).await.unwrap();
    assert_eq!(first, Some(dates[0]));
    assert_eq!(
        fields(schedules::next_dates(&ctx, timing("2027-03-27 02:30:00", "day"), 101).await),
        [("count", "out_of_range")]
    );
});

testkit::db_test!(deleting_a_schedule_leaves_its_scans, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let (schedule, scan) = hourly(&ctx, "hourly", "latest").await;
    schedules::delete(&ctx, schedule.id).await.unwrap();
    assert_eq!(scans::show(&ctx, scan).await.unwrap().scan.schedule, None);
    world.advance(HOUR);
    assert_eq!(tick(&world).await, Fired::default());
});
