//! Use-cases against both databases.

mod audit;
mod findings;
mod firing;
mod foreseen;
mod identity;
mod isolation;
mod nodes;
mod reports;
mod runs;
mod scans;
mod schedules;
mod support;
mod targets;
mod web;
