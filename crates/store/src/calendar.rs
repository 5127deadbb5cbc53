//! What a calendar shows that is not computed: runs of a stretch of time, scans with their schedules, the ledger of due
//! times; and the secret addresses of feeds, as hashes.

use model::run::RunState;
use model::schedule::Occurrence;
use model::{
    OrganizationId, Product, RunId, ScanId, ScheduleId, ScheduledScanId, TargetId, Timestamp, UserId,
};

use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::occurrences;
use crate::row::Row;

/// A run in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarRun {
    /// The run.
    pub run: RunId,
    /// Its scan.
    pub scan: ScanId,
    /// The scan's name.
    pub scan_name: String,
    /// Its target.
    pub target: TargetId,
    /// The target's name.
    pub target_name: String,
    /// State.
    pub state: RunState,
    /// When it started; one that still waits: when it was asked for.
    pub start: Timestamp,
    /// When it ended.
    pub end: Option<Timestamp>,
}

/// The address of a feed, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFeed {
    /// Tenant.
    pub organization: OrganizationId,
    /// Whose; the feed shows what this person may see.
    pub user: UserId,
    /// What it is filtered to.
    pub product: Product,
    /// Creation.
    pub created_at: Timestamp,
}

fn read_run(row: Row<'_>) -> Result<CalendarRun, DbError> {
    let row = row.of("runs");
    Ok(CalendarRun {
        run: row.id("id")?,
        scan: row.id("scan")?,
        scan_name: row.text("scan_name")?,
        target: row.id("target")?,
        target_name: row.text("target_name")?,
        state: row.parse("state")?,
        start: row.time("begun")?,
        end: row.opt_time("finished_at")?,
    })
}

fn read_feed(row: Row<'_>) -> Result<CalendarFeed, DbError> {
    let row = row.of("calendar_feeds");
    Ok(CalendarFeed {
        organization: row.id("organization")?,
        user: row.id("user_id")?,
        product: row.parse("product")?,
        created_at: row.time("created_at")?,
    })
}

/// The newest `limit` runs that touch the time from `from` to `to`, newest first.
///
/// # Errors
/// [`DbError`]
pub async fn runs(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    (from, to): (Timestamp, Timestamp),
    limit: u32,
) -> Result<Vec<CalendarRun>, DbError> {
    sql("SELECT r.id, r.scan, s.name AS scan_name, r.target, g.name AS target_name, r.state, \
         COALESCE(r.started_at, r.created_at) AS begun, r.finished_at \
         FROM runs r JOIN scans s ON s.id = r.scan JOIN targets g ON g.id = r.target \
         WHERE r.organization = $1 AND r.product = $2 AND r.created_at < $3 \
         AND COALESCE(r.finished_at, $3) >= $4 ORDER BY r.created_at DESC, r.id DESC LIMIT $5")
    .bind(organization)
    .bind(product.as_str())
    .bind(to)
    .bind(from)
    .bind(limit)
    .all(tx, read_run)
    .await
}

/// Gives a person a feed of a product; an earlier one stops working.
///
/// # Errors
/// [`DbError`]
pub async fn set_feed(tx: &mut Tx, hash: &str, feed: &CalendarFeed) -> Result<(), DbError> {
    sql("INSERT INTO calendar_feeds (hash, organization, user_id, product, created_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (user_id, product) DO UPDATE SET hash = excluded.hash, created_at = excluded.created_at")
    .bind(hash)
    .bind(feed.organization)
    .bind(feed.user)
    .bind(feed.product.as_str())
    .bind(feed.created_at)
    .run(tx)
    .await?;
    Ok(())
}

/// A person's feed of a product.
///
/// # Errors
/// [`DbError`]
pub async fn feed(
    tx: &mut Tx,
    organization: OrganizationId,
    user: UserId,
    product: Product,
) -> Result<Option<CalendarFeed>, DbError> {
    sql("SELECT organization, user_id, product, created_at FROM calendar_feeds \
         WHERE organization = $1 AND user_id = $2 AND product = $3")
    .bind(organization)
    .bind(user)
    .bind(product.as_str())
    .opt(tx, read_feed)
    .await
}

/// The feed whose secret has a hash: how a tenant is found, so none is asked for.
///
/// # Errors
/// [`DbError`]
pub async fn feed_by_hash(tx: &mut Tx, hash: &str) -> Result<Option<CalendarFeed>, DbError> {
    sql("SELECT organization, user_id, product, created_at FROM calendar_feeds WHERE hash = $1")
        .bind(hash)
        .opt(tx, read_feed)
        .await
}

/// Takes a person's feed of a product away; whether there was one.
///
/// # Errors
/// [`DbError`]
pub async fn delete_feed(
    tx: &mut Tx,
    organization: OrganizationId,
    user: UserId,
    product: Product,
) -> Result<bool, DbError> {
    let n = sql("DELETE FROM calendar_feeds WHERE organization = $1 AND user_id = $2 AND product = $3")
        .bind(organization)
        .bind(user)
        .bind(product.as_str())
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// A scan that a schedule starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attached {
    /// The schedule; enabled, and due again.
    pub schedule: ScheduleId,
    /// The scheduled scan whose schedule it is.
    pub scheduled_scan: Option<ScheduledScanId>,
    /// The scan.
    pub scan: ScanId,
    /// The scan's name.
    pub scan_name: String,
    /// Its target.
    pub target: TargetId,
    /// The target's name.
    pub target_name: String,
}

fn read_attached(row: Row<'_>) -> Result<Attached, DbError> {
    let row = row.of("schedules");
    Ok(Attached {
        schedule: row.id("schedule")?,
        scheduled_scan: row.opt_id("scheduled_scan")?,
        scan: row.id("scan")?,
        scan_name: row.text("scan_name")?,
        target: row.id("target")?,
        target_name: row.text("target_name")?,
    })
}

/// At most `limit` scans that schedules of a product start, those that are due soonest first.
///
/// # Errors
/// [`DbError`]
pub async fn attached(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    limit: u32,
) -> Result<Vec<Attached>, DbError> {
    let text = if product == Product::Dast {
        "SELECT s.id AS schedule, t.id AS scheduled_scan, c.id AS scan, c.name AS scan_name, g.id AS target, \
         g.name AS target_name FROM schedules s JOIN scheduled_scans t ON t.schedule = s.id JOIN targets g ON g.id = t.target \
         JOIN scans c ON c.target = t.target AND c.product = s.product WHERE s.organization = $1 AND s.product = $2 \
         AND s.enabled AND s.next_due IS NOT NULL ORDER BY s.next_due, s.id, c.id LIMIT $3"
    } else {
        "SELECT s.id AS schedule, t.id AS scheduled_scan, c.id AS scan, c.name AS scan_name, g.id AS target, \
         g.name AS target_name FROM schedules s JOIN scans c ON c.schedule = s.id JOIN targets g ON g.id = c.target \
         LEFT JOIN scheduled_scans t ON t.schedule = s.id \
         WHERE s.organization = $1 AND s.product = $2 AND s.enabled AND s.next_due IS NOT NULL \
         ORDER BY s.next_due, s.id, c.id LIMIT $3"
    };
    sql(text).bind(organization).bind(product.as_str()).bind(limit).all(tx, read_attached).await
}

/// A due time with its outcome, and what it belongs to by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// The due time.
    pub occurrence: Occurrence,
    /// The schedule's name.
    pub schedule_name: String,
    /// The scan's name.
    pub scan_name: Option<String>,
    /// The scan's target, or that of the scheduled scan.
    pub target: Option<TargetId>,
    /// The target's name.
    pub target_name: Option<String>,
    /// The scheduled scan, where the schedule is the one of it.
    pub scheduled_scan: Option<ScheduledScanId>,
}

const LEDGER: ListSpec = ListSpec {
    from: "occurrences t JOIN schedules s ON s.id = t.schedule LEFT JOIN scheduled_scans ss ON ss.schedule = t.schedule \
           LEFT JOIN scans c ON c.id = t.scan LEFT JOIN targets g ON g.id = COALESCE(c.target, ss.target)",
    key: "t.id",
    created: "t.due",
    select: "t.id, t.organization, t.schedule, t.scan, t.due, t.outcome, t.reason, t.run, t.decided_at, t.waits, \
             t.waits_until, s.name AS schedule_name, c.name AS scan_name, g.id AS target, g.name AS target_name, \
             ss.id AS scheduled_scan",
    rows: Some(
        "JOIN occurrences t ON t.id = page.page_key JOIN schedules s ON s.id = t.schedule \
         LEFT JOIN scheduled_scans ss ON ss.schedule = t.schedule LEFT JOIN scans c ON c.id = t.scan \
         LEFT JOIN targets g ON g.id = COALESCE(c.target, ss.target)",
    ),
    columns: &[
        Column::both("outcome", "t.outcome", ColumnKind::Word),
        Column::filter("schedule_id", "t.schedule", ColumnKind::Id),
        Column::filter("scan_id", "t.scan", ColumnKind::Id),
        Column::filter("run_id", "t.run", ColumnKind::Id),
        Column::filter("target_id", "COALESCE(c.target, ss.target)", ColumnKind::Id),
        Column::filter("scheduledscan_id", "ss.id", ColumnKind::Id),
        Column::filter("schedule_name", "s.name", ColumnKind::Text),
        Column::filter("reason", "t.reason", ColumnKind::Text),
        Column::sort("due", "t.due", ColumnKind::Time),
        Column::sort("decided_at", "t.decided_at", ColumnKind::Time),
    ],
    default_sort: ("due", Order::Desc),
};

/// The columns that [`ledger`] knows.
pub const LEDGER_COLUMNS: &[Column] = LEDGER.columns;

fn read_ledger(row: Row<'_>) -> Result<LedgerRow, DbError> {
    let row = row.of("occurrences");
    Ok(LedgerRow {
        occurrence: occurrences::read(row)?,
        schedule_name: row.text("schedule_name")?,
        scan_name: row.opt_text("scan_name")?,
        target: row.opt_id("target")?,
        target_name: row.opt_text("target_name")?,
        scheduled_scan: row.opt_id("scheduled_scan")?,
    })
}

/// A page of what became of the due times of a product.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn ledger(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
) -> Result<ListPage<LedgerRow>, ListError> {
    let scope = [("t.organization", organization.into()), ("s.product", product.as_str().into())];
    LEDGER.list(tx, &scope, query, read_ledger).await
}
