//! `GET /v2/users`, `GET /v2/users/{id}`

use app::users;
use model::UserId;

use crate::v2::frame::{Columns, Found, Id, List, Page, Reply, Signed};
use crate::v2::users::view::UserAccount;

/// The columns of the list.
pub(crate) struct UserColumns;

impl Columns for UserColumns {
    const FILTER: &'static [&'static str] = &["email", "first_name", "last_name", "role", "enabled", "id"];
    const SORT: &'static [&'static str] = &["email", "first_name", "last_name", "role", "created_at"];
}

pub(crate) async fn list(ctx: Signed, List(query, _): List<UserColumns>) -> Reply<Page<UserAccount>> {
    let page = users::list(&ctx, &query).await?;
    Ok(Page::of(page, &query, UserAccount::from))
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<UserId>) -> Reply<Found<UserAccount>> {
    Ok(Found(users::show(&ctx, id).await?.into()))
}
