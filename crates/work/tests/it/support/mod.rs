//! One process of the control plane over a test's database, with the test as its only worker.

mod events;
mod seen;
mod worker;

use std::sync::Arc;

use app::scans::NewScan;
use app::settings::Settings;
use app::targets::NewTarget;
use app::{Ctx, ListQuery, Services, organizations, runs};
use auth::MasterKey;
use fabric::{Fabric, Local, LocalOptions, LocalWorker};
use futures::FutureExt;
use knowledge::Knowledge;
use model::env::FakeClock;
use model::report::Report;
use model::run::{Run, RunState};
use model::scan::Scan;
use model::{Env, Product};
use store::units::Unit;
use testkit::TestDb;
use tokio_util::sync::CancellationToken;
use work::Control;

pub(crate) use events::*;
pub(crate) use seen::{Seen, seen, state_of};
pub(crate) use worker::Hand;

pub(crate) struct World {
    pub(crate) services: Arc<Services>,
    pub(crate) clock: Arc<FakeClock>,
    pub(crate) control: Control,
    pub(crate) worker: LocalWorker,
    stop: CancellationToken,
}

impl World {
    /// A process whose workers want at most `window` units at once.
    pub(crate) fn new(t: TestDb, window: usize) -> Self {
        Self::with(t, window, Settings::default())
    }

    /// The same with other settings.
    pub(crate) fn with(t: TestDb, window: usize, settings: Settings) -> Self {
        let TestDb { db, env, clock } = t;
        let master = MasterKey::generate(&env);
        let services = Services::new(db, env, Arc::new(Knowledge::builtin()), &master, settings);
        Self::over(services, clock, window)
    }

    fn over(services: Arc<Services>, clock: Arc<FakeClock>, window: usize) -> Self {
        let (local, worker) = Local::new(LocalOptions { window, messages: 4096 });
        let control = Control::new(services.clone(), Fabric::Local(local));
        Self { services, clock, control, worker, stop: CancellationToken::new() }
    }

    /// The next process over the same database: the fabric is new, whoever worked for the old one is forgotten.
    pub(crate) async fn restarted(&self, window: usize) -> Self {
        // New numbers each time, as ids are made of them.
        let seed = u64::from_le_bytes(self.services.env.bytes::<8>());
        let (env, clock) = Env::fake(self.services.env.now(), seed);
        let master = MasterKey::generate(&env);
        let (db, knowledge) = (self.services.db.clone(), self.services.knowledge.clone());
        let next = Self::over(Services::new(db, env, knowledge, &master, Settings::default()), clock, window);
        next.control.begin().await.unwrap();
        next
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.clock.advance(seconds * 1_000_000);
    }

    /// The platform inside a new organization.
    pub(crate) async fn organization(&self, name: &str, product: Product) -> Ctx {
        let new = organizations::NewOrganization::local(name);
        let organization = organizations::create(&self.services, new).await.unwrap();
        Ctx::internal(self.services.clone(), organization.id, product)
    }

    pub(crate) async fn tick(&self) {
        self.control.tick().await.unwrap();
    }

    /// Ticks until nothing moves by itself any more.
    pub(crate) async fn settle(&self) {
        for _ in 0..5 {
            self.tick().await;
        }
    }

    /// Takes in messages that were sent before; there have to be some.
    pub(crate) async fn take_in(&self, limit: usize) {
        assert!(self.control.take_in(limit, &self.stop).await);
    }

    /// The unit that a free worker gets now.
    pub(crate) fn take(&self) -> Option<Hand> {
        self.worker.next().now_or_never().flatten().map(Hand::new)
    }

    /// Says something about a unit and has it stored at once.
    pub(crate) async fn say(
        &self,
        hand: &mut Hand,
        events: impl IntoIterator<Item = model::unit::UnitEvent>,
    ) {
        let mut sent = 0;
        for event in events {
            hand.send(event).await;
            sent += 1;
        }
        if sent > 0 {
            self.take_in(sent).await;
        }
    }

    /// Says something, says that the unit is done and gives it back.
    pub(crate) async fn complete(
        &self,
        mut hand: Hand,
        events: impl IntoIterator<Item = model::unit::UnitEvent>,
    ) {
        self.say(&mut hand, events.into_iter().chain([completed()])).await;
        self.worker.done(hand.unit.id, hand.unit.epoch);
    }

    /// Takes a run from its start to its end, with one unit that reports these events.
    pub(crate) async fn run_with(&self, ctx: &Ctx, scan: &Scan, events: Vec<model::unit::UnitEvent>) -> Run {
        self.advance(60);
        let run = runs::start(ctx, scan.id).await.unwrap();
        self.tick().await;
        let hand = self.take().expect("a unit waits");
        self.complete(hand, events).await;
        self.finish(&run).await
    }

    /// The rest of a run whose units are through.
    pub(crate) async fn finish(&self, run: &Run) -> Run {
        self.tick().await;
        self.control.run_due_jobs().await.unwrap();
        self.run(run).await
    }

    pub(crate) async fn run(&self, run: &Run) -> Run {
        let mut tx = self.services.db.read().await.unwrap();
        store::runs::by_id(&mut tx, run.id).await.unwrap().unwrap()
    }

    pub(crate) async fn state(&self, run: &Run) -> RunState {
        self.run(run).await.state
    }

    pub(crate) async fn units(&self, run: &Run) -> Vec<Unit> {
        let mut tx = self.services.db.read().await.unwrap();
        store::units::of_run(&mut tx, run.organization, run.id).await.unwrap()
    }
}

/// A scan of `hosts` with the default profile of the product.
pub(crate) async fn scan(ctx: &Ctx, name: &str, hosts: &str) -> Scan {
    let new = NewTarget { name: name.to_owned(), hosts: hosts.to_owned(), ..NewTarget::default() };
    let target = app::targets::create(ctx, new).await.unwrap();
    let new = NewScan { name: name.to_owned(), target_id: Some(target.id), ..NewScan::default() };
    app::scans::create(ctx, new).await.unwrap().scan
}

/// Hosts enough for `units` units of the default profile.
pub(crate) fn hosts_of(units: u32) -> String {
    let last = units * 64 - 1;
    format!("10.0.0.0-10.0.{}.{}", last / 256, last % 256)
}

/// The reports of a run.
pub(crate) async fn reports_of(ctx: &Ctx, run: &Run) -> Vec<Report> {
    let all = app::reports::list(ctx, &ListQuery::default()).await.unwrap();
    all.items.into_iter().filter(|report| report.run == run.id).collect()
}
