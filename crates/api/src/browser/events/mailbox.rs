//! What one page has not been told yet. It does not grow with how long the page takes to read: equal changes are one, and
//! many of a kind become "any of them".

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use app::changes::Change;
use tokio::sync::Notify;

/// More single changes are not kept.
const MOST: usize = 50;

/// A mailbox.
#[derive(Debug, Default)]
pub(crate) struct Mailbox {
    inner: Mutex<Inner>,
    ready: Notify,
}

#[derive(Debug, Default)]
struct Inner {
    waiting: BTreeSet<Change>,
    closed: bool,
}

impl Mailbox {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts changes in.
    pub(crate) fn put(&self, changes: &BTreeSet<Change>) {
        let mut inner = self.lock();
        inner.waiting.extend(changes);
        if inner.waiting.len() > MOST {
            inner.waiting = inner.waiting.iter().map(|change| Change { id: None, ..*change }).collect();
        }
        drop(inner);
        self.ready.notify_one();
    }

    /// Nothing more will come.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.ready.notify_one();
    }

    /// Everything that is in it, as soon as there is something; `None` when nothing more will come.
    pub(crate) async fn take(&self) -> Option<BTreeSet<Change>> {
        loop {
            {
                let mut inner = self.lock();
                if inner.closed {
                    return None;
                }
                if !inner.waiting.is_empty() {
                    return Some(std::mem::take(&mut inner.waiting));
                }
            }
            self.ready.notified().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use app::changes::Topic;
    use model::{Env, Id, TargetId, Timestamp};

    use super::*;

    fn change(topic: Topic, id: Option<TargetId>) -> Change {
        Change { topic, product: None, id: id.map(Id::uuid) }
    }

    #[tokio::test]
    async fn it_gives_everything_once_and_stays_small() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 1);
        let mailbox = Mailbox::default();
        let one = change(Topic::Scans, Some(env.id()));
        mailbox.put(&BTreeSet::from([one]));
        mailbox.put(&BTreeSet::from([one, change(Topic::Findings, None)]));
        assert_eq!(mailbox.take().await.unwrap().len(), 2);
        for _ in 0..1000 {
            mailbox.put(&BTreeSet::from([change(Topic::Targets, Some(env.id()))]));
        }
        let taken = mailbox.take().await.unwrap();
        assert!(taken.len() <= MOST && taken.contains(&change(Topic::Targets, None)), "{}", taken.len());
        mailbox.close();
        mailbox.put(&BTreeSet::from([one]));
        assert_eq!(mailbox.take().await, None);
    }
}
