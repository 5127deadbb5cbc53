//! What a work unit may reach: the fence that `net` holds every connection against.

use std::net::IpAddr;

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use crate::hosts::HostList;

/// The fence of a run. A probe may go to an address that the target holds (or that one of its names resolved to), that
/// is not excluded and that lies in a range allowed for the organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The target's hosts.
    pub include: HostList,
    /// Hosts never touched, whatever else says yes.
    pub exclude: HostList,
    /// Ranges that the organization may scan.
    pub allowed: Vec<IpNet>,
}

/// Why an address or name is out of scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OutOfScope {
    /// Not part of the target.
    #[error("not part of the target")]
    NotTargeted,
    /// On the exclusion list.
    #[error("excluded")]
    Excluded,
    /// Not in a range that the organization may scan.
    #[error("outside the ranges that the organization may scan")]
    NotAllowed,
}

impl Scope {
    /// Whether a probe may go to `ip`; `via` is the target's name that resolved to it, if one did.
    ///
    /// # Errors
    /// Says which rule forbids it.
    pub fn permits(&self, ip: IpAddr, via: Option<&str>) -> Result<(), OutOfScope> {
        let ip = ip.to_canonical();
        let named = via.is_some_and(|n| self.include.contains_name(n));
        if !named && !self.include.contains(ip) {
            return Err(OutOfScope::NotTargeted);
        }
        if self.exclude.contains(ip) || via.is_some_and(|n| self.exclude.contains_name(n)) {
            return Err(OutOfScope::Excluded);
        }
        if !self.allowed.iter().any(|net| net.contains(&ip)) {
            return Err(OutOfScope::NotAllowed);
        }
        Ok(())
    }
}

/// The ranges that the first organization starts with: loopback and private networks (RFC 1918, RFC 4193, link-local).
pub fn private_ranges() -> Vec<IpNet> {
    [
        "127.0.0.0/8",
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "169.254.0.0/16",
        "::1/128",
        "fc00::/7",
        "fe80::/10",
    ]
    .iter()
    .map(|t| t.parse().expect("a written-out range is valid"))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_holds() {
        let scope = Scope {
            include: "10.0.0.0/30,www.test,192.0.2.1".parse().unwrap(),
            exclude: "10.0.0.2".parse().unwrap(),
            allowed: private_ranges(),
        };
        let ask = |ip: &str, via| scope.permits(ip.parse().unwrap(), via);
        assert_eq!(ask("10.0.0.1", None), Ok(()));
        assert_eq!(ask("::ffff:10.0.0.1", None), Ok(()));
        assert_eq!(ask("10.0.0.2", None), Err(OutOfScope::Excluded));
        assert_eq!(ask("10.0.0.9", None), Err(OutOfScope::NotTargeted));
        assert_eq!(ask("10.0.0.9", Some("www.test")), Ok(()));
        assert_eq!(ask("10.0.0.2", Some("www.test")), Err(OutOfScope::Excluded));
        assert_eq!(ask("192.0.2.1", None), Err(OutOfScope::NotAllowed));
        assert_eq!(ask("10.0.0.9", Some("other.test")), Err(OutOfScope::NotTargeted));
    }
}
