//! Whether a browser would run what an answer holds.

use crawl::Exchange;
use net::http::Response;

/// How a browser reads an answer that it navigates to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Medium {
    /// As a page.
    Html,
    /// As an XML document, in which scripts may run.
    Xml,
    /// As text, data, a download or not at all.
    Inert,
    /// By its first bytes, because no type is given.
    Sniffed,
}

/// Beginnings that make an answer without a type a page (WHATWG MIME Sniffing, section 7.1).
const PAGE_STARTS: &[&str] = &[
    "<!doctype html",
    "<html",
    "<head",
    "<script",
    "<iframe",
    "<h1",
    "<div",
    "<font",
    "<table",
    "<a",
    "<style",
    "<title",
    "<b",
    "<body",
    "<br",
    "<p",
    "<!--",
];

/// How a browser reads the answer.
pub(crate) fn medium(exchange: &Exchange) -> Medium {
    let response = &exchange.response;
    let redirects = (300..400).contains(&response.status) && response.header("location").is_some();
    let download = response
        .header("content-disposition")
        .is_some_and(|d| d.trim_start().to_ascii_lowercase().starts_with("attachment"));
    if redirects || download || matches!(response.status, 204 | 205 | 304) {
        return Medium::Inert;
    }
    match exchange.media_type().as_str() {
        "text/html" | "application/xhtml+xml" => Medium::Html,
        "" | "*/*" | "unknown/unknown" | "application/unknown" => Medium::Sniffed,
        "text/xml" | "application/xml" => Medium::Xml,
        kind if kind.ends_with("+xml") => Medium::Xml,
        _ => Medium::Inert,
    }
}

/// The same, with an answer without a type judged by its first bytes.
pub(crate) fn final_medium(exchange: &Exchange) -> Medium {
    match medium(exchange) {
        Medium::Sniffed => {
            let nosniff = exchange.response.header("x-content-type-options").is_some();
            let start: Vec<u8> = exchange.response.body.trim_ascii_start().iter().take(32).copied().collect();
            let start = String::from_utf8_lossy(&start).to_ascii_lowercase();
            let is_page = PAGE_STARTS.iter().any(|tag| {
                let rest = start.strip_prefix(tag);
                rest.is_some_and(|r| *tag == "<!--" || r.starts_with([' ', '>', '\t', '\n', '\r']))
            });
            if is_page && !nosniff { Medium::Html } else { Medium::Inert }
        }
        medium => medium,
    }
}

/// Whether a content security policy of the answer keeps scripts of the page itself from running.
pub(crate) fn policy_blocks_inline(response: &Response) -> bool {
    response.headers_named("content-security-policy").any(|policy| {
        let policy = policy.to_ascii_lowercase();
        let directive = |name: &str| {
            policy
                .split(';')
                .map(str::trim)
                .find_map(|d| d.strip_prefix(name)?.strip_prefix(' ').map(str::to_owned))
        };
        // A sandboxed page runs nothing unless it says so.
        let sandboxed = policy
            .split(';')
            .map(str::trim)
            .any(|d| d.starts_with("sandbox") && !d.contains("allow-scripts"));
        if sandboxed {
            return true;
        }
        let Some(sources) = directive("script-src").or_else(|| directive("default-src")) else {
            return false;
        };
        let keyed = sources.contains("'nonce-") || sources.contains("'sha");
        keyed || !sources.contains("'unsafe-inline'")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn policies_block_or_not() {
        for (policy, blocks) in [
            ("default-src 'self'", true),
            ("script-src 'self' 'unsafe-inline'", false),
            ("script-src 'nonce-x' 'unsafe-inline'", true),
            ("img-src 'self'", false),
            ("default-src 'none'; script-src 'unsafe-inline'", false),
            ("sandbox", true),
            ("sandbox allow-scripts", false),
        ] {
            let headers = vec![("Content-Security-Policy".to_owned(), policy.to_owned())];
            let response = Response { headers, ..Response::default() };
            assert_eq!(policy_blocks_inline(&response), blocks, "{policy}");
        }
    }
}
