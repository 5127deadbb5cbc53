//! The addresses of a run: what was asked for, and what was not and why.

use model::web::Endpoint;
use model::{OrganizationId, RunId};

use crate::db::{Tx, sql};
use crate::error::DbError;

/// Addresses of a run in their order, from a position on; `all` includes those that were rejected.
///
/// # Errors
/// [`DbError`]
pub async fn page(
    tx: &mut Tx,
    organization: OrganizationId,
    run: RunId,
    all: bool,
    from: u32,
    limit: u32,
) -> Result<Vec<Endpoint>, DbError> {
    sql("SELECT e.position, e.method, e.url, e.accepted, e.reason, e.info, e.source, e.status, e.authenticated, \
         e.request_bytes, e.response_bytes, e.parameters FROM run_endpoints e JOIN runs r ON r.id = e.run \
         WHERE e.run = $1 AND r.organization = $2 AND e.position >= $3 AND (e.accepted OR $4) \
         ORDER BY e.position LIMIT $5")
    .bind(run)
    .bind(organization)
    .bind(from)
    .bind(all)
    .bind(limit)
    .all(tx, |row| {
        let row = row.of("run_endpoints");
        Ok(Endpoint {
            position: row.num("position")?,
            method: row.text("method")?,
            url: row.text("url")?,
            accepted: row.bool("accepted")?,
            reason: row.text("reason")?,
            info: row.text("info")?,
            source: row.opt_text("source")?,
            status: row.opt_num("status")?,
            authenticated: row.bool("authenticated")?,
            request_bytes: row.num("request_bytes")?,
            response_bytes: row.num("response_bytes")?,
            parameters: row.num("parameters")?,
        })
    })
    .await
}

/// How many addresses a run has; `all` includes those that were rejected.
///
/// # Errors
/// [`DbError`]
pub async fn count(tx: &mut Tx, organization: OrganizationId, run: RunId, all: bool) -> Result<u64, DbError> {
    sql("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM run_endpoints e JOIN runs r ON r.id = e.run \
         WHERE e.run = $1 AND r.organization = $2 AND (e.accepted OR $3)")
    .bind(run)
    .bind(organization)
    .bind(all)
    .one(tx, |row| row.num("n"))
    .await
}

/// A page of a run's addresses in their order, counted instead of by position.
///
/// # Errors
/// [`DbError`]
pub async fn nth_page(
    tx: &mut Tx,
    organization: OrganizationId,
    run: RunId,
    all: bool,
    (offset, limit): (u64, u32),
) -> Result<Vec<Endpoint>, DbError> {
    // Only the positions are gone through; the rows are read where the page begins.
    let first = sql("SELECT e.position FROM run_endpoints e JOIN runs r ON r.id = e.run \
         WHERE e.run = $1 AND r.organization = $2 AND (e.accepted OR $3) ORDER BY e.position LIMIT 1 OFFSET $4")
    .bind(run)
    .bind(organization)
    .bind(all)
    .bind(offset)
    .opt(tx, |row| row.of("run_endpoints").num::<u32>("position"))
    .await?;
    match first {
        Some(first) => page(tx, organization, run, all, first, limit).await,
        None => Ok(Vec::new()),
    }
}
