//! When a schedule is due: a pure function of its local start, its zone and its rule.
//!
//! A rule is a numbered row of *slots*. The local time of slot `k` is computed from `k` alone (nothing accumulates, so
//! a schedule on the 31st never drifts to the 28th), and the slots around an instant are found by arithmetic, so the
//! next due time of a schedule from 1970 costs the same as that of one from yesterday. Hours are elapsed time; all other
//! units are calendar time, turned into instants by the zone:
//!
//! - a local time that the clocks jump over is shifted by the length of the jump, forward or back, or not run, by policy;
//! - of a local time that comes twice the first is taken, or the second, or both, by policy;
//! - day 29, 30 or 31 is the last day of a month that is too short for it.
//!
//! [`Blackouts`] say when nothing may run; a [`Plan`] puts both together: preview and firing are this same code.
//! [`rrule`] and [`ics`] speak RFC 5545. Zones come from the time zone database inside the program: every node computes
//! the same instants.

mod blackout;
mod due;
mod error;
mod first_time;
pub mod ics;
mod plan;
mod resolve;
pub mod rrule;
mod slots;
mod window;
mod zone;

pub use blackout::{Blackouts, Interval};
pub use due::{Adjusted, Occurrence, Recurrence};
pub use error::RecurrenceError;
pub use first_time::{normalize, parse};
pub use plan::{Outcome, Plan, Planned, Verdict, length};
pub use window::Window;
pub use zone::{zone, zones};

/// Largest interval; beyond, a typing error is likelier than a wish (1,000 quarters are 250 years).
pub const MAX_INTERVAL: u32 = 1000;
/// First year that a schedule can be due in.
pub const FIRST_YEAR: i16 = 1970;
/// Last year that a schedule can be due in.
pub const LAST_YEAR: i16 = 2200;
