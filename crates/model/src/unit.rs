//! Work units, what a worker sends back about them, and how they are controlled.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::finding::Observation;
use crate::host::{Host, Port};
use crate::hosts::HostList;
use crate::id::{RunId, UnitId};
use crate::plan::RunPlan;
use crate::ports::{PortSet, Protocol};
use crate::secret::SecretText;
use crate::service::Service;
use crate::web::{Endpoint, StageStatus};

crate::words! {
    /// Which queue a unit waits in. Runs that a person started overtake scheduled ones.
    Lane { User = "user", Scheduled = "scheduled" }
}

crate::words! {
    /// State of a unit in the control plane.
    UnitState {
        /// Not yet handed out.
        Waiting = "waiting",
        /// With a worker.
        Dispatched = "dispatched",
        /// Done whole.
        Done = "done",
        /// Given up after its last attempt.
        Failed = "failed",
    }
}

/// The smallest part of a run that a worker takes: bounded, idempotent, resumable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkUnit {
    /// Id.
    pub id: UnitId,
    /// The run.
    pub run: RunId,
    /// Raised with every hand-out; events of an older epoch are dropped.
    pub epoch: u32,
    /// Queue.
    pub lane: Lane,
    /// What the whole run does.
    pub plan: RunPlan,
    /// What this unit does.
    pub work: UnitWork,
    /// Where the last hand-out got to, in the engine's own form.
    pub checkpoint: Option<serde_json::Value>,
    /// What the last hand-out kept by name beside the checkpoint, and what the control plane hands along (an uploaded
    /// description of an API).
    pub parts: BTreeMap<String, serde_json::Value>,
    /// Secrets of the target by place (see `WebTarget::take_secrets`); they are put in at the hand-out and rest nowhere.
    pub secrets: BTreeMap<String, SecretText>,
}

/// What a unit does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitWork {
    /// Scan hosts of a network target.
    Network(NetworkUnit),
    /// Crawl and test the web application or API of the plan.
    Web,
}

/// A slice of a network target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NetworkUnit {
    /// The hosts of this unit.
    pub hosts: HostList,
}

/// One message of a worker. Ingest applies (unit, epoch, sequence) at most once and in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitMessage {
    /// The unit.
    pub unit: UnitId,
    /// Its run.
    pub run: RunId,
    /// The hand-out that speaks.
    pub epoch: u32,
    /// Counts from 1 within the epoch.
    pub sequence: u64,
    /// What happened.
    pub event: UnitEvent,
}

/// What a worker tells about a unit. Every event is idempotent: a repeated host, service, observation or coverage
/// entry of the same run replaces the earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitEvent {
    /// A host answered.
    HostUp {
        /// The host.
        host: Host,
        /// How it is known: `tcp 22 open`, `tcp 80 refused`, `assumed`.
        reason: String,
    },
    /// A host did not answer, a name did not resolve, or the host is out of scope. Not proof that a finding is gone.
    HostSkipped {
        /// The host's label, as no address may be known.
        host: String,
        /// Why.
        reason: String,
    },
    /// Ports of a host were scanned; those not in `open` are closed or filtered.
    PortsScanned {
        /// The host.
        host: Host,
        /// Protocol.
        protocol: Protocol,
        /// The ports asked.
        scanned: PortSet,
        /// The open ones, ascending.
        open: Vec<u16>,
        /// The ports that never answered, as opposed to refused: not proof that a service is gone.
        filtered: PortSet,
    },
    /// A service was identified (or found not to be identifiable: name `unknown`).
    ServiceFound {
        /// The host.
        host: Host,
        /// The port.
        port: Port,
        /// What listens.
        service: Service,
    },
    /// A weakness was seen.
    Observed(Box<Observation>),
    /// Checks ran to an answer at a place: what they did not observe there is not there.
    Covered {
        /// The host.
        host: Host,
        /// The port; `None` for checks of the host itself.
        port: Option<Port>,
        /// The place inside the service, as observations name it; empty for every place of the service.
        place: String,
        /// Words of the checks that ran.
        checks: Vec<String>,
    },
    /// Checks did not come to an answer at a place.
    NotCovered {
        /// The host.
        host: Host,
        /// The port.
        port: Option<Port>,
        /// The place inside the service; empty for every place of the service.
        place: String,
        /// Words of the checks.
        checks: Vec<String>,
        /// Why: `connection timed out`, `above the effect ceiling` …
        reason: String,
    },
    /// How far the unit is.
    Progress {
        /// Thousandths.
        permille: u16,
    },
    /// Where to go on from after a loss. Everything reported before it need not be done again.
    Checkpoint(serde_json::Value),
    /// Something large that changes rarely and that the next hand-out gets back by its name; it replaces an earlier one.
    Part {
        /// Name, at most 64 characters.
        key: String,
        /// The thing itself.
        value: serde_json::Value,
    },
    /// Addresses that were asked for or not.
    Endpoints(Vec<Endpoint>),
    /// How far a stage of a web run is.
    Stage(StageStatus),
    /// Technologies that the target is built with, by name.
    Stack(Vec<String>),
    /// A line for the run's log.
    Log {
        /// How grave.
        level: LogLevel,
        /// The text.
        message: String,
    },
    /// The last event of a hand-out.
    Finished(UnitOutcome),
}

crate::words! {
    /// Level of a run's log line.
    LogLevel { Info = "info", Warning = "warning", Error = "error" }
}

/// How a hand-out ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitOutcome {
    /// The whole unit is done.
    Completed,
    /// Stopped by control; the last checkpoint says where.
    Stopped,
    /// Went wrong.
    Failed {
        /// Why.
        reason: String,
        /// Whether another attempt makes sense.
        retryable: bool,
    },
}
