//! `POST /v2/reports/{id}/verify`

use app::reports::{self, Verification};
use model::ReportId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::v2::frame::{Id, OptionalBody, Plain, Query, Reply, Request, Signed};
use crate::v2::reports::format::Types;

/// What to verify; nothing is every finished file.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ReportVerify {
    /// The caller's own hash of a file, in hexadecimal, to be compared as well.
    sha256: Option<String>,
}

impl Request for ReportVerify {
    const WRAPPER: Option<&'static str> = Some("report");
}

/// What the verification found.
#[derive(Serialize, ToSchema)]
pub(crate) struct Verified {
    /// Whether every file that was looked at is what was written.
    verified: bool,
    files: Vec<VerifiedFile>,
}

/// One file's hashes.
#[derive(Serialize, ToSchema)]
pub(crate) struct VerifiedFile {
    r#type: &'static str,
    verified: bool,
    /// Noted when the file was written.
    expected_sha256: String,
    /// Of the stored bytes as they are now.
    actual_sha256: String,
    /// Bytes as they are now.
    size: u64,
}

pub(crate) async fn verify(
    ctx: Signed,
    Id(id): Id<ReportId>,
    Query(types): Query<Types>,
    OptionalBody(body): OptionalBody<ReportVerify>,
) -> Reply<Plain<Verified>> {
    let found = reports::verify(&ctx, id, types.one()?).await?;
    let given = body.sha256.as_deref();
    let files: Vec<_> = found.into_iter().map(|v| file(v, given)).collect();
    Ok(Plain(Verified { verified: !files.is_empty() && files.iter().all(|f| f.verified), files }))
}

fn file(found: Verification, given: Option<&str>) -> VerifiedFile {
    let Verification { format, verified, expected_sha256, actual_sha256, size } = found;
    let agrees = given.is_none_or(|hash| hash.trim().eq_ignore_ascii_case(&actual_sha256));
    VerifiedFile {
        r#type: format.as_str(),
        verified: verified && agrees,
        expected_sha256,
        actual_sha256,
        size,
    }
}
