//! Targets as readers want them.

use std::collections::HashMap;
use std::sync::Arc;

use model::label::Label;
use model::profile::{ScanProfile, WebKind};
use model::schedule::ScheduledScan;
use model::target::{Target, TargetKind};
use model::user::User;
use model::{SeverityCounts, TargetId, UserId};
use store::web_runs::WebRun;
use store::web_targets::WebRow;

use super::allowed::{Allowed, may_scan};
use super::secrets;
use super::settings::Options;
use crate::{Ctx, Result};

/// People by id.
pub type People = HashMap<UserId, User>;

/// A target with what a reader wants next to it. Its secrets are masked.
#[derive(Debug, Clone)]
pub struct TargetView {
    /// The target.
    pub target: Target,
    /// Settings beside its site.
    pub options: Options,
    /// Whether it is in use.
    pub enabled: bool,
    /// Whether the dialect calls it unlimited.
    pub unlimited: bool,
    /// Who changed it last.
    pub changed_by: Option<UserId>,
    /// Its labels.
    pub labels: Vec<Label>,
    /// Profile of its scans.
    pub profile: String,
    /// Profiles that its scans may use.
    pub allowed_profiles: Vec<Arc<ScanProfile>>,
    /// Open findings; `None` before the first scan that ended well.
    pub counts: Option<SeverityCounts>,
    /// The newest scan.
    pub last_run: Option<WebRun>,
    /// What comes next by itself.
    pub next: Option<ScheduledScan>,
    /// Those who changed something of it.
    pub people: Arc<People>,
}

/// Targets with what a reader wants next to them; without their scans and findings unless `whole`.
pub(super) async fn views(
    tx: &mut store::Tx,
    ctx: &Ctx,
    rows: Vec<WebRow>,
    whole: bool,
) -> Result<Vec<TargetView>> {
    let (organization, product) = (ctx.organization(), ctx.product());
    let ids: Vec<TargetId> = rows.iter().map(|row| row.target.id).collect();
    let tenant = super::organization(tx, organization).await?;
    let mut labels = store::labels::of_targets(tx, organization, &ids).await?;
    let scans = store::web_targets::scans_of(tx, organization, &ids).await?;
    let (mut counts, mut runs) = (HashMap::new(), HashMap::new());
    if whole {
        counts = store::web_targets::counts_of(tx, organization, &ids).await?;
        for chunk in ids.chunks(500) {
            runs.extend(store::web_runs::newest(tx, organization, product, chunk).await?);
        }
    }
    let offered = ctx.services.knowledge.catalogue().profiles_for(product);
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let WebRow { mut target, options, enabled, unlimited, changed_by } = row;
        let id = target.id;
        let mut options = Options::read(&options);
        let opened = secrets::open(tx, &ctx.services, organization, id).await?;
        if let Some(web) = &mut target.web {
            secrets::put(web, &mut options, &opened);
            secrets::mask(web, &mut options);
        }
        let next = match whole {
            true => store::scheduled_scans::upcoming(tx, organization, product, id).await?,
            false => None,
        };
        let may = may_scan(&tenant, &target);
        out.push(TargetView {
            allowed_profiles: profiles(&offered, target.kind, &may),
            labels: labels.remove(&id).unwrap_or_default(),
            profile: scans.get(&id).map(|scan| scan.profile.clone()).unwrap_or_default(),
            counts: counts.remove(&id),
            last_run: runs.remove(&id),
            people: Arc::default(),
            target,
            options,
            enabled,
            unlimited,
            changed_by,
            next,
        });
    }
    let mut next: Vec<_> = out.iter_mut().filter_map(|view| view.next.as_mut()).collect();
    store::scheduled_scans::add_blackouts(tx, organization, &mut next).await?;
    let people = Arc::new(people(tx, ctx, &out).await?);
    out.iter_mut().for_each(|view| view.people = people.clone());
    Ok(out)
}

/// The profiles that scans of a target may use.
fn profiles(offered: &[Arc<ScanProfile>], kind: TargetKind, may: &Allowed) -> Vec<Arc<ScanProfile>> {
    let fits = |p: &&Arc<ScanProfile>| suits(p, kind) && may.permits(p).is_ok();
    offered.iter().filter(fits).cloned().collect()
}

/// Whether a profile is for targets of that kind. One that only looks is for both.
pub(super) fn suits(profile: &ScanProfile, kind: TargetKind) -> bool {
    profile.web.as_ref().is_some_and(|web| match web.kind {
        WebKind::Api => kind == TargetKind::Api,
        WebKind::Web => kind == TargetKind::Web || web.can_scan_unverified,
    })
}

async fn people(tx: &mut store::Tx, ctx: &Ctx, views: &[TargetView]) -> Result<People> {
    let mut ids: Vec<UserId> = Vec::new();
    for view in views {
        ids.extend(view.changed_by);
        ids.extend(view.labels.iter().filter_map(|label| label.changed_by));
        ids.extend(view.options.assets.iter().filter_map(|asset| asset.changed_by));
        ids.extend(view.options.blackout_period.as_ref().and_then(|b| b.changed_by));
        ids.extend(view.next.as_ref().and_then(|next| next.changed_by));
        ids.extend(view.next.as_ref().and_then(|next| next.blackout.as_ref()?.changed_by));
    }
    known_people(tx, ctx, ids).await
}

/// The people of the organization among these ids.
pub(crate) async fn known_people(tx: &mut store::Tx, ctx: &Ctx, mut ids: Vec<UserId>) -> Result<People> {
    ids.sort_unstable();
    ids.dedup();
    let mut out = People::new();
    for id in ids {
        if let Some(user) = store::users::get(tx, ctx.organization(), id).await? {
            out.insert(id, user);
        }
    }
    Ok(out)
}
