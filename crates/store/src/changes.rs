//! What moved in an organization: the few cheap questions that are asked every second while somebody watches.
//!
//! People's changes are in the audit chain anyway; what goes on by itself leaves stamps that differ when something did.

use std::collections::BTreeMap;

use model::{OrganizationId, Product, RunId, ScanId};

use crate::db::{Tx, sql};
use crate::error::DbError;

/// More entries of the chain, or runs, are not read at once.
pub const MOST: usize = 200;

/// A link of the audit chain, as far as it says what changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Its place in the chain.
    pub sequence: i64,
    /// Kind of what changed.
    pub subject_kind: String,
    /// Id of what changed.
    pub subject_id: String,
}

/// A run that has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moving {
    /// The run.
    pub run: RunId,
    /// Its scan.
    pub scan: ScanId,
    /// Its product.
    pub product: Product,
    /// State, progress and messages of its workers: another text whenever one of them is another.
    pub stamp: String,
}

/// The last place of the organization's audit chain.
///
/// # Errors
/// [`DbError`]
pub async fn head(tx: &mut Tx, organization: OrganizationId) -> Result<i64, DbError> {
    let head = sql("SELECT audit_sequence FROM organizations WHERE id = $1").bind(organization);
    Ok(head.opt(tx, |row| row.of("organizations").int("audit_sequence")).await?.unwrap_or_default())
}

/// The first [`MOST`] links of the chain after a place.
///
/// # Errors
/// [`DbError`]
pub async fn acts(tx: &mut Tx, organization: OrganizationId, after: i64) -> Result<Vec<Act>, DbError> {
    sql("SELECT sequence, subject_kind, subject_id FROM audit_events WHERE organization = $1 AND sequence > $2 \
         ORDER BY sequence LIMIT 200")
    .bind(organization)
    .bind(after)
    .all(tx, |row| {
        let row = row.of("audit_events");
        Ok(Act {
            sequence: row.int("sequence")?,
            subject_kind: row.text("subject_kind")?,
            subject_id: row.text("subject_id")?,
        })
    })
    .await
}

/// The [`MOST`] oldest runs that have not ended.
///
/// # Errors
/// [`DbError`]
pub async fn moving(tx: &mut Tx, organization: OrganizationId) -> Result<Vec<Moving>, DbError> {
    sql("SELECT r.id, r.scan, r.product, r.state, r.progress, \
         COALESCE((SELECT CAST(SUM(u.last_sequence) AS BIGINT) FROM units u WHERE u.run = r.id), 0) AS messages \
         FROM runs r WHERE r.organization = $1 \
         AND r.state NOT IN ('canceled', 'completed', 'completed_invalid', 'failed') ORDER BY r.created_at, r.id LIMIT 200")
    .bind(organization)
    .all(tx, |row| {
        let row = row.of("runs");
        let (state, progress, messages) = (row.text("state")?, row.int("progress")?, row.int("messages")?);
        Ok(Moving {
            run: row.id("id")?,
            scan: row.id("scan")?,
            product: row.parse("product")?,
            stamp: format!("{state} {progress} {messages}"),
        })
    })
    .await
}

/// A number for each product whose targets have findings, and one for what is counted with the organization (`None`): it
/// grows when findings change.
///
/// # Errors
/// [`DbError`]
pub async fn findings(
    tx: &mut Tx,
    organization: OrganizationId,
) -> Result<BTreeMap<Option<Product>, i64>, DbError> {
    let by_product = sql("SELECT product, CAST(SUM(finding_changes) AS BIGINT) AS changes FROM targets \
         WHERE organization = $1 GROUP BY product")
    .bind(organization)
    .all(tx, |row| {
        let row = row.of("targets");
        Ok((Some(row.parse("product")?), row.int("changes")?))
    })
    .await?;
    let own = sql("SELECT finding_changes FROM organizations WHERE id = $1")
        .bind(organization)
        .opt(tx, |row| row.of("organizations").int("finding_changes"))
        .await?;
    Ok(by_product.into_iter().chain([(None, own.unwrap_or_default())]).collect())
}

/// How many files the product's twenty newest reports have, and how many of them are still to be written.
///
/// # Errors
/// [`DbError`]
pub async fn report_files(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
) -> Result<(i64, i64), DbError> {
    sql("SELECT CAST(COUNT(*) AS BIGINT) AS files, \
         CAST(COALESCE(SUM(CASE WHEN f.status = 'queued' THEN 1 ELSE 0 END), 0) AS BIGINT) AS queued \
         FROM (SELECT r.id FROM reports r WHERE r.organization = $1 AND r.product = $2 \
         ORDER BY r.created_at DESC, r.id DESC LIMIT 20) newest JOIN report_files f ON f.report = newest.id")
    .bind(organization)
    .bind(product.as_str())
    .one(tx, |row| {
        let row = row.of("report_files");
        Ok((row.int("files")?, row.int("queued")?))
    })
    .await
}
