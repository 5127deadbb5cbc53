//! Whether a host lives.

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use model::host::Host;
use model::profile::{Discovery, ScanProfile};
use net::{Net, NetError};

/// Ports asked to find out whether a host lives: where servers, desktops, routers and printers most often answer, openly or
/// with a refusal.
const PORTS: &[u16] = &[443, 80, 22, 445, 3389, 21, 25, 53, 8080, 135, 139, 23, 111, 5900, 9100, 8443];

/// What is known about a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Liveness {
    /// It answered, or is taken to be alive.
    Up {
        /// `tcp 22 open`, `tcp 80 refused`, `assumed`.
        reason: String,
    },
    /// Nothing came back.
    Down {
        /// Why it is taken to be down.
        reason: String,
    },
}

/// Finds out whether a host lives: by the profile's word, or by the first TCP answer of any kind.
///
/// # Errors
/// `OutOfScope` before any packet, `Stopped`, or `Io` if this machine could not ask.
pub async fn find_live(net: &Net, host: &Host, profile: &ScanProfile) -> Result<Liveness, NetError> {
    net.guard(host)?;
    if profile.discovery == Discovery::AssumeUp {
        return Ok(Liveness::Up { reason: "assumed".to_owned() });
    }
    let mut asking: FuturesUnordered<_> =
        PORTS.iter().map(|&port| async move { (port, net.connect(host, port).await) }).collect();
    let mut trouble = None;
    let mut unreachable = false;
    while let Some((port, answer)) = asking.next().await {
        match answer {
            Ok(_) => return Ok(Liveness::Up { reason: format!("tcp {port} open") }),
            Err(NetError::Refused | NetError::Closed) => {
                return Ok(Liveness::Up { reason: format!("tcp {port} refused") });
            }
            Err(error @ (NetError::OutOfScope(_) | NetError::Stopped)) => return Err(error),
            Err(NetError::Unreachable) => unreachable = true,
            Err(NetError::TimedOut) => {}
            Err(error) => trouble = Some(error),
        }
    }
    match trouble {
        Some(error) => Err(error),
        None if unreachable => Ok(Liveness::Down { reason: "host is unreachable".to_owned() }),
        None => Ok(Liveness::Down { reason: format!("no answer on {} common ports", PORTS.len()) }),
    }
}
