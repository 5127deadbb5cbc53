//! The crawl itself.

mod control;
mod harvest;
mod run;
mod start;
mod suspect;

use model::definition::Effect;
use serde::{Deserialize, Serialize};

use crate::client::Client;
use crate::exchange::Exchange;
use crate::frontier::Frontier;
use crate::ledger::Ledger;
use crate::options::CrawlOptions;
use crate::session::LoginError;
use crate::site::{Site, SiteRequest};

use control::Controls;
use run::Crawler;

/// Takes part in a crawl: looks at each exchange and keeps checkpoints.
pub trait Observer: Send {
    /// An exchange of the crawl, in the order of the crawl. Passive checks look here.
    fn exchange(&mut self, exchange: &Exchange);

    /// Keeps a checkpoint. It is kept for good when this returns: a request that may change something is sent only after
    /// the checkpoint that says so.
    ///
    /// # Errors
    /// Ends the crawl.
    fn save(&mut self, checkpoint: &Checkpoint) -> impl Future<Output = Result<(), SaveError>> + Send;
}

/// A checkpoint could not be kept.
#[derive(Debug, thiserror::Error)]
#[error("checkpoint was not kept: {0}")]
pub struct SaveError(pub String);

/// Looks at nothing and keeps nothing: for crawls that are not resumed.
impl Observer for () {
    fn exchange(&mut self, _: &Exchange) {}

    async fn save(&mut self, _: &Checkpoint) -> Result<(), SaveError> {
        Ok(())
    }
}

/// Everything that a crawl knows. Holds no cookie values and no credentials: a resumed crawl signs in anew.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// What waits and what was seen.
    pub frontier: Frontier,
    /// What was found.
    pub site: Site,
    /// What became of each address.
    pub ledger: Ledger,
    controls: Controls,
    bytes: u64,
    /// Bytes of text of the requests that the site keeps.
    #[serde(default)]
    held: usize,
    well_known_done: bool,
}

/// The most bytes of text of the requests that a site keeps.
const MOST_HELD: usize = 64 << 20;

impl Checkpoint {
    /// Keeps a request of the site, within the bound.
    fn saw_request(&mut self, request: SiteRequest) {
        let weight = request.weight();
        if self.held + weight <= MOST_HELD {
            self.held += weight;
            self.site.saw_request(request);
        }
    }
}

model::words! {
    /// Why a crawl ended.
    Ended {
        /// Nothing was left to ask for.
        Done = "done",
        /// A bound of requests, bytes or time was reached.
        Limit = "limit",
        /// It was stopped; the last checkpoint says where.
        Stopped = "stopped",
    }
}

/// What a crawl brought.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What was found.
    pub site: Site,
    /// What became of each address.
    pub ledger: Ledger,
    /// Why it ended.
    pub ended: Ended,
    /// How often it signed in.
    pub logins: u32,
    /// Whether the session ended and could not be had again: the rest was crawled signed out.
    pub session_lost: bool,
    /// Bytes of all answers, unpacked.
    pub bytes: u64,
}

/// Why a crawl failed.
#[derive(Debug, thiserror::Error)]
pub enum CrawlError {
    /// Signing in failed.
    #[error("crawl could not sign in")]
    Login(#[from] LoginError),
    /// A checkpoint could not be kept.
    #[error("crawl could not go on")]
    Save(#[from] SaveError),
}

/// Crawls. With a checkpoint of an earlier hand-out it goes on there; no state-changing request is sent twice.
///
/// # Errors
/// Says why signing in or keeping a checkpoint failed. A target that does not answer is no error: the ledger tells.
pub async fn crawl<O: Observer>(
    client: &Client,
    options: &CrawlOptions,
    resume: Option<Checkpoint>,
    observer: &mut O,
) -> Result<Outcome, CrawlError> {
    Crawler::new(client, options, resume.unwrap_or_default(), observer).run().await
}

/// Whether an effect is one that a crash must not repeat.
fn changes(effect: Option<Effect>) -> bool {
    effect.is_some_and(|e| e > Effect::Safe)
}
