//! Network checks: short, bounded conversations that end with proof or with nothing.
//!
//! One [`CheckGroup`] is one kind of conversation and may answer several words. What a group observes is proven by what the
//! service answered; a version banner alone never is (that is the business of the version feed). Nothing is written,
//! uploaded or sent on, and no account is tried more than once.

mod ber;
mod context;
mod groups;
mod http;
mod talk;
mod wire;

use std::future::Future;
use std::pin::Pin;

use model::definition::Effect;
use model::host::Port;
use model::service::Service;

pub use context::Context;
pub use groups::groups;
pub use model::check::Outcome;

/// A conversation under way.
pub type Running<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// Checks that share one conversation.
#[derive(Clone, Copy)]
pub struct CheckGroup {
    /// Name for logs.
    pub name: &'static str,
    /// The words that it may answer.
    pub words: &'static [&'static str],
    /// The strongest effect of its conversation.
    pub effect: Effect,
    /// Whether it makes sense against a service on a port.
    pub applies: fn(&Service, Port) -> bool,
    pub(crate) start: for<'a> fn(Context<'a>) -> Running<'a>,
}

impl CheckGroup {
    /// Holds the conversation. Ends early when the unit is stopped.
    pub fn run<'a>(&self, context: Context<'a>) -> Running<'a> {
        (self.start)(context)
    }
}

impl std::fmt::Debug for CheckGroup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CheckGroup")
            .field("name", &self.name)
            .field("words", &self.words)
            .finish_non_exhaustive()
    }
}
