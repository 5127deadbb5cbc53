//! One command a file.

pub(crate) mod check;
pub(crate) mod config;
pub(crate) mod db;
pub(crate) mod doctor;
pub(crate) mod profiles;
pub(crate) mod scan;
pub(crate) mod serve;
pub(crate) mod template;
pub(crate) mod user;
