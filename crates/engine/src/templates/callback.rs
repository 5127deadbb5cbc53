//! Calls that a target makes because a template made it.

use std::sync::Arc;
use std::time::Duration;

use model::Env;
use net::CallbackListener;
use template::Callback;

use super::control::made_up;

/// How long a call may come after the answer to the request that asked for it.
const PATIENCE: Duration = Duration::from_secs(1);

/// The calls of one template at one address.
#[derive(Debug)]
pub(super) struct Calls {
    listener: Arc<CallbackListener>,
    token: String,
    told: bool,
}

impl Calls {
    pub(super) fn new(listener: Option<&Arc<CallbackListener>>, env: &Env) -> Option<Self> {
        let listener = listener?.clone();
        let token = made_up(env);
        listener.expect(&token);
        Some(Self { listener, token, told: false })
    }

    /// What stands for the host in an address of the template: `127.0.0.1:4711/token`.
    pub(super) fn address(&self) -> String {
        format!("{}/{}", self.listener.authority(), self.token)
    }

    /// The call that the last request brought. It is told once: later requests have not made it.
    pub(super) async fn fresh(&mut self) -> Option<Callback> {
        if self.told {
            return None;
        }
        let hit = self.listener.wait(&self.token, PATIENCE).await?;
        self.told = true;
        // Who fetches an address by its number has no name to look up, and has proven more than a look-up would.
        let protocols = vec!["http".to_owned(), "dns".to_owned()];
        Some(Callback { protocols, request: hit.request_line.into_bytes() })
    }
}
