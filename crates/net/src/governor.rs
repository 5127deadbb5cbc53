//! The governor: how much traffic leaves this process, altogether and to each host.
//!
//! One governor is shared by all units. Each unit brings the caps of its own profile; the count of connections, the pace
//! and the adaptive window of a host are common to all units that probe it, so two scans of one host never add up to more
//! than the milder of them allows itself. The window follows congestion control: it halves on a burst of time-outs and
//! grows by one for each round of answers.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use model::profile::Intensity;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// Descriptors left for the database, the API and files.
const RESERVED_DESCRIPTORS: u64 = 128;
/// The most sockets at once, however many descriptors there are: the ephemeral port range of Linux holds 28,232.
const MOST_SOCKETS: u64 = 20_000;
/// Time-outs in a row, without an answer between them, that count as a burst.
const BURST: u32 = 4;
/// The window is halved at most once in this time, so that one burst is punished once.
const HALVE_PAUSE: Duration = Duration::from_millis(500);
/// From this many hosts on idle ones are forgotten.
const SWEEP_ABOVE: usize = 4096;

/// What one unit allows itself against one host.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caps {
    /// Connections at the same time.
    pub parallel: u32,
    /// New connections a second; 0 is unbounded.
    pub per_second: u32,
}

impl From<&Intensity> for Caps {
    fn from(intensity: &Intensity) -> Self {
        Self {
            parallel: u32::from(intensity.parallel_connections.max(1)),
            per_second: intensity.connections_per_second,
        }
    }
}

/// Bounds connections over all units of the process. Cheap to clone; clones share everything.
#[derive(Clone)]
pub struct Governor {
    shared: Arc<Shared>,
}

struct Shared {
    sockets: Arc<Semaphore>,
    gates: Mutex<HashMap<IpAddr, Arc<Gate>>>,
}

impl Governor {
    /// A governor that lets at most `sockets` connections be open at once.
    pub fn new(sockets: usize) -> Self {
        let sockets = Arc::new(Semaphore::new(sockets.clamp(1, Semaphore::MAX_PERMITS)));
        Self { shared: Arc::new(Shared { sockets, gates: Mutex::default() }) }
    }

    /// A governor for this process: raises the soft limit on open descriptors to the hard one and takes what is left
    /// after a reserve for everything that is not a probe.
    pub fn from_system() -> Self {
        let descriptors = rlimit::increase_nofile_limit(MOST_SOCKETS * 2).unwrap_or(1024);
        let sockets = descriptors.saturating_sub(RESERVED_DESCRIPTORS).clamp(16, MOST_SOCKETS);
        Self::new(usize::try_from(sockets).unwrap_or(16))
    }

    /// The gate of a host.
    pub(crate) fn gate(&self, address: IpAddr) -> Arc<Gate> {
        let mut gates = lock(&self.shared.gates);
        if gates.len() > SWEEP_ABOVE {
            gates.retain(|_, gate| Arc::strong_count(gate) > 1);
        }
        gates.entry(address).or_default().clone()
    }

    /// Waits until `gate` and the process have room for one more connection.
    pub(crate) async fn acquire(&self, gate: &Arc<Gate>, caps: Caps) -> Permit {
        let slot = loop {
            let freed = gate.freed.notified();
            match Slot::take(gate, caps) {
                Some(slot) => break slot,
                None => freed.await,
            }
        };
        let socket = self.shared.sockets.clone().acquire_owned().await.ok();
        let wait = gate.reserve(caps);
        if !wait.is_zero() {
            tokio::time::sleep(wait).await;
        }
        Permit { slot, _socket: socket }
    }

    /// A permit if there is room right now; the pace is left to the caller.
    pub(crate) fn try_acquire(&self, gate: &Arc<Gate>, caps: Caps) -> Option<Permit> {
        let slot = Slot::take(gate, caps)?;
        let socket = self.shared.sockets.clone().try_acquire_owned().ok()?;
        Some(Permit { slot, _socket: Some(socket) })
    }
}

impl std::fmt::Debug for Governor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Governor").field("free_sockets", &self.shared.sockets.available_permits()).finish()
    }
}

/// Room for one connection; given back when dropped.
#[derive(Debug)]
pub(crate) struct Permit {
    slot: Slot,
    _socket: Option<OwnedSemaphorePermit>,
}

impl Permit {
    /// The host answered: the window may grow.
    pub(crate) fn answered(&self) {
        self.slot.0.answered();
    }

    /// The host stayed silent: a burst of these halves the window.
    pub(crate) fn timed_out(&self) {
        self.slot.0.timed_out();
    }
}

/// One place in a host's window; freed when dropped, also when a wait after it is cancelled.
#[derive(Debug)]
struct Slot(Arc<Gate>);

impl Slot {
    fn take(gate: &Arc<Gate>, caps: Caps) -> Option<Self> {
        let mut state = lock(&gate.state);
        if f64::from(state.open) + 1.0 > f64::from(caps.parallel).min(state.window) {
            return None;
        }
        state.open += 1;
        Some(Self(gate.clone()))
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        {
            let mut state = lock(&self.0.state);
            state.open = state.open.saturating_sub(1);
        }
        self.0.freed.notify_waiters();
    }
}

/// What all units share about one host.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    state: Mutex<GateState>,
    freed: Notify,
}

#[derive(Debug)]
struct GateState {
    open: u32,
    window: f64,
    silent: u32,
    halved: Option<Instant>,
    next_start: Option<Instant>,
}

impl Default for GateState {
    fn default() -> Self {
        Self { open: 0, window: 4096.0, silent: 0, halved: None, next_start: None }
    }
}

impl Gate {
    /// Books the next start under the pace of `caps` and says how long to wait for it.
    pub(crate) fn reserve(&self, caps: Caps) -> Duration {
        if caps.per_second == 0 {
            return Duration::ZERO;
        }
        let now = Instant::now();
        let mut state = lock(&self.state);
        let at = state.next_start.map_or(now, |next| next.max(now));
        state.next_start = Some(at + Duration::from_secs(1) / caps.per_second);
        at - now
    }

    fn answered(&self) {
        {
            let mut state = lock(&self.state);
            state.silent = 0;
            state.window = (state.window + 1.0 / state.window).min(4096.0);
        }
        self.freed.notify_waiters();
    }

    fn timed_out(&self) {
        let now = Instant::now();
        let mut state = lock(&self.state);
        state.silent += 1;
        let rested = state.halved.is_none_or(|at| now - at >= HALVE_PAUSE);
        if state.silent >= BURST && rested {
            // From what was in use, not from a window that nobody filled.
            state.window = (state.window.min(f64::from(state.open)) / 2.0).max(1.0);
            state.silent = 0;
            state.halved = Some(now);
        }
    }
}

/// The lock; a holder never panics, so a poisoned one is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAPS: Caps = Caps { parallel: 8, per_second: 0 };

    fn fill(governor: &Governor, gate: &Arc<Gate>, caps: Caps) -> Vec<Permit> {
        std::iter::from_fn(|| governor.try_acquire(gate, caps)).take(100).collect()
    }

    #[test]
    fn bounds_each_host_and_the_process() {
        let governor = Governor::new(10);
        let (a, b) = (governor.gate([127, 0, 0, 1].into()), governor.gate([127, 0, 0, 2].into()));
        let held = fill(&governor, &a, CAPS);
        assert_eq!(held.len(), 8);
        assert_eq!(fill(&governor, &a, Caps { parallel: 4, per_second: 0 }).len(), 0, "shared by units");
        assert_eq!(fill(&governor, &b, CAPS).len(), 2, "the process has ten");
        drop(held);
        assert_eq!(fill(&governor, &a, CAPS).len(), 8);
    }

    #[tokio::test(start_paused = true)]
    async fn halves_on_a_burst_and_recovers() {
        let governor = Governor::new(100);
        let gate = governor.gate([127, 0, 0, 1].into());
        let held = fill(&governor, &gate, CAPS);
        for _ in 0..BURST * 2 {
            held[0].timed_out();
        }
        drop(held);
        let held = fill(&governor, &gate, CAPS);
        assert_eq!(held.len(), 4, "one burst is punished once");
        for _ in 0..40 {
            held[0].answered();
        }
        drop(held);
        assert_eq!(fill(&governor, &gate, CAPS).len(), 8);
    }

    #[tokio::test(start_paused = true)]
    async fn paces_starts() {
        let governor = Governor::new(100);
        let gate = governor.gate([127, 0, 0, 1].into());
        let begin = Instant::now();
        for _ in 0..11 {
            governor.acquire(&gate, Caps { parallel: 8, per_second: 10 }).await;
        }
        assert_eq!((Instant::now() - begin).as_millis(), 1000);
    }
}
