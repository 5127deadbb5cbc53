//! Hosts: the most affected ones, and what listens on each.

use std::cmp::Reverse;

use model::report::ReportHead;
use model::run::HostSummary;
use model::severity::{SeverityCounts, Threat};
use serde::Serialize;

use super::prose::line;
use crate::text::{count_of, counted, thousands};

/// Rows of the ranking.
const RANKED: usize = 10;
/// Hosts with their services; the rest is counted.
const HOSTS: usize = 120;
/// Services listed for one host.
const SERVICES: usize = 40;
/// Services listed over all hosts: table rows are what the layout's memory goes to.
const SERVICES_ALL: usize = 400;

/// A host in the ranking.
#[derive(Serialize)]
pub(super) struct Ranked {
    host: String,
    counts: Vec<Cell>,
    total: String,
}

/// A counter of one band; `text` is empty for none.
#[derive(Serialize)]
struct Cell {
    key: &'static str,
    text: String,
}

/// A host with its services.
#[derive(Serialize)]
pub(super) struct HostRow {
    host: String,
    address: Option<String>,
    counts: Vec<Cell>,
    services: Vec<ServiceRow>,
    more: Option<String>,
}

#[derive(Serialize)]
struct ServiceRow {
    port: String,
    name: String,
    product: String,
    tls: &'static str,
}

/// The hosts with the worst findings, worst first.
pub(super) fn most_affected(head: &ReportHead) -> Vec<Ranked> {
    let weight = |c: &SeverityCounts| (c.critical, c.high, c.medium, c.low);
    let mut hosts: Vec<&HostSummary> =
        head.hosts.iter().filter(|h| weight(&h.counts) != (0, 0, 0, 0)).collect();
    hosts.sort_by_key(|host| Reverse(weight(&host.counts)));
    hosts.truncate(RANKED);
    let ranked = hosts.into_iter().map(|host| Ranked {
        host: line(&host.host, 120),
        counts: cells(host.counts),
        total: thousands(host.counts.total()),
    });
    ranked.collect()
}

/// The hosts in address order, and a sentence about those left out.
pub(super) fn hosts(head: &ReportHead) -> (Vec<HostRow>, Option<String>) {
    let rest = head.hosts.len().saturating_sub(HOSTS) as u64;
    let note =
        (rest > 0).then(|| format!("and {}; the JSON report lists them all.", counted(rest, "more host")));
    let mut left = SERVICES_ALL;
    let rows = head.hosts.iter().take(HOSTS).map(|host| {
        let row = HostRow::new(host, left);
        left = left.saturating_sub(row.services.len());
        row
    });
    (rows.collect(), note)
}

impl HostRow {
    fn new(host: &HostSummary, left: usize) -> Self {
        let listed = host.services.len().min(SERVICES).min(left);
        let address = host.address.to_string();
        let more = (host.services.len() - listed) as u64;
        Self {
            host: line(&host.host, 120),
            address: (address != host.host).then_some(address),
            counts: cells(host.counts),
            services: host.services.iter().take(listed).map(ServiceRow::new).collect(),
            more: (more > 0).then(|| {
                format!("{} not listed here; the JSON report lists them all.", counted(more, "open port"))
            }),
        }
    }
}

impl ServiceRow {
    fn new((port, service): &(model::host::Port, model::service::Service)) -> Self {
        let parts = [&service.product, &service.version, &service.extra];
        let product: Vec<&str> =
            parts.into_iter().flatten().map(String::as_str).filter(|p| !p.is_empty()).collect();
        Self {
            port: port.to_string(),
            name: line(&service.name, 40),
            product: line(&product.join(" "), 160),
            tls: if service.tls {
                "TLS"
            } else if service.starttls {
                "STARTTLS"
            } else {
                ""
            },
        }
    }
}

fn cells(counts: SeverityCounts) -> Vec<Cell> {
    let cell = |&threat: &Threat| {
        let count = count_of(counts, threat);
        Cell { key: threat.as_str(), text: if count == 0 { String::new() } else { thousands(count) } }
    };
    Threat::ALL.iter().rev().map(cell).collect()
}
