//! What the operations of the `/v2` dialect are made of: extractors, typed replies, errors, and the registration that
//! infers a document entry from a handler's signature.

pub(crate) mod body;
pub(crate) mod decode;
pub(crate) mod describe;
pub(crate) mod error;
pub(crate) mod error_map;
pub(crate) mod field;
pub(crate) mod ids;
pub(crate) mod list;
pub(crate) mod path;
pub(crate) mod period;
pub(crate) mod query;
pub(crate) mod reply;
pub(crate) mod routes;
pub(crate) mod signed;
mod strict;

pub(crate) use body::{Body, OptionalBody, Request};
pub(crate) use error::ApiError;
pub(crate) use field::Field;
pub(crate) use ids::Ids;
pub(crate) use list::{Columns, List};
pub(crate) use path::{Id, Ids2, Word};
pub(crate) use query::{Params, Query, QueryParams};
pub(crate) use reply::{
    Accepted, Attributes, Created, Deleted, DeletedMany, File, Found, Items, Page, Plain,
};
pub(crate) use routes::Routes;
pub(crate) use signed::{Caller, Signed, UserAgent};

/// What a handler returns.
pub(crate) type Reply<T> = Result<T, ApiError>;
