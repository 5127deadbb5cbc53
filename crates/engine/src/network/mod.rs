//! A slice of a network target: names → live hosts → open ports → services → TLS → checks.

mod coverage;
mod host;
mod inspect;

use std::sync::atomic::{AtomicU64, Ordering};

use futures::StreamExt;
use model::host::Host;
use model::unit::{NetworkUnit, UnitEvent, WorkUnit};
use net::{Caps, Limits, Net, NetError, NetOptions};
use tokio_util::sync::CancellationToken;

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
) -> Result<(), Lost> {
    let net = Net::new(NetOptions {
        scope: unit.plan.scope.clone(),
        limits: Limits::from_intensity(&unit.plan.profile.intensity),
        caps: Caps::from(&unit.plan.profile.intensity),
        retries: unit.plan.profile.intensity.retries,
        governor: engine.governor.clone(),
        stop: stop.clone(),
        resolver: engine.resolver.clone(),
    });
    let stage = Stage {
        engine,
        unit,
        net,
        emitter,
        stop,
        selection: Selection::of(&unit.plan.profile),
        total: slice.hosts.count().max(1),
        permille_sum: AtomicU64::new(0),
    };
    let hosts = slice.hosts.addresses().map(|a| Candidate::Address(Host::from_address(a)));
    let names = slice.hosts.names().map(|n| Candidate::Name(n.to_owned()));
    let at_once = at_once(unit);
    let mut results =
        futures::stream::iter(hosts.chain(names)).map(|c| stage.candidate(c)).buffer_unordered(at_once);
    while let Some(result) = results.next().await {
        result?;
        if stop.is_cancelled() {
            return Ok(());
        }
    }
    Ok(())
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

impl Stage<'_> {
    async fn candidate(&self, candidate: Candidate) -> Result<(), Lost> {
        let label = match &candidate {
            Candidate::Address(host) => host.label(),
            Candidate::Name(name) => name.clone(),
        };
        let known = self.emitter.checkpoint().await;
        if self.stop.is_cancelled() {
            return Ok(());
        }
        if !known.done.contains(&label) {
            let resumed = known.hosts.get(&label).map(|p| p.host.clone());
            match self.locate(candidate, resumed).await {
                Ok(host) => self.host(host).await?,
                Err(NetError::Stopped) => return Ok(()),
                Err(error) => self.skip(&label, error.to_string()).await?,
            }
            if self.stop.is_cancelled() {
                return Ok(());
            }
        }
        self.host_progress(0, 1000).await
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
        self.emitter.step(vec![event], |c| c.finish(label)).await
    }

    /// Moves the unit's progress by what one host gained: `from` and `to` in thousandths of that host.
    pub(crate) async fn host_progress(&self, from: u64, to: u64) -> Result<(), Lost> {
        let gained = to.saturating_sub(from);
        let sum = self.permille_sum.fetch_add(gained, Ordering::Relaxed) + gained;
        let permille = u16::try_from(sum / self.total).unwrap_or(1000).min(1000);
        self.emitter.progress(permille).await
    }
}
