//! An exchange, read once for all checks.

use std::borrow::Cow;

use crawl::{Exchange, Origin};

use crate::page::Page;

/// How much of a body is searched, in bytes.
const MOST_TEXT: usize = 1024 * 1024;

/// An exchange as checks want it.
pub(crate) struct View<'a> {
    pub(crate) exchange: &'a Exchange,
    pub(crate) origin: Origin,
    /// Lower case, without parameters.
    pub(crate) media: String,
    /// The body as text, cut; empty for pictures, archives and the like.
    pub(crate) text: Cow<'a, str>,
    /// What was read of it if it is a page.
    pub(crate) page: Option<Page>,
}

impl<'a> View<'a> {
    pub(crate) fn new(exchange: &'a Exchange) -> Self {
        let media = exchange.media_type();
        let body = &exchange.response.body;
        let body = body.get(..MOST_TEXT).unwrap_or(body);
        let text = if is_text(&media, body) { String::from_utf8_lossy(body) } else { Cow::Borrowed("") };
        let is_page = !text.is_empty() && crawl::html::is_html(&media, body);
        let page = is_page.then(|| Page::read(body, &exchange.request.url));
        Self { exchange, origin: exchange.request.url.origin(), media, text, page }
    }

    pub(crate) fn status(&self) -> u16 {
        self.exchange.response.status
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.exchange.response.header(name).map(str::trim)
    }

    /// Whether it is an answer that brought what was asked for.
    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status())
    }

    /// Whether it is code or style of a site, in which examples of all kinds of texts stand.
    pub(crate) fn is_asset(&self) -> bool {
        self.media.contains("javascript")
            || self.media.contains("ecmascript")
            || self.media == "text/css"
            || matches!(self.exchange.request.url.extension().as_deref(), Some("js" | "mjs" | "css" | "map"))
    }

    /// The text that a visitor sees of a page, else the whole text.
    pub(crate) fn visible(&self) -> &str {
        self.page.as_ref().map_or(&*self.text, |p| p.text.as_str())
    }
}

fn is_text(media: &str, body: &[u8]) -> bool {
    let binary = ["image/", "font/", "audio/", "video/", "application/zip", "application/pdf"];
    if media != "image/svg+xml" && binary.iter().any(|b| media.starts_with(b)) {
        return false;
    }
    !body.iter().take(1024).any(|b| *b == 0)
}

impl View<'_> {
    /// Where a text of the visible page stands in the body: its first line, as far as it stands there unescaped.
    pub(crate) fn locate(&self, hit: &str) -> std::ops::Range<usize> {
        let line = hit.trim().lines().next().unwrap_or_default().trim();
        let start = self.text.find(line).unwrap_or(0);
        if line.is_empty() { 0..0 } else { start..(start + line.len()).min(self.text.len()) }
    }
}
