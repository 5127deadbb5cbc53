//! Which texts are addresses.

use crate::script::MAX_REFERENCE;

/// Endings that make a bare `word/word.ext` an address.
const EXTENSIONS: &[&str] = &[
    "php", "asp", "aspx", "jsp", "jspx", "do", "action", "cgi", "pl", "html", "htm", "json", "xml", "txt",
    "js", "mjs", "cfm", "ashx", "asmx", "svc",
];
/// Beginnings that make a bare `word/word` an address.
const PREFIXES: &[&str] =
    &["api", "rest", "ajax", "v1", "v2", "v3", "graphql", "service", "services", "rpc", "cgi-bin"];

/// The address that a literal holds, if it looks like one. In a place that takes an address more does.
pub(super) fn reference(text: &str, in_sink: bool) -> Option<String> {
    if text.is_empty() || (text.len() < 2 && !in_sink) || text.len() > MAX_REFERENCE {
        return None;
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    if !text.chars().all(allowed) {
        return None;
    }
    let absolute = text.starts_with("http://") || text.starts_with("https://");
    let rooted = text.starts_with('/')
        && text[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || "_.~?".contains(c));
    let relative = ["./", "../"].iter().any(|p| text.starts_with(p));
    let fine = absolute
        || ((rooted || relative) && !is_expression(text))
        || is_bare(text)
        || is_query(text)
        || (in_sink && is_plain(text));
    fine.then(|| text.to_owned())
}

/// `/x/g` and the like: a regular expression in a string, or a date format.
fn is_expression(text: &str) -> bool {
    text.contains("(?") || text.contains(".*") || text.contains("[^") || text.contains(")$")
}

/// `?page=2`.
fn is_query(text: &str) -> bool {
    text.strip_prefix('?').and_then(|t| t.split_once('=')).is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.[]".contains(c))
    })
}

/// `users`, `next?id=1`: an address only where one is expected.
fn is_plain(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_') && !text.contains([':', '(', '*', '\''])
}

/// `list.php?x=1`, `api/items`: a relative address that a known ending or beginning tells.
pub(crate) fn is_bare(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_ascii_alphanumeric()) || text.contains([':', '*', '[', '(', ' ', ','])
    {
        return false;
    }
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let first = path.split('/').next().unwrap_or_default();
    let extension = path.rsplit_once('.').map(|(_, e)| e).unwrap_or_default();
    let known = EXTENSIONS.contains(&extension)
        && path.rsplit('/').next().is_some_and(|l| l.matches('.').count() == 1);
    known || (path.contains('/') && PREFIXES.contains(&first))
}

/// Endings of code after which an address is expected; without spaces and in lower case.
const SINKS: &[&str] = &[
    "location=",
    "location.href=",
    "location.assign(",
    "location.replace(",
    "location.pathname=",
    "window.open(",
    "fetch(",
    "request(",
    "$.get(",
    "$.post(",
    "$.getjson(",
    "$.getscript(",
    "$.ajax(",
    "jquery.get(",
    "jquery.post(",
    "jquery.getjson(",
    "jquery.ajax(",
    ").load(",
    "axios(",
    "axios.get(",
    "axios.post(",
    "axios.put(",
    "axios.patch(",
    "axios.delete(",
    "$http.get(",
    "$http.post(",
    "$http.put(",
    "http.get(",
    "http.post(",
    "url:",
    "url=",
    ".href=",
    ".src=",
    ".action=",
    "importscripts(",
    "eventsource(",
    "sendbeacon(",
    "sharedworker(",
    "worker(",
];
/// Attributes that hold an address: `attr('href', …)`, `setAttribute("src", …)`.
const SINK_NAMES: &[&str] = &["href", "src", "action", "formaction", "data-url", "data-href", "url"];
/// Methods of `XMLHttpRequest.open`.
const METHODS: &[&str] = &["get", "post", "put", "patch", "delete", "head", "options"];

/// Whether an address is expected behind `before`.
pub(super) fn is_sink(before: &str) -> bool {
    if SINKS.iter().any(|s| before.ends_with(s)) {
        return true;
    }
    let Some(name) = argument(before) else { return false };
    SINK_NAMES.contains(&name) || (METHODS.contains(&name) && before.contains("open("))
}

/// Whether the address becomes the action of a form.
pub(super) fn is_action(before: &str) -> bool {
    before.ends_with(".action=") || argument(before).is_some_and(|n| n == "action" || n == "formaction")
}

/// The literal that is the argument before: `name` of `f('name',`.
fn argument(before: &str) -> Option<&str> {
    let inner = before.strip_suffix(',')?;
    let quote = inner.chars().next_back().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    inner.get(..inner.len() - 1)?.rsplit(quote).next()
}
