//! Extra hosts: what belongs to a target besides its own host.

use auth::Permission;
use model::TargetId;
use model::web::Verification;
use serde_json::json;
use store::web_targets::WebRow;

use super::settings::{Asset, AssetId, Options};
use super::site::{SentInput, sent, text};
use super::{TargetView, address, change, find};
use crate::input::{Fields, MAX_NAME};
use crate::{Change, Ctx, Error, Filter, ListQuery, Result, audit};

/// The most extra hosts of a target.
const MAX: usize = 50;

/// A change of an extra host.
#[derive(Debug, Clone, Default)]
pub struct AssetChange {
    /// `name` or `name:port`.
    pub host: Change<String>,
    /// Name.
    pub name: Change<String>,
    /// Remark.
    pub desc: Change<String>,
    /// Whether scans go there.
    pub include: Change<bool>,
    /// Headers.
    pub headers: Change<Vec<SentInput>>,
    /// Cookies.
    pub cookies: Change<Vec<SentInput>>,
}

/// The extra hosts of a target.
pub async fn list(ctx: &Ctx, target: TargetId) -> Result<(TargetView, Vec<Asset>)> {
    let view = super::show(ctx, target).await?;
    let assets = view.options.assets.clone();
    Ok((view, assets))
}

/// The extra hosts of all targets, at most those of the 1,000 targets changed last.
pub async fn all(ctx: &Ctx, targets: &[TargetId]) -> Result<Vec<(TargetView, Asset)>> {
    let filter = |id: &TargetId| Filter { column: "id".to_owned(), pattern: id.to_string() };
    let filters = targets.iter().map(filter).collect();
    let query = ListQuery { per_page: 1000, filters, ..ListQuery::default() };
    let found = super::list(ctx, &query).await?;
    let of = |view: TargetView| {
        let assets = view.options.assets.clone();
        assets.into_iter().map(move |asset| (view.clone(), asset))
    };
    Ok(found.items.into_iter().flat_map(of).collect())
}

/// One extra host.
pub async fn show(ctx: &Ctx, target: TargetId, id: AssetId) -> Result<(TargetView, Asset)> {
    let (view, assets) = list(ctx, target).await?;
    let found = assets.into_iter().find(|asset| asset.id == id);
    Ok((view, found.ok_or_else(|| Error::not_found("extra host", id))?))
}

/// Adds an extra host.
pub async fn create(ctx: &Ctx, target: TargetId, mut new: AssetChange) -> Result<(TargetView, Asset)> {
    ctx.principal.require(Permission::TargetWrite)?;
    let mut tx = ctx.write().await?;
    let mut row = find(&mut tx, ctx, target).await?;
    let mut options = Options::read(&row.options);
    let mut fields = Fields::default();
    if options.assets.len() >= MAX {
        fields.add("base", "too_many", format!("a target has at most {MAX} extra hosts"));
    }
    let id = ctx.env().id();
    let mut asset = Asset {
        id,
        name: String::new(),
        desc: String::new(),
        host: String::new(),
        include: true,
        headers: Vec::new(),
        cookies: Vec::new(),
        verification: Verification { token: super::token(ctx), ..Verification::default() },
        changed: ctx.now(),
        changed_by: ctx.principal.actor(),
    };
    if matches!(new.host, Change::Keep) {
        new.host = Change::Clear;
    }
    apply(ctx, &mut fields, &mut asset, new);
    if options.assets.iter().any(|other| other.host == asset.host) {
        fields.add("host", "taken", "is an extra host of the target already");
    }
    fields.finish()?;
    options.assets.push(asset);
    row.options = options.write();
    save(tx, ctx, row, "target.add_extra_host").await?;
    show(ctx, target, id).await
}

/// Changes an extra host.
pub async fn update(
    ctx: &Ctx,
    target: TargetId,
    id: AssetId,
    change: AssetChange,
) -> Result<(TargetView, Asset)> {
    ctx.principal.require(Permission::TargetWrite)?;
    let mut tx = ctx.write().await?;
    let mut row = find(&mut tx, ctx, target).await?;
    let mut options = Options::read(&row.options);
    let mut fields = Fields::default();
    let taken: Vec<String> =
        options.assets.iter().filter(|other| other.id != id).map(|other| other.host.clone()).collect();
    let asset = options.assets.iter_mut().find(|asset| asset.id == id);
    let asset = asset.ok_or_else(|| Error::not_found("extra host", id))?;
    apply(ctx, &mut fields, asset, change);
    if taken.contains(&asset.host) {
        fields.add("host", "taken", "is an extra host of the target already");
    }
    fields.finish()?;
    row.options = options.write();
    save(tx, ctx, row, "target.update_extra_host").await?;
    show(ctx, target, id).await
}

/// Removes an extra host.
pub async fn delete(ctx: &Ctx, target: TargetId, id: AssetId) -> Result<()> {
    ctx.principal.require(Permission::TargetWrite)?;
    let mut tx = ctx.write().await?;
    let mut row = find(&mut tx, ctx, target).await?;
    let mut options = Options::read(&row.options);
    let before = options.assets.len();
    options.assets.retain(|asset| asset.id != id);
    if options.assets.len() == before {
        return Err(Error::not_found("extra host", id));
    }
    row.options = options.write();
    save(tx, ctx, row, "target.delete_extra_host").await
}

fn apply(ctx: &Ctx, fields: &mut Fields, asset: &mut Asset, change: AssetChange) {
    if !matches!(change.host, Change::Keep) {
        let wanted = change.host.apply(None).unwrap_or_default();
        match address::extra_host(&wanted) {
            _ if wanted.trim().is_empty() => fields.add("host", "blank", "must not be blank"),
            Ok(host) if host == asset.host => {}
            Ok(host) => {
                asset.host = host;
                asset.verification = Verification { token: super::token(ctx), ..Verification::default() };
            }
            Err(why) => fields.add("host", "invalid", why),
        }
    }
    asset.name = change.name.apply_or(std::mem::take(&mut asset.name), String::new());
    if asset.name.trim().is_empty() {
        asset.name.clone_from(&asset.host);
    }
    fields.line("name", &asset.name, MAX_NAME);
    asset.desc = change.desc.apply_or(std::mem::take(&mut asset.desc), String::new());
    text(fields, "desc", &asset.desc, 4000);
    asset.include = change.include.apply_or(asset.include, true);
    sent(fields, "headers", &mut asset.headers, change.headers);
    sent(fields, "cookies", &mut asset.cookies, change.cookies);
    asset.changed = ctx.now();
    asset.changed_by = ctx.principal.actor();
}

pub(super) async fn save(mut tx: store::Tx, ctx: &Ctx, mut row: WebRow, action: &'static str) -> Result<()> {
    row.target.updated_at = ctx.now();
    row.changed_by = ctx.principal.actor();
    change::settle_hosts(&mut tx, ctx, &mut row).await?;
    change::store(&mut tx, ctx, &mut row, Change::Keep).await?;
    let detail = json!({"name": row.target.name, "hosts": row.target.hosts.to_string()});
    audit::record(&mut tx, ctx, action, "target", row.target.id, detail).await?;
    tx.commit().await?;
    Ok(())
}
