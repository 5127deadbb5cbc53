//! Targets: what is scanned.

use auth::Permission;
use model::hosts::HostList;
use model::target::{Target, TargetKind};
use model::{Product, TargetId};
use serde_json::json;

use crate::input::{self, Fields};
use crate::{Change, Ctx, Error, Filter, ListQuery, Page, Result, audit};

/// A target to be made.
#[derive(Debug, Clone, Default)]
pub struct NewTarget {
    /// Name, 1 to 255 characters, unique in the organization and product.
    pub name: String,
    /// Kind word; `None` is `network`, the only kind there is yet.
    pub kind: Option<String>,
    /// Addresses, CIDRs, ranges and names, comma separated; at most a /16.
    pub hosts: String,
    /// Hosts never to touch, in the same form.
    pub exclude_hosts: Option<String>,
    /// Remark.
    pub comment: Option<String>,
    /// The most hosts scanned at once, from 1.
    pub max_hosts: Option<u32>,
}

/// A change of a target.
#[derive(Debug, Clone, Default)]
pub struct TargetChange {
    /// Name.
    pub name: Change<String>,
    /// Hosts.
    pub hosts: Change<String>,
    /// Exclusions.
    pub exclude_hosts: Change<String>,
    /// Remark.
    pub comment: Change<String>,
    /// The most hosts at once.
    pub max_hosts: Change<u32>,
}

/// The caller's targets. Columns: `name`, `kind`, `hosts`, `exclude_hosts`, `comment`, `id`, `created_at`,
/// `updated_at`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<Target>> {
    ctx.principal.require(Permission::TargetRead)?;
    let mut tx = ctx.read().await?;
    Ok(store::targets::list(&mut tx, ctx.organization(), ctx.product(), query).await?)
}

/// One target.
pub async fn show(ctx: &Ctx, id: TargetId) -> Result<Target> {
    ctx.principal.require(Permission::TargetRead)?;
    let mut tx = ctx.read().await?;
    find(&mut tx, ctx, id).await
}

/// Makes a target. Hosts outside the organization's allowed ranges are let in: starting a scan of them is refused.
pub async fn create(ctx: &Ctx, new: NewTarget) -> Result<Target> {
    ctx.principal.require(Permission::TargetWrite)?;
    let NewTarget { name, kind, hosts, exclude_hosts, comment, max_hosts } = new;
    let mut fields = Fields::default();
    let now = ctx.now();
    let target = Target {
        id: ctx.env().id(),
        organization: ctx.organization(),
        product: ctx.product(),
        kind: kind_of(&mut fields, ctx.product(), kind.as_deref()),
        name: fields.name("name", &name),
        comment: fields.comment(comment.as_deref().unwrap_or_default()),
        hosts: fields.parse("hosts", &hosts).unwrap_or_default(),
        exclude_hosts: exclusions(&mut fields, exclude_hosts.as_deref().unwrap_or_default()),
        max_hosts: at_once(&mut fields, max_hosts),
        web: None,
        created_at: now,
        updated_at: now,
    };
    fields.finish()?;
    let mut tx = ctx.write().await?;
    store::targets::insert(&mut tx, &target).await?;
    let detail = json!({"name": target.name, "hosts": target.hosts.to_string()});
    audit::record(&mut tx, ctx, "target.create", "target", target.id, detail).await?;
    tx.commit().await?;
    Ok(target)
}

/// Changes a target. Runs that are under way keep the copy they started with.
pub async fn update(ctx: &Ctx, id: TargetId, change: TargetChange) -> Result<Target> {
    ctx.principal.require(Permission::TargetWrite)?;
    let TargetChange { name, hosts, exclude_hosts, comment, max_hosts } = change;
    let mut tx = ctx.write().await?;
    let old = find(&mut tx, ctx, id).await?;
    if old.web.is_some() {
        let detail = "web applications and APIs are changed through the dast interface";
        return Err(Error::conflict("kind", "unsupported", detail));
    }
    let mut fields = Fields::default();
    let target = Target {
        name: fields.name("name", &name.apply_or(old.name.clone(), String::new())),
        hosts: match hosts {
            Change::Keep => old.hosts.clone(),
            other => fields.parse("hosts", &other.apply(None).unwrap_or_default()).unwrap_or_default(),
        },
        exclude_hosts: match exclude_hosts {
            Change::Keep => old.exclude_hosts.clone(),
            other => exclusions(&mut fields, &other.apply(None).unwrap_or_default()),
        },
        comment: fields.comment(&comment.apply_or(old.comment.clone(), String::new())),
        max_hosts: at_once(&mut fields, max_hosts.apply(old.max_hosts)),
        updated_at: ctx.now(),
        ..old
    };
    fields.finish()?;
    store::targets::update(&mut tx, &target).await?;
    let detail = json!({"name": target.name, "hosts": target.hosts.to_string()});
    audit::record(&mut tx, ctx, "target.update", "target", id, detail).await?;
    tx.commit().await?;
    Ok(target)
}

/// Deletes a target. One that scans use is kept: the conflict names them.
pub async fn delete(ctx: &Ctx, id: TargetId) -> Result<()> {
    delete_many(ctx, &[id]).await.map(|_| ())
}

/// Deletes targets, all or none.
pub async fn delete_many(ctx: &Ctx, ids: &[TargetId]) -> Result<u64> {
    ctx.principal.require(Permission::TargetWrite)?;
    let ids = input::bulk(ids)?;
    let mut tx = ctx.write().await?;
    let mut gone = Vec::with_capacity(ids.len());
    for &id in &ids {
        let target = find(&mut tx, ctx, id).await?;
        refuse_used(&mut tx, ctx, &target).await?;
        match store::targets::delete(&mut tx, ctx.organization(), ctx.product(), id).await {
            Err(store::DbError::ForeignKey) => return Err(in_history(&target)),
            other => other?,
        };
        gone.push(target);
    }
    for target in &gone {
        audit::record(&mut tx, ctx, "target.delete", "target", target.id, json!({"name": target.name}))
            .await?;
    }
    tx.commit().await?;
    Ok(gone.len() as u64)
}

/// The target if the caller may see it.
pub(crate) async fn find(tx: &mut store::Tx, ctx: &Ctx, id: TargetId) -> Result<Target> {
    store::targets::get(tx, ctx.organization(), ctx.product(), id)
        .await?
        .ok_or_else(|| Error::not_found("target", id))
}

fn kind_of(fields: &mut Fields, product: Product, word: Option<&str>) -> TargetKind {
    if product == Product::Dast {
        fields.add(
            "kind",
            "unsupported",
            "cannot be made here: the product has web applications and APIs only",
        );
    }
    match word.map(str::parse) {
        None | Some(Ok(TargetKind::Network)) => {}
        Some(Ok(other)) => {
            fields.add("kind", "unsupported", format!("\"{other}\" targets cannot be scanned yet"));
        }
        Some(Err(e)) => fields.add("kind", "invalid", model::UnknownWord::to_string(&e)),
    }
    TargetKind::Network
}

/// Exclusions: a host list that may be empty.
fn exclusions(fields: &mut Fields, text: &str) -> HostList {
    HostList::try_from(text.to_owned())
        .inspect_err(|e| fields.add("exclude_hosts", "invalid", e.to_string()))
        .unwrap_or_default()
}

fn at_once(fields: &mut Fields, max_hosts: Option<u32>) -> Option<u32> {
    if max_hosts == Some(0) {
        fields.add("max_hosts", "too_small", "must be at least 1");
    }
    max_hosts
}

/// A target that scans use is kept: names at most ten of them.
async fn refuse_used(tx: &mut store::Tx, ctx: &Ctx, target: &Target) -> Result<()> {
    let filter = Filter { column: "target_id".to_owned(), pattern: target.id.to_string() };
    let query = ListQuery { filters: vec![filter], ..ListQuery::default() };
    let users = store::scans::list(tx, ctx.organization(), ctx.product(), &query).await?;
    if users.total == 0 {
        return Ok(());
    }
    let mut names: Vec<String> = users.items.iter().map(|scan| format!("\"{}\"", scan.name)).collect();
    if users.total > names.len() as u64 {
        names.push(format!("{} more", users.total - names.len() as u64));
    }
    let detail = format!("target \"{}\" is used by the scans {}", target.name, names.join(", "));
    Err(Error::conflict("base", "in_use", detail))
}

/// Scans that point elsewhere now have runs of it.
fn in_history(target: &Target) -> Error {
    let name = &target.name;
    let detail = format!("target \"{name}\" is part of the history of scans: delete those scans first");
    Error::conflict("base", "in_use", detail)
}
