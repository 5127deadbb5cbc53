//! Recurrences, blackouts, plans and their words in RFC 5545.

mod all_zones;
mod blackouts;
mod calendars;
mod occurrences;
mod plans;
mod properties;
mod rules;
mod support;
