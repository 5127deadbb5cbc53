//! The frontier: what is still to be asked for, what was seen, and why the rest is not asked for.

mod queue;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

use model::definition::Effect;
use serde::{Deserialize, Serialize};

use crate::keyword;
use crate::ledger::Reason;
use crate::options::CrawlLimits;
use crate::scope::WebScope;
use crate::site::{Found, SiteRequest};

use queue::Queue;
pub use shape::form_of;

/// The most requests whose keys are remembered. Beyond it new ones are refused: memory is bounded, not repetition.
const MOST_SEEN: usize = 500_000;
/// The most bytes of text that wait: forms may bring long values.
const MOST_WAITING_BYTES: usize = 64 << 20;
/// The most forms of address that are counted.
const MOST_SHAPES: usize = 100_000;
/// Files that hold neither links nor parameters.
const DULL: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "webp", "avif", "ico", "bmp", "tif", "tiff", "svg", "woff", "woff2", "ttf",
    "otf", "eot", "mp3", "mp4", "webm", "ogg", "wav", "avi", "mov", "mkv", "zip", "gz", "tgz", "bz2", "xz",
    "7z", "rar", "tar", "iso", "dmg", "exe", "msi", "apk", "jar", "war", "pdf", "doc", "docx", "xls", "xlsx",
    "ppt", "pptx", "map",
];

/// A request that waits or is under way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// What to ask.
    pub request: SiteRequest,
    /// Links from a start address.
    pub depth: u16,
    /// How often it was tried.
    pub tries: u8,
    rank: u32,
    sequence: u64,
}

/// What the answers of one form of address brought.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Brought {
    offered: u32,
    crawled: u32,
    structures: BTreeSet<u64>,
}

/// What became of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// It waits now.
    Queued,
    /// It waits, was asked for or was rejected already.
    Known,
    /// It is not asked for.
    Rejected(Reason),
}

/// What an offer is held against.
#[derive(Debug, Clone, Copy)]
pub struct Rules<'a> {
    /// The fence.
    pub scope: &'a WebScope,
    /// The strongest effect a request may have.
    pub ceiling: Effect,
    /// Bounds.
    pub limits: &'a CrawlLimits,
}

/// Queue and memory of a crawl. Serialisable as a whole.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Frontier {
    queue: Queue,
    under_way: Vec<Job>,
    seen: BTreeSet<u64>,
    shapes: BTreeMap<u64, Brought>,
    folders: BTreeMap<u64, BTreeSet<u64>>,
    sequence: u64,
    started: u32,
}

impl Frontier {
    /// Puts a request in the queue if the rules allow it and it is new.
    pub fn offer(&mut self, request: SiteRequest, depth: u16, rules: Rules<'_>) -> Offer {
        let key = shape::key(&request);
        if self.seen.contains(&key) {
            return Offer::Known;
        }
        if self.seen.len() >= MOST_SEEN {
            return Offer::Rejected(Reason::QueueFull);
        }
        self.seen.insert(key);
        if let Err(reason) = self.judge(&request, depth, rules) {
            return Offer::Rejected(reason);
        }
        let form = shape::form_of(&request);
        let brought = self.shapes.entry(form).or_default();
        brought.offered += 1;
        let surplus = brought.offered.saturating_sub(rules.limits.variants);
        let rank = rank(&request, depth).saturating_add(surplus.saturating_mul(10));
        self.sequence += 1;
        self.queue.push(Job { request, depth, tries: 0, rank, sequence: self.sequence });
        Offer::Queued
    }

    fn judge(&mut self, request: &SiteRequest, depth: u16, rules: Rules<'_>) -> Result<(), Reason> {
        let Rules { scope, ceiling, limits } = rules;
        let url = &request.url;
        scope.judge(url)?;
        let start = request.found == Found::Start;
        // Nobody wants a crawl to find out what a DELETE deletes.
        let deletes = (request.method == "DELETE").then_some(Reason::DestructiveKeyword);
        if let Some(reason) = deletes.or_else(|| keyword::of_url(url)).filter(|_| !start) {
            return Err(reason);
        }
        if url.extension().is_some_and(|e| DULL.contains(&e.as_str())) && !start {
            return Err(Reason::Extension);
        }
        if self.shapes.len() >= MOST_SHAPES {
            return Err(Reason::QueueFull);
        }
        if request.effect() > ceiling {
            // Counted all the same: a few of its form are worth to be known, not one for each product of a shop.
            let brought = self.shapes.entry(shape::form_of(request)).or_default();
            brought.offered = brought.offered.saturating_add(1);
            let many = brought.offered > limits.variants;
            return Err(if many { Reason::QueryVariants } else { Reason::EffectCeiling });
        }
        if depth > limits.max_depth {
            return Err(Reason::Depth);
        }
        if shape::is_trap(url) {
            return Err(Reason::Trap);
        }
        let waiting = u32::try_from(self.queue.len()).unwrap_or(u32::MAX);
        if waiting >= limits.max_queue || self.queue.bytes() >= MOST_WAITING_BYTES {
            return Err(Reason::QueueFull);
        }
        let offered = self.shapes.get(&shape::form_of(request)).map_or(0, |b| b.offered);
        if offered >= limits.max_variants {
            let by_path = request.url.query().is_none() && request.body == crate::site::Body::None;
            return Err(if by_path { Reason::PathVariants } else { Reason::QueryVariants });
        }
        let entries = self.folders.entry(shape::folder(url)).or_default();
        let most = usize::try_from(limits.folder_entries).unwrap_or(usize::MAX);
        let template = shape::template(url);
        if entries.len() >= most && !entries.contains(&template) {
            return Err(Reason::FolderEntries);
        }
        entries.insert(template);
        Ok(())
    }

    /// The effect of the request that comes next.
    pub fn next_effect(&self) -> Option<Effect> {
        self.queue.first().map(|job| job.request.effect())
    }

    /// The next request, which counts as under way from now on; or the next one with the reason why it is not asked for
    /// after all: those before it showed that its like brings nothing new.
    pub fn next(&mut self, limits: &CrawlLimits) -> Option<Result<Job, (Job, Reason)>> {
        let job = self.queue.pop()?;
        let brought = self.shapes.get(&shape::form_of(&job.request));
        let alike = brought.is_some_and(|b| {
            let different = u32::try_from(b.structures.len()).unwrap_or(u32::MAX);
            b.crawled >= limits.variants && different.saturating_mul(2) <= b.crawled
        });
        if alike && job.tries == 0 {
            let reason =
                if job.request.url.query().is_some() { Reason::QueryVariants } else { Reason::Duplicate };
            return Some(Err((job, reason)));
        }
        self.started += u32::from(job.tries == 0);
        self.under_way.push(job.clone());
        Some(Ok(job))
    }

    /// A request was answered with a page of this structure. Gives whether its form of address was not known to bring it.
    pub fn answered(&mut self, job: &Job, structure: u64) -> bool {
        self.over(job);
        let brought = self.shapes.entry(shape::form_of(&job.request)).or_default();
        brought.crawled += 1;
        brought.structures.insert(structure)
    }

    /// A request is over without an answer.
    pub fn over(&mut self, job: &Job) {
        self.under_way.retain(|j| j.sequence != job.sequence);
    }

    /// A request waits again.
    pub fn again(&mut self, mut job: Job) {
        self.over(&job);
        job.tries += 1;
        self.queue.push(job);
    }

    /// After a restart: what was under way waits again, unless it may have changed something; that is given back.
    pub fn recover(&mut self) -> Vec<Job> {
        let (safe, rest): (Vec<Job>, Vec<Job>) =
            std::mem::take(&mut self.under_way).into_iter().partition(|j| j.request.effect() <= Effect::Safe);
        for mut job in safe {
            // It was counted when it began.
            job.tries = job.tries.max(1);
            self.queue.push(job);
        }
        rest
    }

    /// Empties the queue.
    pub fn drain(&mut self) -> Vec<Job> {
        std::iter::from_fn(|| self.queue.pop()).collect()
    }

    /// How many requests wait.
    pub fn waiting(&self) -> usize {
        self.queue.len()
    }

    /// How many requests were begun.
    pub fn started(&self) -> u32 {
        self.started
    }
}

/// The order of the queue: near before far, promised before guessed, safe before what may change something.
fn rank(request: &SiteRequest, depth: u16) -> u32 {
    let found = match request.found {
        Found::Start | Found::Redirect => 0,
        Found::Link | Found::Form | Found::Header => 10,
        Found::Sitemap | Found::Robots => 20,
        Found::Script | Found::Hidden => 30,
        Found::Parent => 35,
    };
    let effect = if request.effect() > Effect::Safe { 1_000_000 } else { 0 };
    found + effect + u32::from(depth) * 10
}

#[cfg(test)]
mod tests;
