//! Whether a heartbeat answer over-reads (CVE-2014-0160), asked so that next to nothing can leak.
//!
//! The request claims a few bytes more than it holds. A sound server drops it (RFC 6520 section 4); a weak one returns the
//! few bytes too many, which are counted and thrown away.

use std::time::Duration;

use net::NetError;

use crate::hello::Offer;
use crate::message::Message;
use crate::probe::{Service, shake};
use crate::report::HeartbeatAnswer;
use crate::version::Version;

/// Payload bytes that are sent.
const SENT: usize = 16;
/// Payload bytes that the request claims to hold.
const CLAIMED: usize = 32;
/// How long a drop is waited for.
const WAIT: Duration = Duration::from_secs(2);

/// Asks a service that accepted the heartbeat extension. `suites` are ones that it accepted in `version`.
pub(crate) async fn ask(
    service: Service<'_>,
    version: Version,
    suites: &[u16],
) -> Result<Option<HeartbeatAnswer>, NetError> {
    let mut stream = service.open().await?;
    let offer =
        Offer { version, suites, server_name: service.server_name(), compression: false, heartbeat: true };
    let mut flight = shake(&mut stream, &offer).await?;
    if !flight.messages.iter().any(|m| matches!(m, Message::ServerHello(hello) if hello.heartbeat)) {
        return Ok(None);
    }
    stream.send(&request(version)).await?;
    loop {
        match stream.read_some_within(4096, WAIT).await {
            Ok(bytes) => flight.push(&bytes),
            Err(NetError::Closed | NetError::TimedOut) => return Ok(Some(HeartbeatAnswer::Dropped)),
            Err(error) => return Err(error),
        }
        if let Some(returned) = flight.heartbeats.iter().find_map(|body| returned(body)) {
            return Ok(Some(if returned > SENT {
                HeartbeatAnswer::OverRead { sent: SENT, returned }
            } else {
                HeartbeatAnswer::Dropped
            }));
        }
        if flight.broken || flight.alert.is_some() {
            return Ok(Some(HeartbeatAnswer::Dropped));
        }
    }
}

/// A heartbeat request without padding: type, claimed length, payload.
fn request(version: Version) -> Vec<u8> {
    let mut record = vec![24];
    record.extend_from_slice(&version.wire().to_be_bytes());
    record.extend_from_slice(&[0, 3 + SENT as u8, 1, 0, CLAIMED as u8]);
    record.extend_from_slice(&[b'w'; SENT]);
    record
}

/// Payload bytes of a heartbeat response, if the body is one and holds what it claims.
fn returned(body: &[u8]) -> Option<usize> {
    let [2, high, low, payload @ ..] = body else { return None };
    let claimed = usize::from(u16::from_be_bytes([*high, *low]));
    (payload.len() >= claimed).then_some(claimed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_came_back() {
        assert_eq!(returned(&[2, 0, 2, 9, 9, 0, 0]), Some(2));
        assert_eq!(returned(&[2, 0, 9, 9]), None);
        assert_eq!(returned(&[1, 0, 1, 9]), None);
        assert_eq!(request(Version::Tls12).len(), 5 + 3 + SENT);
    }
}
