//! Addresses in code: string literals of scripts that look like one, with the method and JSON fields of the call around
//! them where these are plain to see. Nothing is run.

/// The most addresses that are taken from one script.
const MOST: usize = 500;
/// The longest literal that can be an address, in bytes.
const LONGEST: usize = 512;
/// How far around a literal the call is looked at, in bytes.
const NEAR_BEFORE: usize = 48;
const NEAR_AFTER: usize = 400;
/// The most fields of a JSON object that are taken.
const MOST_FIELDS: usize = 30;
/// Endings that make a bare `word/word.ext` an address.
const EXTENSIONS: &[&str] = &[
    "php", "asp", "aspx", "jsp", "jspx", "do", "action", "cgi", "pl", "html", "htm", "json", "xml", "txt",
    "js", "mjs", "cfm", "ashx", "asmx", "svc",
];
/// Beginnings that make a bare `word/word` an address.
const PREFIXES: &[&str] =
    &["api", "rest", "ajax", "v1", "v2", "v3", "graphql", "service", "services", "rpc", "cgi-bin"];

/// An address found in code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The reference as it stands, template expressions replaced by `1`.
    pub reference: String,
    /// Method in upper case.
    pub method: String,
    /// The fields of the JSON object that is sent.
    pub fields: Vec<String>,
}

/// The addresses in `code`, each with its method once, in order.
pub fn calls(code: &str) -> Vec<Call> {
    let mut found: Vec<Call> = Vec::new();
    for literal in Literals::new(code) {
        let Some(reference) = reference(literal.text) else { continue };
        let method = method(code, &literal);
        let fields = if method == "GET" { Vec::new() } else { fields(near(code, literal.end, NEAR_AFTER)) };
        let call = Call { reference, method, fields };
        if !found.iter().any(|c| c.reference == call.reference && c.method == call.method) {
            found.push(call);
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}

/// A string literal: where it begins and ends with its quotes, and what stands between.
struct Literal<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

/// Walks over string literals. Comments are skipped; a quote that no other follows on its line is taken for part of
/// something else (a regular expression, text), so that one odd character does not turn the rest inside out.
struct Literals<'a> {
    code: &'a str,
    at: usize,
    /// The last byte that was neither space nor comment: it tells a division from a regular expression.
    last: u8,
}

impl<'a> Literals<'a> {
    fn new(code: &'a str) -> Self {
        Self { code, at: 0, last: b';' }
    }

    /// Steps over a comment or a regular expression that begins here.
    fn skip_slash(&mut self) -> bool {
        let rest = self.code.as_bytes().get(self.at..).unwrap_or_default();
        let length = match rest {
            [b'/', b'/', ..] => rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len()),
            [b'/', b'*', ..] => {
                rest.windows(2).skip(2).position(|w| w == b"*/").map_or(rest.len(), |p| p + 4)
            }
            _ if b"(,=:[!&|?{};+\n".contains(&self.last) => match expression(rest) {
                Some(length) => length,
                None => return false,
            },
            _ => return false,
        };
        self.at += length;
        true
    }
}

impl<'a> Iterator for Literals<'a> {
    type Item = Literal<'a>;

    fn next(&mut self) -> Option<Literal<'a>> {
        let bytes = self.code.as_bytes();
        loop {
            let byte = *bytes.get(self.at)?;
            if byte == b'/' && self.skip_slash() {
                continue;
            }
            let start = self.at;
            // What is escaped is no quote; so a quote that was not closed is not looked for again from each of them.
            self.at += if byte == b'\\' { 2 } else { 1 };
            if !byte.is_ascii_whitespace() {
                self.last = byte;
            }
            if !matches!(byte, b'"' | b'\'' | b'`') {
                continue;
            }
            let Some(end) = closing(bytes, self.at, byte) else { continue };
            let text = self.code.get(start + 1..end).unwrap_or_default();
            self.at = end + 1;
            return Some(Literal { start, end: end + 1, text });
        }
    }
}

/// The longest regular expression that is known as one, in bytes.
const LONGEST_EXPRESSION: usize = 300;

/// The length of the regular expression at the start of `rest`.
fn expression(rest: &[u8]) -> Option<usize> {
    let (mut escaped, mut in_class) = (false, false);
    for (i, b) in rest.iter().enumerate().take(LONGEST_EXPRESSION).skip(1) {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'\n' => return None,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => return Some(i + 1),
            _ => {}
        }
    }
    None
}

/// Where the literal that is open at `from` ends.
fn closing(bytes: &[u8], from: usize, quote: u8) -> Option<usize> {
    let mut escaped = false;
    for (i, b) in bytes.get(from..)?.iter().enumerate().take(64 * 1024) {
        match b {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'\n' if quote != b'`' => return None,
            b if *b == quote => return Some(from + i),
            _ => {}
        }
    }
    None
}

/// The address that a literal holds, if it looks like one.
fn reference(literal: &str) -> Option<String> {
    if literal.len() < 2 || literal.len() > LONGEST {
        return None;
    }
    let text = without_expressions(&literal.replace("\\/", "/"));
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c);
    if text.len() < 2 || !text.chars().all(allowed) {
        return None;
    }
    let absolute = text.starts_with("http://") || text.starts_with("https://");
    let rooted = text.starts_with('/')
        && text[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || "_.~".contains(c));
    let relative = ["./", "../"].iter().any(|p| text.starts_with(p));
    let fine = absolute || ((rooted || relative) && !is_expression(&text)) || is_bare(&text);
    fine.then_some(text)
}

/// `/x/g` and the like: a regular expression in a string, or a date format.
fn is_expression(text: &str) -> bool {
    text.contains("(?") || text.contains(".*") || text.contains("[^") || text.contains(")$")
}

fn is_bare(text: &str) -> bool {
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

/// The text with each `${…}` replaced by `1`.
fn without_expressions(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        out.push_str(before);
        out.push('1');
        rest = after.split_once('}').map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

fn near(code: &str, from: usize, length: usize) -> &str {
    let mut end = from.saturating_add(length).min(code.len());
    while !code.is_char_boundary(end) {
        end -= 1;
    }
    let text = code.get(from..end).unwrap_or_default();
    text.split_once(';').map_or(text, |(call, _)| call)
}

/// The method of the call that the literal is an argument of.
fn method(code: &str, literal: &Literal<'_>) -> String {
    let mut from = literal.start.saturating_sub(NEAR_BEFORE);
    while !code.is_char_boundary(from) {
        from += 1;
    }
    let before = code.get(from..literal.start).unwrap_or_default().trim_end().to_ascii_lowercase();
    for (word, method) in [("post", "POST"), ("put", "PUT"), ("patch", "PATCH"), ("delete", "DELETE")] {
        let calls = before.ends_with(&format!(".{word}(")) || before.ends_with(&format!("\"{word}\","));
        if calls || before.ends_with(&format!("'{word}',")) {
            return method.to_owned();
        }
    }
    let after = near(code, literal.end, NEAR_AFTER);
    for key in ["method", "type"] {
        let value = after.split_once(key).and_then(|(_, rest)| {
            let rest = rest.trim_start_matches(['"', '\'', ' ']).strip_prefix(':')?.trim_start();
            rest.trim_start_matches(['"', '\'', '`']).split(|c: char| !c.is_ascii_alphabetic()).next()
        });
        let value = value.unwrap_or_default().to_ascii_uppercase();
        if ["POST", "PUT", "PATCH", "DELETE"].contains(&value.as_str()) {
            return value;
        }
    }
    "GET".to_owned()
}

/// The names of the object in `JSON.stringify({…})`, or that follows the address as the next argument.
fn fields(after: &str) -> Vec<String> {
    let object = match after.split_once("JSON.stringify(") {
        Some((_, rest)) => rest.trim_start().strip_prefix('{'),
        None => after.trim_start().strip_prefix(',').and_then(|rest| rest.trim_start().strip_prefix('{')),
    };
    let Some(object) = object else { return Vec::new() };
    let mut names = Vec::new();
    let (mut depth, mut item) = (0_u32, String::new());
    for c in object.chars() {
        match c {
            '{' | '[' | '(' => depth += 1,
            '}' if depth == 0 => break,
            '}' | ']' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => push_name(&mut names, &std::mem::take(&mut item)),
            c if depth == 0 => item.push(c),
            _ => {}
        }
    }
    push_name(&mut names, &item);
    // Options of the call itself are no fields.
    let is_options = names.iter().any(|n| matches!(n.as_str(), "method" | "headers" | "credentials"));
    if is_options && !after.contains("JSON.stringify(") { Vec::new() } else { names }
}

fn push_name(names: &mut Vec<String>, item: &str) {
    let name = item.split(':').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    let plain =
        !name.is_empty() && name.len() <= 64 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if plain && names.len() < MOST_FIELDS && !names.iter().any(|n| n == name) {
        names.push(name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(code: &str, expect: &[&str]) {
        let shown: Vec<String> = calls(code)
            .into_iter()
            .map(|c| format!("{} {} {}", c.method, c.reference, c.fields.join(",")).trim_end().to_owned())
            .collect();
        assert_eq!(shown, expect, "{code}");
    }

    #[test]
    fn finds_addresses() {
        check("fetch('/api/users')", &["GET /api/users"]);
        check("fetch(`/api/users/${id}/x?y=${a.b}`)", &["GET /api/users/1/x?y=1"]);
        check("var u = \"\\/api\\/x\"", &["GET /api/x"]);
        check("x = 'text/html', y = 'a/b', z = 'M/d/yyyy', w = '/', v = '//', u = '</div>'", &[]);
        check(
            "load('list.php?x=1'); load('api/items'); load('jquery.min.js')",
            &["GET list.php?x=1", "GET api/items"],
        );
        check("// don't '/no'\n/* '/no2' */ go('/yes')", &["GET /yes"]);
        check("s.replace(/it's/, ''); go('/yes')", &["GET /yes"]);
        check("a('/x');b('/x')", &["GET /x"]);
    }

    #[test]
    fn reads_methods_and_fields() {
        check("axios.post('/a', {name: n, mail: m})", &["POST /a name,mail"]);
        check("$.ajax({url: '/b', type: 'POST', data: d})", &["POST /b"]);
        check("x.open('PUT', '/c')", &["PUT /c"]);
        check(
            "fetch('/d', {method: 'POST', headers: {a: 1}, body: JSON.stringify({user, \"pass\": p, o: {x: 1}})})",
            &["POST /d user,pass,o"],
        );
        check("fetch('/e'); fetch('/f', {method: \"delete\"})", &["GET /e", "DELETE /f"]);
    }

    #[test]
    fn hostile_code_stays_bounded() {
        assert_eq!(calls(&(0..100_000).map(|i| format!("'/x{i}';")).collect::<String>()).len(), MOST);
        let _ = calls(&"'".repeat(500_001));
        let _ = calls(&"`${".repeat(100_000));
        let _ = calls(&"/*".repeat(200_000));
        let _ = calls(&"\"\\".repeat(200_000));
        let _ = calls(&"(/[".repeat(50_000));
    }

    proptest! {
        #[test]
        fn never_panics(code in "([a-z'\"`/\\\\ü{}$().,:*\n]|JSON.stringify\\(|'/a'){0,80}") {
            let _ = calls(&code);
        }
    }
}
