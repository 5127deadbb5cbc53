//! The people behind ids, for those who show who did something.

use std::collections::{BTreeSet, HashMap};

use model::UserId;
use model::user::User;

use crate::{Ctx, Result};

/// The users of the caller's organization among these ids. Whoever sees an object may see who changed it.
pub async fn named(ctx: &Ctx, ids: Vec<UserId>) -> Result<HashMap<UserId, User>> {
    let ids: BTreeSet<UserId> = ids.into_iter().collect();
    let mut out = HashMap::new();
    if ids.is_empty() {
        return Ok(out);
    }
    let mut tx = ctx.read().await?;
    for id in ids {
        if let Some(user) = store::users::get(&mut tx, ctx.organization(), id).await? {
            out.insert(id, user);
        }
    }
    Ok(out)
}
