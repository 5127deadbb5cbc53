//! Oracles that we did not write: python-dateutil's `rrule` with Python's zones, two iCalendar parsers, and an expander of
//! calendars.
//!
//! `WATCHPOST_TEST_ORACLE` names the Python of an environment that has them; `tools/with-oracle` makes one. Without it these
//! tests fail, unless `WATCHPOST_TEST_SKIP_ORACLE=1` says that there is none. `WATCHPOST_TEST_ORACLE_RULES` is how many rules
//! are compared (100,000 unless told), `WATCHPOST_TEST_ORACLE_SEED` which.

mod calendars;
mod python;
mod random;
mod rules;
