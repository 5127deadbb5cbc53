//! Bounds on what one conversation with a target may cost.

use std::time::Duration;

use model::profile::Intensity;

/// The bounds of one connection and of one HTTP exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// For the connection, and again for the TLS handshake.
    pub connect_timeout: Duration,
    /// For each single wait for bytes.
    pub read_timeout: Duration,
    /// For the whole life of a connection: what a slow drip may cost.
    pub stream_time: Duration,
    /// Bytes read from one connection altogether.
    pub stream_bytes: usize,
    /// Bytes of an HTTP status line and headers.
    pub header_bytes: usize,
    /// HTTP header lines.
    pub headers: usize,
    /// Bytes of an HTTP body; a longer one is cut and marked so.
    pub body_bytes: usize,
    /// HTTP redirects followed, on the same host and port only.
    pub redirects: u8,
}

impl Default for Limits {
    /// Five seconds to connect and to read, a minute and 4 MiB for a connection, 64 KiB and 128 lines of headers, 1 MiB of
    /// body, no redirect: far above what an honest service needs to show itself.
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            read_timeout: Duration::from_secs(5),
            stream_time: Duration::from_secs(60),
            stream_bytes: 4 << 20,
            header_bytes: 64 << 10,
            headers: 128,
            body_bytes: 1 << 20,
            redirects: 0,
        }
    }
}

impl Limits {
    /// The default bounds with the time-outs of a profile.
    pub fn from_intensity(intensity: &Intensity) -> Self {
        Self {
            connect_timeout: Duration::from_millis(intensity.connect_timeout_ms.max(1).into()),
            read_timeout: Duration::from_millis(intensity.read_timeout_ms.max(1).into()),
            ..Self::default()
        }
    }
}
