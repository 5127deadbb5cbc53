//! What Watchpost knows: the definitions behind its checks, scan profiles and port lists, known vulnerabilities by
//! product and version, ends of support, and the rules of the PCI verdict.
//!
//! Everything here is a pure function of data: files under `data/`, compiled in and validated by tests, and feeds that
//! the caller hands in as a reader. No I/O of its own, no clock. [`Knowledge`] is the entrance.

mod catalogue;
mod cpe;
mod definitions;
mod eol;
mod feed;
mod knowledge;
mod matching;
pub mod pci;
mod products;
mod score;
mod version;

pub use catalogue::Catalogue;
pub use feed::FeedError;
pub use knowledge::Knowledge;
