//! `GET /users/`, `GET /users/{id}/`

use app::users;
use model::UserId;

use crate::dast::frame::{Columns, Id, Kind, List, Page, Param, Reply, Shown, Signed, show_id};
use crate::dast::profile::User;

/// The columns of the list.
pub(crate) struct UserColumns;

impl Columns for UserColumns {
    const FILTER: &'static [Param] = &[
        Param { name: "id", column: "id", kind: Kind::Id, about: "Id" },
        Param { name: "active", column: "enabled", kind: Kind::Flag, about: "Whether they may sign in" },
        Param { name: "email", column: "email", kind: Kind::Text, about: "E-mail address" },
    ];
    const SORT: &'static [(&'static str, &'static str)] =
        &[("email", "email"), ("name", "first_name"), ("created", "created_at"), ("role", "role")];
    const SEARCH: &'static str = "names and e-mail addresses";
}

pub(crate) async fn list(ctx: Signed, list: List<UserColumns>) -> Reply<Page<User>> {
    let found = users::list(&ctx, &list.query).await?;
    list.page(found, |user| show_id(user.id), User::from)
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<UserId>) -> Reply<Shown<User>> {
    Ok(Shown(users::show(&ctx, id).await?.into()))
}
