//! What a TLS service accepts, found with handshakes of our own making: no TLS library is asked to speak versions and
//! suites that it rightly refuses to.
//!
//! [`inspect`] talks (through `net`), [`weaknesses`] judges and is pure. A handshake is never finished and no secret is
//! ever negotiated: the server's first flight holds all that is needed.

mod certificate;
mod enumerate;
mod heartbleed;
mod hello;
mod inspect;
mod message;
mod probe;
mod record;
mod report;
mod ssl2;
mod starttls;
mod suite;
mod version;
mod weakness;
mod wire;

pub use certificate::{CertificateFacts, read_certificate};
pub use inspect::inspect;
pub use report::{Dh, HeartbeatAnswer, TlsReport, VersionReport};
pub use starttls::StartTls;
pub use suite::Suite;
pub use version::Version;
pub use weakness::{WORDS, weaknesses};
