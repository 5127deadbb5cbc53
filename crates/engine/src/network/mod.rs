//! A slice of a network target: names → live hosts → open ports → services → TLS → checks.

mod coverage;
mod host;
mod inspect;
mod ports;

use std::sync::atomic::{AtomicU64, Ordering};

use futures::StreamExt;
use futures::future::BoxFuture;
use model::host::{Host, Port};
use model::profile::ScanProfile;
use model::unit::{NetworkUnit, UnitEvent, UnitOutcome, WorkUnit};
use net::{Caps, Limits, Net, NetError, NetOptions};
use tokio_util::sync::CancellationToken;

use crate::checkpoint::{HostProgress, Step};
use crate::emitter::Emitter;
use crate::{Engine, Lost};
use coverage::Selection;

/// What the stages of one unit share.
pub(crate) struct Stage<'a> {
    pub engine: &'a Engine,
    pub unit: &'a WorkUnit,
    pub net: Net,
    pub emitter: &'a Emitter,
    pub stop: &'a CancellationToken,
    pub selection: Selection,
    /// Hosts of the unit, for progress.
    total: u64,
    /// Thousandths of all hosts together that are done.
    permille_sum: AtomicU64,
}

pub(crate) async fn run(
    engine: &Engine,
    unit: &WorkUnit,
    slice: &NetworkUnit,
    emitter: &Emitter,
    stop: &CancellationToken,
) -> Result<UnitOutcome, Lost> {
    let selection = Selection::of(&unit.plan.profile);
    let stage = Stage::new(engine, unit, selection, emitter, stop, slice.hosts.count().max(1));
    let mut candidates: Vec<_> =
        slice.hosts.addresses().map(|a| Candidate::Address(Host::from_address(a))).collect();
    candidates.extend(slice.hosts.names().map(|n| Candidate::Name(n.to_owned())));
    let candidates: Vec<_> = candidates.into_iter().map(|c| stage.candidate(c)).collect();
    let at_once = at_once(unit);
    let mut results = futures::stream::iter(candidates).buffer_unordered(at_once);
    // After a stop too every host is followed to its (then near) end: none is dropped in the middle of a report.
    while let Some(result) = results.next().await {
        result?;
    }
    Ok(if stop.is_cancelled() { UnitOutcome::Stopped } else { UnitOutcome::Completed })
}

/// Looks into one port of one host that is known to be open, with the checks of `profile`.
pub(crate) async fn inspect_one(
    engine: &Engine,
    unit: &WorkUnit,
    profile: &ScanProfile,
    emitter: &Emitter,
    stop: &CancellationToken,
    (host, port): (&Host, Port),
) -> Result<(), Lost> {
    // One host of many: what it moves of the unit's progress is small.
    let stage = Stage::new(engine, unit, Selection::of(profile), emitter, stop, 50);
    let Some(known) = emitter.known(&host.label()).await else { return Ok(()) };
    let mut progress = known.unwrap_or_else(|| HostProgress::new(host.clone()));
    progress.open = Some(vec![port.number]);
    stage.known_ports(&mut progress).await
}

/// Hosts scanned side by side: the profile's number, less where the target limits it.
fn at_once(unit: &WorkUnit) -> usize {
    let profile = usize::from(unit.plan.profile.intensity.parallel_hosts);
    let target = unit.plan.max_hosts.map_or(usize::MAX, |n| n as usize);
    profile.min(target).max(1)
}

enum Candidate {
    Address(Host),
    Name(String),
}

impl<'a> Stage<'a> {
    fn new(
        engine: &'a Engine,
        unit: &'a WorkUnit,
        selection: Selection,
        emitter: &'a Emitter,
        stop: &'a CancellationToken,
        total: u64,
    ) -> Self {
        let intensity = &unit.plan.profile.intensity;
        let net = Net::new(NetOptions {
            scope: unit.plan.scope.clone(),
            limits: Limits::from_intensity(intensity),
            caps: Caps::from(intensity),
            retries: intensity.retries,
            governor: engine.governor.clone(),
            stop: stop.clone(),
            resolver: engine.resolver.clone(),
        });
        Self { engine, unit, net, emitter, stop, selection, total, permille_sum: AtomicU64::new(0) }
    }
}

impl Stage<'_> {
    /// Boxed, as every future that runs side by side with its like: unboxed ones the compiler cannot prove to be `Send`.
    fn candidate(&self, candidate: Candidate) -> BoxFuture<'_, Result<(), Lost>> {
        Box::pin(self.scan_candidate(candidate))
    }

    async fn scan_candidate(&self, candidate: Candidate) -> Result<(), Lost> {
        if self.stop.is_cancelled() {
            return Ok(());
        }
        let label = match &candidate {
            Candidate::Address(host) => host.label(),
            Candidate::Name(name) => name.clone(),
        };
        let mut share = Share::default();
        let Some(known) = self.emitter.known(&label).await else {
            return self.reached(&mut share, 1000).await;
        };
        match self.locate(candidate, known.as_ref().map(|p| p.host.clone())).await {
            Ok(host) => {
                let progress = known.unwrap_or_else(|| HostProgress::new(host));
                self.host(progress, &mut share).await?;
            }
            Err(NetError::Stopped) => return Ok(()),
            Err(error) => self.skip(&label, error.to_string()).await?,
        }
        if self.stop.is_cancelled() {
            return Ok(());
        }
        self.reached(&mut share, 1000).await
    }

    /// The host behind a candidate: resolved, or the one that an earlier hand-out resolved.
    async fn locate(&self, candidate: Candidate, resumed: Option<Host>) -> Result<Host, NetError> {
        match (resumed, candidate) {
            (Some(host), _) => self.net.guard(&host).map(|()| host),
            (None, Candidate::Address(host)) => self.net.guard(&host).map(|()| host),
            // One address stands for the name: the others of a round robin serve the same site.
            (None, Candidate::Name(name)) => {
                self.net.resolve(&name).await?.into_iter().next().ok_or(NetError::Unreachable)
            }
        }
    }

    /// Leaves a host out and says why.
    pub(crate) async fn skip(&self, label: &str, reason: String) -> Result<(), Lost> {
        let event = UnitEvent::HostSkipped { host: label.to_owned(), reason };
        self.emitter.step(vec![event], Step::Done(label.to_owned())).await
    }

    /// Moves the unit's progress: one host has reached `permille` of its own way.
    pub(crate) async fn reached(&self, share: &mut Share, permille: u64) -> Result<(), Lost> {
        let gained = permille.saturating_sub(share.0);
        share.0 += gained;
        let sum = self.permille_sum.fetch_add(gained, Ordering::Relaxed) + gained;
        let permille = u16::try_from(sum / self.total).unwrap_or(1000).min(1000);
        self.emitter.progress(permille).await
    }
}

/// How many thousandths of its way one host has counted so far.
#[derive(Default)]
pub(crate) struct Share(u64);
