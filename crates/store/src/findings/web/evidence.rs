//! The evidence of a page: read in pieces, and only so much of it in full.

use std::collections::HashMap;

use model::evidence::Evidence;
use model::{FindingId, OrganizationId};

use super::WebFinding;
use crate::db::{Tx, built};
use crate::error::DbError;
use crate::row::Row;
use crate::web_runs::places;

/// Requests, answers and details of one page, in bytes. Ten thousand findings, the most of a page, have 200 MB of them when
/// each has two exchanges of some kilobytes; a reply takes several times as much memory as it has bytes.
pub const MAX_EVIDENCE: usize = 32 << 20;
/// Findings of one statement: even the largest evidence of as many fits well into memory.
const PIECE: usize = 100;

/// Gives each finding the evidence of its last sighting; from [`MAX_EVIDENCE`] on without exchanges and details.
pub(super) async fn load(
    tx: &mut Tx,
    organization: OrganizationId,
    items: &mut [WebFinding],
) -> Result<(), DbError> {
    let mut left = MAX_EVIDENCE;
    for piece in items.chunks_mut(PIECE) {
        let mut found = read(tx, organization, piece).await?;
        for item in piece {
            // The run of the last sighting may have been removed since.
            let mut evidence = found.remove(&item.finding.id).unwrap_or_default();
            let size = size(&evidence);
            if size > left {
                cut(&mut evidence);
            }
            left = left.saturating_sub(size);
            item.finding.evidence = evidence;
        }
    }
    Ok(())
}

async fn read(
    tx: &mut Tx,
    organization: OrganizationId,
    piece: &[WebFinding],
) -> Result<HashMap<FindingId, Evidence>, DbError> {
    let text = format!(
        "SELECT t.id, o.evidence FROM findings t JOIN observations o ON o.run = t.last_run AND o.finding = t.id \
         WHERE t.organization = $1 AND t.id IN ({})",
        places(2, PIECE)
    );
    // One text for pieces of any length: the last id is said again.
    let ids = piece.iter().map(|item| item.finding.id);
    let padded = ids.clone().chain(ids.rev().take(1).cycle()).take(PIECE);
    let read = |row: Row<'_>| {
        let row = row.of("observations");
        Ok((row.id::<FindingId>("id")?, row.json::<Evidence>("evidence")?))
    };
    let rows = built(text).bind(organization).bind_all(padded.map(Into::into)).all(tx, read).await?;
    Ok(rows.into_iter().collect())
}

/// What can be cut away, in bytes.
fn size(evidence: &Evidence) -> usize {
    let items = evidence.items.iter().map(|item| item.label.len() + item.text.len());
    let exchanges = evidence.web.iter().flat_map(|web| &web.exchanges);
    let exchanges = exchanges.map(|e| e.label.len() + e.request.len() + e.response.len());
    items.chain(exchanges).sum()
}

fn cut(evidence: &mut Evidence) {
    evidence.items.clear();
    if let Some(web) = &mut evidence.web {
        web.exchanges.clear();
    }
}

#[cfg(test)]
mod tests {
    use model::evidence::{InsertionKind, WebEvidence};

    use super::*;

    #[test]
    fn what_is_cut_is_what_was_counted() {
        let web = WebEvidence {
            method: "GET".to_owned(),
            url: "http://a.test/".to_owned(),
            insertion_point: InsertionKind::Parameter,
            parameter: "q".to_owned(),
            value: "'".to_owned(),
            exchanges: Vec::new(),
        };
        let mut evidence = Evidence::new("seen").with("part", "12345");
        evidence.web = Some(Box::new(web.with("attack", "GET /", "200")));
        assert_eq!(size(&evidence), 9 + 6 + 5 + 3);
        cut(&mut evidence);
        assert_eq!((size(&evidence), evidence.summary.as_str()), (0, "seen"));
        assert_eq!(evidence.web.unwrap().parameter, "q");
    }
}
