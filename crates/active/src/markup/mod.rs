//! Attacks on what the browser makes of an answer: scripts, markup, redirects, headers and templates.

mod context;
mod css;
mod html;
mod medium;
mod payload;
mod proof;
mod script;
mod target;
mod xss;

use crate::{Check, SiteCheck};

/// The checks of this family at one insertion point.
pub(crate) const CHECKS: &[Check] = &[xss::CHECK];

/// The checks of this family over a whole site.
pub(crate) const SITE_CHECKS: &[SiteCheck] = &[];
