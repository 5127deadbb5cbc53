//! What scans, findings and schedules show next to themselves: their targets and the people who changed them, read once.

use std::collections::HashMap;

use app::Ctx;
use app::web_scans::WebRun;
use model::{TargetId, UserId};

use crate::dast::frame::Reply;
use crate::dast::targets::view::SimpleTarget;
use crate::dast::views::People;

/// Targets and people.
pub(crate) struct Around {
    targets: HashMap<TargetId, SimpleTarget>,
    pub(crate) people: People,
}

impl Around {
    /// Reads them.
    pub(crate) async fn of(ctx: &Ctx, targets: Vec<TargetId>, people: Vec<Option<UserId>>) -> Reply<Self> {
        let found = app::web_targets::by_ids(ctx, &targets).await?;
        let people = app::people::named(ctx, people.into_iter().flatten().collect()).await?;
        let targets = found.iter().map(|(id, view)| (*id, SimpleTarget::new(view))).collect();
        Ok(Self { targets, people })
    }

    /// Reads what scans need.
    pub(crate) async fn of_runs(ctx: &Ctx, runs: &[WebRun]) -> Reply<Self> {
        let people = runs.iter().map(|r| r.run.started_by).collect();
        Self::of(ctx, runs.iter().map(|r| r.run.target).collect(), people).await
    }

    /// The target; one that was deleted a moment ago is shown empty.
    pub(crate) fn target(&self, id: TargetId) -> SimpleTarget {
        self.targets.get(&id).cloned().unwrap_or_default()
    }
}
