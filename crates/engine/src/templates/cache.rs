//! Answers that several templates ask for alike.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crawl::WebUrl;
use template::{Redirects, RequestSpec, Response};
use tokio::sync::OnceCell;

/// The most answers that are kept.
const MOST_ENTRIES: usize = 4096;

/// What a request brought, for matchers and for proofs.
#[derive(Debug)]
pub(super) struct Answer {
    /// What matchers read.
    pub(super) response: Response,
    /// The first request of a chain of redirects, without secrets.
    pub(super) request: String,
    /// Status line and headers as they came.
    pub(super) head: String,
    /// The address that was asked, before redirects.
    pub(super) url: WebUrl,
    /// `Set-Cookie` lines and the addresses that sent them.
    pub(super) cookies: Vec<(WebUrl, String)>,
}

/// An answer, or why there is none.
pub(super) type Asked = Result<Arc<Answer>, String>;

/// What makes two requests one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    session: u32,
    method: String,
    place: (String, String, u16, String),
    headers: Vec<(String, Vec<u8>)>,
    cookies: Vec<(String, String)>,
    redirects: (bool, u8),
}

impl Key {
    /// The key of a request that may be shared: one that changes nothing and carries nothing.
    pub(super) fn of(spec: &RequestSpec, cookies: &[(String, String)], session: u32) -> Option<Self> {
        let shared = matches!(spec.method.as_str(), "GET" | "HEAD" | "OPTIONS");
        if !shared || spec.raw.is_some() || !spec.body.is_empty() {
            return None;
        }
        let redirects = match spec.redirects {
            Redirects::None => (false, 0),
            Redirects::SameHost(most) => (false, most),
            Redirects::Any(most) => (true, most),
        };
        Some(Self {
            session,
            method: spec.method.clone(),
            place: (spec.scheme.clone(), spec.host.clone(), spec.port, spec.target.clone()),
            headers: spec.headers.clone(),
            cookies: cookies.to_vec(),
            redirects,
        })
    }
}

/// Answers by what was asked. Bounded in number and bytes; what does not fit is asked for again.
#[derive(Debug)]
pub(super) struct Cache {
    answers: Mutex<HashMap<Key, Arc<OnceCell<Asked>>>>,
    bytes: AtomicUsize,
    most_bytes: usize,
    sent: AtomicU64,
}

impl Cache {
    pub(super) fn new(most_bytes: usize) -> Self {
        Self { answers: Mutex::default(), bytes: AtomicUsize::new(0), most_bytes, sent: AtomicU64::new(0) }
    }

    /// Requests that were sent so far.
    pub(super) fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// Notes that a request leaves.
    pub(super) fn count(&self) {
        self.sent.fetch_add(1, Ordering::Relaxed);
    }

    /// The answer of `key`; `ask` is called by the first that wants it, the others wait.
    pub(super) async fn get(&self, key: Key, ask: impl Future<Output = Asked>) -> Asked {
        let cell = {
            let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(cell) = answers.get(&key) {
                cell.clone()
            } else {
                let cell = Arc::<OnceCell<Asked>>::default();
                if answers.len() < MOST_ENTRIES && self.bytes.load(Ordering::Relaxed) < self.most_bytes {
                    answers.insert(key.clone(), cell.clone());
                }
                cell
            }
        };
        let mut first = false;
        let asked = cell
            .get_or_init(|| {
                first = true;
                ask
            })
            .await
            .clone();
        if first {
            self.keep_or_drop(&key, &asked);
        }
        asked
    }

    /// Failures are not kept: the next one that asks may have more luck. Neither is what would break the bound.
    fn keep_or_drop(&self, key: &Key, asked: &Asked) {
        let size = asked.as_ref().map(|a| a.response.body.len() + 2 * a.head.len() + a.request.len());
        let fits = size.is_ok_and(|size| {
            self.bytes.fetch_add(size, Ordering::Relaxed).saturating_add(size) <= self.most_bytes
        });
        if !fits {
            self.answers.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
        }
    }
}
