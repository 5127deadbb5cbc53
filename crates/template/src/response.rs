//! An answer, and the variables that matchers and extractors read from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::expr::{Bindings, Lookup, Value};

/// Most header and cookie names that become variables.
const MAX_NAMES: usize = 500;
/// Most answers that are kept.
const MAX_HISTORY: usize = 64;

/// What a target answered, as the sender saw it. The sender bounds its size.
#[derive(Debug, Clone, Default)]
pub struct Response {
    /// Status code.
    pub status: u16,
    /// Status line as it came, without its line end; empty if unknown.
    pub status_line: String,
    /// Headers in their order, values as they came.
    pub headers: Vec<(String, Vec<u8>)>,
    /// Body after content decoding.
    pub body: Arc<[u8]>,
    /// Milliseconds from sending to the end of the answer.
    pub duration_ms: u64,
    /// Where it came from, redirects followed.
    pub url: String,
    /// What the callback listener saw until the answer was judged. Calls come late: for templates that
    /// [need them](crate::Template::needs_callback) the sender waits a little before it hands the answer in.
    pub callback: Option<Callback>,
}

/// Interactions with the callback listener.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Callback {
    /// Protocols seen: `dns`, `http`, …
    pub protocols: Vec<String>,
    /// The last request as it came.
    pub request: Vec<u8>,
}

/// The answers of one block: the last one, and the earlier ones for `body_1` and its like. The first 63 are kept.
#[derive(Debug, Clone, Default)]
pub struct Responses {
    answers: Vec<Option<Answer>>,
}

impl Responses {
    /// Adds an answer; it becomes the one that names without a number mean.
    pub fn push(&mut self, response: Response) {
        self.add(Some(Answer::of(response)));
    }

    /// Notes that a request brought no answer, so that the numbers of later ones stay right.
    pub fn skip(&mut self) {
        self.add(None);
    }

    /// Puts another answer in the place of the last one.
    pub(crate) fn replace_last(&mut self, response: Response) {
        self.answers.pop();
        self.push(response);
    }

    fn add(&mut self, answer: Option<Answer>) {
        if self.answers.len() >= MAX_HISTORY {
            self.answers.pop();
        }
        self.answers.push(answer);
    }

    /// Forgets all answers.
    pub fn clear(&mut self) {
        self.answers.clear();
    }
}

#[derive(Debug, Clone)]
struct Answer {
    response: Response,
    header_block: Arc<[u8]>,
    /// By header name in lower case, `-` as `_`; and by cookie name.
    named: BTreeMap<String, Value>,
}

impl Answer {
    fn of(response: Response) -> Self {
        let mut header_block = Vec::new();
        let mut named: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let mut add = |name: String, value: &[u8]| {
            if named.len() < MAX_NAMES || named.contains_key(&name) {
                let all = named.entry(name).or_default();
                if !all.is_empty() {
                    all.push(b' ');
                }
                all.extend_from_slice(value);
            }
        };
        for (name, value) in &response.headers {
            header_block.extend_from_slice(name.as_bytes());
            header_block.extend_from_slice(b": ");
            header_block.extend_from_slice(value);
            header_block.extend_from_slice(b"\r\n");
            add(variable(name), value);
        }
        for (name, value) in &response.headers {
            if name.eq_ignore_ascii_case("set-cookie")
                && let Some((cookie, value)) = cookie(value)
                && variable(&cookie) != "set_cookie"
            {
                add(variable(&cookie), &value);
            }
        }
        let named = named.into_iter().map(|(k, v)| (k, Value::from(v))).collect();
        Self { response, header_block: header_block.into(), named }
    }

    /// The variables that every answer has.
    fn fixed(&self, name: &str) -> Option<Value> {
        let response = &self.response;
        #[expect(clippy::cast_precision_loss, reason = "sizes and milliseconds are far below 2^53")]
        let value = match name {
            "status_code" => Value::from(f64::from(response.status)),
            "body" => Value::Text(response.body.clone()),
            "header" | "headers" | "all_headers" => Value::Text(self.header_block.clone()),
            "all" | "raw" | "response" => Value::from(self.whole()),
            "content_length" => Value::from(response.body.len() as f64),
            "duration" => Value::from(response.duration_ms as f64 / 1000.0),
            "matched" | "url" => Value::from(response.url.as_str()),
            "interactsh_protocol" => Value::from(response.callback.as_ref()?.protocols.join("\n")),
            "interactsh_request" => Value::text(&response.callback.as_ref()?.request),
            _ => return None,
        };
        Some(value)
    }

    fn whole(&self) -> Vec<u8> {
        let line = match self.response.status_line.as_str() {
            "" => format!("HTTP/1.1 {}", self.response.status),
            line => line.to_owned(),
        };
        [line.as_bytes(), b"\r\n", &self.header_block, b"\r\n", &self.response.body].concat()
    }
}

/// `Content-Type` as `content_type`.
pub(crate) fn variable(name: &str) -> String {
    name.to_ascii_lowercase().replace('-', "_")
}

fn cookie(value: &[u8]) -> Option<(String, Vec<u8>)> {
    let pair = value.split(|b| *b == b';').next()?;
    let at = pair.iter().position(|b| *b == b'=')?;
    let name = String::from_utf8_lossy(pair[..at].trim_ascii()).into_owned();
    (!name.is_empty()).then(|| (name, pair[at + 1..].trim_ascii().to_vec()))
}

/// The variables of matchers and extractors.
///
/// A name is looked for, in this order: what every answer has (`body`, `status_code`, …, and `body_2` for the second
/// answer of the block); what this judgement extracted; the [`Bindings`]; last the names of headers and cookies, so that
/// an answer cannot redefine a word of the template.
#[derive(Debug)]
pub struct Facts<'a> {
    bindings: &'a Bindings,
    answers: &'a [Option<Answer>],
    pub(crate) extracted: BTreeMap<String, Value>,
}

impl<'a> Facts<'a> {
    /// The variables of the last of the given answers.
    pub fn new(bindings: &'a Bindings, responses: &'a Responses) -> Self {
        Self { bindings, answers: &responses.answers, extracted: BTreeMap::new() }
    }

    fn numbered<'n>(&self, name: &'n str) -> Option<(&'a Answer, &'n str)> {
        let (name, number) = name.rsplit_once('_')?;
        let number: usize = number.parse().ok()?;
        self.answers.get(number.checked_sub(1)?)?.as_ref().map(|answer| (answer, name))
    }
}

impl Lookup for Facts<'_> {
    fn get(&self, name: &str) -> Option<Value> {
        let last = self.answers.last().and_then(Option::as_ref);
        let numbered = self.numbered(name);
        last.and_then(|a| a.fixed(name))
            .or_else(|| numbered.and_then(|(a, name)| a.fixed(name)))
            .or_else(|| self.extracted.get(name).cloned())
            .or_else(|| self.bindings.get(name))
            .or_else(|| last.and_then(|a| a.named.get(name).cloned()))
            .or_else(|| numbered.and_then(|(a, name)| a.named.get(name).cloned()))
    }
}
