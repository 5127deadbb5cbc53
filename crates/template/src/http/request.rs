//! Building the requests of a block.

use model::Env;
use model::definition::Effect;

use crate::expr::{Bindings, EvalError, Evaluator, Text};
use crate::http::raw::{Raw, is_method};
use crate::target::Target;

/// Largest request target, in bytes.
const MAX_TARGET: usize = 64 * 1024;

/// One request, ready to be sent. The sender writes `Content-Length` and, unless a `Host` is among the headers, `Host`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestSpec {
    /// Method.
    pub method: String,
    /// `http` or `https`.
    pub scheme: String,
    /// Host to connect to: the target's, unless the template names another. The scope decides.
    pub host: String,
    /// Port to connect to.
    pub port: u16,
    /// Path and query as they go on the wire: neither normalised nor decoded.
    pub target: String,
    /// Headers in their order, names as written.
    pub headers: Vec<(String, Vec<u8>)>,
    /// Body.
    pub body: Vec<u8>,
    /// For `unsafe` blocks: the bytes to send instead of all of the above.
    pub raw: Option<Vec<u8>>,
    /// Which redirects are followed.
    pub redirects: Redirects,
    /// Whether cookies of earlier answers of this run are sent.
    pub cookies: bool,
    /// Seconds to wait for the answer, if the template asks for it.
    pub timeout_seconds: Option<u64>,
    /// Most bytes of the body to read, if the template asks for it.
    pub max_body: Option<u64>,
    /// What it does to the target.
    pub effect: Effect,
}

/// Which redirects are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Redirects {
    /// None.
    #[default]
    None,
    /// Up to so many, on the same host only.
    SameHost(u8),
    /// Up to so many, anywhere in scope.
    Any(u8),
}

/// Why a request is not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// A variable without a value, or an evaluation beyond its bounds.
    #[error("the request could not be filled in: {0}")]
    Eval(#[from] EvalError),
    /// A value brings a line break into a header.
    #[error("a value for header \"{0}\" holds a line break")]
    Header(String),
    /// The address is none.
    #[error("\"{0}\" is no address")]
    Address(String),
    /// The method that came out is none.
    #[error("\"{0}\" is no method")]
    Method(String),
}

/// Where a request comes from.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    Path { method: String, path: Text, headers: Vec<(String, Text)>, body: Option<Text> },
    Raw(Raw),
}

impl Source {
    pub(crate) fn texts(&self) -> Vec<&Text> {
        match self {
            Self::Path { path, headers, body, .. } => {
                std::iter::once(path).chain(headers.iter().map(|(_, t)| t)).chain(body).collect()
            }
            Self::Raw(raw) => {
                let parts = [&raw.target, &raw.body].into_iter().chain(raw.headers.iter().map(|(_, t)| t));
                parts.chain(&raw.whole).collect()
            }
        }
    }

    /// The address or the request target.
    pub(crate) fn place(&self) -> &Text {
        match self {
            Self::Path { path, .. } => path,
            Self::Raw(raw) => &raw.target,
        }
    }

    pub(crate) fn method(&self) -> &str {
        match self {
            Self::Path { method, .. } => method,
            Self::Raw(raw) => &raw.method,
        }
    }
}

/// What all requests of a block share.
#[derive(Debug, Clone, Default)]
pub(crate) struct Manner {
    pub(crate) redirects: Redirects,
    pub(crate) cookies: bool,
    pub(crate) max_body: Option<u64>,
    /// Whether the target's base path is put before the path of raw requests.
    pub(crate) base_path: bool,
    pub(crate) effect_floor: Option<Effect>,
}

/// Builds one request.
pub(crate) fn build(
    source: &Source,
    manner: &Manner,
    target: &Target,
    bindings: &Bindings,
    env: &Env,
) -> Result<RequestSpec, BuildError> {
    // One evaluator: its bounds hold for the whole request.
    let mut fill = Evaluator::new(bindings, env);
    let (path, headers, body, timeout_seconds, whole, base) = match source {
        Source::Path { path, headers, body, .. } => (path, headers, body.as_ref(), None, None, ""),
        Source::Raw(raw) => {
            let base = if manner.base_path { target.base_path() } else { "" };
            (&raw.target, &raw.headers, Some(&raw.body), raw.timeout_seconds, raw.whole.as_ref(), base)
        }
    };
    let path = fill.text(path)?;
    let place = if whole.is_some() { place_as_written(&path, target)? } else { place(&path, base, target)? };
    let mut filled = Vec::with_capacity(headers.len());
    for (name, value) in headers {
        let value = fill.text(value)?;
        if value.iter().any(|b| matches!(b, b'\r' | b'\n' | 0)) {
            return Err(BuildError::Header(name.clone()));
        }
        if !name.eq_ignore_ascii_case("content-length") {
            filled.push((name.clone(), value));
        }
    }
    let body = body.map(|b| fill.text(b)).transpose()?.unwrap_or_default();
    let raw = whole.map(|w| fill.text(w)).transpose()?;
    let method = source.method();
    if !is_method(method) {
        return Err(BuildError::Method(method.to_owned()));
    }
    Ok(RequestSpec {
        method: method.to_owned(),
        scheme: place.scheme,
        host: place.host,
        port: place.port,
        target: place.path,
        headers: filled,
        body,
        effect: effect(method, raw.is_some(), manner.effect_floor),
        raw,
        redirects: manner.redirects,
        cookies: manner.cookies,
        timeout_seconds,
        max_body: manner.max_body,
    })
}

/// GET, HEAD and OPTIONS change nothing (RFC 9110 section 9.2.1). Bytes sent as written may upset what stands between us
/// and the server, and hide a second request: they count as changing state.
pub(crate) fn effect(method: &str, raw: bool, floor: Option<Effect>) -> Effect {
    let own = match method {
        "GET" | "HEAD" | "OPTIONS" if !raw => Effect::Safe,
        _ => Effect::StateChanging,
    };
    floor.map_or(own, |floor| own.max(floor))
}

struct Place {
    scheme: String,
    host: String,
    port: u16,
    path: String,
}

/// The place of bytes that are sent as written: they go to the target, whatever address they name. What asks a proxy for
/// another host begins with a whole address.
fn place_as_written(text: &[u8], target: &Target) -> Result<Place, BuildError> {
    let text = wire_text(text.trim_ascii());
    if text.len() > MAX_TARGET {
        return Err(BuildError::Address(text.chars().take(200).collect()));
    }
    Ok(Place {
        scheme: target.scheme().to_owned(),
        host: target.host().to_owned(),
        port: target.port(),
        path: text,
    })
}

/// Takes an address apart without touching its path.
fn place(text: &[u8], base: &str, target: &Target) -> Result<Place, BuildError> {
    let text = wire_text(text.trim_ascii());
    let refused = || BuildError::Address(text.chars().take(200).collect());
    if text.len() > MAX_TARGET {
        return Err(refused());
    }
    if text.starts_with('/') || text == "*" {
        return Ok(Place {
            scheme: target.scheme().to_owned(),
            host: target.host().to_owned(),
            port: target.port(),
            path: format!("{base}{text}"),
        });
    }
    let (scheme, rest) = text.split_once("://").unwrap_or((target.scheme(), &text));
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    // Only the authority is parsed by the library: it would decode and normalise the rest.
    let parsed = Target::parse(&format!("{scheme}://{authority}/")).map_err(|_| refused())?;
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    Ok(Place {
        scheme: parsed.scheme().to_owned(),
        host: parsed.host().to_owned(),
        port: parsed.port(),
        path,
    })
}

/// Bytes that cannot stand in a request line are percent-encoded, so that no value ends it early.
fn wire_text(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for b in bytes {
        if b.is_ascii_graphic() {
            out.push(char::from(*b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}
