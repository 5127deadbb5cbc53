//! The loop: several requests fly, their answers are taken in the order of their start. So the same site gives the same
//! crawl, however its answers overtake each other.

use std::pin::Pin;

use futures::StreamExt;
use futures::stream::FuturesOrdered;
use net::NetError;
use tokio::time::{Instant, sleep_until};

use crate::client::{Client, SendError};
use crate::crawler::{Checkpoint, CrawlError, Ended, Observer, Outcome, changes};
use crate::exchange::Exchange;
use crate::frontier::{Job, Offer, Rules};
use crate::ledger::{Reason, Row};
use crate::options::CrawlOptions;
use crate::session::{LoginState, MAX_LOGINS};
use crate::site::SiteRequest;

/// How often a request is tried that fails on the way or meets an ended session.
const MOST_TRIES: u8 = 2;

type Flight = Pin<Box<dyn Future<Output = (Job, Result<Exchange, SendError>)> + Send>>;

pub(super) struct Crawler<'a, O> {
    pub(super) client: &'a Client,
    pub(super) options: &'a CrawlOptions,
    pub(super) observer: &'a mut O,
    pub(super) state: Checkpoint,
    pub(super) logins: u32,
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
        Self { client, options, observer, state, logins: 0, deadline, next_start: now, unsaved: 0 }
    }

    pub(super) async fn run(mut self) -> Result<Outcome, CrawlError> {
        self.begin().await?;
        let mut flying: FuturesOrdered<Flight> = FuturesOrdered::new();
        let mut limit = None;
        loop {
            limit = limit.or_else(|| self.limit());
            if limit.is_none() && !self.client.net().stop().is_cancelled() {
                self.fill(&mut flying).await?;
            }
            let Some((job, result)) = flying.next().await else { break };
            let changing = changes(Some(job.request.effect()));
            self.take(job, result).await?;
            self.unsaved += 1;
            if changing || self.unsaved >= self.options.limits.checkpoint_every {
                self.save().await?;
            }
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
        let Checkpoint { site, ledger, bytes, .. } = self.state;
        Ok(Outcome { site, ledger, ended, logins: self.logins, bytes })
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
    async fn fill(&mut self, flying: &mut FuturesOrdered<Flight>) -> Result<(), CrawlError> {
        let parallel = usize::from(self.options.limits.parallel.max(1));
        while flying.len() < parallel && self.limit().is_none() {
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

    async fn save(&mut self) -> Result<(), CrawlError> {
        self.unsaved = 0;
        Ok(self.observer.save(&self.state).await?)
    }

    /// Takes in the result of one request.
    async fn take(&mut self, job: Job, result: Result<Exchange, SendError>) -> Result<(), CrawlError> {
        let error = match result {
            Ok(exchange) => return self.answered(job, exchange).await,
            Err(error) => error,
        };
        let repeatable = !changes(Some(job.request.effect()));
        match &error {
            // A stopped request waits again, so that the next hand-out asks it.
            SendError::Net(NetError::Stopped) if repeatable => self.state.frontier.again(job),
            SendError::Net(net) if is_transient(net) && repeatable && job.tries + 1 < MOST_TRIES => {
                self.state.frontier.again(job);
            }
            _ => {
                self.state.frontier.over(&job);
                let mut row = self.row(&job.request, Some(Reason::NetworkError));
                row.info = chain(&error);
                self.state.ledger.add(row);
            }
        }
        Ok(())
    }

    async fn answered(&mut self, job: Job, exchange: Exchange) -> Result<(), CrawlError> {
        self.state.bytes += exchange.response_bytes;
        if exchange.authenticated && self.signed_out(&exchange).await {
            let repeatable = !changes(Some(job.request.effect()));
            if exchange.session == self.client.session() {
                self.sign_in_again().await?;
            }
            if repeatable && job.tries < MOST_TRIES {
                self.state.frontier.again(job);
            } else {
                self.state.frontier.over(&job);
                self.reject(&job.request, Reason::LogsOut);
            }
            return Ok(());
        }
        let facts = self.client.take_cookies(&exchange);
        self.state.site.saw_cookies(facts);
        self.observer.exchange(&exchange);
        self.harvest(&job, &exchange).await;
        Ok(())
    }

    /// Whether the answer shows that the session has ended, and the crawl may sign in again.
    async fn signed_out(&self, exchange: &Exchange) -> bool {
        let login = &self.options.login;
        let most = login.max_logins.unwrap_or(MAX_LOGINS);
        if login.form.is_none() || self.logins >= most {
            return false;
        }
        let page = login.form.as_ref().map(|f| &f.url);
        let own_page = page.is_some_and(|p| p.path() == exchange.request.url.path());
        if own_page || login.logout.judge(exchange, page) != LoginState::Out {
            return false;
        }
        // An answer of an earlier session says nothing about this one.
        exchange.session != self.client.session() || login.logout.check(self.client).await != LoginState::In
    }

    async fn sign_in_again(&mut self) -> Result<(), CrawlError> {
        self.logins += 1;
        tracing::debug!(logins = self.logins, "session ended, signing in again");
        self.options.login.sign_in(self.client, &self.options.scope.trusted_origins()).await?;
        Ok(())
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
            Reason::EffectCeiling => self.state.site.saw_request(kept.clone()),
            _ => {}
        }
        self.reject(&kept, reason);
    }

    pub(super) fn reject(&mut self, request: &SiteRequest, reason: Reason) {
        let row = self.row(request, Some(reason));
        self.state.ledger.add(row);
    }

    fn row(&self, request: &SiteRequest, reason: Option<Reason>) -> Row {
        let source = request.source.as_ref().map(ToString::to_string);
        let reason = reason.unwrap_or(Reason::NetworkError);
        let mut row = Row::rejected(&request.method, request.url.as_str(), reason, source.as_deref());
        row.parameters = request.parameter_count();
        row
    }
}

/// Whether asking again may bring an answer.
fn is_transient(error: &NetError) -> bool {
    matches!(error, NetError::TimedOut | NetError::Closed | NetError::Io(_))
}

/// The texts of an error and its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
