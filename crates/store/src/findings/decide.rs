//! What people decide about findings: state, severity, assignee, labels, remark. Later runs leave all of it alone.

use model::finding::{Decision, Finding};
use model::{LabelId, OrganizationId, Severity, Timestamp, UserId};

use super::changes::organization_changed;
use super::counters;
use super::days::DayChanges;
use crate::db::{Tx, sql};
use crate::error::DbError;

/// What a finding is to be like after a person's change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingDecision {
    /// Invalid, accepted, or neither.
    pub decision: Option<Decision>,
    /// The severity that was chosen now; `None` leaves it.
    pub severity: Option<Severity>,
    /// Remark.
    pub comment: String,
    /// Who is to look after it.
    pub assignee: Option<UserId>,
    /// Its labels; `None` leaves them.
    pub labels: Option<Vec<LabelId>>,
    /// Who changes it.
    pub changed_by: Option<UserId>,
    /// When.
    pub changed_at: Timestamp,
}

/// Stores a person's change of a finding; whether it was there.
///
/// # Errors
/// `ForeignKey` when a label is gone.
pub async fn decide(
    tx: &mut Tx,
    organization: OrganizationId,
    finding: &Finding,
    new: &FindingDecision,
) -> Result<bool, DbError> {
    let decided = was_decided(tx, organization, finding).await?;
    let n = sql(
        "UPDATE findings SET decision = $1, comment = $2, assignee = $3, changed_by = $4, changed_at = $5 \
         WHERE id = $6 AND organization = $7",
    )
    .bind(new.decision.map(Decision::as_str))
    .bind(&new.comment)
    .bind(new.assignee)
    .bind(new.changed_by)
    .bind(new.changed_at)
    .bind(finding.id)
    .bind(organization)
    .run(tx)
    .await?;
    if n == 0 {
        return Ok(false);
    }
    organization_changed(tx, organization, 1).await?;
    if finding.state.is_open() && decided != new.decision.is_some() {
        let mut days = DayChanges::default();
        days.open(finding.severity.threat(), if decided { 1 } else { -1 });
        days.apply(tx, (organization, finding.product, finding.target), new.changed_at).await?;
    }
    if let Some(severity) = new.severity {
        let at = (new.decision.is_some(), new.changed_at);
        counters::choose_severity(tx, organization, finding, severity, at).await?;
    }
    if let Some(labels) = &new.labels {
        sql("DELETE FROM finding_labels WHERE finding = $1").bind(finding.id).run(tx).await?;
        for label in labels {
            sql("INSERT INTO finding_labels (finding, label) SELECT $1, l.id FROM labels l \
                 WHERE l.id = $2 AND l.organization = $3 ON CONFLICT (finding, label) DO NOTHING")
            .bind(finding.id)
            .bind(*label)
            .bind(organization)
            .run(tx)
            .await?;
        }
    }
    Ok(true)
}

/// Whether somebody had decided on the finding before.
async fn was_decided(tx: &mut Tx, organization: OrganizationId, finding: &Finding) -> Result<bool, DbError> {
    let found = sql("SELECT id FROM findings WHERE id = $1 AND organization = $2 AND decision IS NOT NULL")
        .bind(finding.id)
        .bind(organization)
        .opt(tx, |_| Ok(()))
        .await?;
    Ok(found.is_some())
}
