//! Changes of own port lists, and their removal. The built-in ones are read-only.

use auth::Permission;
use model::scan::PortList;
use serde_json::json;

use super::{MAX_UDP, PortListView, built_in, own};
use crate::input::Fields;
use crate::{Change, Ctx, Error, Result, audit};

/// Names of scans that a refusal tells.
const NAMED: u32 = 5;

/// What a change of a port list sets; `None` stays.
#[derive(Debug, Clone, Default)]
pub struct PortListChange {
    /// Name, 1 to 255 characters, unique in the organization and product.
    pub name: Option<String>,
    /// Remark.
    pub comment: Change<String>,
    /// `T:22,80-90,U:53`.
    pub ports: Option<String>,
}

/// Changes an own port list. Runs that are under way keep the ports they started with.
pub async fn update(ctx: &Ctx, id: &str, change: PortListChange) -> Result<PortListView> {
    ctx.principal.require(Permission::PortListWrite)?;
    let mut tx = ctx.write().await?;
    let old = changeable(&mut tx, ctx, id).await?;
    let mut fields = Fields::default();
    let mut list = PortList { updated_at: ctx.now(), ..old.clone() };
    if let Some(name) = change.name {
        list.name = fields.name("name", &name);
    }
    if let Change::Set(_) | Change::Clear = change.comment {
        list.comment = fields.comment(&change.comment.apply_or(String::new(), String::new()));
    }
    if let Some(ports) = change.ports {
        list.ports = fields.parse("ports", &ports).unwrap_or_default();
    }
    if list.ports.count(model::ports::Protocol::Udp) > MAX_UDP {
        fields.add("ports", "too_many", format!("holds more than {MAX_UDP} UDP ports"));
    }
    fields.finish()?;
    store::port_lists::update(&mut tx, &list).await?;
    let shown = |list: &PortList| json!({"name": list.name, "comment": list.comment, "ports": list.ports.to_string()});
    let detail = json!({"from": shown(&old), "to": shown(&list)});
    audit::record(&mut tx, ctx, "port_list.update", "port_list", list.id, detail).await?;
    tx.commit().await?;
    Ok(list.into())
}

/// Removes an own port list that no scan uses.
pub async fn delete(ctx: &Ctx, id: &str) -> Result<()> {
    ctx.principal.require(Permission::PortListWrite)?;
    let mut tx = ctx.write().await?;
    let list = changeable(&mut tx, ctx, id).await?;
    let users = store::scans::using_port_list(&mut tx, ctx.organization(), list.id, NAMED + 1).await?;
    if !users.is_empty() {
        let more = if users.len() > NAMED as usize { " and others" } else { "" };
        let named: Vec<String> =
            users.iter().take(NAMED as usize).map(|name| format!("\"{name}\"")).collect();
        let detail =
            format!("is used by the scans {}{more}: give them another port list first", named.join(", "));
        return Err(Error::conflict("base", "in_use", detail));
    }
    store::port_lists::delete(&mut tx, ctx.organization(), ctx.product(), list.id).await?;
    let detail = json!({"name": list.name, "ports": list.ports.to_string()});
    audit::record(&mut tx, ctx, "port_list.delete", "port_list", list.id, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// The own list of that id.
async fn changeable(tx: &mut store::Tx, ctx: &Ctx, id: &str) -> Result<PortList> {
    if built_in(&ctx.services, ctx.product()).iter().any(|def| def.id == id) {
        let detail = format!("\"{id}\" comes with the program and is read-only: make a list of your own");
        return Err(Error::conflict("base", "read_only", detail));
    }
    own(tx, ctx.organization(), ctx.product(), id).await?.ok_or_else(|| Error::not_found("port list", id))
}
