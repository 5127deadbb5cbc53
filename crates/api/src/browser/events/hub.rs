//! Who is told of what: for each organization that somebody watches, one look at its changes a second, however many
//! pages are open, and none where nobody watches. Looking at the database also sees what other nodes did.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use app::changes::{self, Seen};
use app::{Ctx, identity};
use model::OrganizationId;

use super::mailbox::Mailbox;

/// Between two looks.
const PACE: Duration = Duration::from_secs(1);
/// So many looks apart is seen whether sessions have ended by time.
const SESSIONS: u32 = 10;
/// Pages of one user that are told.
const PER_USER: usize = 8;
/// Pages altogether.
const IN_ALL: usize = 1000;

/// A page that is told.
#[derive(Clone)]
struct Listener {
    ctx: Ctx,
    /// Gone when the page is.
    mailbox: Weak<Mailbox>,
}

/// All pages that are told, by organization.
#[derive(Default)]
pub(crate) struct Hub {
    rooms: Mutex<HashMap<OrganizationId, Vec<Listener>>>,
}

impl Hub {
    fn lock(&self) -> MutexGuard<'_, HashMap<OrganizationId, Vec<Listener>>> {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another page of the caller; `None` where there are too many. It is told of everything from now on, for as long as
    /// the mailbox is held.
    pub(crate) async fn join(self: &Arc<Self>, ctx: &Ctx) -> app::Result<Option<Arc<Mailbox>>> {
        let eye = Ctx::internal(ctx.services.clone(), ctx.organization(), ctx.product());
        let mut seen = None;
        changes::look(&eye, &mut seen).await?;
        let mut rooms = self.lock();
        rooms.values_mut().for_each(|room| room.retain(|listener| listener.mailbox.strong_count() > 0));
        let here = rooms.get(&ctx.organization());
        let own =
            here.into_iter().flatten().filter(|l| l.ctx.principal.user_id == ctx.principal.user_id).count();
        if own >= PER_USER || rooms.values().map(Vec::len).sum::<usize>() >= IN_ALL {
            return Ok(None);
        }
        let mailbox = Arc::new(Mailbox::default());
        let listener = Listener { ctx: ctx.clone(), mailbox: Arc::downgrade(&mailbox) };
        if let Some(room) = rooms.get_mut(&ctx.organization()) {
            room.push(listener);
        } else {
            rooms.insert(ctx.organization(), vec![listener]);
            tokio::spawn(watch(self.clone(), eye, seen));
        }
        Ok(Some(mailbox))
    }

    /// The pages of an organization that are still there; without any the room is closed.
    fn listeners(&self, organization: OrganizationId) -> Vec<Listener> {
        let mut rooms = self.lock();
        let Some(room) = rooms.get_mut(&organization) else { return Vec::new() };
        room.retain(|listener| listener.mailbox.strong_count() > 0);
        let room = room.clone();
        if room.is_empty() {
            rooms.remove(&organization);
        }
        room
    }
}

/// Looks at the changes of an organization until nobody is left who wants to know.
async fn watch(hub: Arc<Hub>, eye: Ctx, mut seen: Option<Seen>) {
    for round in 0_u32.. {
        tokio::time::sleep(PACE).await;
        let listeners = hub.listeners(eye.organization());
        if listeners.is_empty() {
            return;
        }
        let news = changes::look(&eye, &mut seen).await.unwrap_or_else(|error| {
            tracing::warn!("looking for changes: {error}");
            changes::News::default()
        });
        for Listener { ctx, mailbox } in &listeners {
            let Some(mailbox) = mailbox.upgrade() else { continue };
            if (news.access || round % SESSIONS == 0) && !lives(ctx).await {
                mailbox.close();
            } else if !news.changes.is_empty() {
                mailbox.put(&news.changes);
            }
        }
    }
}

/// Whether the session goes on. Where that cannot be told, the next look will.
async fn lives(ctx: &Ctx) -> bool {
    identity::browser::lives(ctx).await.unwrap_or(true)
}
