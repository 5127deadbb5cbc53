//! `GET /scans/` and its kind.

use app::{Filter, web_scans};
use model::{RunId, TargetId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::around::Around;
use crate::dast::frame::{Columns, Id, Ids2, Kind, List, Page, Param, Reply, Shown, Signed, show_id};
use crate::dast::scans::view::{STATUSES, Scan};

/// The columns of a list of scans.
pub(crate) struct ScanColumns;

const fn param(name: &'static str, column: &'static str, kind: Kind, about: &'static str) -> Param {
    Param { name, column, kind, about }
}

impl Columns for ScanColumns {
    const FILTER: &'static [Param] = &[
        param("id", "id", Kind::Id, "Ids"),
        param("status", "status", Kind::Words(STATUSES), "States"),
        param("target", "target", Kind::Id, "Targets"),
        param("label", "label", Kind::Id, "Labels of the targets"),
        param("scan_profile", "scan_profile", Kind::Words(&[]), "Profiles"),
        param("started", "started_from", Kind::Time, "Begun at or after"),
        param("started__gt", "started_from", Kind::Time, "Begun at or after"),
        param("started__gte", "started_from", Kind::Time, "Begun at or after"),
        param("started__lt", "started_to", Kind::Time, "Begun at or before"),
        param("started__lte", "started_to", Kind::Time, "Begun at or before"),
        param("completed__gt", "completed_from", Kind::Time, "Ended at or after"),
        param("completed__gte", "completed_from", Kind::Time, "Ended at or after"),
        param("completed__lt", "completed_to", Kind::Time, "Ended at or before"),
        param("completed__lte", "completed_to", Kind::Time, "Ended at or before"),
    ];
    const SORT: &'static [(&'static str, &'static str)] = &[
        ("created", "created"),
        ("changed", "changed"),
        ("started", "started"),
        ("completed", "completed"),
        ("status", "status"),
        ("id", "id"),
    ];
    const SEARCH: &'static str = "the target's name and URL and its labels";
    const OTHER: &'static [(&'static str, &'static str)] = &[
        ("scan_profile_name", "`true` shows the profile as an object with its name"),
        ("exclude", "`target_options` leaves that out"),
    ];
}

/// Runs that lost coverage are shown as failed: who asks for those means these, too.
fn with_invalid(list: &mut List<ScanColumns>) {
    let failed = |f: &Filter| f.column == "status" && f.pattern == "failed";
    if list.query.filters.iter().any(failed) {
        let pattern = model::run::RunState::CompletedInvalid.to_string();
        list.query.filters.push(Filter { column: "status".to_owned(), pattern });
    }
}

async fn shown(
    ctx: &Signed,
    list: List<ScanColumns>,
    found: app::Page<web_scans::WebRun>,
) -> Reply<Page<Scan>> {
    let around = Around::of_runs(ctx, &found.items).await?;
    let named = list.params.flag("scan_profile_name")?.unwrap_or(false);
    let bare = list.params.all("exclude").any(|what| what == "target_options");
    list.page(
        found,
        |run| show_id(run.run.id),
        |run| {
            let scan = Scan::new(run, &around);
            let scan = if named { scan.with_profile_name(ctx) } else { scan };
            if bare { scan.without_target_options() } else { scan }
        },
    )
}

pub(crate) async fn list(ctx: Signed, mut list: List<ScanColumns>) -> Reply<Page<Scan>> {
    with_invalid(&mut list);
    let found = web_scans::list(&ctx, &list.query).await?;
    shown(&ctx, list, found).await
}

pub(crate) async fn of_target(
    ctx: Signed,
    Id(target): Id<TargetId>,
    mut list: List<ScanColumns>,
) -> Reply<Page<Scan>> {
    with_invalid(&mut list);
    let found = web_scans::of_target(&ctx, target, &list.query).await?;
    shown(&ctx, list, found).await
}

pub(crate) async fn show(ctx: Signed, Id(id): Id<RunId>) -> Reply<Shown<Scan>> {
    let run = web_scans::show(&ctx, None, id).await?;
    Scan::one(&ctx, run).await.map(Shown)
}

pub(crate) async fn show_of_target(
    ctx: Signed,
    Ids2(target, id): Ids2<TargetId, RunId>,
) -> Reply<Shown<Scan>> {
    let run = web_scans::show(&ctx, Some(target), id).await?;
    Scan::one(&ctx, run).await.map(Shown)
}

/// The days on which scans of a target were asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScanDates {
    /// Newest first.
    results: Vec<ScanDate>,
}

/// A day with scans.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ScanDate {
    /// In UTC.
    #[schema(example = "2026-11-22")]
    date: String,
    /// How many.
    count: u64,
}

pub(crate) async fn dates(ctx: Signed, Id(target): Id<TargetId>) -> Reply<Shown<ScanDates>> {
    let days = web_scans::days(&ctx, target).await?;
    let date = |at: model::Timestamp| at.iso_millis().chars().take(10).collect();
    let results = days.into_iter().map(|(at, count)| ScanDate { date: date(at), count }).collect();
    Ok(Shown(ScanDates { results }))
}
