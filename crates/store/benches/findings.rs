//! Ingest and lists of findings: `cargo bench -p watchpost-store --bench findings -- [rows] [--sqlite] [--postgres]
//! [--lists]` (200,000 rows without a number; both databases unless one is named; with `--lists` nothing but the lists of as
//! many new findings).
//!
//! Prints, for SQLite and, when `WATCHPOST_BENCH_POSTGRES_URL` names a server, for PostgreSQL: how fast rows go in raw
//! (the same rows into the same tables in bulk, nothing looked up), how fast sightings go in (new ones, and known ones
//! of a second run), the ratio of the two, and how long a page takes for every allowed sort: at the front, at the end, in the
//! middle right after a change and once more, and anywhere; and how long each phase took on the clock of the wall.

#[path = "../tests/it/common.rs"]
mod common;

use std::time::{Duration, Instant};

use store::findings::{self, RunRef, Sighting};
use store::scratch::Scratch;
use store::{Db, DbOptions, ListQuery, Order, Sort};
use testkit::TestDb;

use common::PRODUCT;
use model::host::Port;

/// Sightings of one transaction: about what ingest gathers in a busy second.
const BATCH: usize = 2_000;
/// Targets that the rows are spread over.
const TARGETS: usize = 10;
/// Findings of a page.
const PER_PAGE: u32 = 50;
/// What the 99th percentile of any page is to stay below, in milliseconds.
const LIMIT: f64 = 100.0;
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
struct World {
    t: TestDb,
    runs: Vec<[RunRef; 2]>,
}

async fn world(options: &DbOptions) -> World {
    let db = Db::open(options).await.expect("the database opens");
    store::migrate::migrate(&db).await.expect("the database migrates");
    let t = TestDb::new(db);
    let organization = t.organization("bench").await;
    let mut tx = t.db.write().await.expect("a transaction begins");
    let mut runs = Vec::new();
    for n in 0..TARGETS {
        let first = common::world(&t, &mut tx, organization, &format!("target {n}")).await;
        runs.push([first, common::next_run(&t, &mut tx, first).await]);
    }
    tx.commit().await.expect("the transaction ends");
    World { t, runs }
}

/// One sighting of each check, which all others are made from: thousands of sightings share a definition in life too.
fn patterns(run: &RunRef) -> Vec<Sighting> {
    let make = |check: usize| {
        let tenths = u8::try_from(check % 101).unwrap_or(0);
        common::sighting(run, &format!("check-number-{check}"), "host", Some(1), tenths)
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
    store::maintenance::analyze(&world.t.db).await.expect("statistics are made");
    phase("statistics");
    for (list, columns) in [("", findings::COLUMNS), ("web ", findings::WEB_COLUMNS)] {
        // The index of `changed` is one of the DAST dialect's findings alone, which these are not.
        for column in columns.iter().filter(|c| c.sort && c.name != "changed") {
            for order in [Order::Asc, Order::Desc] {
                for place in Place::ALL {
                    let of =
                        Of { web: !list.is_empty(), sort: Sort { column: column.name.to_owned(), order } };
                    let (p50, p99) = of.times(&world, place, rows).await;
                    let name = format!("{list}{} {order:?} {}", column.name, place.name());
                    println!(
                        "  {name:<32}  p50 {p50:>8.2} ms  p99 {p99:>8.2} ms   {:.2} of the limit",
                        p99 / LIMIT
                    );
                }
            }
        }
    }
    phase("lists");
    world.t.db.close().await;
}

/// Where in a list a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The first page.
    Front,
    /// The last one.
    End,
    /// The middle one, right after findings changed: nothing is known of the way there.
    FirstLook,
    /// The middle one again.
    Middle,
    /// Another one each time.
    Any,
}

impl Place {
    const ALL: [Self; 5] = [Self::Front, Self::End, Self::FirstLook, Self::Middle, Self::Any];

    const fn name(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::End => "end",
            Self::FirstLook => "middle, first",
            Self::Middle => "middle, again",
            Self::Any => "any",
        }
    }

    /// The page of a round; pages of [`Self::Any`] are scattered all over.
    const fn page(self, round: u32, pages: u32) -> u32 {
        match self {
            Self::Front => 1,
            Self::End => pages,
            Self::FirstLook | Self::Middle => pages / 2,
            Self::Any => 1 + round.wrapping_mul(2_654_435_761) % pages,
        }
    }
}

/// A list in an order.
struct Of {
    /// That of the DAST dialect.
    web: bool,
    sort: Sort,
}

impl Of {
    /// The middle and the 99th percentile, in milliseconds. Before pages of any place are timed, each fence was seen once.
    async fn times(&self, world: &World, place: Place, rows: usize) -> (f64, f64) {
        // One of 101 scores only informs, which the DAST dialect does not list.
        let listed = if self.web { rows - rows / 100 } else { rows };
        let pages = u32::try_from(listed / PER_PAGE as usize).unwrap_or(u32::MAX);
        if place == Place::Any {
            self.page(world, pages / 2 + 2).await;
        }
        let mut times = Vec::new();
        // First looks take long; 50 of them leave the second worst as the last percentile.
        for round in 0..if place == Place::FirstLook { 50 } else { 100 } {
            if place == Place::FirstLook {
                change(world).await;
            }
            times.push(self.page(world, place.page(round, pages)).await);
        }
        times.sort_by(f64::total_cmp);
        (times[times.len() / 2], times[times.len() - 2])
    }

    /// How long one page takes, in milliseconds.
    async fn page(&self, world: &World, page: u32) -> f64 {
        let organization = world.runs[0][0].organization;
        let sort = Some(self.sort.clone());
        let query = ListQuery { page, per_page: PER_PAGE, sort, ..ListQuery::default() };
        let started = Instant::now();
        let mut tx = world.t.db.read().await.expect("a transaction begins");
        let rows = if self.web {
            findings::list_web(&mut tx, organization, PRODUCT, &query).await.expect("a page").items.len()
        } else {
            findings::list(&mut tx, organization, PRODUCT, &query).await.expect("a page").items.len()
        };
        assert!(rows > 0);
        drop(tx);
        started.elapsed().as_secs_f64() * 1000.0
    }
}

/// What lists remember is no longer true, as far as they know.
async fn change(world: &World) {
    let run = &world.runs[0][0];
    let mut tx = world.t.db.write().await.expect("a transaction begins");
    findings::mark_fixed(&mut tx, run.organization, run.target, &[], world.t.env.now())
        .await
        .expect("the change is counted");
    tx.commit().await.expect("the transaction ends");
}
