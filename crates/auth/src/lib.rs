//! Who may do what, and the cryptography behind it: permissions, passwords, tokens, secrets at rest.
//!
//! Everything here is a function of its arguments: no SQL, no HTTP, no clock and no randomness but those of the
//! [`model::Env`] handed in. What is looked up where (users, sessions, token hashes) is the business of `store`, when
//! it is looked up that of `app`.

pub mod csrf;
pub mod header;
pub mod jwt;
pub mod key;
pub mod password;
pub mod permission;
pub mod policy;
pub mod principal;
pub mod role;
pub mod throttle;
pub mod token;
pub mod user_permission;
pub mod vault;

pub use csrf::CsrfKey;
pub use header::{Presented, parse_authorization};
pub use jwt::{Claims, JwtError, JwtKey};
pub use key::MasterKey;
pub use permission::Permission;
pub use principal::{Credential, Denied, Principal};
pub use token::{AccessToken, ApiKey, CalendarKey, TokenHash};
pub use user_permission::ApiPermission;
pub use vault::{Place, Vault, VaultError};
