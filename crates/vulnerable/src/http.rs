//! A request, read within bounds. A test server's parser: strict where a scanner should notice, never a panic.

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt};

/// Most bytes of a request's head.
const HEAD: u64 = 64 * 1024;
/// Most bytes of a request's body.
const BODY: usize = 1024 * 1024;

/// A request as it came.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// The path as it was sent, still encoded.
    pub(crate) path: String,
    /// The query without its question mark, still encoded.
    pub(crate) query: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// Whether the connection may be used again.
    pub(crate) keep_alive: bool,
}

/// Reads the next request; `None` at the end of the connection or at anything that is no HTTP.
pub(crate) async fn read(stream: &mut (impl AsyncBufRead + Unpin)) -> Option<Request> {
    let mut head = stream.take(HEAD);
    let mut line = Vec::new();
    head.read_until(b'\n', &mut line).await.ok().filter(|n| *n > 0)?;
    let text = String::from_utf8_lossy(&line).into_owned();
    let mut words = text.split_whitespace();
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    let mut request = Request { method: method.to_owned(), ..Request::default() };
    let target = target.split('#').next().unwrap_or(target);
    let target =
        target.strip_prefix("http://").map_or(target, |rest| rest.find('/').map_or("/", |at| &rest[at..]));
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    (request.path, request.query) = (path.to_owned(), query.to_owned());
    loop {
        line.clear();
        head.read_until(b'\n', &mut line).await.ok().filter(|n| *n > 0)?;
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end();
        if text.is_empty() {
            break;
        }
        let (name, value) = text.split_once(':')?;
        request.headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
    }
    let connection = request.header("connection").to_ascii_lowercase();
    request.keep_alive = version == "HTTP/1.1" && connection != "close";
    request.body = body(stream, &request).await?;
    Some(request)
}

async fn body(stream: &mut (impl AsyncBufRead + Unpin), request: &Request) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    if request.header("transfer-encoding").eq_ignore_ascii_case("chunked") {
        loop {
            let mut line = String::new();
            stream.take(32).read_line(&mut line).await.ok()?;
            let size = usize::from_str_radix(line.trim().split(';').next()?, 16).ok()?;
            let mut chunk = vec![0; size.checked_add(2).filter(|n| body.len() + n < BODY)?];
            stream.read_exact(&mut chunk).await.ok()?;
            chunk.truncate(size);
            body.extend(chunk);
            if size == 0 {
                return Some(body);
            }
        }
    }
    let length = request.header("content-length");
    let length: usize = if length.is_empty() { 0 } else { length.parse().ok()? };
    body.resize(Some(length).filter(|n| *n <= BODY)?, 0);
    stream.read_exact(&mut body).await.ok()?;
    Some(body)
}

impl Request {
    /// A header, or nothing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v)
    }

    /// A field of the query.
    pub(crate) fn query(&self, name: &str) -> Option<String> {
        field(&self.query, name)
    }

    /// A field of a form, whichever way it is encoded.
    pub(crate) fn form(&self, name: &str) -> Option<String> {
        let kind = self.header("content-type");
        let text = String::from_utf8_lossy(&self.body);
        if kind.starts_with("multipart/form-data") {
            multipart(kind, &text, name)
        } else {
            field(&text, name)
        }
    }

    /// A member of a JSON object at the top of the body: the text of a string, or the value as it is written.
    pub(crate) fn json(&self, name: &str) -> Option<String> {
        json_member(&String::from_utf8_lossy(&self.body), name)
    }

    /// A cookie.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        let all = self.headers.iter().filter(|(n, _)| n == "cookie");
        let mut pairs = all.flat_map(|(_, v)| v.split(';')).filter_map(|p| p.trim().split_once('='));
        pairs.find(|(n, _)| *n == name).map(|(_, v)| decode(v))
    }
}

fn field(text: &str, name: &str) -> Option<String> {
    let mut pairs = text.split('&').map(|p| p.split_once('=').unwrap_or((p, "")));
    pairs.find(|(n, _)| decode(n) == name).map(|(_, v)| decode(v))
}

/// The names of the fields in an encoded list.
pub(crate) fn names(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split('&').filter(|p| !p.is_empty()).map(|p| decode(p.split('=').next().unwrap_or(p)))
}

/// Takes percent signs and pluses out.
pub(crate) fn decode(text: &str) -> String {
    percent(&text.replace('+', " "))
}

/// Takes percent signs out.
pub(crate) fn percent(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let hex =
            (byte == b'%').then(|| text.get(at + 1..at + 3).and_then(|h| u8::from_str_radix(h, 16).ok()));
        match hex.flatten() {
            Some(value) => {
                out.push(value);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Puts percent signs in, for a value of a query or form.
pub(crate) fn encode(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

fn multipart(kind: &str, text: &str, name: &str) -> Option<String> {
    let boundary = kind.split("boundary=").nth(1)?.trim_matches('"');
    let part = text.split(&format!("--{boundary}")).find(|p| p.contains(&format!("name=\"{name}\"")))?;
    let (head, body) = part.split_once("\r\n\r\n")?;
    // Of a file, its name is what an application shows.
    match head.split("filename=\"").nth(1) {
        Some(file) if name != "document" => file.split('"').next().map(str::to_owned),
        _ => Some(body.trim_end_matches("\r\n").to_owned()),
    }
}

fn json_member(text: &str, name: &str) -> Option<String> {
    let key = format!("\"{name}\"");
    let rest = text.split_once(&key)?.1.trim_start().strip_prefix(':')?.trim_start();
    let Some(inner) = rest.strip_prefix('"') else {
        return Some(bare(rest));
    };
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => return Some(out),
            '\\' => match chars.next()? {
                'n' => out.push('\n'),
                'r' => out.push('\r'),
                't' => out.push('\t'),
                'u' => {
                    let code: String = chars.by_ref().take(4).collect();
                    out.push(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32).unwrap_or('?'));
                }
                other => out.push(other),
            },
            other => out.push(other),
        }
    }
    None
}

/// A value that is no string: up to the comma or brace that ends it.
fn bare(rest: &str) -> String {
    let mut depth = 0_i32;
    let end = rest.find(|c| {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            _ => {}
        }
        depth < 0 || (depth == 0 && c == ',')
    });
    rest[..end.unwrap_or(rest.len())].trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_request_is_taken_apart() {
        let raw = b"POST /a%20b?x=1%262&y=a+b HTTP/1.1\r\nHost: t\r\nCookie: s=1; t=2\r\nContent-Length: 7\r\n\r\nq=%3Cb>";
        let request = read(&mut &raw[..]).await.unwrap();
        assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/a%20b"));
        assert_eq!(request.query("x").as_deref(), Some("1&2"));
        assert_eq!(request.query("y").as_deref(), Some("a b"));
        assert_eq!(request.cookie("t").as_deref(), Some("2"));
        assert_eq!(request.form("q").as_deref(), Some("<b>"));
        assert!(request.keep_alive);
    }

    #[test]
    fn members_of_json() {
        let text = r#"{"a": "x\"yA", "b": {"$ne": 1}, "c": 7}"#;
        assert_eq!(json_member(text, "a").as_deref(), Some("x\"yA"));
        assert_eq!(json_member(text, "b").as_deref(), Some(r#"{"$ne": 1}"#));
        assert_eq!(json_member(text, "c").as_deref(), Some("7"));
        assert_eq!(json_member(text, "d"), None);
    }

    #[tokio::test]
    async fn nonsense_is_no_request() {
        for raw in [&b"\r\n"[..], b"GET\r\n\r\n", b"POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", b""]
        {
            assert!(read(&mut &raw[..]).await.is_none());
        }
    }
}
