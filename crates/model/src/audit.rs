//! The audit chain: every change, each entry bound to the one before it.

use sha2::{Digest, Sha256};

use crate::id::{AuditEventId, OrganizationId, UserId};
use crate::time::Timestamp;

/// One entry of an organization's audit chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEvent {
    /// Id.
    pub id: AuditEventId,
    /// Tenant.
    pub organization: OrganizationId,
    /// Position in the organization's chain, from 1.
    pub sequence: i64,
    /// When.
    pub at: Timestamp,
    /// Who; `None` is the system itself.
    pub actor: Option<UserId>,
    /// What was done: `target.create`.
    pub action: String,
    /// Kind of what it was done to: `target`.
    pub subject_kind: String,
    /// Id of what it was done to.
    pub subject_id: String,
    /// Details as JSON text; never a secret.
    pub detail: String,
    /// Request id, if a request caused it.
    pub request_id: Option<String>,
    /// Hash of the entry before; 64 zeros for the first.
    pub previous_hash: String,
    /// Hash of this entry.
    pub hash: String,
}

impl AuditEvent {
    /// The hash that `hash` must equal: SHA-256 over every other field, each preceded by its length. Anyone with an
    /// export can recompute the chain offline.
    pub fn expected_hash(&self) -> String {
        let Self {
            id,
            organization,
            sequence,
            at,
            actor,
            action,
            subject_kind,
            subject_id,
            detail,
            request_id,
            previous_hash,
            hash: _,
        } = self;
        let mut sha = Sha256::new();
        let actor = actor.map(|a| a.to_string()).unwrap_or_default();
        for part in [
            previous_hash.as_str(),
            &id.to_string(),
            &organization.to_string(),
            &sequence.to_string(),
            &at.micros().to_string(),
            &actor,
            action,
            subject_kind,
            subject_id,
            detail,
            request_id.as_deref().unwrap_or(""),
        ] {
            sha.update((part.len() as u64).to_le_bytes());
            sha.update(part.as_bytes());
        }
        hex::encode(sha.finalize())
    }
}

/// The previous hash of a chain's first entry.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";
