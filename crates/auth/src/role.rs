//! Roles as sets of permissions.

use model::user::Role;

use crate::permission::Permission;

/// What a viewer may: read, and keep access tokens that can do no more than the viewer.
const VIEWER: &[Permission] = &[
    Permission::TargetRead,
    Permission::CredentialRead,
    Permission::ScanRead,
    Permission::ScheduleRead,
    Permission::ReportRead,
    Permission::ProfileRead,
    Permission::PortListRead,
    Permission::HostRead,
    Permission::FindingRead,
    Permission::ScannerRead,
    Permission::SaqRead,
    Permission::OrganizationRead,
    Permission::TokenManage,
];

/// What a manager may beyond a viewer.
const MANAGER: &[Permission] = &[
    Permission::TargetWrite,
    Permission::CredentialWrite,
    Permission::ScanWrite,
    Permission::ScanStart,
    Permission::ScheduleWrite,
    Permission::BlackoutOverride,
    Permission::ReportWrite,
    Permission::PortListWrite,
    Permission::FindingWrite,
    Permission::SaqWrite,
];

/// What an administrator may beyond a manager.
const ADMIN: &[Permission] = &[
    Permission::ScannerWrite,
    Permission::AuditRead,
    Permission::ApiKeyManage,
    Permission::UserRead,
    Permission::UserManage,
    Permission::OrganizationManage,
];

/// What an owner may beyond an administrator.
const OWNER: &[Permission] = &[Permission::OrganizationOwn];

/// Whether `role` includes `permission`.
pub fn grants(role: Role, permission: Permission) -> bool {
    layers(role).iter().any(|layer| layer.contains(&permission))
}

/// Every permission of `role`, in declaration order.
pub fn permissions(role: Role) -> Vec<Permission> {
    Permission::ALL.iter().copied().filter(|p| grants(role, *p)).collect()
}

/// Whether a user with role `giver` may give somebody `given`, or change or remove somebody who holds it: nobody makes
/// or unmakes a more powerful user than themselves.
pub fn may_assign(giver: Role, given: Role) -> bool {
    grants(giver, Permission::UserManage) && giver <= given
}

const fn layers(role: Role) -> &'static [&'static [Permission]] {
    match role {
        Role::Viewer => &[VIEWER],
        Role::Manager => &[VIEWER, MANAGER],
        Role::Admin => &[VIEWER, MANAGER, ADMIN],
        Role::Owner => &[VIEWER, MANAGER, ADMIN, OWNER],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table, by hand: which is the least powerful role that holds the permission.
    const TABLE: &[(&str, Role)] = &[
        ("target.read", Role::Viewer),
        ("target.write", Role::Manager),
        ("credential.read", Role::Viewer),
        ("credential.write", Role::Manager),
        ("scan.read", Role::Viewer),
        ("scan.write", Role::Manager),
        ("scan.start", Role::Manager),
        ("schedule.read", Role::Viewer),
        ("schedule.write", Role::Manager),
        ("blackout.override", Role::Manager),
        ("report.read", Role::Viewer),
        ("report.write", Role::Manager),
        ("profile.read", Role::Viewer),
        ("port_list.read", Role::Viewer),
        ("port_list.write", Role::Manager),
        ("host.read", Role::Viewer),
        ("finding.read", Role::Viewer),
        ("finding.write", Role::Manager),
        ("scanner.read", Role::Viewer),
        ("scanner.write", Role::Admin),
        ("saq.read", Role::Viewer),
        ("saq.write", Role::Manager),
        ("audit.read", Role::Admin),
        ("token.manage", Role::Viewer),
        ("api_key.manage", Role::Admin),
        ("user.read", Role::Admin),
        ("user.manage", Role::Admin),
        ("organization.read", Role::Viewer),
        ("organization.manage", Role::Admin),
        ("organization.own", Role::Owner),
    ];

    #[test]
    fn every_role_holds_exactly_what_the_table_says() {
        let named: Vec<&str> = TABLE.iter().map(|(word, _)| *word).collect();
        let all: Vec<&str> = Permission::ALL.iter().map(|p| p.as_str()).collect();
        assert_eq!(named, all);
        for (word, least) in TABLE {
            let permission: Permission = word.parse().unwrap();
            for role in Role::ALL {
                assert_eq!(grants(*role, permission), role <= least, "{role} × {permission}");
            }
        }
    }

    #[test]
    fn nobody_makes_a_more_powerful_user() {
        assert!(may_assign(Role::Owner, Role::Owner));
        assert!(may_assign(Role::Admin, Role::Admin));
        assert!(!may_assign(Role::Admin, Role::Owner));
        assert!(!may_assign(Role::Manager, Role::Viewer));
    }
}
