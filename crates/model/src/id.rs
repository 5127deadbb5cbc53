//! Typed ids: a UUIDv7 each, so that ids sort by creation time and one kind is never taken for another.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What every typed id can do.
pub trait Id: Copy + Send + Sync + 'static {
    /// Wraps a raw UUID.
    fn from_uuid(uuid: Uuid) -> Self;
    /// The raw UUID.
    fn uuid(self) -> Uuid;
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);
        impl Id for $name {
            fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            fn uuid(self) -> Uuid { self.0 }
        }
        impl From<Uuid> for $name { fn from(uuid: Uuid) -> Self { Self(uuid) } }
        impl From<$name> for Uuid { fn from(id: $name) -> Self { id.0 } }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.hyphenated().fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> { Uuid::parse_str(s).map(Self) }
        }
    )+};
}

ids! {
    /// A tenant.
    OrganizationId,
    /// A person or service account inside an organization.
    UserId,
    /// A signed-in session; its id is the `jti` of the JWT.
    SessionId,
    /// What is scanned.
    TargetId,
    /// An organization's own port list.
    PortListId,
    /// A scan definition.
    ScanId,
    /// One execution of a scan.
    RunId,
    /// The smallest part of a run that a worker takes.
    UnitId,
    /// A host as seen in one run.
    RunHostId,
    /// A host of the organization across runs.
    HostId,
    /// One weakness at one place of one target.
    FindingId,
    /// One sighting of a finding in one run.
    ObservationId,
    /// A recurrence rule with its start and zone.
    ScheduleId,
    /// One due time of a schedule.
    OccurrenceId,
    /// A blackout period.
    BlackoutId,
    /// A report over one run.
    ReportId,
    /// A tag on targets or findings.
    LabelId,
    /// A sign of being signed out, of one target.
    DetectorId,
    /// A scheduled scan of a web or API target.
    ScheduledScanId,
    /// A key for programs.
    ApiKeyId,
    /// One entry of the audit chain.
    AuditEventId,
    /// A control-plane job.
    JobId,
}
