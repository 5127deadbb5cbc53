//! What runs of web applications report beside hosts and services: parts of a unit, stages, addresses, technologies.

use std::collections::BTreeMap;

use model::run::RunState;
use model::unit::{UnitEvent, UnitMessage};
use model::web::{Endpoint, StageStatus, part_seen};
use model::{OrganizationId, RunId, TargetId, UnitId};

use crate::bulk::Bulk;
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::row::json;
use crate::value::{Kind, Val};

const PARTS: Bulk = Bulk {
    table: "unit_parts",
    columns: &[("unit", Kind::Uuid), ("name", Kind::Text), ("value", Kind::Text)],
    suffix: "ON CONFLICT (unit, name) DO UPDATE SET value = excluded.value",
};

const STAGES: Bulk = Bulk {
    table: "run_stages",
    columns: &[
        ("run", Kind::Uuid),
        ("stage", Kind::Text),
        ("state", Kind::Text),
        ("done", Kind::Int),
        ("total", Kind::Int),
        ("warnings", Kind::Text),
    ],
    suffix: "ON CONFLICT (run, stage) DO UPDATE SET state = excluded.state, done = excluded.done, \
             total = excluded.total, warnings = excluded.warnings",
};

const ENDPOINTS: Bulk = Bulk {
    table: "run_endpoints",
    columns: &[
        ("run", Kind::Uuid),
        ("position", Kind::Int),
        ("method", Kind::Text),
        ("url", Kind::Text),
        ("accepted", Kind::Bool),
        ("reason", Kind::Text),
        ("info", Kind::Text),
        ("source", Kind::Text),
        ("status", Kind::Int),
        ("authenticated", Kind::Bool),
        ("request_bytes", Kind::Int),
        ("response_bytes", Kind::Int),
        ("parameters", Kind::Int),
    ],
    suffix: "ON CONFLICT (run, position) DO UPDATE SET method = excluded.method, url = excluded.url, \
             accepted = excluded.accepted, reason = excluded.reason, info = excluded.info, source = excluded.source, \
             status = excluded.status, authenticated = excluded.authenticated, \
             request_bytes = excluded.request_bytes, response_bytes = excluded.response_bytes, \
             parameters = excluded.parameters",
};

/// The longest name of a part, in bytes.
const MAX_KEY: usize = 64;
/// The most addresses of a run that are kept.
const MAX_ENDPOINTS: u32 = 100_000;
/// The most warnings of a stage, and technologies of a run.
const MAX_WARNINGS: usize = 10;
const MAX_STACK: usize = 200;

/// Things by key: of two reports about one thing in a batch the later counts.
#[derive(Default)]
pub(super) struct WebBatch {
    parts: BTreeMap<String, String>,
    stages: BTreeMap<&'static str, StageStatus>,
    endpoints: BTreeMap<u32, Endpoint>,
    stack: Option<Vec<String>>,
}

impl WebBatch {
    pub(super) fn add(&mut self, message: &UnitMessage) {
        match &message.event {
            UnitEvent::Part { key, value } if key.len() <= MAX_KEY => {
                self.parts.insert(key.clone(), json(value));
            }
            UnitEvent::Endpoints(endpoints) => {
                let kept = endpoints.iter().filter(|e| e.position < MAX_ENDPOINTS);
                self.endpoints.extend(kept.map(|e| (e.position, e.clone())));
            }
            UnitEvent::Stage(status) => {
                self.stages.insert(status.stage.as_str(), status.clone());
            }
            UnitEvent::Stack(names) => {
                self.stack = Some(names.iter().take(MAX_STACK).cloned().collect());
            }
            _ => {}
        }
    }

    pub(super) async fn store(self, tx: &mut Tx, run: RunId, unit: UnitId) -> Result<(), DbError> {
        let parts = self.parts.into_iter().map(|(key, value)| vec![unit.into(), key.into(), value.into()]);
        PARTS.insert(tx, parts.collect()).await?;
        let stages = self.stages.into_values().map(|status| stage_row(run, status));
        STAGES.insert(tx, stages.collect()).await?;
        let endpoints = self.endpoints.into_values().map(|endpoint| endpoint_row(run, endpoint));
        ENDPOINTS.insert(tx, endpoints.collect()).await?;
        if let Some(stack) = self.stack {
            sql("UPDATE runs SET stack = $1 WHERE id = $2").bind(json(&stack)).bind(run).run(tx).await?;
        }
        Ok(())
    }
}

fn stage_row(run: RunId, status: StageStatus) -> Vec<Val> {
    let StageStatus { stage, state, done, total, mut warnings } = status;
    warnings.truncate(MAX_WARNINGS);
    let words = (stage.as_str(), state.as_str());
    vec![run.into(), words.0.into(), words.1.into(), done.into(), total.into(), json(&warnings).into()]
}

fn endpoint_row(run: RunId, e: Endpoint) -> Vec<Val> {
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    vec![
        run.into(),
        e.position.into(),
        e.method.into(),
        e.url.into(),
        e.accepted.into(),
        e.reason.into(),
        e.info.into(),
        e.source.into(),
        e.status.map(u32::from).into(),
        e.authenticated.into(),
        count(e.request_bytes).into(),
        count(e.response_bytes).into(),
        e.parameters.into(),
    ]
}

/// What a unit kept by name.
///
/// # Errors
/// [`DbError`]
pub async fn parts(tx: &mut Tx, unit: UnitId) -> Result<BTreeMap<String, serde_json::Value>, DbError> {
    let rows = sql("SELECT name, value FROM unit_parts WHERE unit = $1")
        .bind(unit)
        .all(tx, |row| {
            let row = row.of("unit_parts");
            Ok((row.text("name")?, row.json("value")?))
        })
        .await?;
    Ok(rows.into_iter().collect())
}

/// What the last complete run of a target with a profile saw; see [`part_seen`].
///
/// # Errors
/// [`DbError`]
pub async fn last_seen(
    tx: &mut Tx,
    organization: OrganizationId,
    target: TargetId,
    profile: &str,
) -> Result<Option<serde_json::Value>, DbError> {
    let query = sql("SELECT p.value FROM runs r JOIN units u ON u.run = r.id \
                     JOIN unit_parts p ON p.unit = u.id AND p.name = $1 \
                     WHERE r.organization = $2 AND r.target = $3 AND r.state = $4 \
                     ORDER BY r.finished_at DESC, r.id DESC LIMIT 1");
    let bound = query.bind(part_seen(profile)).bind(organization).bind(target);
    bound.bind(RunState::Completed.as_str()).opt(tx, |row| row.of("unit_parts").json("value")).await
}
