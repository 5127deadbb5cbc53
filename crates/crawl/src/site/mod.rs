//! What a crawl found, as the checks to come want it: pages, requests with their insertion points, facts about cookies,
//! technology hints and login forms. Pure values.

mod body;
mod point;
mod request;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use body::{Body, Part};
pub use point::{HEADER_POINTS, InsertionPoint, Place};
pub use request::{Found, SiteRequest};

use crate::cookie::CookieFact;
use crate::html::Form;
use crate::look::Look;
use crate::technology::Hint;
use crate::web_url::WebUrl;

/// The most hosts outside the crawl that are remembered.
const MOST_HOSTS: usize = 500;
/// The most requests.
const MOST_REQUESTS: usize = 20_000;
/// The most technology hints.
const MOST_HINTS: usize = 500;
/// The most cookies that are remembered.
const MOST_COOKIES: usize = 300;
/// The most login forms.
const MOST_LOGIN_FORMS: usize = 20;

/// A crawled site.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Site {
    /// Pages in the order of the crawl.
    pub pages: Vec<Page>,
    /// Requests that differ in what they ask: one for each form of address and set of parameters.
    pub requests: Vec<SiteRequest>,
    /// Cookies that were set.
    pub cookies: BTreeSet<CookieFact>,
    /// What the server tells about its technology.
    pub hints: BTreeSet<Hint>,
    /// Forms that ask for a password.
    pub login_forms: Vec<Form>,
    /// Hosts that pages point to and that are not part of the crawl.
    pub outside_hosts: BTreeSet<String>,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Method that brought it.
    pub method: String,
    /// Address.
    pub url: WebUrl,
    /// Status code.
    pub status: u16,
    /// Media type in lower case, without parameters.
    pub media_type: String,
    /// Title, cut to 200 characters.
    pub title: String,
    /// Links from a start address.
    pub depth: u16,
    /// Bytes of the decoded body.
    pub bytes: u64,
    /// Hash of the structure; pages built alike have the same.
    pub structure: u64,
    /// Sketch of the words without digits; pages that say nearly the same differ in few bits.
    #[serde(default)]
    pub sketch: u64,
    /// The page that named it.
    pub source: Option<WebUrl>,
    /// How it was found.
    pub found: Found,
    /// Whether it was asked for in a session.
    pub authenticated: bool,
    /// Whether it looks like what a missing page brings.
    pub missing: bool,
}

impl Page {
    /// What it looks like.
    pub fn look(&self) -> Look {
        Look { structure: self.structure, sketch: self.sketch }
    }
}

impl Site {
    pub(crate) fn saw_request(&mut self, request: SiteRequest) {
        if self.requests.len() < MOST_REQUESTS {
            self.requests.push(request);
        }
    }

    pub(crate) fn saw_cookies(&mut self, facts: Vec<CookieFact>) {
        for fact in facts {
            if self.cookies.len() < MOST_COOKIES {
                self.cookies.insert(fact);
            }
        }
    }

    pub(crate) fn saw_hints(&mut self, hints: Vec<Hint>) {
        for hint in hints {
            if self.hints.len() < MOST_HINTS {
                self.hints.insert(hint);
            }
        }
    }

    pub(crate) fn saw_outside(&mut self, url: &WebUrl) {
        if self.outside_hosts.len() < MOST_HOSTS {
            self.outside_hosts.insert(url.origin().host);
        }
    }

    pub(crate) fn saw_login_form(&mut self, form: &Form) {
        let known = self.login_forms.iter().any(|f| f.action == form.action && f.names() == form.names());
        if !known && self.login_forms.len() < MOST_LOGIN_FORMS {
            self.login_forms.push(form.clone());
        }
    }
}
