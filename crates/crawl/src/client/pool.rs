//! Open connections that wait for their next request.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use model::host::Host;
use net::http::Connection;
use net::{Net, NetError};

use crate::web_url::Origin;

/// The most connections that wait.
const MOST_IDLE: usize = 8;

/// Idle connections. Each holds a place in the governor's window, so none is kept while somebody of this client waits
/// for a place: with a window of one, two origins of one host would otherwise wait for each other for ever.
#[derive(Debug, Default)]
pub(super) struct Pool {
    idle: Mutex<VecDeque<(Host, Origin, Connection)>>,
    waiting: AtomicUsize,
}

impl Pool {
    /// An idle connection to the origin at one of its hosts.
    pub(super) fn take(&self, hosts: &[Host], origin: &Origin) -> Option<(Host, Connection)> {
        let mut idle = self.idle();
        idle.retain(|(_, _, connection)| connection.is_reusable());
        let at = idle.iter().position(|(h, o, _)| hosts.contains(h) && o == origin)?;
        idle.remove(at).map(|(host, _, connection)| (host, connection))
    }

    /// A new connection.
    pub(super) async fn open(&self, net: &Net, host: &Host, origin: &Origin) -> Result<Connection, NetError> {
        let _waiting = Waiting::new(&self.waiting);
        self.idle().clear();
        Connection::open(net, host, origin.port, origin.tls).await
    }

    /// Keeps a connection for its next request, if it can carry one.
    pub(super) fn give(&self, host: &Host, origin: &Origin, connection: Connection) {
        if !connection.is_reusable() || self.waiting.load(Ordering::SeqCst) > 0 {
            return;
        }
        let mut idle = self.idle();
        if idle.len() >= MOST_IDLE {
            idle.pop_front();
        }
        idle.push_back((host.clone(), origin.clone(), connection));
    }

    fn idle(&self) -> MutexGuard<'_, VecDeque<(Host, Origin, Connection)>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts a wait, also when it is cancelled.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
