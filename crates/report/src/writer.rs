//! The one door to every format.

use std::io::{BufWriter, Write};

use model::report::{ReportFinding, ReportFormat, ReportHead};

use crate::csv::CsvWriter;
use crate::error::ReportError;
use crate::json::JsonWriter;
use crate::junit::JunitWriter;
use crate::pdf::PdfWriter;
use crate::sarif::SarifWriter;

/// Writes one report. Made by [`writer`]; [`Writer::finish`] must be called, or the file is incomplete.
pub struct Writer<W: Write>(Format<W>);

enum Format<W: Write> {
    Pdf(Box<PdfWriter<W>>),
    Csv(Box<CsvWriter<BufWriter<W>>>),
    Json(JsonWriter<BufWriter<W>>),
    Sarif(Box<SarifWriter<BufWriter<W>>>),
    Junit(Box<JunitWriter<BufWriter<W>>>),
}

/// Starts a report in `format` and writes what stands before the findings. Output is buffered inside.
///
/// # Errors
/// When `out` refuses bytes.
pub fn writer<W: Write>(format: ReportFormat, head: &ReportHead, out: W) -> Result<Writer<W>, ReportError> {
    Ok(Writer(match format {
        ReportFormat::Pdf => Format::Pdf(Box::new(PdfWriter::new(head, out))),
        ReportFormat::Csv => Format::Csv(Box::new(CsvWriter::new(BufWriter::new(out))?)),
        ReportFormat::Json => Format::Json(JsonWriter::new(head, BufWriter::new(out))?),
        ReportFormat::Sarif => Format::Sarif(Box::new(SarifWriter::new(head, BufWriter::new(out))?)),
        ReportFormat::Junit => Format::Junit(Box::new(JunitWriter::new(head, BufWriter::new(out))?)),
    }))
}

impl<W: Write> Writer<W> {
    /// Adds the next finding. The order decides the order in the file.
    ///
    /// # Errors
    /// When the output refuses bytes; the file is useless then.
    pub fn finding(&mut self, finding: &ReportFinding) -> Result<(), ReportError> {
        match &mut self.0 {
            Format::Pdf(pdf) => {
                pdf.finding(finding);
                Ok(())
            }
            Format::Csv(csv) => csv.finding(finding),
            Format::Json(json) => json.finding(finding),
            Format::Sarif(sarif) => sarif.finding(finding),
            Format::Junit(junit) => junit.finding(finding),
        }
    }

    /// Writes what stands after the findings and flushes the output.
    ///
    /// # Errors
    /// When the output refuses bytes, or when a PDF cannot be laid out.
    pub fn finish(self) -> Result<(), ReportError> {
        match self.0 {
            Format::Pdf(pdf) => pdf.finish(),
            Format::Csv(csv) => csv.finish(),
            Format::Json(json) => json.finish(),
            Format::Sarif(sarif) => sarif.finish(),
            Format::Junit(junit) => junit.finish(),
        }
    }
}
