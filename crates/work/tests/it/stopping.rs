//! A stop, at every stage.

use app::{Ctx, runs};
use model::Product;
use model::finding::FindingState;
use model::run::{Run, RunState};
use model::scan::Scan;
use model::unit::UnitState;

use crate::support::*;

async fn world_with(t: testkit::TestDb, units: u32) -> (World, Ctx, Scan) {
    let world = World::new(t, 8);
    let ctx = world.organization("one", Product::Vrms).await;
    let hosts = if units == 1 { "127.0.0.1".to_owned() } else { hosts_of(units) };
    let scan = scan(&ctx, "weekly", &hosts).await;
    (world, ctx, scan)
}

async fn start(world: &World, ctx: &Ctx, scan: &Scan) -> Run {
    world.advance(60);
    let run = runs::start(ctx, scan.id).await.unwrap();
    world.tick().await;
    run
}

testkit::db_test! {
    async fn a_queued_run_is_canceled_at_once_and_never_goes_out(t: TestDb) {
        let (world, ctx, scan) = world_with(t, 1).await;
        let run = runs::start(&ctx, scan.id).await.unwrap();
        runs::stop(&ctx, scan.id).await.unwrap();
        assert_eq!(world.state(&run).await, RunState::Canceled);
        world.tick().await;
        assert!(world.take().is_none());
        // The next run of the scan is not held up by it.
        let next = start(&world, &ctx, &scan).await;
        world.complete(world.take().unwrap(), [up()]).await;
        assert_eq!(world.finish(&next).await.state, RunState::Completed);
    }

    async fn a_running_unit_is_told_and_its_answer_ends_the_run(t: TestDb) {
        let (world, ctx, scan) = world_with(t, 1).await;
        world.run_with(&ctx, &scan, vec![up(), observed(MEMCACHED, 11211)]).await;
        let run = start(&world, &ctx, &scan).await;
        let mut hand = world.take().unwrap();
        let words = [up(), observed(REDIS, 6379), covered(11211, &["*"]), progress(400)];
        world.say(&mut hand, words).await;
        runs::stop(&ctx, scan.id).await.unwrap();
        world.tick().await;
        assert!(hand.stop.is_cancelled());
        assert_eq!(world.state(&run).await, RunState::Canceling, "its unit is still out");
        world.say(&mut hand, [checkpoint(3), stopped()]).await;
        world.worker.done(hand.unit.id, hand.unit.epoch);
        world.tick().await;
        let ended = world.run(&run).await;
        assert_eq!((ended.state, ended.reason.as_deref()), (RunState::Canceled, Some("canceled on request")));
        assert_eq!((ended.counts.total(), ended.finished_at), (1, Some(world.services.env.now())));
        assert!(ended.progress < 1000);
        assert_eq!(state_of(&ctx, &scan, MEMCACHED).await, FindingState::New, "nothing is closed by half a run");
        assert!(reports_of(&ctx, &run).await.is_empty());

        let before = (seen(&world, &run).await, world.run(&run).await);
        world.say(&mut hand, [observed(MONGODB, 27017), log("still here"), completed()]).await;
        world.tick().await;
        assert_eq!(world.control.run_due_jobs().await.unwrap(), 0);
        assert_eq!((seen(&world, &run).await, world.run(&run).await), before);
        assert!(world.take().is_none(), "nothing goes out again");
    }

    async fn units_that_wait_for_a_worker_are_stopped_too(t: TestDb) {
        let (world, ctx, scan) = world_with(t, 3).await;
        let run = start(&world, &ctx, &scan).await;
        let mut hand = world.take().unwrap();
        runs::stop(&ctx, scan.id).await.unwrap();
        world.tick().await;
        // The two that nobody took are answered for without a worker.
        world.take_in(16).await;
        let states = |units: Vec<store::units::Unit>| units.into_iter().map(|u| u.state).collect::<Vec<_>>();
        use UnitState::{Dispatched, Failed, Waiting};
        assert_eq!(states(world.units(&run).await), [Dispatched, Waiting, Waiting]);
        assert!(world.take().is_none());
        world.say(&mut hand, [stopped()]).await;
        world.tick().await;
        assert_eq!(world.state(&run).await, RunState::Canceled);
        assert_eq!(states(world.units(&run).await), [Failed, Failed, Failed]);
    }

    async fn a_unit_that_is_done_before_it_hears_of_the_stop_ends_the_run_too(t: TestDb) {
        let (world, ctx, scan) = world_with(t, 1).await;
        let run = start(&world, &ctx, &scan).await;
        let hand = world.take().unwrap();
        runs::stop(&ctx, scan.id).await.unwrap();
        world.complete(hand, [up()]).await;
        world.tick().await;
        assert_eq!(world.state(&run).await, RunState::Canceled);
    }

    async fn a_stop_survives_a_restart(t: TestDb) {
        let (world, ctx, scan) = world_with(t, 1).await;
        let run = start(&world, &ctx, &scan).await;
        world.take().unwrap();
        runs::stop(&ctx, scan.id).await.unwrap();
        let next = world.restarted(8).await;
        next.tick().await;
        assert_eq!(next.state(&run).await, RunState::Canceled);
    }

    async fn a_run_stopped_in_its_last_stage_is_canceled(t: TestDb) {
        let (world, ctx, scan) = world_with(t, 1).await;
        let run = start(&world, &ctx, &scan).await;
        world.complete(world.take().unwrap(), [up()]).await;
        world.tick().await;
        assert_eq!(world.state(&run).await, RunState::FinishingUp);
        runs::stop(&ctx, scan.id).await.unwrap();
        world.control.run_due_jobs().await.unwrap();
        assert_eq!(world.state(&run).await, RunState::Canceling, "the job leaves a run alone that is being stopped");
        world.tick().await;
        assert_eq!(world.state(&run).await, RunState::Canceled);
        assert!(reports_of(&ctx, &run).await.is_empty());
    }
}
