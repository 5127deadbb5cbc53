//! `GET /scheduledscans/occurrences/`: what became of due times.

use app::calendar::{self, LedgerRow};
use app::{Filter, ListQuery};
use model::Timestamp;
use model::schedule::WaitsFor;
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::frame::{Columns, Kind, List, Page, Param, Reply, Signed, show_id};
use crate::dast::views::iso;

/// One due time with its one outcome.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LedgerEntry {
    id: String,
    /// The scheduled scan.
    scheduledscan: Option<String>,
    target: Option<String>,
    target_name: Option<String>,
    /// When it was due.
    due: String,
    /// `started`, `deferred`, `caught_up`, `coalesced`, `skipped`.
    outcome: &'static str,
    /// Why.
    reason: Option<String>,
    /// What it waits for, as long as it does: `blackout`, `run`.
    waits: Option<&'static str>,
    /// When it is looked at again, as long as it waits.
    waits_until: Option<String>,
    /// The scan that it started.
    scan: Option<String>,
    decided_at: String,
}

impl From<LedgerRow> for LedgerEntry {
    fn from(row: LedgerRow) -> Self {
        let LedgerRow { occurrence, target, target_name, scheduled_scan, .. } = row;
        Self {
            id: show_id(occurrence.id),
            scheduledscan: scheduled_scan.map(show_id),
            target: target.map(show_id),
            target_name,
            due: occurrence.due.iso_micros(),
            outcome: occurrence.outcome.as_str(),
            reason: occurrence.reason,
            waits: occurrence.waits.map(WaitsFor::as_str),
            waits_until: iso(occurrence.waits_until),
            scan: occurrence.run.map(show_id),
            decided_at: occurrence.decided_at.iso_micros(),
        }
    }
}

/// The columns of the list.
pub(crate) struct LedgerColumns;

const FROM: &str = "due_from";
const UNTIL: &str = "due_until";

impl Columns for LedgerColumns {
    const FILTER: &'static [Param] = &[
        Param { name: "target", column: "target_id", kind: Kind::Id, about: "Targets" },
        Param { name: "scheduledscan", column: "scheduledscan_id", kind: Kind::Id, about: "Scheduled scans" },
        Param { name: "scan", column: "run_id", kind: Kind::Id, about: "Scans that were started" },
        Param {
            name: "outcome",
            column: "outcome",
            kind: Kind::Words(&[
                ("started", "started"),
                ("deferred", "deferred"),
                ("caught_up", "caught_up"),
                ("coalesced", "coalesced"),
                ("skipped", "skipped"),
            ]),
            about: "Outcomes",
        },
        Param { name: FROM, column: FROM, kind: Kind::Time, about: "Due from then on" },
        Param { name: UNTIL, column: UNTIL, kind: Kind::Time, about: "Due until then" },
    ];
    const SORT: &'static [(&'static str, &'static str)] =
        &[("due", "due"), ("decided_at", "decided_at"), ("outcome", "outcome")];
    const SEARCH: &'static str = "";
}

/// The last border of that name becomes that of the range.
fn border(query: &mut ListQuery, name: &str) -> Option<Timestamp> {
    let (ours, rest): (Vec<Filter>, _) = query.filters.drain(..).partition(|filter| filter.column == name);
    query.filters = rest;
    ours.last()?.pattern.parse().ok().map(Timestamp::from_micros)
}

pub(crate) async fn list(ctx: Signed, mut list: List<LedgerColumns>) -> Reply<Page<LedgerEntry>> {
    list.query.from = border(&mut list.query, FROM);
    list.query.to = border(&mut list.query, UNTIL);
    let found = calendar::ledger(&ctx, &list.query).await?;
    list.page(found, |row| show_id(row.occurrence.id), LedgerEntry::from)
}
