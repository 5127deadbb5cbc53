//! An ordered queue that is stored as a list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::frontier::Job;

/// Jobs by rank and, within a rank, by age.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "Vec<Job>", into = "Vec<Job>")]
pub(super) struct Queue(BTreeMap<(u32, u64), Job>);

impl Queue {
    pub(super) fn push(&mut self, job: Job) {
        self.0.insert((job.rank, job.sequence), job);
    }

    pub(super) fn pop(&mut self) -> Option<Job> {
        self.0.pop_first().map(|(_, job)| job)
    }

    pub(super) fn first(&self) -> Option<&Job> {
        self.0.first_key_value().map(|(_, job)| job)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
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
        queue.0.into_values().collect()
    }
}
