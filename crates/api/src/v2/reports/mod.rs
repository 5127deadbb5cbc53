//! Reports and their files.

mod download;
mod format;
mod generate;
mod read;
mod verify;
mod view;
mod write;

use crate::v2::frame::Routes;
use crate::v2::frame::routes::{about, under};

pub(crate) fn routes() -> Routes {
    under("Reports")
        .get("/v2/reports", about("report_list", "report.read", "List reports"), read::list)
        .get("/v2/reports/{id}", about("report_view", "report.read", "Show a report"), read::show)
        .delete("/v2/reports/{id}", about("report_delete", "report.write", "Delete a report"), write::delete)
        .delete(
            "/v2/reports",
            about("report_delete_many", "report.write", "Delete reports, all or none"),
            write::delete_many,
        )
        .post(
            "/v2/reports/{id}/generate",
            about("report_generate", "report.write", "Generate files of a report"),
            generate::generate,
        )
        .get(
            "/v2/reports/{id}/download",
            about("report_download", "report.read", "Download a file of a report"),
            download::download,
        )
        .get(
            "/v2/reports/{id}/exists",
            about("report_exists", "report.read", "Check if a file of a report exists"),
            read::exists,
        )
        .post(
            "/v2/reports/{id}/verify",
            about(
                "report_verify",
                "report.read",
                "Verify the integrity of a report's files by comparing hashes",
            ),
            verify::verify,
        )
}
