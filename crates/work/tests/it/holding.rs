//! Runs that a person or a blackout holds: on the fake clock, with the test as the worker.

use app::blackouts::{self, BlackoutUpdate, HoldInput, NewBlackout, WindowInput};
use app::runs::BlackoutLeave;
use app::{Change, Ctx, Error, runs};
use auth::Principal;
use model::Product;
use model::blackout::{Blackout, BlackoutScope};
use model::run::{HeldBy, Run, RunState};
use model::scan::Scan;
use model::user::Role;

use crate::support::*;

const HOUR: i64 = 3600;

async fn world(t: testkit::TestDb) -> (World, Ctx, Scan) {
    let world = World::new(t, 8);
    let ctx = world.organization("one", Product::Vrms).await;
    let scan = scan(&ctx, "weekly", "127.0.0.1").await;
    (world, ctx, scan)
}

/// From 22:00 to 06:00 UTC, every night. Tests begin at midnight of 1 January 2026.
async fn nightly(ctx: &Ctx) -> Blackout {
    let window = WindowInput {
        begin: Some("22:00".into()),
        cease: Some("06:00".into()),
        weekdays: None,
        timezone: Some("UTC".into()),
    };
    make(ctx, HoldInput { window, ..HoldInput::default() }).await
}

/// From now on, for so many seconds.
async fn freeze(ctx: &Ctx, seconds: i64) -> Blackout {
    let (from, until) = (Some(ctx.now()), Some(ctx.now().plus_seconds(seconds)));
    make(ctx, HoldInput { from, until, ..HoldInput::default() }).await
}

async fn make(ctx: &Ctx, hold: HoldInput) -> Blackout {
    let new =
        NewBlackout { name: "quiet hours".into(), scope: BlackoutScope::Organization, hold, enabled: None };
    blackouts::create(ctx, new).await.unwrap()
}

/// A run with one finding, in the hands of a worker.
async fn started(world: &World, ctx: &Ctx, scan: &Scan) -> (Run, Hand) {
    let run = runs::start(ctx, scan.id).await.unwrap();
    world.tick().await;
    let mut hand = world.take().expect("a unit is out");
    world.say(&mut hand, [up(), observed(REDIS, 6379), checkpoint(7)]).await;
    (run, hand)
}

/// The worker obeys a stop.
async fn stop(world: &World, mut hand: Hand) {
    assert!(hand.stop.is_cancelled(), "the worker is told");
    world.say(&mut hand, [stopped()]).await;
    world.worker.done(hand.unit.id, hand.unit.epoch);
}

/// The run goes on behind its checkpoint, and ends with both findings.
async fn ends_whole(world: &World, run: &Run) {
    world.settle().await;
    assert_eq!(world.state(run).await, RunState::Started);
    let hand = world.take().expect("its unit is out again");
    assert_eq!(hand.unit.checkpoint, Some(serde_json::json!({"at": 7})));
    world.complete(hand, [up(), observed(MEMCACHED, 11211)]).await;
    let ended = world.finish(run).await;
    assert_eq!((ended.state, ended.counts.total(), ended.hold), (RunState::Completed, 2, None));
}

async fn held(world: &World, run: &Run) -> (RunState, Option<HeldBy>) {
    let run = world.run(run).await;
    (run.state, run.hold.map(|hold| hold.by))
}

async fn reason(world: &World, run: &Run) -> String {
    world.run(run).await.reason.unwrap_or_default()
}

async fn audited(ctx: &Ctx, action: &str) -> Vec<serde_json::Value> {
    let all = app::audit::list(ctx, &app::ListQuery::default()).await.unwrap();
    all.items
        .into_iter()
        .filter(|event| event.action == action)
        .map(|event| serde_json::from_str(&event.detail).unwrap())
        .collect()
}

fn overriding() -> BlackoutLeave {
    BlackoutLeave { ignore_blackout_period: true, reason: Some("the release waits for it".into()) }
}

const BY_BLACKOUT: (RunState, Option<HeldBy>) = (RunState::Paused, Some(HeldBy::Blackout));
const BY_PERSON: (RunState, Option<HeldBy>) = (RunState::Paused, Some(HeldBy::Person));

/// A run that a person has paused, with an hour of blackout since then.
async fn paused_in_a_blackout(world: &World, ctx: &Ctx, scan: &Scan) -> Run {
    let (run, hand) = started(world, ctx, scan).await;
    runs::pause(ctx, scan.id).await.unwrap();
    world.tick().await;
    stop(world, hand).await;
    world.settle().await;
    freeze(ctx, HOUR).await;
    run
}

testkit::db_test! {
    async fn an_overnight_window_holds_a_run_and_lets_it_go(t: TestDb) {
        let (world, ctx, scan) = world(t).await;
        nightly(&ctx).await;
        world.advance(20 * HOUR);
        let (run, mut hand) = started(&world, &ctx, &scan).await;
        world.advance(2 * HOUR - 1);
        world.say(&mut hand, [progress(100)]).await;
        world.tick().await;
        assert!(!hand.stop.is_cancelled(), "not a second early");
        world.advance(1);
        world.tick().await;
        assert_eq!(held(&world, &run).await.0, RunState::Pausing, "its unit is still out");
        let why = reason(&world, &run).await;
        assert!(why.contains("until 2026-01-02T06:00:00.000Z") && why.contains("quiet hours"), "{why}");
        stop(&world, hand).await;
        world.settle().await;
        assert_eq!(held(&world, &run).await, BY_BLACKOUT);
        world.advance(8 * HOUR - 1);
        world.settle().await;
        assert_eq!(held(&world, &run).await, BY_BLACKOUT);
        assert!(world.take().is_none(), "nothing goes out");
        world.advance(1);
        ends_whole(&world, &run).await;
        let lines = seen(&world, &run).await.log;
        assert!(lines.iter().any(|line| line.contains("held by a blackout")), "{lines:?}");
        assert!(lines.iter().any(|line| line == "the blackout has ended"), "{lines:?}");
    }

    async fn an_edit_acts_on_a_run_under_way(t: TestDb) {
        let (world, ctx, scan) = world(t).await;
        let (run, hand) = started(&world, &ctx, &scan).await;
        let hold = freeze(&ctx, HOUR).await;
        world.tick().await;
        stop(&world, hand).await;
        world.settle().await;
        assert_eq!(held(&world, &run).await, BY_BLACKOUT);
        let longer = HoldInput { until: Some(ctx.now().plus_seconds(3 * HOUR)), ..HoldInput::default() };
        blackouts::update(&ctx, hold.id, BlackoutUpdate { hold: longer, ..Default::default() }).await.unwrap();
        world.tick().await;
        assert!(reason(&world, &run).await.contains("until 2026-01-01T03:00"));
        world.advance(2 * HOUR);
        world.settle().await;
        assert_eq!(held(&world, &run).await, BY_BLACKOUT);
        // Switched off, it holds nothing.
        let off = BlackoutUpdate { enabled: Change::Set(false), ..Default::default() };
        blackouts::update(&ctx, hold.id, off).await.unwrap();
        ends_whole(&world, &run).await;
    }

    async fn what_a_person_paused_no_end_of_a_blackout_resumes(t: TestDb) {
        let (world, ctx, scan) = world(t).await;
        let (run, hand) = started(&world, &ctx, &scan).await;
        runs::pause(&ctx, scan.id).await.unwrap();
        world.tick().await;
        stop(&world, hand).await;
        world.settle().await;
        assert_eq!(held(&world, &run).await, BY_PERSON);
        freeze(&ctx, HOUR).await;
        world.settle().await;
        assert_eq!(held(&world, &run).await, BY_PERSON);
        world.advance(2 * HOUR);
        world.settle().await;
        assert_eq!(held(&world, &run).await, BY_PERSON);
        assert_eq!(runs::resume(&ctx, scan.id, &BlackoutLeave::default()).await.unwrap().reason, None);
        ends_whole(&world, &run).await;
        assert_eq!((audited(&ctx, "scan.pause").await.len(), audited(&ctx, "scan.resume").await.len()), (1, 1));
    }

    async fn a_person_can_pause_what_a_blackout_holds(t: TestDb) {
        let (world, ctx, scan) = world(t).await;
        let (run, hand) = started(&world, &ctx, &scan).await;
        freeze(&ctx, HOUR).await;
        world.tick().await;
        // While it is drained still, and once more when it is paused.
        runs::pause(&ctx, scan.id).await.unwrap();
        stop(&world, hand).await;
        world.settle().await;
        assert_eq!(held(&world, &run).await, BY_PERSON);
        runs::pause(&ctx, scan.id).await.unwrap();
        world.advance(2 * HOUR);
        world.settle().await;
        assert_eq!(held(&world, &run).await, BY_PERSON);
        runs::resume(&ctx, scan.id, &BlackoutLeave::default()).await.unwrap();
        ends_whole(&world, &run).await;
    }

    async fn resumed_in_a_blackout_a_run_waits_for_its_end(t: TestDb) {
        let (world, ctx, scan) = world(t).await;
        let run = paused_in_a_blackout(&world, &ctx, &scan).await;
        let resumed = runs::resume(&ctx, scan.id, &BlackoutLeave::default()).await.unwrap();
        assert_eq!(resumed.state, RunState::Resuming);
        assert!(resumed.reason.unwrap().contains("until 2026-01-01T01:00"), "the answer says until when");
        world.settle().await;
        assert_eq!(held(&world, &run).await, BY_BLACKOUT);
        assert!(world.take().is_none());
        world.advance(HOUR);
        ends_whole(&world, &run).await;
    }

    async fn leave_to_go_on_is_for_one_run_and_audited(t: TestDb) {
        let (world, ctx, scan) = world(t).await;
        let (run, hand) = started(&world, &ctx, &scan).await;
        freeze(&ctx, HOUR).await;
        world.tick().await;
        stop(&world, hand).await;
        world.settle().await;
        let silent = BlackoutLeave { reason: None, ..overriding() };
        assert!(matches!(runs::resume(&ctx, scan.id, &silent).await, Err(Error::Invalid(_))));
        let mut viewer = ctx.clone();
        viewer.principal = Principal { role: Role::Viewer, ..ctx.principal.clone() };
        let refused = runs::resume(&viewer, scan.id, &overriding()).await;
        assert!(matches!(refused, Err(Error::Forbidden { .. })), "{refused:?}");
        assert_eq!(held(&world, &run).await, BY_BLACKOUT);
        assert_eq!(runs::resume(&ctx, scan.id, &overriding()).await.unwrap().reason, None);
        ends_whole(&world, &run).await;
        assert_eq!(audited(&ctx, "scan.resume").await[0]["reason"], "the release waits for it");
        // The next one has none.
        let next = runs::start(&ctx, scan.id).await.unwrap();
        world.settle().await;
        assert_eq!(world.state(&next).await, RunState::Queued);
    }

    async fn what_was_resumed_already_gets_leave_too(t: TestDb) {
        let (world, ctx, scan) = world(t).await;
        let run = paused_in_a_blackout(&world, &ctx, &scan).await;
        assert_eq!(runs::resume(&ctx, scan.id, &BlackoutLeave::default()).await.unwrap().state, RunState::Resuming);
        for _ in 0..2 {
            assert_eq!(runs::resume(&ctx, scan.id, &overriding()).await.unwrap().state, RunState::Resuming);
        }
        ends_whole(&world, &run).await;
        assert_eq!(audited(&ctx, "scan.resume").await.len(), 2, "leave is given and told once");
    }

    async fn started_in_a_blackout_a_run_waits_or_ignores_it(t: TestDb) {
        let (world, ctx, scan) = world(t).await;
        freeze(&ctx, HOUR).await;
        let waits = runs::start(&ctx, scan.id).await.unwrap();
        world.settle().await;
        assert!(world.take().is_none(), "nothing goes out");
        assert_eq!(world.state(&waits).await, RunState::Queued);
        assert!(reason(&world, &waits).await.contains("until 2026-01-01T01:00"));
        runs::stop(&ctx, scan.id).await.unwrap();
        let incident = BlackoutLeave { reason: Some("an incident".into()), ..overriding() };
        let options = runs::StartOptions { blackouts: incident, ..Default::default() };
        let goes = runs::start_with(&ctx, scan.id, options).await.unwrap();
        world.settle().await;
        assert_eq!(world.state(&goes).await, RunState::Started);
        assert_eq!(audited(&ctx, "scan.start").await[0]["reason"], "an incident");
        let hand = world.take().expect("its unit is out");
        runs::stop(&ctx, scan.id).await.unwrap();
        world.tick().await;
        stop(&world, hand).await;
        world.settle().await;
        let waits = runs::start(&ctx, scan.id).await.unwrap();
        world.settle().await;
        world.advance(HOUR);
        world.settle().await;
        assert_eq!((world.state(&waits).await, reason(&world, &waits).await), (RunState::Started, String::new()));
    }

    async fn a_forgotten_pause_ends_after_seven_days_outside_blackouts(t: TestDb) {
        let (world, ctx, scan) = world(t).await;
        nightly(&ctx).await;
        world.advance(12 * HOUR);
        let (run, hand) = started(&world, &ctx, &scan).await;
        runs::pause(&ctx, scan.id).await.unwrap();
        world.tick().await;
        stop(&world, hand).await;
        world.settle().await;
        // 16 hours of each day count: 168 of them are full after ten and a half days.
        for _ in 0..9 * 24 {
            world.advance(HOUR);
            world.tick().await;
        }
        // A day without a process counts like the others.
        world.advance(24 * HOUR);
        let world = world.restarted(8).await;
        world.tick().await;
        world.advance(8 * HOUR - 1);
        world.tick().await;
        assert_eq!(held(&world, &run).await, BY_PERSON);
        world.advance(1);
        world.tick().await;
        let ended = world.run(&run).await;
        assert_eq!(ended.state, RunState::Canceled);
        assert!(ended.reason.unwrap().contains("7 days"));
        assert!(audited(&ctx, "scan.stop").await[0]["reason"].as_str().unwrap().contains("7 days"));
        assert!(seen(&world, &run).await.log.iter().any(|line| line.contains("7 days")));
    }

    async fn a_blackout_of_weeks_ends_no_run(t: TestDb) {
        let (world, ctx, scan) = world(t).await;
        let (run, hand) = started(&world, &ctx, &scan).await;
        freeze(&ctx, 30 * 24 * HOUR).await;
        world.tick().await;
        stop(&world, hand).await;
        for _ in 0..30 {
            world.advance(24 * HOUR - 1);
            world.settle().await;
            assert_eq!(held(&world, &run).await, BY_BLACKOUT);
        }
        world.advance(60);
        ends_whole(&world, &run).await;
    }

    async fn a_restart_finds_every_state_again(t: TestDb) {
        let (old, ctx, scan) = world(t).await;
        let (run, _lost) = started(&old, &ctx, &scan).await;
        // Pausing: nobody answers for the unit, as its worker died.
        runs::pause(&ctx, scan.id).await.unwrap();
        old.tick().await;
        assert_eq!(old.state(&run).await, RunState::Pausing);
        let new = old.restarted(8).await;
        new.settle().await;
        assert_eq!(held(&new, &run).await, BY_PERSON);
        // Paused.
        let new = new.restarted(8).await;
        new.settle().await;
        assert_eq!(held(&new, &run).await, BY_PERSON);
        // Resuming, and a blackout began while no process ran.
        runs::resume(&ctx, scan.id, &BlackoutLeave::default()).await.unwrap();
        assert_eq!(new.state(&run).await, RunState::Resuming);
        let hold = freeze(&ctx, HOUR).await;
        let new = new.restarted(8).await;
        new.settle().await;
        assert_eq!(held(&new, &run).await, BY_BLACKOUT);
        assert!(new.take().is_none());
        // Started, with its unit out, and a blackout begins while no process runs: nothing goes out first.
        blackouts::delete(&ctx, hold.id).await.unwrap();
        new.settle().await;
        let _lost = new.take().expect("out");
        freeze(&ctx, HOUR).await;
        let new = new.restarted(8).await;
        new.settle().await;
        assert_eq!(held(&new, &run).await, BY_BLACKOUT);
        assert!(new.take().is_none());
        let new = new.restarted(8).await;
        new.advance(HOUR);
        ends_whole(&new, &run).await;
    }

    async fn a_queued_run_cannot_be_paused_and_the_error_says_so(t: TestDb) {
        let (world, ctx, scan) = world(t).await;
        let run = runs::start(&ctx, scan.id).await.unwrap();
        let Err(Error::Conflict(refused)) = runs::pause(&ctx, scan.id).await else { panic!("it was paused") };
        assert!(refused.detail.contains("\"queued\""), "{refused}");
        let Err(Error::Conflict(refused)) = runs::resume(&ctx, scan.id, &overriding()).await else {
            panic!("it was resumed")
        };
        assert!(refused.detail.contains("\"queued\""), "{refused}");
        assert_eq!(world.run(&run).await.ignore_blackout, None, "what is refused gives no leave");
    }
}
