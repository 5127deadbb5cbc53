//! What every dialect shares: one middleware a file, in the order in which a request meets them.

pub(crate) mod headers;
pub(crate) mod limits;
pub(crate) mod panics;
pub(crate) mod query_string;
pub(crate) mod request_id;
pub(crate) mod trace;
