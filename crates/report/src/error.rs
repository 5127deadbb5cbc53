//! What can go wrong while a report is written.

/// Why a report was not written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The output refused bytes.
    #[error("could not write the report")]
    Io(#[from] std::io::Error),
    /// A value could not be encoded, or the output refused bytes meanwhile.
    #[error("could not encode a part of the report")]
    Encode(#[from] serde_json::Error),
    /// A row of the CSV file could not be written.
    #[error("could not write a row of the CSV report")]
    Row(#[from] ::csv::Error),
    /// The PDF could not be laid out; the text says where the template failed.
    #[error("could not lay out the PDF report: {0}")]
    Layout(String),
}
