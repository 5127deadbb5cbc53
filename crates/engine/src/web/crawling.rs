//! The crawl, with passive checks looking on.

use std::collections::BTreeMap;
use std::time::Duration;

use crawl::{
    Checkpoint, CrawlError, Ended, Exchange, Found, Observer, Outcome, SaveError, Site, SiteRequest,
    error_chain,
};
use model::unit::{LogLevel, UnitEvent};
use model::web::{Endpoint, Stage, StageState, StageStatus};
use passive::Passive;
use tokio::time::Instant;

use super::parts::{self, Progress, Stored};
use super::{End, WebUnit};
use crate::Lost;

/// Addresses of one message.
pub(super) const ENDPOINTS: usize = 500;
/// The thousandths of a run's way that end with the crawl.
pub(super) const AFTER_CRAWL: usize = 300;
const SESSION_LOST: &str = "the session ended and could not be had again: a part was seen signed out";
/// How often the way is told between checkpoints.
const TELL_EVERY: Duration = Duration::from_secs(1);

impl WebUnit<'_> {
    /// Everything that can be asked: by a crawl, or from the description of an API. `None` when the unit was stopped.
    pub(super) async fn find(
        &self,
        client: &crawl::Client,
        progress: &mut Progress,
    ) -> Result<Option<(Stored, Asked)>, End> {
        if self.plan.is_api {
            return self.described(client).await;
        }
        let (resume, passive) = match parts::crawl(&self.unit.parts) {
            Some((checkpoint, passive)) => (Some(checkpoint), passive),
            None => (None, Passive::default()),
        };
        let mut watch = Watch { web: self, passive, asked: 0, told: Instant::now() };
        let mut options = self.setup.options.clone();
        options.limits.max_time =
            options.limits.max_time.saturating_sub(Duration::from_secs(progress.spent_s));
        let outcome = match crawl::crawl(client, &options, resume, &mut watch).await {
            Ok(outcome) => outcome,
            Err(CrawlError::Save(_)) => return Err(End::Lost),
            Err(_) if self.stop.is_cancelled() => return Ok(None),
            Err(error) => return Err(self.no_crawl(&error).await?),
        };
        let passive = watch.passive;
        if outcome.ended == Ended::Stopped {
            return Ok(None);
        }
        if outcome.session_lost {
            progress.flaw = Some(SESSION_LOST.to_owned());
        }
        let mut asked = self.crawled(&outcome).await?;
        let mut site = outcome.site;
        self.add_missing(client, &mut site);
        let path_parameters = match self.setup.profile.crawl {
            true => self.add_described(client, &mut site, &mut asked.endpoints).await?,
            false => BTreeMap::new(),
        };
        Ok(Some((Stored { site, passive, path_parameters, ..Stored::default() }, asked)))
    }

    /// The crawl could not sign in: what it would see is not what the user asked for.
    async fn no_crawl(&self, error: &CrawlError) -> Result<End, Lost> {
        let reason = error_chain(error);
        self.stage(Stage::Crawler, StageState::Ended, (0, 0), vec![reason.clone()]).await?;
        Ok(End::Failed(reason))
    }

    /// Adds an address that does not exist: pages for missing entries often show what was asked for. Chosen once and kept
    /// with the site, so that later hand-outs test the same.
    fn add_missing(&self, client: &crawl::Client, site: &mut Site) {
        let name = format!("/page{:09}", client.env().below(1_000_000_000));
        let url = self.setup.start.with_path(&name).with_params(&[]);
        if self.setup.options.scope.judge(&url).is_ok() {
            site.requests.push(SiteRequest::get(url, Found::Parent));
        }
    }

    /// What became of each address.
    async fn crawled(&self, outcome: &Outcome) -> Result<Asked, Lost> {
        let mut warnings = Vec::new();
        if outcome.session_lost {
            warnings.push(SESSION_LOST.to_owned());
        }
        if outcome.ended == Ended::Limit {
            warnings.push("a bound of the crawl was reached: the list of addresses says where".to_owned());
        }
        for warning in &warnings {
            self.log(LogLevel::Warning, warning.clone()).await?;
        }
        let asked = usize::try_from(outcome.ledger.crawled()).unwrap_or(usize::MAX);
        let rejected: u64 = outcome.ledger.rejected().values().sum();
        let requests = outcome.site.requests.len();
        let message =
            format!("crawl: {asked} addresses asked, {rejected} not, {requests} different requests");
        self.log(LogLevel::Info, message).await?;
        Ok(Asked { endpoints: outcome.ledger.endpoints().collect(), asked, warnings })
    }
}

/// What became of the addresses of a target, for its coverage list.
pub(super) struct Asked {
    pub endpoints: Vec<Endpoint>,
    /// Addresses that were asked for.
    pub asked: usize,
    /// What the user should know.
    pub warnings: Vec<String>,
}

/// Looks at each exchange and keeps checkpoints.
struct Watch<'a> {
    web: &'a WebUnit<'a>,
    passive: Passive,
    asked: usize,
    told: Instant,
}

impl Observer for Watch<'_> {
    fn exchange(&mut self, exchange: &Exchange) {
        self.passive.exchange(exchange);
        self.asked += 1;
    }

    async fn save(&mut self, checkpoint: &Checkpoint) -> Result<(), SaveError> {
        let known = checkpoint.frontier.waiting() + self.asked;
        let mut events = parts::keep_crawl(checkpoint, &self.passive);
        if self.told.elapsed() >= TELL_EVERY {
            self.told = Instant::now();
            events.insert(0, self.stage(known));
            let most = (self.web.setup.options.limits.max_urls as usize).min(known.max(1));
            let share = u16::try_from(self.asked.min(most) * AFTER_CRAWL / most).unwrap_or(0);
            self.web.emitter.progress(share).await.map_err(gone)?;
        }
        self.web.emitter.keep(events).await.map_err(gone)
    }
}

impl Watch<'_> {
    fn stage(&self, known: usize) -> UnitEvent {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        UnitEvent::Stage(StageStatus {
            stage: Stage::Crawler,
            state: StageState::Started,
            done: count(self.asked),
            total: count(known),
            warnings: Vec::new(),
        })
    }
}

fn gone(Lost: Lost) -> SaveError {
    SaveError("nobody listens any more".to_owned())
}
