//! Ingest and lists of findings: `cargo bench -p watchpost-store --bench findings -- [rows] [--sqlite] [--postgres]
//! [--lists]` (200,000 rows without a number; both databases unless one is named; with `--lists` nothing but the lists of as
//! many new findings).
//!
//! Prints, for SQLite and, when `WATCHPOST_BENCH_POSTGRES_URL` names a server, for PostgreSQL: how fast rows go in raw
//! (the same rows into the same tables in bulk, nothing looked up), how fast sightings go in (new ones, and known ones
//! of a second run), the ratio of the two, and how long a page takes for every allowed sort: at the front, at the end, in the
//! middle right after a change and once more, and anywhere; the same for each filter that the web interface offers, with each
//! sort; and how long each phase took on the clock of the wall.

#[path = "../tests/it/common.rs"]
#[expect(dead_code, reason = "the file belongs to the tests, which use the rest of it")]
mod common;
mod lists;

use std::time::{Duration, Instant};

use store::findings::{self, RunRef, Sighting};
use store::scratch::Scratch;
use store::{Db, DbOptions};
use store::{scans, targets};
use testkit::TestDb;

use model::Product;
use model::finding::Confidence;
use model::host::Port;
use model::scan::Scan;
use model::target::Target;

/// Sightings of one transaction: about what ingest gathers in a busy second.
const BATCH: usize = 2_000;
/// Targets that the rows are spread over.
const TARGETS: usize = 10;
/// Kinds of weaknesses.
const CHECKS: usize = 200;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let rows = args.iter().find_map(|a| a.parse().ok()).unwrap_or(200_000_usize);
    let named = |name: &str| args.iter().any(|a| a == name);
    let (sqlite, postgres, lists) = (named("--sqlite"), named("--postgres"), named("--lists"));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime starts");
    runtime.block_on(async {
        if sqlite || !postgres {
            bench_sqlite((rows, lists)).await;
        }
        if postgres || !sqlite {
            bench_postgres((rows, lists), postgres).await;
        }
    });
}

async fn bench_sqlite(what: (usize, bool)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let open = |name: &str| DbOptions::Sqlite(folder.path().join(name));
    bench("SQLite", &open("raw.db"), &open("findings.db"), what).await;
}

async fn bench_postgres(what: (usize, bool), wanted: bool) {
    let Ok(url) = std::env::var("WATCHPOST_BENCH_POSTGRES_URL") else {
        assert!(!wanted, "WATCHPOST_BENCH_POSTGRES_URL names no server");
        return;
    };
    let raw = Scratch::create(&url, "watchpost_bench_raw").await.expect("a database is made");
    let scratch = Scratch::create(&url, "watchpost_bench").await.expect("a database is made");
    bench("PostgreSQL", &raw.options, &scratch.options, what).await;
    for scratch in [raw, scratch] {
        scratch.remove().await.expect("the database is removed");
    }
}

/// A migrated database with two runs of each target.
pub(crate) struct World {
    pub(crate) t: TestDb,
    pub(crate) runs: Vec<[RunRef; 2]>,
}

/// The findings are those of web applications: these have every index and are listed by both dialects.
async fn world(options: &DbOptions) -> World {
    let db = Db::open(options).await.expect("the database opens");
    store::migrate::migrate(&db).await.expect("the database migrates");
    let t = TestDb::new(db);
    let organization = t.organization("bench").await;
    let mut tx = t.db.write().await.expect("a transaction begins");
    let mut runs = Vec::new();
    for n in 0..TARGETS {
        let (product, name) = (Product::Dast, format!("target {n}"));
        let target = Target { product, ..common::target(&t, organization, &name) };
        targets::insert(&mut tx, &target).await.expect("a target goes in");
        let scan = Scan { product, ..common::scan(&t, organization, target.id, &name) };
        scans::insert(&mut tx, &scan).await.expect("a scan goes in");
        let of = RunRef { organization, product, target: target.id, scan: scan.id, run: t.env.id() };
        let first = common::next_run(&t, &mut tx, of).await;
        runs.push([first, common::next_run(&t, &mut tx, first).await]);
    }
    tx.commit().await.expect("the transaction ends");
    World { t, runs }
}

/// One sighting of each check, which all others are made from: thousands of sightings share a definition in life too.
fn patterns(run: &RunRef) -> Vec<Sighting> {
    let make = |check: usize| {
        let tenths = u8::try_from(check % 101).unwrap_or(0);
        let mut sighting = common::sighting(run, &format!("check-number-{check}"), "host", Some(1), tenths);
        sighting.observation.confidence =
            [Confidence::Likely, Confidence::Confirmed][usize::from(check % 50 == 7)];
        sighting
    };
    (0..CHECKS).map(make).collect()
}

/// Each check at each place of 5,000 hosts. Fingerprints are as long and as scattered as real ones.
fn sightings(patterns: &[Sighting], from: usize, n: usize) -> Vec<Sighting> {
    let make = |i: usize| {
        let (check, place) = (i % CHECKS, i / CHECKS);
        let mut sighting = patterns[check].clone();
        sighting.observation.host.name = Some(format!("host-{}.bench.test", place % 5000));
        let port = u16::try_from(1 + place / 5000).unwrap_or(1);
        sighting.observation.port = Some(Port::tcp(port));
        sighting.observation.place = format!("/app/page-{place}/view");
        let scattered = (i as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        sighting.fingerprint = format!("{:.3}{scattered:016x}{i:048x}", sighting.fingerprint);
        sighting
    };
    (from..from + n).map(make).collect()
}

/// Runs `insert` over all sightings; rows a second, the making of the sightings not counted. A batch a second, by the
/// clock that names the rows.
async fn ingest(world: &World, rows: usize, run: usize, raw: bool) -> f64 {
    let each = rows / TARGETS;
    let mut spent = Duration::ZERO;
    for runs in &world.runs {
        let run = runs[run];
        let patterns = patterns(&run);
        for from in (0..each).step_by(BATCH) {
            let batch = sightings(&patterns, from, BATCH.min(each - from));
            let first = i64::try_from(from).unwrap_or(0) + 1;
            world.t.clock.advance(1_000_000);
            let started = Instant::now();
            let mut tx = world.t.db.write().await.expect("a transaction begins");
            if raw {
                findings::insert_unchecked(&mut tx, &world.t.env, &run, &batch, first)
                    .await
                    .expect("rows go in");
            } else {
                findings::record(&mut tx, &world.t.env, &run, &batch).await.expect("sightings go in");
            }
            tx.commit().await.expect("the transaction ends");
            spent += started.elapsed();
        }
    }
    (each * TARGETS) as f64 / spent.as_secs_f64()
}

async fn bench(name: &str, raw: &DbOptions, options: &DbOptions, (rows, only_lists): (usize, bool)) {
    println!("{name}, {rows} findings");
    let mut watch = Instant::now();
    let mut phase = |name: &str| {
        println!("  [{name}: {:.1} s]", watch.elapsed().as_secs_f64());
        watch = Instant::now();
    };
    let mut raw_rate = f64::NAN;
    if !only_lists {
        let raw = world(raw).await;
        raw_rate = ingest(&raw, rows, 0, true).await;
        raw.t.db.close().await;
        println!("  raw bulk insert   {raw_rate:>9.0} rows/s");
        phase("raw");
    }
    let world = world(options).await;
    for (run, name) in ["new", "known"].into_iter().enumerate().take(if only_lists { 1 } else { 2 }) {
        let rate = ingest(&world, rows, run, false).await;
        println!("  {name:<5} sightings   {rate:>9.0} rows/s   {:.2} of raw", rate / raw_rate);
        phase(name);
    }
    lists::decide(&world).await;
    store::maintenance::analyze(&world.t.db).await.expect("statistics are made");
    lists::sorts(&world, rows).await;
    phase("sorts");
    lists::filters(&world).await;
    phase("filters");
    world.t.db.close().await;
}
