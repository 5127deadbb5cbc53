//! Which hosts live and what listens on their ports.
//!
//! What is sent and what answers mean is data (`data/probes.toml`, `data/rules/*.toml`); binary protocols have small
//! parsers that the data names. Silence is what makes detection slow, so a silent service is asked several things at once.
//! Deliberately absent: operating system detection by packet quirks, and anything that needs a log-in.

mod cpe;
mod data;
mod identify;
mod live;
mod parse;
mod rule;
mod starttls;
mod talk;
mod udp;

pub use data::{DataError, Detector};
pub use identify::identify;
pub use live::{Liveness, find_live};
pub use udp::{UdpScan, scan_udp};
