//! Reports: PDF, CSV, JSON, SARIF 2.1.0 and JUnit from model values, and the table of the command line.
//!
//! Findings are pushed one by one into a [`Writer`], sorted by severity (highest first), host, port and check; the
//! text formats keep nothing but the distinct definitions in memory, so a million findings fit in a few megabytes.
//! A PDF is laid out as a whole, so it holds a bounded number of places and says what it left out (see [`pdf`]).
//!
//! The room is pure: no clock, no network, no files. Equal values give equal bytes. Everything that a target or a user
//! wrote is data to every format: CSV cells cannot become formulas, XML and SARIF placeholders are escaped, and the
//! PDF's template reads a JSON file that it never evaluates.

mod cell;
mod csv;
mod error;
mod json;
mod junit;
pub mod pdf;
mod sarif;
mod table;
mod text;
mod writer;

pub use error::ReportError;
pub use table::{TableStyle, table};
pub use writer::{Writer, writer};
