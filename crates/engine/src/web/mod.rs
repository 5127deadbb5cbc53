//! A web application or an API: server → crawl (or API description) → passive checks → templates → active checks.
//!
//! What was found is kept as parts of the unit (the site, the passive collection, how far the scan is); the unit's
//! checkpoint belongs to the inspection of the server. A request that may change something is sent only after the part
//! that says so is stored for good. A conversation that was interrupted after that is held once more from its beginning:
//! its requests carry fresh tokens, so that none is sent twice.

mod api;
mod crawling;
mod descriptions;
mod exposures;
mod incremental;
mod parts;
mod report;
mod scanning;
mod server;
mod session;
mod setup;
mod site_phase;
mod tasks;

use std::time::Duration;

use futures::future::BoxFuture;
use model::unit::{LogLevel, UnitEvent, UnitOutcome, WorkUnit};
use model::web::{Stage, StageState, StageStatus, WebPlan};
use net::Net;
use tokio_util::sync::CancellationToken;

use crate::emitter::Emitter;
use crate::{Engine, Lost};
use parts::{Progress, Stored};
use setup::Setup;

/// How often a unit tells that it is alive.
const TELL_EVERY: Duration = Duration::from_secs(30);

/// What the stages of one unit share.
pub(crate) struct WebUnit<'a> {
    pub engine: &'a Engine,
    pub unit: &'a WorkUnit,
    pub plan: &'a WebPlan,
    pub emitter: &'a Emitter,
    pub stop: &'a CancellationToken,
    pub net: Net,
    pub setup: Setup,
}

/// Why a unit ends before its work is done.
pub(crate) enum End {
    /// Nobody listens any more.
    Lost,
    /// It cannot be done; another attempt would end alike.
    Failed(String),
}

impl From<Lost> for End {
    fn from(Lost: Lost) -> Self {
        Self::Lost
    }
}

/// Does the unit as [`run`]. Boxed here, so that this room itself sees that the work may move between threads.
pub(crate) fn boxed<'a>(
    engine: &'a Engine,
    unit: &'a WorkUnit,
    emitter: &'a Emitter,
    stop: &'a CancellationToken,
) -> BoxFuture<'a, Result<UnitOutcome, Lost>> {
    Box::pin(run(engine, unit, emitter, stop))
}

/// Does the unit. Stopped units end early with `Ok`.
async fn run(
    engine: &Engine,
    unit: &WorkUnit,
    emitter: &Emitter,
    stop: &CancellationToken,
) -> Result<UnitOutcome, Lost> {
    let failed = |reason: String| UnitOutcome::Failed { reason, retryable: false };
    let Some(plan) = &unit.plan.web else {
        return Ok(failed("the run has no web application".to_owned()));
    };
    let net = setup::net(engine, unit, stop);
    let setup = match Setup::new(unit, plan) {
        Ok(setup) => setup,
        Err(reason) => return Ok(failed(reason)),
    };
    let web = WebUnit { engine, unit, plan, emitter, stop, net, setup };
    let mut progress = Progress::read(&unit.parts);
    match web.stages(&mut progress).await {
        Ok(()) if stop.is_cancelled() => Ok(UnitOutcome::Stopped),
        // Everything was done and counts; the run must not pass for a whole one.
        Ok(()) => Ok(progress.flaw.map_or(UnitOutcome::Completed, failed)),
        Err(End::Failed(reason)) => Ok(failed(reason)),
        Err(End::Lost) => Err(Lost),
    }
}

impl WebUnit<'_> {
    async fn stages(&self, progress: &mut Progress) -> Result<(), End> {
        let client = crawl::Client::new(
            self.net.clone(),
            self.engine.env.clone(),
            self.unit.plan.profile.effect_ceiling,
        );
        let Some(host) = self.server().await? else { return Ok(()) };
        let Some(stored) = self.site(&client, progress).await? else { return Ok(()) };
        self.scan(&client, &host, stored, progress).await
    }

    /// Crawls, or reads the description of the API; what an earlier hand-out found is not looked for again. `None` when
    /// the unit was stopped.
    async fn site(&self, client: &crawl::Client, progress: &mut Progress) -> Result<Option<Stored>, End> {
        if progress.crawled
            && let Some(stored) = Stored::read(&self.unit.parts)
        {
            return Ok(Some(stored));
        }
        self.stage(Stage::Crawler, StageState::Started, (0, 0), Vec::new()).await?;
        let Some((mut stored, found)) = self.find(client, progress).await? else { return Ok(None) };
        let seen = self.narrow(client, &mut stored).await?;
        self.tell_endpoints(found.endpoints, &stored).await?;
        self.stage(Stage::Crawler, StageState::Ended, (found.asked, found.asked), found.warnings).await?;
        progress.crawled = true;
        self.keep_site(&stored, seen.as_ref(), progress).await?;
        Ok(Some(stored))
    }

    pub(crate) async fn stage(
        &self,
        stage: Stage,
        state: StageState,
        (done, total): (usize, usize),
        warnings: Vec<String>,
    ) -> Result<(), Lost> {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let status = StageStatus { stage, state, done: count(done), total: count(total), warnings };
        self.emitter.tell(UnitEvent::Stage(status)).await
    }

    /// Does long work that says nothing by itself, and tells meanwhile that the unit is alive: the control plane takes
    /// silent units back. Boxed: the compiler cannot see that unboxed work over borrowed parts may move between threads.
    pub(crate) async fn aloud<T>(
        &self,
        counts: (usize, usize),
        mut work: BoxFuture<'_, T>,
    ) -> Result<T, Lost> {
        loop {
            match tokio::time::timeout(TELL_EVERY, &mut work).await {
                Ok(done) => return Ok(done),
                Err(_) => self.stage(Stage::Scanner, StageState::Started, counts, Vec::new()).await?,
            }
        }
    }

    pub(crate) async fn log(&self, level: LogLevel, message: String) -> Result<(), Lost> {
        self.emitter.tell(UnitEvent::Log { level, message }).await
    }
}
