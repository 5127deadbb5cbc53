//! What a calendar shows that is not computed: runs of a stretch of time; and the secret addresses of feeds, as hashes.

use model::run::RunState;
use model::{OrganizationId, Product, RunId, ScanId, TargetId, Timestamp, UserId};

use crate::db::{Tx, sql};
use crate::error::DbError;
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
