//! Who else belongs to the organization, as far as each of them may know.

use auth::Permission;
use model::UserId;
use model::user::{Role, User};

use crate::{Ctx, Filter, ListQuery, Page, Result};

/// A member of the organization as every other member may see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Id.
    pub id: UserId,
    /// E-mail address.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Role.
    pub role: Role,
}

/// The members of the caller's organization who may sign in: what it takes to hand work to somebody, for everybody. Columns:
/// `email`, `first_name`, `last_name`, `role`, `created_at`.
pub async fn members(ctx: &Ctx, query: &ListQuery) -> Result<Page<Member>> {
    ctx.principal.require(Permission::OrganizationRead)?;
    let mut query = query.clone();
    query.filters.retain(|filter| filter.column != "enabled");
    query.filters.push(Filter { column: "enabled".to_owned(), pattern: "true".to_owned() });
    let mut tx = ctx.read().await?;
    let found = store::users::list(&mut tx, ctx.organization(), &query).await?;
    let member = |user: User| {
        let User { id, email, first_name, last_name, role, .. } = user;
        Member { id, email, first_name, last_name, role }
    };
    Ok(Page { items: found.items.into_iter().map(member).collect(), total: found.total })
}
