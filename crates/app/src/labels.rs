//! Labels on targets and findings.

use auth::Permission;
use model::LabelId;
use model::label::{Label, LabelKind};
use serde_json::json;

use crate::input::Fields;
use crate::web_targets::LabelRef;
use crate::{Change, Ctx, Error, ListQuery, Page, Result, audit};

/// The labels of a kind. Columns: `id`, `search`, `name`, `color`; ordered by `name`, `color`, `created`, `changed`.
pub async fn list(ctx: &Ctx, kind: LabelKind, query: &ListQuery) -> Result<Page<Label>> {
    ctx.principal.require(read(kind))?;
    let mut tx = ctx.read().await?;
    Ok(store::labels::list(&mut tx, ctx.organization(), kind, query).await?)
}

/// One label.
pub async fn show(ctx: &Ctx, kind: LabelKind, id: LabelId) -> Result<Label> {
    ctx.principal.require(read(kind))?;
    let mut tx = ctx.read().await?;
    find(&mut tx, ctx, kind, id).await
}

/// Makes a label.
pub async fn create(ctx: &Ctx, kind: LabelKind, name: &str, color: Option<String>) -> Result<Label> {
    ctx.principal.require(write(kind))?;
    let mut tx = ctx.write().await?;
    let label = make(&mut tx, ctx, kind, name, color).await?;
    tx.commit().await?;
    Ok(label)
}

/// Changes a label.
pub async fn update(
    ctx: &Ctx,
    kind: LabelKind,
    id: LabelId,
    (name, color): (Change<String>, Change<String>),
) -> Result<Label> {
    ctx.principal.require(write(kind))?;
    let mut tx = ctx.write().await?;
    let old = find(&mut tx, ctx, kind, id).await?;
    let mut fields = Fields::default();
    let name = fields.name("name", &name.apply_or(old.name.clone(), String::new()));
    let color = color_of(&mut fields, color.apply_or(old.color.clone(), String::new()));
    fields.finish()?;
    let label = Label { name, color, changed_by: ctx.principal.actor(), updated_at: ctx.now(), ..old };
    store::labels::update(&mut tx, &label).await?;
    audit::record(&mut tx, ctx, "label.update", "label", id, json!({"name": label.name, "kind": kind}))
        .await?;
    tx.commit().await?;
    Ok(label)
}

/// Deletes a label; what has it stays.
pub async fn delete(ctx: &Ctx, kind: LabelKind, id: LabelId) -> Result<()> {
    ctx.principal.require(write(kind))?;
    let mut tx = ctx.write().await?;
    let label = find(&mut tx, ctx, kind, id).await?;
    store::labels::delete(&mut tx, ctx.organization(), kind, id).await?;
    audit::record(&mut tx, ctx, "label.delete", "label", id, json!({"name": label.name, "kind": kind}))
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Who changed labels last.
pub async fn people(ctx: &Ctx, labels: &[Label]) -> Result<crate::web_targets::People> {
    let mut tx = ctx.read().await?;
    let ids = labels.iter().filter_map(|label| label.changed_by).collect();
    crate::web_targets::known_people(&mut tx, ctx, ids).await
}

/// The label that a request names; it is made where there is none of the name.
pub(crate) async fn resolve(
    tx: &mut store::Tx,
    ctx: &Ctx,
    kind: LabelKind,
    label: &LabelRef,
) -> Result<LabelId> {
    match label {
        LabelRef::Id(id) => {
            let known = store::labels::get(tx, ctx.organization(), kind, *id).await?;
            Ok(known.ok_or_else(|| Error::invalid("labels", "unknown", "there is no such label"))?.id)
        }
        LabelRef::Name(name, color) => {
            let known = store::labels::by_name(tx, ctx.organization(), kind, name.trim()).await?;
            match known {
                Some(label) => Ok(label.id),
                None => Ok(make(tx, ctx, kind, name, color.clone()).await?.id),
            }
        }
    }
}

async fn make(
    tx: &mut store::Tx,
    ctx: &Ctx,
    kind: LabelKind,
    name: &str,
    color: Option<String>,
) -> Result<Label> {
    let mut fields = Fields::default();
    let now = ctx.now();
    let label = Label {
        id: ctx.env().id(),
        organization: ctx.organization(),
        kind,
        name: fields.name("name", name),
        color: color_of(&mut fields, color.unwrap_or_default()),
        changed_by: ctx.principal.actor(),
        created_at: now,
        updated_at: now,
    };
    fields.finish()?;
    store::labels::insert(tx, &label).await?;
    let detail = json!({"name": label.name, "kind": kind});
    audit::record(tx, ctx, "label.create", "label", label.id, detail).await?;
    Ok(label)
}

async fn find(tx: &mut store::Tx, ctx: &Ctx, kind: LabelKind, id: LabelId) -> Result<Label> {
    let label = store::labels::get(tx, ctx.organization(), kind, id).await?;
    label.ok_or_else(|| Error::not_found("label", id))
}

/// A word, or `#` and digits; the characters that the dialect lets in.
fn color_of(fields: &mut Fields, color: String) -> String {
    let fine = color.len() <= 32 && color.bytes().all(|b| b.is_ascii_alphanumeric() || b"#_-".contains(&b));
    if !fine {
        fields.add("color", "invalid", "must be a word or # and hexadecimal digits");
    }
    color
}

const fn read(kind: LabelKind) -> Permission {
    match kind {
        LabelKind::Target => Permission::TargetRead,
        LabelKind::Finding => Permission::FindingRead,
    }
}

const fn write(kind: LabelKind) -> Permission {
    match kind {
        LabelKind::Target => Permission::TargetWrite,
        LabelKind::Finding => Permission::FindingWrite,
    }
}
