//! Who the caller is: signing in and out, tokens, the active product.

pub mod authenticate;
pub mod browser;
pub mod dast;
pub mod me;
pub mod sign_in;
pub mod tokens;

pub use authenticate::{Cookie, Headers, authenticate, check_anonymous_api_key};
pub use browser::BrowserSession;
pub use dast::{TokenInUse, authenticate_dast, check_token, refresh_token, revoke_token};
pub use me::{Me, PermissionGrant, change_product, me, permissions};
pub use sign_in::{SignIn, SignedIn, sign_in, sign_out};
pub use tokens::{NewAccessToken, generate_access_token, revoke_access_token};
