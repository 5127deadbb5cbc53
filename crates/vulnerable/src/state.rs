//! What a server remembers while it runs.

use std::collections::BTreeMap;
use std::sync::Mutex;

/// Most entries a list keeps, the newest ones.
const KEPT: usize = 60;

/// Lists by name: comments, sessions, log lines.
#[derive(Debug, Default)]
pub(crate) struct State(Mutex<BTreeMap<String, Vec<String>>>);

impl State {
    pub(crate) fn push(&self, list: &str, entry: &str) {
        let mut all = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let list = all.entry(list.to_owned()).or_default();
        list.push(entry.chars().take(1000).collect());
        if list.len() > KEPT {
            list.remove(0);
        }
    }

    pub(crate) fn list(&self, list: &str) -> Vec<String> {
        let all = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        all.get(list).cloned().unwrap_or_default()
    }

    pub(crate) fn remove(&self, list: &str, entry: &str) {
        let mut all = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(list) = all.get_mut(list) {
            list.retain(|e| e != entry);
        }
    }

    pub(crate) fn holds(&self, list: &str, entry: &str) -> bool {
        !entry.is_empty() && self.list(list).iter().any(|e| e == entry)
    }
}
