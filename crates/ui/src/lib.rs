//! The files of the web interface, built from `web/` and compiled in.
//!
//! Serving one is a look into a table: types, tags and compressed forms were made when the program was built. What has a
//! hash in its name is kept for ever; every other path below `/app/` is the page, whose script knows what to show there.
//! A program that was built without the interface says so.

mod encoding;
mod files;

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;

use files::File;

/// What the interface may do: its own scripts, styles, pictures and requests, nothing inline, nothing from elsewhere.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                          font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
                          frame-ancestors 'none'";

/// What is said where the interface is missing.
pub const MISSING: &str =
    "built without its web interface: run ./run, or `npm ci && npm run build` in web/, and build again";

/// The page that says so.
const MISSING_PAGE: &str = "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Watchpost</title>\n\
                            <h1>Watchpost</h1>\n<p>This program was built without its web interface. Run \
                            <code>./run</code>, or <code>npm ci &amp;&amp; npm run build</code> in \
                            <code>web/</code>, and build again.</p>\n<p>The APIs are there: <a \
                            href=\"/docs\">/docs</a>.</p>\n</html>\n";

/// What holds an asset for ever: its name changes with its content.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
/// What has to be asked for again, which its tag makes cheap.
const ASK_AGAIN: &str = "no-cache";

/// What there is of the interface in this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Built {
    /// How many files.
    pub files: usize,
    /// Bytes of the files as they are, not compressed.
    pub bytes: usize,
}

/// What was compiled in; `None` where the interface was not built.
pub fn built() -> Option<Built> {
    let files = files::all();
    let bytes = files.iter().map(|file| file.plain.len()).sum();
    (!files.is_empty()).then_some(Built { files: files.len(), bytes })
}

/// The routes below `/app`.
pub fn router() -> Router {
    over(files::all())
}

fn over(files: &'static [File]) -> Router {
    Router::new()
        .route("/app", get(async || headed(Redirect::temporary("/app/"))))
        .route("/app/", get(async move |headers: HeaderMap| answer(files, "", &headers)))
        .route(
            "/app/{*path}",
            get(async move |Path(path): Path<String>, headers: HeaderMap| answer(files, &path, &headers)),
        )
}

/// The file of a path, or the page.
fn answer(files: &'static [File], path: &str, headers: &HeaderMap) -> Response {
    let (file, kept) = match files::find(files, path) {
        Some(file) if path.starts_with("assets/") => (Some(file), IMMUTABLE),
        Some(file) => (Some(file), ASK_AGAIN),
        None if path == "assets" || path.starts_with("assets/") => {
            return headed((StatusCode::NOT_FOUND, "there is no such file\n"));
        }
        None => (files::find(files, "index.html"), ASK_AGAIN),
    };
    let Some(file) = file else {
        let html = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
        return headed((StatusCode::SERVICE_UNAVAILABLE, html, MISSING_PAGE));
    };
    headed(send(file, kept, headers))
}

/// A file in the form that the browser likes best, or that it has it already.
fn send(file: &File, kept: &'static str, headers: &HeaderMap) -> Response {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let (form, bytes) = encoding::choose(text(header::ACCEPT_ENCODING).unwrap_or_default(), file);
    let tag = match form {
        Some(form) => format!("\"{}-{form}\"", file.tag),
        None => format!("\"{}\"", file.tag),
    };
    let known = text(header::IF_NONE_MATCH).unwrap_or_default();
    let known = known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag || one.trim() == "*");
    let body = if known { Body::empty() } else { Body::from(bytes) };
    let mut response = body.into_response();
    let out = response.headers_mut();
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(header::ETAG, tag);
    }
    if file.brotli.is_some() || file.gzip.is_some() {
        out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    }
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media_type));
    if let Some(form) = form {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(form));
    }
    response
}

/// The headers of every answer below `/app`.
fn headed(answer: impl IntoResponse) -> Response {
    let mut response = answer.into_response();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests;
