//! The client of the web engine: connections, cookies and the session's secrets, over `net`.

mod compose;
mod pool;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use model::Env;
use model::definition::Effect;
use model::host::Host;
use net::http::{Connection, Request, Response};
use net::{Limits, Net, NetError};

use crate::cookie::{CookieFact, Jar};
use crate::exchange::Exchange;
use crate::session::Secrets;
use crate::site::SiteRequest;
use crate::web_url::{Origin, WebUrl};
use compose::compose;
use pool::Pool;

/// The most addresses of a name that are tried.
const MOST_ADDRESSES: usize = 3;

/// Sends requests of a site. Cheap to clone; clones share connections, cookies and session. It does not judge scope
/// beyond the guard of `net`, follows no redirect and knows no effect ceiling but the one it is given: above it nothing
/// leaves.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    net: Net,
    env: Env,
    limits: Limits,
    ceiling: Effect,
    pool: Pool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    jar: Jar,
    secrets: Secrets,
    session: u32,
}

/// Why a request brought no answer.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// What it may do is above the ceiling; nothing was sent.
    #[error("request is above the effect ceiling")]
    EffectCeiling,
    /// The exchange failed.
    #[error("request failed")]
    Net(#[from] NetError),
}

impl Client {
    /// A client that sends requests up to `ceiling`.
    pub fn new(net: Net, env: Env, ceiling: Effect) -> Self {
        let limits = net.limits().clone();
        let inner = Inner { net, env, limits, ceiling, pool: Pool::default(), state: Mutex::default() };
        Self { inner: Arc::new(inner) }
    }

    /// The environment.
    pub fn env(&self) -> &Env {
        &self.inner.env
    }

    /// The access to the network.
    pub fn net(&self) -> &Net {
        &self.inner.net
    }

    /// The strongest effect a request may have.
    pub fn ceiling(&self) -> Effect {
        self.inner.ceiling
    }

    /// The number of the present session: 0 before any login.
    pub fn session(&self) -> u32 {
        self.state().session
    }

    /// Sends `request` with the session's secrets and takes in the cookies of the answer.
    ///
    /// # Errors
    /// `EffectCeiling` before anything is sent; else what `net` says.
    pub async fn send(&self, request: &SiteRequest) -> Result<Exchange, SendError> {
        if request.effect() > self.inner.ceiling {
            return Err(SendError::EffectCeiling);
        }
        self.send_whatever(request).await
    }

    /// As [`Client::send`] with `target` in the request line, as written: neither normalised nor escaped. Connection,
    /// secrets and cookies are those of the request's address.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn send_as_written(&self, request: &SiteRequest, target: &str) -> Result<Exchange, SendError> {
        if request.effect() > self.inner.ceiling {
            return Err(SendError::EffectCeiling);
        }
        self.send_to(request, target).await
    }

    /// Sends a request of a login that the user configured: the one thing that does not ask for the ceiling.
    pub(crate) async fn send_whatever(&self, request: &SiteRequest) -> Result<Exchange, SendError> {
        self.send_to(request, &request.url.target()).await
    }

    async fn send_to(&self, request: &SiteRequest, target: &str) -> Result<Exchange, SendError> {
        let now = self.inner.env.now();
        let (composed, authenticated, session) = {
            let state = self.state();
            let composed = compose(request, &state.jar, &state.secrets, now);
            (composed, state.session > 0 && state.secrets.reach(&request.url), state.session)
        };
        let headers = composed.headers();
        let wire = Request { method: &request.method, path: target, headers: &headers, body: &composed.body };
        // Boxed: the state of a connection in the making is large, and callers lie deep.
        let response = Box::pin(self.exchange(&request.url, &wire)).await?;
        let request_bytes = wire.to_bytes(&composed.authority).len() as u64;
        let response_bytes = (response.raw_head.len() + response.body.len()) as u64;
        let response = self.decode(response);
        Ok(Exchange {
            request: request.clone(),
            raw_request: composed.shown(&wire),
            request_bytes,
            response,
            response_bytes,
            authenticated,
            session,
        })
    }

    /// The value of a cookie that goes with requests for `url`; `None` once somebody has signed in: then it may be a secret.
    pub fn cookie(&self, url: &WebUrl, name: &str) -> Option<String> {
        let now = self.inner.env.now();
        let state = self.state();
        let pairs = if state.session == 0 { state.jar.of(url, now) } else { Vec::new() };
        pairs.into_iter().find_map(|(n, value)| (n == name).then_some(value))
    }

    /// Takes in the cookies of an answer. Done by the crawl in the order of its requests, not in the order of answers.
    pub fn take_cookies(&self, exchange: &Exchange) -> Vec<CookieFact> {
        let lines = exchange.response.headers_named("set-cookie");
        let now = self.inner.env.now();
        let mut state = self.state();
        // An answer of an earlier session must not overwrite the cookies of the present one.
        if exchange.session != state.session {
            return Jar::default().store_all(&exchange.request.url, lines, now);
        }
        state.jar.store_all(&exchange.request.url, lines, now)
    }

    /// Begins a new session with these secrets; cookies of the last one are forgotten.
    pub(crate) fn begin_session(&self, secrets: Secrets) {
        let mut state = self.state();
        state.session += 1;
        state.jar.clear();
        state.secrets = secrets;
    }

    async fn exchange(&self, url: &WebUrl, request: &Request<'_>) -> Result<Response, NetError> {
        let origin = url.origin();
        let hosts = self.inner.net.resolve(origin.bare_host()).await?;
        // A connection that carried requests may have been closed meanwhile. Only what is safe to repeat takes one.
        let repeatable = matches!(request.method, "GET" | "HEAD" | "OPTIONS");
        if repeatable && let Some((host, mut connection)) = self.inner.pool.take(&hosts, &origin) {
            match connection.exchange(request, &self.inner.limits).await {
                Ok(response) => {
                    self.inner.pool.give(&host, &origin, connection);
                    return Ok(response);
                }
                Err(NetError::Closed | NetError::Io(_)) => {}
                Err(error) => return Err(error),
            }
        }
        let (host, mut connection) = self.open(&hosts, &origin).await?;
        let response = connection.exchange(request, &self.inner.limits).await?;
        self.inner.pool.give(&host, &origin, connection);
        Ok(response)
    }

    /// Connects to the first address of the origin that takes the connection.
    async fn open(&self, hosts: &[Host], origin: &Origin) -> Result<(Host, Connection), NetError> {
        let mut refused = NetError::Unreachable;
        for host in hosts.iter().take(MOST_ADDRESSES) {
            match self.inner.pool.open(&self.inner.net, host, origin).await {
                Ok(connection) => return Ok((host.clone(), connection)),
                Err(error @ (NetError::Refused | NetError::Unreachable | NetError::TimedOut)) => {
                    refused = error;
                }
                Err(error) => return Err(error),
            }
        }
        Err(refused)
    }

    fn decode(&self, mut response: Response) -> Response {
        if response.header("content-encoding").is_some() {
            let (body, lost) = response.decoded(self.inner.limits.body_bytes);
            response.body = body;
            response.truncated |= lost;
        }
        response
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A holder never panics, so a poisoned lock is whole.
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client").field("ceiling", &self.inner.ceiling).finish_non_exhaustive()
    }
}
