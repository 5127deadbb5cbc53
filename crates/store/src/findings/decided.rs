//! What people decided, read beside findings.

use std::collections::HashMap;

use model::finding::Decision;
use model::{FindingId, OrganizationId, Timestamp, UserId};

use crate::db::{Tx, built};
use crate::error::DbError;
use crate::web_runs::places;

/// What a person decided about a finding, and what else they noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Invalid or accepted; `None` where there is but a remark.
    pub decision: Option<Decision>,
    /// Remark.
    pub comment: String,
    /// Who is to look after it.
    pub assignee: Option<UserId>,
    /// Who changed it last.
    pub by: Option<UserId>,
    /// When.
    pub at: Option<Timestamp>,
}

/// Those of the findings that a person has changed, with what they decided.
///
/// # Errors
/// [`DbError`]
pub async fn decided(
    tx: &mut Tx,
    organization: OrganizationId,
    findings: &[FindingId],
) -> Result<HashMap<FindingId, Decided>, DbError> {
    if findings.is_empty() {
        return Ok(HashMap::new());
    }
    let text = format!(
        "SELECT id, decision, comment, assignee, changed_by, changed_at FROM findings \
         WHERE organization = $1 AND changed_at IS NOT NULL AND id IN ({})",
        places(2, findings.len())
    );
    let rows = built(text)
        .bind(organization)
        .bind_all(findings.iter().map(|id| (*id).into()))
        .all(tx, |row| {
            let row = row.of("findings");
            let decided = Decided {
                decision: row.opt_parse("decision")?,
                comment: row.text("comment")?,
                assignee: row.opt_id("assignee")?,
                by: row.opt_id("changed_by")?,
                at: row.opt_time("changed_at")?,
            };
            Ok((row.id("id")?, decided))
        })
        .await?;
    Ok(rows.into_iter().collect())
}
