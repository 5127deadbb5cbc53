//! Both dialects through their router, without a socket. Every answer seen here is held against the document.

mod support;

mod browser;
mod calendar;
mod dast_frame;
mod dast_isolation;
mod dast_schedules;
mod dast_statistics;
mod dast_targets;
mod dast_web;
mod decisions;
mod document;
mod errors;
mod events;
mod isolation;
mod lists;
mod port_lists;
mod reports;
mod scans;
mod schedules;
mod sign_in;
mod targets;
mod user;
mod users;
