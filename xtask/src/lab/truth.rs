//! lab/truth.tsv: what the lab holds. One row for each place, eight columns: `host port protocol service product
//! weaknesses also role`, words comma separated, `-` for nothing. `weaknesses` are planted and must be found; `also` are
//! true as well, judged by a person, and may be found; role `control` marks a service that is set up well.

use std::collections::BTreeSet;

/// Where a service listens: host, port, protocol.
pub(super) type Place = (String, u16, String);

/// One planted service.
pub(super) struct Row {
    pub(super) place: Place,
    pub(super) service: String,
    pub(super) product: Option<String>,
    pub(super) planted: BTreeSet<String>,
    pub(super) also: BTreeSet<String>,
    pub(super) control: bool,
}

pub(super) fn parse(text: &str) -> Result<Vec<Row>, String> {
    let lines = text.lines().enumerate().skip(1).filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
    lines
        .map(|(at, line)| {
            row(line).ok_or_else(|| format!("truth line {}: wants 8 columns and a port number", at + 1))
        })
        .collect()
}

fn row(line: &str) -> Option<Row> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [host, port, protocol, service, product, planted, also, control] = columns[..] else { return None };
    Some(Row {
        place: (host.to_owned(), port.parse().ok()?, protocol.to_owned()),
        service: service.to_owned(),
        product: (product != "-").then(|| product.to_owned()),
        planted: words(planted),
        also: words(also),
        control: control == "control",
    })
}

fn words(column: &str) -> BTreeSet<String> {
    column.split(',').filter(|w| !w.is_empty() && *w != "-").map(str::to_owned).collect()
}
