//! What every use-case is handed: who asks, and what there is to work with.

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};

use auth::{CsrfKey, JwtKey, MasterKey, Principal, Vault};
use knowledge::Knowledge;
use model::{Env, OrganizationId, Product, Timestamp};
use tokio::sync::{Notify, Semaphore};

use crate::Result;
use crate::settings::Settings;
use crate::web_targets::verify::Verifier;

/// What the use-cases work with; shared by all requests and jobs of the process.
#[derive(Debug)]
pub struct Services {
    /// The database.
    pub db: store::Db,
    /// Time and randomness.
    pub env: Env,
    /// Definitions, profiles, port lists.
    pub knowledge: Arc<Knowledge>,
    /// Secrets at rest.
    pub vault: Vault,
    /// Signs and reads session tokens.
    pub jwt: JwtKey,
    /// Makes the tokens by which pages of the web interface are known.
    pub csrf: CsrfKey,
    /// What the installation was told at its start.
    pub settings: Settings,
    /// Nudges the loops of this process so that they need not wait for their next tick.
    pub wake: Wake,
    /// Looks for proofs of ownership; set once where there is a network to look in.
    verifier: OnceLock<Arc<dyn Verifier>>,
    /// Passwords hashed at the same time: each costs memory and a core.
    pub(crate) hashing: Semaphore,
}

/// The most passwords hashed at once.
const HASHING: usize = 4;

impl Services {
    /// The services of a process. Signing and sealing keys are derived from the master key.
    pub fn new(
        db: store::Db,
        env: Env,
        knowledge: Arc<Knowledge>,
        master: &MasterKey,
        settings: Settings,
    ) -> Arc<Self> {
        Arc::new(Self {
            db,
            env,
            knowledge,
            vault: Vault::new(master, &[]),
            jwt: JwtKey::new(master),
            csrf: CsrfKey::new(master),
            settings,
            wake: Wake::default(),
            verifier: OnceLock::new(),
            hashing: Semaphore::new(HASHING),
        })
    }

    /// Gives the process what looks for proofs of ownership; whether it had none yet.
    pub fn set_verifier(&self, verifier: Arc<dyn Verifier>) -> bool {
        self.verifier.set(verifier).is_ok()
    }

    /// What looks for proofs of ownership, if the process has it.
    pub(crate) fn verifier(&self) -> Option<&dyn Verifier> {
        self.verifier.get().map(AsRef::as_ref)
    }
}

/// The nudges. A lost one costs latency, never work: every loop also looks by itself.
#[derive(Debug, Default)]
pub struct Wake {
    /// A run was queued, or asked to stop.
    pub runs: Notify,
    /// A control-plane job was enqueued.
    pub jobs: Notify,
    /// A schedule changed.
    pub schedules: Notify,
}

/// Who asks for what, and from where. The first argument of every use-case.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// What there is to work with.
    pub services: Arc<Services>,
    /// Who asks.
    pub principal: Principal,
    /// Id of the request, for the audit trail and the log.
    pub request_id: Option<String>,
    /// Address that the request came from.
    pub remote_ip: Option<IpAddr>,
}

/// A caller who has not signed in yet.
#[derive(Debug, Clone)]
pub struct Anonymous {
    /// What there is to work with.
    pub services: Arc<Services>,
    /// Id of the request.
    pub request_id: Option<String>,
    /// Address that the request came from.
    pub remote_ip: Option<IpAddr>,
}

impl Ctx {
    /// The platform itself, acting inside an organization with every permission: jobs, and commands on the machine.
    pub fn internal(services: Arc<Services>, organization: OrganizationId, product: Product) -> Self {
        let principal = Principal::internal(organization, product);
        Self { services, principal, request_id: None, remote_ip: None }
    }

    /// Time and randomness.
    pub fn env(&self) -> &Env {
        &self.services.env
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.services.env.now()
    }

    /// The tenant of the caller; part of every store call.
    pub fn organization(&self) -> OrganizationId {
        self.principal.organization
    }

    /// The product that the caller's answers are filtered to.
    pub fn product(&self) -> Product {
        self.principal.active_product
    }

    /// A transaction that only reads.
    pub(crate) async fn read(&self) -> Result<store::Tx> {
        Ok(self.services.db.read().await?)
    }

    /// A transaction that may write; dropped without a commit it never was.
    pub(crate) async fn write(&self) -> Result<store::Tx> {
        Ok(self.services.db.write().await?)
    }
}
