//! The network room against servers on loopback.

mod hostile;
mod keep_alive;
mod scan;
mod scope;
mod support;
mod upgrade;
