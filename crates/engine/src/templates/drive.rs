//! One template at one address, request by request.

use std::time::{Duration, Instant};

use crawl::{Jar, WebUrl};
use model::finding::Confidence;
use template::{BuildError, Capabilities, Match, RequestSpec, Run, Target, Template};
use tokio_util::sync::CancellationToken;

use super::ask::{above, ask};
use super::cache::Answer;
use super::callback::Calls;
use super::control::controls;
use super::{Done, Runner, report};

/// Requests in a row without an answer after which a template is given up.
const MOST_FAILURES: u32 = 3;

/// Runs `template` against `base` to its end or to a bound.
pub(super) async fn drive(
    runner: &Runner,
    base: &WebUrl,
    template: &Template,
    stop: &CancellationToken,
) -> Done {
    let mut done = Done::default();
    if template.effect() > runner.client.ceiling() {
        done.failure = Some(above(template.effect()));
        return done;
    }
    let site = match Target::parse(base.as_str()) {
        Ok(site) => site,
        Err(why) => return Done { failure: Some(why.to_string()), ..done },
    };
    let calls = Calls::new(
        runner.options.callback.as_ref().filter(|_| template.needs_callback()),
        runner.client.env(),
    );
    let capabilities = Capabilities { callback: calls.as_ref().map(Calls::address) };
    let run = Run::new(template, &site, &capabilities, runner.client.env());
    match run {
        Ok(run) => {
            Drive {
                runner,
                template,
                site,
                run,
                calls,
                jar: Jar::default(),
                done,
                until: Instant::now() + runner.options.max_time,
            }
            .finish(stop)
            .await
        }
        Err(why) => Done { failure: Some(why.to_string()), ..done },
    }
}

struct Drive<'a> {
    runner: &'a Runner,
    template: &'a Template,
    site: Target,
    run: Run<'a>,
    calls: Option<Calls>,
    jar: Jar,
    done: Done,
    until: Instant,
}

impl Drive<'_> {
    async fn finish(mut self, stop: &CancellationToken) -> Done {
        let (mut asked, mut failed_in_row) = (0_u32, 0_u32);
        let mut left_out: Option<BuildError> = None;
        while let Some(next) = self.run.next() {
            let spec = match next {
                Ok(spec) => spec,
                Err(why) => {
                    left_out.get_or_insert(why);
                    continue;
                }
            };
            if let Some(bound) = self.bound(asked, stop) {
                self.done.failure = Some(bound);
                return self.done;
            }
            asked += 1;
            let left = self.left();
            match ask(self.runner, &spec, &mut self.jar, left).await {
                Ok(answer) => {
                    failed_in_row = 0;
                    let mut response = answer.response.clone();
                    if let Some(calls) = &mut self.calls {
                        response.callback = calls.fresh().await;
                    }
                    if let Some(found) = self.run.answer(response) {
                        Box::pin(self.matched(&spec, &answer, found)).await;
                    }
                }
                Err(why) => {
                    failed_in_row += 1;
                    self.done.failure.get_or_insert(why);
                }
            }
            if failed_in_row >= MOST_FAILURES || self.done.observed.len() >= self.runner.options.max_findings
            {
                return self.done;
            }
        }
        // Requests that wait for what an earlier answer did not hold are no failure; a template that sent nothing is.
        if let Some(why) = left_out.filter(|_| asked == 0) {
            self.done.failure = Some(why.to_string());
        }
        self.done
    }

    /// The bound that is reached, if one is.
    fn bound(&self, asked: u32, stop: &CancellationToken) -> Option<String> {
        let options = &self.runner.options;
        if stop.is_cancelled() {
            Some("stopped".to_owned())
        } else if asked >= options.max_requests {
            Some(format!("it asks more than {} requests", options.max_requests))
        } else if self.left().is_zero() {
            Some(format!("it takes longer than {} seconds", options.max_time.as_secs()))
        } else {
            None
        }
    }

    fn left(&self) -> Duration {
        self.until.saturating_duration_since(Instant::now())
    }

    /// Reports a match, unless the answers to control requests would have been one as well.
    async fn matched(&mut self, spec: &RequestSpec, answer: &Answer, mut found: Match) {
        let mut proof = None;
        let made_up = if self.run.asked_random() {
            Vec::new()
        } else {
            controls(spec, self.site.base_path(), &self.runner.made_up)
        };
        for control in made_up {
            // A control request without an answer met nothing.
            let left = self.left();
            let Ok(answer) = ask(self.runner, &control.spec, &mut self.jar, left).await else { continue };
            let undone = control.undone(&answer.response, &self.runner.made_up);
            for response in [answer.response.clone(), undone] {
                let Some(names) = self.run.judge_control(response) else { continue };
                found.names.retain(|name| !names.contains(name));
                if found.names.is_empty() {
                    return;
                }
            }
            proof.get_or_insert(answer);
        }
        let weak = self.template.plans.get(found.block).is_some_and(template::Plan::is_weak);
        let confidence = if weak { Confidence::Likely } else { Confidence::Confirmed };
        let told =
            report::Told { template: self.template, spec, answer, control: proof.as_deref(), found: &found };
        match report::host(self.runner.client.net(), &answer.url).await {
            Ok(host) => self.done.observed.push(report::observation(&told, host, confidence)),
            Err(why) => {
                self.done.failure.get_or_insert(why.to_string());
            }
        }
    }
}
