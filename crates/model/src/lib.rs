//! The words of Watchpost: ids, targets, profiles, runs, findings, schedules and their state machines.
//!
//! Everything here is a value. This crate does no I/O, knows no database and no HTTP, and takes the time and random
//! numbers from an [`Env`] that the caller hands in. Every other room may use it; it uses none.

pub mod audit;
pub mod blackout;
pub mod check;
pub mod definition;
pub mod env;
pub mod evidence;
pub mod finding;
pub mod fingerprint;
pub mod host;
pub mod hosts;
pub mod id;
pub mod label;
pub mod organization;
pub mod plan;
pub mod ports;
pub mod product;
pub mod profile;
pub mod report;
pub mod run;
pub mod scan;
pub mod schedule;
pub mod scope;
pub mod secret;
pub mod service;
pub mod severity;
pub mod target;
pub mod time;
pub mod unit;
pub mod user;
pub mod web;

pub use env::Env;
pub use id::*;
pub use product::Product;
pub use severity::{Severity, SeverityCounts, Threat};
pub use time::Timestamp;

/// Declares a closed set of words: an enum with `as_str`, `FromStr`, `Display` and serde over the same text, so that
/// the database, the APIs and the event stream can never disagree about a spelling.
#[macro_export]
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[doc = concat!(" (`", $text, "`)")] #[serde(rename = $text)] $variant),+ }
        impl $name {
            /// Every value, in declaration order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// The word as it is stored and sent.
            pub const fn as_str(self) -> &'static str { match self { $($name::$variant => $text),+ } }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.pad(self.as_str()) }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::UnknownWord;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                match s { $($text => Ok($name::$variant),)+ _ => Err($crate::UnknownWord {
                    word: s.chars().take(64).collect(), expected: &[$($text),+] }) }
            }
        }
    };
}

/// A text that is none of the words a set knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{word}\" is not one of {}", expected.join(", "))]
pub struct UnknownWord {
    /// What was given, cut to 64 characters.
    pub word: String,
    /// What would have been understood.
    pub expected: &'static [&'static str],
}
