//! Active checks of every insertion point. Points are tested side by side; what each one brought is reported with the
//! progress that counts on it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use active::Probe;
use crawl::{Client, Exchange, Place, Site, SiteRequest};
use futures::StreamExt;
use futures::future::BoxFuture;
use model::definition::Effect;
use model::host::Host;
use model::unit::LogLevel;
use model::web::{Stage, StageState};
use net::CallbackListener;
use tokio::time::Instant;

use super::crawling::AFTER_CRAWL;
use super::parts::{Progress, Stored};
use super::report::{self, Told};
use super::session::{Kept, Session};
use super::tasks::{self, Task};
use super::{End, WebUnit};
use crate::Lost;

/// How often progress is kept while nothing irrevocable happens.
const KEEP_EVERY: Duration = Duration::from_millis(500);
/// The longest that the checks of one point may take.
const POINT_BUDGET: Duration = Duration::from_secs(300);
/// A conversation that may change something is begun so often at most.
const MOST_BEGINS: u8 = 3;
/// The most requests whose points are tested again because the session had ended meanwhile.
const MOST_AGAIN: u32 = 50;
/// The delay that checks by time ask for.
const TIME_UNIT: Duration = Duration::from_secs(1);
const NO_TIME: &str = "the longest time of a run was reached";
const ABOVE: &str = "above the profile's effect ceiling";
const GIVEN_UP: &str = "interrupted too often while it might have changed something";
const TOO_LONG: &str = "took longer than its time budget";

/// What one point brought; `None` when the unit was stopped.
type Done = (usize, Option<Told>);

/// What the tasks of a unit share.
struct Scan<'a> {
    web: &'a WebUnit<'a>,
    client: &'a Client,
    host: &'a Host,
    site: &'a Site,
    path_parameters: &'a BTreeMap<usize, Vec<usize>>,
    tasks: Vec<Task>,
    stack: Vec<String>,
    callback: Option<Arc<CallbackListener>>,
    deadline: Instant,
}

impl WebUnit<'_> {
    /// Passive results, templates, insertion points, checks of the whole site.
    pub(super) async fn scan(
        &self,
        client: &Client,
        host: &Host,
        stored: Stored,
        progress: &mut Progress,
    ) -> Result<(), End> {
        let begin = Instant::now();
        let Stored { site, passive, path_parameters } = &stored;
        self.passive(host, site, passive, progress).await?;
        let stack = passive.stack().into_iter().map(|t| t.name.to_lowercase()).collect();
        let mut session = Session::begin(self, client).await;
        let callback = self.callback(host).await;
        self.templates(client, host, callback.clone(), progress).await?;
        session.keep().await;
        let active = self.setup.profile.active;
        let tasks = if active { tasks::of(site, path_parameters, self.setup.payloads) } else { Vec::new() };
        let left = self.setup.max_time.saturating_sub(Duration::from_secs(progress.spent_s));
        let deadline = begin + left;
        let scan = Scan { web: self, client, host, site, path_parameters, tasks, stack, callback, deadline };
        scan.told(progress, StageState::Started).await?;
        if active {
            scan.points(&mut session, progress).await?;
            session.keep().await;
            scan.whole_site(progress).await?;
        }
        if self.stop.is_cancelled() {
            progress.spent_s += begin.elapsed().as_secs();
            self.emitter.tell(progress.part()).await?;
            return Ok(());
        }
        scan.told(progress, StageState::Ended).await?;
        self.emitter.progress(1000).await?;
        Ok(())
    }

    /// Where the target can call back, for weaknesses that show no other way. Without it those checks are left out.
    async fn callback(&self, host: &Host) -> Option<Arc<CallbackListener>> {
        if !self.setup.profile.active {
            return None;
        }
        let address = self.net.source_address(host).await.ok()?;
        match CallbackListener::start(address, self.engine.env.clone()).await {
            Ok(listener) => Some(listener),
            Err(error) => {
                let message = format!("targets cannot call back: {error}");
                let _ = self.log(LogLevel::Warning, message).await;
                None
            }
        }
    }
}

impl Scan<'_> {
    async fn points(&self, session: &mut Session<'_>, progress: &mut Progress) -> Result<(), End> {
        let todo: Vec<usize> = (0..self.tasks.len()).filter(|t| !progress.is_done(*t)).collect();
        let mut again = MOST_AGAIN;
        for group in self.groups(todo) {
            if self.web.stop.is_cancelled() {
                return Ok(());
            }
            if Instant::now() >= self.deadline {
                return Ok(self.out_of_time(progress).await?);
            }
            self.request(&group, session, progress).await?;
            // What was asked signed out says nothing about the pages of members.
            if session.keep().await == Kept::Renewed && again > 0 && !self.web.stop.is_cancelled() {
                again -= 1;
                self.request(&group, session, progress).await?;
                session.keep().await;
            }
        }
        Ok(())
    }

    /// The tasks of one request after the other: they share its baseline.
    fn groups(&self, todo: Vec<usize>) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for task in todo {
            if let Some(found) = self.tasks.get(task) {
                groups.entry(found.request).or_default().push(task);
            }
        }
        groups.into_values().collect()
    }

    /// Tests the points of one request.
    async fn request(
        &self,
        group: &[usize],
        session: &mut Session<'_>,
        progress: &mut Progress,
    ) -> Result<(), Lost> {
        let first = group.first().and_then(|t| self.tasks.get(*t));
        let Some(request) = first.and_then(|t| self.site.requests.get(t.request)) else { return Ok(()) };
        if request.effect() > self.client.ceiling() {
            return self.left_out(request, group, ABOVE, progress).await;
        }
        if request.effect() > Effect::Safe {
            return self.changing(request, group, progress).await;
        }
        let mut baseline = self.client.send(request).await.ok();
        if let Some(answer) = &baseline
            && session.saw(answer, self.site).await == Kept::Renewed
        {
            baseline = self.client.send(request).await.ok();
        }
        self.side_by_side(request, baseline.as_ref(), group, self.web.setup.parallel, progress).await
    }

    /// Tests of a request that may change something, one after the other: side by side they would see each other's traces.
    /// It is not sent only to see what it brings: a check asks what it needs.
    async fn changing(
        &self,
        request: &SiteRequest,
        group: &[usize],
        progress: &mut Progress,
    ) -> Result<(), Lost> {
        let begun = |t: &usize| progress.begun.get(t).copied().unwrap_or(0);
        let (again, given_up): (Vec<usize>, Vec<usize>) = group.iter().partition(|t| begun(t) < MOST_BEGINS);
        self.left_out(request, &given_up, GIVEN_UP, progress).await?;
        for task in &again {
            *progress.begun.entry(*task).or_default() += 1;
        }
        self.web.emitter.keep(vec![progress.part()]).await?;
        self.side_by_side(request, None, &again, 1, progress).await
    }

    async fn side_by_side(
        &self,
        request: &SiteRequest,
        baseline: Option<&Exchange>,
        group: &[usize],
        width: usize,
        progress: &mut Progress,
    ) -> Result<(), Lost> {
        let mut kept = Instant::now();
        let running: Vec<_> = group.iter().map(|t| self.point(*t, request, baseline)).collect();
        let mut running = futures::stream::iter(running).buffer_unordered(width.max(1));
        while let Some((task, told)) = running.next().await {
            let Some(told) = told else { continue };
            self.report(task, request, told).await?;
            progress.done(task);
            if kept.elapsed() >= KEEP_EVERY {
                kept = Instant::now();
                self.told(progress, StageState::Started).await?;
            }
        }
        self.told(progress, StageState::Started).await
    }

    /// Boxed: the compiler cannot see that unboxed futures that run side by side may move between threads.
    fn point<'a>(
        &'a self,
        number: usize,
        request: &'a SiteRequest,
        baseline: Option<&'a Exchange>,
    ) -> BoxFuture<'a, Done> {
        Box::pin(async move {
            let Some(task) = self.tasks.get(number) else { return (number, None) };
            if self.web.stop.is_cancelled() {
                return (number, None);
            }
            let probe = Probe {
                client: self.client,
                request,
                point: &task.point,
                host: self.host,
                is_parameter: self.names_parameter(task),
                payloads: self.web.setup.payloads,
                baseline,
                stack: &self.stack,
                callback: self.callback.as_deref(),
                time_unit: TIME_UNIT,
            };
            let checks = active::run_checks(&probe, &self.web.unit.plan.profile.checks);
            let mut told = Told::default();
            match tokio::time::timeout(POINT_BUDGET, checks).await {
                Ok(outcomes) => outcomes.into_iter().for_each(|(_, outcome)| told.take(outcome)),
                Err(_) => {
                    let words = report::all_active().iter().map(|w| (*w).to_owned());
                    told.missed.insert(TOO_LONG.to_owned(), words.collect());
                }
            }
            // What was found out while everything was being torn down is not to be believed.
            (number, (!self.web.stop.is_cancelled()).then_some(told))
        })
    }

    /// Whether the description of the interface says that the point is a parameter of the path.
    fn names_parameter(&self, task: &Task) -> bool {
        let segments = self.path_parameters.get(&task.request);
        task.point.place == Place::PathSegment
            && segments.is_some_and(|all| all.iter().any(|n| n.to_string() == task.point.name))
    }

    async fn report(&self, task: usize, request: &SiteRequest, told: Told) -> Result<(), Lost> {
        let Some(task) = self.tasks.get(task) else { return Ok(()) };
        let place = active::place(request, &task.point);
        let port = request.url.origin().port;
        for event in told.events(self.host, port, &place) {
            self.web.emitter.tell(event).await?;
        }
        Ok(())
    }

    /// Says why points are not tested.
    async fn left_out(
        &self,
        request: &SiteRequest,
        group: &[usize],
        reason: &str,
        progress: &mut Progress,
    ) -> Result<(), Lost> {
        if group.is_empty() {
            return Ok(());
        }
        let place = format!("{} {}", request.method, request.url.path());
        let words = report::all_active().iter().copied();
        let event = report::gap(self.host, request.url.origin().port, &place, words, reason);
        self.web.emitter.tell(event).await?;
        group.iter().for_each(|t| progress.done(*t));
        Ok(())
    }

    async fn out_of_time(&self, progress: &mut Progress) -> Result<(), Lost> {
        let port = self.web.setup.start.origin().port;
        let left = (0..self.tasks.len()).filter(|t| !progress.is_done(*t)).count();
        let reason = format!("{NO_TIME}: {left} of {} places were not tested", self.tasks.len());
        self.web.log(LogLevel::Warning, reason.clone()).await?;
        let event = report::gap(self.host, port, "", report::all_active().iter().copied(), &reason);
        self.web.emitter.tell(event).await?;
        (0..self.tasks.len()).for_each(|t| progress.done(t));
        Ok(())
    }

    /// Checks of the whole site, once each.
    async fn whole_site(&self, progress: &mut Progress) -> Result<(), End> {
        super::site_phase::run(
            self.web,
            active::SiteProbe {
                client: self.client,
                site: self.site,
                host: self.host,
                payloads: self.web.setup.payloads,
                stack: &self.stack,
                callback: self.callback.as_deref(),
            },
            progress,
        )
        .await
    }

    /// Keeps progress and tells how far the scan is.
    async fn told(&self, progress: &Progress, state: StageState) -> Result<(), Lost> {
        self.web.emitter.tell(progress.part()).await?;
        let total = self.tasks.len();
        let done = progress.next.min(total) + progress.beyond.len();
        self.web.stage(Stage::Scanner, state, (done.min(total), total), Vec::new()).await?;
        let share = AFTER_CRAWL + (1000 - AFTER_CRAWL) * done.min(total) / total.max(1);
        self.web.emitter.progress(u16::try_from(share).unwrap_or(1000)).await
    }
}
