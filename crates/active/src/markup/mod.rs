//! Attacks on what the browser makes of an answer: scripts, markup, redirects, headers and templates.

mod address;
mod context;
mod cors;
mod crlf;
mod css;
mod dom;
mod flow;
mod host_header;
mod html;
mod include;
mod jsonp;
mod leads;
mod medium;
mod pages;
mod payload;
mod proof;
mod redirect;
mod script;
mod slot;
mod ssti;
mod stored;
mod target;
mod xss;

use crate::{Check, SiteCheck};

/// The checks of this family at one insertion point.
pub(crate) const CHECKS: &[Check] =
    &[jsonp::CHECK, crlf::CHECK, include::CHECK, redirect::CHECK, ssti::CHECK, xss::CHECK];

/// The checks of this family over a whole site.
pub(crate) const SITE_CHECKS: &[SiteCheck] =
    &[dom::CHECK, cors::CHECK, address::CHECK, host_header::CHECK, stored::CHECK];
