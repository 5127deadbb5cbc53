//! Values on their way into a statement.

use model::{Id, Timestamp};
use uuid::Uuid;

/// A value to bind. NULL keeps its type, as PostgreSQL wants to know it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Val {
    /// BIGINT / INTEGER.
    Int(Option<i64>),
    /// TEXT.
    Text(Option<String>),
    /// UUID / BLOB.
    Uuid(Option<Uuid>),
    /// BOOLEAN / INTEGER.
    Bool(bool),
    /// BYTEA / BLOB.
    Bytes(Vec<u8>),
}

/// The type of a column in bulk statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// BIGINT.
    Int,
    /// TEXT.
    Text,
    /// UUID.
    Uuid,
    /// BOOLEAN.
    Bool,
}

/// PostgreSQL's TEXT cannot hold NUL, and targets send what they like.
pub(crate) fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text }
}

impl From<i64> for Val {
    fn from(v: i64) -> Self {
        Self::Int(Some(v))
    }
}

impl From<u32> for Val {
    fn from(v: u32) -> Self {
        Self::Int(Some(i64::from(v)))
    }
}

impl From<u16> for Val {
    fn from(v: u16) -> Self {
        Self::Int(Some(i64::from(v)))
    }
}

impl From<u64> for Val {
    /// Counts beyond 2⁶³ do not occur; they would be stored as 2⁶³−1.
    fn from(v: u64) -> Self {
        Self::Int(Some(i64::try_from(v).unwrap_or(i64::MAX)))
    }
}

impl From<Option<u64>> for Val {
    fn from(v: Option<u64>) -> Self {
        v.map_or(Self::Int(None), Self::from)
    }
}

impl From<Option<u32>> for Val {
    fn from(v: Option<u32>) -> Self {
        Self::Int(v.map(i64::from))
    }
}

impl From<Timestamp> for Val {
    fn from(v: Timestamp) -> Self {
        Self::Int(Some(v.micros()))
    }
}

impl From<Option<Timestamp>> for Val {
    fn from(v: Option<Timestamp>) -> Self {
        Self::Int(v.map(Timestamp::micros))
    }
}

impl From<bool> for Val {
    fn from(v: bool) -> Self {
        Self::Bool(v)
    }
}

impl From<&str> for Val {
    fn from(v: &str) -> Self {
        Self::Text(Some(without_nul(v.to_owned())))
    }
}

impl From<String> for Val {
    fn from(v: String) -> Self {
        Self::Text(Some(without_nul(v)))
    }
}

impl From<&String> for Val {
    fn from(v: &String) -> Self {
        Self::from(v.as_str())
    }
}

impl From<Option<&str>> for Val {
    fn from(v: Option<&str>) -> Self {
        v.map_or(Self::Text(None), Self::from)
    }
}

impl From<Option<String>> for Val {
    fn from(v: Option<String>) -> Self {
        Self::Text(v.map(without_nul))
    }
}

impl From<&Option<String>> for Val {
    fn from(v: &Option<String>) -> Self {
        Self::from(v.as_deref())
    }
}

impl From<Vec<u8>> for Val {
    fn from(v: Vec<u8>) -> Self {
        Self::Bytes(v)
    }
}

macro_rules! ids {
    ($($id:ident),+) => {$(
        impl From<model::$id> for Val {
            fn from(v: model::$id) -> Self {
                Self::Uuid(Some(v.uuid()))
            }
        }

        impl From<Option<model::$id>> for Val {
            fn from(v: Option<model::$id>) -> Self {
                Self::Uuid(v.map(Id::uuid))
            }
        }
    )+};
}

ids!(
    OrganizationId,
    UserId,
    SessionId,
    TargetId,
    PortListId,
    ScanId,
    RunId,
    UnitId,
    RunHostId,
    HostId,
    FindingId,
    ObservationId,
    ScheduleId,
    OccurrenceId,
    ReportId,
    LabelId,
    ScheduledScanId,
    ApiKeyId,
    AuditEventId,
    JobId,
    BlackoutId
);
