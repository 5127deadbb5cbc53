//! Many due schedules, several nodes, one of which dies.

use std::collections::HashSet;
use std::sync::Arc;

use app::schedules::fire_due;
use app::settings::Settings;
use app::{Ctx, ListQuery, Services};
use auth::MasterKey;
use model::scan::Scan;
use model::schedule::{
    CatchUp, GapPolicy, OccurrenceOutcome, OverlapPolicy, PeriodUnit, Rule, RunOverlap, Schedule,
};
use model::{Env, Timestamp};

use crate::support::{START, World, target};

const ORGANIZATIONS: usize = 10;

/// A node with connections of its own.
async fn node(world: &World, seed: u64) -> Arc<Services> {
    let db = store::scratch::another(&world.services.db).await.unwrap();
    let (env, _) = Env::fake(world.services.env.now(), seed);
    let master = MasterKey::generate(&env);
    Services::new(db, env, world.services.knowledge.clone(), &master, Settings::default())
}

/// So many schedules, each with a scan, that are all due at one instant.
async fn fill(ctx: &Ctx, n: usize, due: Timestamp) {
    let target = target(ctx, "lab", "127.0.0.1").await;
    let env = ctx.env();
    let mut tx = ctx.services.db.write().await.unwrap();
    for i in 0..n {
        let schedule = Schedule {
            id: env.id(),
            organization: ctx.organization(),
            product: ctx.product(),
            name: format!("s{i}"),
            comment: String::new(),
            first_time: "2027-01-15T09:00:00".into(),
            timezone: "UTC".into(),
            rule: Rule {
                unit: PeriodUnit::Day,
                interval: 1,
                weekday: None,
                week_index: None,
                count: None,
                until: None,
                gap: GapPolicy::ShiftForward,
                overlap: OverlapPolicy::First,
            },
            enabled: true,
            catch_up: CatchUp::Latest,
            overlap_policy: RunOverlap::Skip,
            jitter_seconds: 0,
            next_due: Some(due),
            created_at: START,
            updated_at: START,
        };
        let scan = Scan {
            id: env.id(),
            organization: ctx.organization(),
            product: ctx.product(),
            name: format!("s{i}"),
            comment: String::new(),
            target: target.id,
            profile: "full".into(),
            port_list: None,
            schedule: Some(schedule.id),
            last_run: None,
            created_by: ctx.principal.user_id,
            created_at: START,
            updated_at: START,
        };
        store::schedules::insert(&mut tx, &schedule).await.unwrap();
        store::scans::insert(&mut tx, &scan).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn decided(services: &Services) -> u64 {
    let mut tx = services.db.read().await.unwrap();
    store::occurrences::count(&mut tx).await.unwrap()
}

testkit::db_test!(nodes_fire_every_due_time_once_though_one_dies, |db| {
    // SQLite is for one node; two processes on one file must be right all the same, they need not be many.
    let total: usize = if matches!(db, store::Db::Postgres { .. }) { 10_000 } else { 1_000 };
    let world = World::new(db);
    let due = START.plus_seconds(3600);
    let mut owners = Vec::new();
    for i in 0..ORGANIZATIONS {
        let ctx = world.owner(&format!("organization {i}")).await;
        fill(&ctx, total / ORGANIZATIONS, due).await;
        owners.push(ctx);
    }
    world.advance(3600);
    let now = world.services.env.now();
    let fire = |services: Arc<Services>| tokio::spawn(async move { fire_due(&services, now).await.unwrap() });
    let (one, two) = (node(&world, 91).await, node(&world, 92).await);
    let (one, two) = (fire(one), fire(two));
    // The first node dies in the middle of its work.
    while decided(&world.services).await < total as u64 / 3 {
        tokio::task::yield_now().await;
    }
    one.abort();
    let died = one.await.is_err();
    let fired = two.await.unwrap();
    // It comes again and looks for what is left.
    let again = fire(node(&world, 93).await).await.unwrap();
    assert!(died && fired.started > 0, "{died} {fired:?}");
    assert_eq!(fire_due(&world.services, now).await.unwrap().total(), 0, "{again:?}");

    assert_eq!(decided(&world.services).await, total as u64);
    let (mut scans, mut dues) = (HashSet::new(), HashSet::new());
    for ctx in &owners {
        let mut tx = ctx.services.db.read().await.unwrap();
        for page in 1..=(total / ORGANIZATIONS / 100) {
            let query =
                ListQuery { page: u32::try_from(page).unwrap(), per_page: 100, ..ListQuery::default() };
            let rows =
                store::calendar::ledger(&mut tx, ctx.organization(), ctx.product(), &query).await.unwrap();
            for row in rows.items {
                let row = row.occurrence;
                assert_eq!(
                    (row.outcome, row.due, row.run.is_some()),
                    (OccurrenceOutcome::Started, due, true)
                );
                assert!(scans.insert(row.scan.unwrap()) && dues.insert(row.schedule), "{row:?}");
            }
        }
        let runs = store::runs::list(&mut tx, ctx.organization(), ctx.product(), &ListQuery::default()).await;
        assert_eq!(runs.unwrap().total, (total / ORGANIZATIONS) as u64);
    }
    assert_eq!(scans.len(), total);
});
