//! From a target and a profile to the work units of a run: a pure function, used by the server and the command line.

use serde::{Deserialize, Serialize};

use crate::hosts::HostList;
use crate::ports::{PortSet, Protocol};
use crate::profile::ScanProfile;
use crate::scope::Scope;
use crate::unit::{NetworkUnit, UnitWork};
use crate::web::WebPlan;

/// What a run does, frozen at its start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunPlan {
    /// The target's name at the start.
    pub target_name: String,
    /// The fence.
    pub scope: Scope,
    /// The profile as it was.
    pub profile: ScanProfile,
    /// The ports.
    pub ports: PortSet,
    /// The most hosts at once, if the target limits them.
    pub max_hosts: Option<u32>,
    /// The web application or API; `None` for network targets.
    #[serde(default)]
    pub web: Option<WebPlan>,
}

/// Connections that one unit should stay below, so that a unit takes seconds to minutes, never hours.
const CONNECTIONS_PER_UNIT: u64 = 500_000;
/// The most hosts of one unit.
const HOSTS_PER_UNIT: u64 = 64;

impl RunPlan {
    /// The units of the run, in order.
    pub fn units(&self) -> Vec<UnitWork> {
        if self.web.is_some() {
            return vec![UnitWork::Web];
        }
        let ports = u64::from(self.ports.count(Protocol::Tcp)).max(1);
        let size = (CONNECTIONS_PER_UNIT / ports).clamp(1, HOSTS_PER_UNIT);
        let size = usize::try_from(size).unwrap_or(1);
        self.scope
            .include
            .chunks(size)
            .into_iter()
            .map(|hosts| UnitWork::Network(NetworkUnit { hosts }))
            .collect()
    }

    /// The hosts of the target.
    pub fn hosts(&self) -> &HostList {
        &self.scope.include
    }
}
