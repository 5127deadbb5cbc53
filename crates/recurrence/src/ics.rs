//! iCalendar (RFC 5545): a feed of coming runs and blackouts, and freeze calendars as blackouts.

mod event;
mod expand;
mod feed;
mod lines;
pub(crate) mod moment;
mod vendor;

pub use event::IcsError;
pub use expand::{Freezes, freezes};
pub use feed::{Entry, Feed, Kind};

/// Longest calendar that is read, in bytes.
pub const MAX_BYTES: usize = 1 << 20;
/// Most events of one.
pub const MAX_EVENTS: usize = 2_000;
/// Most freezes that it may come to in the time that is asked for.
pub const MAX_FREEZES: usize = 20_000;
