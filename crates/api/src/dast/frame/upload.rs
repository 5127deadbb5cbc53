//! A file that is uploaded as the multipart field `file`.

use axum::extract::{FromRequest, Request as HttpRequest};

use crate::dast::frame::body::{content_type, malformed, read};
use crate::dast::frame::{multipart, refused};
use crate::shared::error::ApiError;
use crate::shared::limits::MAX_UPLOAD;
use crate::state::Shared;

/// The file.
pub(crate) struct Upload {
    /// Its name; may be empty.
    pub(crate) name: String,
    /// Its text.
    pub(crate) text: String,
}

impl FromRequest<Shared> for Upload {
    type Rejection = ApiError;

    async fn from_request(request: HttpRequest, _: &Shared) -> Result<Self, ApiError> {
        let (headers, bytes) = read(request, MAX_UPLOAD).await?;
        let boundary =
            multipart::boundary(content_type(&headers)).ok_or_else(|| malformed("multipart form"))?;
        let parts = multipart::parts(&bytes, &boundary).ok_or_else(|| malformed("multipart form"))?;
        let part = parts.into_iter().find(|part| part.name == "file");
        let part = part.ok_or_else(|| refused("file", "missing", "is missing"))?;
        let text = std::str::from_utf8(part.bytes)
            .map_err(|_| refused("file", "invalid", "is not text in utf-8"))?
            .to_owned();
        Ok(Self { name: part.file.unwrap_or_default(), text })
    }
}
