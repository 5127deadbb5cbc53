//! The permissions that use-cases ask for.

model::words! {
    /// One thing that a principal may or may not do inside its organization. The noun is what is acted on; `read` covers
    /// lists, single objects and statistics, `write` covers create, change and delete.
    Permission {
        /// See targets.
        TargetRead = "target.read",
        /// Create, change and delete targets.
        TargetWrite = "target.write",
        /// See credentials for targets, never their secrets.
        CredentialRead = "credential.read",
        /// Create, change and delete credentials.
        CredentialWrite = "credential.write",
        /// See scans, their runs and their hosts.
        ScanRead = "scan.read",
        /// Create, change and delete scans.
        ScanWrite = "scan.write",
        /// Start and stop scans.
        ScanStart = "scan.start",
        /// See schedules and their occurrences.
        ScheduleRead = "schedule.read",
        /// Create, change and delete schedules.
        ScheduleWrite = "schedule.write",
        /// Let a run go on, or start it, in spite of a blackout period.
        BlackoutOverride = "blackout.override",
        /// See, verify and download reports.
        ReportRead = "report.read",
        /// Generate and delete reports.
        ReportWrite = "report.write",
        /// See scan profiles.
        ProfileRead = "profile.read",
        /// See port lists.
        PortListRead = "port_list.read",
        /// Create, change and delete port lists.
        PortListWrite = "port_list.write",
        /// See hosts.
        HostRead = "host.read",
        /// See findings.
        FindingRead = "finding.read",
        /// Decide on findings.
        FindingWrite = "finding.write",
        /// See scanners.
        ScannerRead = "scanner.read",
        /// Register, change and remove scanners.
        ScannerWrite = "scanner.write",
        /// See compliance questionnaires.
        SaqRead = "saq.read",
        /// Answer compliance questionnaires.
        SaqWrite = "saq.write",
        /// Read the audit chain.
        AuditRead = "audit.read",
        /// Make and revoke one's own access tokens.
        TokenManage = "token.manage",
        /// Make and revoke API keys of the organization.
        ApiKeyManage = "api_key.manage",
        /// See the other users.
        UserRead = "user.read",
        /// Create, change, disable and delete users.
        UserManage = "user.manage",
        /// See the organization.
        OrganizationRead = "organization.read",
        /// Change the organization and its settings.
        OrganizationManage = "organization.manage",
        /// Hand the organization over, or close it.
        OrganizationOwn = "organization.own",
    }
}
