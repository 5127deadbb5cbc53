//! Web applications and APIs as targets. Each has one scan definition, made with it, which clients never see.

mod address;
mod allowed;
mod api_settings;
pub mod assets;
mod change;
pub mod detectors;
mod remove;
mod secrets;
mod settings;
mod site;
pub mod verify;
mod view;

use auth::Permission;
use model::hosts::HostList;
use model::scan::Scan;
use model::target::{Target, TargetKind};
use model::web::{ApiSchemaType, WebTarget};
use model::{OrganizationId, TargetId};
use serde_json::json;
use store::web_targets::{TargetFile, WebRow};

use crate::input::{self, Fields};
use crate::{Change, Ctx, Error, ListQuery, Page, Result, audit, organizations};

pub use allowed::{Allowed, may_scan};
pub use api_settings::ApiChange;
pub use change::{BlackoutChange, LabelRef, TargetChange};
pub use remove::{delete, delete_many};
pub use secrets::{MASK, open as secrets};
pub use settings::{Asset, AssetId, Blackout, Options};
pub use site::{SentInput, SiteChange};
pub(crate) use view::known_people;
pub use view::{People, TargetView};

/// The largest description of an API, in bytes.
pub const MAX_SCHEMA: usize = 5 * 1024 * 1024;

/// A target to be made.
#[derive(Debug, Clone, Default)]
pub struct NewTarget {
    /// `web` or `api`; `None` is `web`.
    pub kind: Option<TargetKind>,
    /// Everything else; the site must name an address.
    pub change: TargetChange,
    /// Description of an API as text, with the form that it is in.
    pub schema: Option<(ApiSchemaType, String)>,
    /// Whether a target of the same address is refused.
    pub refuse_duplicate: bool,
}

/// The caller's targets. Columns: `id`, `kind`, `enabled`, `verified`, `unlimited`, `risk`, `label`, `every_label`,
/// `profile`, `search`; ordered by `name`, `url`, `kind`, `created`, `changed`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<TargetView>> {
    ctx.principal.require(Permission::TargetRead)?;
    let mut tx = ctx.read().await?;
    let found = store::web_targets::list(&mut tx, ctx.organization(), ctx.product(), query).await?;
    let items = view::views(&mut tx, ctx, found.items, true).await?;
    Ok(Page { items, total: found.total })
}

/// One target.
pub async fn show(ctx: &Ctx, id: TargetId) -> Result<TargetView> {
    ctx.principal.require(Permission::TargetRead)?;
    let mut tx = ctx.read().await?;
    shown(&mut tx, ctx, id).await
}

/// Targets by id, without their scans and findings: what stands beside a scan, a schedule or a finding. Unknown ids are
/// left out.
pub async fn by_ids(ctx: &Ctx, ids: &[TargetId]) -> Result<std::collections::HashMap<TargetId, TargetView>> {
    ctx.principal.require(Permission::TargetRead)?;
    let mut tx = ctx.read().await?;
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        rows.extend(store::web_targets::get(&mut tx, ctx.organization(), ctx.product(), id).await?);
    }
    let views = view::views(&mut tx, ctx, rows, false).await?;
    Ok(views.into_iter().map(|view| (view.target.id, view)).collect())
}

/// Whether the caller may change targets at all: to be asked before anything is looked up.
///
/// # Errors
/// The permission is missing.
pub fn may_change(ctx: &Ctx) -> Result<()> {
    Ok(ctx.principal.require(Permission::TargetWrite)?)
}

/// Which of the ids are no targets that the caller may see.
pub async fn unknown(ctx: &Ctx, ids: &[TargetId]) -> Result<Vec<TargetId>> {
    ctx.principal.require(Permission::TargetRead)?;
    let mut tx = ctx.read().await?;
    let mut out = Vec::new();
    for &id in ids.iter().take(input::MAX_BULK) {
        if store::web_targets::get(&mut tx, ctx.organization(), ctx.product(), id).await?.is_none() {
            out.push(id);
        }
    }
    Ok(out)
}

/// Makes a target with its scan definition. What may be done to it is asked when a scan starts.
pub async fn create(ctx: &Ctx, new: NewTarget) -> Result<TargetView> {
    ctx.principal.require(Permission::TargetWrite)?;
    let NewTarget { kind, change, schema, refuse_duplicate } = new;
    let mut tx = ctx.write().await?;
    let mut fields = Fields::default();
    let mut web = WebTarget::default();
    web.verification.token = token(ctx);
    let now = ctx.now();
    let target = Target {
        id: ctx.env().id(),
        organization: ctx.organization(),
        product: ctx.product(),
        kind: kind.unwrap_or(TargetKind::Web),
        name: String::new(),
        comment: String::new(),
        hosts: HostList::default(),
        exclude_hosts: HostList::default(),
        max_hosts: None,
        web: Some(Box::new(web)),
        created_at: now,
        updated_at: now,
    };
    let mut row = WebRow {
        target,
        options: Options::default().write(),
        enabled: true,
        unlimited: false,
        changed_by: None,
    };
    let mut change = change;
    if matches!(change.site.url, Change::Keep) {
        change.site.url = Change::Clear;
    }
    let profile = change::apply(ctx, &mut fields, &mut row, &mut change)?;
    if let Some((form, text)) = &schema {
        api_schema(&mut fields, &mut row, *form, text);
    }
    fields.finish()?;
    let url = row.target.web.as_ref().map(|w| w.url.clone()).unwrap_or_default();
    if refuse_duplicate
        && store::web_targets::has_url(&mut tx, ctx.organization(), ctx.product(), &url).await?
    {
        return Err(Error::conflict("site.url", "taken", "a target with this url already exists"));
    }
    change::settle_hosts(&mut tx, ctx, &mut row).await?;
    store::targets::insert(&mut tx, &row.target).await?;
    store::scans::insert(&mut tx, &scan_of(ctx, &row.target, &profile)).await?;
    change::store(&mut tx, ctx, &mut row, change.labels).await?;
    if let Some((form, text)) = schema {
        let file = TargetFile { name: format!("{form}.json"), content: text };
        store::web_targets::set_api_schema(&mut tx, row.target.id, &file, now).await?;
    }
    let detail = json!({"name": row.target.name, "url": url, "kind": row.target.kind});
    audit::record(&mut tx, ctx, "target.create", "target", row.target.id, detail).await?;
    let view = shown(&mut tx, ctx, row.target.id).await?;
    tx.commit().await?;
    Ok(view)
}

/// Changes a target: what was not sent stays. Runs that are under way keep the copy they started with.
pub async fn update(ctx: &Ctx, id: TargetId, change: TargetChange) -> Result<TargetView> {
    ctx.principal.require(Permission::TargetWrite)?;
    let mut tx = ctx.write().await?;
    let held = !matches!(change.blackout_period, Change::Keep);
    change::update(&mut tx, ctx, id, change).await?;
    let view = shown(&mut tx, ctx, id).await?;
    tx.commit().await?;
    if held {
        crate::blackouts::wake(&ctx.services);
    }
    Ok(view)
}

/// Changes targets alike, all or none.
pub async fn update_many(ctx: &Ctx, ids: &[TargetId], change: &TargetChange) -> Result<()> {
    ctx.principal.require(Permission::TargetWrite)?;
    let ids = input::bulk(ids)?;
    let mut tx = ctx.write().await?;
    for id in ids {
        change::update(&mut tx, ctx, id, change.clone()).await?;
    }
    tx.commit().await?;
    if !matches!(change.blackout_period, Change::Keep) {
        crate::blackouts::wake(&ctx.services);
    }
    Ok(())
}

/// Archives targets, or takes them back into use; all or none.
pub async fn set_enabled(ctx: &Ctx, ids: &[TargetId], enabled: bool) -> Result<()> {
    ctx.principal.require(Permission::TargetWrite)?;
    let ids = input::bulk(ids)?;
    let mut tx = ctx.write().await?;
    for id in ids {
        let mut row = find(&mut tx, ctx, id).await?;
        if row.enabled != enabled {
            row.enabled = enabled;
            row.changed_by = ctx.principal.actor();
            change::store(&mut tx, ctx, &mut row, Change::Keep).await?;
            let action = if enabled { "target.activate" } else { "target.archive" };
            let detail = json!({"name": row.target.name});
            audit::record(&mut tx, ctx, action, "target", id, detail).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Keeps an uploaded description of an API.
pub async fn upload_schema(ctx: &Ctx, id: TargetId, name: &str, text: String) -> Result<TargetView> {
    ctx.principal.require(Permission::TargetWrite)?;
    let mut tx = ctx.write().await?;
    let mut row = find(&mut tx, ctx, id).await?;
    let mut fields = Fields::default();
    if row.target.kind != TargetKind::Api {
        fields.add("file", "invalid", "belongs to targets of type api only");
    }
    let form = row.target.web.as_ref().and_then(|web| web.api.schema_type).unwrap_or_else(|| guess(&text));
    api_schema(&mut fields, &mut row, form, &text);
    let name: String =
        name.rsplit(['/', '\\']).next().unwrap_or(name).chars().filter(|c| !c.is_control()).collect();
    let name = if name.is_empty() { format!("{form}.json") } else { name.chars().take(255).collect() };
    fields.finish()?;
    if let Some(web) = &mut row.target.web {
        web.api.schema_file.clone_from(&name);
    }
    row.target.updated_at = ctx.now();
    row.changed_by = ctx.principal.actor();
    change::store(&mut tx, ctx, &mut row, Change::Keep).await?;
    let bytes = text.len();
    let file = TargetFile { name, content: text };
    store::web_targets::set_api_schema(&mut tx, id, &file, ctx.now()).await?;
    let detail = json!({"name": row.target.name, "file": file.name, "bytes": bytes});
    audit::record(&mut tx, ctx, "target.upload_schema", "target", id, detail).await?;
    let view = shown(&mut tx, ctx, id).await?;
    tx.commit().await?;
    Ok(view)
}

/// The target with its secrets in it and what its dialect keeps beside it, if the caller may see it.
pub(crate) async fn find(tx: &mut store::Tx, ctx: &Ctx, id: TargetId) -> Result<WebRow> {
    let row = store::web_targets::get(tx, ctx.organization(), ctx.product(), id).await?;
    let mut row = row.ok_or_else(|| Error::not_found("target", id))?;
    let opened = secrets(tx, &ctx.services, ctx.organization(), id).await?;
    let mut options = Options::read(&row.options);
    if let Some(web) = &mut row.target.web {
        secrets::put(web, &mut options, &opened);
    }
    row.options = options.write();
    Ok(row)
}

async fn shown(tx: &mut store::Tx, ctx: &Ctx, id: TargetId) -> Result<TargetView> {
    let row = store::web_targets::get(tx, ctx.organization(), ctx.product(), id).await?;
    let row = row.ok_or_else(|| Error::not_found("target", id))?;
    let view = view::views(tx, ctx, vec![row], true).await?.pop();
    view.ok_or_else(|| Error::internal("one target gave no view"))
}

/// The scan definition of a new target.
fn scan_of(ctx: &Ctx, target: &Target, profile: &str) -> Scan {
    Scan {
        id: ctx.env().id(),
        organization: target.organization,
        product: target.product,
        // Nobody reads it; the name of a scan has to be unique.
        name: target.id.to_string(),
        comment: String::new(),
        target: target.id,
        profile: profile.to_owned(),
        port_list: None,
        schedule: None,
        last_run: None,
        created_by: ctx.principal.user_id,
        created_at: target.created_at,
        updated_at: target.updated_at,
    }
}

/// Notes that a description was uploaded; whether it makes sense is found out when a scan reads it.
fn api_schema(fields: &mut Fields, row: &mut WebRow, form: ApiSchemaType, text: &str) {
    if text.len() > MAX_SCHEMA {
        return fields.add("file", "too_long", "is larger than 5 MiB");
    }
    if text.trim().is_empty() || text.contains('\0') {
        return fields.add("file", "invalid", "is empty or no text");
    }
    if let Some(web) = &mut row.target.web {
        web.api.schema_type = Some(form);
        web.api.schema_file = format!("{form}.json");
        web.api.schema_url = String::new();
    }
}

/// The form of a description that does not come with its name.
fn guess(text: &str) -> ApiSchemaType {
    let head: String = text.chars().take(4000).collect();
    if head.contains("schema.getpostman.com") || head.contains("_postman_id") {
        ApiSchemaType::Postman
    } else {
        ApiSchemaType::OpenApi
    }
}

/// What an owner publishes to prove ownership: 122 random bits in the form of a UUID (RFC 9562, version 4).
fn token(ctx: &Ctx) -> String {
    let mut bytes = ctx.env().bytes::<16>();
    if let Some(byte) = bytes.get_mut(6) {
        *byte = (*byte & 0x0f) | 0x40;
    }
    if let Some(byte) = bytes.get_mut(8) {
        *byte = (*byte & 0x3f) | 0x80;
    }
    let text = hex::encode(bytes);
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    format!("{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

/// The organization of the caller.
async fn organization(tx: &mut store::Tx, id: OrganizationId) -> Result<model::organization::Organization> {
    organizations::find(tx, id).await
}
