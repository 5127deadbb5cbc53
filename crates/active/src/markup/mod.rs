//! Attacks on what the browser makes of an answer: scripts, markup, redirects, headers and templates.

use crate::{Check, SiteCheck};

/// The checks of this family at one insertion point.
pub(crate) const CHECKS: &[Check] = &[];

/// The checks of this family over a whole site.
pub(crate) const SITE_CHECKS: &[SiteCheck] = &[];
