//! `GET /scheduledscans/` and its kind.

use app::scheduled_scans;
use model::schedule::ScheduledScan;
use model::{ScheduledScanId, TargetId};

use crate::dast::frame::{Columns, Id, Ids2, Kind, List, Page, Param, Reply, Shown, Signed, show_id};
use crate::dast::scheduledscans::view::{Scheduled, around};

/// The columns of a list of scheduled scans.
pub(crate) struct ScheduledColumns;

impl Columns for ScheduledColumns {
    const FILTER: &'static [Param] = &[
        Param { name: "id", column: "id", kind: Kind::Id, about: "Ids" },
        Param { name: "target", column: "target", kind: Kind::Id, about: "Targets" },
        Param { name: "label", column: "label", kind: Kind::Id, about: "Labels of the targets" },
    ];
    const SORT: &'static [(&'static str, &'static str)] = &[
        ("changed", "changed"),
        ("created", "created"),
        ("date_time", "date_time"),
        ("target", "target"),
        ("id", "id"),
    ];
    const SEARCH: &'static str = "the target's name and URL and its labels";
}

async fn shown(
    ctx: &Signed,
    list: List<ScheduledColumns>,
    found: app::Page<ScheduledScan>,
) -> Reply<Page<Scheduled>> {
    let around = around(ctx, &found.items).await?;
    list.page(found, |scheduled| show_id(scheduled.id), |scheduled| Scheduled::new(&scheduled, &around))
}

pub(crate) async fn list(ctx: Signed, list: List<ScheduledColumns>) -> Reply<Page<Scheduled>> {
    let found = scheduled_scans::list(&ctx, &list.query).await?;
    shown(&ctx, list, found).await
}

pub(crate) async fn of_target(
    ctx: Signed,
    Id(target): Id<TargetId>,
    list: List<ScheduledColumns>,
) -> Reply<Page<Scheduled>> {
    let found = scheduled_scans::of_target(&ctx, target, &list.query).await?;
    shown(&ctx, list, found).await
}

pub(crate) async fn show(
    ctx: Signed,
    Ids2(target, id): Ids2<TargetId, ScheduledScanId>,
) -> Reply<Shown<Scheduled>> {
    let found = scheduled_scans::show(&ctx, Some(target), id).await?;
    Scheduled::one(&ctx, &found).await.map(Shown)
}
