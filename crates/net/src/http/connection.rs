//! A connection that carries more than one exchange.

use std::time::Duration;

use model::host::Host;
use tokio::time::Instant;

use crate::error::NetError;
use crate::http::exchange::exchange_kept;
use crate::http::{Request, Response, host_header};
use crate::limits::Limits;
use crate::stream::Stream;
use crate::unit::Net;

/// An open connection is given back after so many exchanges, so that other units get their turn at the host.
const MOST_EXCHANGES: u32 = 64;
/// It is given back too when it is this old.
const OLDEST: Duration = Duration::from_secs(10);

/// A keep-alive connection. Each exchange after the first is booked with the governor like a new connection, so that the
/// pace of a profile holds for requests as well.
#[derive(Debug)]
pub struct Connection {
    stream: Stream,
    tls: bool,
    net: Net,
    opened: Instant,
    exchanges: u32,
    usable: bool,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// As [`Net::connect`] and [`Net::connect_tls`].
    pub async fn open(net: &Net, host: &Host, port: u16, tls: bool) -> Result<Self, NetError> {
        let stream = match tls {
            true => net.connect_tls_alpn(host, port, &["http/1.1"]).await?,
            false => net.connect(host, port).await?,
        };
        Ok(Self { stream, tls, net: net.clone(), opened: Instant::now(), exchanges: 0, usable: true })
    }

    /// Sends `request` and reads the answer. A `Connection` header of the caller is kept; else the connection is asked to
    /// stay open.
    ///
    /// # Errors
    /// As [`crate::http::exchange`]; after an error the connection is not reusable.
    pub async fn exchange(&mut self, request: &Request<'_>, limits: &Limits) -> Result<Response, NetError> {
        let host = self.stream.host().clone();
        let authority = host_header(&host, self.stream.port(), self.tls);
        let given = request.headers.iter().any(|(n, _)| n.eq_ignore_ascii_case("connection"));
        let mut headers = request.headers.to_vec();
        if !given {
            headers.push(("Connection", "keep-alive"));
        }
        let bytes = Request { headers: &headers, ..*request }.to_bytes(&authority);
        if self.exchanges > 0 {
            self.net.pace(&host).await?;
        }
        self.exchanges += 1;
        self.usable = false;
        let (response, kept) = exchange_kept(&mut self.stream, &bytes, limits).await?;
        self.usable = kept;
        Ok(response)
    }

    /// Whether another exchange may go over it.
    pub fn is_reusable(&self) -> bool {
        let limits = self.net.limits();
        let room = self.stream.left() > limits.body_bytes.saturating_add(limits.header_bytes);
        self.usable && room && self.exchanges < MOST_EXCHANGES && self.opened.elapsed() < OLDEST
    }

    /// Whether it has carried an exchange: one that fails now may have met a connection that the server closed meanwhile.
    pub fn is_used(&self) -> bool {
        self.exchanges > 0
    }
}
