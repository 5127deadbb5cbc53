//! What an answer looks like, in two numbers that are the same in every process: enough to tell whether it changed.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::exchange::Exchange;
use crate::hash::{fold, hash};
use crate::html::{self, Document};
use crate::similarity::{is_near_within, sketch};

/// How deep JSON is looked into.
const DEEPEST: u32 = 16;
/// The most fields of an object that count.
const MOST_FIELDS: usize = 200;

/// What an answer looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Look {
    /// Status, media type, and which elements or fields stand within which; values do not count.
    pub structure: u64,
    /// Sketch of the words without digits.
    pub sketch: u64,
}

impl Look {
    /// The look of an answer.
    pub fn of(exchange: &Exchange) -> Self {
        let body = &exchange.response.body;
        let page = html::is_html(&exchange.media_type(), body);
        Self::of_read(exchange, page.then(|| html::parse(body, &exchange.request.url)).as_ref())
    }

    /// The same for an answer that was read already; `document` if it is a page.
    pub(crate) fn of_read(exchange: &Exchange, document: Option<&Document>) -> Self {
        let (media_type, body) = (exchange.media_type(), &exchange.response.body);
        let built = match document {
            Some(document) => document.structure,
            None if media_type.ends_with("json") => {
                serde_json::from_slice::<Value>(body).map_or(0, |value| of_json(&value, 0))
            }
            None => 0,
        };
        let head = fold(u64::from(exchange.response.status), hash(media_type.as_bytes()));
        Self { structure: fold(head, built), sketch: sketch(body) }
    }

    /// Whether both are of the same page, as far as can be told: built alike, and with nearly the same words. Another token,
    /// counter or time of day makes no other page.
    pub fn is_like(&self, other: &Self) -> bool {
        self.is_like_for(other, 0)
    }

    /// The same for a page that is so restless.
    pub fn is_like_for(&self, other: &Self, restless: u32) -> bool {
        self.structure == other.structure && is_near_within(self.sketch, other.sketch, restless)
    }

    /// How much the words of a page change by themselves, from two looks of it.
    pub fn restless(&self, again: &Self) -> u32 {
        (self.sketch ^ again.sketch).count_ones()
    }
}

fn of_json(value: &Value, depth: u32) -> u64 {
    match value {
        _ if depth > DEEPEST => 0,
        Value::Object(fields) => fields
            .iter()
            .take(MOST_FIELDS)
            .fold(1, |h, (name, field)| fold(fold(h, hash(name.as_bytes())), of_json(field, depth + 1))),
        // Lists of any length are alike if their first entries are.
        Value::Array(items) => fold(2, items.first().map_or(0, |i| of_json(i, depth + 1))),
        _ => 3,
    }
}
