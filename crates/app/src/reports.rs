//! Reports: one for each complete run, with files that are made on demand.

use model::ReportId;
use model::report::{Report, ReportFile, ReportFormat};

use crate::{Ctx, ListQuery, Page, Result};

/// A file that is ready to be sent.
#[derive(Debug)]
pub struct Download {
    /// Name for the saved file: `scan-name-2026-11-22.pdf`.
    pub file_name: String,
    /// Format.
    pub format: ReportFormat,
    /// Bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
    /// The bytes, chunk by chunk.
    pub chunks: Chunks,
}

/// Reads a stored file chunk by chunk, so that no file is ever whole in memory.
#[derive(Debug)]
pub struct Chunks {}

impl Chunks {
    /// The next chunk; `None` at the end.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        unimplemented!()
    }
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Format.
    pub format: ReportFormat,
    /// Whether both hashes are equal.
    pub verified: bool,
    /// The hash that was noted when the file was written.
    pub expected_sha256: String,
    /// The hash of the stored bytes as they are now.
    pub actual_sha256: String,
    /// Bytes as they are now.
    pub size: u64,
}

/// The caller's reports. Columns: `name`, `scan_id`, `compliance`, `created_at`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<Report>> {
    unimplemented!()
}

/// One report.
pub async fn show(ctx: &Ctx, id: ReportId) -> Result<Report> {
    unimplemented!()
}

/// Deletes a report with its files.
pub async fn delete(ctx: &Ctx, id: ReportId) -> Result<()> {
    unimplemented!()
}

/// Deletes reports, all or none.
pub async fn delete_many(ctx: &Ctx, ids: &[ReportId]) -> Result<u64> {
    unimplemented!()
}

/// Asks for files of a report; none given means PDF. Files that are done or under way are left alone.
pub async fn generate(ctx: &Ctx, id: ReportId, formats: &[ReportFormat]) -> Result<Report> {
    unimplemented!()
}

/// Whether a file of a report is there to be downloaded; the file's row, if it was ever asked for.
pub async fn exists(ctx: &Ctx, id: ReportId, format: ReportFormat) -> Result<Option<ReportFile>> {
    unimplemented!()
}

/// A file of a report. A file that is not ready is a conflict that says so.
pub async fn download(ctx: &Ctx, id: ReportId, format: ReportFormat) -> Result<Download> {
    unimplemented!()
}

/// Computes the hash of each finished file again and compares; `only` picks one format.
pub async fn verify(ctx: &Ctx, id: ReportId, only: Option<ReportFormat>) -> Result<Vec<Verification>> {
    unimplemented!()
}
