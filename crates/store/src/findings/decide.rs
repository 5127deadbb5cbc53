//! What people decide about findings: state, severity, assignee, labels, remark. Later runs leave all of it alone.

use model::finding::{Decision, Finding};
use model::{LabelId, OrganizationId, Severity, Timestamp, UserId};

use super::counters;
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
    if let Some(severity) = new.severity {
        counters::choose_severity(tx, organization, finding, severity).await?;
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
