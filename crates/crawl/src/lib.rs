//! The crawler of the web engine: from start addresses to a [`Site`] with its pages, requests and insertion points.
//!
//! It speaks HTTP through `net` and runs no scripts; what only a browser can find is left to one. Everything that comes
//! back is hostile: each page, list, queue and memory has a bound, and each address that is not asked for stands in the
//! [`Ledger`] with its reason. A crawl can be resumed from a [`Checkpoint`]; requests that may change something are sent
//! at most once.
//!
//! Deliberately absent: judging weaknesses (checks look at the exchanges through an [`Observer`]), naming technologies
//! (hints are collected, not judged) and reading `robots.txt` as a prohibition.

mod client;
mod cookie;
mod crawler;
pub mod css;
mod error_chain;
mod exchange;
pub mod fill;
mod frontier;
mod hash;
pub mod html;
mod keyword;
mod ledger;
mod look;
mod options;
mod pattern;
pub mod robots;
mod scope;
pub mod script;
mod session;
mod similarity;
mod site;
pub mod sitemap;
mod technology;
mod web_url;

pub use client::{Client, SendError};
pub use cookie::{CookieFact, Jar};
pub use crawler::{Checkpoint, CrawlError, Ended, Observer, Outcome, SaveError, crawl};
pub use error_chain::error_chain;
pub use exchange::Exchange;
pub use frontier::{Frontier, Job, Offer, Rules, form_of};
pub use keyword::of_url as left_alone;
pub use ledger::{Ledger, MAX_ROWS, Reason, Row, RowOutcome};
pub use look::Look;
pub use options::{CrawlLimits, CrawlOptions};
pub use pattern::{Pattern, PatternError};
pub use scope::WebScope;
pub use session::{
    ApiLogin, Condition, Detector, FormLogin, Login, LoginError, LoginState, LogoutDetection, MAX_LOGINS,
    Selector, SelectorError, TokenPlace,
};
pub use similarity::Words;
pub use site::{Body, Found, HEADER_POINTS, InsertionPoint, Page, Part, Place, Site, SiteRequest};
pub use technology::{Hint, HintKind};
pub use web_url::{MAX_PARAMS, MAX_URL, Origin, UrlError, WebUrl};
