//! Previews and calendars beside what then happens, on the fake clock.

use app::blackouts::{self, HoldInput, NewBlackout, WindowInput};
use app::calendar::preview::{self, Question};
use app::calendar::{self, EventKind};
use app::scans::{self, ScanChange};
use app::schedules::{self, NewSchedule, Timing, fire_due};
use app::{Change, Ctx, ListQuery};
use model::blackout::BlackoutScope;
use model::run::RunState;
use model::schedule::{Occurrence, OccurrenceOutcome, Schedule};
use model::{ScanId, Timestamp};

use crate::support::{START, World, scan, walk};

const DAY: i64 = 86_400;

/// Every how many due times, spread by how much, under which windows.
type Case = (&'static str, i64, &'static [(&'static str, &'static str)]);

const CASES: &[Case] = &[
    ("hour", 0, &[]),
    ("hour", 600, &[]),
    ("hour", 86_400, &[]),
    // The end of a blackout is a due time.
    ("hour", 0, &[("01:00", "03:00")]),
    ("hour", 0, &[("00:45", "03:15"), ("22:00", "23:30")]),
    ("hour", 600, &[("01:00", "03:00")]),
    ("hour", 3_000, &[("22:00", "06:00"), ("05:30", "09:05")]),
    ("hour", 3_000, &[("09:10", "09:40")]),
    ("day", 7_200, &[("08:00", "09:30")]),
    // Due in a blackout, to start behind it; and the other way round.
    ("day", 86_400, &[("00:00", "12:00")]),
    ("day", 86_400, &[("09:30", "08:00")]),
    ("day", 0, &[("00:00", "00:00")]),
];

fn timing(first: Timestamp, unit: &str) -> Timing {
    let first_time = first.to_jiff().strftime("%Y-%m-%d %H:%M:%S").to_string();
    Timing { first_time, period_unit: Some(unit.to_owned()), ..Timing::default() }
}

async fn window(ctx: &Ctx, begin: &str, cease: &str) {
    let window =
        WindowInput { begin: Some(begin.into()), cease: Some(cease.into()), ..WindowInput::default() };
    let scope = BlackoutScope::Organization;
    let new = NewBlackout {
        name: format!("{begin} to {cease}"),
        scope,
        hold: HoldInput::window(window),
        enabled: None,
    };
    blackouts::create(ctx, new).await.unwrap();
}

async fn scheduled(ctx: &Ctx, (unit, jitter, windows): Case, catch_up: &str) -> (Schedule, ScanId) {
    let first = ctx.now().plus_seconds(1800).micros().div_euclid(3_600_000_000) * 3_600_000_000;
    let new = NewSchedule {
        name: "foreseen".into(),
        timing: timing(Timestamp::from_micros(first).plus_seconds(3600), unit),
        catch_up: Some(catch_up.into()),
        jitter_seconds: Some(jitter),
        ..NewSchedule::default()
    };
    let schedule = schedules::create(ctx, new).await.unwrap();
    let scan = scan(ctx, "foreseen").await.scan.id;
    let change = ScanChange { schedule_id: Change::Set(schedule.id), ..ScanChange::default() };
    scans::update(ctx, scan, change).await.unwrap();
    for (begin, cease) in windows {
        window(ctx, begin, cease).await;
    }
    (schedule, scan)
}

/// Fires at each instant that firing itself asks for, up to one; runs end at once. When the run of each due time was made.
async fn lived(
    world: &World,
    ctx: &Ctx,
    (schedule, scan): (&Schedule, ScanId),
    until: Timestamp,
) -> Vec<(Occurrence, Option<Timestamp>)> {
    let mut begun = Vec::new();
    loop {
        let fired = fire_due(&world.services, world.services.env.now()).await.unwrap();
        let mut tx = ctx.services.db.read().await.unwrap();
        let active = store::runs::active_of_scan(&mut tx, ctx.organization(), scan).await.unwrap();
        drop(tx);
        if let Some(run) = active {
            walk(ctx, &run, &[RunState::Canceled]).await;
            begun.push((run.id, run.created_at));
        }
        match fired.next_due.filter(|next| *next <= until) {
            Some(next) => world.clock.set(next),
            None => break,
        }
    }
    let query = ListQuery { per_page: 100, ..ListQuery::default() };
    let mut rows = schedules::occurrences(ctx, schedule.id, &query).await.unwrap().items;
    rows.sort_by_key(|row| row.due);
    let start = |row: &Occurrence| begun.iter().find(|(run, _)| Some(*run) == row.run).map(|(_, at)| *at);
    rows.into_iter().map(|row| (start(&row), row)).map(|(start, row)| (row, start)).collect()
}

testkit::db_test!(what_a_preview_says_is_what_firing_does, |db| {
    let world = World::new(db);
    let policies = ["latest", "none", "all"];
    for (n, (case, catch_up)) in CASES.iter().zip(policies.into_iter().cycle()).enumerate() {
        let ctx = world.owner(&format!("{n} {catch_up}")).await;
        let (schedule, scan) = scheduled(&ctx, *case, catch_up).await;
        let count = if case.0 == "hour" { 30 } else { 6 };
        let question = Question {
            timing: Timing::of(&schedule),
            schedule: Some(schedule.id),
            count,
            ..Question::default()
        };
        let said = preview::of_schedule(&ctx, question).await.unwrap().rows;
        let last = said.last().unwrap();
        let lived = lived(&world, &ctx, (&schedule, scan), last.due.plus_seconds(2 * DAY)).await;
        for (said, (row, start)) in said.iter().zip(&lived) {
            let word = match row.outcome {
                OccurrenceOutcome::Started => "on_time",
                OccurrenceOutcome::Deferred => "deferred",
                OccurrenceOutcome::Coalesced => "coalesced",
                OccurrenceOutcome::CaughtUp => "caught_up",
                OccurrenceOutcome::Skipped => "never",
            };
            assert_eq!(
                (said.due, said.outcome, said.start),
                (row.due, word, *start),
                "{case:?} {catch_up} {row:?}"
            );
        }
        assert!(lived.len() >= said.len(), "{case:?} {catch_up}: {} of {}", lived.len(), said.len());
        schedules::delete(&ctx, schedule.id).await.unwrap();
    }
});

testkit::db_test!(a_schedule_that_is_not_stored_says_how_far_its_starts_may_be_spread, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let ask = async |jitter, schedule| {
        let timing = timing(START.plus_seconds(3600), "hour");
        let question = Question { timing, jitter_seconds: jitter, schedule, count: 2, ..Question::default() };
        preview::of_schedule(&ctx, question).await.unwrap().rows
    };
    let rows = ask(Some(600), None).await;
    assert_eq!((rows[0].start, rows[0].outcome), (Some(rows[0].due), "on_time"));
    assert_eq!(rows[0].remarks, ["spread: starts up to 10 min after it is due"]);
    assert_eq!(
        ask(Some(86_400), None).await[0].remarks,
        ["spread: starts up to 59 min 59 s after it is due"]
    );
    assert_eq!(ask(None, None).await[0].remarks, [""; 0]);

    let (schedule, _) = scheduled(&ctx, ("hour", 600, &[]), "latest").await;
    let stored = ask(None, Some(schedule.id)).await;
    assert_eq!(stored[0].start, Some(schedule.starts_at(stored[0].due)));
    assert!(stored[0].remarks[0].starts_with("spread: starts "), "{:?}", stored[0].remarks);
    assert_eq!(ask(Some(0), Some(schedule.id)).await[0].start, Some(stored[0].due));
    let calendar = calendar::events(&ctx, START, START.plus_seconds(DAY)).await.unwrap().events;
    let first = calendar.iter().find(|event| event.kind == EventKind::Planned).unwrap();
    assert_eq!((first.due, Some(first.start)), (Some(stored[0].due), stored[0].start));
});

testkit::db_test!(a_blackout_is_not_drawn_on_days_before_it_was_made, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    world.advance(DAY);
    let made = ctx.now();
    window(&ctx, "22:00", "06:00").await;
    window(&ctx, "07:30", "09:30").await;
    let (from, to) = (made.plus_seconds(-3 * DAY), made.plus_seconds(2 * DAY));
    let events = calendar::events(&ctx, from, to).await.unwrap().events;
    let starts: Vec<i64> =
        events.iter().map(|event| (event.start.micros() - made.micros()) / 60_000_000).collect();
    // Made at eight, in the middle of the second one.
    assert_eq!(starts, [0, 14 * 60, 23 * 60 + 30, 38 * 60, 47 * 60 + 30]);
    assert_eq!(events[0].end, Some(made.plus_seconds(5400)));
});
