//! `GET /scan-profiles/`, `/scan-profiles/{id}/`

use std::sync::Arc;

use app::profiles;
use axum::http::StatusCode;
use model::profile::ScanProfile;

use crate::dast::frame::{ApiError, Columns, Kind, List, Page, Param, Reply, Shown, Signed, Word};
use crate::dast::scan_profiles::view::Profile;

/// The columns of the list.
pub(crate) struct ProfileColumns;

impl Columns for ProfileColumns {
    const FILTER: &'static [Param] = &[
        Param { name: "id", column: "id", kind: Kind::Text, about: "Id" },
        Param {
            name: "type",
            column: "type",
            kind: Kind::Words(&[("web", "web"), ("api", "api")]),
            about: "For web applications or APIs",
        },
        Param { name: "builtin", column: "builtin", kind: Kind::Flag, about: "Whether it is built in" },
        Param {
            name: "verified",
            column: "verified",
            kind: Kind::Flag,
            about: "`false` for those that may test targets of unproven ownership",
        },
        Param { name: "archived", column: "archived", kind: Kind::Flag, about: "Whether it is archived" },
    ];
    const SORT: &'static [(&'static str, &'static str)] =
        &[("name", "name"), ("id", "id"), ("changed", "id")];
    const SEARCH: &'static str = "names and descriptions";
}

/// Whether a profile fits every filter; filters of one name are alternatives.
fn fits(profile: &ScanProfile, list: &List<ProfileColumns>) -> bool {
    let value = |column: &str| match column {
        "id" => profile.id.clone(),
        "type" => profile.web.as_ref().map(|web| web.kind.to_string()).unwrap_or_default(),
        "builtin" => "true".to_owned(),
        "archived" => "false".to_owned(),
        _ => (!profile.web.as_ref().is_some_and(|web| web.can_scan_unverified)).to_string(),
    };
    let filters = &list.query.filters;
    filters.iter().all(|filter| {
        if filter.column == "search" {
            let text = filter.pattern.to_lowercase();
            return [&profile.id, &profile.name, &profile.description]
                .iter()
                .any(|t| t.to_lowercase().contains(&text));
        }
        let same = filters.iter().filter(|other| other.column == filter.column);
        same.map(|other| other.pattern.as_str()).any(|pattern| pattern == value(&filter.column))
    })
}

pub(crate) async fn list(ctx: Signed, list: List<ProfileColumns>) -> Reply<Page<Profile>> {
    let offered = profiles::activated(&ctx).await?;
    let mut found: Vec<Arc<ScanProfile>> = offered.into_iter().map(|view| view.profile).collect();
    found.retain(|profile| fits(profile, &list));
    if let Some(sort) = &list.query.sort {
        found.sort_by(|a, b| if sort.column == "name" { a.name.cmp(&b.name) } else { a.id.cmp(&b.id) });
        if sort.order == app::Order::Desc {
            found.reverse();
        }
    }
    let total = found.len() as u64;
    let (page, size) = (list.query.page as usize, list.query.per_page as usize);
    let items = found.into_iter().filter_map(|p| Some((p.id.clone(), Profile::new(&p)?)));
    let items = items.skip((page - 1).saturating_mul(size)).take(size).collect();
    list.page(app::Page { items, total }, |(id, _)| id.clone(), |(_, profile)| profile)
}

pub(crate) async fn show(ctx: Signed, Word(id): Word) -> Reply<Shown<Profile>> {
    let offered = profiles::activated(&ctx).await?;
    let found =
        offered.into_iter().find(|view| view.profile.id == id).and_then(|view| Profile::new(&view.profile));
    found
        .map(Shown)
        .ok_or_else(|| ApiError::whole(StatusCode::NOT_FOUND, "not_found", "there is no such profile"))
}
