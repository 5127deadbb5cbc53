//! PDF, laid out by typst as a library.
//!
//! The template (`templates/*.typ`) is fixed; everything of the run reaches it as one JSON file from a closed world that
//! holds nothing else. Foreign text is therefore a string value to the template and never markup. Numbers and sentences
//! are made in Rust. The file's date and identifier come from the data: equal data gives equal bytes.
//!
//! Memory is bounded by [`MAX_PLACES`], [`MAX_GROUPS`], [`MAX_EVIDENCE_LINES`] and the limits of each evidence box: what goes beyond is counted, and the
//! report says so and where the full list is. Characters that the embedded fonts lack (Chinese, Japanese and Korean
//! among them: those fonts alone would outweigh this program) are written out as `\u{4e2d}`.

mod data;
mod group;
mod head;
mod hosts;
mod proof;
mod prose;
mod words;
mod world;

use std::io::Write;

use model::report::{ReportFinding, ReportHead};
use sha2::{Digest, Sha256};

use crate::error::ReportError;
use group::Groups;

/// The most affected places that a PDF lists, before [`PLACES_ALWAYS`] applies. The figures here keep the layout of the
/// largest report under 256 MiB (`benches/large.rs`).
pub const MAX_PLACES: usize = 400;
/// The most affected places listed under one definition, so that one widespread weakness does not hide the others.
pub const MAX_PLACES_EACH: usize = 30;
/// Places that every section lists, even when [`MAX_PLACES`] are listed before it.
pub const PLACES_ALWAYS: usize = 2;
/// The most definitions that get a section of their own.
pub const MAX_GROUPS: usize = 120;

/// The most lines of evidence; places beyond show their sentence alone.
pub const MAX_EVIDENCE_LINES: usize = 1_500;

/// Gathers findings and lays the document out at the end.
pub(crate) struct PdfWriter<W: Write> {
    head: ReportHead,
    groups: Groups,
    out: W,
}

impl<W: Write> PdfWriter<W> {
    pub(crate) fn new(head: &ReportHead, out: W) -> Self {
        Self { head: head.clone(), groups: Groups::default(), out }
    }

    pub(crate) fn finding(&mut self, finding: &ReportFinding) {
        self.groups.add(finding);
    }

    pub(crate) fn finish(mut self) -> Result<(), ReportError> {
        let data = serde_json::to_vec(&data::Document::new(&self.head, &self.groups))?;
        drop((self.head, self.groups));
        let ident = hex::encode(Sha256::digest(&data));
        self.out.write_all(&world::render(data, ident)?)?;
        self.out.flush()?;
        Ok(())
    }
}
