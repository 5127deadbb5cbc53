//! Port lists: built in and own ones, as one collection.

mod change;

use std::sync::Arc;

use auth::Permission;
use model::ports::{PortSet, Protocol};
use model::profile::{PortListDef, ScanProfile};
use model::scan::{PortList, Scan};
use model::{OrganizationId, PortListId, Product, Timestamp};
use serde_json::json;

use crate::ctx::Services;
use crate::input::Fields;
use crate::{Ctx, Error, ListQuery, Order, Page, Result, Sort, audit};

pub use change::{PortListChange, delete, update};

/// A port list, built in or own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortListView {
    /// A word (`top1000`) or the id of an own list.
    pub id: String,
    /// Whether it comes with the program; such a list cannot be changed.
    pub built_in: bool,
    /// Name.
    pub name: String,
    /// Remark.
    pub comment: String,
    /// Products that offer it.
    pub products: Vec<Product>,
    /// The ports.
    pub ports: PortSet,
    /// Creation; `None` for built-in lists.
    pub created_at: Option<Timestamp>,
    /// Last change; `None` for built-in lists.
    pub updated_at: Option<Timestamp>,
}

/// A port list to be made.
#[derive(Debug, Clone, Default)]
pub struct NewPortList {
    /// Name, 1 to 255 characters, unique in the organization and product.
    pub name: String,
    /// Remark.
    pub comment: Option<String>,
    /// `T:22,80-90,U:53`.
    pub ports: String,
}

/// The most UDP ports of an own list: each costs a time-out on every silent host.
const MAX_UDP: u32 = 1000;

/// The organization's own lists. Columns: `name`, `comment`, `created_at`, `updated_at`. The built-in ones are in
/// [`activated`].
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<PortListView>> {
    ctx.principal.require(Permission::PortListRead)?;
    let mut tx = ctx.read().await?;
    let page = store::port_lists::list(&mut tx, ctx.organization(), ctx.product(), query).await?;
    Ok(Page { items: page.items.into_iter().map(PortListView::from).collect(), total: page.total })
}

/// One port list by word or id.
pub async fn show(ctx: &Ctx, id: &str) -> Result<PortListView> {
    ctx.principal.require(Permission::PortListRead)?;
    if let Some(def) = built_in(&ctx.services, ctx.product()).iter().find(|def| def.id == id) {
        return Ok(def.as_ref().into());
    }
    let mut tx = ctx.read().await?;
    let own = own(&mut tx, ctx.organization(), ctx.product(), id).await?;
    own.map(PortListView::from).ok_or_else(|| Error::not_found("port list", id))
}

/// Makes an own port list. Not for PCI, whose list is fixed.
pub async fn create(ctx: &Ctx, new: NewPortList) -> Result<PortListView> {
    ctx.principal.require(Permission::PortListWrite)?;
    let NewPortList { name, comment, ports } = new;
    let mut fields = Fields::default();
    let now = ctx.now();
    let list = PortList {
        id: ctx.env().id(),
        organization: ctx.organization(),
        product: ctx.product(),
        name: fields.name("name", &name),
        comment: fields.comment(comment.as_deref().unwrap_or_default()),
        ports: fields.parse("ports", &ports).unwrap_or_default(),
        created_at: now,
        updated_at: now,
    };
    if list.ports.count(Protocol::Udp) > MAX_UDP {
        fields.add("ports", "too_many", format!("holds more than {MAX_UDP} UDP ports"));
    }
    if is_fixed(&ctx.services, ctx.product()) {
        fields.add("base", "fixed", format!("{} scans use one fixed port list", ctx.product().title()));
    }
    fields.finish()?;
    let mut tx = ctx.write().await?;
    store::port_lists::insert(&mut tx, &list).await?;
    let detail = json!({"name": list.name, "ports": list.ports.to_string()});
    audit::record(&mut tx, ctx, "port_list.create", "port_list", list.id, detail).await?;
    tx.commit().await?;
    Ok(list.into())
}

/// The lists that a scan of the active product may use: built-in ones in the catalogue's order, then the first hundred
/// own ones by name.
pub async fn activated(ctx: &Ctx) -> Result<Vec<PortListView>> {
    ctx.principal.require(Permission::PortListRead)?;
    let mut out: Vec<PortListView> =
        built_in(&ctx.services, ctx.product()).iter().map(|def| def.as_ref().into()).collect();
    let mut tx = ctx.read().await?;
    let by_name = Sort { column: "name".to_owned(), order: Order::Asc };
    let by_name =
        ListQuery { per_page: store::list::MAX_PER_PAGE, sort: Some(by_name), ..ListQuery::default() };
    let own = store::port_lists::list(&mut tx, ctx.organization(), ctx.product(), &by_name).await?;
    out.extend(own.items.into_iter().map(PortListView::from));
    Ok(out)
}

/// Checks the port list that a scan asks for; `None` is the profile's.
pub(crate) async fn choose(
    tx: &mut store::Tx,
    ctx: &Ctx,
    profile: &ScanProfile,
    asked: Option<String>,
) -> Result<Option<String>> {
    let Some(id) = asked else { return Ok(None) };
    let product = ctx.product();
    if is_fixed(&ctx.services, product) {
        let fixed = &profile.port_list;
        if id == *fixed {
            return Ok(None);
        }
        let detail = format!("\"{id}\" cannot be used: {} scans always use \"{fixed}\"", product.title());
        return Err(Error::invalid("port_list_id", "mandatory", detail));
    }
    let known = built_in(&ctx.services, product).iter().any(|def| def.id == id)
        || own(tx, ctx.organization(), product, &id).await?.is_some();
    if known { Ok(Some(id)) } else { Err(unknown(&id)) }
}

/// The ports that a run of the scan asks.
pub(crate) async fn ports(
    tx: &mut store::Tx,
    services: &Services,
    scan: &Scan,
    profile: &ScanProfile,
) -> Result<PortSet> {
    let id = scan.port_list.as_deref().unwrap_or(&profile.port_list);
    if let Some(def) = services.knowledge.catalogue().port_list(id) {
        return Ok(def.ports.clone());
    }
    let own = own(tx, scan.organization, scan.product, id).await?;
    own.map(|list| list.ports).ok_or_else(|| unknown(id))
}

fn built_in(services: &Services, product: Product) -> Vec<Arc<PortListDef>> {
    services.knowledge.catalogue().port_lists_for(product)
}

/// Whether the product's scans cannot choose: it has a mandatory profile.
fn is_fixed(services: &Services, product: Product) -> bool {
    services.knowledge.catalogue().mandatory_profile(product).is_some()
}

async fn own(
    tx: &mut store::Tx,
    organization: OrganizationId,
    product: Product,
    id: &str,
) -> Result<Option<PortList>> {
    let Ok(id) = id.parse::<PortListId>() else { return Ok(None) };
    Ok(store::port_lists::get(tx, organization, product, id).await?)
}

fn unknown(id: &str) -> Error {
    let id: String = id.chars().take(64).collect();
    Error::invalid("port_list_id", "unknown", format!("\"{id}\" is no port list"))
}

impl From<&PortListDef> for PortListView {
    fn from(def: &PortListDef) -> Self {
        Self {
            id: def.id.clone(),
            built_in: true,
            name: def.name.clone(),
            comment: def.comment.clone(),
            products: def.products.clone(),
            ports: def.ports.clone(),
            created_at: None,
            updated_at: None,
        }
    }
}

impl From<PortList> for PortListView {
    fn from(list: PortList) -> Self {
        Self {
            id: list.id.to_string(),
            built_in: false,
            name: list.name,
            comment: list.comment,
            products: vec![list.product],
            ports: list.ports,
            created_at: Some(list.created_at),
            updated_at: Some(list.updated_at),
        }
    }
}
