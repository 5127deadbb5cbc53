//! Whole units against scripted services on loopback.

mod events;
mod harness;
mod hostile;
mod hosts;
mod resume;
mod services;
mod web;
