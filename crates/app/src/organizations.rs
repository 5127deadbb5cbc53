//! Organizations: the tenants. Making and listing them is for the person at the machine (commands, first start); there
//! is no caller to authorise yet.

mod change;

use auth::Permission;
use ipnet::IpNet;
use model::organization::Organization;
use model::user::{Role, User};
use model::{OrganizationId, Product, scope};
use secrecy::SecretString;
use serde_json::json;

use crate::audit::{self, Entry};
use crate::ctx::Services;
use crate::input::Fields;
use crate::users::{self, NewUser};
use crate::{Ctx, Error, Result};

pub use change::{OrganizationChange, update};

/// Products that a new organization may use: those that scan networks, and the testing of web applications.
pub const PRODUCTS: [Product; 4] = [Product::Vrms, Product::Pci, Product::Penetration, Product::Dast];

/// An organization to be made.
#[derive(Debug, Clone)]
pub struct NewOrganization {
    /// Name, 1 to 255 characters.
    pub name: String,
    /// Products that it may use; at least one.
    pub products: Vec<Product>,
    /// Ranges that it may scan.
    pub allowed_ranges: Vec<IpNet>,
}

impl NewOrganization {
    /// An organization as the first one starts: every product that there is, loopback and private ranges.
    pub fn local(name: impl Into<String>) -> Self {
        let products = PRODUCTS.to_vec();
        Self { name: name.into(), products, allowed_ranges: scope::private_ranges() }
    }
}

/// How the first administrator is to be.
#[derive(Debug)]
pub struct FirstUser {
    /// E-mail address.
    pub email: String,
    /// Password; `None` makes one up.
    pub password: Option<SecretString>,
}

/// What the first start made.
#[derive(Debug)]
pub struct FirstStart {
    /// The organization.
    pub organization: Organization,
    /// Its owner.
    pub user: User,
    /// The password if it was made up: to be printed once, it is stored nowhere.
    pub password: Option<SecretString>,
}

/// Makes the first organization with its owner; `None` if there is one already (another node may have been quicker).
pub async fn bootstrap(services: &Services, first: FirstUser) -> Result<Option<FirstStart>> {
    let mut tx = services.db.read().await?;
    let there = store::organizations::count(&mut tx).await? > 0;
    drop(tx);
    if there {
        return Ok(None);
    }
    let organization = build(services, NewOrganization::local("My organization"))?;
    let new = NewUser {
        email: first.email,
        password: first.password,
        first_name: Some("Administrator".to_owned()),
        role: Role::Owner,
        ..NewUser::default()
    };
    let (user, password) = users::build(services, &organization, new).await?;
    let mut tx = services.db.write().await?;
    if store::organizations::count(&mut tx).await? > 0 {
        return Ok(None);
    }
    insert(&mut tx, services, &organization).await?;
    // Two nodes that start at once meet at the e-mail address: the second one leaves.
    match store::users::insert(&mut tx, &user).await {
        Err(store::DbError::Conflict(_)) => return Ok(None),
        other => other?,
    }
    let entry =
        entry(&organization, "user.create", "user", user.id.to_string(), json!({"email": user.email}));
    audit::append(&mut tx, &services.env, entry).await?;
    tx.commit().await?;
    Ok(Some(FirstStart { organization, user, password }))
}

/// Makes an organization.
pub async fn create(services: &Services, new: NewOrganization) -> Result<Organization> {
    let organization = build(services, new)?;
    let mut tx = services.db.write().await?;
    insert(&mut tx, services, &organization).await?;
    tx.commit().await?;
    Ok(organization)
}

/// Every organization, oldest first.
pub async fn all(services: &Services) -> Result<Vec<Organization>> {
    let mut tx = services.db.read().await?;
    Ok(store::organizations::all(&mut tx).await?)
}

/// The caller's organization.
pub async fn show(ctx: &Ctx) -> Result<Organization> {
    ctx.principal.require(Permission::OrganizationRead)?;
    let mut tx = ctx.read().await?;
    find(&mut tx, ctx.organization()).await
}

/// Sets the ranges that the caller's organization may scan. Runs that are under way keep the fence they started with.
pub async fn set_allowed_ranges(ctx: &Ctx, ranges: Vec<IpNet>) -> Result<Organization> {
    ctx.principal.require(Permission::OrganizationManage)?;
    if ranges.len() > 1000 {
        return Err(Error::invalid("allowed_ranges", "too_long", "holds more than 1000 ranges"));
    }
    let mut tx = ctx.write().await?;
    let mut organization = find(&mut tx, ctx.organization()).await?;
    let texts = |nets: &[IpNet]| nets.iter().map(ToString::to_string).collect::<Vec<_>>();
    let detail = json!({"from": texts(&organization.allowed_ranges), "to": texts(&ranges)});
    organization.allowed_ranges = ranges;
    organization.updated_at = ctx.now();
    store::organizations::update(&mut tx, &organization).await?;
    let id = organization.id;
    audit::record(&mut tx, ctx, "organization.set_allowed_ranges", "organization", id, detail).await?;
    tx.commit().await?;
    Ok(organization)
}

/// What a change of an organization sets; `None` stays.
#[derive(Debug, Clone, Default)]
pub struct Exemptions {
    /// Ranges that it may scan.
    pub ranges: Option<Vec<IpNet>>,
    /// Names that it may scan without proof of ownership: `app.example` itself, `*.example` everything below.
    pub names: Option<Vec<String>>,
}

/// Sets what the caller's organization may scan without proof of ownership.
pub async fn set_exemptions(ctx: &Ctx, change: Exemptions) -> Result<Organization> {
    ctx.principal.require(Permission::OrganizationManage)?;
    let mut fields = Fields::default();
    if change.ranges.as_ref().is_some_and(|ranges| ranges.len() > 1000) {
        fields.add("x_allowed_ranges", "too_long", "holds more than 1000 ranges");
    }
    let names = change.names.map(|names| exempt_names(&mut fields, "x_allowed_names", &names));
    fields.finish()?;
    let mut tx = ctx.write().await?;
    let mut organization = find(&mut tx, ctx.organization()).await?;
    let shown = |o: &Organization| json!({"ranges": o.allowed_ranges.iter().map(ToString::to_string).collect::<Vec<_>>(), "names": o.allowed_names});
    let before = shown(&organization);
    organization.allowed_ranges = change.ranges.unwrap_or(organization.allowed_ranges);
    organization.allowed_names = names.unwrap_or(organization.allowed_names);
    organization.updated_at = ctx.now();
    store::organizations::update(&mut tx, &organization).await?;
    let detail = json!({"from": before, "to": shown(&organization)});
    let id = organization.id;
    audit::record(&mut tx, ctx, "organization.set_exemptions", "organization", id, detail).await?;
    tx.commit().await?;
    Ok(organization)
}

/// Names as host lists spell them, each once.
fn exempt_names(fields: &mut Fields, field: &'static str, names: &[String]) -> Vec<String> {
    if names.len() > 1000 {
        fields.add(field, "too_long", "holds more than 1000 names");
    }
    let mut out: Vec<String> = names.iter().map(|name| name.trim().to_ascii_lowercase()).collect();
    out.sort_unstable();
    out.dedup();
    for name in &out {
        let bare = name.strip_prefix("*.").unwrap_or(name);
        if model::hosts::host_name(bare).is_none() {
            let shown: String = name.chars().filter(|c| !c.is_control()).take(64).collect();
            fields.add(field, "invalid", format!("\"{shown}\" is no name, nor *. and a name"));
        }
    }
    out
}

/// The organization of that id.
pub(crate) async fn find(tx: &mut store::Tx, id: OrganizationId) -> Result<Organization> {
    store::organizations::get(tx, id).await?.ok_or_else(|| Error::not_found("organization", id))
}

fn build(services: &Services, new: NewOrganization) -> Result<Organization> {
    let NewOrganization { name, products, allowed_ranges } = new;
    let mut fields = Fields::default();
    let now = services.env.now();
    let organization = Organization {
        id: services.env.id(),
        parent: None,
        name: fields.name("name", &name),
        products,
        allowed_ranges,
        allowed_names: Vec::new(),
        created_at: now,
        updated_at: now,
    };
    if organization.products.is_empty() {
        fields.add("products", "blank", "must name at least one product");
    }
    fields.finish()?;
    Ok(organization)
}

async fn insert(tx: &mut store::Tx, services: &Services, organization: &Organization) -> Result<()> {
    store::organizations::insert(tx, organization).await?;
    let detail = json!({"name": organization.name, "products": organization.products});
    let entry =
        entry(organization, "organization.create", "organization", organization.id.to_string(), detail);
    audit::append(tx, &services.env, entry).await
}

fn entry(
    organization: &Organization,
    action: &'static str,
    subject_kind: &'static str,
    subject_id: String,
    detail: serde_json::Value,
) -> Entry {
    Entry {
        organization: organization.id,
        actor: None,
        action,
        subject_kind,
        subject_id,
        detail,
        request_id: None,
    }
}
