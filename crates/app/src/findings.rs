//! Findings: weaknesses, the same across runs. The `/v2` dialect calls them vulnerabilities.

use std::sync::Arc;

use model::definition::Definition;
use model::finding::Finding;
use model::run::Compliance;
use model::{FindingId, ScanId, SeverityCounts};

use crate::{Ctx, ListQuery, Page, Result};

/// A finding with the text that stands behind it.
#[derive(Debug, Clone)]
pub struct FindingView {
    /// The finding.
    pub finding: Finding,
    /// Its definition; `None` if this version of the program knows it no more.
    pub definition: Option<Arc<Definition>>,
    /// What it means for PCI DSS, where the product is `pci`.
    pub pci: Option<PciNote>,
}

/// What a finding means for PCI DSS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PciNote {
    /// Whether it makes the run fail.
    pub verdict: Compliance,
    /// By which rule.
    pub reason: String,
}

/// Numbers about the findings of a scan.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statistics {
    /// Open findings by band.
    pub open: SeverityCounts,
    /// Findings by state.
    pub new: u64,
    /// Seen again.
    pub active: u64,
    /// Gone.
    pub fixed: u64,
    /// Back again.
    pub reopened: u64,
    /// Hosts with open findings.
    pub hosts: u64,
    /// The verdict of the newest run, where its product knows one.
    pub compliance: Option<Compliance>,
}

/// Findings of a scan. Columns: `name`, `host`, `port`, `severity`, `threat`, `state`, `family`, `cve`, `first_seen`,
/// `last_seen`.
pub async fn of_scan(ctx: &Ctx, scan: ScanId, query: &ListQuery) -> Result<Page<FindingView>> {
    unimplemented!()
}

/// One finding of a scan.
pub async fn show_of_scan(ctx: &Ctx, scan: ScanId, id: FindingId) -> Result<FindingView> {
    unimplemented!()
}

/// Numbers about the findings of a scan.
pub async fn statistics(ctx: &Ctx, scan: ScanId) -> Result<Statistics> {
    unimplemented!()
}

/// Findings of all scans of the active product.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<FindingView>> {
    unimplemented!()
}

/// One finding.
pub async fn show(ctx: &Ctx, id: FindingId) -> Result<FindingView> {
    unimplemented!()
}
