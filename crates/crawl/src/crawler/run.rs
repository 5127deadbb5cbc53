//! The loop: several requests fly, their answers are taken in the order of their start. So the same site gives the same
//! crawl, however its answers overtake each other.

use std::pin::Pin;

use futures::StreamExt;
use futures::stream::FuturesOrdered;
use net::NetError;
use tokio::time::{Instant, sleep_until};

use crate::client::{Client, SendError};
use crate::crawler::suspect::Suspects;
use crate::crawler::{Checkpoint, CrawlError, Ended, Observer, Outcome, changes};
use crate::error_chain::error_chain;
use crate::exchange::Exchange;
use crate::frontier::{Job, Offer, Rules};
use crate::ledger::{Reason, Row};
use crate::options::CrawlOptions;
use crate::site::SiteRequest;

/// How often a request is tried that fails on the way.
const MOST_TRIES: u8 = 2;

type Flight = Pin<Box<dyn Future<Output = (Job, Result<Exchange, SendError>)> + Send>>;

pub(super) struct Crawler<'a, O> {
    pub(super) client: &'a Client,
    pub(super) options: &'a CrawlOptions,
    pub(super) observer: &'a mut O,
    pub(super) state: Checkpoint,
    pub(super) logins: u32,
    pub(super) suspects: Suspects,
    deadline: Instant,
    next_start: Instant,
    unsaved: u32,
}

impl<'a, O: Observer> Crawler<'a, O> {
    pub(super) fn new(
        client: &'a Client,
        options: &'a CrawlOptions,
        state: Checkpoint,
        observer: &'a mut O,
    ) -> Self {
        let now = Instant::now();
        let deadline = now + options.limits.max_time;
        let suspects = Suspects::default();
        Self { client, options, observer, state, logins: 0, suspects, deadline, next_start: now, unsaved: 0 }
    }

    pub(super) async fn run(mut self) -> Result<Outcome, CrawlError> {
        self.begin().await?;
        let mut flying: FuturesOrdered<Flight> = FuturesOrdered::new();
        let mut limit = None;
        loop {
            if flying.is_empty() {
                self.repeat_suspects().await?;
            }
            limit = limit.or_else(|| self.limit());
            if limit.is_none() && !self.client.net().stop().is_cancelled() {
                self.fill(&mut flying).await?;
            }
            let Some((job, result)) = flying.next().await else { break };
            let changing = changes(Some(job.request.effect()));
            match result {
                Ok(exchange) => self.answered(job, exchange).await,
                Err(error) => self.failed(job, &error),
            }
            self.save_if_due(changing).await?;
        }
        let stopped = self.client.net().stop().is_cancelled();
        if let (Some(reason), false) = (limit, stopped) {
            for job in self.state.frontier.drain() {
                self.reject(&job.request, reason);
            }
        }
        self.save().await?;
        let ended = match (stopped, limit) {
            (true, _) => Ended::Stopped,
            (false, Some(_)) => Ended::Limit,
            (false, None) => Ended::Done,
        };
        let session_lost = self.suspects.is_lost();
        let Checkpoint { site, ledger, bytes, .. } = self.state;
        Ok(Outcome { site, ledger, ended, logins: self.logins, session_lost, bytes })
    }

    /// The bound that is reached, if one is.
    fn limit(&self) -> Option<Reason> {
        let limits = &self.options.limits;
        if self.state.frontier.waiting() == 0 {
            None
        } else if self.state.frontier.started() >= limits.max_urls {
            Some(Reason::UrlLimit)
        } else if self.state.bytes >= limits.max_bytes {
            Some(Reason::ByteLimit)
        } else {
            (Instant::now() >= self.deadline).then_some(Reason::TimeLimit)
        }
    }

    /// Starts requests until enough fly. One that may change something flies alone, after a checkpoint that says so.
    /// While requests are under suspicion of having ended the session none starts.
    async fn fill(&mut self, flying: &mut FuturesOrdered<Flight>) -> Result<(), CrawlError> {
        let parallel = usize::from(self.options.limits.parallel.max(1));
        while flying.len() < parallel && self.suspects.is_empty() && self.limit().is_none() {
            let alone = changes(self.state.frontier.next_effect());
            if alone && !flying.is_empty() {
                return Ok(());
            }
            let job = match self.state.frontier.next(&self.options.limits) {
                None => return Ok(()),
                Some(Err((job, reason))) => {
                    self.reject(&job.request, reason);
                    continue;
                }
                Some(Ok(job)) => job,
            };
            if alone {
                self.save().await?;
                // Stopped meanwhile, it was not sent: the next hand-out may ask it.
                if self.client.net().stop().is_cancelled() {
                    self.state.frontier.again(job);
                    return Ok(());
                }
            }
            let at = self.next_start.max(Instant::now());
            self.next_start = at + self.options.limits.delay;
            let client = self.client.clone();
            flying.push_back(Box::pin(async move {
                // Once stopped, the request ends at once and waits again.
                tokio::select! {
                    () = client.net().stop().cancelled() => {}
                    () = sleep_until(at) => {}
                }
                let result = client.send(&job.request).await;
                (job, result)
            }));
            if alone {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Counts a request that is over; saves after enough of them, or at once.
    pub(super) async fn save_if_due(&mut self, at_once: bool) -> Result<(), CrawlError> {
        self.unsaved += 1;
        if at_once || self.unsaved >= self.options.limits.checkpoint_every {
            self.save().await
        } else {
            Ok(())
        }
    }

    async fn save(&mut self) -> Result<(), CrawlError> {
        self.unsaved = 0;
        Ok(self.observer.save(&self.state).await?)
    }

    /// A request brought no answer.
    pub(super) fn failed(&mut self, job: Job, error: &SendError) {
        let repeatable = !changes(Some(job.request.effect()));
        match error {
            // A stopped request waits again, so that the next hand-out asks it.
            SendError::Net(NetError::Stopped) if repeatable => self.state.frontier.again(job),
            SendError::Net(net) if is_transient(net) && repeatable && job.tries + 1 < MOST_TRIES => {
                self.state.frontier.again(job);
            }
            _ => {
                self.state.frontier.over(&job);
                let mut row = row(&job.request, Reason::NetworkError);
                row.info = error_chain(error);
                self.state.ledger.add(row);
            }
        }
    }

    async fn answered(&mut self, job: Job, mut exchange: Exchange) {
        exchange.authenticated &= !self.suspects.is_lost();
        self.state.bytes += exchange.cost();
        if self.signed_out(&exchange).await {
            self.suspect(job, exchange);
        } else {
            self.settle(&job, &exchange).await;
        }
    }

    /// Takes in an answer for good.
    pub(super) async fn settle(&mut self, job: &Job, exchange: &Exchange) {
        let facts = self.client.take_cookies(exchange);
        self.state.site.saw_cookies(facts);
        self.observer.exchange(exchange);
        self.harvest(job, exchange).await;
    }

    /// Offers a request to the frontier; what is not asked for stands in the ledger.
    pub(super) fn offer(&mut self, request: SiteRequest, depth: u16) {
        let rules = Rules {
            scope: &self.options.scope,
            ceiling: self.client.ceiling(),
            limits: &self.options.limits,
        };
        let kept = request.clone();
        let Offer::Rejected(reason) = self.state.frontier.offer(request, depth, rules) else { return };
        match reason {
            Reason::OutOfScope => self.state.site.saw_outside(&kept.url),
            // Not sent, but there: checks of a higher ceiling may ask it.
            Reason::EffectCeiling => self.state.saw_request(kept.clone()),
            _ => {}
        }
        self.reject(&kept, reason);
    }

    pub(super) fn reject(&mut self, request: &SiteRequest, reason: Reason) {
        let row = row(request, reason);
        self.state.ledger.add(row);
    }
}

/// A rejection as the ledger tells it.
pub(super) fn row(request: &SiteRequest, reason: Reason) -> Row {
    let source = request.source.as_ref().map(ToString::to_string);
    let mut row = Row::rejected(&request.method, request.url.as_str(), reason, source.as_deref());
    row.parameters = request.parameter_count();
    row
}

/// Whether asking again may bring an answer.
fn is_transient(error: &NetError) -> bool {
    matches!(error, NetError::TimedOut | NetError::Closed | NetError::Io(_))
}
