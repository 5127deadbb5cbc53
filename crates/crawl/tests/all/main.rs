//! The crawler against sites and hostile servers on loopback.

mod crawl;
mod find;
mod hostile;
mod resume;
mod session;
mod support;
