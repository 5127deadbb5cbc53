//! A small world for tests: one database, a fake clock, organizations with users of each role.

use std::sync::Arc;

use app::organizations::{self, NewOrganization};
use app::scans::{NewScan, ScanView};
use app::settings::Settings;
use app::targets::NewTarget;
use app::users::{self, NewUser};
use app::{Anonymous, Ctx, Error, Services};
use auth::{Credential, MasterKey, Principal};
use knowledge::Knowledge;
use model::env::FakeClock;
use model::evidence::Evidence;
use model::finding::{Confidence, Observation};
use model::fingerprint::FingerprintParts;
use model::host::{Host, Port};
use model::organization::Organization;
use model::run::Run;
use model::target::Target;
use model::user::{Role, User};
use model::{Env, Product, Timestamp};
use secrecy::SecretString;
use store::findings::{RunRef, Sighting};

/// 2027-01-15 08:00:00 UTC, a Friday.
pub(crate) const START: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);
/// Good enough for every rule about passwords.
pub(crate) const PASSWORD: &str = "correct horse battery";

pub(crate) struct World {
    pub(crate) services: Arc<Services>,
    pub(crate) clock: Arc<FakeClock>,
}

impl World {
    pub(crate) fn new(db: store::Db) -> Self {
        Self::with(db, Settings::default())
    }

    pub(crate) fn with(db: store::Db, settings: Settings) -> Self {
        let (env, clock) = Env::fake(START, 7);
        let master = MasterKey::generate(&env);
        Self { services: Services::new(db, env, Arc::new(Knowledge::builtin()), &master, settings), clock }
    }

    /// Another node over the same database, with its own random numbers and the same time.
    pub(crate) fn second_node(&self, seed: u64) -> Arc<Services> {
        let (env, _) = Env::fake(self.services.env.now(), seed);
        let master = MasterKey::generate(&env);
        let knowledge = self.services.knowledge.clone();
        Services::new(self.services.db.clone(), env, knowledge, &master, Settings::default())
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.clock.advance(seconds * 1_000_000);
    }

    pub(crate) async fn organization(&self, name: &str) -> Organization {
        organizations::create(&self.services, NewOrganization::local(name)).await.unwrap()
    }

    /// A caller with a role, who is not stored as a user.
    pub(crate) fn caller(&self, organization: &Organization, role: Role, product: Product) -> Ctx {
        let principal = Principal {
            user_id: self.services.env.id(),
            organization: organization.id,
            role,
            active_product: product,
            products: organization.products.clone(),
            session: None,
            via: Credential::Jwt,
        };
        Ctx {
            services: self.services.clone(),
            principal,
            request_id: Some("req-1".to_owned()),
            remote_ip: None,
        }
    }

    /// An owner of a fresh organization, in `vrms`.
    pub(crate) async fn owner(&self, name: &str) -> Ctx {
        let organization = self.organization(name).await;
        self.caller(&organization, Role::Owner, Product::Vrms)
    }

    /// A stored user with [`PASSWORD`].
    pub(crate) async fn user(&self, owner: &Ctx, email: &str, role: Role) -> User {
        let password = Some(SecretString::from(PASSWORD));
        let new = NewUser { email: email.to_owned(), password, role, ..NewUser::default() };
        users::create(owner, new).await.unwrap().user
    }

    pub(crate) fn anonymous(&self, address: &str) -> Anonymous {
        let remote_ip = Some(address.parse().unwrap());
        Anonymous { services: self.services.clone(), request_id: None, remote_ip }
    }
}

pub(crate) async fn target(ctx: &Ctx, name: &str, hosts: &str) -> Target {
    let new = NewTarget { name: name.to_owned(), hosts: hosts.to_owned(), ..NewTarget::default() };
    app::targets::create(ctx, new).await.unwrap()
}

pub(crate) async fn scan(ctx: &Ctx, name: &str) -> ScanView {
    let target = target(ctx, name, "127.0.0.1").await;
    let new = NewScan { name: name.to_owned(), target_id: Some(target.id), ..NewScan::default() };
    app::scans::create(ctx, new).await.unwrap()
}

/// Moves a run through states as the orchestrator would.
pub(crate) async fn walk(ctx: &Ctx, run: &Run, states: &[model::run::RunState]) {
    let mut from = run.state;
    for &to in states {
        assert!(from.may_become(to), "{from} to {to}");
        let mut tx = ctx.services.db.write().await.unwrap();
        let at = ctx.services.env.now();
        assert!(
            store::runs::transition(&mut tx, run.organization, run.id, (from, to), None, at).await.unwrap()
        );
        tx.commit().await.unwrap();
        from = to;
    }
}

/// Stores one sighting of a check on port 6379 of 127.0.0.1, as ingest would.
pub(crate) async fn observe(ctx: &Ctx, run: &Run, check: &str) {
    let definition = ctx.services.knowledge.definition(check).unwrap();
    let host = Host::from_address("127.0.0.1".parse().unwrap());
    let port = Some(Port::tcp(6379));
    let label = host.label();
    let parts =
        FingerprintParts { target: run.target, check: &definition.check, host: &label, port, place: "" };
    let fingerprint = parts.fingerprint();
    let observation = Observation {
        check: definition.check.clone(),
        host,
        port,
        place: String::new(),
        confidence: Confidence::Confirmed,
        severity: None,
        evidence: Evidence::new("seen"),
    };
    let severity = definition.severity;
    let sighting = Sighting { observation, definition, fingerprint, severity, service: None };
    let of = RunRef {
        organization: run.organization,
        product: run.product,
        target: run.target,
        scan: run.scan,
        run: run.id,
    };
    let mut tx = ctx.services.db.write().await.unwrap();
    store::findings::record(&mut tx, &ctx.services.env, &of, &[sighting]).await.unwrap();
    tx.commit().await.unwrap();
}

/// The (field, code) pairs of an error about fields.
#[track_caller]
pub(crate) fn fields<T: std::fmt::Debug>(result: Result<T, Error>) -> Vec<(&'static str, &'static str)> {
    match result.unwrap_err() {
        Error::Invalid(errors) => errors.iter().map(|e| (e.field, e.code)).collect(),
        Error::Conflict(e) => vec![(e.field, e.code)],
        other => panic!("not an error of fields: {other:?}"),
    }
}
