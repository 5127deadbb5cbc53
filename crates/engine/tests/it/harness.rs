//! Builds units, runs them and says what they found.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use engine::Engine;
use model::definition::Effect;
use model::finding::Observation;
use model::host::Port;
use model::plan::RunPlan;
use model::profile::{CheckSelection, Discovery, Intensity, ScanProfile};
use model::scope::{Scope, private_ranges};
use model::service::Service;
use model::unit::{Lane, NetworkUnit, UnitEvent, UnitMessage, UnitOutcome, UnitWork, WorkUnit};
use model::{Env, Timestamp};
use net::{CancellationToken, Governor, Resolver};

/// Everything on, short time-outs.
pub(crate) fn profile() -> ScanProfile {
    ScanProfile {
        id: "test".into(),
        name: "Test".into(),
        version: 1,
        description: String::new(),
        rationale: String::new(),
        products: vec![],
        default_for: vec![],
        mandatory_for: vec![],
        port_list: "top100".into(),
        discovery: Discovery::AssumeUp,
        checks: CheckSelection::AllExcept(vec![]),
        effect_ceiling: Effect::Safe,
        version_checks: true,
        detect_services: true,
        inspect_tls: true,
        intensity: Intensity {
            parallel_hosts: 2,
            parallel_connections: 64,
            parallel_checks: 3,
            connections_per_second: 0,
            connect_timeout_ms: 1000,
            read_timeout_ms: 300,
            retries: 0,
        },
        web: None,
    }
}

/// A unit over `hosts` and `ports` (in the forms of targets and port lists).
pub(crate) fn unit(hosts: &str, ports: &str, profile: ScanProfile) -> WorkUnit {
    let (env, _) = Env::fake(Timestamp::from_micros(0), 7);
    let hosts: model::hosts::HostList = hosts.parse().expect("a host list");
    let scope =
        Scope { include: hosts.clone(), exclude: "127.9.9.9".parse().unwrap(), allowed: private_ranges() };
    let ports = ports.parse().expect("a port list");
    let plan = RunPlan { target_name: "t".into(), scope, profile, ports, max_hosts: None, web: None };
    let work = UnitWork::Network(NetworkUnit { hosts });
    WorkUnit {
        id: env.id(),
        run: env.id(),
        epoch: 1,
        lane: Lane::User,
        plan,
        work,
        checkpoint: None,
        parts: Default::default(),
        secrets: Default::default(),
    }
}

/// An engine that reports a checkpoint after every step and knows the name `named.test` as 127.0.0.1.
pub(crate) fn engine() -> Engine {
    engine_with_seed(7)
}

/// The same with other random numbers.
pub(crate) fn engine_with_seed(seed: u64) -> Engine {
    let (env, _) = Env::fake(Timestamp::from_micros(1_780_000_000_000_000), seed);
    let names = [("named.test".to_owned(), vec![IpAddr::from([127, 0, 0, 1])])];
    Engine::new(env, Governor::new(512), Resolver::fixed(names)).checkpoint_spacing(Duration::ZERO)
}

/// All messages of a unit; `stop_after` cancels it when so many have been sent.
pub(crate) async fn run(unit: WorkUnit, stop_after: Option<usize>) -> Story {
    run_with(engine(), unit, stop_after).await
}

/// As [`run`], with an engine of the caller's.
pub(crate) async fn run_with(engine: Engine, unit: WorkUnit, stop_after: Option<usize>) -> Story {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let stop = CancellationToken::new();
    let sink: engine::Sink = {
        let (sent, stop) = (sent.clone(), stop.clone());
        Box::new(move |message: UnitMessage, _| {
            let mut sent = sent.lock().unwrap();
            sent.push(message);
            if Some(sent.len()) == stop_after {
                stop.cancel();
            }
            Box::pin(std::future::ready(Ok(())))
        })
    };
    let epoch = unit.epoch;
    engine.run(unit, sink, stop).await;
    let messages = std::mem::take(&mut *sent.lock().unwrap());
    let story = Story { messages };
    story.assert_sound(epoch);
    story
}

/// The unit given out again with a checkpoint.
pub(crate) fn again(unit: &WorkUnit, checkpoint: Option<serde_json::Value>) -> WorkUnit {
    WorkUnit { epoch: unit.epoch + 1, checkpoint, ..unit.clone() }
}

/// What a unit told.
pub(crate) struct Story {
    pub(crate) messages: Vec<UnitMessage>,
}

impl Story {
    pub(crate) fn events(&self) -> impl Iterator<Item = &UnitEvent> {
        self.messages.iter().map(|m| &m.event)
    }

    /// What must hold for every story: numbered without a gap, `Finished` once and last, progress never back.
    #[track_caller]
    fn assert_sound(&self, epoch: u32) {
        assert!(self.messages.iter().all(|m| m.epoch == epoch));
        let numbers: Vec<u64> = self.messages.iter().map(|m| m.sequence).collect();
        assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<_>>());
        let finished = self.events().filter(|e| matches!(e, UnitEvent::Finished(_))).count();
        assert_eq!(finished, 1);
        let progress = self.progress();
        assert!(progress.is_sorted_by(|a, b| a < b), "{progress:?}");
        match self.outcome() {
            UnitOutcome::Completed => assert_eq!(progress.last(), Some(&1000)),
            _ => assert_ne!(progress.last(), Some(&1000)),
        }
    }

    pub(crate) fn outcome(&self) -> &UnitOutcome {
        match self.events().last() {
            Some(UnitEvent::Finished(outcome)) => outcome,
            other => panic!("the last event is {other:?}"),
        }
    }

    pub(crate) fn progress(&self) -> Vec<u16> {
        let permille = |e: &UnitEvent| match e {
            UnitEvent::Progress { permille } => Some(*permille),
            _ => None,
        };
        self.events().filter_map(permille).collect()
    }

    pub(crate) fn service(&self, port: u16) -> &Service {
        let found = self.events().find_map(|e| match e {
            UnitEvent::ServiceFound { port: p, service, .. } if p.number == port => Some(service),
            _ => None,
        });
        found.expect("a service on that port")
    }

    pub(crate) fn observed(&self) -> Vec<&Observation> {
        let mut found = Vec::new();
        for event in self.events() {
            if let UnitEvent::Observed(observation) = event {
                found.push(observation.as_ref());
            }
        }
        found
    }

    /// The words seen at a port, sorted.
    pub(crate) fn words(&self, port: u16) -> Vec<&str> {
        let mut words: Vec<_> = self
            .observed()
            .into_iter()
            .filter(|o| o.port == Some(Port::tcp(port)))
            .map(|o| o.check.as_str())
            .collect();
        words.sort_unstable();
        words
    }

    /// The words covered at a port.
    pub(crate) fn covered(&self, port: u16) -> BTreeSet<&str> {
        let checks = self.events().filter_map(|e| match e {
            UnitEvent::Covered { port: Some(p), checks, .. } if p.number == port => Some(checks),
            _ => None,
        });
        checks.flatten().map(String::as_str).collect()
    }

    /// The words missed at a port, each with its reason.
    pub(crate) fn missed(&self, port: u16) -> Vec<(&str, &str)> {
        let mut out = Vec::new();
        for event in self.events() {
            if let UnitEvent::NotCovered { port: Some(p), checks, reason, .. } = event
                && p.number == port
            {
                out.extend(checks.iter().map(|c| (c.as_str(), reason.as_str())));
            }
        }
        out
    }

    /// Hosts left out, with the reason.
    pub(crate) fn skipped(&self) -> Vec<(&str, &str)> {
        let skipped = self.events().filter_map(|e| match e {
            UnitEvent::HostSkipped { host, reason } => Some((host.as_str(), reason.as_str())),
            _ => None,
        });
        skipped.collect()
    }

    /// The last checkpoint.
    pub(crate) fn checkpoint(&self) -> Option<serde_json::Value> {
        let checkpoints = self.events().filter_map(|e| match e {
            UnitEvent::Checkpoint(value) => Some(value.clone()),
            _ => None,
        });
        checkpoints.last()
    }
}

/// What messages say about the target, whatever their order and number.
pub(crate) fn facts<'a>(messages: impl IntoIterator<Item = &'a UnitMessage>) -> BTreeSet<String> {
    let facts = messages.into_iter().map(|m| &m.event).filter(|e| {
        !matches!(e, UnitEvent::Progress { .. } | UnitEvent::Checkpoint(_) | UnitEvent::Finished(_))
    });
    facts.map(|e| serde_json::to_string(e).unwrap()).collect()
}
