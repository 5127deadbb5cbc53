//! Opening a TCP connection to a target.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use model::host::Host;
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

use crate::error::NetError;
use crate::governor::Permit;
use crate::stream::Stream;
use crate::unit::Net;

/// How often a connection is tried again when this machine has no socket to spare.
const EXHAUSTED_TRIES: u32 = 6;

impl Net {
    /// Connects to a TCP port.
    ///
    /// # Errors
    /// `OutOfScope` before any packet; `Refused`, `TimedOut`, `Unreachable`, `Stopped`, `Io`.
    pub async fn connect(&self, host: &Host, port: u16) -> Result<Stream, NetError> {
        self.guard(host)?;
        let permit = self.permit(host).await?;
        let socket = self.until_stopped(self.open(host.address, port, &permit)).await?;
        Ok(Stream::plain(socket, permit, host.clone(), port, self))
    }

    /// Connects to a TCP port and shakes hands for TLS 1.2 or 1.3. Any certificate is accepted; the server name is the
    /// host's name, or none for an address. No application protocol is offered.
    ///
    /// # Errors
    /// As [`Net::connect`], and `Tls` if the handshake fails.
    pub async fn connect_tls(&self, host: &Host, port: u16) -> Result<Stream, NetError> {
        self.connect(host, port).await?.start_tls(&[]).await
    }

    /// As [`Net::connect_tls`], offering the application protocols of `alpn` (`http/1.1`).
    ///
    /// # Errors
    /// As [`Net::connect_tls`].
    pub async fn connect_tls_alpn(&self, host: &Host, port: u16, alpn: &[&str]) -> Result<Stream, NetError> {
        self.connect(host, port).await?.start_tls(alpn).await
    }

    async fn open(&self, address: IpAddr, port: u16, permit: &Permit) -> Result<TcpStream, NetError> {
        let mut pause = Duration::from_millis(20);
        for _ in 0..EXHAUSTED_TRIES {
            match timeout(self.limits().connect_timeout, dial(address, port)).await {
                Err(_) => {
                    permit.timed_out();
                    return Err(NetError::TimedOut);
                }
                Ok(Err(error)) if NetError::is_exhaustion(&error) => {
                    tokio::time::sleep(pause).await;
                    pause *= 2;
                }
                Ok(Err(error)) => {
                    permit.answered();
                    return Err(error.into());
                }
                Ok(Ok(stream)) => {
                    permit.answered();
                    return Ok(stream);
                }
            }
        }
        Err(NetError::Io(io::Error::new(io::ErrorKind::ResourceBusy, "no socket or source port is free")))
    }
}

async fn dial(address: IpAddr, port: u16) -> io::Result<TcpStream> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4()? } else { TcpSocket::new_v6()? };
    let stream = socket.connect(SocketAddr::new(address, port)).await?;
    stream.set_nodelay(true)?;
    // On the own machine a source port can equal the port that is asked, and the socket then meets itself. Nothing
    // listens there.
    if stream.local_addr()? == stream.peer_addr()? {
        return Err(io::ErrorKind::ConnectionRefused.into());
    }
    Ok(stream)
}
