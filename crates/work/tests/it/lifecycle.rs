//! From the start of a run to its end.

use app::{Ctx, runs};
use model::Product;
use model::run::{Compliance, Run, RunState};
use store::audit::ChainVerdict;

use crate::support::*;

async fn chain(ctx: &Ctx) -> ChainVerdict {
    let mut tx = ctx.services.db.read().await.unwrap();
    store::audit::verify_chain(&mut tx, ctx.organization()).await.unwrap()
}

testkit::db_test! {
    async fn a_run_goes_from_queued_to_completed(t: TestDb) {
        let world = World::new(t, 8);
        let ctx = world.organization("one", Product::Vrms).await;
        let scan = scan(&ctx, "weekly", &hosts_of(2)).await;
        let run = runs::start(&ctx, scan.id).await.unwrap();
        assert_eq!(run.state, RunState::Queued);
        world.tick().await;
        assert_eq!(world.state(&run).await, RunState::Started);
        let (mut first, second) = (world.take().unwrap(), world.take().unwrap());
        assert!(world.take().is_none(), "each unit goes out once");
        assert_eq!((first.unit.epoch, first.unit.run, &first.unit.plan), (1, run.id, &run.plan));

        world.say(&mut first, [up(), ports("1-30000", &[6379], ""), service(6379, "redis"), progress(500)]).await;
        world.tick().await;
        assert_eq!(world.run(&run).await.progress, 250);
        world.say(&mut first, [observed(REDIS, 6379), progress(200)]).await;
        world.tick().await;
        assert_eq!(world.run(&run).await.progress, 250, "it never goes back");
        world.complete(first, [log("done")]).await;
        world.tick().await;
        assert_eq!((world.run(&run).await.progress, world.state(&run).await), (500, RunState::Started));

        world.advance(60);
        world.complete(second, [up_at("10.0.0.70")]).await;
        world.tick().await;
        assert_eq!(world.state(&run).await, RunState::FinishingUp);
        assert!(reports_of(&ctx, &run).await.is_empty());
        assert_eq!(world.control.run_due_jobs().await.unwrap(), 1);
        let ended = world.run(&run).await;
        assert_eq!((ended.state, ended.reason.as_deref(), ended.progress), (RunState::Completed, None, 1000));
        assert_eq!((ended.counts.critical, ended.counts.total(), ended.hosts_up), (1, 1, 2));
        assert_eq!(ended.compliance, None, "only the product pci knows a verdict");
        assert_eq!(ended.finished_at, Some(world.services.env.now()));
        let reports = reports_of(&ctx, &run).await;
        assert_eq!((reports.len(), reports[0].counts), (1, ended.counts));

        // Nothing moves any more, whoever looks.
        world.tick().await;
        assert_eq!(world.control.run_due_jobs().await.unwrap(), 0);
        assert_eq!((world.run(&run).await, reports_of(&ctx, &run).await), (ended, reports));
        assert!(matches!(chain(&ctx).await, ChainVerdict::Intact { entries } if entries >= 3));
    }

    async fn a_pci_run_ends_with_a_verdict(t: TestDb) {
        let world = World::new(t, 8);
        let ctx = world.organization("one", Product::Pci).await;
        let scan = scan(&ctx, "quarterly", "127.0.0.1").await;
        let bad = world.run_with(&ctx, &scan, vec![up(), observed(REDIS, 6379)]).await;
        assert_eq!((bad.state, bad.compliance), (RunState::Completed, Some(Compliance::Fail)));
        assert_eq!(reports_of(&ctx, &bad).await[0].compliance, Some(Compliance::Fail));
        let good = world.run_with(&ctx, &scan, vec![up(), covered(6379, &[REDIS])]).await;
        assert_eq!((good.state, good.compliance), (RunState::Completed, Some(Compliance::Pass)));
        assert_eq!(reports_of(&ctx, &good).await[0].compliance, Some(Compliance::Pass));
    }

    async fn finishing_twice_changes_nothing(t: TestDb) {
        let world = World::new(t, 8);
        let ctx = world.organization("one", Product::Vrms).await;
        let scan = scan(&ctx, "weekly", "127.0.0.1").await;
        let run = runs::start(&ctx, scan.id).await.unwrap();
        world.tick().await;
        world.complete(world.take().unwrap(), three_findings()).await;
        world.tick().await;
        // Every look makes sure that the job is there; there is only ever one.
        world.tick().await;
        world.tick().await;
        assert_eq!(world.control.run_due_jobs().await.unwrap(), 1);
        let ended: Run = world.run(&run).await;
        assert_eq!((ended.state, ended.counts.total()), (RunState::Completed, 3));
        assert_eq!(reports_of(&ctx, &run).await.len(), 1);
    }

    async fn a_run_that_is_deleted_takes_its_messages_with_it(t: TestDb) {
        let world = World::new(t, 8);
        let ctx = world.organization("one", Product::Vrms).await;
        let scan = scan(&ctx, "weekly", "127.0.0.1").await;
        let run = runs::start(&ctx, scan.id).await.unwrap();
        world.tick().await;
        let hand = world.take().unwrap();
        let mut tx = world.services.db.write().await.unwrap();
        store::runs::delete(&mut tx, run.organization, run.id).await.unwrap();
        tx.commit().await.unwrap();
        world.complete(hand, three_findings()).await;
        world.tick().await;
        let found = app::findings::of_scan(&ctx, scan.id, &app::ListQuery::default()).await.unwrap();
        assert_eq!(found.total, 0);
    }
}
