//! How many findings there are. What a person called invalid or accepted no longer counts.

use std::collections::HashMap;

use model::{OrganizationId, RunId, SeverityCounts, TargetId};

use crate::db::{Tx, built};
use crate::error::DbError;
use crate::hosts::threat;
use crate::web_runs::places;

/// What a run observed, by band.
///
/// # Errors
/// [`DbError`]
pub async fn counts_of_run(
    tx: &mut Tx,
    organization: OrganizationId,
    run: RunId,
) -> Result<SeverityCounts, DbError> {
    let mut counts = counts_of_runs(tx, organization, &[run]).await?;
    Ok(counts.remove(&run).unwrap_or_default())
}

/// What each of the runs observed, by band.
///
/// # Errors
/// [`DbError`]
pub async fn counts_of_runs(
    tx: &mut Tx,
    organization: OrganizationId,
    runs: &[RunId],
) -> Result<HashMap<RunId, SeverityCounts>, DbError> {
    let mut out: HashMap<RunId, SeverityCounts> =
        runs.iter().map(|r| (*r, SeverityCounts::default())).collect();
    if runs.is_empty() {
        return Ok(out);
    }
    let text = format!(
        "SELECT o.run, o.severity, CAST(COUNT(*) AS BIGINT) AS n FROM observations o JOIN runs r ON r.id = o.run \
         LEFT JOIN findings f ON f.id = o.finding WHERE r.organization = $1 AND o.run IN ({}) AND f.decision IS NULL \
         GROUP BY o.run, o.severity",
        places(2, runs.len())
    );
    let rows = built(text)
        .bind(organization)
        .bind_all(runs.iter().map(|id| (*id).into()))
        .all(tx, |row| {
            let row = row.of("observations");
            Ok((row.id::<RunId>("run")?, row.num::<u8>("severity")?, row.num::<u64>("n")?))
        })
        .await?;
    for (run, severity, n) in rows {
        *out.entry(run).or_default().slot(threat(severity)) += n;
    }
    Ok(out)
}

/// Open findings of a target by band.
///
/// # Errors
/// [`DbError`]
pub async fn counts_of_target(
    tx: &mut Tx,
    organization: OrganizationId,
    target: TargetId,
) -> Result<SeverityCounts, DbError> {
    let mut counts = counts_of_targets(tx, organization, &[target]).await?;
    Ok(counts.remove(&target).unwrap_or_default())
}

/// Open findings of each of the targets by band: the counters, less what was decided on.
///
/// # Errors
/// [`DbError`]
pub async fn counts_of_targets(
    tx: &mut Tx,
    organization: OrganizationId,
    targets: &[TargetId],
) -> Result<HashMap<TargetId, SeverityCounts>, DbError> {
    let mut out: HashMap<TargetId, SeverityCounts> =
        targets.iter().map(|t| (*t, SeverityCounts::default())).collect();
    if targets.is_empty() {
        return Ok(out);
    }
    let ids = places(2, targets.len());
    let text = format!(
        "SELECT target, threat, CAST(SUM(findings) AS BIGINT) AS n FROM finding_counters \
         WHERE organization = $1 AND target IN ({ids}) AND state <> 'fixed' GROUP BY target, threat"
    );
    let all = || targets.iter().map(|id| (*id).into());
    let rows = built(text)
        .bind(organization)
        .bind_all(all())
        .all(tx, |row| {
            let row = row.of("finding_counters");
            Ok((row.id::<TargetId>("target")?, row.parse("threat")?, row.num::<u64>("n")?))
        })
        .await?;
    for (target, threat, n) in rows {
        *out.entry(target).or_default().slot(threat) += n;
    }
    let text = format!(
        "SELECT target, severity, CAST(COUNT(*) AS BIGINT) AS n FROM findings \
         WHERE organization = $1 AND target IN ({ids}) AND decision IS NOT NULL AND state <> 'fixed' \
         GROUP BY target, severity"
    );
    let decided = built(text)
        .bind(organization)
        .bind_all(all())
        .all(tx, |row| {
            let row = row.of("findings");
            Ok((row.id::<TargetId>("target")?, row.num::<u8>("severity")?, row.num::<u64>("n")?))
        })
        .await?;
    for (target, severity, n) in decided {
        let slot = out.entry(target).or_default().slot(threat(severity));
        *slot = slot.saturating_sub(n);
    }
    Ok(out)
}
