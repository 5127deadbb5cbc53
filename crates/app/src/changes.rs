//! What changed in an organization since somebody last looked: which things, never what is in them. Who is told asks again
//! through the use-cases, which say what they may see.

use std::collections::{BTreeMap, BTreeSet};

use auth::Permission;
use model::{Id, Product, RunId, ScanId};
use store::changes::{Act, Moving};
use uuid::Uuid;

use crate::{Ctx, Result};

model::words! {
    /// What kind of thing changed.
    Topic {
        /// Scans and their runs.
        Scans = "scans",
        /// Findings, and what is counted of them.
        Findings = "findings",
        /// Targets.
        Targets = "targets",
        /// Schedules and their due times.
        Schedules = "schedules",
        /// Reports and their files.
        Reports = "reports",
    }
}

/// Something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// What kind of thing.
    pub topic: Topic,
    /// Of which product, where that is known.
    pub product: Option<Product>,
    /// Which one; `None` is any of them.
    pub id: Option<Uuid>,
}

/// What the last look saw.
#[derive(Debug, Clone)]
pub struct Seen {
    sequence: i64,
    runs: BTreeMap<RunId, (ScanId, Product, String)>,
    findings: BTreeMap<Option<Product>, i64>,
    files: BTreeMap<Product, (i64, i64)>,
}

/// What is new.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct News {
    /// What changed, each once.
    pub changes: BTreeSet<Change>,
    /// Whether a user changed or signed out: sessions may be over.
    pub access: bool,
}

/// Whether the caller may be told at all.
pub fn may_watch(ctx: &Ctx) -> Result<()> {
    Ok(ctx.principal.require(Permission::ScanRead)?)
}

/// What changed since `seen`, which becomes what is seen now; nothing at the first look.
pub async fn look(ctx: &Ctx, seen: &mut Option<Seen>) -> Result<News> {
    may_watch(ctx)?;
    let organization = ctx.organization();
    let mut tx = ctx.read().await?;
    let acts = match seen {
        Some(seen) => store::changes::acts(&mut tx, organization, seen.sequence).await?,
        None => Vec::new(),
    };
    let sequence = match (acts.last(), &seen) {
        (Some(last), _) => last.sequence,
        (None, Some(seen)) => seen.sequence,
        (None, None) => store::changes::head(&mut tx, organization).await?,
    };
    let runs = store::changes::moving(&mut tx, organization).await?;
    let runs = runs.into_iter().map(|Moving { run, scan, product, stamp }| (run, (scan, product, stamp)));
    let findings = store::changes::findings(&mut tx, organization).await?;
    let mut files = BTreeMap::new();
    for &product in &ctx.principal.products {
        files.insert(product, store::changes::report_files(&mut tx, organization, product).await?);
    }
    let now = Seen { sequence, runs: runs.collect(), findings, files };
    let before = seen.replace(now.clone());
    Ok(before.map_or_else(News::default, |before| news(&before, &now, &acts)))
}

fn news(before: &Seen, now: &Seen, acts: &[Act]) -> News {
    let mut changes = BTreeSet::new();
    let mut tell = |topic, product, id| {
        changes.insert(Change { topic, product, id });
    };
    for act in acts {
        let id = Uuid::try_parse(&act.subject_id).ok();
        match act.subject_kind.as_str() {
            "scan" | "run" => tell(Topic::Scans, None, id),
            "finding" => tell(Topic::Findings, None, id),
            "target" => tell(Topic::Targets, None, id),
            "schedule" => tell(Topic::Schedules, None, id),
            "scheduled_scan" => tell(Topic::Schedules, Some(Product::Dast), id),
            "report" => tell(Topic::Reports, None, id),
            "label" => {
                tell(Topic::Findings, None, None);
                tell(Topic::Targets, None, None);
            }
            _ => {}
        }
    }
    for (run, stamp) in now.runs.iter().chain(&before.runs) {
        let (scan, product, _) = stamp;
        if now.runs.get(run) == before.runs.get(run) {
            continue;
        }
        // Each dialect calls another of the two a scan.
        let id = if *product == Product::Dast { run.uuid() } else { scan.uuid() };
        tell(Topic::Scans, Some(*product), Some(id));
        if now.runs.contains_key(run) != before.runs.contains_key(run) {
            tell(Topic::Schedules, Some(*product), None);
            tell(Topic::Findings, Some(*product), None);
            tell(Topic::Reports, Some(*product), None);
        }
    }
    for (product, count) in &now.findings {
        if before.findings.get(product).copied().unwrap_or_default() != *count {
            tell(Topic::Findings, *product, None);
        }
    }
    for (product, count) in &now.files {
        if before.files.get(product).copied().unwrap_or_default() != *count {
            tell(Topic::Reports, Some(*product), None);
        }
    }
    News { changes, access: acts.iter().any(|act| act.subject_kind == "user") }
}

#[cfg(test)]
mod tests {
    use model::{Env, Timestamp};

    use super::*;

    fn seen(sequence: i64) -> Seen {
        Seen { sequence, runs: BTreeMap::new(), findings: BTreeMap::new(), files: BTreeMap::new() }
    }

    #[test]
    fn what_differs_is_told_once() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 9);
        let (run, scan): (RunId, ScanId) = (env.id(), env.id());
        let (mut before, mut now) = (seen(4), seen(6));
        assert_eq!(news(&before, &now, &[]), News::default());
        before.runs.insert(run, (scan, Product::Vrms, "started 1 2".to_owned()));
        now.runs.insert(run, (scan, Product::Vrms, "started 1 3".to_owned()));
        now.findings.insert(Some(Product::Vrms), 3);
        now.files.insert(Product::Pci, (1, 1));
        let act = |kind: &str| Act { sequence: 5, subject_kind: kind.into(), subject_id: scan.to_string() };
        let told = news(&before, &now, &[act("target"), act("target"), act("port_list"), act("user")]);
        let told: Vec<_> = told.changes.iter().map(|c| (c.topic, c.product, c.id.is_some())).collect();
        let expect = [
            (Topic::Scans, Some(Product::Vrms), true),
            (Topic::Findings, Some(Product::Vrms), false),
            (Topic::Targets, None, true),
            (Topic::Reports, Some(Product::Pci), false),
        ];
        assert_eq!(told, expect);
        assert!(news(&before, &now, &[act("user")]).access && !news(&before, &now, &[act("scan")]).access);
        // The end of a run moves what hangs on it.
        let over = news(&now, &seen(6), &[]).changes;
        let topics: Vec<_> = over.iter().map(|c| c.topic).collect();
        assert_eq!(topics, [Topic::Scans, Topic::Findings, Topic::Schedules, Topic::Reports]);
    }
}
