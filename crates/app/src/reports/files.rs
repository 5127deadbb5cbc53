//! Files of reports: sent and verified chunk by chunk, so that none is ever whole in memory.

use std::sync::Arc;

use auth::Permission;
use model::report::{FileStatus, Report, ReportFile, ReportFormat};
use model::{OrganizationId, ReportId};
use sha2::{Digest, Sha256};

use crate::ctx::Services;
use crate::reports::find;
use crate::{Ctx, Error, Result};

/// A file that is ready to be sent.
#[derive(Debug)]
pub struct Download {
    /// Name for the saved file: `weekly-2026-11-22.pdf`.
    pub file_name: String,
    /// Format.
    pub format: ReportFormat,
    /// Bytes.
    pub size: u64,
    /// SHA-256 in hexadecimal, as noted when the file was written.
    pub sha256: String,
    /// The bytes, chunk by chunk.
    pub chunks: Chunks,
}

/// Reads a stored file chunk by chunk.
#[derive(Debug)]
pub struct Chunks {
    services: Arc<Services>,
    organization: OrganizationId,
    report: ReportId,
    format: ReportFormat,
    position: u32,
}

impl Chunks {
    /// The next chunk; `None` at the end. No transaction is held in between: a slow reader blocks nobody.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        let mut tx = self.services.db.read().await?;
        let chunk =
            store::reports::read_chunk(&mut tx, self.organization, self.report, self.format, self.position);
        let chunk = chunk.await?;
        self.position += 1;
        Ok(chunk)
    }
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Format.
    pub format: ReportFormat,
    /// Whether both hashes and sizes are equal.
    pub verified: bool,
    /// The hash that was noted when the file was written.
    pub expected_sha256: String,
    /// The hash of the stored bytes as they are now.
    pub actual_sha256: String,
    /// Bytes as they are now.
    pub size: u64,
}

/// A file of a report. A file that is not ready is a conflict that says so.
pub async fn download(ctx: &Ctx, id: ReportId, format: ReportFormat) -> Result<Download> {
    ctx.principal.require(Permission::ReportRead)?;
    let mut tx = ctx.read().await?;
    let report = find(&mut tx, ctx, id).await?;
    let file = ready(&report, format)?;
    Ok(Download {
        file_name: file_name(&report, format),
        format,
        size: file.size.unwrap_or(0),
        sha256: file.sha256.clone().unwrap_or_default(),
        chunks: chunks(ctx, &report, format),
    })
}

/// Computes the hash of each finished file again and compares; `only` picks one format.
pub async fn verify(ctx: &Ctx, id: ReportId, only: Option<ReportFormat>) -> Result<Vec<Verification>> {
    ctx.principal.require(Permission::ReportRead)?;
    let mut tx = ctx.read().await?;
    let report = find(&mut tx, ctx, id).await?;
    drop(tx);
    let files: Vec<&ReportFile> = match only {
        Some(format) => vec![ready(&report, format)?],
        None => report.files.iter().filter(|file| file.status == FileStatus::Done).collect(),
    };
    if files.is_empty() {
        return Err(Error::conflict("base", "not_ready", "the report has no finished file"));
    }
    let mut out = Vec::with_capacity(files.len());
    for file in files {
        out.push(verify_one(chunks(ctx, &report, file.format), file).await?);
    }
    Ok(out)
}

async fn verify_one(mut chunks: Chunks, file: &ReportFile) -> Result<Verification> {
    let (mut sha, mut size) = (Sha256::new(), 0_u64);
    while let Some(chunk) = chunks.next().await? {
        size += chunk.len() as u64;
        sha.update(&chunk);
    }
    let actual_sha256 = hex::encode(sha.finalize());
    let expected_sha256 = file.sha256.clone().unwrap_or_default();
    let verified = actual_sha256 == expected_sha256 && file.size == Some(size);
    Ok(Verification { format: file.format, verified, expected_sha256, actual_sha256, size })
}

fn chunks(ctx: &Ctx, report: &Report, format: ReportFormat) -> Chunks {
    let services = ctx.services.clone();
    Chunks { services, organization: report.organization, report: report.id, format, position: 0 }
}

fn ready(report: &Report, format: ReportFormat) -> Result<&ReportFile> {
    let file = report.files.iter().find(|file| file.format == format);
    let (code, detail) = match file.map(|file| (file.status, file)) {
        Some((FileStatus::Done, file)) => return Ok(file),
        Some((FileStatus::Queued, _)) => ("not_ready", "is being written".to_owned()),
        Some((FileStatus::Failed, file)) => {
            let reason = file.reason.as_deref().unwrap_or("no reason was noted");
            ("failed", format!("could not be written: {reason}"))
        }
        None => ("not_generated", "was not generated yet".to_owned()),
    };
    Err(Error::conflict("base", code, format!("the {format} file of the report {detail}")))
}

/// Name for the saved file: letters, digits and dashes of the report's name.
fn file_name(report: &Report, format: ReportFormat) -> String {
    let mut name = String::new();
    for c in report.name.chars().take(100) {
        match c {
            c if c.is_ascii_alphanumeric() => name.push(c.to_ascii_lowercase()),
            _ if !name.is_empty() && !name.ends_with('-') => name.push('-'),
            _ => {}
        }
    }
    let name = name.trim_end_matches('-');
    let name = if name.is_empty() { "report" } else { name };
    format!("{name}.{}", extension(format))
}

const fn extension(format: ReportFormat) -> &'static str {
    match format {
        ReportFormat::Pdf => "pdf",
        ReportFormat::Csv => "csv",
        ReportFormat::Json => "json",
        ReportFormat::Sarif => "sarif",
        ReportFormat::Junit => "xml",
    }
}
