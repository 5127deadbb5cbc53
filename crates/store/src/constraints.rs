//! The names of unique constraints, the same for both databases: PostgreSQL reports the name of the index, SQLite its
//! columns.

/// Every unique constraint that a caller may meet: its name and how SQLite spells it.
pub const UNIQUE: &[(&str, &str)] = &[
    ("users_email_key", "users.email"),
    ("access_tokens_hash_key", "access_tokens.hash"),
    ("api_keys_pkey", "api_keys.hash"),
    ("audit_events_sequence_key", "audit_events.organization, audit_events.sequence"),
    ("targets_name_key", "targets.organization, targets.product, targets.name"),
    ("port_lists_name_key", "port_lists.organization, port_lists.product, port_lists.name"),
    ("schedules_name_key", "schedules.organization, schedules.product, schedules.name"),
    ("scans_name_key", "scans.organization, scans.product, scans.name"),
    ("labels_name_key", "labels.organization, labels.kind, labels.name"),
    ("units_position_key", "units.run, units.position"),
    ("findings_fingerprint_key", "findings.target, findings.fingerprint"),
    ("findings_number_key", "findings.target, findings.number"),
    ("hosts_host_key", "hosts.target, hosts.host"),
    ("occurrences_due_key", "occurrences.schedule, occurrences.scan, occurrences.due"),
    ("occurrences_due_alone_key", "occurrences.schedule, occurrences.due"),
    ("jobs_dedup_key", "jobs.kind, jobs.dedup_key"),
    ("report_files_pkey", "report_files.report, report_files.format"),
    ("organizations_pkey", "organizations.id"),
    ("users_pkey", "users.id"),
    ("targets_pkey", "targets.id"),
    ("scans_pkey", "scans.id"),
    ("runs_pkey", "runs.id"),
];

/// The name of the constraint that an error is about.
pub(crate) fn name(constraint: Option<&str>, message: &str) -> Option<&'static str> {
    let columns = message.strip_prefix("UNIQUE constraint failed: ");
    UNIQUE
        .iter()
        .find(|(name, spelled)| constraint == Some(*name) || columns == Some(*spelled))
        .map(|(name, _)| *name)
}
