//! Who acts.

use model::user::Role;
use model::{Id, OrganizationId, Product, SessionId, UserId};
use uuid::Uuid;

use crate::permission::Permission;
use crate::role;

model::words! {
    /// How a principal proved who it is.
    Credential {
        /// A signed-in session.
        Jwt = "jwt",
        /// A signed-in session that a browser keeps in a cookie.
        Cookie = "cookie",
        /// A personal access token.
        AccessToken = "access_token",
        /// The platform itself: a job, a command on the machine.
        Internal = "internal",
    }
}

/// Who acts, in which organization and with which rights. Made by `app` from a verified credential, or by the platform
/// for its own work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// The user; the nil id for the platform itself (see [`Principal::actor`]).
    pub user_id: UserId,
    /// Tenant: nothing outside it is visible.
    pub organization: OrganizationId,
    /// Role in the organization.
    pub role: Role,
    /// The product that every answer is filtered to.
    pub active_product: Product,
    /// Products that the organization is subscribed to.
    pub products: Vec<Product>,
    /// The session, when there is one to sign out of.
    pub session: Option<SessionId>,
    /// How identity was proved.
    pub via: Credential,
}

impl Principal {
    /// The platform acting for itself inside `organization`, with every permission.
    pub fn internal(organization: OrganizationId, active_product: Product) -> Self {
        Self {
            user_id: UserId::from_uuid(Uuid::nil()),
            organization,
            role: Role::Owner,
            active_product,
            products: Product::ALL.to_vec(),
            session: None,
            via: Credential::Internal,
        }
    }

    /// The user for the audit chain; `None` when the platform itself acts.
    pub fn actor(&self) -> Option<UserId> {
        (!self.user_id.uuid().is_nil()).then_some(self.user_id)
    }

    /// Whether it may.
    pub fn can(&self, permission: Permission) -> bool {
        role::grants(self.role, permission)
    }

    /// Goes on only if it may.
    ///
    /// # Errors
    /// [`Denied`] if the role does not include the permission.
    pub fn require(&self, permission: Permission) -> Result<(), Denied> {
        if self.can(permission) { Ok(()) } else { Err(Denied { role: self.role, permission }) }
    }
}

/// A principal asked for something that its role does not include.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("role \"{role}\" does not include permission \"{permission}\"")]
pub struct Denied {
    /// The principal's role.
    pub role: Role,
    /// What it lacks.
    pub permission: Permission,
}

#[cfg(test)]
mod tests {
    use model::Env;
    use model::Timestamp;

    use super::*;

    #[test]
    fn requires_what_the_role_includes() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 1);
        let mut who = Principal::internal(env.id(), Product::Vrms);
        assert_eq!(who.actor(), None);
        assert_eq!(who.require(Permission::OrganizationOwn), Ok(()));
        who.user_id = env.id();
        who.role = Role::Viewer;
        assert_eq!(who.actor(), Some(who.user_id));
        let denied = who.require(Permission::ScanStart).unwrap_err();
        assert_eq!(denied.to_string(), "role \"viewer\" does not include permission \"scan.start\"");
    }
}
