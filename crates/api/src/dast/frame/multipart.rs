//! `multipart/form-data` (RFC 7578), read from a body that is in memory already: bounded in parts, never panicking.

/// The most parts of one body.
const MAX_PARTS: usize = 100;
/// The longest head of a part, in bytes.
const MAX_HEAD: usize = 8 * 1024;

/// One part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part<'b> {
    /// Name of the field.
    pub(crate) name: String,
    /// Name of the file, if it is one.
    pub(crate) file: Option<String>,
    /// The bytes.
    pub(crate) bytes: &'b [u8],
}

/// The boundary that a content type names.
pub(crate) fn boundary(content_type: &str) -> Option<String> {
    let mut parts = content_type.split(';');
    if !parts.next()?.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let text = parts.find_map(|part| {
        let (name, value) = part.trim().split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"').to_owned())
    })?;
    (1..=200).contains(&text.len()).then_some(text)
}

/// The parts of a body; `None` if it is not well-formed.
pub(crate) fn parts<'b>(body: &'b [u8], boundary: &str) -> Option<Vec<Part<'b>>> {
    let first = format!("--{boundary}");
    let next = format!("\r\n--{boundary}");
    let at = find(body, first.as_bytes())?;
    let mut rest = body.get(at + first.len()..)?;
    let mut out = Vec::new();
    loop {
        if rest.starts_with(b"--") {
            return Some(out);
        }
        rest = rest.strip_prefix(b"\r\n")?;
        let end = find(rest, next.as_bytes())?;
        out.push(part(rest.get(..end)?)?);
        if out.len() > MAX_PARTS {
            return None;
        }
        rest = rest.get(end + next.len()..)?;
    }
}

fn part(bytes: &[u8]) -> Option<Part<'_>> {
    let (head, body) = match bytes.strip_prefix(b"\r\n") {
        Some(body) => (&b""[..], body),
        None => {
            let end = find(bytes, b"\r\n\r\n").filter(|end| *end <= MAX_HEAD)?;
            (bytes.get(..end)?, bytes.get(end + 4..)?)
        }
    };
    let head = std::str::from_utf8(head).ok()?;
    let disposition = head.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim().eq_ignore_ascii_case("content-disposition").then_some(value)
    })?;
    let name = parameter(disposition, "name")?;
    Some(Part { name, file: parameter(disposition, "filename"), bytes: body })
}

/// A parameter of a content disposition; quotes may hold semicolons.
fn parameter(text: &str, wanted: &str) -> Option<String> {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(';') {
        let (name, value) = after.split_once('=')?;
        let name = name.trim();
        let (value, left) = match value.trim_start().strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => {
                value.split_once(';').map_or((value, ""), |(v, _)| (v, value.get(v.len()..).unwrap_or("")))
            }
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value.trim().to_owned());
        }
        rest = left;
    }
    None
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    loop {
        let at = from + haystack.get(from..)?.iter().position(|&b| b == first)?;
        if haystack.get(at..)?.starts_with(needle) {
            return Some(at);
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_are_found() {
        let body = b"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x\r\n\
            Content-Disposition: form-data; name=\"file\"; filename=\"a;b.json\"\r\nContent-Type: x/y\r\n\r\n{}\r\n\r\n--x--\r\n";
        let got = parts(body, "x").unwrap();
        let shown: Vec<_> = got.iter().map(|p| (p.name.as_str(), p.file.as_deref(), p.bytes)).collect();
        assert_eq!(shown, [("a", None, &b"1"[..]), ("file", Some("a;b.json"), &b"{}\r\n"[..])]);
        assert_eq!(boundary("multipart/form-data; boundary=\"ab c\"").as_deref(), Some("ab c"));
        assert_eq!(boundary("application/json"), None);
        for bad in ["", "--x", "--x\r\n", "--x\r\n\r\n\r\n--x--", "--x\r\nA: b\r\n\r\nc"] {
            assert_eq!(parts(bad.as_bytes(), "x"), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn any_body_is_read_or_refused(body in proptest::collection::vec(any::<u8>(), 0..300), text in "(--x|\r\n|\r\n--x--|Content-Disposition: form-data; name=\"?a\"?|;|=|\"){0,20}") {
            let _ = parts(&body, "x");
            let _ = parts(text.as_bytes(), "x");
            let _ = parameter(&text, "name");
        }
    }
}
