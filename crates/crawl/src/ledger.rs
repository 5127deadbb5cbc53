//! The coverage ledger: what became of every address that was seen.

use std::collections::BTreeMap;

use model::web::Endpoint;
use serde::{Deserialize, Serialize};

/// The most rejections that are kept. Beyond it they are only counted.
pub const MAX_ROWS: usize = 50_000;
/// The most bytes of text of kept rejections: addresses may be long.
const MOST_BYTES: usize = 32 << 20;
/// The most rows altogether. Crawled addresses are bounded by the crawl's limits; this is the bound if these have none.
const MOST_ROWS: usize = 2 * MAX_ROWS;

model::words! {
    /// Why an address was not asked for, or not looked into further.
    Reason {
        /// Not of the target.
        OutOfScope = "url out of scope",
        /// On the exclude list.
        Excluded = "is on user reject list",
        /// An include list is given and does not cover it.
        NotIncluded = "is not on user include list",
        /// It would end the session.
        LogoutKeyword = "is on keyword reject list",
        /// It would destroy something.
        DestructiveKeyword = "is on destructive keyword list",
        /// Pictures, fonts, films and archives hold no links.
        Extension = "file extension ignored",
        /// Deeper than the limit.
        Depth = "depth limit reached",
        /// The address is longer than can be asked for.
        UrlLength = "url length limit reached",
        /// Not an address that can be asked for.
        Invalid = "not a valid url",
        /// Enough addresses with these parameter names.
        QueryVariants = "query string limit reached",
        /// Enough addresses of this form.
        PathVariants = "path pattern limit reached",
        /// Enough entries of one folder.
        FolderEntries = "path limit reached",
        /// The path repeats itself or grows without end.
        Trap = "auto pattern limit reached",
        /// The pages of this form are all built alike.
        Duplicate = "deduplicated (structure)",
        /// What is there is what a missing page brings.
        Missing = "page not found",
        /// Sending it could change something, which the profile does not allow.
        EffectCeiling = "above the effect ceiling",
        /// The limit of addresses of the crawl.
        UrlLimit = "url limit reached",
        /// The limit of bytes of the crawl.
        ByteLimit = "byte limit reached",
        /// The limit of time of the crawl.
        TimeLimit = "time limit reached",
        /// The queue is full.
        QueueFull = "queue limit reached",
        /// One page names more addresses than are read.
        LinksPerPage = "links per page limit reached",
        /// The request failed.
        NetworkError = "network error",
        /// The worker was lost while a request that may change something was under way; it is not sent again.
        Interrupted = "interrupted and not repeated",
        /// Asking for it ended the session more than once.
        LogsOut = "ends the session",
        /// The crawl was stopped.
        Stopped = "crawl stopped",
    }
}

model::words! {
    /// What became of an address.
    RowOutcome {
        /// It was asked for.
        Crawled = "crawled",
        /// It was not, or it brought nothing.
        Rejected = "rejected",
    }
}

/// One address and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Method.
    pub method: String,
    /// Address, cut to a URL's longest length.
    pub url: String,
    /// What became of it.
    pub outcome: RowOutcome,
    /// Why, for a rejection; for a crawled page why it was not looked into.
    pub reason: Option<Reason>,
    /// More about the reason.
    pub info: String,
    /// The page that named it.
    pub source: Option<String>,
    /// Status code of the answer.
    pub status: Option<u16>,
    /// Whether it was asked for in a session.
    pub authenticated: bool,
    /// Bytes of the request on the wire.
    pub request_bytes: u64,
    /// Bytes of the answer, head and body as they came.
    pub response_bytes: u64,
    /// Parameters of query and body.
    pub parameters: u32,
}

impl Row {
    /// A row for an address that is not asked for.
    pub fn rejected(method: &str, url: &str, reason: Reason, source: Option<&str>) -> Self {
        Self {
            method: method.to_owned(),
            url: url.chars().take(crate::web_url::MAX_URL).collect(),
            outcome: RowOutcome::Rejected,
            reason: Some(reason),
            info: String::new(),
            source: source.map(str::to_owned),
            status: None,
            authenticated: false,
            request_bytes: 0,
            response_bytes: 0,
            parameters: 0,
        }
    }

    /// Bytes of its texts.
    fn weight(&self) -> usize {
        self.url.len() + self.info.len() + self.source.as_ref().map_or(0, String::len)
    }
}

/// Every row, and how many there would be without the bound.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    rows: Vec<Row>,
    #[serde(default)]
    bytes: usize,
    crawled: u64,
    rejected: BTreeMap<Reason, u64>,
}

impl Ledger {
    /// Adds a row.
    pub fn add(&mut self, row: Row) {
        let room = match (row.outcome, row.reason) {
            (RowOutcome::Rejected, Some(reason)) => {
                *self.rejected.entry(reason).or_default() += 1;
                self.rows.len() < MAX_ROWS && self.bytes < MOST_BYTES
            }
            _ => {
                self.crawled += 1;
                self.rows.len() < MOST_ROWS
            }
        };
        if room {
            self.bytes += row.weight();
            self.rows.push(row);
        }
    }

    /// The rows that were kept, in the order of what happened.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The rows as the coverage list has them: accepted is what was asked for, positions count from 0 in the order of what
    /// happened. A ledger that grew only adds positions, so that what was sent before need not be sent again.
    pub fn endpoints(&self) -> impl Iterator<Item = Endpoint> {
        (0..).zip(&self.rows).map(|(position, row)| Endpoint {
            position,
            method: row.method.clone(),
            url: row.url.clone(),
            accepted: row.outcome == RowOutcome::Crawled,
            reason: row.reason.map(|r| r.as_str().to_owned()).unwrap_or_default(),
            info: row.info.clone(),
            source: row.source.clone(),
            status: row.status,
            authenticated: row.authenticated,
            request_bytes: row.request_bytes,
            response_bytes: row.response_bytes,
            parameters: row.parameters,
        })
    }

    /// How many addresses were asked for.
    pub fn crawled(&self) -> u64 {
        self.crawled
    }

    /// How many addresses were rejected, by reason; the rows beyond the bound count too.
    pub fn rejected(&self) -> &BTreeMap<Reason, u64> {
        &self.rejected
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_become_endpoints() {
        let mut ledger = Ledger::default();
        let row = Row::rejected("GET", "http://h.test/logout", Reason::LogoutKeyword, Some("http://h.test/"));
        ledger.add(Row { outcome: RowOutcome::Crawled, reason: None, status: Some(200), ..row.clone() });
        ledger.add(row);
        let endpoints: Vec<Endpoint> = ledger.endpoints().collect();
        let shown: Vec<(u32, bool, &str, Option<u16>)> =
            endpoints.iter().map(|e| (e.position, e.accepted, e.reason.as_str(), e.status)).collect();
        assert_eq!(shown, [(0, true, "", Some(200)), (1, false, "is on keyword reject list", None)]);
        assert_eq!(endpoints.last().and_then(|e| e.source.as_deref()), Some("http://h.test/"));
    }

    #[test]
    fn rows_are_bounded_and_counted() {
        let mut ledger = Ledger::default();
        let row = Row::rejected("GET", "http://h.test/", Reason::Trap, None);
        (0..MAX_ROWS + 10).for_each(|_| ledger.add(row.clone()));
        assert_eq!((ledger.rows().len(), ledger.rejected()[&Reason::Trap]), (MAX_ROWS, 50_010));
        ledger.add(Row { outcome: RowOutcome::Crawled, reason: None, ..row });
        assert_eq!(ledger.rows().len(), MAX_ROWS + 1, "what was asked for is told all the same");
        let mut long = Ledger::default();
        let row = Row::rejected("GET", &"x".repeat(5_000), Reason::Trap, Some(&"y".repeat(2_000)));
        (0..20_000).for_each(|_| long.add(row.clone()));
        assert!(long.rows().len() < 10_000 && long.rejected()[&Reason::Trap] == 20_000);
    }
}
