//! What a run will do, frozen at its start.

use ipnet::IpNet;
use model::Product;
use model::organization::Organization;
use model::plan::RunPlan;
use model::ports::PortSet;
use model::profile::ScanProfile;
use model::scan::Scan;
use model::scope::Scope;
use model::target::{Target, TargetKind};
use model::web::{WebPlan, WebTarget};

use super::StartOptions;
use crate::ctx::Services;
use crate::{Error, Result, fence, port_lists, profiles, web_targets};

/// What a run of the scan would do now.
///
/// # Errors
/// A conflict or a wrong field when the scan cannot start as things are.
pub(super) async fn make(
    tx: &mut store::Tx,
    services: &Services,
    (scan, target, organization): (&Scan, Target, Organization),
    options: StartOptions,
) -> Result<RunPlan> {
    refuse_unsubscribed(&organization, scan.product)?;
    let profile =
        profiles::find(services, scan.product, options.profile.as_deref().unwrap_or(&scan.profile))?;
    if target.web.is_some() {
        let may = web_targets::may_scan(&organization, &target).permits(&profile);
        may.map_err(|why| Error::conflict("scan_profile", "not_verified", why))?;
    }
    let allowed = allowed(&target, organization, &profile)?;
    let (ports, web) = match target.kind {
        TargetKind::Network => (port_lists::ports(tx, services, scan, &profile).await?, None),
        TargetKind::Web | TargetKind::Api => {
            let settings = settings(tx, scan).await?;
            (PortSet::default(), Some((web(&target, &settings, &profile, options)?, settings)))
        }
    };
    let mut profile = profile.as_ref().clone();
    let web = web.map(|(web, settings)| {
        bound_time(&settings, &mut profile);
        web
    });
    let scope = Scope { include: target.hosts, exclude: target.exclude_hosts, allowed };
    Ok(RunPlan { target_name: target.name, scope, profile, ports, max_hosts: target.max_hosts, web })
}

/// What the target says of its scans.
async fn settings(tx: &mut store::Tx, scan: &Scan) -> Result<web_targets::Options> {
    let found = store::blackouts::target_options(tx, scan.organization, scan.target).await?;
    Ok(found.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// The longest time of the target's scans, where it is shorter than the profile's.
fn bound_time(settings: &web_targets::Options, profile: &mut ScanProfile) {
    if let (Some(web), Some(longest)) = (&mut profile.web, settings.max_scan_duration) {
        web.max_run_time_s = web.max_run_time_s.min(longest);
    }
}

fn refuse_unsubscribed(organization: &Organization, product: Product) -> Result<()> {
    if organization.products.contains(&product) {
        return Ok(());
    }
    let detail = format!("the organization has no active subscription for \"{product}\"");
    Err(Error::conflict("base", "not_subscribed", detail))
}

/// The ranges that the run may reach. A network target must lie in those of the organization. A web target whose ownership
/// is proven may be anywhere on the public internet besides; one whose ownership is not gets only what any visitor may do.
fn allowed(target: &Target, organization: Organization, profile: &ScanProfile) -> Result<Vec<IpNet>> {
    let mut allowed = organization.allowed_ranges;
    let Some(web) = &target.web else {
        let Some(range) = fence::first_outside(&target.hosts, &target.exclude_hosts, &allowed) else {
            return Ok(allowed);
        };
        let name = &target.name;
        let detail =
            format!("target \"{name}\" holds {range}, outside the ranges that the organization may scan");
        return Err(Error::conflict("target_id", "not_allowed", detail));
    };
    let harmless = profile.web.as_ref().is_some_and(|w| w.can_scan_unverified);
    if web.verification.verified
        || harmless
        || fence::names_allowed(&target.hosts, &organization.allowed_names)
    {
        allowed.extend(fence::public_ranges());
    }
    Ok(allowed)
}

fn web(
    target: &Target,
    settings: &web_targets::Options,
    profile: &ScanProfile,
    options: StartOptions,
) -> Result<WebPlan> {
    let Some(site) = &target.web else {
        return Err(Error::conflict("target_id", "no_address", "the target has no address to begin at"));
    };
    let is_api = target.kind == TargetKind::Api;
    if profile.web.is_none() {
        let detail = format!("profile \"{}\" is not for web applications", profile.id);
        return Err(Error::invalid("scan_profile", "unsuitable", detail));
    }
    let narrowing = options.narrowing.over(settings);
    let narrowed = narrowing.reduced_scope && options.reduced_scopes.is_empty();
    let reduced_scopes = if narrowed { named_addresses(site) } else { options.reduced_scopes };
    Ok(WebPlan {
        target: site.as_ref().clone(),
        is_api,
        user_data: options.user_data,
        reduced_scopes,
        narrowing,
    })
}

/// The addresses that a target names besides its start, each with all that is below it: what a reduced scope is reduced to.
/// A target that names none is scanned whole.
fn named_addresses(target: &WebTarget) -> Vec<String> {
    let Ok(start) = url::Url::parse(&target.url) else { return Vec::new() };
    let named = target.seeds.iter().filter_map(|seed| start.join(seed).ok());
    named.flat_map(|url| [url.to_string(), format!("{url}*")]).collect()
}
