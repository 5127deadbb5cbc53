//! Active checks of every insertion point. Points are tested side by side; what each one brought is reported with the
//! progress that counts on it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use active::Probe;
use crawl::{Client, Exchange, InsertionPoint, Place, Site, SiteRequest};
use futures::future::BoxFuture;
use futures::{StreamExt, TryStreamExt};
use model::definition::Effect;
use model::host::Host;
use model::unit::LogLevel;
use model::web::{Stage, StageState};
use net::CallbackListener;
use tokio::sync::{Mutex, Semaphore};
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
/// The longest that one check may take at one point.
const CHECK_BUDGET: Duration = Duration::from_secs(300);
/// A conversation that may change something is begun so often at most.
const MOST_BEGINS: u8 = 3;
/// The most requests whose points are tested again because the session had ended meanwhile.
const MOST_AGAIN: usize = 50;
/// The most points that are tested between two looks at a session.
const BETWEEN_LOOKS: usize = 24;
/// The delay that checks by time ask for.
const TIME_UNIT: Duration = Duration::from_secs(1);
const NO_TIME: &str = "the longest time of a run was reached";
const ABOVE: &str = "above the profile's effect ceiling";
const GIVEN_UP: &str = "interrupted too often while it might have changed something";

/// How the points of a request are tested.
#[derive(Clone, Copy)]
struct How<'a> {
    /// The answer to the request as it is, if it was asked for.
    baseline: Option<&'a Exchange>,
    /// Whether fields that its form gives out anew are read each time.
    refresh: bool,
    /// Whether checks of a point run side by side.
    side_by_side: bool,
}

/// What the tasks of a unit share.
struct Scan<'a> {
    web: &'a WebUnit<'a>,
    client: &'a Client,
    host: &'a Host,
    site: &'a Site,
    stored: &'a Stored,
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
        let site = &stored.site;
        self.passive(host, &stored, progress).await?;
        let stack = stored.passive.stack().into_iter().map(|t| t.name.to_lowercase()).collect();
        let mut session = Session::begin(self, client).await;
        let callback = self.callback(host).await;
        self.templates(client, host, callback.clone(), progress).await?;
        session.keep(0).await;
        let active = self.setup.profile.active;
        let mut tasks = if active { tasks::of(&stored, self.setup.payloads) } else { Vec::new() };
        // What a cookie holds is known to the client alone.
        for Task { request, point } in tasks.iter_mut().filter(|t| t.point.place == Place::Cookie) {
            let value = site.requests.get(*request).and_then(|r| client.cookie(&r.url, &point.name));
            point.value = value.unwrap_or_default();
        }
        let left = self.setup.max_time.saturating_sub(Duration::from_secs(progress.spent_s));
        let deadline = begin + left;
        let scan = Scan { web: self, client, host, site, stored: &stored, tasks, stack, callback, deadline };
        scan.told(progress, StageState::Started).await?;
        if active {
            scan.unchanged().await?;
            scan.points(&mut session, progress).await?;
            session.keep(0).await;
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

/// What requests that are tested side by side share.
struct Shared<'a, 's> {
    /// Checks at a time, whatever point they are at.
    permits: Semaphore,
    session: Mutex<&'a mut Session<'s>>,
    progress: Mutex<&'a mut Progress>,
    /// When progress was kept last.
    kept: Mutex<Instant>,
}

/// What became of the points of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tested {
    Done,
    /// They are to be tested alone: what its form gives out is taken from it by whoever looks at the page meanwhile.
    Alone,
    /// There was no time left.
    Late,
}

impl Scan<'_> {
    async fn points(&self, session: &mut Session<'_>, progress: &mut Progress) -> Result<(), End> {
        let todo: Vec<usize> = (0..self.tasks.len()).filter(|t| !progress.is_done(*t)).collect();
        let mut again = MOST_AGAIN;
        // Where a session can end, it is looked at in between.
        let most = if session.can_renew() { BETWEEN_LOOKS } else { usize::MAX };
        for batch in batches(self.groups(todo), most) {
            if self.web.stop.is_cancelled() {
                return Ok(());
            }
            if !self.batch(&batch, session, progress).await? {
                return Ok(self.out_of_time(progress).await?);
            }
            if session.keep(batch.len()).await != Kept::Renewed {
                continue;
            }
            // What was asked signed out says nothing about the pages of members. One after the other: whichever ends the
            // session then ends its own.
            for group in batch.iter().take(again) {
                if self.web.stop.is_cancelled() {
                    return Ok(());
                }
                self.batch(std::slice::from_ref(group), session, progress).await?;
                session.keep(1).await;
            }
            again = again.saturating_sub(batch.len());
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

    /// Tests requests side by side, then those that must be alone. Whether there was time for all.
    async fn batch(
        &self,
        groups: &[Vec<usize>],
        session: &mut Session<'_>,
        progress: &mut Progress,
    ) -> Result<bool, Lost> {
        let width = self.web.setup.parallel.max(1);
        let shared = Shared {
            permits: Semaphore::new(width),
            session: Mutex::new(session),
            progress: Mutex::new(progress),
            kept: Mutex::new(Instant::now()),
        };
        let shared = &shared;
        let running: Vec<BoxFuture<'_, Result<(usize, Tested), Lost>>> = (0..)
            .zip(groups)
            .map(|(number, group)| -> BoxFuture<'_, _> {
                Box::pin(async move { Ok((number, self.request(group, false, shared).await?)) })
            })
            .collect();
        let mut running = futures::stream::iter(running).buffer_unordered(width);
        let (mut alone, mut in_time) = (Vec::new(), true);
        while let Some(done) = running.next().await {
            match done? {
                (_, Tested::Done) => {}
                (number, Tested::Alone) => alone.push(number),
                (_, Tested::Late) => in_time = false,
            }
        }
        alone.sort_unstable();
        for group in alone.into_iter().filter_map(|number| groups.get(number)) {
            in_time &= self.request(group, true, shared).await? != Tested::Late;
        }
        let progress = shared.progress.lock().await;
        self.told(&progress, StageState::Started).await?;
        Ok(in_time)
    }

    /// Tests the points of one request; `alone` if no other is tested meanwhile.
    async fn request(&self, group: &[usize], alone: bool, shared: &Shared<'_, '_>) -> Result<Tested, Lost> {
        let first = group.first().and_then(|t| self.tasks.get(*t));
        let Some(request) = first.and_then(|t| self.site.requests.get(t.request)) else {
            return Ok(Tested::Done);
        };
        if self.web.stop.is_cancelled() {
            return Ok(Tested::Done);
        }
        if Instant::now() >= self.deadline {
            return Ok(Tested::Late);
        }
        if request.effect() > self.client.ceiling() {
            self.left_out(request, group, ABOVE, shared).await?;
            return Ok(Tested::Done);
        }
        if request.effect() > Effect::Safe {
            return self.changing(request, group, alone, shared).await;
        }
        let mut baseline = self.client.send(request).await.ok();
        if let Some(answer) = &baseline
            && shared.session.lock().await.saw(answer, self.site).await == Kept::Renewed
        {
            baseline = self.client.send(request).await.ok();
        }
        let how = How { baseline: baseline.as_ref(), refresh: true, side_by_side: true };
        let (outside, inside) = self.parts(group);
        let mut running: Vec<BoxFuture<'_, Result<(), Lost>>> =
            vec![self.together(request, &outside, how, shared)];
        for task in inside {
            running.push(Box::pin(self.tested(task, request, how, shared)));
        }
        futures::future::try_join_all(running).await?;
        Ok(Tested::Done)
    }

    /// Tests of a request that may change something, one after the other: side by side they would see each other's traces.
    /// It is not sent only to see what it brings: a check asks what it needs.
    async fn changing(
        &self,
        request: &SiteRequest,
        group: &[usize],
        alone: bool,
        shared: &Shared<'_, '_>,
    ) -> Result<Tested, Lost> {
        let (again, given_up): (Vec<usize>, Vec<usize>) = {
            let progress = shared.progress.lock().await;
            let begun = |t: &usize| progress.begun.get(t).copied().unwrap_or(0);
            group.iter().partition(|t| alone || begun(t) < MOST_BEGINS)
        };
        self.left_out(request, &given_up, GIVEN_UP, shared).await?;
        if !alone {
            let mut progress = shared.progress.lock().await;
            for task in &again {
                *progress.begun.entry(*task).or_default() += 1;
            }
            self.web.emitter.keep(vec![progress.part()]).await?;
        }
        let refresh =
            active::has_fresh(request) && (alone || active::needs_fresh(self.client, request).await);
        if refresh && !alone {
            return Ok(Tested::Alone);
        }
        let how = How { baseline: None, refresh, side_by_side: false };
        let (outside, inside) = self.parts(&again);
        for task in inside {
            self.tested(task, request, how, shared).await?;
        }
        self.together(request, &outside, how, shared).await?;
        Ok(Tested::Done)
    }

    /// Headers and cookies, and the rest.
    fn parts(&self, group: &[usize]) -> (Vec<usize>, Vec<usize>) {
        let outside = |t: &usize| {
            self.tasks.get(*t).is_some_and(|t| matches!(t.point.place, Place::Header | Place::Cookie))
        };
        group.iter().partition(|t| outside(t))
    }

    /// Tests headers and cookies, which mostly nothing looks at: all with the same value at once, and each by itself only
    /// where that shows something. Cookies by themselves where a word in them changes the answer; headers too, if it does so there.
    fn together<'a>(
        &'a self,
        request: &'a SiteRequest,
        tasks: &'a [usize],
        how: How<'a>,
        shared: &'a Shared<'_, '_>,
    ) -> BoxFuture<'a, Result<(), Lost>> {
        Box::pin(async move {
            let points: Vec<InsertionPoint> =
                tasks.iter().filter_map(|t| self.tasks.get(*t)).map(|t| t.point.clone()).collect();
            let headers = points.iter().take_while(|p| p.place == Place::Header).count();
            let mut silent = 0;
            for count in [points.len(), headers] {
                let Some((first, also)) = points.get(..count).and_then(<[_]>::split_first) else { continue };
                if silent > 0 || also.is_empty() {
                    continue;
                }
                let probe = self.probe(request, first, also, how);
                if !probe.is_indifferent().await.unwrap_or(false) {
                    continue;
                }
                let Some(told) = self.checked(&probe, how, shared).await else { return Ok(()) };
                if !told.observed.is_empty() {
                    break;
                }
                for task in tasks.iter().take(count) {
                    self.reported(*task, request, told.clone(), shared).await?;
                }
                silent = count;
            }
            let width = if how.side_by_side { tasks.len().max(1) } else { 1 };
            let running: Vec<BoxFuture<'_, Result<(), Lost>>> = tasks
                .iter()
                .skip(silent)
                .map(|t| -> BoxFuture<'_, _> { Box::pin(self.tested(*t, request, how, shared)) })
                .collect();
            futures::stream::iter(running).buffer_unordered(width).try_collect().await
        })
    }

    /// Tests one point and reports what it brought.
    async fn tested(
        &self,
        task: usize,
        request: &SiteRequest,
        how: How<'_>,
        shared: &Shared<'_, '_>,
    ) -> Result<(), Lost> {
        let Some(found) = self.tasks.get(task) else { return Ok(()) };
        let mut probe = self.probe(request, &found.point, &[], how);
        probe.is_parameter = self.names_parameter(found);
        match self.checked(&probe, how, shared).await {
            Some(told) => self.reported(task, request, told, shared).await,
            None => Ok(()),
        }
    }

    fn probe<'a>(
        &'a self,
        request: &'a SiteRequest,
        point: &'a InsertionPoint,
        also: &'a [InsertionPoint],
        how: How<'a>,
    ) -> Probe<'a> {
        Probe {
            client: self.client,
            request,
            point,
            also,
            host: self.host,
            is_parameter: false,
            payloads: self.web.setup.payloads,
            baseline: how.baseline,
            refresh: how.refresh,
            stack: &self.stack,
            callback: self.callback.as_deref(),
            time_unit: TIME_UNIT,
            memo: active::Memo::default(),
        }
    }

    /// What the checks of a point bring; `None` when the unit was stopped. Boxed: the compiler cannot see that unboxed futures
    /// that run side by side may move between threads.
    fn checked<'a>(
        &'a self,
        probe: &'a Probe<'a>,
        how: How<'a>,
        shared: &'a Shared<'_, '_>,
    ) -> BoxFuture<'a, Option<Told>> {
        Box::pin(async move {
            let pacing = active::Pacing {
                gate: &shared.permits,
                budget: CHECK_BUDGET,
                side_by_side: how.side_by_side,
            };
            let outcomes = active::run_checks(probe, &self.web.unit.plan.profile.checks, pacing).await;
            let mut told = Told::default();
            outcomes.into_iter().for_each(|(_, outcome)| told.take(outcome));
            // What was found out while everything was being torn down is not to be believed.
            (!self.web.stop.is_cancelled()).then_some(told)
        })
    }

    /// Reports what a point brought, and keeps the progress from time to time.
    async fn reported(
        &self,
        task: usize,
        request: &SiteRequest,
        told: Told,
        shared: &Shared<'_, '_>,
    ) -> Result<(), Lost> {
        self.report(task, request, told).await?;
        let mut progress = shared.progress.lock().await;
        progress.done(task);
        let mut kept = shared.kept.lock().await;
        if kept.elapsed() >= KEEP_EVERY {
            *kept = Instant::now();
            self.told(&progress, StageState::Started).await?;
        }
        Ok(())
    }

    /// Whether the description of the interface says that the point is a parameter of the path.
    fn names_parameter(&self, task: &Task) -> bool {
        let segments = self.stored.path_parameters.get(&task.request);
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
        shared: &Shared<'_, '_>,
    ) -> Result<(), Lost> {
        if group.is_empty() {
            return Ok(());
        }
        let place = format!("{} {}", request.method, request.url.path());
        let words = report::all_active().iter().copied();
        let event = report::gap(self.host, request.url.origin().port, &place, words, reason);
        self.web.emitter.tell(event).await?;
        let mut progress = shared.progress.lock().await;
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
        // What was found counts; the run must not pass for a whole one.
        progress.flaw = Some(reason);
        Ok(())
    }

    /// Says what an incremental run leaves alone.
    async fn unchanged(&self) -> Result<(), Lost> {
        let (left, all) = (self.stored.unchanged.len(), self.site.requests.len());
        if left == 0 {
            return Ok(());
        }
        let port = self.web.setup.start.origin().port;
        let reason =
            format!("incremental: {left} of {all} requests are unchanged since the last complete run");
        self.web.emitter.tell(report::gap(self.host, port, "", std::iter::empty::<&str>(), &reason)).await
    }

    /// Checks of the whole site, once each.
    async fn whole_site(&self, progress: &mut Progress) -> Result<(), End> {
        let Some(tested) = super::site_phase::Tested::of(self.web, self.stored) else { return Ok(()) };
        super::site_phase::run(
            self.web,
            &tested,
            active::SiteProbe {
                client: self.client,
                site: &tested.site,
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

/// Requests in a row of which the points are `most` at most; a request of more points stands for itself.
fn batches(groups: Vec<Vec<usize>>, most: usize) -> Vec<Vec<Vec<usize>>> {
    let mut batches: Vec<Vec<Vec<usize>>> = Vec::new();
    let mut room = 0;
    for group in groups {
        match batches.last_mut() {
            Some(last) if group.len() <= room => {
                room -= group.len();
                last.push(group);
            }
            _ => {
                room = most.saturating_sub(group.len());
                batches.push(vec![group]);
            }
        }
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_are_bounded_by_points() {
        let groups = vec![vec![0, 1], vec![2], vec![3, 4, 5, 6], vec![7], vec![8]];
        let sizes = |most| batches(groups.clone(), most).iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!((sizes(3), sizes(usize::MAX), sizes(1)), (vec![2, 1, 2], vec![5], vec![1, 1, 1, 1, 1]));
    }
}
