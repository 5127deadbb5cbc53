//! What the front page and the methods of a server tell.

use model::definition::Effect;
use model::evidence::Evidence;
use model::finding::Observation;
use net::NetError;
use net::http::{Request, Response};

use super::{applies, excerpt, get, nowhere, request};
use crate::CheckGroup;
use crate::context::{Context, shown};
use crate::talk::gathering;

const WORDS: &[&str] = &[
    "http-trace-enabled",
    "http-webdav-enabled",
    "http-default-page",
    "http-basic-over-cleartext",
    "http-missing-hsts",
    "http-version-disclosed",
];

pub(crate) const BASICS: CheckGroup = CheckGroup {
    name: "http-basics",
    words: WORDS,
    effect: Effect::Safe,
    applies,
    start: gathering!(WORDS, talk),
};

async fn talk(context: Context<'_>, found: &mut Vec<Observation>) -> Result<(), NetError> {
    let front = get(context, "/").await?;
    if let Some(title) = default_page(&front) {
        let evidence = Evidence::new("the page that came with the server is still there").with("page", title);
        found.push(context.confirmed("http-default-page", evidence));
    }
    if let Some(headers) = versions(&front) {
        let evidence = Evidence::new("the headers tell product versions").with("headers", headers);
        found.push(context.confirmed("http-version-disclosed", evidence));
    }
    if context.service.tls && front.header("strict-transport-security").is_none() && front.status < 500 {
        let evidence = Evidence::new("the HTTPS service sends no Strict-Transport-Security header");
        found.push(context.confirmed("http-missing-hsts", evidence.with("response", shown(&front.raw_head))));
    }
    if !context.service.tls
        && let Some(challenge) = basic_challenge(&front)
    {
        let evidence = Evidence::new("a password is asked for with Basic authentication and without TLS");
        found.push(
            context.confirmed("http-basic-over-cleartext", evidence.with("www-authenticate", challenge)),
        );
    }
    found.extend(trace(context).await?);
    found.extend(webdav(context).await?);
    Ok(())
}

fn basic_challenge(r: &Response) -> Option<&str> {
    let basic = |v: &&str| v.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("basic"));
    r.headers_named("www-authenticate").find(basic).filter(|_| r.status == 401)
}

/// A header only this request has must come back in the body.
async fn trace(context: Context<'_>) -> Result<Option<Observation>, NetError> {
    let mark = context.unlikely_name("trace");
    let headers = [("X-Watchpost", mark.as_str())];
    let path = nowhere(context, "trace-path");
    let question = Request { method: "TRACE", path: &path, headers: &headers, body: b"" };
    let answer = match request(context, &question).await {
        Ok(answer) => answer,
        Err(NetError::Closed | NetError::Protocol(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let echoed = answer.status == 200 && answer.text().contains("TRACE /") && answer.text().contains(&mark);
    Ok(echoed.then(|| {
        let evidence =
            Evidence::new("TRACE returns the request with its headers").with("response", excerpt(&answer));
        context.confirmed("http-trace-enabled", evidence)
    }))
}

/// Folders that are shared with WebDAV more often than others; it is rarely on for a whole site.
const SHARED: &[&str] = &[
    "/",
    "/dav/",
    "/webdav/",
    "/files/",
    "/share/",
    "/shared/",
    "/uploads/",
    "/public/",
    "/documents/",
    "/svn/",
];

/// Asked with OPTIONS only: nothing is written.
async fn webdav(context: Context<'_>) -> Result<Option<Observation>, NetError> {
    for &path in SHARED {
        let question = Request { method: "OPTIONS", path, headers: &[], body: b"" };
        let answer = match request(context, &question).await {
            Ok(answer) => answer,
            Err(NetError::Closed | NetError::Protocol(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        let methods: Vec<_> = answer.headers_named("allow").map(str::to_ascii_uppercase).collect();
        let offers =
            methods.iter().flat_map(|m| m.split(',')).any(|m| matches!(m.trim(), "PROPFIND" | "MKCOL"));
        if answer.status < 300 && (offers || answer.header("dav").is_some()) {
            let evidence = Evidence::new("the server offers WebDAV methods")
                .with("request", format!("OPTIONS {path}"))
                .with("response", shown(&answer.raw_head));
            return Ok(Some(context.confirmed("http-webdav-enabled", evidence)));
        }
    }
    Ok(None)
}

fn default_page(r: &Response) -> Option<&'static str> {
    let text = r.text();
    [
        "Welcome to nginx!",
        "Apache2 Debian Default Page",
        "Apache2 Ubuntu Default Page",
        "<h1>It works!</h1>",
        "Test Page for the Apache HTTP Server",
        "Test Page for the HTTP Server",
        "<title>IIS Windows Server</title>",
        "Placeholder page</title>",
        "If you're seeing this, you've successfully installed Tomcat",
    ]
    .into_iter()
    .find(|mark| r.status == 200 && text.contains(mark))
}

/// Headers with a product and a version number behind it.
fn versions(r: &Response) -> Option<String> {
    let lines: Vec<_> = ["server", "x-powered-by", "x-aspnet-version", "x-generator"]
        .iter()
        .flat_map(|name| r.headers_named(name).map(move |value| (name, value)))
        .filter(|(_, value)| has_version(value))
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

fn has_version(value: &str) -> bool {
    value
        .split([' ', '/', '(', ';'])
        .any(|part| part.starts_with(|c: char| c.is_ascii_digit()) && part.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_told_from_names() {
        assert!(has_version("nginx/1.22.1") && has_version("PHP/8.2.7") && has_version("4.0.30319"));
        assert!(!has_version("nginx") && !has_version("Apache") && !has_version("Server2"));
    }
}
