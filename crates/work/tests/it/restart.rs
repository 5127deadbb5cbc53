//! The process dies, or a worker falls silent: what was out goes out again, and the old hand-out is not listened to.

use app::{Ctx, runs};
use model::Product;
use model::run::{Run, RunState};
use model::unit::UnitState;

use crate::support::*;

async fn started(world: &World) -> (Ctx, Run) {
    let ctx = world.organization("one", Product::Vrms).await;
    let scan = scan(&ctx, "weekly", "127.0.0.1").await;
    let run = runs::start(&ctx, scan.id).await.unwrap();
    world.tick().await;
    (ctx, run)
}

testkit::db_test! {
    async fn a_restart_hands_out_again_from_the_checkpoint(t: TestDb) {
        let old = World::new(t, 8);
        let (_, run) = started(&old).await;
        let mut lost = old.take().unwrap();
        old.say(&mut lost, [up(), observed(REDIS, 6379), checkpoint(7)]).await;
        // This one is on its way when the process dies.
        let late = lost.message(observed(MEMCACHED, 11211));

        let new = old.restarted(8).await;
        assert_eq!(new.units(&run).await[0].state, UnitState::Waiting);
        lost.send_raw(late.clone()).await;
        old.take_in(1).await;
        assert_eq!(seen(&new, &run).await.findings.len(), 1, "a unit that is not out has nothing to say");

        new.tick().await;
        let again = new.take().unwrap();
        assert_eq!((again.unit.id, again.unit.epoch), (lost.unit.id, 2));
        assert_eq!(again.unit.checkpoint, Some(serde_json::json!({"at": 7})));
        lost.send_raw(late).await;
        old.take_in(1).await;
        assert_eq!(seen(&new, &run).await.findings.len(), 1, "nor has an older hand-out");

        new.complete(again, [up(), observed(REDIS, 6379), observed(MEMCACHED, 11211)]).await;
        let ended = new.finish(&run).await;
        assert_eq!((ended.state, ended.counts.total()), (RunState::Completed, 2));
        assert_eq!(new.units(&run).await[0].attempts, 0, "a restart is nobody's failure");
    }

    async fn a_restart_in_the_last_stage_finishes_the_run(t: TestDb) {
        let old = World::new(t, 8);
        let (_, run) = started(&old).await;
        old.complete(old.take().unwrap(), three_findings()).await;
        // Once with the job stored and not begun, once with nothing but the units done.
        let new = old.restarted(8).await;
        assert_eq!(new.state(&run).await, RunState::Started);
        new.tick().await;
        let newer = new.restarted(8).await;
        assert_eq!(newer.state(&run).await, RunState::FinishingUp);
        assert_eq!(newer.finish(&run).await.state, RunState::Completed);
    }

    async fn old_and_new_hand_outs_in_one_batch_do_not_hold_up_each_other(t: TestDb) {
        let world = World::new(t, 8);
        let (_, run) = started(&world).await;
        let mut old = world.take().unwrap();
        world.say(&mut old, [up()]).await;
        world.advance(16 * 60);
        world.tick().await;
        let mut new = world.take().unwrap();
        assert_eq!((new.unit.id, new.unit.epoch), (old.unit.id, 2));
        old.send(observed(MONGODB, 27017)).await;
        new.send(up()).await;
        old.send(progress(999)).await;
        new.send(observed(REDIS, 6379)).await;
        world.take_in(4).await;
        world.complete(new, []).await;
        let ended = world.finish(&run).await;
        assert_eq!((ended.state, ended.counts.total()), (RunState::Completed, 1));
    }

    async fn a_silent_worker_loses_its_unit_a_speaking_one_does_not(t: TestDb) {
        let world = World::new(t, 8);
        let (_, run) = started(&world).await;
        let mut hand = world.take().unwrap();
        for _ in 0..4 {
            world.advance(14 * 60);
            world.say(&mut hand, [progress(10)]).await;
            world.tick().await;
        }
        assert!(world.take().is_none(), "progress keeps the unit");
        world.advance(15 * 60 + 1);
        world.tick().await;
        let again = world.take().unwrap();
        let unit = world.units(&run).await.remove(0);
        assert_eq!((again.unit.epoch, unit.attempts, unit.state), (2, 1, UnitState::Dispatched));
        world.complete(again, [up()]).await;
        assert_eq!(world.finish(&run).await.state, RunState::Completed);
    }

    async fn a_unit_that_waits_for_a_worker_is_not_silent(t: TestDb) {
        let world = World::new(t, 8);
        let (_, run) = started(&world).await;
        for _ in 0..5 {
            world.advance(3600);
            world.tick().await;
        }
        let hand = world.take().unwrap();
        assert_eq!(hand.unit.epoch, 1, "nobody had it, so nobody lost it");
        world.complete(hand, [up()]).await;
        assert_eq!(world.finish(&run).await.state, RunState::Completed);
    }

    async fn three_silent_workers_give_the_unit_up(t: TestDb) {
        let world = World::new(t, 8);
        let (_, run) = started(&world).await;
        for _ in 0..3 {
            world.take().unwrap();
            world.advance(16 * 60);
            world.tick().await;
        }
        assert!(world.take().is_none());
        let ended = world.finish(&run).await;
        assert_eq!((ended.state, ended.reason.is_some()), (RunState::Failed, true));
        assert_eq!(world.units(&run).await[0].reason.as_deref(), Some("its worker was not heard of any more"));
    }
}
