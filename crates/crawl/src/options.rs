//! How a crawl behaves and what it may cost.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::scope::WebScope;
use crate::session::Login;
use crate::web_url::WebUrl;

/// What to crawl and how. The effect ceiling is the client's.
#[derive(Debug, Clone)]
pub struct CrawlOptions {
    /// Where it begins.
    pub starts: Vec<WebUrl>,
    /// The fence.
    pub scope: WebScope,
    /// How to sign in.
    pub login: Login,
    /// Bounds.
    pub limits: CrawlLimits,
    /// Whether `robots.txt` and `sitemap.xml` are read.
    pub well_known: bool,
    /// Whether addresses are looked for in scripts.
    pub scripts: bool,
}

impl CrawlOptions {
    /// A crawl of the origins of `starts` with default bounds and no login.
    pub fn new(starts: Vec<WebUrl>) -> Self {
        let scope = WebScope::of(&starts);
        let (login, limits) = (Login::default(), CrawlLimits::default());
        Self { starts, scope, login, limits, well_known: true, scripts: true }
    }
}

/// Bounds of a crawl.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrawlLimits {
    /// Requests of the crawl.
    pub max_urls: u32,
    /// Links from a start address.
    pub max_depth: u16,
    /// Bytes of all answers, unpacked.
    pub max_bytes: u64,
    /// Time of one hand-out.
    pub max_time: Duration,
    /// Requests that wait.
    pub max_queue: u32,
    /// Requests of one form of address and set of parameter names, as long as they bring nothing new.
    pub variants: u32,
    /// The same, even if each brings something new.
    pub max_variants: u32,
    /// Different entries of one folder.
    pub folder_entries: u32,
    /// Requests at the same time.
    pub parallel: u16,
    /// Pause between the starts of two requests.
    pub delay: Duration,
    /// Requests between two checkpoints.
    pub checkpoint_every: u32,
}

impl Default for CrawlLimits {
    /// 5,000 requests, 20 links deep, 1 GiB, an hour; three variants of a form of address that bring nothing new and 50
    /// that do, 500 entries of a folder; four requests at the same time.
    fn default() -> Self {
        Self {
            max_urls: 5_000,
            max_depth: 20,
            max_bytes: 1 << 30,
            max_time: Duration::from_secs(3600),
            max_queue: 20_000,
            variants: 3,
            max_variants: 50,
            folder_entries: 500,
            parallel: 4,
            delay: Duration::ZERO,
            checkpoint_every: 50,
        }
    }
}
