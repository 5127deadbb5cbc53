//! What is shown of a target.

use app::web_targets::{Blackout, TargetView};
use model::SeverityCounts;
use model::blackout::{self, Hold};
use model::run::RunState;
use model::target::TargetKind;
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::assets::view::AssetView;
use crate::dast::frame::show_id;
use crate::dast::labels::view::LabelView;
use crate::dast::scans::view::{RunningScan, SimpleScan};
use crate::dast::scheduledscans::view::NextScan;
use crate::dast::views::{ChangedBy, People};

pub(crate) use crate::dast::targets::site_view::{Site, Technology};

/// A target.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Target {
    pub(crate) id: String,
    site: Site,
    /// Open findings; none before the first scan that ended well.
    lows: Option<u64>,
    mediums: Option<u64>,
    highs: Option<u64>,
    criticals: Option<u64>,
    /// The worst open finding: 0 none, 10 low, 20 medium, 30 high, 40 critical; none before the first scan.
    risk: Option<u8>,
    last_scan: Option<SimpleScan>,
    running_scan: Option<RunningScan>,
    next_scan: Option<NextScan>,
    /// Extra hosts.
    assets: Vec<AssetView>,
    /// Profile of its scans.
    scan_profile: String,
    /// `single` or `api`.
    r#type: &'static str,
    unlimited: bool,
    /// `default`, `executive_summary`, `owasp`, `pci`, `pci4`, `iso27001`, `hipaa`.
    report_type: String,
    /// `pdf`, `docx`.
    report_fileformat: String,
    allowed_scan_profiles: Vec<AllowedProfile>,
    labels: Vec<LabelView>,
    scanning_agent: Option<Agent>,
    include_deduplicated_endpoints: Option<bool>,
    teams: Vec<Team>,
    blackout_period: Option<BlackoutPeriod>,
    /// Whether a scan ends at an error that it could live with.
    fail_fast: bool,
    login_video: Option<String>,
    changed: String,
    changed_by: ChangedBy,
    incremental: bool,
    reduced_scope: bool,
    schedule_incremental: bool,
    schedule_reduced_scope: bool,
    crawl_sequences_only: bool,
    schedule_crawl_sequences_only: bool,
    /// Whether it is in use; archived ones are not.
    enabled: bool,
    /// `testing`, `production`.
    environment: String,
    connected_target: Option<String>,
    name: String,
    desc: String,
    /// Which frameworks its findings bear on, where `include=compliance` asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    compliance: Option<Vec<String>>,
}

/// A target beside a scan, a schedule or a finding.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub(crate) struct SimpleTarget {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) site: Site,
    /// `single` or `api`.
    r#type: &'static str,
    desc: String,
    labels: Vec<LabelView>,
    pub(crate) has_assets: bool,
    report_fileformat: String,
    pub(crate) scanning_agent: Option<Agent>,
    teams: Vec<Team>,
    blackout_period: Option<BlackoutPeriod>,
}

/// A profile that scans of the target may use.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AllowedProfile {
    id: String,
    name: String,
    description: String,
    builtin: bool,
}

/// A remote scanner.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Agent {
    id: String,
    name: String,
    installer_generated: bool,
    online: bool,
    fallback: bool,
    rx_bytes: u64,
    tx_bytes: u64,
    latest_handshake: Option<u64>,
}

/// A team.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Team {
    id: String,
    name: String,
}

/// A window of local time in which no scan runs.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct BlackoutPeriod {
    /// `HH:MM`
    begin: String,
    /// `HH:MM`; before `begin` it is on the next day.
    cease: String,
    /// 1 is Monday, 7 is Sunday; none are all.
    weekdays: Vec<u8>,
    enabled: bool,
    /// IANA zone.
    timezone: String,
    changed: String,
    changed_by: ChangedBy,
}

impl BlackoutPeriod {
    fn new(period: &Blackout, people: &People) -> Self {
        Self {
            begin: period.begin.clone(),
            cease: period.cease.clone(),
            weekdays: period.weekdays.clone(),
            enabled: period.enabled,
            timezone: period.timezone.clone(),
            changed: period.changed.iso_micros(),
            changed_by: ChangedBy::of(period.changed_by, people),
        }
    }

    /// That of a schedule. A freeze is none of local time: it is not shown here.
    pub(crate) fn of_schedule(blackout: &blackout::Blackout, people: &People) -> Option<Self> {
        let Hold::Window { begin, cease, weekdays, timezone } = &blackout.hold else { return None };
        Some(Self {
            begin: begin.clone(),
            cease: cease.clone(),
            weekdays: weekdays.clone(),
            enabled: blackout.enabled,
            timezone: timezone.clone(),
            changed: blackout.changed_at.iso_micros(),
            changed_by: ChangedBy::of(blackout.changed_by, people),
        })
    }
}

/// The dialect's word for a kind.
pub(crate) const fn type_of(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::Api => "api",
        TargetKind::Web | TargetKind::Network => "single",
    }
}

/// How bad the worst is.
const fn risk(counts: SeverityCounts) -> u8 {
    match counts {
        SeverityCounts { critical: 1.., .. } => 40,
        SeverityCounts { high: 1.., .. } => 30,
        SeverityCounts { medium: 1.., .. } => 20,
        SeverityCounts { low: 1.., .. } => 10,
        _ => 0,
    }
}

fn labels(view: &TargetView) -> Vec<LabelView> {
    view.labels.iter().map(|label| LabelView::new(label, &view.people)).collect()
}

impl Target {
    /// The same with what `include=compliance` asks for: empty, as findings do not name frameworks yet.
    pub(crate) fn with_compliance(self) -> Self {
        Self { compliance: Some(Vec::new()), ..self }
    }
}

impl From<TargetView> for Target {
    fn from(view: TargetView) -> Self {
        let (options, people) = (&view.options, &view.people);
        let profile = |p: &std::sync::Arc<model::profile::ScanProfile>| AllowedProfile {
            id: p.id.clone(),
            name: p.name.clone(),
            description: p.description.clone(),
            builtin: true,
        };
        let running = |run: &&app::web_scans::WebRun| {
            !run.run.state.is_terminal() && run.run.state != RunState::UnderReview
        };
        Self {
            id: show_id(view.target.id),
            site: Site::new(&view),
            lows: view.counts.map(|c| c.low),
            mediums: view.counts.map(|c| c.medium),
            highs: view.counts.map(|c| c.high),
            criticals: view.counts.map(|c| c.critical),
            risk: view.counts.map(risk),
            last_scan: view.last_run.as_ref().map(SimpleScan::new),
            running_scan: view.last_run.as_ref().filter(running).map(RunningScan::new),
            next_scan: view.next.as_ref().and_then(|next| NextScan::new(next, people)),
            assets: options.assets.iter().map(|asset| AssetView::new(asset, &view)).collect(),
            scan_profile: view.profile.clone(),
            r#type: type_of(view.target.kind),
            unlimited: view.unlimited,
            report_type: options.report_type.clone(),
            report_fileformat: options.report_fileformat.clone(),
            allowed_scan_profiles: view.allowed_profiles.iter().map(profile).collect(),
            labels: labels(&view),
            scanning_agent: None,
            include_deduplicated_endpoints: options.include_deduplicated_endpoints,
            teams: Vec::new(),
            blackout_period: options.blackout_period.as_ref().map(|b| BlackoutPeriod::new(b, people)),
            fail_fast: options.fail_fast,
            login_video: None,
            changed: view.target.updated_at.iso_micros(),
            changed_by: ChangedBy::of(view.changed_by, people),
            incremental: options.incremental,
            reduced_scope: options.reduced_scope,
            schedule_incremental: options.schedule_incremental,
            schedule_reduced_scope: options.schedule_reduced_scope,
            crawl_sequences_only: options.crawl_sequences_only,
            schedule_crawl_sequences_only: options.schedule_crawl_sequences_only,
            enabled: view.enabled,
            environment: options.environment.clone(),
            connected_target: None,
            name: view.target.name.clone(),
            desc: view.target.comment.clone(),
            compliance: None,
        }
    }
}

impl SimpleTarget {
    /// What stands beside something else.
    pub(crate) fn new(view: &TargetView) -> Self {
        let period = view.options.blackout_period.as_ref();
        Self {
            id: show_id(view.target.id),
            name: view.target.name.clone(),
            site: Site::new(view),
            r#type: type_of(view.target.kind),
            desc: view.target.comment.clone(),
            labels: labels(view),
            has_assets: !view.options.assets.is_empty(),
            report_fileformat: view.options.report_fileformat.clone(),
            scanning_agent: None,
            teams: Vec::new(),
            blackout_period: period.map(|b| BlackoutPeriod::new(b, &view.people)),
        }
    }
}
