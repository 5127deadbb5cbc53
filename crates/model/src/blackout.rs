//! Blackout periods: when nothing may run.

use serde::{Deserialize, Serialize};

use crate::id::{BlackoutId, OrganizationId, ScheduleId, TargetId, UserId};
use crate::time::Timestamp;

/// What a blackout period holds back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlackoutScope {
    /// Every run of the organization.
    Organization,
    /// Every run of a target.
    Target(TargetId),
    /// Every run that a schedule starts.
    Schedule(ScheduleId),
}

crate::words! {
    /// What a blackout period belongs to, without saying to which one.
    ScopeKind { Organization = "organization", Target = "target", Schedule = "schedule" }
}

crate::words! {
    /// Form of a blackout period.
    HoldKind {
        /// Local time on days of the week.
        Window = "window",
        /// One stretch of time.
        Freeze = "freeze",
    }
}

/// When a blackout period holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Hold {
    /// Wall-clock time on days of the week.
    Window {
        /// `HH:MM` or `HH:MM:SS`.
        begin: String,
        /// The same; before `begin` it is on the next day, equal to it the window lasts a whole day.
        cease: String,
        /// 1 is Monday, 7 is Sunday; none are all. The day on which it begins.
        weekdays: Vec<u8>,
        /// IANA zone.
        timezone: String,
    },
    /// One stretch of time; its end does not belong to it.
    Freeze {
        /// First instant.
        begin: Timestamp,
        /// First instant after it.
        end: Timestamp,
    },
}

/// A blackout period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blackout {
    /// Id.
    pub id: BlackoutId,
    /// Tenant.
    pub organization: OrganizationId,
    /// What it holds back.
    pub scope: BlackoutScope,
    /// Name; what reasons call it.
    pub name: String,
    /// When it holds.
    pub hold: Hold,
    /// Whether it counts.
    pub enabled: bool,
    /// Name of the calendar that it was imported from; `None` if a person made it.
    pub source: Option<String>,
    /// Creation.
    pub created_at: Timestamp,
    /// Last change.
    pub changed_at: Timestamp,
    /// Who changed it last.
    pub changed_by: Option<UserId>,
}

impl BlackoutScope {
    /// What it belongs to.
    pub const fn kind(self) -> ScopeKind {
        match self {
            Self::Organization => ScopeKind::Organization,
            Self::Target(_) => ScopeKind::Target,
            Self::Schedule(_) => ScopeKind::Schedule,
        }
    }

    /// The target, if it belongs to one.
    pub const fn target(self) -> Option<TargetId> {
        match self {
            Self::Target(id) => Some(id),
            Self::Organization | Self::Schedule(_) => None,
        }
    }

    /// The schedule, if it belongs to one.
    pub const fn schedule(self) -> Option<ScheduleId> {
        match self {
            Self::Schedule(id) => Some(id),
            Self::Organization | Self::Target(_) => None,
        }
    }
}

impl Hold {
    /// Its form.
    pub const fn kind(&self) -> HoldKind {
        match self {
            Self::Window { .. } => HoldKind::Window,
            Self::Freeze { .. } => HoldKind::Freeze,
        }
    }
}
