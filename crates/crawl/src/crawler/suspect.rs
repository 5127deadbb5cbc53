//! Who ended the session. Several requests fly at once, so each that comes back signed out may be the one that did it, or
//! only have come after it. All of them are repeated one at a time, and blamed is only the one that comes back signed out
//! although it was the first of a session that had just begun.

use std::collections::VecDeque;

use crate::client::SendError;
use crate::crawler::run::{Crawler, row};
use crate::crawler::{CrawlError, Observer, changes};
use crate::exchange::Exchange;
use crate::frontier::Job;
use crate::ledger::Reason;
use crate::session::{LoginError, LoginState, MAX_LOGINS};
use crate::site::{Found, SiteRequest};
use crate::web_url::WebUrl;

/// Requests under suspicion, each with the answer it got. At most as many as fly at once.
#[derive(Default)]
pub(super) struct Suspects {
    waiting: VecDeque<(Job, Exchange)>,
    /// The number of the session that is known to be gone; 0 for none.
    gone: u32,
    /// A page that tells whether the session is there.
    landing: Option<WebUrl>,
    /// No login is left, or the last one was refused.
    lost: bool,
}

impl Suspects {
    pub(super) fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Whether the session ended for good.
    pub(super) fn is_lost(&self) -> bool {
        self.lost
    }
}

impl<O: Observer> Crawler<'_, O> {
    /// The first login of the crawl.
    pub(super) async fn sign_in(&mut self) -> Result<(), LoginError> {
        let (login, origins) = (&self.options.login, self.options.scope.trusted_origins());
        self.logins += 1;
        let (_, landing) = login.sign_in_at(self.client, &origins).await?;
        // Often nothing but the login leads to the pages of members.
        if let Some(page) = &landing {
            self.offer(SiteRequest::get(page.clone(), Found::Redirect), 1);
        }
        // A greeting that is shown only once would tell nothing later.
        if landing.is_some() && login.probe(self.client, landing.as_ref()).await != LoginState::Out {
            self.suspects.landing = landing;
        }
        Ok(())
    }

    /// Whether the answer shows that the session has ended, and the crawl may sign in again.
    pub(super) async fn signed_out(&mut self, exchange: &Exchange) -> bool {
        let login = &self.options.login;
        if login.form.is_none() || !exchange.authenticated || self.suspects.lost {
            return false;
        }
        let page = login.form.as_ref().map(|f| &f.url);
        let own_page = page.is_some_and(|p| p.path() == exchange.request.url.path());
        if own_page || login.logout.judge(exchange, page) != LoginState::Out {
            return false;
        }
        let present = self.client.session();
        if exchange.session != present || self.suspects.gone == present {
            return true;
        }
        // Some pages send a member away who may not see them; the session does not end by that.
        let gone = login.probe(self.client, self.suspects.landing.as_ref()).await != LoginState::In;
        if gone {
            self.suspects.gone = present;
        }
        gone
    }

    /// Puts a request under suspicion. One that may change something is not repeated, whoever ended the session.
    pub(super) fn suspect(&mut self, job: Job, exchange: Exchange) {
        if changes(Some(job.request.effect())) {
            self.state.frontier.over(&job);
            let mut row = row(&job.request, Reason::LogsOut);
            row.info = "signed out, and not repeated because it may have changed something".to_owned();
            self.state.ledger.add(row);
        } else {
            self.suspects.waiting.push_back((job, exchange));
        }
    }

    /// Signs in again and repeats what is under suspicion, each alone. Nothing else may be under way.
    pub(super) async fn repeat_suspects(&mut self) -> Result<(), CrawlError> {
        let mut fresh = false;
        while let Some((job, mut exchange)) = self.suspects.waiting.pop_front() {
            // The request still counts as under way, so a later hand-out asks it again.
            if self.client.net().stop().is_cancelled() {
                return Ok(());
            }
            if self.session_is_gone() {
                if !self.sign_in_again().await {
                    exchange.authenticated = false;
                    self.settle(&job, &exchange).await;
                    continue;
                }
                fresh = true;
            }
            match self.repeat(job).await {
                None => {}
                Some((job, _)) if fresh => {
                    self.state.frontier.over(&job);
                    self.reject(&job.request, Reason::LogsOut);
                }
                // One before it may have ended the session without showing it.
                Some(suspect) => self.suspects.waiting.push_front(suspect),
            }
            fresh = false;
            self.save_if_due(false).await?;
        }
        if self.session_is_gone() && !self.suspects.lost {
            self.sign_in_again().await;
        }
        Ok(())
    }

    /// Repeats a request. Gives it back if it came signed out again.
    async fn repeat(&mut self, job: Job) -> Option<(Job, Exchange)> {
        let result: Result<Exchange, SendError> = self.client.send(&job.request).await;
        match result {
            Err(error) => self.failed(job, &error),
            Ok(exchange) => {
                self.state.bytes += exchange.cost();
                if self.signed_out(&exchange).await {
                    return Some((job, exchange));
                }
                self.settle(&job, &exchange).await;
            }
        }
        None
    }

    fn session_is_gone(&self) -> bool {
        self.suspects.gone != 0 && self.suspects.gone == self.client.session()
    }

    /// Signs in again if a login is left. One that fails is no reason to lose what the crawl has: it goes on signed out.
    async fn sign_in_again(&mut self) -> bool {
        let login = &self.options.login;
        if self.suspects.lost || self.logins >= login.max_logins.unwrap_or(MAX_LOGINS) {
            self.suspects.lost = true;
            return false;
        }
        self.logins += 1;
        tracing::debug!(logins = self.logins, "session ended, signing in again");
        let result = login.sign_in_at(self.client, &self.options.scope.trusted_origins()).await;
        if let Err(error) = &result {
            tracing::warn!(
                error = error as &dyn std::error::Error,
                "signing in again failed, crawling on signed out"
            );
            self.suspects.lost = true;
        }
        result.is_ok()
    }
}
