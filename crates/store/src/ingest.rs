//! What workers report comes in: applied once, in order, in one transaction with the findings that go with it.
//!
//! ```text
//! let fresh = ingest::fence(tx, now, &messages)?;        // the messages that count
//! ingest::apply(tx, env, &run, fresh)?;                  // hosts, services, coverage, log, checkpoint, progress
//! findings::record(tx, env, &run, &sightings(fresh))?;   // observations, which need their definitions
//! tx.commit()
//! ```

mod pieces;
mod web;

use std::collections::{BTreeMap, BTreeSet};

use model::host::Port;
use model::unit::{UnitEvent, UnitMessage, UnitOutcome};
use model::{Env, Timestamp};

use crate::bulk::Bulk;
use crate::coverage;
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::findings::RunRef;
use crate::row::json;
use crate::units;
use crate::value::{Kind, Val};
pub use web::{last_seen, parts};

/// The messages of a batch (of one unit, in order) that were not applied before, after moving the unit's fence past
/// them. Empty when the hand-out is over or messages are missing in between: the sender starts anew.
///
/// # Errors
/// [`DbError`]
pub async fn fence<'m>(
    tx: &mut Tx,
    now: Timestamp,
    messages: &'m [UnitMessage],
) -> Result<&'m [UnitMessage], DbError> {
    let Some(first) = messages.first() else { return Ok(&[]) };
    let Some(unit) = units::by_id(tx, first.unit).await? else { return Ok(&[]) };
    let start = messages.partition_point(|m| m.sequence <= unit.last_sequence);
    let fresh = messages.get(start..).unwrap_or_default();
    let ours = |m: &UnitMessage| m.unit == first.unit && m.run == unit.run && m.epoch == unit.epoch;
    let in_order =
        fresh.iter().zip(unit.last_sequence + 1..).take_while(|(m, n)| ours(m) && m.sequence == *n).count();
    let fresh = fresh.get(..in_order).unwrap_or_default();
    // Nothing follows the last word of a hand-out, however messages are cut into batches.
    let end = fresh.iter().position(|m| matches!(m.event, UnitEvent::Finished(_)));
    let fresh = fresh.get(..end.map_or(fresh.len(), |at| at + 1)).unwrap_or_default();
    let Some(last) = fresh.last() else { return Ok(&[]) };
    let passed =
        units::pass_fence(tx, unit.id, unit.epoch, (unit.last_sequence + 1, last.sequence), now).await?;
    Ok(if passed { fresh } else { &[] })
}

/// What the messages said about the unit itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// How the hand-out ended, if it did.
    pub finished: Option<UnitOutcome>,
    /// How far the unit is now, if it said so, in thousandths.
    pub progress: Option<u16>,
}

const RUN_HOSTS: Bulk = Bulk {
    table: "run_hosts",
    columns: &[("run", Kind::Uuid), ("host", Kind::Text), ("address", Kind::Text), ("reason", Kind::Text)],
    suffix: "ON CONFLICT (run, host) DO UPDATE SET address = excluded.address, reason = excluded.reason",
};

const OPEN_PORTS: Bulk = Bulk {
    table: "run_services",
    columns: &[("run", Kind::Uuid), ("host", Kind::Text), ("protocol", Kind::Text), ("port", Kind::Int)],
    suffix: "ON CONFLICT (run, host, protocol, port) DO NOTHING",
};

const SERVICES: Bulk = Bulk {
    table: "run_services",
    columns: &[
        ("run", Kind::Uuid),
        ("host", Kind::Text),
        ("protocol", Kind::Text),
        ("port", Kind::Int),
        ("service", Kind::Text),
    ],
    suffix: "ON CONFLICT (run, host, protocol, port) DO UPDATE SET service = excluded.service",
};

const RUN_PORTS: Bulk = Bulk {
    table: "run_ports",
    columns: &[
        ("run", Kind::Uuid),
        ("host", Kind::Text),
        ("protocol", Kind::Text),
        ("scanned", Kind::Text),
        ("filtered", Kind::Text),
    ],
    suffix: "ON CONFLICT (run, host, protocol, scanned) DO UPDATE SET filtered = excluded.filtered",
};

const SKIPS: Bulk = Bulk {
    table: "run_skips",
    columns: &[("run", Kind::Uuid), ("host", Kind::Text), ("reason", Kind::Text)],
    suffix: "ON CONFLICT (run, host) DO UPDATE SET reason = excluded.reason",
};

const COVERAGE: Bulk = Bulk {
    table: "coverage",
    columns: &[
        ("run", Kind::Uuid),
        ("host", Kind::Text),
        ("protocol", Kind::Text),
        ("port", Kind::Int),
        ("place", Kind::Text),
        ("words", Kind::Text),
        ("word_count", Kind::Int),
    ],
    suffix: "ON CONFLICT (run, host, protocol, port, place, words) DO NOTHING",
};

const GAPS: Bulk = Bulk {
    table: "coverage_gaps",
    columns: &[
        ("run", Kind::Uuid),
        ("host", Kind::Text),
        ("protocol", Kind::Text),
        ("port", Kind::Int),
        ("place", Kind::Text),
        ("words", Kind::Text),
        ("reason", Kind::Text),
    ],
    suffix: "ON CONFLICT (run, host, protocol, port, place, words) DO UPDATE SET reason = excluded.reason",
};

const LOG: Bulk = Bulk {
    table: "run_log",
    columns: &[
        ("run", Kind::Uuid),
        ("unit", Kind::Uuid),
        ("epoch", Kind::Int),
        ("sequence", Kind::Int),
        ("at", Kind::Int),
        ("level", Kind::Text),
        ("message", Kind::Text),
    ],
    suffix: "ON CONFLICT (run, unit, epoch, sequence) DO NOTHING",
};

/// The longest log line that is kept, in bytes.
const MAX_LINE: usize = 4 * 1024;

type Place = (String, &'static str, i64);

/// Rows by key: of two events about one thing in a batch the later counts.
#[derive(Default)]
struct Batch {
    hosts: BTreeMap<String, (String, String)>,
    /// Hosts whose last word is that they answer: what was skipped before has been made good.
    answering: BTreeSet<String>,
    skips: BTreeMap<String, String>,
    open: BTreeMap<Place, ()>,
    services: BTreeMap<Place, String>,
    ports: BTreeMap<(String, &'static str, String), String>,
    coverage: BTreeMap<(Place, String, String), i64>,
    gaps: BTreeMap<(Place, String, String), String>,
    log: Vec<Vec<Val>>,
    checkpoint: Option<serde_json::Value>,
    web: web::WebBatch,
    applied: Applied,
}

fn place(host: &model::host::Host, port: Option<Port>) -> Place {
    let (protocol, number) = coverage::columns(port);
    (host.label(), protocol, number)
}

/// A place inside a service as a part of a key: an index row of PostgreSQL holds less than 2,704 bytes. Workers keep to it;
/// what is longer covers nothing.
fn within(place: &str) -> String {
    model::evidence::printable(place, model::check::MAX_PLACE)
}

impl Batch {
    fn add(&mut self, message: &UnitMessage, run: &RunRef, now: Timestamp) {
        match &message.event {
            UnitEvent::HostUp { host, reason } => {
                self.skips.remove(&host.label());
                self.answering.insert(host.label());
                self.hosts.insert(host.label(), (host.address.to_string(), reason.clone()));
            }
            UnitEvent::HostSkipped { host, reason } => {
                self.answering.remove(host);
                self.skips.insert(host.clone(), reason.clone());
            }
            UnitEvent::PortsScanned { host, protocol, scanned, open, filtered } => {
                for number in open {
                    self.open.insert(place(host, Some(Port { number: *number, protocol: *protocol })), ());
                }
                for (asked, silent) in pieces::ports(scanned, filtered, *protocol) {
                    self.ports.insert((host.label(), protocol.as_str(), asked), silent);
                }
            }
            UnitEvent::ServiceFound { host, port, service } => {
                self.services.insert(place(host, Some(*port)), json(service));
            }
            UnitEvent::Covered { host, port, place: inside, checks } => {
                for (words, count) in pieces::words(checks) {
                    self.coverage.insert((place(host, *port), within(inside), words), count);
                }
            }
            UnitEvent::NotCovered { host, port, place: inside, checks, reason } => {
                for (words, _) in pieces::words(checks) {
                    self.gaps.insert((place(host, *port), within(inside), words), reason.clone());
                }
            }
            UnitEvent::Progress { permille } => self.applied.progress = Some((*permille).min(1000)),
            UnitEvent::Checkpoint(value) => self.checkpoint = Some(value.clone()),
            UnitEvent::Log { level, message: text } => self.log.push(vec![
                run.run.into(),
                message.unit.into(),
                message.epoch.into(),
                message.sequence.into(),
                now.into(),
                level.as_str().into(),
                model::evidence::printable(text, MAX_LINE).into(),
            ]),
            UnitEvent::Finished(outcome) => self.applied.finished = Some(outcome.clone()),
            // `findings::record` takes these in, with their definitions.
            UnitEvent::Observed(_) => {}
            UnitEvent::Part { .. } | UnitEvent::Endpoints(_) | UnitEvent::Stage(_) | UnitEvent::Stack(_) => {
                self.web.add(message);
            }
        }
    }
}

/// Stores what messages that passed [`fence`] say, except observations. Ending the unit is left to the caller, who
/// knows how often it may be tried again.
///
/// # Errors
/// `ForeignKey` when the run is gone.
pub async fn apply(
    tx: &mut Tx,
    env: &Env,
    run: &RunRef,
    messages: &[UnitMessage],
) -> Result<Applied, DbError> {
    let Some(last) = messages.last() else { return Ok(Applied::default()) };
    let now = env.now();
    let mut batch = Batch::default();
    for message in messages {
        batch.add(message, run, now);
    }
    store_hosts(tx, env, run, &batch).await?;
    store_places(tx, run, &batch).await?;
    LOG.insert(tx, std::mem::take(&mut batch.log)).await?;
    std::mem::take(&mut batch.web).store(tx, run.run, last.unit).await?;
    if let Some(checkpoint) = &batch.checkpoint {
        units::set_checkpoint(tx, last.unit, last.epoch, checkpoint).await?;
    }
    if let Some(permille) = batch.applied.progress {
        units::set_progress(tx, last.unit, last.epoch, permille).await?;
    }
    Ok(batch.applied)
}

async fn store_hosts(tx: &mut Tx, env: &Env, run: &RunRef, batch: &Batch) -> Result<(), DbError> {
    let id = || Val::from(run.run);
    let rows =
        batch.hosts.iter().map(|(h, (address, reason))| vec![id(), h.into(), address.into(), reason.into()]);
    RUN_HOSTS.insert(tx, rows.collect()).await?;
    let now = env.now();
    let rows = batch.hosts.iter().map(|(host, (address, _))| {
        crate::findings::host_row(env, run, (host, address.clone()), now, [0; 5])
    });
    crate::findings::HOSTS.insert(tx, rows.collect()).await?;
    // A host that was skipped in one hand-out and answered in the next is there.
    for host in &batch.answering {
        sql("DELETE FROM run_skips WHERE run = $1 AND host = $2").bind(run.run).bind(host).run(tx).await?;
    }
    let rows = batch.skips.iter().map(|(host, reason)| vec![id(), host.into(), reason.into()]);
    SKIPS.insert(tx, rows.collect()).await?;
    Ok(())
}

async fn store_places(tx: &mut Tx, run: &RunRef, batch: &Batch) -> Result<(), DbError> {
    let at = |(host, protocol, port): &Place| -> Vec<Val> {
        vec![run.run.into(), host.into(), (*protocol).into(), (*port).into()]
    };
    let with = |place: &Place, rest: Vec<Val>| [at(place), rest].concat();
    OPEN_PORTS.insert(tx, batch.open.keys().map(at).collect()).await?;
    let rows = batch.services.iter().map(|(place, service)| with(place, vec![service.into()]));
    SERVICES.insert(tx, rows.collect()).await?;
    let rows = batch.ports.iter().map(|((host, protocol, scanned), filtered)| {
        vec![run.run.into(), host.into(), (*protocol).into(), scanned.into(), filtered.into()]
    });
    RUN_PORTS.insert(tx, rows.collect()).await?;
    let rows = batch
        .coverage
        .iter()
        .map(|((place, inside, words), n)| with(place, vec![inside.into(), words.into(), (*n).into()]));
    COVERAGE.insert(tx, rows.collect()).await?;
    let rows = batch.gaps.iter().map(|((place, inside, words), reason)| {
        with(place, vec![inside.into(), words.into(), reason.into()])
    });
    GAPS.insert(tx, rows.collect()).await?;
    Ok(())
}
