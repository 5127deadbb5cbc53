//! What the weak pages act with: a file system, a shell, interpreters, parsers. All in memory.

pub(crate) mod directory;
pub(crate) mod document;
pub(crate) mod engine;
pub(crate) mod fetch;
pub(crate) mod files;
pub(crate) mod script;
pub(crate) mod shell;
pub(crate) mod xml;
