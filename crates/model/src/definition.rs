//! What a check looks for: the text, score and references that stand behind a finding.

use serde::{Deserialize, Serialize};

use crate::severity::Severity;

crate::words! {
    /// What a check does to its target, mildest first. Target and profile set the ceiling.
    Effect {
        /// Reads what other probes already brought.
        Passive = "passive",
        /// Sends requests that change nothing.
        Safe = "safe",
        /// May change state at the target.
        StateChanging = "state_changing",
        /// May disturb the target.
        Intrusive = "intrusive",
    }
}

crate::words! {
    /// How a weakness is removed.
    SolutionType {
        /// Install a fixed version.
        VendorFix = "vendor_fix",
        /// Change the configuration.
        Mitigation = "mitigation",
        /// Work around it.
        Workaround = "workaround",
        /// There is no fix.
        NoneAvailable = "none_available",
    }
}

/// The definition of one check's weakness.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// The check's word, such as `redis-no-password`; `cve:CVE-2021-41617` for one that a feed brought.
    pub check: String,
    /// Our object identifier.
    pub oid: String,
    /// Title of the finding.
    pub name: String,
    /// Group, such as `SSL and TLS`.
    pub family: String,
    /// CVSS vector (`CVSS:3.1/…` or `CVSS:4.0/…`); empty for information.
    pub cvss_vector: String,
    /// Base score of the vector.
    pub severity: Severity,
    /// Weakness numbers: `CWE-306`.
    pub cwe: Vec<String>,
    /// CVE ids.
    pub cve: Vec<String>,
    /// What it is.
    pub summary: String,
    /// What it can lead to.
    pub impact: String,
    /// How it was detected.
    pub detection: String,
    /// What to do.
    pub solution: String,
    /// Kind of solution.
    pub solution_type: SolutionType,
    /// Where to read on.
    pub references: Vec<String>,
    /// What the check does to its target.
    pub effect: Effect,
}
