//! Whole units against scripted services on loopback.

mod events;
mod harness;
mod hostile;
mod hosts;
mod resume;
mod scripted;
mod services;
mod web;
mod web_api;
mod web_partial;
mod web_session;
