//! The checks: each reads one exchange and says what it saw.

use crate::sight::Sight;
use crate::view::View;

mod addresses;
mod banner;
mod cache;
mod cards;
mod comments;
mod cookies;
mod cors;
mod csp;
pub(crate) mod csrf;
mod debug_pages;
mod emails;
mod framing;
mod headers;
mod integrity;
mod keys;
mod listing;
mod login;
mod media_type;
mod mixed;
mod paths;
mod session_cookie;
mod session_url;
pub(crate) mod set_cookie;
mod source;
mod sql_errors;
mod tokens;
mod traces;
mod transport;

/// A check.
type Check = fn(&View<'_>, &mut Vec<Sight>);

/// Every check there is.
pub(crate) const ALL: &[Check] = &[
    transport::check,
    headers::check,
    framing::check,
    csp::check,
    cookies::check,
    session_url::check,
    mixed::check,
    login::check,
    csrf::check,
    integrity::check,
    banner::check,
    traces::check,
    sql_errors::check,
    debug_pages::check,
    paths::check,
    addresses::check,
    emails::check,
    keys::check,
    tokens::check,
    comments::check,
    listing::check,
    source::check,
    cards::check,
    cors::check,
    cache::check,
    media_type::check,
    crate::libraries::check,
];
