//! How many runs may be under way, and for how long.

use app::runs::BlackoutLeave;
use app::scans::NewScan;
use app::settings::{RunLimits, Settings};
use app::{Ctx, runs};
use model::Product;
use model::run::{Run, RunState};
use model::scan::Scan;

use crate::support::*;

fn limited(runs: RunLimits) -> Settings {
    Settings { runs, ..Settings::default() }
}

const NONE: RunLimits = RunLimits { per_target: 0, per_organization: 0, per_scanner: 0, longest_seconds: 0 };

/// Another scan of the same target.
async fn second(ctx: &Ctx, first: &Scan, name: &str) -> Scan {
    let new = NewScan { name: name.to_owned(), target_id: Some(first.target), ..NewScan::default() };
    app::scans::create(ctx, new).await.unwrap().scan
}

async fn end(world: &World, run: &Run) {
    let hand = world.take().expect("a unit is out");
    assert_eq!(hand.unit.run, run.id);
    world.complete(hand, [up()]).await;
    assert_eq!(world.finish(run).await.state, RunState::Completed);
}

testkit::db_test! {
    async fn a_target_has_one_run_at_a_time(t: TestDb) {
        let world = World::new(t, 8);
        let ctx = world.organization("one", Product::Vrms).await;
        let first = scan(&ctx, "first", "127.0.0.1").await;
        let other = second(&ctx, &first, "second").await;
        let one = runs::start(&ctx, first.id).await.unwrap();
        world.advance(1);
        let two = runs::start(&ctx, other.id).await.unwrap();
        world.settle().await;
        let waits = world.run(&two).await;
        assert_eq!(waits.state, RunState::Queued);
        assert_eq!(waits.reason.as_deref(), Some("waits for another run of its target to end"));
        end(&world, &one).await;
        world.settle().await;
        assert_eq!((world.state(&two).await, world.run(&two).await.reason), (RunState::Started, None));
        end(&world, &two).await;
    }

    async fn a_paused_run_leaves_its_place_and_waits_to_have_it_again(t: TestDb) {
        let world = World::new(t, 8);
        let ctx = world.organization("one", Product::Vrms).await;
        let first = scan(&ctx, "first", "127.0.0.1").await;
        let other = second(&ctx, &first, "second").await;
        let one = runs::start(&ctx, first.id).await.unwrap();
        world.settle().await;
        let mut hand = world.take().unwrap();
        runs::pause(&ctx, first.id).await.unwrap();
        world.tick().await;
        world.say(&mut hand, [stopped()]).await;
        world.worker.done(hand.unit.id, hand.unit.epoch);
        world.settle().await;
        let two = runs::start(&ctx, other.id).await.unwrap();
        world.settle().await;
        assert_eq!(world.state(&two).await, RunState::Started);
        runs::resume(&ctx, first.id, &BlackoutLeave::default()).await.unwrap();
        world.settle().await;
        let waits = world.run(&one).await;
        assert_eq!((waits.state, waits.reason.is_some()), (RunState::Resuming, true));
        end(&world, &two).await;
        world.settle().await;
        end(&world, &one).await;
    }

    async fn organizations_and_the_scanner_have_bounds_and_take_turns(t: TestDb) {
        let limits = RunLimits { per_organization: 2, per_scanner: 3, ..NONE };
        let world = World::with(t, 16, limited(limits));
        let (big, small) = (
            world.organization("big", Product::Vrms).await,
            world.organization("small", Product::Vrms).await,
        );
        let mut of_big = Vec::new();
        for n in 1..=4 {
            let scan = scan(&big, &format!("big {n}"), &format!("127.0.0.{n}")).await;
            of_big.push(runs::start(&big, scan.id).await.unwrap());
            world.advance(1);
        }
        let mut of_small = Vec::new();
        for n in 1..=2 {
            let scan = scan(&small, &format!("small {n}"), &format!("127.0.1.{n}")).await;
            of_small.push(runs::start(&small, scan.id).await.unwrap());
            world.advance(1);
        }
        world.settle().await;
        let states = async |runs: &[Run]| {
            let mut states = Vec::new();
            for run in runs {
                states.push(world.state(run).await);
            }
            states
        };
        use RunState::{Queued, Started};
        // In turn: one of each, and the big one's second before the small one's, as it is older.
        assert_eq!(states(&of_big).await, [Started, Started, Queued, Queued]);
        assert_eq!(states(&of_small).await, [Started, Queued]);
        let why = world.run(&of_big[2]).await.reason;
        assert_eq!(why.as_deref(), Some("waits for another run of its organization to end"));
        let why = world.run(&of_small[1]).await.reason;
        assert_eq!(why.as_deref(), Some("waits for the scanner to end another run"));
    }

    async fn a_run_over_its_time_ends_with_what_it_has(t: TestDb) {
        let world = World::with(t, 8, limited(RunLimits { longest_seconds: 3600, ..NONE }));
        let ctx = world.organization("one", Product::Vrms).await;
        let scan = scan(&ctx, "weekly", &hosts_of(3)).await;
        let run = runs::start(&ctx, scan.id).await.unwrap();
        world.tick().await;
        let (done, mut under_way) = (world.take().unwrap(), world.take().unwrap());
        world.complete(done, [up(), observed(REDIS, 6379)]).await;
        // A pause does not count.
        world.advance(3000);
        runs::pause(&ctx, scan.id).await.unwrap();
        world.tick().await;
        world.take_in(1).await;
        world.say(&mut under_way, [stopped()]).await;
        world.worker.done(under_way.unit.id, under_way.unit.epoch);
        world.settle().await;
        world.advance(100 * 3600);
        runs::resume(&ctx, scan.id, &BlackoutLeave::default()).await.unwrap();
        world.settle().await;
        let mut under_way = world.take().unwrap();
        world.advance(600);
        world.tick().await;
        assert!(!under_way.stop.is_cancelled(), "an hour is not over");
        world.advance(1);
        world.tick().await;
        assert!(under_way.stop.is_cancelled());
        world.take_in(1).await;
        world.say(&mut under_way, [observed(MEMCACHED, 11211), stopped()]).await;
        world.tick().await;
        let ended = world.finish(&run).await;
        assert_eq!((ended.state, ended.counts.total()), (RunState::CompletedInvalid, 2));
        let reason = ended.reason.unwrap();
        assert!(reason.contains("2 of 3") && reason.contains("the longest time of a run, 3600 s"), "{reason}");
    }
}
