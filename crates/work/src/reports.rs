//! Makes the files of reports. Findings are read page by page, rendered on a thread that may block, and stored chunk by
//! chunk: no report is ever whole in memory, except a PDF, whose size is bounded.

use std::io::{self, Write};
use std::sync::Arc;

use app::Services;
use app::jobs::WriteReport;
use app::reports::{load, write};
use jobs::Outcome;
use model::report::{ReportFinding, ReportFormat, ReportHead};
use tokio::sync::mpsc;

use crate::{Desk, WorkError, chain};

/// Pages and chunks that may lie between two stages.
const IN_FLIGHT: usize = 4;
/// Bytes handed to the database side at once.
const CHUNK: usize = 256 * 1024;

/// Writes one file of a report. A file whose report is gone is not missed.
pub(crate) async fn handle(desk: Desk, job: WriteReport) -> Outcome {
    let Desk { services, pdf } = desk;
    let _turn = match job.format {
        ReportFormat::Pdf => pdf.acquire_owned().await.ok(),
        _ => None,
    };
    match make(&services, &job).await {
        Ok(()) | Err(WorkError::App(app::Error::NotFound { .. })) => Outcome::Done,
        Err(error) => {
            tracing::error!(report = %job.report, format = %job.format, "writing the report: {}", chain(&error));
            if let Err(error) = write::fail(&services, job.report, job.format, &error.to_string()).await {
                tracing::error!(report = %job.report, "noting the failure: {}", chain(&error));
            }
            Outcome::Retry(None)
        }
    }
}

async fn make(services: &Arc<Services>, job: &WriteReport) -> Result<(), WorkError> {
    let mut tx = services.db.read().await?;
    let Some(report) = store::reports::get_any(&mut tx, job.organization, job.report).await? else {
        return Ok(());
    };
    drop(tx);
    let run = report.run;
    let head = load::head(services, job.organization, run).await?;
    let (pages, rendered_pages) = mpsc::channel::<Vec<ReportFinding>>(IN_FLIGHT);
    let (bytes, chunks) = mpsc::channel::<Vec<u8>>(IN_FLIGHT);
    let format = job.format;
    let rendering = tokio::task::spawn_blocking(move || render(format, &head, rendered_pages, bytes));

    let reading = async {
        let mut findings = load::Findings::of_run(services.clone(), job.organization, run);
        loop {
            let page = findings.next().await?;
            // A renderer that gave up says why below.
            if page.is_empty() || pages.send(page).await.is_err() {
                break;
            }
        }
        drop(pages);
        Ok::<_, WorkError>(())
    };
    let storing = async {
        // Owned: when the database gives up, the renderer has to notice that nobody takes its chunks.
        let mut chunks = chunks;
        let mut file = write::Writer::new(services.clone(), job.organization, job.report, format);
        while let Some(chunk) = chunks.recv().await {
            file.write(&chunk).await?;
        }
        Ok::<_, WorkError>(file)
    };
    let (read, stored) = tokio::join!(reading, storing);
    read?;
    // Only a whole rendering counts: the hash of half a report must never be marked as done.
    rendering.await.map_err(|_| report::ReportError::Io(io::Error::other("the renderer panicked")))??;
    stored?.finish().await?;
    Ok(())
}

fn render(
    format: ReportFormat,
    head: &ReportHead,
    mut pages: mpsc::Receiver<Vec<ReportFinding>>,
    out: mpsc::Sender<Vec<u8>>,
) -> Result<(), report::ReportError> {
    let mut writer = report::writer(format, head, Chunks { out, buffer: Vec::new() })?;
    while let Some(page) = pages.blocking_recv() {
        for finding in &page {
            writer.finding(finding)?;
        }
    }
    writer.finish()
}

/// Turns writes into chunks for the other side.
struct Chunks {
    out: mpsc::Sender<Vec<u8>>,
    buffer: Vec<u8>,
}

impl Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= CHUNK {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let chunk = std::mem::take(&mut self.buffer);
        if chunk.is_empty() {
            return Ok(());
        }
        self.out.blocking_send(chunk).map_err(|_| io::Error::other("the file is no longer being stored"))
    }
}
