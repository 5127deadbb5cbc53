//! `GET /targets/`, `/targets/{id}/`, `/targets/{id}/site/`, `POST /targets/archived/`

use app::web_targets;
use model::TargetId;

use crate::dast::frame::params::ParamDoc;
use crate::dast::frame::{Columns, Id, Kind, List, Page, Param, Reply, Shown, Signed, show_id};
use crate::dast::targets::view::{Site, Target};

/// The columns of the list.
pub(crate) struct TargetColumns;

impl Columns for TargetColumns {
    const FILTER: &'static [Param] = &[
        Param { name: "id", column: "id", kind: Kind::Id, about: "Id" },
        Param {
            name: "type",
            column: "kind",
            kind: Kind::Words(&[("single", "web"), ("api", "api")]),
            about: "Web applications or APIs",
        },
        Param {
            name: "risk",
            column: "risk",
            kind: Kind::Words(&[
                ("null", "null"),
                ("0", "0"),
                ("10", "10"),
                ("20", "20"),
                ("30", "30"),
                ("40", "40"),
            ]),
            about: "The worst open finding; null before the first scan",
        },
        Param {
            name: "verified",
            column: "verified",
            kind: Kind::Flag,
            about: "Whether ownership is proven",
        },
        Param {
            name: "unlimited",
            column: "unlimited",
            kind: Kind::Flag,
            about: "Whether scans are unlimited",
        },
        Param {
            name: "scan_profile",
            column: "profile",
            kind: Kind::Words(&[]),
            about: "Profile of its scans",
        },
        Param { name: "enabled", column: "enabled", kind: Kind::Flag, about: "Whether it is in use" },
        Param { name: "label", column: "label", kind: Kind::Id, about: "Label id" },
    ];
    const SORT: &'static [(&'static str, &'static str)] = &[
        ("changed", "changed"),
        ("created", "created"),
        ("name", "name"),
        ("site__name", "name"),
        ("url", "url"),
        ("site__url", "url"),
        ("type", "kind"),
    ];
    const SEARCH: &'static str = "names, addresses and labels";
    const OTHER: &'static [ParamDoc] = &[
        ("label_logical_operator", "`or` (default) for any of the labels, `and` for all of them"),
        ("include", "`compliance` adds the frameworks that findings bear on"),
    ];
}

pub(crate) async fn list(ctx: Signed, list: List<TargetColumns>) -> Reply<Page<Target>> {
    found(&ctx, list, true).await
}

/// The same for targets that are out of use.
pub(crate) async fn archived(ctx: Signed, list: List<TargetColumns>) -> Reply<Page<Target>> {
    found(&ctx, list, false).await
}

async fn found(ctx: &Signed, mut list: List<TargetColumns>, enabled: bool) -> Reply<Page<Target>> {
    if list.params.one("label_logical_operator").is_some_and(|word| word.eq_ignore_ascii_case("and")) {
        for filter in list.query.filters.iter_mut().filter(|f| f.column == "label") {
            "every_label".clone_into(&mut filter.column);
        }
    }
    // Archived targets show up only where somebody asks for them.
    let named = list.query.filters.iter().any(|f| f.column == "enabled" || f.column == "id");
    if !named || !enabled {
        let pattern = enabled.to_string();
        list.query.filters.retain(|f| f.column != "enabled");
        list.query.filters.push(app::Filter { column: "enabled".to_owned(), pattern });
    }
    let compliance = list.params.all("include").any(|word| word == "compliance");
    let page = web_targets::list(ctx, &list.query).await?;
    let show = |view| {
        let target = Target::from(view);
        if compliance { target.with_compliance() } else { target }
    };
    list.page(page, |view| show_id(view.target.id), show)
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<TargetId>) -> Reply<Shown<Target>> {
    Ok(Shown(web_targets::show(&ctx, id).await?.into()))
}

pub(crate) async fn site(ctx: Signed, Id(id): Id<TargetId>) -> Reply<Shown<Site>> {
    Ok(Shown(Site::new(&web_targets::show(&ctx, id).await?)))
}
