//! Reports: what is stored of them, and the values that renderers print.

use serde::{Deserialize, Serialize};

use crate::definition::Definition;
use crate::evidence::Evidence;
use crate::finding::{Confidence, FindingState};
use crate::host::Port;
use crate::id::{FindingId, OrganizationId, ReportId, RunId, ScanId, UserId};
use crate::product::Product;
use crate::run::{Compliance, HostSummary};
use crate::severity::{Severity, SeverityCounts};
use crate::time::Timestamp;

crate::words! {
    /// File format of a report.
    ReportFormat { Pdf = "pdf", Csv = "csv", Json = "json", Sarif = "sarif", Junit = "junit" }
}

impl ReportFormat {
    /// Media type of the file.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
            Self::Sarif => "application/sarif+json",
            Self::Junit => "application/xml",
        }
    }
}

crate::words! {
    /// State of one file of a report.
    FileStatus {
        /// Asked for; a job writes it.
        Queued = "queued",
        /// Written; size and hash are known.
        Done = "done",
        /// Could not be written.
        Failed = "failed",
    }
}

/// A report over one run; its files are made on demand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Id.
    pub id: ReportId,
    /// Tenant.
    pub organization: OrganizationId,
    /// Product.
    pub product: Product,
    /// Name: scan and time of the run.
    pub name: String,
    /// Scan.
    pub scan: ScanId,
    /// Run.
    pub run: RunId,
    /// Open findings of the run.
    pub counts: SeverityCounts,
    /// Verdict.
    pub compliance: Option<Compliance>,
    /// Files asked for so far.
    pub files: Vec<ReportFile>,
    /// Who asked, if a person did.
    pub created_by: Option<UserId>,
    /// Creation.
    pub created_at: Timestamp,
}

/// One file of a report. The bytes lie in the data directory's (or the database's) blob store under the hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFile {
    /// Format.
    pub format: ReportFormat,
    /// Status.
    pub status: FileStatus,
    /// Bytes, when done.
    pub size: Option<u64>,
    /// SHA-256 in hexadecimal, when done.
    pub sha256: Option<String>,
    /// Why it failed, when it did.
    pub reason: Option<String>,
}

/// Everything about a run that a renderer prints before the findings. Equal values give equal bytes: the only time in
/// it is the run's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportHead {
    /// Title of the report.
    pub title: String,
    /// Organization's name.
    pub organization: String,
    /// Product.
    pub product: Product,
    /// Scan's name.
    pub scan_name: String,
    /// Target's name.
    pub target_name: String,
    /// Target's hosts as text.
    pub hosts_in_scope: String,
    /// Exclusions as text.
    pub hosts_excluded: String,
    /// Profile's name and version.
    pub profile: String,
    /// Ports as text.
    pub ports: String,
    /// Run.
    pub run: String,
    /// Run's state as a word.
    pub run_state: String,
    /// Why, where the state needs saying.
    pub run_reason: Option<String>,
    /// Start of the run.
    pub started_at: Option<Timestamp>,
    /// End of the run.
    pub finished_at: Option<Timestamp>,
    /// Findings by band.
    pub counts: SeverityCounts,
    /// Verdict.
    pub compliance: Option<Compliance>,
    /// Hosts that answered, in address order.
    pub hosts: Vec<HostSummary>,
    /// Coverage in sentences or rows: what was tested.
    pub coverage: Coverage,
    /// Version of this program.
    pub generator: String,
}

/// What a run tested and what not.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Coverage {
    /// Hosts in scope.
    pub hosts_total: u64,
    /// Hosts that answered.
    pub hosts_up: u64,
    /// Ports asked on each host, both protocols.
    pub ports_per_host: u64,
    /// Ports found open.
    pub ports_open: u64,
    /// Check runs that came to an answer.
    pub checks_run: u64,
    /// What was not tested: (place, reason), at most 500 rows.
    pub not_tested: Vec<(String, String)>,
}

/// One finding as a renderer prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFinding {
    /// Id; `None` outside a server (`watchpost scan`).
    pub id: Option<FindingId>,
    /// Number in its target; 0 outside a server.
    pub number: i64,
    /// Fingerprint.
    pub fingerprint: String,
    /// Host label.
    pub host: String,
    /// Port.
    pub port: Option<Port>,
    /// Service name.
    pub service: Option<String>,
    /// Finer place.
    pub place: String,
    /// Effective severity.
    pub severity: Severity,
    /// State.
    pub state: FindingState,
    /// How sure.
    pub confidence: Confidence,
    /// Proof.
    pub evidence: Evidence,
    /// First sighting.
    pub first_seen: Timestamp,
    /// Last sighting.
    pub last_seen: Timestamp,
    /// The definition.
    pub definition: std::sync::Arc<Definition>,
}
