//! Checks as data: templates in the widely used nuclei format.
//!
//! [`Template::parse`] reads a YAML text into a compiled template or says, line by line, what it refuses. A [`Run`] then
//! hands out requests and judges answers. Nothing here does I/O: the caller sends, and decides by each request's effect.
//!
//! A template is parsed once. What a target answers is a value ever after and never parsed as an expression.

pub mod expr;
