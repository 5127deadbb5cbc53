//! `GET /targets/assets/`, `/targets/{id}/assets/`, `/targets/{id}/assets/{asset_id}/`

use app::web_targets::AssetId;
use app::web_targets::assets;
use model::TargetId;

use crate::dast::assets::view::AssetView;
use crate::dast::frame::params::ParamDoc;
use crate::dast::frame::{
    Columns, Id, Ids2, Kind, List, Page, Param, Reply, Shown, Signed, read_id, show_id,
};

/// The columns of the list.
pub(crate) struct AssetColumns;

impl Columns for AssetColumns {
    const FILTER: &'static [Param] = &[
        Param { name: "id", column: "id", kind: Kind::Id, about: "Id" },
        Param { name: "target", column: "target", kind: Kind::Id, about: "Id of its target" },
    ];
    const SORT: &'static [(&'static str, &'static str)] =
        &[("changed", "changed"), ("name", "name"), ("host", "host")];
    const SEARCH: &'static str = "names and hosts";
    const OTHER: &'static [ParamDoc] = &[("include", "`target` adds the target of each")];
}

pub(crate) async fn all(ctx: Signed, list: List<AssetColumns>) -> Reply<Page<AssetView>> {
    let targets: Vec<TargetId> = list.params.all("target").filter_map(read_id).collect();
    // A filter by ids that are none finds nothing.
    let none = targets.is_empty() && list.params.one("target").is_some();
    let found = if none { Vec::new() } else { assets::all(&ctx, &targets).await? };
    chosen(&list, found)
}

pub(crate) async fn list(
    ctx: Signed,
    Id(target): Id<TargetId>,
    list: List<AssetColumns>,
) -> Reply<Page<AssetView>> {
    let (view, found) = assets::list(&ctx, target).await?;
    chosen(&list, found.into_iter().map(|asset| (view.clone(), asset)).collect())
}

type Found = (app::web_targets::TargetView, app::web_targets::Asset);

/// Extra hosts live inside their targets: what was asked of the list is done here.
fn chosen(list: &List<AssetColumns>, mut found: Vec<Found>) -> Reply<Page<AssetView>> {
    let ids: Vec<AssetId> = list.params.all("id").filter_map(read_id).collect();
    if list.params.one("id").is_some() {
        found.retain(|(_, asset)| ids.contains(&asset.id));
    }
    if let Some(text) = list.params.one("search").map(str::to_lowercase) {
        found.retain(|(_, a)| a.name.to_lowercase().contains(&text) || a.host.contains(&text));
    }
    let sort = list.query.sort.as_ref();
    match sort.map_or("changed", |s| s.column.as_str()) {
        "name" => found.sort_by(|a, b| (&a.1.name, a.1.id).cmp(&(&b.1.name, b.1.id))),
        "host" => found.sort_by(|a, b| (&a.1.host, a.1.id).cmp(&(&b.1.host, b.1.id))),
        _ => found.sort_by_key(|(_, a)| (a.changed, a.id)),
    }
    if sort.is_none_or(|s| s.order == app::Order::Desc) {
        found.reverse();
    }
    let with_target = list.params.all("include").any(|word| word == "target");
    let total = found.len() as u64;
    let (page, size) = (list.query.page as usize, list.query.per_page as usize);
    let items = found.into_iter().skip((page - 1).saturating_mul(size)).take(size).collect();
    list.page(
        app::Page { items, total },
        |(_, asset)| show_id(asset.id),
        |(view, asset)| {
            let shown = AssetView::new(&asset, &view);
            if with_target { shown.with_target(&view) } else { shown }
        },
    )
}

pub(crate) async fn show(ctx: Signed, Ids2(target, id): Ids2<TargetId, AssetId>) -> Reply<Shown<AssetView>> {
    let (view, asset) = assets::show(&ctx, target, id).await?;
    Ok(Shown(AssetView::new(&asset, &view)))
}
