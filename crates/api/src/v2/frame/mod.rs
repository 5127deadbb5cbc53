//! What the operations of the `/v2` dialect are made of: extractors, typed replies, errors, and the registration that
//! infers a document entry from a handler's signature.

pub(crate) mod body;
pub(crate) mod describe;
pub(crate) mod error_body;
pub(crate) mod ids;
pub(crate) mod list;
pub(crate) mod path;
pub(crate) mod period;
pub(crate) mod query;
pub(crate) mod reply;
pub(crate) mod routes;
pub(crate) mod signed;

pub(crate) use crate::shared::caller::{Caller, UserAgent};
pub(crate) use crate::shared::error::ApiError;
pub(crate) use crate::shared::field::Field;
pub(crate) use crate::shared::file::File;
pub(crate) use crate::shared::routes::Routes;
pub(crate) use body::{Body, OptionalBody, Request};
pub(crate) use ids::Ids;
pub(crate) use list::{Columns, List};
pub(crate) use path::{Id, Ids2, Word};
pub(crate) use query::{Params, Query, QueryParams};
pub(crate) use reply::{Accepted, Attributes, Created, Deleted, DeletedMany, Found, Items, Page, Plain};
pub(crate) use signed::Signed;

/// What a handler returns.
pub(crate) type Reply<T> = Result<T, ApiError>;
