//! One request to one page.

use crate::http::Request;
use crate::noise::Noise;
use crate::reply::Reply;
use crate::state::State;

/// What a page sees when it is asked for.
pub(crate) struct Visit<'a> {
    pub(crate) request: &'a Request,
    pub(crate) state: &'a State,
    pub(crate) noise: &'a Noise,
    /// Host and port as the visitor names them.
    pub(crate) host: &'a str,
    /// Requests that the server has answered before.
    pub(crate) served: u64,
}

impl Visit<'_> {
    /// A page in the layout of the site. `body` is markup.
    pub(crate) fn page(&self, title: &str, body: &str) -> Reply {
        Reply::new(200, "text/html; charset=utf-8", self.layout(title, body))
    }

    /// The markup of such a page.
    pub(crate) fn layout(&self, title: &str, body: &str) -> String {
        format!(
            "<!doctype html>\n<html lang=en><head><meta charset=utf-8><title>{title} - Harbour Goods</title>\n\
             <meta name=request-id content=\"{}\"></head><body>\n\
             <nav><a href=\"/\">Home</a> <a href=\"/about\">About</a></nav>\n<h1>{title}</h1>\n<main>{body}</main>\n{}\n\
             <footer>Page {} of this season, in {} ms.</footer>\n</body></html>\n",
            self.noise.token(),
            self.noise.advertisement(),
            self.served,
            1 + self.noise.below(40),
        )
    }
}

/// Text as it is put into markup: every sign that could end a context is written out.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

/// Text with only the angle brackets written out.
pub(crate) fn escape_angles(text: &str) -> String {
    text.replace('<', "&lt;").replace('>', "&gt;")
}

/// Text as a string of JSON that may stand in a script.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if (c as u32) < 0x20 || "<>&'\u{2028}\u{2029}".contains(c) => {
                out += &format!("\\u{:04x}", c as u32);
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
