//! The sites: which pages a class has.

mod code;
mod cors;
mod crawling;
mod exposed;
mod files;
mod headers;
mod leaks;
mod libraries;
mod mixed;
mod nosql;
mod queries;
mod redirects;
mod shell;
mod sqli_boolean;
mod sqli_error;
mod sqli_time;
mod sqli_union;
mod ssrf;
mod templates;
mod xml;
mod xss_dom;
mod xss_reflected;
mod xss_stored;

use crate::case::{At, Case, Class, Difficulty};
use crate::reply::Reply;
use crate::visit::Visit;

/// What answers a request: the visit and the value of the case, `None` where the request carries none.
pub(crate) type Run = fn(&Visit<'_>, Option<&str>) -> Reply;

/// A page: its case and what answers.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    pub(crate) case: Case,
    /// A value as the site itself would put in.
    pub(crate) seed: &'static str,
    /// More fields, encoded: `sort=name&page=1`.
    pub(crate) more: &'static str,
    /// Whether the index has a way to it.
    pub(crate) linked: bool,
    pub(crate) run: Run,
}

impl Page {
    const fn new(id: &'static str, difficulty: Difficulty, path: &'static str, at: At) -> Self {
        let method = match at {
            At::Form(_) | At::Upload(_) | At::Json(_) | At::Xml => "POST",
            _ => "GET",
        };
        let case = Case {
            id,
            class: Class::XssReflected,
            difficulty,
            method,
            path,
            at,
            also: &[],
            hits: &[],
            note: "",
        };
        Self { case, seed: "", more: "", linked: true, run: |v, _| v.page("Page", "") }
    }

    /// The value that the site itself puts in, and more fields.
    pub(crate) const fn seed(mut self, seed: &'static str) -> Self {
        self.seed = seed;
        self
    }

    pub(crate) const fn more(mut self, more: &'static str) -> Self {
        self.more = more;
        self
    }

    pub(crate) const fn note(mut self, note: &'static str) -> Self {
        self.case.note = note;
        self
    }

    pub(crate) const fn also(mut self, also: &'static [&'static str]) -> Self {
        self.case.also = also;
        self
    }

    pub(crate) const fn hits(mut self, hits: &'static [&'static str]) -> Self {
        self.case.hits = hits;
        self
    }

    pub(crate) const fn unlinked(mut self) -> Self {
        self.linked = false;
        self
    }

    pub(crate) const fn run(mut self, run: Run) -> Self {
        self.run = run;
        self
    }

    /// The address of the page with its own value.
    pub(crate) fn address(&self) -> String {
        let Case { path, at, .. } = self.case;
        let more = if self.more.is_empty() { String::new() } else { format!("&{}", self.more) };
        match at {
            At::Query(name) => format!("{path}?{name}={}{more}", crate::http::encode(self.seed)),
            At::Segment => path.replace('*', self.seed),
            _ => path.to_owned(),
        }
    }
}

/// A weakness as in a course.
pub(crate) const fn easy(id: &'static str, path: &'static str, at: At) -> Page {
    Page::new(id, Difficulty::Easy, path, at)
}

/// A weakness as in the field.
pub(crate) const fn hard(id: &'static str, path: &'static str, at: At) -> Page {
    Page::new(id, Difficulty::Hard, path, at)
}

/// Nothing wrong.
pub(crate) const fn safe(id: &'static str, path: &'static str, at: At) -> Page {
    Page::new(id, Difficulty::Safe, path, at)
}

/// The pages of a class.
pub(crate) fn pages(class: Class) -> Vec<Page> {
    let mut pages = match class {
        Class::XssReflected => xss_reflected::pages(),
        Class::XssStored => xss_stored::pages(),
        Class::XssDom => xss_dom::pages(),
        Class::SqliError => sqli_error::pages(),
        Class::SqliBoolean => sqli_boolean::pages(),
        Class::SqliTime => sqli_time::pages(),
        Class::SqliUnion => sqli_union::pages(),
        Class::Nosql => nosql::pages(),
        Class::Traversal => files::pages(),
        Class::Command => shell::pages(),
        Class::Code => code::pages(),
        Class::Ssti => templates::pages(),
        Class::Redirect => redirects::pages(),
        Class::Crlf => redirects::crlf(),
        Class::Xxe => xml::pages(),
        Class::Ldap => queries::ldap(),
        Class::Xpath => queries::xpath(),
        Class::Ssrf => ssrf::pages(),
        Class::Cors => cors::pages(),
        Class::HeadersBare => headers::bare(),
        Class::HeadersWeak => headers::weak(),
        Class::HeadersGood => headers::good(),
        Class::Cookies => headers::cookies(),
        Class::Leaks => leaks::pages(),
        Class::Exposed => exposed::pages(),
        Class::SoftMissing => exposed::soft(),
        Class::OutdatedJs => libraries::pages(),
        Class::Csrf => mixed::csrf(),
        Class::Listing => mixed::listing(),
        Class::Crawling => crawling::pages(),
    };
    for page in &mut pages {
        page.case.class = class;
    }
    pages
}

/// What every answer of a class carries besides.
pub(crate) fn dress(class: Class, reply: Reply) -> Reply {
    headers::dress(class, reply)
}

/// Pages of a class that are no case: where stored text shows, where scripts lie.
pub(crate) fn others(class: Class) -> Vec<(&'static str, Run)> {
    match class {
        Class::XssStored => xss_stored::others(),
        Class::XssDom => xss_dom::others(),
        Class::OutdatedJs => libraries::others(),
        Class::Crawling => crawling::others(),
        Class::SoftMissing => vec![("*", exposed::anything)],
        _ => Vec::new(),
    }
}
