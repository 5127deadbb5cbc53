//! One UDP question and its answer.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use model::host::Host;
use tokio::net::UdpSocket;
use tokio::time::timeout;

use crate::error::NetError;
use crate::unit::Net;

/// The largest datagram taken.
const MOST: usize = 65_535;
/// Wait before the question is sent again; it doubles each time, up to the read time-out. One second is where
/// retransmission starts that knows nothing about the way (RFC 6298, section 2).
const FIRST_WAIT: Duration = Duration::from_secs(1);

impl Net {
    /// Sends one datagram and gives the first datagram that the same address and port send back. A silent port is asked
    /// again as often as the profile says, each time with more patience; an answer to an earlier question counts too.
    ///
    /// # Errors
    /// `OutOfScope` before any packet; `Refused` if the host says that the port is closed; `TimedOut`, `Unreachable`,
    /// `Stopped`, `Io`.
    pub async fn udp_exchange(&self, host: &Host, port: u16, question: &[u8]) -> Result<Vec<u8>, NetError> {
        self.guard(host)?;
        let _permit = self.permit(host).await?;
        self.until_stopped(self.ask(SocketAddr::new(host.address, port), question)).await
    }

    async fn ask(&self, to: SocketAddr, question: &[u8]) -> Result<Vec<u8>, NetError> {
        let any: IpAddr =
            if to.is_ipv4() { Ipv4Addr::UNSPECIFIED.into() } else { Ipv6Addr::UNSPECIFIED.into() };
        #[expect(clippy::disallowed_methods, reason = "the one place that opens UDP sockets to targets")]
        let socket = UdpSocket::bind(SocketAddr::new(any, 0)).await?;
        // Connected: datagrams of others are dropped by the kernel, and a closed port is told.
        socket.connect(to).await?;
        // On the own machine the source port can be the port that is asked: the socket would answer itself.
        if socket.local_addr()? == socket.peer_addr()? {
            return Err(NetError::Refused);
        }
        let mut buf = vec![0; MOST];
        let mut wait = FIRST_WAIT;
        for _ in 0..=self.retries() {
            socket.send(question).await?;
            if let Ok(received) = timeout(wait.min(self.limits().read_timeout), socket.recv(&mut buf)).await {
                buf.truncate(received?);
                return Ok(buf);
            }
            wait *= 2;
        }
        Err(NetError::TimedOut)
    }
}
