//! What `watchpost scan` needs beside the engine: a place for what it finds, and progress on standard error.

pub(crate) mod collect;
pub(crate) mod plan;
pub(crate) mod progress;
mod web;
