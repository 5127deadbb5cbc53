//! Findings and the observations that they are made of.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::evidence::Evidence;
use crate::fingerprint::FingerprintParts;
use crate::host::{Host, Port};
use crate::id::{FindingId, OrganizationId, RunId, ScanId, TargetId};
use crate::product::Product;
use crate::severity::Severity;
use crate::time::Timestamp;

crate::words! {
    /// Where a finding stands.
    FindingState {
        /// Seen for the first time in the last run that tested it.
        New = "new",
        /// Seen before and still there.
        Active = "active",
        /// Its own check ran again at the same place and no longer saw it.
        Fixed = "fixed",
        /// Was fixed once and is back.
        Reopened = "reopened",
    }
}

impl FindingState {
    /// Whether the weakness is there as far as anybody knows.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Fixed)
    }

    /// The state after one more sighting in a later run.
    #[must_use]
    pub const fn seen_again(self) -> Self {
        match self {
            Self::New | Self::Active | Self::Reopened => Self::Active,
            Self::Fixed => Self::Reopened,
        }
    }
}

crate::words! {
    /// What a person decided about a finding, whatever later runs say.
    Decision {
        /// No weakness after all: a false positive.
        Invalid = "invalid",
        /// A weakness that is lived with.
        Accepted = "accepted",
    }
}

crate::words! {
    /// How sure a sighting is, least first.
    Confidence {
        /// A version banner alone, which distributions may have patched without changing.
        Banner = "banner",
        /// Several signs that agree.
        Likely = "likely",
        /// The weakness itself answered.
        Confirmed = "confirmed",
    }
}

/// One sighting of a weakness, as a check reports it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// The check's word; its definition holds the text.
    pub check: String,
    /// Where: the host.
    pub host: Host,
    /// Where: the port, if the weakness is bound to one.
    pub port: Option<Port>,
    /// Where exactly inside the service; empty for the service itself.
    pub place: String,
    /// How sure.
    pub confidence: Confidence,
    /// Another severity than the definition's, where the check measured it.
    pub severity: Option<Severity>,
    /// The proof.
    pub evidence: Evidence,
}

impl Observation {
    /// The identity of the finding that this is a sighting of, at a target.
    pub fn fingerprint(&self, target: TargetId) -> String {
        let host = self.host.label();
        let parts =
            FingerprintParts { target, check: &self.check, host: &host, port: self.port, place: &self.place };
        parts.fingerprint()
    }
}

/// A finding as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id.
    pub id: FindingId,
    /// Tenant.
    pub organization: OrganizationId,
    /// Product of the scan that found it.
    pub product: Product,
    /// Target.
    pub target: TargetId,
    /// The scan that saw it last.
    pub scan: ScanId,
    /// Unique number in its target, from 1.
    pub number: i64,
    /// See [`crate::fingerprint`].
    pub fingerprint: String,
    /// The check's word.
    pub check: String,
    /// OID of the definition.
    pub oid: String,
    /// Title.
    pub name: String,
    /// Group of the definition.
    pub family: String,
    /// Host label.
    pub host: String,
    /// Address that was probed last.
    pub address: IpAddr,
    /// Port.
    pub port: Option<Port>,
    /// Service name on that port.
    pub service: Option<String>,
    /// Finer place.
    pub place: String,
    /// Effective severity.
    pub severity: Severity,
    /// CVSS vector of the definition.
    pub cvss_vector: String,
    /// CVE ids.
    pub cve: Vec<String>,
    /// State.
    pub state: FindingState,
    /// How sure the last sighting was.
    pub confidence: Confidence,
    /// Proof of the last sighting.
    pub evidence: Evidence,
    /// Run of the first sighting.
    pub first_run: RunId,
    /// Run of the last sighting.
    pub last_run: RunId,
    /// First sighting.
    pub first_seen: Timestamp,
    /// Last sighting.
    pub last_seen: Timestamp,
    /// When it was found to be gone.
    pub fixed_at: Option<Timestamp>,
}
