//! What every dialect shares: one middleware a file, errors until they are written in the words of a dialect, and the
//! registration that puts a handler into the router and into the document.

pub(crate) mod caller;
pub(crate) mod decode;
pub(crate) mod describe;
pub(crate) mod document;
pub(crate) mod error;
pub(crate) mod error_map;
pub(crate) mod feed;
pub(crate) mod field;
pub(crate) mod file;
pub(crate) mod headers;
pub(crate) mod limits;
pub(crate) mod panics;
pub(crate) mod query_string;
pub(crate) mod request_id;
pub(crate) mod routes;
mod strict;
pub(crate) mod trace;
