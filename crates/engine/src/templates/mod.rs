//! Runs check templates against sites: `template` says what to ask and judges, this room sends.
//!
//! A [`Runner`] asks what several templates ask alike only once. A match is held against the answer to a control request
//! for a name made up at random: what that answer would have met as well proves nothing and is not reported. What a target
//! answers is data to `template`; nothing of it is evaluated here or there.

mod ask;
mod cache;
mod callback;
mod control;
mod drive;
mod report;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use crawl::{Client, WebScope, WebUrl};
use futures::StreamExt;
use model::finding::Observation;
use net::CallbackListener;
use template::Template;
use tokio_util::sync::CancellationToken;

use cache::Cache;

/// What templates may cost and where they may go. The effect ceiling is the client's.
#[derive(Debug, Clone)]
pub struct TemplateOptions {
    /// The fence: no request leaves it, redirects included.
    pub scope: WebScope,
    /// Templates at the same time; at least one.
    pub parallel: usize,
    /// Requests of one template against one address, redirects and control requests left out.
    pub max_requests: u32,
    /// Time of one template against one address; no request begins after it.
    pub max_time: Duration,
    /// Findings of one template against one address.
    pub max_findings: usize,
    /// Bytes of answers that are kept for templates that ask the same.
    pub cache_bytes: usize,
    /// Pause of each template before a request.
    pub pause: Duration,
    /// Where targets call back. Without it templates that wait for calls are not covered.
    pub callback: Option<Arc<CallbackListener>>,
}

impl TemplateOptions {
    /// Eight templates at a time; each 500 requests, two minutes and 20 findings; 32 MiB of shared answers.
    pub fn new(scope: WebScope) -> Self {
        Self {
            scope,
            parallel: 8,
            max_requests: 500,
            max_time: Duration::from_secs(120),
            max_findings: 20,
            cache_bytes: 32 << 20,
            pause: Duration::ZERO,
            callback: None,
        }
    }
}

/// What templates came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// Matches that held against their control request, by address and template; none twice.
    pub observed: Vec<Observation>,
    /// Words of templates that came to an answer at every address, in the order of the templates.
    pub covered: Vec<String>,
    /// Words of templates that did not, with the reason.
    pub not_covered: Vec<(String, String)>,
    /// Requests that were sent, control requests and redirects included; shared ones count once.
    pub requests: u64,
}

/// What one template came to at one address.
#[derive(Debug, Default)]
struct Done {
    observed: Vec<Observation>,
    /// Why it came to no answer, or only to a part of it.
    failure: Option<String>,
}

/// Sends what templates ask. Keeps shared answers, so one runner is made for a run and used for all of its templates.
#[derive(Debug)]
pub struct Runner {
    client: Client,
    options: TemplateOptions,
    cache: Cache,
    /// The name that control requests ask for; no server can know it.
    made_up: String,
}

impl Runner {
    /// A runner over the client of a unit.
    pub fn new(client: Client, options: TemplateOptions) -> Self {
        let cache = Cache::new(options.cache_bytes);
        let made_up = control::made_up(client.env());
        Self { client, options, cache, made_up }
    }

    /// Runs one template against one address.
    pub async fn run(&self, base: &WebUrl, template: &Template, stop: &CancellationToken) -> Outcome {
        self.run_all(std::slice::from_ref(base), &[template], stop).await
    }

    /// Runs every template against every address. A template above the effect ceiling is not run at all. Cancelling `stop`
    /// ends it between two requests; templates that were not finished are not covered.
    pub async fn run_all(
        &self,
        bases: &[WebUrl],
        templates: &[&Template],
        stop: &CancellationToken,
    ) -> Outcome {
        let before = self.cache.sent();
        let pairs = templates.iter().enumerate().flat_map(|(n, t)| bases.iter().map(move |b| (n, *t, b)));
        // Boxed: the state of a template on its way is large, and many lie side by side.
        let work: Vec<_> = pairs
            .map(|(n, template, base)| {
                Box::pin(async move { (n, drive::drive(self, base, template, stop).await) })
            })
            .collect();
        // In the order in which they were given, whatever the order in which they end: equal runs tell equal things.
        let mut done = futures::stream::iter(work).buffered(self.options.parallel.max(1));
        let mut out = Outcome::default();
        let mut failures: Vec<Option<String>> = vec![None; templates.len()];
        while let Some((n, Done { observed, failure })) = done.next().await {
            for observation in observed {
                let known = |o: &Observation| o.check == observation.check && o.place == observation.place;
                if !out.observed.iter().any(|o| known(o) && o.port == observation.port) {
                    out.observed.push(observation);
                }
            }
            if let Some(slot) = failures.get_mut(n).filter(|slot| slot.is_none()) {
                *slot = failure;
            }
        }
        for (template, failure) in templates.iter().zip(failures) {
            let word = template::word(&template.id);
            match failure {
                None => out.covered.push(word),
                Some(why) => out.not_covered.push((word, why)),
            }
        }
        out.requests = self.cache.sent() - before;
        out
    }
}
