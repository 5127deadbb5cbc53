//! A file as a reply.

use app::reports::Chunks;
use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures::stream;
use utoipa::openapi::schema::SchemaFormat;
use utoipa::openapi::{ContentBuilder, KnownFormat, ResponseBuilder};

use crate::shared::describe::{Describe, Entry, text};

/// A file to be saved.
pub(crate) struct File {
    /// Name for the saved file.
    pub(crate) name: String,
    /// Media type.
    pub(crate) media_type: &'static str,
    /// Bytes.
    pub(crate) size: u64,
    /// SHA-256 in hexadecimal.
    pub(crate) sha256: String,
    /// The bytes.
    pub(crate) body: Body,
}

impl IntoResponse for File {
    fn into_response(self) -> Response {
        let Self { name, media_type, size, sha256, body } = self;
        let safe = |c: char| if c.is_ascii_alphanumeric() || "-_. ".contains(c) { c } else { '_' };
        let name: String = name.chars().map(safe).take(200).collect();
        let mut response = Response::new(body);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
        for (header, value) in [
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
            (header::ETAG, format!("\"{sha256}\"")),
        ] {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(header, value);
            }
        }
        response
    }
}

impl Describe for File {
    fn describe(entry: &mut Entry) {
        let mut response = ResponseBuilder::new().description("The file");
        for &format in model::report::ReportFormat::ALL {
            let content = ContentBuilder::new()
                .schema(Some(text().format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)))));
            response = response.content(format.media_type(), content.build());
        }
        entry.responses.insert("200", response.build());
    }
}

/// The file of a report as it is read, chunk by chunk; a failure breaks the transfer off, which the announced length reveals.
pub(crate) fn body(chunks: Chunks) -> Body {
    Body::from_stream(stream::try_unfold(chunks, |mut chunks| async move {
        match chunks.next().await {
            Ok(Some(bytes)) => Ok(Some((bytes, chunks))),
            Ok(None) => Ok(None),
            Err(error) => {
                tracing::error!(%error, "reading a report file for a download failed");
                Err(std::io::Error::other("the file could not be read"))
            }
        }
    }))
}
