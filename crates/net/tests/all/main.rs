//! The network room against servers on loopback.

mod hostile;
mod scan;
mod scope;
mod support;
mod upgrade;
