//! Changes of a target.

use model::label::LabelKind;
use model::target::TargetKind;
use model::web::Verification;
use model::{LabelId, TargetId};
use serde_json::json;
use store::web_targets::WebRow;

use super::settings::{Blackout, Options};
use super::site::SiteChange;
use super::{address, allowed, secrets, site, view};
use crate::blackouts::{self, PERIOD_NAMES, WindowInput};
use crate::input::Fields;
use crate::{Change, Ctx, Error, Result, audit, labels, profiles};

/// The most labels of a target.
const MAX_LABELS: usize = 100;

/// A label as a request names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelRef {
    /// By its id.
    Id(LabelId),
    /// By its name; it is made, with that color, where there is none.
    Name(String, Option<String>),
}

/// A change of the window in which no scan runs.
#[derive(Debug, Clone, Default)]
pub struct BlackoutChange {
    /// `HH:MM`.
    pub begin: Option<String>,
    /// `HH:MM`.
    pub cease: Option<String>,
    /// 1 is Monday, 7 and 0 are Sunday.
    pub weekdays: Option<Vec<i64>>,
    /// Whether it counts.
    pub enabled: Option<bool>,
    /// IANA zone.
    pub timezone: Option<String>,
}

/// A change of a target: what is not said stays.
#[derive(Debug, Clone, Default)]
pub struct TargetChange {
    /// Its site.
    pub site: SiteChange,
    /// Kind.
    pub kind: Option<TargetKind>,
    /// Its labels, all of them.
    pub labels: Change<Vec<LabelRef>>,
    /// Profile of its scans.
    pub profile: Change<String>,
    /// Whether the dialect calls it unlimited.
    pub unlimited: Change<bool>,
    /// One of the dialect's reports.
    pub report_type: Change<String>,
    /// `pdf` or `docx`.
    pub report_fileformat: Change<String>,
    /// `testing` or `production`.
    pub environment: Change<String>,
    /// Whether reports list addresses that were built alike.
    pub include_deduplicated_endpoints: Change<bool>,
    /// Yes or no by the name of the field.
    pub flags: Vec<(&'static str, Change<bool>)>,
    /// When no scan runs.
    pub blackout_period: Change<BlackoutChange>,
    /// The longest scan, in seconds.
    pub max_scan_duration: Change<i64>,
}

/// Changes a stored target.
pub(super) async fn update(
    tx: &mut store::Tx,
    ctx: &Ctx,
    id: TargetId,
    mut change: TargetChange,
) -> Result<()> {
    let mut row = super::find(tx, ctx, id).await?;
    let before = row.target.web.as_ref().map(|web| web.url.clone()).unwrap_or_default();
    let scan = store::web_targets::scans_of(tx, ctx.organization(), &[id]).await?.remove(&id);
    let mut fields = Fields::default();
    if !matches!(change.blackout_period, Change::Keep) {
        blackouts::rouse(tx, ctx.organization()).await?;
    }
    if matches!(change.profile, Change::Keep) && change.kind.is_none_or(|kind| kind == row.target.kind) {
        change.profile = scan.as_ref().map_or(Change::Clear, |scan| Change::Set(scan.profile.clone()));
    }
    let profile = apply(ctx, &mut fields, &mut row, &mut change)?;
    fields.finish()?;
    if let Some(web) = &mut row.target.web {
        forget_proof(ctx, &before, web);
    }
    row.target.updated_at = ctx.now();
    settle_hosts(tx, ctx, &mut row).await?;
    if let Some(scan) = scan.filter(|scan| scan.profile != profile) {
        store::web_targets::set_profile(tx, ctx.organization(), scan.id, &profile, ctx.now()).await?;
    }
    let detail = json!({"name": row.target.name, "url": row.target.web.as_ref().map(|w| &w.url)});
    store(tx, ctx, &mut row, change.labels).await?;
    audit::record(tx, ctx, "target.update", "target", id, detail).await
}

/// What was proven for one host says nothing about another.
fn forget_proof(ctx: &Ctx, before: &str, web: &mut model::web::WebTarget) {
    let host = |text: &str| url::Url::parse(text).ok().and_then(|u| u.host_str().map(str::to_owned));
    if host(before) != host(&web.url) {
        web.verification = Verification { token: super::token(ctx), ..Verification::default() };
    }
}

/// Applies a change to a row with its secrets in it; the profile of its scans.
pub(super) fn apply(
    ctx: &Ctx,
    fields: &mut Fields,
    row: &mut WebRow,
    change: &mut TargetChange,
) -> Result<String> {
    let mut options = Options::read(&row.options);
    if let Some(kind) = change.kind {
        row.target.kind = kind;
    }
    let mut web = row.target.web.take().unwrap_or_default();
    site::apply(fields, &mut row.target, &mut web, std::mem::take(&mut change.site));
    row.target.web = Some(web);
    row.unlimited = take(&mut change.unlimited).apply_or(row.unlimited, false);
    row.changed_by = ctx.principal.actor();
    options_of(ctx, fields, &mut options, change);
    row.options = options.write();
    profile(ctx, fields, row.target.kind, take(&mut change.profile))
}

fn take<T>(change: &mut Change<T>) -> Change<T> {
    std::mem::take(change)
}

fn profile(ctx: &Ctx, fields: &mut Fields, kind: TargetKind, wish: Change<String>) -> Result<String> {
    let word = match wish {
        Change::Set(word) if !word.is_empty() => word,
        _ if kind == TargetKind::Api => "api_normal".to_owned(),
        _ => "normal".to_owned(),
    };
    match profiles::find(&ctx.services, ctx.product(), &word) {
        Ok(found) if view::suits(&found, kind) => {}
        Ok(_) => {
            let what = if kind == TargetKind::Api { "APIs" } else { "web applications" };
            fields.add("scan_profile", "invalid", format!("\"{word}\" is not for {what}"));
        }
        Err(Error::Invalid(wrong)) => {
            wrong.into_iter().for_each(|w| fields.add("scan_profile", "invalid", w.detail));
        }
        Err(other) => return Err(other),
    }
    Ok(word)
}

const REPORTS: [&str; 7] = ["default", "executive_summary", "owasp", "pci", "pci4", "iso27001", "hipaa"];

fn options_of(ctx: &Ctx, fields: &mut Fields, options: &mut Options, change: &mut TargetChange) {
    let words: [(&'static str, &mut String, &mut Change<String>, &[&str]); 3] = [
        ("report_type", &mut options.report_type, &mut change.report_type, &REPORTS),
        (
            "report_fileformat",
            &mut options.report_fileformat,
            &mut change.report_fileformat,
            &["pdf", "docx"],
        ),
        ("environment", &mut options.environment, &mut change.environment, &["testing", "production"]),
    ];
    for (name, value, change, words) in words {
        if let Change::Keep = change {
            continue;
        }
        let first = words.first().copied().unwrap_or_default();
        *value = take(change).apply_or(value.clone(), first.to_owned());
        if !words.contains(&value.as_str()) {
            fields.add(name, "invalid", format!("must be one of {}", words.join(", ")));
        }
    }
    options.include_deduplicated_endpoints =
        take(&mut change.include_deduplicated_endpoints).apply(options.include_deduplicated_endpoints);
    for (name, change) in std::mem::take(&mut change.flags) {
        let (flag, default) = match name {
            "fail_fast" => (&mut options.fail_fast, true),
            "incremental" => (&mut options.incremental, false),
            "reduced_scope" => (&mut options.reduced_scope, false),
            "schedule_incremental" => (&mut options.schedule_incremental, false),
            "schedule_reduced_scope" => (&mut options.schedule_reduced_scope, false),
            "crawl_sequences_only" => (&mut options.crawl_sequences_only, false),
            _ => (&mut options.schedule_crawl_sequences_only, false),
        };
        *flag = change.apply_or(*flag, default);
    }
    match take(&mut change.max_scan_duration) {
        Change::Keep => {}
        Change::Clear => options.max_scan_duration = None,
        Change::Set(seconds) => match u32::try_from(seconds).ok().filter(|s| (60..=2_592_000).contains(s)) {
            Some(seconds) => options.max_scan_duration = Some(seconds),
            None => fields.add("max_scan_duration", "invalid", "must be from 60 to 2592000 seconds"),
        },
    }
    match take(&mut change.blackout_period) {
        Change::Keep => {}
        Change::Clear => options.blackout_period = None,
        Change::Set(change) => {
            options.blackout_period = blackout(ctx, fields, options.blackout_period.as_ref(), change);
        }
    }
}

fn blackout(
    ctx: &Ctx,
    fields: &mut Fields,
    old: Option<&Blackout>,
    change: BlackoutChange,
) -> Option<Blackout> {
    let enabled = change.enabled.or_else(|| old.map(|b| b.enabled)).unwrap_or(true);
    let BlackoutChange { begin, cease, weekdays, timezone, .. } = change;
    let old = old.map(|b| (b.begin.clone(), b.cease.clone(), b.weekdays.clone(), b.timezone.clone()));
    let window = WindowInput { begin, cease, weekdays, timezone };
    let (begin, cease, weekdays, timezone) = window.read(fields, PERIOD_NAMES, old)?;
    let (changed, changed_by) = (ctx.now(), ctx.principal.actor());
    Some(Blackout { begin, cease, weekdays, enabled, timezone, changed, changed_by })
}

/// Brings the hosts of a target up to date with its address and its extra hosts. An extra host counts only if its
/// ownership is proven, too, or needs no proof.
pub(super) async fn settle_hosts(tx: &mut store::Tx, ctx: &Ctx, row: &mut WebRow) -> Result<()> {
    let organization = super::organization(tx, ctx.organization()).await?;
    let options = Options::read(&row.options);
    let Some(web) = &mut row.target.web else { return Ok(()) };
    let url = address::normalised(&web.url).map_err(|_| Error::internal("a stored address is not one"))?;
    let main = address::host_of(&url);
    let proven = |host: &str| {
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let below = web.verification.verified && (name == main || name.ends_with(&format!(".{main}")));
        below || allowed::host_exempt(&organization, host)
    };
    let counted = options.assets.iter().filter(|a| a.include && (a.verification.verified || proven(&a.host)));
    web.extra_hosts = counted.map(|asset| asset.host.clone()).collect();
    row.target.hosts = address::hosts(&url, &web.extra_hosts);
    Ok(())
}

/// Stores a row with its secrets in it, and its labels.
pub(super) async fn store(
    tx: &mut store::Tx,
    ctx: &Ctx,
    row: &mut WebRow,
    wanted: Change<Vec<LabelRef>>,
) -> Result<()> {
    let mut options = Options::read(&row.options);
    let id = row.target.id;
    if let Some(web) = &mut row.target.web {
        secrets::seal(tx, &ctx.services, ctx.organization(), id, web, &mut options).await?;
    }
    row.options = options.write();
    store::targets::update(tx, &row.target).await?;
    store::web_targets::set_extra(tx, row).await?;
    let wanted = match wanted {
        Change::Keep => return Ok(()),
        Change::Clear => Vec::new(),
        Change::Set(wanted) => wanted,
    };
    if wanted.len() > MAX_LABELS {
        return Err(Error::invalid("labels", "too_long", format!("names more than {MAX_LABELS} labels")));
    }
    let mut ids = Vec::with_capacity(wanted.len());
    for label in &wanted {
        ids.push(labels::resolve(tx, ctx, LabelKind::Target, label).await?);
    }
    Ok(store::labels::set_of_target(tx, id, &ids).await?)
}
