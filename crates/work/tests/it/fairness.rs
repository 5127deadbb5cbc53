//! Who gets the free workers.

use std::collections::HashMap;

use app::{Ctx, runs};
use model::run::{Run, Trigger};
use model::unit::Lane;
use model::{OrganizationId, Product};

use crate::support::*;

async fn organization(world: &World, name: &str, units: u32) -> Ctx {
    let ctx = world.organization(name, Product::Vrms).await;
    let scan = scan(&ctx, name, &hosts_of(units)).await;
    runs::start(&ctx, scan.id).await.unwrap();
    world.advance(1);
    ctx
}

/// Whose units the next `count` free workers get, when each worker is done before the next one asks.
async fn served(world: &World, count: usize) -> Vec<OrganizationId> {
    let mut order = Vec::new();
    for _ in 0..count {
        world.advance(1);
        world.tick().await;
        let hand = world.take().unwrap();
        let mut tx = world.services.db.read().await.unwrap();
        order.push(store::runs::by_id(&mut tx, hand.unit.run).await.unwrap().unwrap().organization);
        drop(tx);
        world.complete(hand, [up()]).await;
    }
    order
}

testkit::db_test! {
    async fn organizations_take_turns_one_worker_at_a_time(t: TestDb) {
        let world = World::new(t, 1);
        let (large, small) = (organization(&world, "large", 12).await, organization(&world, "small", 4).await);
        world.tick().await;
        let order = served(&world, 8).await;
        let of = |ctx: &Ctx| order.iter().filter(|o| **o == ctx.organization()).count();
        assert_eq!((of(&large), of(&small)), (4, 4), "the small one is through after eight turns");
        assert!(order.windows(2).all(|pair| pair[0] != pair[1]), "in turn");
    }

    async fn three_organizations_share_two_workers(t: TestDb) {
        let world = World::new(t, 2);
        let mut all = Vec::new();
        for name in ["one", "two", "three"] {
            all.push(organization(&world, name, 6).await.organization());
        }
        world.tick().await;
        let mut counts: HashMap<OrganizationId, u32> = HashMap::new();
        for organization in served(&world, 12).await {
            *counts.entry(organization).or_default() += 1;
        }
        assert!(all.iter().all(|o| (3..=5).contains(counts.get(o).unwrap_or(&0))), "{counts:?}");
    }

    async fn a_free_crew_is_shared_at_once(t: TestDb) {
        let world = World::new(t, 4);
        organization(&world, "large", 8).await;
        organization(&world, "small", 2).await;
        world.tick().await;
        let mut hands = Vec::new();
        while let Some(hand) = world.take() {
            hands.push(hand.unit.run);
        }
        let first = hands[0];
        assert_eq!(hands.iter().filter(|run| **run == first).count(), 2, "{hands:?}");
    }

    async fn people_go_before_schedules(t: TestDb) {
        let world = World::new(t, 2);
        let ctx = world.organization("one", Product::Vrms).await;
        let (nightly, urgent) = (scan(&ctx, "nightly", &hosts_of(4)).await, scan(&ctx, "urgent", "127.0.0.1").await);
        let scheduled = by_schedule(&world, &ctx, nightly.id).await;
        world.tick().await;
        let first = world.take().unwrap();
        assert_eq!((first.unit.run, first.unit.lane), (scheduled.id, Lane::Scheduled));
        world.advance(1);
        let run = runs::start(&ctx, urgent.id).await.unwrap();
        world.complete(first, [up()]).await;
        world.tick().await;
        let next = world.take().unwrap();
        assert_eq!((next.unit.run, next.unit.lane), (run.id, Lane::User));
    }
}

/// Starts a run as a schedule does.
async fn by_schedule(world: &World, ctx: &Ctx, scan: model::ScanId) -> Run {
    use app::schedules::{self, NewSchedule, Timing};
    let first_time = world.services.env.now().plus_seconds(3600).iso_millis();
    let first_time = first_time.replace('T', " ").chars().take(19).collect();
    let timing = Timing { first_time, ..Timing::default() };
    let new = NewSchedule { name: "nightly".into(), timing, ..NewSchedule::default() };
    let schedule = schedules::create(ctx, new).await.unwrap();
    let change = app::scans::ScanChange {
        schedule_id: app::Change::Set(schedule.id),
        ..app::scans::ScanChange::default()
    };
    app::scans::update(ctx, scan, change).await.unwrap();
    world.advance(3600);
    assert_eq!(schedules::fire_due(&world.services, world.services.env.now()).await.unwrap().started, 1);
    let run = runs::list(ctx, scan, &app::ListQuery::default()).await.unwrap().items.remove(0);
    assert_eq!(run.trigger, Trigger::Schedule);
    run
}
