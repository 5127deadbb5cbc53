//! Passive checks of the web engine: they read exchanges that others had and send nothing.
//!
//! [`Passive`] takes each [`crawl::Exchange`] and keeps what it saw, bounded and without bodies; [`Passive::finish`] makes
//! observations of it. What a site lacks everywhere is one observation of its origin with examples; what one page shows
//! is an observation of that page. Every answer is hostile: texts are cut before they are searched, every list has a
//! bound, and secrets that a page leaks are masked in the proof.
//!
//! Deliberately absent: everything that needs a request of its own (`active`, templates) and the TLS of the
//! connection (`tls`).

mod check;
mod collect;
mod libraries;
mod page;
mod patterns;
mod proof;
mod sight;
mod stack;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod version;
mod view;
mod words;

pub use collect::{Passive, Where};
pub use stack::Technology;
pub use words::WORDS;
