//! Error texts of parsers, and whether one comes with an attack alone.

use std::sync::LazyLock;

use regex::Regex;

use crate::data::compare::{Asked, Payload, ask};
use crate::data::point;
use crate::probe::{Probe, ProbeError};

/// The most bytes of an answer that are searched.
const MOST_BYTES: usize = 512 * 1024;

/// A pattern, compiled when it is first used.
pub(crate) type Pattern = LazyLock<Option<Regex>>;

/// An error that an attack calls forth.
pub(crate) struct Broken {
    pub(crate) attack: Asked,
    pub(crate) control: Asked,
    /// The error text.
    pub(crate) text: String,
}

/// The text that a pattern finds in an answer.
pub(crate) fn find(pattern: &Pattern, asked: &Asked) -> Option<String> {
    let body = &asked.exchange.response.body;
    let text = String::from_utf8_lossy(body.get(..MOST_BYTES).unwrap_or(body));
    pattern.as_ref()?.find(&text).map(|m| m.as_str().chars().take(200).collect())
}

/// Whether one of the endings makes the answer hold an error, twice, and a word as ending does not. A word of random letters
/// stands behind each.
pub(crate) async fn broken(
    probe: &Probe<'_>,
    pattern: &Pattern,
    endings: &[&str],
) -> Result<Option<Broken>, ProbeError> {
    let with = |ending: &str| Payload::Text(format!("{}{ending}{}", point::base(probe), probe.token()));
    for ending in endings {
        let attack = ask(probe, &with(ending)).await?;
        let Some(text) = find(pattern, &attack) else { continue };
        let control = ask(probe, &with("")).await?;
        let again = ask(probe, &with(ending)).await?;
        if find(pattern, &control).is_none() && find(pattern, &again).is_some() {
            return Ok(Some(Broken { attack, control, text }));
        }
    }
    Ok(None)
}
