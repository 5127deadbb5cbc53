//! What the command line asks for, as a plan.

use std::collections::BTreeMap;
use std::net::IpAddr;

use anyhow::{Context, Result, bail};
use ipnet::IpNet;
use knowledge::Knowledge;
use model::Product;
use model::hosts::HostList;
use model::plan::RunPlan;
use model::scope::{OutOfScope, Scope, private_ranges};
use model::secret::SecretText;
use serde_json::Value;

use super::web;
use crate::cli::ScanArgs;

/// What goes with a unit by name.
pub(crate) type Parts = BTreeMap<String, Value>;
/// Secrets of the target by place.
pub(crate) type Secrets = BTreeMap<String, SecretText>;

/// A plan, and what goes with its units.
pub(crate) struct Planned {
    pub(crate) plan: RunPlan,
    pub(crate) parts: Parts,
    pub(crate) secrets: Secrets,
}

pub(crate) fn of(args: &ScanArgs, knowledge: &Knowledge) -> Result<Planned> {
    if args.target.starts_with("http://") || args.target.starts_with("https://") {
        return web::plan(args, knowledge);
    }
    Ok(Planned { plan: network(args, knowledge)?, parts: Parts::new(), secrets: Secrets::new() })
}

fn network(args: &ScanArgs, knowledge: &Knowledge) -> Result<RunPlan> {
    let catalogue = knowledge.catalogue();
    let profiles = || catalogue.profiles().iter().filter(|p| p.web.is_none());
    let Some(profile) = profiles().find(|p| p.id == args.profile) else {
        let known: Vec<_> = profiles().map(|p| p.id.as_str()).collect();
        bail!("there is no scan profile \"{}\" for hosts; there are {}", args.profile, known.join(", "));
    };
    let include: HostList = args.target.parse().with_context(|| format!("target \"{}\"", args.target))?;
    let ports = match &args.ports {
        Some(ports) => ports.clone(),
        None => catalogue
            .port_list(&profile.port_list)
            .context("the profile's port list is missing")?
            .ports
            .clone(),
    };
    Ok(RunPlan {
        target_name: args.target.clone(),
        scope: scope(args, include)?,
        profile: (**profile).clone(),
        ports,
        max_hosts: None,
        web: None,
    })
}

/// The web profile of the word.
pub(super) fn web_profile(args: &ScanArgs, knowledge: &Knowledge) -> Result<model::profile::ScanProfile> {
    let profiles = knowledge.catalogue().profiles_for(Product::Dast);
    // An API is a web application too: where no profile was named, the one made for it is meant.
    let word = match (args.profile.as_str(), &args.web.api) {
        ("normal", Some(_)) => "api_normal",
        (word, _) => word,
    };
    let Some(profile) = profiles.iter().find(|p| p.id == word) else {
        let known: Vec<_> = profiles.iter().map(|p| p.id.as_str()).collect();
        bail!("there is no scan profile \"{word}\" for web applications; there are {}", known.join(", "));
    };
    Ok(profile.as_ref().clone())
}

/// The fence around `include`.
pub(super) fn scope(args: &ScanArgs, include: HostList) -> Result<Scope> {
    let exclude = HostList::try_from(args.exclude.clone())
        .with_context(|| format!("--exclude \"{}\"", args.exclude))?;
    let allowed = allowed(args.allow_public);
    let scope = Scope { include, exclude, allowed };
    if let Some(outside) = first_outside(&scope) {
        bail!("{outside} lies outside loopback and private networks; say --allow-public if you may scan it");
    }
    Ok(scope)
}

/// The ranges that may be scanned. A typing error must not send probes to somebody else's network.
pub(crate) fn allowed(public: bool) -> Vec<IpNet> {
    if public {
        ["0.0.0.0/0", "::/0"].iter().map(|t| t.parse().expect("a written-out range is valid")).collect()
    } else {
        private_ranges()
    }
}

/// The first address of the target that may not be scanned. Names are resolved later; their addresses meet the same fence.
fn first_outside(scope: &Scope) -> Option<IpAddr> {
    scope.include.addresses().find(|ip| scope.permits(*ip, None) == Err(OutOfScope::NotAllowed))
}
