//! One work unit's access to the network.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use model::host::Host;
use model::hosts::host_name;
use model::scope::{OutOfScope, Scope};
use tokio_util::sync::CancellationToken;

use crate::error::NetError;
use crate::governor::{Caps, Gate, Governor, Permit};
use crate::limits::Limits;
use crate::resolve::Resolver;
use crate::tls::TlsConfigs;

/// What a unit's network access is made of.
#[derive(Debug, Clone)]
pub struct NetOptions {
    /// The fence.
    pub scope: Scope,
    /// Bounds of each conversation.
    pub limits: Limits,
    /// What the unit's profile allows against one host.
    pub caps: Caps,
    /// How often a silent port is asked again.
    pub retries: u8,
    /// Shared by all units of the process.
    pub governor: Governor,
    /// Ends everything at once.
    pub stop: CancellationToken,
    /// Finds addresses.
    pub resolver: Resolver,
}

impl NetOptions {
    /// Access within `scope` with default bounds, a governor and a stop of its own, and no DNS: for tests and single
    /// probes. Units of a process fill in what they share.
    pub fn new(scope: Scope) -> Self {
        Self {
            scope,
            limits: Limits::default(),
            caps: Caps { parallel: 256, per_second: 0 },
            retries: 1,
            governor: Governor::new(1024),
            stop: CancellationToken::new(),
            resolver: Resolver::fixed([]),
        }
    }
}

/// One unit's access to the network. Cheap to clone; clones share the pinned names, the stop and the permits.
#[derive(Clone)]
pub struct Net {
    inner: Arc<Inner>,
}

struct Inner {
    options: NetOptions,
    pinned: Mutex<HashMap<String, Vec<IpAddr>>>,
    tls: TlsConfigs,
}

impl Net {
    /// The access that `options` describe.
    pub fn new(options: NetOptions) -> Self {
        Self { inner: Arc::new(Inner { options, pinned: Mutex::default(), tls: TlsConfigs::new() }) }
    }

    /// The bounds.
    pub fn limits(&self) -> &Limits {
        &self.inner.options.limits
    }

    /// The token that ends everything.
    pub fn stop(&self) -> &CancellationToken {
        &self.inner.options.stop
    }

    /// The in-scope hosts behind an address or name. A name's addresses are pinned for the life of this `Net`: a later
    /// answer of the DNS cannot move the scan elsewhere.
    ///
    /// # Errors
    /// `OutOfScope` if no address is permitted, `Unresolved` if there is none, `Stopped`.
    pub async fn resolve(&self, text: &str) -> Result<Vec<Host>, NetError> {
        if let Ok(address) = text.parse::<IpAddr>() {
            let host = Host::from_address(address.to_canonical());
            return self.guard(&host).map(|()| vec![host]);
        }
        let Some(name) = host_name(text) else {
            let name = text.chars().take(253).collect();
            return Err(NetError::Unresolved { name, reason: "not a host name".to_owned() });
        };
        let addresses = match self.pinned(&name) {
            Some(addresses) => addresses,
            None => {
                let found = self.until_stopped(self.inner.options.resolver.addresses(&name)).await?;
                let mut pinned = self.inner.pinned.lock().unwrap_or_else(PoisonError::into_inner);
                pinned.entry(name.clone()).or_insert(found).clone()
            }
        };
        let mut hosts = Vec::new();
        let mut refusal = OutOfScope::NotTargeted;
        for address in addresses {
            match self.inner.options.scope.permits(address, Some(&name)) {
                Ok(()) => hosts.push(Host { address, name: Some(name.clone()) }),
                Err(why) => refusal = why,
            }
        }
        if hosts.is_empty() { Err(NetError::OutOfScope(refusal)) } else { Ok(hosts) }
    }

    /// Whether a probe may go to `host`. Every function that opens a socket asks this first.
    ///
    /// # Errors
    /// `OutOfScope`.
    pub fn guard(&self, host: &Host) -> Result<(), NetError> {
        let address = host.address.to_canonical();
        let name = host.name.as_deref();
        let moved = name.and_then(|n| self.pinned(n)).is_some_and(|ips| !ips.contains(&address));
        let via = if moved { None } else { name };
        self.inner.options.scope.permits(address, via).map_err(NetError::OutOfScope)
    }

    /// Waits for the governor's permit for one connection to `host`.
    pub(crate) async fn permit(&self, host: &Host) -> Result<Permit, NetError> {
        let gate = self.gate(host);
        let waiting = self.inner.options.governor.acquire(&gate, self.caps());
        self.until_stopped(async { Ok(waiting.await) }).await
    }

    /// Waits for the turn of one more request on an open connection to `host`, as a new connection would.
    pub(crate) async fn pace(&self, host: &Host) -> Result<(), NetError> {
        let wait = self.gate(host).reserve(self.caps());
        let sleeping = tokio::time::sleep(wait);
        self.until_stopped(async {
            sleeping.await;
            Ok(())
        })
        .await
    }

    /// A permit if there is room right now.
    pub(crate) fn try_permit(&self, gate: &Arc<Gate>) -> Option<Permit> {
        self.inner.options.governor.try_acquire(gate, self.caps())
    }

    pub(crate) fn gate(&self, host: &Host) -> Arc<Gate> {
        self.inner.options.governor.gate(host.address.to_canonical())
    }

    pub(crate) fn caps(&self) -> Caps {
        self.inner.options.caps
    }

    pub(crate) fn retries(&self) -> u8 {
        self.inner.options.retries
    }

    pub(crate) fn tls(&self) -> &TlsConfigs {
        &self.inner.tls
    }

    /// Runs `work` until it ends or the unit is stopped.
    pub(crate) async fn until_stopped<T>(
        &self,
        work: impl Future<Output = Result<T, NetError>>,
    ) -> Result<T, NetError> {
        tokio::select! {
            biased;
            () = self.stop().cancelled() => Err(NetError::Stopped),
            done = work => done,
        }
    }

    fn pinned(&self, name: &str) -> Option<Vec<IpAddr>> {
        let pinned = self.inner.pinned.lock().unwrap_or_else(PoisonError::into_inner);
        pinned.get(name).cloned()
    }
}

impl std::fmt::Debug for Net {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Net")
    }
}
