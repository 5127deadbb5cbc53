//! The permission names of `GET /v2/user/permissions`, as that API spells them.

use model::user::Role;

use crate::permission::Permission;
use crate::role;

model::words! {
    /// A permission by the name that `/v2` clients know.
    ApiPermission {
        /// Administers users and the organization.
        AdminAccess = "ADMIN_ACCESS",
        /// Sees scanners.
        ScannerAccess = "SCANNER_ACCESS",
        /// Registers scanners.
        ScannerCreate = "SCANNER_CREATE",
        /// Sees compliance questionnaires.
        SaqAccess = "SAQ_ACCESS",
        /// Sees port lists.
        PortListAccess = "PORT_LIST_ACCESS",
        /// Makes port lists.
        PortListCreate = "PORT_LIST_CREATE",
        /// Sees the credentials of targets.
        TargetAccessCredentials = "TARGET_ACCESS_CREDENTIALS",
        /// Makes credentials for targets.
        TargetCreateCredentials = "TARGET_CREATE_CREDENTIALS",
        /// Asks the chat for general help.
        AiChatGeneralHelp = "AI_CHAT_GENERAL_HELP",
        /// Asks the chat how to solve a vulnerability.
        AiChatVulnerabilitySolution = "AI_CHAT_VULNERABILITY_SOLUTION",
        /// May use the chat at all.
        AiChatEnabled = "AI_CHAT_ENABLED",
    }
}

impl ApiPermission {
    /// The permission behind the name. `None`: this installation has no such feature, so nobody holds it.
    pub const fn permission(self) -> Option<Permission> {
        match self {
            Self::AdminAccess => Some(Permission::OrganizationManage),
            Self::ScannerAccess => Some(Permission::ScannerRead),
            Self::ScannerCreate => Some(Permission::ScannerWrite),
            Self::SaqAccess => Some(Permission::SaqRead),
            Self::PortListAccess => Some(Permission::PortListRead),
            Self::PortListCreate => Some(Permission::PortListWrite),
            Self::TargetAccessCredentials => Some(Permission::CredentialRead),
            Self::TargetCreateCredentials => Some(Permission::CredentialWrite),
            Self::AiChatGeneralHelp | Self::AiChatVulnerabilitySolution | Self::AiChatEnabled => None,
        }
    }

    /// Whether `role` holds it.
    pub fn granted(self, role: Role) -> bool {
        self.permission().is_some_and(|permission| role::grants(role, permission))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(role: Role, expect: &[&str]) {
        let granted: Vec<&str> =
            ApiPermission::ALL.iter().filter(|p| p.granted(role)).map(|p| p.as_str()).collect();
        assert_eq!(granted, expect);
    }

    #[test]
    fn roles_include_the_names_of_the_api() {
        let all = [
            "ADMIN_ACCESS",
            "SCANNER_ACCESS",
            "SCANNER_CREATE",
            "SAQ_ACCESS",
            "PORT_LIST_ACCESS",
            "PORT_LIST_CREATE",
            "TARGET_ACCESS_CREDENTIALS",
            "TARGET_CREATE_CREDENTIALS",
        ];
        check(Role::Owner, &all);
        check(Role::Admin, &all);
        check(
            Role::Manager,
            &[
                "SCANNER_ACCESS",
                "SAQ_ACCESS",
                "PORT_LIST_ACCESS",
                "PORT_LIST_CREATE",
                "TARGET_ACCESS_CREDENTIALS",
                "TARGET_CREATE_CREDENTIALS",
            ],
        );
        check(
            Role::Viewer,
            &["SCANNER_ACCESS", "SAQ_ACCESS", "PORT_LIST_ACCESS", "TARGET_ACCESS_CREDENTIALS"],
        );
    }
}
