//! What every use-case is handed: who asks, and what there is to work with.

use std::net::IpAddr;
use std::sync::Arc;

use auth::principal::Principal;
use knowledge::Knowledge;
use model::Env;
use tokio::sync::Notify;

use crate::settings::Settings;

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
    pub vault: auth::vault::Vault,
    /// Signs and reads session tokens.
    pub tokens: auth::token::TokenKey,
    /// What the installation was told at its start.
    pub settings: Settings,
    /// Nudges the loops of this process so that they need not wait for their next tick.
    pub wake: Wake,
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
