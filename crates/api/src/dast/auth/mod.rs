//! Tokens: obtaining, refreshing, verifying and revoking them.

mod token;

use crate::dast::frame::{Routes, about, under};

/// Every operation is there twice: the enterprise form of it does the same.
pub(crate) fn routes() -> Routes {
    under("Authentication")
        .post(
            "/auth/obtain/",
            about("auth_obtain", "", "Get a token for a user name and a password"),
            token::obtain,
        )
        .post(
            "/auth/refresh/",
            about("auth_refresh", "", "Get a new token for one that is still good"),
            token::refresh,
        )
        .post("/auth/verify/", about("auth_verify", "", "Check a token"), token::verify)
        .post("/auth/revoke/", about("auth_revoke", "", "End a token"), token::revoke)
        .post(
            "/enterprise/auth/obtain/",
            about("enterprise_auth_obtain", "", "Get a token for a user name and a password"),
            token::obtain,
        )
        .post(
            "/enterprise/auth/refresh/",
            about("enterprise_auth_refresh", "", "Get a new token for one that is still good"),
            token::refresh,
        )
        .post("/enterprise/auth/verify/", about("enterprise_auth_verify", "", "Check a token"), token::verify)
        .post("/enterprise/auth/revoke/", about("enterprise_auth_revoke", "", "End a token"), token::revoke)
}
