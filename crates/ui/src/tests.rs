//! The answers below `/app`, over a small table and over what was compiled in.

use axum::body::to_bytes;
use axum::http::Request;
use tower::ServiceExt;

use super::*;

static SMALL: &[File] = &[
    File {
        path: "assets/index-1.js",
        media_type: "text/javascript; charset=utf-8",
        tag: "01",
        plain: b"script",
        brotli: Some(b"BR"),
        gzip: Some(b"GZ"),
    },
    File {
        path: "favicon.svg",
        media_type: "image/svg+xml",
        tag: "02",
        plain: b"<svg/>",
        brotli: None,
        gzip: None,
    },
    File {
        path: "index.html",
        media_type: "text/html; charset=utf-8",
        tag: "03",
        plain: b"<page>",
        brotli: None,
        gzip: None,
    },
];

async fn ask(files: &'static [File], path: &str, headers: &[(&str, &str)]) -> (u16, HeaderMap, String) {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = over(files).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    let text = String::from_utf8_lossy(&body).into_owned();
    let names =
        ["x-content-type-options", "referrer-policy", "cross-origin-opener-policy", "permissions-policy"];
    assert!(names.iter().all(|name| parts.headers.contains_key(*name)), "{path}: {:?}", parts.headers);
    assert_eq!(parts.headers["content-security-policy"], POLICY, "{path}");
    (parts.status.as_u16(), parts.headers, text)
}

#[tokio::test]
async fn paths_lead_to_files_or_to_the_page() {
    for (path, status, body, kept) in [
        ("/app/", 200, "<page>", "no-cache"),
        ("/app/findings/1?x=y", 200, "<page>", "no-cache"),
        ("/app/index.html", 200, "<page>", "no-cache"),
        ("/app/favicon.svg", 200, "<svg/>", "no-cache"),
        ("/app/assets/index-1.js", 200, "script", "public, max-age=31536000, immutable"),
        ("/app/assets/index-2.js", 404, "there is no such file\n", ""),
        ("/app/assets/", 404, "there is no such file\n", ""),
        ("/app/assets/%2e%2e/index.html", 404, "there is no such file\n", ""),
        ("/app", 307, "", ""),
    ] {
        let (got, headers, text) = ask(SMALL, path, &[]).await;
        let cached = headers.get("cache-control").map_or("", |v| v.to_str().unwrap());
        assert_eq!((got, text.as_str(), cached), (status, body, kept), "{path}");
    }
    let (_, headers, _) = ask(SMALL, "/app", &[]).await;
    assert_eq!(headers["location"], "/app/");
}

#[tokio::test]
async fn what_the_browser_has_is_not_sent_again() {
    let path = "/app/assets/index-1.js";
    let (_, plain, _) = ask(SMALL, path, &[]).await;
    let (_, packed, body) = ask(SMALL, path, &[("accept-encoding", "gzip, br")]).await;
    assert_eq!((body.as_str(), packed["content-encoding"].to_str().unwrap()), ("BR", "br"));
    assert!(plain["etag"] != packed["etag"] && packed["vary"] == "accept-encoding");
    let tag = plain["etag"].to_str().unwrap();
    for (known, status) in
        [(tag, 304), (&*format!("\"x\", W/{tag}"), 304), ("*", 304), (packed["etag"].to_str().unwrap(), 200)]
    {
        let (got, _, body) = ask(SMALL, path, &[("if-none-match", known)]).await;
        assert_eq!((got, body.is_empty()), (status, status == 304), "{known}");
    }
}

#[tokio::test]
async fn a_program_without_the_interface_says_so() {
    let (status, headers, text) = ask(&[], "/app/", &[]).await;
    assert_eq!((status, headers["cache-control"].to_str().unwrap()), (503, "no-store"));
    assert!(
        text.contains("npm run build") && !text.contains("<script") && !text.contains("<style"),
        "{text}"
    );
}

/// Whatever was compiled in is sound: sorted, with a page whose files are there.
#[tokio::test]
async fn the_compiled_interface_is_whole() {
    assert!(files::all().is_sorted_by(|a, b| a.path < b.path));
    let Some(built) = built() else { return };
    assert!(built.files > 1 && built.bytes > 0, "{built:?}");
    let (_, _, page) = ask(files::all(), "/app/", &[]).await;
    let named: Vec<_> = page.split('"').filter(|text| text.starts_with("/app/")).collect();
    assert!(!named.is_empty(), "{page}");
    for path in named {
        let (status, headers, _) = ask(files::all(), path, &[]).await;
        assert_eq!(status, 200, "{path}");
        assert_ne!(headers["content-type"], "application/octet-stream", "{path}");
    }
}
