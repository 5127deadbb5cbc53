//! Writing the file of a report into the store, chunk by chunk. For the job that renders it.

use std::sync::Arc;

use model::report::ReportFormat;
use model::{OrganizationId, ReportId};
use sha2::{Digest, Sha256};

use crate::audit::{self, Entry};
use crate::ctx::Services;
use crate::{Error, Result};

/// Takes the bytes of one file of a report, in order. Dropped without [`Writer::finish`], the file stays as it was: the
/// next try throws the chunks away.
pub struct Writer {
    services: Arc<Services>,
    organization: OrganizationId,
    report: ReportId,
    format: ReportFormat,
    buffer: Vec<u8>,
    position: u32,
    size: u64,
    sha: Sha256,
}

impl Writer {
    /// A writer for a file that was asked for.
    pub fn new(
        services: Arc<Services>,
        organization: OrganizationId,
        report: ReportId,
        format: ReportFormat,
    ) -> Self {
        let (buffer, sha) = (Vec::new(), Sha256::new());
        Self { services, organization, report, format, buffer, position: 0, size: 0, sha }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// When the database cannot be written to, or the report is gone.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.sha.update(bytes);
        self.size += bytes.len() as u64;
        self.buffer.extend_from_slice(bytes);
        while self.buffer.len() >= store::reports::CHUNK {
            let rest = self.buffer.split_off(store::reports::CHUNK);
            let chunk = std::mem::replace(&mut self.buffer, rest);
            self.put(chunk).await?;
        }
        Ok(())
    }

    /// Writes what is left and marks the file as done; its SHA-256.
    ///
    /// # Errors
    /// When the database cannot be written to, or the report is gone.
    pub async fn finish(mut self) -> Result<String> {
        if !self.buffer.is_empty() || self.position == 0 {
            let last = std::mem::take(&mut self.buffer);
            self.put(last).await?;
        }
        let sha256 = hex::encode(std::mem::take(&mut self.sha).finalize());
        let mut tx = self.services.db.write().await?;
        if !store::reports::finish_file(&mut tx, self.report, self.format, self.size, &sha256).await? {
            return Err(Error::not_found("report", self.report));
        }
        let detail = serde_json::json!({"format": self.format, "size": self.size, "sha256": sha256});
        let entry = Entry {
            organization: self.organization,
            actor: None,
            action: "report.write",
            subject_kind: "report",
            subject_id: self.report.to_string(),
            detail,
            request_id: None,
        };
        audit::append(&mut tx, &self.services.env, entry).await?;
        tx.commit().await?;
        Ok(sha256)
    }

    async fn put(&mut self, chunk: Vec<u8>) -> Result<()> {
        let mut tx = self.services.db.write().await?;
        store::reports::write_chunk(&mut tx, self.report, self.format, self.position, chunk).await?;
        tx.commit().await?;
        self.position += 1;
        Ok(())
    }
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer")
            .field("report", &self.report)
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}

/// Marks a file as failed, with a reason fit for users.
pub async fn fail(services: &Services, report: ReportId, format: ReportFormat, reason: &str) -> Result<()> {
    let reason: String = reason.chars().take(500).collect();
    let mut tx = services.db.write().await?;
    store::reports::fail_file(&mut tx, report, format, &reason).await?;
    tx.commit().await?;
    Ok(())
}
