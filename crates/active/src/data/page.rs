//! What two kinds of answers differ in, learnt from samples.
//!
//! A page is the set of its features: status, place of a redirect, names of cookies, and pairs of neighbouring words,
//! counted. A feature counts for one kind if each sample of it has the feature and no sample of the other kind has: what is
//! random, or what reflects a random payload, drops out by itself. Signs between words are no features, in whatever way they
//! are written: two payloads that differ in signs and random words alone look alike where they are only repeated.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use crawl::Exchange;
use regex::bytes::Regex;

/// The most bytes of a page that are read.
const MOST_BYTES: usize = 256 * 1024;
/// The most features of a page.
const MOST_FEATURES: usize = 20_000;

/// What a page is made of, as hashes. Alike only within one process.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Features(HashSet<u64>);

impl Features {
    /// The features of an answer.
    pub(crate) fn of(exchange: &Exchange) -> Self {
        let response = &exchange.response;
        let mut out = HashSet::new();
        out.insert(number(&("status", response.status)));
        if let Some(to) = response.header("location") {
            let path = to.split(['?', '#']).next().unwrap_or_default();
            out.insert(number(&("location", path)));
        }
        for cookie in response.headers_named("set-cookie") {
            out.insert(number(&("cookie", cookie.split('=').next().unwrap_or_default())));
        }
        out.insert(number(&("empty", response.body.is_empty())));
        let body = plain(response.body.get(..MOST_BYTES).unwrap_or(&response.body));
        let body = body.as_ref();
        out.extend(pairs("body", split(body)));
        out.extend(pairs("text", outside_tags(body).flat_map(split)));
        Self(out)
    }
}

/// A body in which signs that are written as letters are blanks: `&quot;`, `%27`, `\u0027`.
fn plain(body: &[u8]) -> std::borrow::Cow<'_, [u8]> {
    static ESCAPED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?-u)&(?:#[0-9]{1,5}|#[xX][0-9a-fA-F]{1,4}|quot|apos|amp|lt|gt|nbsp|num|lpar|rpar);?|%(?:25)*[0-9a-fA-F]{2}|\\u00[0-9a-fA-F]{2}|\\x[0-9a-fA-F]{2}",
        )
        .ok()
    });
    match ESCAPED.as_ref() {
        Some(escaped) => escaped.replace_all(body, &b" "[..]),
        None => body.into(),
    }
}

/// The words of a text.
fn split(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|b| b.is_ascii() && !b.is_ascii_alphanumeric()).filter(|w| !w.is_empty())
}

/// The parts of a page outside of tags: what a reader sees in a row, whatever markup lies between.
fn outside_tags(body: &[u8]) -> impl Iterator<Item = &[u8]> {
    let part = |piece: &'_ [u8]| piece.iter().position(|b| *b == b'>').map_or(0, |at| at + 1);
    body.split(|b| *b == b'<').map(move |piece| piece.get(part(piece)..).unwrap_or_default())
}

/// Pairs of neighbouring words with the number of their occurrence: the order of rows and how many there are count.
fn pairs<'a>(what: &str, words: impl Iterator<Item = &'a [u8]>) -> HashSet<u64> {
    let mut out = HashSet::new();
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let mut before: &[u8] = b"";
    for word in words.take(MOST_FEATURES) {
        let pair = number(&(what, before, word));
        let count = seen.entry(pair).or_default();
        *count += 1;
        out.insert(number(&(pair, *count)));
        before = word;
    }
    out
}

fn number(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// What tells two kinds of answers apart.
#[derive(Debug, Clone)]
pub(crate) struct Divide {
    yes: HashSet<u64>,
    no: HashSet<u64>,
}

impl Divide {
    /// What all of `yes` have and none of `no`, and the other way round; `None` if there is neither.
    pub(crate) fn learn(yes: &[Features], no: &[Features]) -> Option<Self> {
        let divide = Self { yes: common(yes, no), no: common(no, yes) };
        (!divide.yes.is_empty() || !divide.no.is_empty()).then_some(divide)
    }

    /// Which kind a page is; `None` if it looks like both or neither.
    pub(crate) fn kind(&self, page: &Features) -> Option<bool> {
        let (yes, no) = (share(&self.yes, page), share(&self.no, page));
        match (yes, no) {
            (Some(yes), Some(no)) if yes >= 0.5 && no < 0.5 => Some(true),
            (Some(yes), Some(no)) if yes < 0.5 && no >= 0.5 => Some(false),
            (Some(_), Some(_)) | (None, None) => None,
            (Some(yes), None) => Some(yes >= 0.5),
            (None, Some(no)) => Some(no < 0.5),
        }
    }
}

fn common(all: &[Features], none: &[Features]) -> HashSet<u64> {
    let Some((first, rest)) = all.split_first() else { return HashSet::new() };
    let keep = |f: &&u64| rest.iter().all(|p| p.0.contains(f)) && !none.iter().any(|p| p.0.contains(f));
    first.0.iter().filter(keep).copied().collect()
}

fn share(of: &HashSet<u64>, page: &Features) -> Option<f64> {
    if of.is_empty() {
        return None;
    }
    Some(of.iter().filter(|f| page.0.contains(f)).count() as f64 / of.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Features {
        let body = plain(text.as_bytes());
        let body = body.as_ref();
        let mut out = pairs("body", split(body));
        out.extend(pairs("text", outside_tags(body).flat_map(split)));
        Features(out)
    }

    #[track_caller]
    fn check(yes: [&str; 2], no: [&str; 2], asked: &str, expect: Option<bool>) {
        let divide = Divide::learn(&yes.map(page), &no.map(page));
        assert_eq!(divide.and_then(|d| d.kind(&page(asked))), expect, "{yes:?} {no:?} {asked}");
    }

    #[test]
    fn learns_what_differs() {
        check(["a row 17", "a row 18"], ["no 19", "no 20"], "a row 21", Some(true));
        check(["a row 17", "a row 18"], ["no 19", "no 20"], "no 22", Some(false));
        check(["x 17", "x 18"], ["x 19", "x 20"], "x 21", None);
        check(["x y", "x y"], ["x y z", "x y z"], "x y", Some(true));
        check(["one two", "one two"], ["two one", "two one"], "two one", Some(false));
        check(["<a>1</a><a>2</a>"; 2], ["<a>2</a><a>1</a>"; 2], "<a>1</a><a>2</a>", Some(true));
        check([r"x %27%7C y", r"a\u0027 b"], ["x %7C%27 y", "a b"], "x y", None);
        check(["x %27y", "x 'y"], ["x &#39; y", "x y"], "x y", None);
        check(["r r r", "r r r"], ["r r", "r r"], "r r r", Some(true));
        check(["a row 17", "a row 18"], ["no 19", "no 20"], "error", None);
    }
}
