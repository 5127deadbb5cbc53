//! A bounded connection.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Buf, BytesMut};
use model::host::Host;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout, timeout_at};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_util::sync::WaitForCancellationFutureOwned;

use crate::error::NetError;
use crate::governor::Permit;
use crate::tls::{TlsInfo, server_name};
use crate::unit::Net;

/// Bytes asked of the socket at once.
const CHUNK: usize = 16 * 1024;

/// A connection to a target, plain or TLS. The helpers put each wait under the read time-out; everything, the
/// [`AsyncRead`] and [`AsyncWrite`] sides included, ends when the unit is stopped, when the connection is older than
/// `Limits::stream_time`, or when the peer has sent more than `Limits::stream_bytes`.
pub struct Stream {
    io: Io,
    /// Read from the socket, not yet taken.
    buf: BytesMut,
    /// Bytes that may still be read.
    left: usize,
    life: Life,
    host: Host,
    port: u16,
    net: Net,
    permit: Permit,
}

enum Io {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

/// What ends a connection from this side.
struct Life {
    stopped: Pin<Box<WaitForCancellationFutureOwned>>,
    over: Pin<Box<tokio::time::Sleep>>,
}

impl Stream {
    pub(crate) fn plain(socket: TcpStream, permit: Permit, host: Host, port: u16, net: &Net) -> Self {
        let life = Life {
            stopped: Box::pin(net.stop().clone().cancelled_owned()),
            over: Box::pin(tokio::time::sleep(net.limits().stream_time)),
        };
        let left = net.limits().stream_bytes;
        Self { io: Io::Plain(socket), buf: BytesMut::new(), left, life, host, port, net: net.clone(), permit }
    }

    /// The host.
    pub fn host(&self) -> &Host {
        &self.host
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Bytes that may still be read.
    pub(crate) fn left(&self) -> usize {
        self.left
    }

    /// Shakes hands for TLS on a plain connection (after STARTTLS, or right away). Bytes that were read but not taken are
    /// dropped: what came before the handshake is no part of the protected conversation.
    ///
    /// # Errors
    /// `Tls`, `TimedOut`, `Closed`, `Stopped`; `Protocol` if the connection is TLS already.
    pub async fn start_tls(self, alpn: &[&str]) -> Result<Self, NetError> {
        let Self { io, left, life, host, port, net, permit, .. } = self;
        let Io::Plain(socket) = io else { return Err(NetError::Protocol("plain connection")) };
        let connector = TlsConnector::from(net.tls().with_alpn(alpn)?);
        let shaking = connector.connect(server_name(&host), socket);
        let bounded = async {
            match timeout(net.limits().connect_timeout, shaking).await {
                Ok(done) => done.map_err(NetError::from),
                Err(_) => Err(NetError::TimedOut),
            }
        };
        let tls = net.until_stopped(bounded).await?;
        Ok(Self { io: Io::Tls(Box::new(tls)), buf: BytesMut::new(), left, life, host, port, net, permit })
    }

    /// What the TLS handshake settled; `None` on a plain connection.
    pub fn tls_info(&self) -> Option<TlsInfo> {
        let Io::Tls(tls) = &self.io else { return None };
        let (_, session) = tls.get_ref();
        let named = |text: Option<&str>| text.unwrap_or("unknown").to_owned();
        let version = match session.protocol_version() {
            Some(rustls::ProtocolVersion::TLSv1_3) => Some("TLSv1.3"),
            Some(rustls::ProtocolVersion::TLSv1_2) => Some("TLSv1.2"),
            _ => None,
        };
        Some(TlsInfo {
            version: named(version),
            cipher: named(session.negotiated_cipher_suite().and_then(|s| s.suite().as_str())),
            alpn: session.alpn_protocol().map(|p| String::from_utf8_lossy(p).into_owned()),
            certificates: session
                .peer_certificates()
                .map(|chain| chain.iter().take(16).map(|c| c.as_ref().to_vec()).collect())
                .unwrap_or_default(),
        })
    }

    /// Sends all of `bytes`.
    ///
    /// # Errors
    /// `TimedOut`, `Closed`, `Stopped`, `Io`.
    pub async fn send(&mut self, bytes: &[u8]) -> Result<(), NetError> {
        let wait = self.net.limits().read_timeout;
        let writing = async {
            self.write_all(bytes).await?;
            self.flush().await
        };
        match timeout(wait, writing).await {
            Ok(done) => self.settle(done),
            Err(_) => Err(NetError::TimedOut),
        }
    }

    /// The next bytes, at least one and at most `max`.
    ///
    /// # Errors
    /// `Closed` at the end of the stream, `TimedOut`, `TooLarge` when the connection's budget is spent, `Stopped`, `Io`.
    pub async fn read_some(&mut self, max: usize) -> Result<Vec<u8>, NetError> {
        self.read_some_within(max, self.net.limits().read_timeout).await
    }

    /// As [`Stream::read_some`], waiting at most `wait`.
    ///
    /// # Errors
    /// As [`Stream::read_some`].
    pub async fn read_some_within(&mut self, max: usize, wait: Duration) -> Result<Vec<u8>, NetError> {
        if self.buf.is_empty() {
            self.fill(Instant::now() + wait).await?;
        }
        Ok(self.take(max))
    }

    /// Everything up to and including `pattern`; what follows stays for the next read.
    ///
    /// # Errors
    /// `TooLarge` if `pattern` does not come within `max` bytes, else as [`Stream::read_some`].
    pub async fn read_until(&mut self, pattern: &[u8], max: usize) -> Result<Vec<u8>, NetError> {
        let mut searched = 0;
        loop {
            let from = searched.min(self.buf.len());
            let rest = self.buf.get(from..).unwrap_or_default();
            if let Some(at) = find(rest, pattern) {
                let end = from + at + pattern.len();
                return if end > max { Err(NetError::TooLarge) } else { Ok(self.take(end)) };
            }
            if self.buf.len() >= max {
                return Err(NetError::TooLarge);
            }
            searched = self.buf.len().saturating_sub(pattern.len().saturating_sub(1));
            self.fill(self.by()).await?;
        }
    }

    /// Exactly `count` bytes.
    ///
    /// # Errors
    /// As [`Stream::read_some`].
    pub async fn read_count(&mut self, count: usize) -> Result<Vec<u8>, NetError> {
        while self.buf.len() < count {
            self.fill(self.by()).await?;
        }
        Ok(self.take(count))
    }

    /// Everything until the peer ends the stream, at most `max` bytes.
    ///
    /// # Errors
    /// `TooLarge` if there is more, else as [`Stream::read_some`] without `Closed`.
    pub async fn read_to_end(&mut self, max: usize) -> Result<Vec<u8>, NetError> {
        loop {
            if self.buf.len() > max {
                return Err(NetError::TooLarge);
            }
            match self.fill(self.by()).await {
                Ok(()) => {}
                Err(NetError::Closed) => return Ok(self.take(max)),
                Err(error) => return Err(error),
            }
        }
    }

    fn by(&self) -> Instant {
        Instant::now() + self.net.limits().read_timeout
    }

    fn take(&mut self, max: usize) -> Vec<u8> {
        let count = max.min(self.buf.len());
        self.buf.split_to(count).to_vec()
    }

    /// Reads from the socket behind what is already there.
    async fn fill(&mut self, by: Instant) -> Result<(), NetError> {
        let mut held = std::mem::take(&mut self.buf);
        let mut chunk = [0; CHUNK];
        let read = timeout_at(by, self.read(&mut chunk)).await;
        let result = match read {
            Ok(done) => self.settle(done),
            Err(_) => Err(NetError::TimedOut),
        };
        if let Ok(count) = &result {
            held.extend_from_slice(chunk.get(..*count).unwrap_or_default());
        }
        self.buf = held;
        match result? {
            0 => Err(NetError::Closed),
            _ => Ok(()),
        }
    }

    /// Tells apart why an operation failed.
    fn settle<T>(&self, done: io::Result<T>) -> Result<T, NetError> {
        done.map_err(|error| match error.kind() {
            io::ErrorKind::ConnectionAborted if self.net.stop().is_cancelled() => NetError::Stopped,
            io::ErrorKind::FileTooLarge => NetError::TooLarge,
            _ => error.into(),
        })
    }
}

impl Life {
    fn poll(&mut self, cx: &mut Context<'_>) -> io::Result<()> {
        if self.stopped.as_mut().poll(cx).is_ready() {
            // Never `Interrupted`: `write_all` and its like try that again, without end and without giving way.
            return Err(io::Error::new(io::ErrorKind::ConnectionAborted, "stopped"));
        }
        if self.over.as_mut().poll(cx).is_ready() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        Ok(())
    }
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if !this.buf.is_empty() {
            let count = this.buf.len().min(out.remaining());
            out.put_slice(this.buf.get(..count).unwrap_or_default());
            this.buf.advance(count);
            return Poll::Ready(Ok(()));
        }
        this.life.poll(cx)?;
        if this.left == 0 {
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::FileTooLarge, "byte budget is spent")));
        }
        let most = out.remaining().min(this.left);
        let mut part = ReadBuf::new(out.initialize_unfilled_to(most));
        let polled = match &mut this.io {
            Io::Plain(io) => Pin::new(io).poll_read(cx, &mut part),
            Io::Tls(io) => Pin::new(io.as_mut()).poll_read(cx, &mut part),
        };
        let count = part.filled().len();
        this.left -= count;
        out.advance(count);
        polled
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        this.life.poll(cx)?;
        match &mut this.io {
            Io::Plain(io) => Pin::new(io).poll_write(cx, bytes),
            Io::Tls(io) => Pin::new(io.as_mut()).poll_write(cx, bytes),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        this.life.poll(cx)?;
        match &mut this.io {
            Io::Plain(io) => Pin::new(io).poll_flush(cx),
            Io::Tls(io) => Pin::new(io.as_mut()).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.get_mut().io {
            Io::Plain(io) => Pin::new(io).poll_shutdown(cx),
            Io::Tls(io) => Pin::new(io.as_mut()).poll_shutdown(cx),
        }
    }
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Stream({} {})", self.host.label(), self.port)
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    if needle.is_empty() {
        return Some(0);
    }
    haystack.windows(needle.len()).position(|w| w == needle)
}
