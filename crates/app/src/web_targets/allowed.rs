//! What may be done to a target: ownership, and what an administrator exempts from it.

use std::net::IpAddr;

use model::hosts::HostList;
use model::organization::Organization;
use model::profile::ScanProfile;
use model::target::Target;

use super::address;
use crate::fence;

/// What may be done to a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// Everything that a profile does.
    Any,
    /// Only what profiles do that may test targets of unproven ownership; the text says why, for people.
    OnlyUnverified(String),
}

impl Allowed {
    /// Whether the profile may be used.
    ///
    /// # Errors
    /// Why not.
    pub fn permits(&self, profile: &ScanProfile) -> Result<(), String> {
        match self {
            Self::Any => Ok(()),
            Self::OnlyUnverified(_) if profile.web.as_ref().is_some_and(|web| web.can_scan_unverified) => {
                Ok(())
            }
            Self::OnlyUnverified(why) => {
                Err(format!("the scan profile \"{}\" needs a verified target: {why}", profile.id))
            }
        }
    }
}

/// What may be done to a target: everything if its ownership is proven, or if all its hosts are exempt: addresses in the
/// organization's allowed ranges, names among its allowed names, `localhost` where loopback is allowed.
pub fn may_scan(organization: &Organization, target: &Target) -> Allowed {
    if target.web.as_ref().is_some_and(|web| web.verification.verified) {
        return Allowed::Any;
    }
    let hosts = target.hosts.to_string();
    match hosts.split(',').find(|host| !exempt(organization, host)) {
        None => Allowed::Any,
        Some(host) => Allowed::OnlyUnverified(format!(
            "nobody has proven to own \"{host}\", and it is not among the ranges and names that are exempt"
        )),
    }
}

/// Whether a part of a host list needs no proof of ownership.
fn exempt(organization: &Organization, host: &str) -> bool {
    let Ok(alone) = host.parse::<HostList>() else { return false };
    let named = alone.names().next().is_some();
    if !named {
        return fence::first_outside(&alone, &HostList::default(), &organization.allowed_ranges).is_none();
    }
    let loopback = IpAddr::from([127, 0, 0, 1]);
    let local = host == "localhost" && organization.allowed_ranges.iter().any(|net| net.contains(&loopback));
    local || fence::names_allowed(&alone, &organization.allowed_names)
}

/// Whether a host (`name` or `name:port`) needs no proof of ownership.
pub(super) fn host_exempt(organization: &Organization, host: &str) -> bool {
    let Ok(url) = address::normalised(&format!("http://{host}/")) else { return false };
    exempt(organization, &address::host_of(&url))
}

#[cfg(test)]
mod tests {
    use model::target::TargetKind;
    use model::web::WebTarget;
    use model::{Env, Product, Timestamp};

    use super::*;

    #[test]
    fn what_is_proven_or_exempt_may_be_tested() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 1);
        let now = env.now();
        let organization = Organization {
            id: env.id(),
            parent: None,
            name: String::new(),
            products: vec![Product::Dast],
            allowed_ranges: model::scope::private_ranges(),
            allowed_names: vec!["app.test".to_owned(), "*.corp.test".to_owned()],
            created_at: now,
            updated_at: now,
        };
        let mut target = Target {
            id: env.id(),
            organization: organization.id,
            product: Product::Dast,
            kind: TargetKind::Web,
            name: String::new(),
            comment: String::new(),
            hosts: HostList::default(),
            exclude_hosts: HostList::default(),
            max_hosts: None,
            web: Some(Box::new(WebTarget::default())),
            created_at: now,
            updated_at: now,
        };
        for (hosts, any) in [
            ("127.0.0.1", true),
            ("::1", true),
            ("localhost", true),
            ("10.1.2.3,app.test", true),
            ("www.corp.test", true),
            ("192.0.2.1", false),
            ("www.example.org", false),
            ("127.0.0.1,www.example.org", false),
        ] {
            target.hosts = hosts.parse().unwrap();
            assert_eq!(may_scan(&organization, &target) == Allowed::Any, any, "{hosts}");
        }
        if let Some(web) = &mut target.web {
            web.verification.verified = true;
        }
        assert_eq!(may_scan(&organization, &target), Allowed::Any);
    }
}
