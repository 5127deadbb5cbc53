//! An ordered queue that is stored as a list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::frontier::Job;

/// Jobs by rank and, within a rank, by age.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<Job>", into = "Vec<Job>")]
pub(super) struct Queue {
    jobs: BTreeMap<(u32, u64), Job>,
    bytes: usize,
}

impl Queue {
    pub(super) fn push(&mut self, job: Job) {
        self.bytes += job.request.weight();
        self.jobs.insert((job.rank, job.sequence), job);
    }

    pub(super) fn pop(&mut self) -> Option<Job> {
        let (_, job) = self.jobs.pop_first()?;
        self.bytes = self.bytes.saturating_sub(job.request.weight());
        Some(job)
    }

    pub(super) fn first(&self) -> Option<&Job> {
        self.jobs.first_key_value().map(|(_, job)| job)
    }

    pub(super) fn len(&self) -> usize {
        self.jobs.len()
    }

    /// Bytes of the texts of what waits.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }
}

impl From<Vec<Job>> for Queue {
    fn from(jobs: Vec<Job>) -> Self {
        let mut queue = Self::default();
        jobs.into_iter().for_each(|job| queue.push(job));
        queue
    }
}

impl From<Queue> for Vec<Job> {
    fn from(queue: Queue) -> Self {
        queue.jobs.into_values().collect()
    }
}
