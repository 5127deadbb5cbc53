//! The only way to reach a target.
//!
//! Every socket that carries a probe is opened here, after the scope guard permitted its address and the governor gave a
//! permit. Everything that comes back is hostile: each read is bounded in bytes and time, and ends when the unit is
//! stopped. Deliberately absent: proxies, certificate trust (a scanner reads certificates, it does not believe them) and
//! management traffic, which has its own client elsewhere.

mod callback;
mod connect;
mod error;
mod governor;
pub mod http;
mod limits;
mod resolve;
mod scan;
mod stream;
mod tls;
mod udp;
mod unit;

pub use callback::{CallbackListener, Hit};
pub use error::NetError;
pub use governor::{Caps, Governor};
pub use limits::Limits;
pub use resolve::Resolver;
pub use scan::PortScan;
pub use stream::Stream;
pub use tls::TlsInfo;
pub use tokio_util::sync::CancellationToken;
pub use unit::{Net, NetOptions};
