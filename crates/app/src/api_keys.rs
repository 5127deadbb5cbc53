//! Keys for programs: each stands for the person who made it, and may be kept to one target.

use auth::{ApiKey, Permission};
use model::{ApiKeyId, TargetId};
use secrecy::SecretString;
use serde_json::json;

use crate::input::Fields;
use crate::{Ctx, Error, ListQuery, Page, Result, audit, targets};

pub use store::tokens::ApiKey as KeyRow;

/// Keys: those of a target, or those of none. Columns: `id`, `search`; ordered by `name`, `created`.
pub async fn list(ctx: &Ctx, target: Option<TargetId>, query: &ListQuery) -> Result<Page<KeyRow>> {
    ctx.principal.require(Permission::ApiKeyManage)?;
    let mut tx = ctx.read().await?;
    if let Some(id) = target {
        targets::find(&mut tx, ctx, id).await?;
    }
    Ok(store::tokens::list_api_keys(&mut tx, ctx.organization(), target, query).await?)
}

/// One key.
pub async fn show(ctx: &Ctx, target: Option<TargetId>, id: ApiKeyId) -> Result<KeyRow> {
    ctx.principal.require(Permission::ApiKeyManage)?;
    let mut tx = ctx.read().await?;
    find(&mut tx, ctx, target, id).await
}

/// Makes a key that stands for the caller, shown once.
pub async fn create(ctx: &Ctx, target: Option<TargetId>, name: &str) -> Result<(KeyRow, SecretString)> {
    ctx.principal.require(Permission::ApiKeyManage)?;
    let mut fields = Fields::default();
    let name = fields.name("name", name);
    fields.finish()?;
    let mut tx = ctx.write().await?;
    if let Some(id) = target {
        targets::find(&mut tx, ctx, id).await?;
    }
    let key = ApiKey::generate(ctx.env());
    let row = KeyRow {
        organization: ctx.organization(),
        name,
        hash: key.hash().to_hex(),
        id: Some(ctx.env().id()),
        user: Some(ctx.principal.user_id),
        target,
        created_at: ctx.now(),
    };
    store::tokens::insert_api_key(&mut tx, &row).await?;
    let detail = json!({"name": row.name, "hint": key.hint(), "target": target});
    audit::record(&mut tx, ctx, "api_key.create", "organization", ctx.organization(), detail).await?;
    tx.commit().await?;
    Ok((row, key.secret().clone()))
}

/// Ends a key.
pub async fn delete(ctx: &Ctx, target: Option<TargetId>, id: ApiKeyId) -> Result<()> {
    ctx.principal.require(Permission::ApiKeyManage)?;
    let mut tx = ctx.write().await?;
    let row = find(&mut tx, ctx, target, id).await?;
    store::tokens::delete_api_key(&mut tx, ctx.organization(), &row.hash).await?;
    let detail = json!({"name": row.name, "target": target});
    audit::record(&mut tx, ctx, "api_key.delete", "organization", ctx.organization(), detail).await?;
    tx.commit().await?;
    Ok(())
}

async fn find(tx: &mut store::Tx, ctx: &Ctx, target: Option<TargetId>, id: ApiKeyId) -> Result<KeyRow> {
    let row = store::tokens::api_key_by_id(tx, ctx.organization(), id).await?;
    row.filter(|row| row.target == target).ok_or_else(|| Error::not_found("key", id))
}
