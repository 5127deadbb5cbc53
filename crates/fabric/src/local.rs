//! The fabric of one process: two queues and a channel.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};

use model::unit::{Lane, UnitEvent, UnitMessage, UnitOutcome, WorkUnit};
use model::{RunId, UnitId};
use tokio::sync::{Notify, mpsc};
use tokio_util::sync::CancellationToken;

use crate::{Assignment, Delivery, FabricError, Reports};

/// How the in-process fabric is sized.
#[derive(Debug, Clone, Copy)]
pub struct LocalOptions {
    /// Units that may be handed out or wait here at the same time.
    pub window: usize,
    /// Messages that may wait for ingest before workers are held back.
    pub messages: usize,
}

impl LocalOptions {
    /// Sized for so many workers: each has one unit and one more waits for it.
    pub const fn for_workers(workers: usize) -> Self {
        Self { window: workers * 2, messages: 1024 }
    }
}

/// The control plane's side.
#[derive(Clone)]
pub struct Local {
    shared: Arc<Shared>,
    receiver: Arc<tokio::sync::Mutex<mpsc::Receiver<Delivery>>>,
}

/// A worker's side.
#[derive(Clone)]
pub struct LocalWorker {
    shared: Arc<Shared>,
    sender: mpsc::Sender<Delivery>,
}

struct Shared {
    queues: Mutex<Queues>,
    arrived: Notify,
    answered: Notify,
    window: usize,
    closed: CancellationToken,
}

#[derive(Default)]
struct Queues {
    user: VecDeque<WorkUnit>,
    scheduled: VecDeque<WorkUnit>,
    /// Hand-outs in workers' hands, each with its stop token.
    running: HashMap<(UnitId, u32), (RunId, CancellationToken)>,
    /// What is said for units that were stopped while they waited: no worker has to be free for that.
    answers: VecDeque<UnitMessage>,
}

impl Local {
    /// A fabric and the side that its workers use.
    pub fn new(options: LocalOptions) -> (Self, LocalWorker) {
        let (sender, receiver) = mpsc::channel(options.messages.max(1));
        let shared = Arc::new(Shared {
            queues: Mutex::default(),
            arrived: Notify::new(),
            answered: Notify::new(),
            window: options.window.max(1),
            closed: CancellationToken::new(),
        });
        let receiver = Arc::new(tokio::sync::Mutex::new(receiver));
        (Self { shared: shared.clone(), receiver }, LocalWorker { shared, sender })
    }

    pub(crate) fn free(&self) -> usize {
        let queues = self.shared.lock();
        let held = queues.user.len() + queues.scheduled.len() + queues.running.len();
        self.shared.window.saturating_sub(held)
    }

    pub(crate) fn dispatch(&self, unit: WorkUnit) -> Result<(), FabricError> {
        if self.shared.closed.is_cancelled() {
            return Err(FabricError::Closed);
        }
        let mut queues = self.shared.lock();
        match unit.lane {
            Lane::User => queues.user.push_back(unit),
            Lane::Scheduled => queues.scheduled.push_back(unit),
        }
        drop(queues);
        self.shared.arrived.notify_one();
        Ok(())
    }

    pub(crate) fn stop(&self, run: RunId) {
        let mut queues = self.shared.lock();
        for (_, token) in queues.running.values().filter(|(of, _)| *of == run) {
            token.cancel();
        }
        let Queues { user, scheduled, answers, .. } = &mut *queues;
        for queue in [user, scheduled] {
            let (hit, kept) = queue.drain(..).partition::<Vec<_>, _>(|u| u.run == run);
            queue.extend(kept);
            answers.extend(hit.iter().map(stopped));
        }
        drop(queues);
        self.shared.answered.notify_one();
    }

    pub(crate) fn is_queued(&self, unit: UnitId) -> bool {
        let queues = self.shared.lock();
        [&queues.user, &queues.scheduled].into_iter().flatten().any(|u| u.id == unit)
    }

    pub(crate) async fn receive(&self, limit: usize) -> Vec<Delivery> {
        let limit = limit.max(1);
        let mut receiver = self.receiver.lock().await;
        let mut messages = self.answers(limit);
        while messages.is_empty() {
            tokio::select! {
                got = receiver.recv_many(&mut messages, limit) => if got == 0 { break },
                () = self.shared.answered.notified() => messages = self.answers(limit),
            }
        }
        messages
    }

    fn answers(&self, limit: usize) -> Vec<Delivery> {
        let answers = &mut self.shared.lock().answers;
        let count = answers.len().min(limit);
        answers.drain(..count).map(|message| Delivery { message, stored: None }).collect()
    }

    pub(crate) fn close(&self) {
        self.shared.closed.cancel();
        for (_, token) in self.shared.lock().running.values() {
            token.cancel();
        }
    }
}

impl LocalWorker {
    /// The next unit, the user lane first; `None` once the fabric is closed.
    pub async fn next(&self) -> Option<Assignment> {
        loop {
            // Registered before looking, so that a unit that comes in between is not slept through.
            let arrived = self.shared.arrived.notified();
            if self.shared.closed.is_cancelled() {
                return None;
            }
            match self.take() {
                Some(assignment) => return Some(assignment),
                None => tokio::select! {
                    () = arrived => {}
                    () = self.shared.closed.cancelled() => return None,
                },
            }
        }
    }

    /// Gives a unit back when the worker is done with this hand-out of it, however it ended.
    pub fn done(&self, unit: UnitId, epoch: u32) {
        self.shared.lock().running.remove(&(unit, epoch));
    }

    fn take(&self) -> Option<Assignment> {
        let mut queues = self.shared.lock();
        let unit = queues.user.pop_front().or_else(|| queues.scheduled.pop_front())?;
        let stop = self.shared.closed.child_token();
        // Workers of earlier hand-outs were thought to be dead; whatever they still do would be done twice.
        for (_, (_, forgotten)) in queues.running.iter().filter(|((of, _), _)| *of == unit.id) {
            forgotten.cancel();
        }
        queues.running.insert((unit.id, unit.epoch), (unit.run, stop.clone()));
        let more = !(queues.user.is_empty() && queues.scheduled.is_empty());
        drop(queues);
        if more {
            self.shared.arrived.notify_one();
        }
        let reports = Reports { sender: self.sender.clone() };
        Some(Assignment { unit, stop, reports })
    }
}

/// The only word about a unit that was stopped before a worker had it.
fn stopped(unit: &WorkUnit) -> UnitMessage {
    let event = UnitEvent::Finished(UnitOutcome::Stopped);
    UnitMessage { unit: unit.id, run: unit.run, epoch: unit.epoch, sequence: 1, event }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queues> {
        self.queues.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::plan::RunPlan;
    use model::profile::{CheckSelection, Discovery, Intensity, ScanProfile};
    use model::scope::Scope;
    use model::unit::{NetworkUnit, UnitWork};
    use model::{Env, Timestamp};

    fn unit(env: &Env, run: RunId, lane: Lane) -> WorkUnit {
        let intensity = Intensity {
            parallel_hosts: 1,
            parallel_connections: 1,
            parallel_checks: 1,
            connections_per_second: 0,
            connect_timeout_ms: 1,
            read_timeout_ms: 1,
            retries: 0,
        };
        let profile = ScanProfile {
            id: "t".into(),
            name: "t".into(),
            version: 1,
            description: String::new(),
            rationale: String::new(),
            products: vec![],
            default_for: vec![],
            mandatory_for: vec![],
            port_list: "top100".into(),
            discovery: Discovery::Probe,
            checks: CheckSelection::None,
            effect_ceiling: model::definition::Effect::Safe,
            version_checks: false,
            detect_services: false,
            inspect_tls: false,
            intensity,
            web: None,
        };
        let hosts: model::hosts::HostList = "127.0.0.1".parse().unwrap();
        let scope = Scope { include: hosts.clone(), exclude: Default::default(), allowed: vec![] };
        let plan = RunPlan {
            target_name: "t".into(),
            scope,
            profile,
            ports: "1".parse().unwrap(),
            max_hosts: None,
            web: None,
        };
        let work = UnitWork::Network(NetworkUnit { hosts });
        WorkUnit {
            id: env.id(),
            run,
            epoch: 1,
            lane,
            plan,
            work,
            checkpoint: None,
            parts: Default::default(),
            secrets: Default::default(),
        }
    }

    #[tokio::test]
    async fn user_lane_goes_first_and_the_window_counts_everything_handed_out() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 1);
        let (fabric, worker) = Local::new(LocalOptions { window: 3, messages: 8 });
        let (scheduled, user) = (unit(&env, env.id(), Lane::Scheduled), unit(&env, env.id(), Lane::User));
        fabric.dispatch(scheduled.clone()).unwrap();
        fabric.dispatch(user.clone()).unwrap();
        assert_eq!(fabric.free(), 1);
        assert_eq!(worker.next().await.unwrap().unit.id, user.id);
        assert_eq!(worker.next().await.unwrap().unit.id, scheduled.id);
        assert_eq!(fabric.free(), 1, "units in a worker's hands still count");
        worker.done(user.id, user.epoch);
        assert_eq!(fabric.free(), 2);
    }

    #[tokio::test]
    async fn stop_reaches_running_and_waiting_units_of_that_run_only() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 2);
        let (fabric, worker) = Local::new(LocalOptions { window: 8, messages: 8 });
        let (run, other) = (env.id(), env.id());
        let (first, second, third) =
            (unit(&env, run, Lane::User), unit(&env, run, Lane::User), unit(&env, other, Lane::User));
        for u in [&first, &second, &third] {
            fabric.dispatch(u.clone()).unwrap();
        }
        let running = worker.next().await.unwrap();
        fabric.stop(run);
        assert!(running.stop.is_cancelled());
        let next = worker.next().await.unwrap();
        assert_eq!(next.unit.id, third.id);
        assert!(!next.stop.is_cancelled());
        let told = fabric.receive(8).await.remove(0).message;
        assert_eq!((told.unit, told.event), (second.id, UnitEvent::Finished(UnitOutcome::Stopped)));
    }

    #[tokio::test]
    async fn a_second_hand_out_stops_the_first_and_outlives_it() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 4);
        let (fabric, worker) = Local::new(LocalOptions { window: 8, messages: 8 });
        let first = unit(&env, env.id(), Lane::User);
        fabric.dispatch(first.clone()).unwrap();
        assert!(fabric.is_queued(first.id));
        let old = worker.next().await.unwrap();
        assert!(!fabric.is_queued(first.id));
        fabric.dispatch(WorkUnit { epoch: 2, ..first.clone() }).unwrap();
        let new = worker.next().await.unwrap();
        assert!(old.stop.is_cancelled() && !new.stop.is_cancelled());
        worker.done(first.id, 1);
        fabric.stop(first.run);
        assert!(new.stop.is_cancelled(), "a stop still reaches the second");
    }

    #[tokio::test]
    async fn closing_ends_workers_and_refuses_units() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 3);
        let (fabric, worker) = Local::new(LocalOptions::for_workers(1));
        fabric.close();
        assert!(worker.next().await.is_none());
        assert!(fabric.dispatch(unit(&env, env.id(), Lane::User)).is_err());
    }
}
