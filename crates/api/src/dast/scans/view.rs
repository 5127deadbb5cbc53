//! What is shown of a scan.

use app::Ctx;
use app::web_scans::WebRun;
use model::Product;
use model::run::{Run, RunState};
use model::web::{Stage, StageState, StageStatus};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::dast::around::Around;
use crate::dast::frame::{Reply, show_id};
use crate::dast::scans::start::ScopeUrl;
use crate::dast::targets::view::{Agent, SimpleTarget, Site, Technology};
use crate::dast::views::{ChangedBy, iso};

/// The states as clients know them, with ours. A run that lost coverage is `failed` to them.
pub(crate) const STATUSES: &[(&str, &str)] = &[
    ("queued", "queued"),
    ("started", "started"),
    ("pausing", "pausing"),
    ("paused", "paused"),
    ("resuming", "resuming"),
    ("canceling", "canceling"),
    ("canceled", "canceled"),
    ("under_review", "under_review"),
    ("finishing_up", "finishing_up"),
    ("completed", "completed"),
    ("failed", "failed"),
];

/// A scan of a target.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Scan {
    id: String,
    target: SimpleTarget,
    /// `queued`, `started`, `pausing`, `paused`, `resuming`, `canceling`, `canceled`, `under_review`, `finishing_up`,
    /// `completed`, `failed`.
    status: &'static str,
    /// Why it is in this state, where that needs saying (an addition of ours).
    status_reason: Option<String>,
    /// While it is pausing or paused, who holds it: `person` or `blackout` (an addition of ours).
    held_by: Option<&'static str>,
    /// Since when it is held (an addition of ours).
    held_since: Option<String>,
    started: Option<String>,
    completed: Option<String>,
    /// The profile's id; with `scan_profile_name` an object of `id` and `name`.
    #[schema(value_type = Value)]
    scan_profile: Value,
    lows: u64,
    mediums: u64,
    highs: u64,
    criticals: u64,
    created: String,
    unlimited: bool,
    changed: String,
    changed_by: ChangedBy,
    stack: Vec<Technology>,
    crawler: StageView,
    fingerprinter: Fingerprinter,
    scanner: StageView,
    #[serde(skip_serializing_if = "Option::is_none")]
    target_options: Option<TargetOptions>,
    has_sequence_navigation: bool,
    incremental: bool,
    reduced_scope: bool,
    /// The addresses that it is reduced to, as a start takes them; `*` stands for anything (an addition of ours).
    reduced_scopes: Vec<ScopeUrl>,
    crawl_sequences_only: bool,
    ignore_blackout_period: bool,
    /// Why it does (an addition of ours).
    ignore_blackout_reason: Option<String>,
    user_data: Option<String>,
}

/// The newest scan of a target.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SimpleScan {
    id: String,
    status: &'static str,
    started: Option<String>,
    completed: Option<String>,
    scan_profile: String,
    lows: u64,
    mediums: u64,
    highs: u64,
    criticals: u64,
    created: String,
}

/// The scan of a target that goes on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RunningScan {
    id: String,
    status: &'static str,
    started: Option<String>,
    completed: Option<String>,
    scan_profile: String,
    lows: u64,
    mediums: u64,
    highs: u64,
    criticals: u64,
    created: String,
    crawler: StageView,
    fingerprinter: Fingerprinter,
    scanner: StageView,
    stack: Vec<Technology>,
}

/// What of the target's settings a scan repeats.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TargetOptions {
    site: Site,
    has_assets: bool,
    scanning_agent: Option<Agent>,
}

/// How far a stage is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StageView {
    /// Empty before it began; `started`, `ended`.
    state: &'static str,
    /// Done and all; empty before it began.
    status: Vec<u32>,
    warning: Vec<Coded>,
    error: Vec<Coded>,
}

/// How far the fingerprinter is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Fingerprinter {
    /// Empty before it began; `started`, `ended`.
    state: &'static str,
    /// Technologies found.
    count: usize,
    warning: Vec<String>,
    error: Vec<String>,
}

/// Something that clients should know.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Coded {
    code: &'static str,
    message: String,
}

impl Scan {
    /// One scan with its target and people.
    pub(crate) async fn one(ctx: &Ctx, run: WebRun) -> Reply<Self> {
        let around = Around::of_runs(ctx, std::slice::from_ref(&run)).await?;
        Ok(Self::new(run, &around))
    }

    /// A scan among things that were read for it.
    pub(crate) fn new(found: WebRun, around: &Around) -> Self {
        let changed = found.changed();
        let WebRun { run, stack, stages } = found;
        let target = around.target(run.target);
        let stage = |which: Stage| stages.iter().find(|s| s.stage == which);
        let options = TargetOptions {
            site: target.site.clone(),
            has_assets: target.has_assets,
            scanning_agent: target.scanning_agent.clone(),
        };
        let web = run.plan.web.as_ref();
        Self {
            id: show_id(run.id),
            status: status(run.state),
            status_reason: run.reason.clone(),
            held_by: run.hold.map(|hold| hold.by.as_str()),
            held_since: iso(run.hold.map(|hold| hold.since)),
            started: iso(run.started_at),
            completed: iso(run.finished_at),
            lows: run.counts.low,
            mediums: run.counts.medium,
            highs: run.counts.high,
            criticals: run.counts.critical,
            created: run.created_at.iso_micros(),
            unlimited: false,
            changed: changed.iso_micros(),
            changed_by: ChangedBy::of(run.started_by, &around.people),
            crawler: StageView::new(stage(Stage::Crawler), None),
            fingerprinter: Fingerprinter::new(stage(Stage::Fingerprinter), stack.len()),
            scanner: StageView::new(stage(Stage::Scanner), failure(&run)),
            stack: stack.iter().map(|name| Technology::named(name)).collect(),
            target_options: Some(options),
            has_sequence_navigation: target.site.has_sequence_navigation,
            incremental: web.is_some_and(|web| web.narrowing.incremental),
            reduced_scope: web.is_some_and(|web| !web.reduced_scopes.is_empty()),
            reduced_scopes: web.map_or_else(Vec::new, |web| {
                web.reduced_scopes.iter().map(|url| ScopeUrl { url: url.clone() }).collect()
            }),
            crawl_sequences_only: web.is_some_and(|web| web.narrowing.crawl_sequences_only),
            ignore_blackout_period: run.ignore_blackout.is_some(),
            ignore_blackout_reason: run.ignore_blackout.as_ref().map(|leave| leave.reason.clone()),
            user_data: web.and_then(|web| web.user_data.clone()),
            target,
            scan_profile: run.plan.profile.id.into(),
        }
    }

    /// The same with the profile as an object.
    pub(crate) fn with_profile_name(mut self, ctx: &Ctx) -> Self {
        let id = self.scan_profile.as_str().unwrap_or_default().to_owned();
        let profile = ctx.services.knowledge.catalogue().profile_of(Product::Dast, &id);
        let name = profile.map_or_else(|| id.clone(), |profile| profile.name.clone());
        self.scan_profile = json!({"id": id, "name": name});
        self
    }

    /// The same without what it repeats of the target.
    pub(crate) fn without_target_options(self) -> Self {
        Self { target_options: None, ..self }
    }
}

impl SimpleScan {
    pub(crate) fn new(found: &WebRun) -> Self {
        let run = &found.run;
        Self {
            id: show_id(run.id),
            status: status(run.state),
            started: iso(run.started_at),
            completed: iso(run.finished_at),
            scan_profile: run.plan.profile.id.clone(),
            lows: run.counts.low,
            mediums: run.counts.medium,
            highs: run.counts.high,
            criticals: run.counts.critical,
            created: run.created_at.iso_micros(),
        }
    }
}

impl RunningScan {
    pub(crate) fn new(found: &WebRun) -> Self {
        let SimpleScan {
            id,
            status,
            started,
            completed,
            scan_profile,
            lows,
            mediums,
            highs,
            criticals,
            created,
        } = SimpleScan::new(found);
        let stage = |which: Stage| found.stages.iter().find(|s| s.stage == which);
        Self {
            id,
            status,
            started,
            completed,
            scan_profile,
            lows,
            mediums,
            highs,
            criticals,
            created,
            crawler: StageView::new(stage(Stage::Crawler), None),
            fingerprinter: Fingerprinter::new(stage(Stage::Fingerprinter), found.stack.len()),
            scanner: StageView::new(stage(Stage::Scanner), None),
            stack: found.stack.iter().map(|name| Technology::named(name)).collect(),
        }
    }
}

/// The state in the words of the dialect.
pub(crate) fn status(state: RunState) -> &'static str {
    match state {
        RunState::CompletedInvalid => "failed",
        other => other.as_str(),
    }
}

/// Why a run ended badly, if it did.
fn failure(run: &Run) -> Option<Coded> {
    let code = match run.state {
        RunState::Failed => "failed",
        RunState::CompletedInvalid => "coverage_lost",
        _ => return None,
    };
    Some(Coded { code, message: run.reason.clone().unwrap_or_else(|| "no reason was noted".to_owned()) })
}

const fn state_of(stage: Option<&StageStatus>) -> &'static str {
    match stage {
        None => "",
        Some(stage) => match stage.state {
            StageState::Started => "started",
            StageState::Ended => "ended",
        },
    }
}

impl StageView {
    pub(crate) fn new(stage: Option<&StageStatus>, failure: Option<Coded>) -> Self {
        let warnings = stage.map(|s| s.warnings.clone()).unwrap_or_default();
        Self {
            state: state_of(stage),
            status: stage.map(|s| vec![s.done, s.total.max(s.done)]).unwrap_or_default(),
            warning: warnings.into_iter().map(|message| Coded { code: "warning", message }).collect(),
            error: failure.into_iter().collect(),
        }
    }
}

impl Fingerprinter {
    pub(crate) fn new(stage: Option<&StageStatus>, count: usize) -> Self {
        let warning = stage.map(|s| s.warnings.clone()).unwrap_or_default();
        Self { state: state_of(stage), count, warning, error: Vec::new() }
    }
}
