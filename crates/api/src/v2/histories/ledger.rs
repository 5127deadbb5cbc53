//! `GET /v2/scans/{scan_id}/histories/{id}/log`, `…/coverage`

use app::runs::{self, CoverageRow, LogLine, Numbered};
use model::{RunId, ScanId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::{Attributes, Columns, Ids2, List, Page, Reply, Signed};

/// A line of a run's log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LogEntry {
    /// Place in the order that was asked for, from 1.
    id: String,
    /// `info`, `warning` or `error`.
    level: &'static str,
    message: String,
    created_at: String,
}

impl From<Numbered<LogLine>> for LogEntry {
    fn from(Numbered { number, item }: Numbered<LogLine>) -> Self {
        Self {
            id: number.to_string(),
            level: item.level.as_str(),
            message: item.message,
            created_at: item.at.iso_millis(),
        }
    }
}

impl Attributes for LogEntry {
    const TYPE: &'static str = "log_lines";
    fn id(&self) -> String {
        self.id.clone()
    }
}

/// What was tested at a place, or was not.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CoverageEntry {
    /// Place in the order of hosts and ports, from 1.
    id: String,
    /// Name or address of the host.
    host: String,
    /// Null for the host itself.
    port: Option<u16>,
    /// `tcp` or `udp`.
    protocol: Option<&'static str>,
    /// The place inside the service; empty is every place of it.
    place: String,
    /// `tested` or `not_tested`.
    result: &'static str,
    /// Words of the checks; `*` and `cve:*` stand for groups of them. Empty for a host that was not scanned at all.
    checks: Vec<String>,
    /// Why it was not tested.
    reason: Option<String>,
}

impl From<Numbered<CoverageRow>> for CoverageEntry {
    fn from(Numbered { number, item }: Numbered<CoverageRow>) -> Self {
        Self {
            id: number.to_string(),
            host: item.host,
            port: item.port.map(|p| p.number),
            protocol: item.port.map(|p| p.protocol.as_str()),
            place: item.place,
            result: if item.reason.is_none() { "tested" } else { "not_tested" },
            checks: item.words.into_iter().collect(),
            reason: item.reason,
        }
    }
}

impl Attributes for CoverageEntry {
    const TYPE: &'static str = "coverage";
    fn id(&self) -> String {
        self.id.clone()
    }
}

/// The columns of the log.
pub(crate) struct LogColumns;

impl Columns for LogColumns {
    const FILTER: &'static [&'static str] = &["level"];
    const SORT: &'static [&'static str] = &["created_at"];
    const DATED: bool = false;
}

/// The columns of the coverage.
pub(crate) struct CoverageColumns;

impl Columns for CoverageColumns {
    const FILTER: &'static [&'static str] = &["host", "check", "result"];
    const SORT: &'static [&'static str] = &[];
    const DATED: bool = false;
}

pub(crate) async fn log(
    ctx: Signed,
    Ids2(scan, run): Ids2<ScanId, RunId>,
    List(query, _): List<LogColumns>,
) -> Reply<Page<LogEntry>> {
    let page = runs::log(&ctx, scan, run, &query).await?;
    Ok(Page::of(page, &query, LogEntry::from))
}

pub(crate) async fn coverage(
    ctx: Signed,
    Ids2(scan, run): Ids2<ScanId, RunId>,
    List(query, _): List<CoverageColumns>,
) -> Reply<Page<CoverageEntry>> {
    let page = runs::coverage(&ctx, scan, run, &query).await?;
    Ok(Page::of(page, &query, CoverageEntry::from))
}
