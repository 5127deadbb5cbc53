//! What can go wrong on the way to a target and back.

use std::io;

use model::scope::OutOfScope;

/// Why a probe did not come to an answer. Addresses and ports are not repeated: the caller knows whom it asked.
#[derive(Debug, thiserror::Error)]
pub enum NetError {
    /// The scope guard forbids the address; no packet left.
    #[error("address is out of scope")]
    OutOfScope(#[source] OutOfScope),
    /// The name has no address.
    #[error("name \"{name}\" does not resolve: {reason}")]
    Unresolved {
        /// The name, cut to 253 characters.
        name: String,
        /// What the resolver said.
        reason: String,
    },
    /// The port refused the connection: something is alive there, but nothing listens.
    #[error("connection refused")]
    Refused,
    /// No answer in time.
    #[error("timed out")]
    TimedOut,
    /// No route, or a router or filter said no.
    #[error("host is unreachable")]
    Unreachable,
    /// The peer ended the connection before the answer was whole.
    #[error("connection closed by the peer")]
    Closed,
    /// The peer sent more than the limit allows.
    #[error("answer is larger than the limit")]
    TooLarge,
    /// The TLS handshake or record layer failed.
    #[error("TLS failed: {0}")]
    Tls(String),
    /// The peer does not speak the protocol.
    #[error("answer is no valid {0}")]
    Protocol(&'static str),
    /// The unit was stopped.
    #[error("stopped")]
    Stopped,
    /// This machine could not open or use a socket. It says nothing about the target.
    #[error("socket failed")]
    Io(#[source] io::Error),
}

impl NetError {
    /// Whether this machine ran out of sockets or source ports, which a pause heals.
    pub(crate) fn is_exhaustion(error: &io::Error) -> bool {
        // EMFILE, ENFILE, EADDRNOTAVAIL, ENOBUFS, ENOMEM and EAGAIN (no free source port) of Linux.
        matches!(error.raw_os_error(), Some(24 | 23 | 99 | 105 | 12 | 11))
            || error.kind() == io::ErrorKind::AddrNotAvailable
    }
}

impl From<io::Error> for NetError {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind as K;
        match error.kind() {
            K::ConnectionRefused => Self::Refused,
            K::TimedOut => Self::TimedOut,
            K::HostUnreachable | K::NetworkUnreachable | K::NetworkDown | K::PermissionDenied => {
                Self::Unreachable
            }
            K::ConnectionReset
            | K::ConnectionAborted
            | K::BrokenPipe
            | K::UnexpectedEof
            | K::NotConnected => Self::Closed,
            K::InvalidData => Self::Tls(error.to_string()),
            _ => Self::Io(error),
        }
    }
}
