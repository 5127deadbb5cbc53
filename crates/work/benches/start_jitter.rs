//! How late due schedules start: `cargo bench -p watchpost-work -- [schedules]` (1,000 without a number).
//!
//! The real loops of the control plane over a SQLite file, by the machine's clock, without a worker. First the schedules
//! are spread over half a minute, then all are due in one second. Prints how long after its due time each was decided on, p50
//! and p99, and the ratio to the limit. For the burst, how long after it the runs were there for others to see, too: looked
//! at from another connection every few milliseconds, the look counts. And schedules fired a second.

use std::sync::Arc;
use std::time::Duration;

use app::organizations::{self, NewOrganization};
use app::settings::Settings;
use app::targets::NewTarget;
use app::{Ctx, ListQuery, Services};
use auth::MasterKey;
use fabric::{Fabric, Local, LocalOptions};
use knowledge::Knowledge;
use model::scan::Scan;
use model::schedule::{CatchUp, GapPolicy, OverlapPolicy, PeriodUnit, Rule, RunOverlap, Schedule};
use model::{Env, Product, Timestamp};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// The limit of the 99th percentile, in seconds.
const LIMIT: f64 = 1.0;
/// Seconds over which the first round is spread.
const SPREAD: usize = 30;
const MICROS: f64 = 1_000_000.0;

#[tokio::main]
async fn main() {
    let n = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(1_000_usize);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let options = store::DbOptions::Sqlite(folder.path().join("bench.db"));
    let db = store::Db::open(&options).await.expect("the database opens");
    store::migrate::migrate(&db).await.expect("the database migrates");
    let env = Env::system();
    let master = MasterKey::generate(&env);
    let services = Services::new(db, env, Arc::new(Knowledge::builtin()), &master, Settings::default());
    let organization = organizations::create(&services, NewOrganization::local("bench")).await.expect("made");
    let ctx = Ctx::internal(services.clone(), organization.id, Product::Vrms);
    let (local, _worker) = Local::new(LocalOptions { window: 8, messages: 1024 });
    let (mut tasks, stop) = (JoinSet::new(), CancellationToken::new());
    work::spawn(&mut tasks, &services, &Fabric::Local(local), &stop);

    let target = NewTarget { name: "lab".into(), hosts: "127.0.0.1".into(), ..NewTarget::default() };
    let target = app::targets::create(&ctx, target).await.expect("a target is made").id;
    for (name, spread) in [("spread", SPREAD), ("burst", 1)] {
        let first = seconds(services.env.now()) + 5 + i64::try_from(n / 1_000).unwrap_or(0);
        fill(&ctx, target, name, (n, spread), first).await;
        let before = decided(&ctx).await;
        let seen = if spread == 1 { watched(&ctx, (before, n), first).await } else { Vec::new() };
        let late = waited(&ctx, n, first).await;
        report(name, "decided on", &late, spread);
        if spread == 1 {
            report(name, "to be seen", &seen, spread);
            let last = seen.last().map_or(0.0, |last| *last as f64 / MICROS);
            println!("{name}: {:.0} schedules fired a second", n as f64 / last.max(0.001));
        }
    }
    stop.cancel();
    tasks.join_all().await;
}

fn seconds(at: Timestamp) -> i64 {
    at.micros().div_euclid(1_000_000)
}

/// Schedules with a scan each, due from a second on.
async fn fill(ctx: &Ctx, target: model::TargetId, name: &str, (n, spread): (usize, usize), first: i64) {
    let (env, now) = (ctx.env(), ctx.now());
    let mut tx = ctx.services.db.write().await.expect("a transaction begins");
    for i in 0..n {
        let at = first + i64::try_from(i % spread).unwrap_or(0);
        let due = Timestamp::from_micros(at * 1_000_000);
        let schedule = Schedule {
            id: env.id(),
            organization: ctx.principal.organization,
            product: Product::Vrms,
            name: format!("{name} {i}"),
            comment: String::new(),
            first_time: due.to_jiff().strftime("%Y-%m-%dT%H:%M:%S").to_string(),
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
            created_at: now,
            updated_at: now,
        };
        let scan = Scan {
            id: env.id(),
            organization: ctx.principal.organization,
            product: Product::Vrms,
            name: format!("{name} {i}"),
            comment: String::new(),
            target,
            profile: "full".into(),
            port_list: None,
            schedule: Some(schedule.id),
            last_run: None,
            created_by: env.id(),
            created_at: now,
            updated_at: now,
        };
        store::schedules::insert(&mut tx, &schedule).await.expect("a schedule is stored");
        store::scans::insert(&mut tx, &scan).await.expect("a scan is stored");
    }
    tx.commit().await.expect("the transaction ends");
    ctx.services.wake.schedules.notify_one();
}

async fn decided(ctx: &Ctx) -> u64 {
    let mut tx = ctx.services.db.read().await.expect("a transaction begins");
    store::occurrences::count(&mut tx).await.expect("a count")
}

/// Looks at how many are there until all are: how long after `first` each was seen, in microseconds, ascending.
async fn watched(ctx: &Ctx, (before, n): (u64, usize), first: i64) -> Vec<i64> {
    let mut seen = Vec::with_capacity(n);
    while seen.len() < n {
        let there = usize::try_from(decided(ctx).await.saturating_sub(before)).unwrap_or(0);
        let late = ctx.services.env.now().micros() - first * 1_000_000;
        seen.resize(there.min(n), late);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    seen
}

/// Waits until all are decided on; how late each was, in microseconds, ascending.
async fn waited(ctx: &Ctx, n: usize, first: i64) -> Vec<i64> {
    let from = Some(Timestamp::from_micros(first * 1_000_000));
    loop {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let mut late = Vec::new();
        let mut tx = ctx.services.db.read().await.expect("a transaction begins");
        for page in 1.. {
            let query = ListQuery { page, per_page: 1_000, from, ..ListQuery::default() };
            let (organization, product) = (ctx.principal.organization, Product::Vrms);
            let rows =
                store::calendar::ledger(&mut tx, organization, product, &query).await.expect("a page").items;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                let row = row.occurrence;
                assert!(row.run.is_some(), "every due time starts: {row:?}");
                late.push(row.decided_at.micros() - row.due.micros());
            }
        }
        if late.len() >= n {
            late.sort_unstable();
            return late;
        }
    }
}

fn report(name: &str, what: &str, late: &[i64], spread: usize) {
    let quantile =
        |q: usize| late.get(late.len().saturating_sub(1) * q / 100).map_or(0.0, |l| *l as f64 / MICROS);
    let (p50, p99) = (quantile(50), quantile(99));
    let n = late.len();
    println!(
        "{name}: {n} schedules due within {spread} s, {what}: p50 {p50:.3} s, p99 {p99:.3} s late, {:.2} of the limit of {LIMIT} s",
        p99 / LIMIT
    );
}
