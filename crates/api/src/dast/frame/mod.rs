//! What the operations of the DAST dialect are made of: extractors, typed replies, errors, and what the document says of
//! them. Registration is the shared one.

pub(crate) mod body;
pub(crate) mod describe;
pub(crate) mod error_body;
pub(crate) mod form;
pub(crate) mod id;
pub(crate) mod list;
pub(crate) mod loose;
pub(crate) mod multipart;
pub(crate) mod params;
pub(crate) mod reply;
pub(crate) mod routes;
pub(crate) mod signed;
pub(crate) mod upload;

pub(crate) use crate::shared::caller::{Caller, UserAgent};
pub(crate) use crate::shared::error::ApiError;
pub(crate) use crate::shared::field::Field;
pub(crate) use crate::shared::routes::Routes;
pub(crate) use body::{Body, OptionalBody, Request};
pub(crate) use error_body::{action, refused};
pub(crate) use id::{Id, Ids2, Numbered, Word, id_of, read_id, show_id};
pub(crate) use list::{Columns, Kind, List, Param};
pub(crate) use loose::{Flag, Int};
pub(crate) use params::{Query, QueryParams};
pub(crate) use reply::{Gone, Made, MadeMany, Many, Page, Shown};
pub(crate) use routes::{about, under};
pub(crate) use signed::Signed;
pub(crate) use upload::Upload;

/// What a handler returns.
pub(crate) type Reply<T> = Result<T, ApiError>;
