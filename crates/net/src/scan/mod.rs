//! The TCP connect scan.

mod order;
mod probe;
mod run;
mod window;

use model::host::Host;

use crate::error::NetError;
use crate::unit::Net;

/// What a scan found; each list ascending.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PortScan {
    /// Accepted the connection.
    pub open: Vec<u16>,
    /// Refused it.
    pub closed: Vec<u16>,
    /// Never answered, or a filter on the way said no.
    pub filtered: Vec<u16>,
}

impl Net {
    /// Asks every port of `ports` with a TCP connection. `on_progress` is told the number of ports done, now and then.
    ///
    /// # Errors
    /// `OutOfScope` before any packet; `Stopped`. Trouble with this machine's sockets slows the scan down and, if it lasts,
    /// is `Io`: a port is never called closed or filtered for it.
    pub async fn scan_ports(
        &self,
        host: &Host,
        ports: &[u16],
        on_progress: impl FnMut(usize) + Send,
    ) -> Result<PortScan, NetError> {
        self.guard(host)?;
        run::scan(self, host, ports, on_progress).await
    }
}
