//! Makes a SQLite database with many findings for measurements from outside, like those of the web interface:
//! `cargo bench -p watchpost-store --bench fill -- FILE ROWS`. The file must not exist.
//!
//! The organization is called "bench"; it has ten targets, a finished run of each, and 200 kinds of weaknesses on 5,000
//! hosts. Everything goes in as it does in life, counters and statistics included.

#[path = "../tests/it/common.rs"]
#[expect(dead_code, reason = "the file belongs to the tests, which use the rest of it")]
mod common;

use std::path::PathBuf;
use std::process::ExitCode;

use model::host::Port;
use model::run::{Run, RunState};
use store::findings::{self, RunRef, Sighting};
use store::{Db, DbOptions, Tx, runs, scans, targets};
use testkit::TestDb;

/// Sightings of one transaction.
const BATCH: usize = 2_000;
/// Targets that the rows are spread over.
const TARGETS: usize = 10;
/// Kinds of weaknesses.
const CHECKS: usize = 200;
/// Hosts of each target.
const HOSTS: usize = 5_000;

fn main() -> ExitCode {
    // Cargo adds flags of its own.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let [file, rows] = &words[..] else {
        eprintln!("fill: usage: FILE ROWS");
        return ExitCode::FAILURE;
    };
    let (file, Ok(rows)) = (PathBuf::from(file), rows.parse::<usize>()) else {
        eprintln!("fill: read the number of rows: \"{rows}\" is none");
        return ExitCode::FAILURE;
    };
    if file.exists() {
        eprintln!("fill: \"{}\" exists", file.display());
        return ExitCode::FAILURE;
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime starts");
    runtime.block_on(fill(file, rows));
    ExitCode::SUCCESS
}

async fn fill(file: PathBuf, rows: usize) {
    let db = Db::open(&DbOptions::Sqlite(file)).await.expect("the database opens");
    store::migrate::migrate(&db).await.expect("the database migrates");
    let t = TestDb::new(db);
    let organization = t.organization("bench").await;
    for n in 0..TARGETS {
        let mut tx = t.db.write().await.expect("a transaction begins");
        let target = common::target(&t, organization, &format!("target {n}"));
        targets::insert(&mut tx, &target).await.expect("a target goes in");
        let scan = common::scan(&t, organization, target.id, &format!("scan {n}"));
        scans::insert(&mut tx, &scan).await.expect("a scan goes in");
        let run = common::run(&t, organization, scan.id, target.id);
        let of = RunRef { organization, product: run.product, target: target.id, scan: scan.id, run: run.id };
        finished(&t, &mut tx, run).await;
        tx.commit().await.expect("the transaction ends");
        findings_of(&t, &of, rows / TARGETS).await;
    }
    store::maintenance::analyze(&t.db).await.expect("statistics are made");
    t.db.close().await;
}

/// A run that nobody goes on with: a server that opens the file must not scan.
async fn finished(t: &TestDb, tx: &mut Tx, run: Run) {
    let now = Some(t.env.now());
    let run = Run { state: RunState::Completed, progress: 100, started_at: now, finished_at: now, ..run };
    runs::insert(tx, &run).await.expect("a run goes in");
}

async fn findings_of(t: &TestDb, of: &RunRef, rows: usize) {
    let patterns: Vec<Sighting> = (0..CHECKS)
        .map(|check| {
            let tenths = u8::try_from(check % 101).unwrap_or(0);
            common::sighting(of, &format!("check-number-{check}"), "host", Some(1), tenths)
        })
        .collect();
    for from in (0..rows).step_by(BATCH) {
        let batch: Vec<Sighting> = (from..rows.min(from + BATCH)).map(|i| sighting(&patterns, i)).collect();
        t.clock.advance(1_000_000);
        let mut tx = t.db.write().await.expect("a transaction begins");
        findings::record(&mut tx, &t.env, of, &batch).await.expect("sightings go in");
        tx.commit().await.expect("the transaction ends");
    }
}

/// The weakness of number `i`, at a place of its own. Fingerprints are as long and as scattered as real ones.
fn sighting(patterns: &[Sighting], i: usize) -> Sighting {
    let (check, place) = (i % CHECKS, i / CHECKS);
    let mut sighting = patterns[check].clone();
    sighting.observation.host.name = Some(format!("host-{}.bench.test", place % HOSTS));
    sighting.observation.port = Some(Port::tcp(u16::try_from(1 + place / HOSTS).unwrap_or(1)));
    let scattered = (i as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    sighting.fingerprint = format!("{:.3}{scattered:016x}{i:048x}", sighting.fingerprint);
    sighting
}
