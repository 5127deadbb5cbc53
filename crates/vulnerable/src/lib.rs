//! Web servers with simulated weaknesses, each with hard variants and safe look-alikes: for tests, scores and the demo.
//!
//! Nothing here executes, reads or changes anything real: every weakness is acted. A query goes to a database of three rows
//! in memory ([`sql`](crate)), a file name to a file system of a dozen texts, a command to a shell that knows ten words.
//! What is real is the time that a sleep takes and the fetch of a loopback address by a server that can be made to fetch.
//! Deliberately absent: any knowledge of what a scanner sends. A case is written from what applications do wrong.

mod acts;
pub mod callbacks;
pub mod canary;
mod case;
pub mod demo;
mod http;
mod noise;
mod reply;
mod server;
mod sites;
mod sql;
mod state;
mod visit;

pub use case::{At, Case, Class, Difficulty, cases, truth_tsv};
pub use server::{Server, start};
