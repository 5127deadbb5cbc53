//! The caller.

mod me;
mod organization;
mod permissions;
mod products;
mod tokens;
pub(crate) mod view;

use crate::v2::frame::Routes;
use crate::v2::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    under("User")
        .get("/v2/user/me", about("user_view", "", "Get current user"), me::show)
        .get(
            "/v2/user/permissions",
            about("user_permissions", "", "Get current user permissions"),
            permissions::list,
        )
        .get("/v2/user/products", about("user_products", "", "Get current user products"), products::list)
        .put(
            "/v2/user/change_product",
            about("user_change_product", "", "Change users product"),
            products::change,
        )
        .get(
            "/v2/user/organization",
            about("user_organization", "", "Get current organization"),
            organization::show,
        )
        .put(
            "/v2/user/organization",
            about("user_organization_update", "organization.manage", "Update current organization"),
            organization::update,
        )
        .get(
            "/v2/user/organization/members",
            about("user_organization_members", "organization.read", "Get organization members"),
            organization::members,
        )
        .put(
            "/v2/user/generate_access_token",
            about("user_generate_access_token", "token.manage", "Generate a new access token"),
            tokens::generate,
        )
        .put(
            "/v2/user/revoke_access_token",
            about("user_revoke_access_token", "token.manage", "Revoke the current access token"),
            tokens::revoke,
        )
        .get(
            "/v2/user/valid_token",
            about("user_valid_token", "", "Check if the authorization token is valid"),
            tokens::valid,
        )
}
