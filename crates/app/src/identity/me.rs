//! The caller: profile, permissions, active product.

use auth::{ApiPermission, Permission};
use model::Product;
use model::organization::Organization;
use model::user::User;
use serde_json::json;

use crate::{Ctx, Error, Result, audit};

/// The caller.
#[derive(Debug, Clone)]
pub struct Me {
    /// The user.
    pub user: User,
    /// The user's organization.
    pub organization: Organization,
    /// Products that the organization may use.
    pub products: Vec<Product>,
}

/// Whether the caller holds one permission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PermissionGrant {
    /// Name: `SCANNER_ACCESS`, `target.write`.
    pub name: String,
    /// Whether the caller holds it.
    pub granted: bool,
}

/// The caller.
pub async fn me(ctx: &Ctx) -> Result<Me> {
    let mut tx = ctx.read().await?;
    let user = user(&mut tx, ctx).await?;
    let organization = store::organizations::get(&mut tx, user.organization)
        .await?
        .ok_or_else(|| Error::not_found("organization", user.organization))?;
    Ok(Me { products: organization.products.clone(), user, organization })
}

/// Switches the product that every answer is filtered to.
pub async fn change_product(ctx: &Ctx, code: &str) -> Result<Product> {
    let product: Product = code
        .trim()
        .parse()
        .map_err(|e: model::UnknownWord| Error::invalid("product_code", "invalid", e.to_string()))?;
    let mut tx = ctx.write().await?;
    let old = user(&mut tx, ctx).await?;
    let organization = store::organizations::get(&mut tx, old.organization).await?;
    if !organization.is_some_and(|o| o.products.contains(&product)) {
        let detail = format!("the organization has no active subscription for \"{product}\"");
        return Err(Error::invalid("product_code", "not_subscribed", detail));
    }
    if old.active_product != product {
        let detail = json!({"from": old.active_product, "to": product});
        store::users::set_product(&mut tx, old.organization, old.id, product, ctx.now()).await?;
        audit::record(&mut tx, ctx, "user.change_product", "user", old.id, detail).await?;
        tx.commit().await?;
    }
    Ok(product)
}

/// The caller's permissions: those asked for, or all when none is named. Both sets of names are understood: those of
/// the network API (`SCANNER_ACCESS`) and our own (`target.write`). Unknown names are an error.
pub async fn permissions(ctx: &Ctx, names: &[String]) -> Result<Vec<PermissionGrant>> {
    let role = ctx.principal.role;
    if names.is_empty() {
        let api = ApiPermission::ALL.iter().map(|p| (p.as_str(), p.granted(role)));
        let own = Permission::ALL.iter().map(|p| (p.as_str(), ctx.principal.can(*p)));
        return Ok(api
            .chain(own)
            .map(|(name, granted)| PermissionGrant { name: name.into(), granted })
            .collect());
    }
    if names.len() > 100 {
        return Err(Error::invalid("permissions", "too_long", "names more than 100 permissions"));
    }
    let grant = |name: &String| match (name.parse::<ApiPermission>(), name.parse::<Permission>()) {
        (Ok(p), _) => Ok(PermissionGrant { name: p.as_str().into(), granted: p.granted(role) }),
        (_, Ok(p)) => Ok(PermissionGrant { name: p.as_str().into(), granted: ctx.principal.can(p) }),
        (Err(e), _) => Err(Error::invalid("permissions", "unknown", e.to_string())),
    };
    names.iter().map(grant).collect()
}

async fn user(tx: &mut store::Tx, ctx: &Ctx) -> Result<User> {
    let id = ctx.principal.user_id;
    store::users::get(tx, ctx.organization(), id).await?.ok_or_else(|| Error::not_found("user", id))
}
