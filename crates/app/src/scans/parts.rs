//! What a scan refers to: target, profile, port list, schedule; checked together.

use model::{ScheduleId, TargetId};

use crate::input::Fields;
use crate::{Ctx, Error, Result, port_lists, profiles, schedules, targets};

/// What a scan is to refer to, not yet checked.
pub(crate) struct Wish {
    pub(crate) target_id: Option<TargetId>,
    pub(crate) profile_id: Option<String>,
    pub(crate) port_list_id: Option<String>,
    pub(crate) schedule_id: Option<ScheduleId>,
}

/// What a scan refers to, checked.
pub(crate) struct Parts {
    pub(crate) target: TargetId,
    pub(crate) profile: String,
    pub(crate) port_list: Option<String>,
}

impl Wish {
    /// Checks all of it; what is wrong comes together with what `fields` has collected.
    pub(crate) async fn check(self, tx: &mut store::Tx, ctx: &Ctx, mut fields: Fields) -> Result<Parts> {
        match self.target_id {
            None => fields.add("target_id", "blank", "must name a target"),
            Some(id) => drop(fields.refers("target_id", "target", targets::find(tx, ctx, id).await)?),
        }
        if let Some(id) = self.schedule_id {
            drop(fields.refers("schedule_id", "schedule", schedules::find(tx, ctx, id).await)?);
        }
        let profile = profiles::choose(&ctx.services, ctx.product(), self.profile_id.as_deref());
        let profile = fields.refers("profile_id", "profile", profile)?;
        let mut port_list = None;
        if let Some(profile) = &profile {
            let chosen = port_lists::choose(tx, ctx, profile, self.port_list_id).await;
            port_list = fields.refers("port_list_id", "port list", chosen)?.flatten();
        }
        fields.finish()?;
        match (self.target_id, profile) {
            (Some(target), Some(profile)) => Ok(Parts { target, profile: profile.id.clone(), port_list }),
            _ => Err(Error::internal("a scan without target or profile passed the check")),
        }
    }
}
