//! The real program, driven as its users do: over HTTP, from the command line, and with the power cord.

mod canary;
mod cli;
mod control;
mod demo;
mod holding;
mod kill;
mod main_job;
mod partial;
mod probely;
mod support;
mod templates;
mod web_kill;
