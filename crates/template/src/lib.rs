//! Checks as data: templates in the widely used nuclei format, HTTP first.
//!
//! [`Template::parse`] reads a YAML text into a compiled template or says, line by line, what it refuses. A [`Run`] then
//! hands out requests and judges answers. Nothing here does I/O: the caller sends, and decides by each request's effect.
//!
//! A template is parsed once. What a target answers is a value ever after and never parsed as an expression.
//!
//! Deliberately absent: payload files, scripts, helpers that wait, print or make gadgets, and every protocol but HTTP. All
//! of them are refused when the template is loaded, never skipped in silence.

mod builtin;
mod definition;
mod evaluate;
pub mod expr;
mod extractor;
mod fields;
pub mod http;
mod info;
mod jsonpath;
mod matcher;
mod refusal;
mod response;
mod run;
mod target;
mod template;
mod yaml;

pub use builtin::builtin;
pub use definition::{OID_ARC, WORD_PREFIX, id_of, word};
pub use evaluate::{Evaluation, Extracted};
pub use extractor::Extractor;
pub use http::{BuildError, Plan, Redirects, RequestSpec};
pub use info::Info;
pub use matcher::{Condition, Matcher};
pub use refusal::Refusal;
pub use response::{Callback, Facts, Response, Responses};
pub use run::{Capabilities, Match, Run, StartError};
pub use target::{NoTarget, Target};
pub use template::{Flow, Template};
