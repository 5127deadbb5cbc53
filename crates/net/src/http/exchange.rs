//! One request and its answer.

use model::host::Host;

use crate::error::NetError;
use crate::http::chunked::Decoder;
use crate::http::head::{self, Framing};
use crate::http::{Request, Response, host_header};
use crate::limits::Limits;
use crate::stream::Stream;
use crate::unit::Net;

/// Bytes taken from the stream at once.
const PIECE: usize = 16 * 1024;
/// The most interim (1xx) answers before the real one.
const MOST_INTERIM: usize = 8;

/// Gets `path` over a connection of its own. Up to `limits.redirects` redirects are followed, on the same host and port.
///
/// # Errors
/// As [`Net::connect`] and [`exchange`].
pub async fn get(
    net: &Net,
    host: &Host,
    port: u16,
    tls: bool,
    path: &str,
    limits: &Limits,
) -> Result<Response, NetError> {
    let mut path = path.to_owned();
    for _ in 0..limits.redirects {
        let response = send(net, host, port, tls, &Request::get(&path), limits).await?;
        match same_place(&response, &host_header(host, port, tls), tls) {
            Some(next) => path = next,
            None => return Ok(response),
        }
    }
    send(net, host, port, tls, &Request::get(&path), limits).await
}

/// Sends `request` over a connection of its own and reads the answer. No redirect is followed.
///
/// # Errors
/// As [`Net::connect`] and [`exchange`].
pub async fn send(
    net: &Net,
    host: &Host,
    port: u16,
    tls: bool,
    request: &Request<'_>,
    limits: &Limits,
) -> Result<Response, NetError> {
    let mut stream = if tls {
        net.connect_tls_alpn(host, port, &["http/1.1"]).await?
    } else {
        net.connect(host, port).await?
    };
    exchange(&mut stream, request, tls, limits).await
}

/// Sends `request` over `stream` and reads the answer.
///
/// # Errors
/// `Protocol` if the answer is not HTTP/1, `TooLarge` for a header flood, `Closed`, `TimedOut`, `Tls`, `Stopped`, `Io`. Once
/// the head is there, trouble in the body only marks the response as truncated.
pub async fn exchange(
    stream: &mut Stream,
    request: &Request<'_>,
    tls: bool,
    limits: &Limits,
) -> Result<Response, NetError> {
    let bytes = request.to_bytes(&host_header(stream.host(), stream.port(), tls));
    exchange_raw(stream, &bytes, limits).await
}

/// As [`exchange`] with a request written by the caller, however odd.
///
/// # Errors
/// As [`exchange`].
pub async fn exchange_raw(
    stream: &mut Stream,
    request: &[u8],
    limits: &Limits,
) -> Result<Response, NetError> {
    exchange_kept(stream, request, limits).await.map(|(response, _)| response)
}

/// As [`exchange_raw`]; says too whether the connection can carry another exchange.
pub(super) async fn exchange_kept(
    stream: &mut Stream,
    request: &[u8],
    limits: &Limits,
) -> Result<(Response, bool), NetError> {
    // A server may answer and close before it took the whole request: its answer counts.
    let sent = stream.send(request).await;
    if let Err(error @ (NetError::Stopped | NetError::TimedOut)) = sent {
        return Err(error);
    }
    let (mut response, rest) = read_head(stream, limits).await?;
    let framing = head::framing(&response, request.starts_with(b"HEAD "));
    let read = read_body(stream, framing, rest, limits.body_bytes, &mut response.body).await;
    let mut clean = false;
    response.truncated = match read {
        Ok(ended) => {
            clean = ended;
            false
        }
        Err(NetError::Stopped) => return Err(NetError::Stopped),
        Err(_) => true,
    };
    let kept = clean && sent.is_ok() && head::keeps_alive(&response);
    Ok((response, kept))
}

async fn read_head(stream: &mut Stream, limits: &Limits) -> Result<(Response, Vec<u8>), NetError> {
    let mut seen = Vec::new();
    let mut interim = 0;
    loop {
        if let Some((response, length)) = head::parse(&seen, limits)? {
            seen.drain(..length);
            // 101 is final for us: what follows is another protocol.
            if !matches!(response.status, 100 | 102..=199) {
                return Ok((response, seen));
            }
            interim += 1;
            if interim > MOST_INTERIM {
                return Err(NetError::TooLarge);
            }
            continue;
        }
        seen.extend(stream.read_some(PIECE).await?);
    }
}

/// Reads the body behind `rest` into `body`, at most `max` bytes of it. Gives whether the stream stands exactly at the end
/// of the answer.
async fn read_body(
    stream: &mut Stream,
    framing: Framing,
    mut rest: Vec<u8>,
    max: usize,
    body: &mut Vec<u8>,
) -> Result<bool, NetError> {
    let mut decoder = Decoder::new();
    loop {
        match framing {
            Framing::None => return Ok(rest.is_empty()),
            Framing::Chunked => decoder.feed(&rest, body)?,
            Framing::Length(_) | Framing::UntilClose => body.append(&mut rest),
        }
        let (whole, clean) = match framing {
            Framing::Length(length) => {
                let length = usize::try_from(length).unwrap_or(usize::MAX);
                let clean = body.len() == length;
                ((body.len() >= length).then(|| body.truncate(length)).is_some(), clean)
            }
            _ => (decoder.is_done(), decoder.is_clean()),
        };
        if body.len() > max {
            body.truncate(max);
            return Err(NetError::TooLarge);
        }
        if whole {
            return Ok(clean);
        }
        rest = match stream.read_some(PIECE).await {
            Err(NetError::Closed) if framing == Framing::UntilClose => return Ok(false),
            read => read?,
        };
    }
}

/// The path that a redirect leads to, if it stays on the same host, port and scheme.
fn same_place(response: &Response, authority: &str, tls: bool) -> Option<String> {
    if !matches!(response.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let location = response.header("location")?;
    let scheme = if tls { "https://" } else { "http://" };
    let path = match location.strip_prefix(scheme) {
        Some(rest) => rest.strip_prefix(authority)?,
        None if location.starts_with("//") => return None,
        None => location,
    };
    let path = path.split('#').next().unwrap_or_default();
    match path {
        "" => Some("/".to_owned()),
        p if p.starts_with('/') && p.len() <= 4096 => Some(p.to_owned()),
        _ => None,
    }
}
