//! Changes of the caller's organization by those who manage it.

use auth::Permission;
use ipnet::IpNet;
use model::organization::Organization;
use serde_json::json;

use super::{exempt_names, find};
use crate::input::Fields;
use crate::{Ctx, Result, audit};

/// The most ranges of an organization.
pub(super) const MAX_RANGES: usize = 1000;

/// What a change of an organization sets; `None` stays.
#[derive(Debug, Clone, Default)]
pub struct OrganizationChange {
    /// Name.
    pub name: Option<String>,
    /// Ranges that it may scan: addresses in CIDR form.
    pub allowed_ranges: Option<Vec<String>>,
    /// Names that it may scan without proof of ownership: `app.example` itself, `*.example` everything below.
    pub allowed_names: Option<Vec<String>>,
}

/// Changes the caller's organization. Runs that are under way keep the fence they started with.
pub async fn update(ctx: &Ctx, change: OrganizationChange) -> Result<Organization> {
    ctx.principal.require(Permission::OrganizationManage)?;
    let mut fields = Fields::default();
    let name = change.name.map(|name| fields.name("name", &name));
    let ranges = change.allowed_ranges.map(|ranges| read_ranges(&mut fields, &ranges));
    let names = change.allowed_names.map(|names| exempt_names(&mut fields, "allowed_names", &names));
    fields.finish()?;
    let mut tx = ctx.write().await?;
    let mut organization = find(&mut tx, ctx.organization()).await?;
    let shown = |o: &Organization| {
        let ranges: Vec<String> = o.allowed_ranges.iter().map(ToString::to_string).collect();
        json!({"name": o.name, "allowed_ranges": ranges, "allowed_names": o.allowed_names})
    };
    let before = shown(&organization);
    organization.name = name.unwrap_or(organization.name);
    organization.allowed_ranges = ranges.unwrap_or(organization.allowed_ranges);
    organization.allowed_names = names.unwrap_or(organization.allowed_names);
    organization.updated_at = ctx.now();
    store::organizations::update(&mut tx, &organization).await?;
    let detail = json!({"from": before, "to": shown(&organization)});
    let id = organization.id;
    audit::record(&mut tx, ctx, "organization.update", "organization", id, detail).await?;
    tx.commit().await?;
    Ok(organization)
}

/// Ranges as they are kept: an address alone is a range of one.
fn read_ranges(fields: &mut Fields, texts: &[String]) -> Vec<IpNet> {
    if texts.len() > MAX_RANGES {
        fields.add("allowed_ranges", "too_long", format!("holds more than {MAX_RANGES} ranges"));
        return Vec::new();
    }
    let mut out = Vec::with_capacity(texts.len());
    for text in texts.iter().map(|text| text.trim()) {
        let range = text.parse().or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from));
        match range {
            Ok(range) => out.push(range),
            Err(_) => {
                let shown: String = text.chars().filter(|c| !c.is_control()).take(64).collect();
                fields.add(
                    "allowed_ranges",
                    "invalid",
                    format!("\"{shown}\" is no range such as 10.0.0.0/8"),
                );
            }
        }
    }
    out
}
