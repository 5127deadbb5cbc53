//! What goes wrong, and what is said about it.

use app::{Ctx, runs};
use model::Product;
use model::run::{Run, RunState};
use model::unit::UnitState;
use store::scratch;

use crate::support::*;

async fn started(world: &World, units: u32) -> (Ctx, Run) {
    let ctx = world.organization("one", Product::Vrms).await;
    let scan = scan(&ctx, "weekly", &hosts_of(units)).await;
    let run = runs::start(&ctx, scan.id).await.unwrap();
    world.tick().await;
    (ctx, run)
}

/// Lets the next unit fail; its epoch.
async fn fail(world: &World, retryable: bool) -> u32 {
    let mut hand = world.take().unwrap();
    world.say(&mut hand, [failed(retryable)]).await;
    world.worker.done(hand.unit.id, hand.unit.epoch);
    world.tick().await;
    hand.unit.epoch
}

testkit::db_test! {
    async fn a_unit_is_tried_three_times_then_coverage_is_lost(t: TestDb) {
        let world = World::new(t, 8);
        let (ctx, run) = started(&world, 2).await;
        world.complete(world.take().unwrap(), [up(), observed(REDIS, 6379)]).await;
        for epoch in 1..=3 {
            assert_eq!(fail(&world, true).await, epoch);
        }
        assert!(world.take().is_none());
        let unit = world.units(&run).await.remove(1);
        assert_eq!((unit.state, unit.reason.as_deref()), (UnitState::Failed, Some("out of sockets")));
        let ended = world.finish(&run).await;
        assert_eq!(ended.state, RunState::CompletedInvalid);
        assert_eq!(ended.reason.as_deref(), Some("1 of 2 parts of the run could not be done: out of sockets"));
        assert_eq!((ended.counts.total(), reports_of(&ctx, &run).await.len()), (1, 1));
    }

    async fn a_second_attempt_that_works_is_a_whole_run(t: TestDb) {
        let world = World::new(t, 8);
        let (_, run) = started(&world, 1).await;
        fail(&world, true).await;
        world.complete(world.take().unwrap(), [up()]).await;
        assert_eq!(world.finish(&run).await.state, RunState::Completed);
    }

    async fn a_failure_that_trying_does_not_mend_is_final(t: TestDb) {
        let world = World::new(t, 8);
        let (_, run) = started(&world, 1).await;
        assert_eq!(fail(&world, false).await, 1);
        assert!(world.take().is_none());
        let ended = world.finish(&run).await;
        assert_eq!((ended.state, ended.reason.as_deref()),
            (RunState::Failed, Some("no part of the run could be done: out of sockets")));
    }

    async fn a_target_that_does_not_answer_is_no_clean_bill(t: TestDb) {
        let world = World::new(t, 8);
        let (_, run) = started(&world, 1).await;
        world.complete(world.take().unwrap(), [skipped("10.0.0.1")]).await;
        let ended = world.finish(&run).await;
        assert_eq!((ended.state, ended.reason.as_deref()),
            (RunState::CompletedInvalid, Some("no host of the target answered")));
        assert_eq!((ended.compliance, ended.hosts_up), (None, 0));
    }

    async fn an_observation_nobody_can_explain_is_left_out(t: TestDb) {
        let world = World::new(t, 8);
        let (_, run) = started(&world, 1).await;
        world.complete(world.take().unwrap(), [up(), observed("no-such-check", 1), observed(REDIS, 6379)]).await;
        assert_eq!(world.finish(&run).await.counts.total(), 1);
    }

    async fn a_run_that_cannot_be_finished_has_failed_in_the_end(t: TestDb) {
        let world = World::new(t, 8);
        let (ctx, run) = started(&world, 1).await;
        world.complete(world.take().unwrap(), [up(), observed(REDIS, 6379)]).await;
        world.tick().await;
        scratch::remove_table(&world.services.db, "reports").await.unwrap();
        for _ in 0..7 {
            assert_eq!(world.control.run_due_jobs().await.unwrap(), 1);
            assert_eq!(world.state(&run).await, RunState::FinishingUp);
            world.tick().await;
            world.advance(24 * 3600);
        }
        assert_eq!(world.control.run_due_jobs().await.unwrap(), 1);
        let ended = world.run(&run).await;
        assert_eq!((ended.state, ended.finished_at), (RunState::Failed, Some(world.services.env.now())));
        assert!(ended.reason.unwrap().contains("could not be finished"));
        scratch::restore_table(&world.services.db, "reports").await.unwrap();
        world.tick().await;
        assert_eq!(world.control.run_due_jobs().await.unwrap(), 0);
        assert!(reports_of(&ctx, &run).await.is_empty());
    }

    async fn a_run_is_finished_when_the_database_has_recovered(t: TestDb) {
        let world = World::new(t, 8);
        let (ctx, run) = started(&world, 1).await;
        world.complete(world.take().unwrap(), [up(), observed(REDIS, 6379)]).await;
        world.tick().await;
        scratch::remove_table(&world.services.db, "reports").await.unwrap();
        world.control.run_due_jobs().await.unwrap();
        scratch::restore_table(&world.services.db, "reports").await.unwrap();
        world.advance(3600);
        assert_eq!(world.finish(&run).await.state, RunState::Completed);
        assert_eq!(reports_of(&ctx, &run).await.len(), 1);
    }

    async fn messages_that_cannot_be_stored_hold_up_nobody_else(t: TestDb) {
        let world = World::new(t, 8);
        let (_, run) = started(&world, 2).await;
        let (mut bad, mut good) = (world.take().unwrap(), world.take().unwrap());
        scratch::remove_table(&world.services.db, "run_log").await.unwrap();
        bad.send(log("nowhere to put it")).await;
        good.send(up()).await;
        world.take_in(2).await;
        let units = world.units(&run).await;
        assert_eq!((units[0].state, units[0].attempts), (UnitState::Waiting, 1));
        assert_eq!(units[0].reason.as_deref(), Some("what its worker reported could not be stored"));
        assert_eq!((units[1].state, units[1].last_sequence), (UnitState::Dispatched, 1));

        scratch::restore_table(&world.services.db, "run_log").await.unwrap();
        world.tick().await;
        let again = world.take().unwrap();
        assert!(bad.stop.is_cancelled(), "two at one unit would do everything twice");
        world.complete(again, [log("here")]).await;
        world.complete(good, []).await;
        assert_eq!(world.finish(&run).await.state, RunState::Completed);
    }
}
