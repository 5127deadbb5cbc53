//! Hosts: as one run saw them, and across runs with their open findings.

use std::collections::BTreeMap;
use std::net::IpAddr;

use model::host::Port;
use model::run::HostSummary;
use model::service::Service;
use model::{HostId, OrganizationId, Product, RunId, SeverityCounts, TargetId, Threat, Timestamp};

use crate::bulk::find_by_texts;
use crate::coverage;
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::Row;

/// A host of a target across runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownHost {
    /// Id.
    pub id: HostId,
    /// Tenant.
    pub organization: OrganizationId,
    /// Product.
    pub product: Product,
    /// Target.
    pub target: TargetId,
    /// Host label.
    pub host: String,
    /// Address that was probed last.
    pub address: IpAddr,
    /// The run that saw it last.
    pub last_run: RunId,
    /// First sighting.
    pub first_seen: Timestamp,
    /// Last sighting.
    pub last_seen: Timestamp,
    /// Open findings by band.
    pub counts: SeverityCounts,
}

const SPEC: ListSpec = ListSpec {
    from: "hosts t",
    key: "t.id",
    created: "t.first_seen",
    select: "t.id, t.organization, t.product, t.target, t.host, t.address, t.last_run, t.first_seen, t.last_seen, \
             t.critical, t.high, t.medium, t.low, t.info",
    rows: None,
    columns: &[
        Column::both("host", "t.host", ColumnKind::Text),
        Column::filter("address", "t.address", ColumnKind::Text),
        Column::filter("target_id", "t.target", ColumnKind::Id),
        Column::filter("run_id", "t.last_run", ColumnKind::Id),
        Column::filter("id", "t.id", ColumnKind::Id),
        Column::sort("severity", "t.critical, t.high, t.medium, t.low", ColumnKind::Number),
        Column::sort("last_seen", "t.last_seen", ColumnKind::Time),
    ],
    default_sort: ("severity", Order::Desc),
};

const RUN_SPEC: ListSpec = ListSpec {
    from: "run_hosts t",
    key: "t.host",
    created: "0",
    select: "t.host, t.address",
    rows: Some("JOIN run_hosts t ON t.host = page.page_key AND t.run = $1"),
    columns: &[
        Column::both("host", "t.host", ColumnKind::Text),
        Column::filter("address", "t.address", ColumnKind::Text),
    ],
    default_sort: ("host", Order::Asc),
};

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;
/// The columns that [`list_of_run`] knows.
pub const RUN_COLUMNS: &[Column] = RUN_SPEC.columns;

fn read(row: Row<'_>) -> Result<KnownHost, DbError> {
    let row = row.of("hosts");
    Ok(KnownHost {
        id: row.id("id")?,
        organization: row.id("organization")?,
        product: row.parse("product")?,
        target: row.id("target")?,
        host: row.text("host")?,
        address: row.parse("address")?,
        last_run: row.id("last_run")?,
        first_seen: row.time("first_seen")?,
        last_seen: row.time("last_seen")?,
        counts: row.counts()?,
    })
}

/// A page of the hosts of all targets; sorted by `severity`, those with the most grave open findings are first.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
) -> Result<ListPage<KnownHost>, ListError> {
    let scope = [("t.organization", organization.into()), ("t.product", product.as_str().into())];
    SPEC.list(tx, &scope, query, read).await
}

/// One host.
///
/// # Errors
/// [`DbError`]
pub async fn get(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: HostId,
) -> Result<Option<KnownHost>, DbError> {
    sql("SELECT id, organization, product, target, host, address, last_run, first_seen, last_seen, critical, high, \
         medium, low, info FROM hosts WHERE id = $1 AND organization = $2 AND product = $3")
        .bind(id)
        .bind(organization)
        .bind(product.as_str())
        .opt(tx, read)
        .await
}

/// The hosts with the most grave open findings, worst first.
///
/// # Errors
/// [`DbError`]
pub async fn most_vulnerable(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    limit: u32,
) -> Result<Vec<KnownHost>, DbError> {
    sql("SELECT id, organization, product, target, host, address, last_run, first_seen, last_seen, critical, high, \
         medium, low, info FROM hosts WHERE organization = $1 AND product = $2 \
         ORDER BY critical DESC, high DESC, medium DESC, low DESC, id DESC LIMIT $3")
        .bind(organization)
        .bind(product.as_str())
        .bind(limit)
        .all(tx, read)
        .await
}

/// How many hosts a run found alive.
///
/// # Errors
/// [`DbError`]
pub async fn count_of_run(tx: &mut Tx, organization: OrganizationId, run: RunId) -> Result<u64, DbError> {
    sql("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM run_hosts h JOIN runs r ON r.id = h.run \
         WHERE h.run = $1 AND r.organization = $2")
    .bind(run)
    .bind(organization)
    .one(tx, |row| row.num("n"))
    .await
}

fn read_summary(row: Row<'_>) -> Result<HostSummary, DbError> {
    let row = row.of("run_hosts");
    Ok(HostSummary {
        host: row.text("host")?,
        address: row.parse("address")?,
        services: Vec::new(),
        counts: SeverityCounts::default(),
    })
}

/// Every host that a run found alive, in the order of addresses, with services and counts.
///
/// # Errors
/// [`DbError`]
pub async fn of_run(
    tx: &mut Tx,
    organization: OrganizationId,
    run: RunId,
) -> Result<Vec<HostSummary>, DbError> {
    let hosts = sql("SELECT h.host, h.address FROM run_hosts h JOIN runs r ON r.id = h.run \
         WHERE h.run = $1 AND r.organization = $2")
    .bind(run)
    .bind(organization)
    .all(tx, read_summary)
    .await?;
    let services = sql("SELECT host, protocol, port, service FROM run_services WHERE run = $1 \
         ORDER BY host, protocol, port")
    .bind(run)
    .all(tx, read_service)
    .await?;
    let mut hosts = assemble(hosts, services, counts_by_host(tx, run).await?);
    hosts.sort_by(|a, b| (a.address, &a.host).cmp(&(b.address, &b.host)));
    Ok(hosts)
}

/// A page of the hosts that a run found alive.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list_of_run(
    tx: &mut Tx,
    organization: OrganizationId,
    run: RunId,
    query: &ListQuery,
) -> Result<ListPage<HostSummary>, ListError> {
    if crate::runs::get_any(tx, organization, run).await?.is_none() {
        return Ok(ListPage { items: Vec::new(), total: 0 });
    }
    let ListPage { items, total } = RUN_SPEC.list(tx, &[("t.run", run.into())], query, read_summary).await?;
    let labels: Vec<String> = items.iter().map(|h| h.host.clone()).collect();
    let texts = (
        "SELECT host, protocol, port, service FROM run_services WHERE run = $1 \
         AND host IN (SELECT value FROM json_each($2)) ORDER BY host, protocol, port",
        "SELECT host, protocol, port, service FROM run_services WHERE run = $1 AND host = ANY($2) \
         ORDER BY host, protocol, port",
    );
    let services = find_by_texts(tx, texts, run.into(), &labels, read_service).await?;
    Ok(ListPage { items: assemble(items, services, counts_by_host(tx, run).await?), total })
}

type FoundService = (String, Port, Service);

fn read_service(row: Row<'_>) -> Result<FoundService, DbError> {
    let row = row.of("run_services");
    let port = coverage::port(&row)?.ok_or_else(|| row.inconsistent("port"))?;
    let unknown = || Service { name: "unknown".to_owned(), ..Service::default() };
    Ok((row.text("host")?, port, row.opt_json("service")?.unwrap_or_else(unknown)))
}

fn assemble(
    mut hosts: Vec<HostSummary>,
    services: Vec<FoundService>,
    mut counts: BTreeMap<String, SeverityCounts>,
) -> Vec<HostSummary> {
    let mut by_host: BTreeMap<String, Vec<(Port, Service)>> = BTreeMap::new();
    for (host, port, service) in services {
        by_host.entry(host).or_default().push((port, service));
    }
    for host in &mut hosts {
        host.services = by_host.remove(&host.host).unwrap_or_default();
        host.counts = counts.remove(&host.host).unwrap_or_default();
    }
    hosts
}

/// Findings that a run observed, by host label and band.
async fn counts_by_host(tx: &mut Tx, run: RunId) -> Result<BTreeMap<String, SeverityCounts>, DbError> {
    let rows = sql("SELECT f.host, o.severity, CAST(COUNT(*) AS BIGINT) AS n FROM observations o \
         JOIN findings f ON f.id = o.finding WHERE o.run = $1 GROUP BY f.host, o.severity")
    .bind(run)
    .all(tx, |row| {
        let row = row.of("observations");
        Ok((row.text("host")?, threat(row.num("severity")?), row.num::<u64>("n")?))
    })
    .await?;
    let mut counts: BTreeMap<String, SeverityCounts> = BTreeMap::new();
    for (host, threat, n) in rows {
        *counts.entry(host).or_default().slot(threat) += n;
    }
    Ok(counts)
}

/// The band of stored tenths.
pub(crate) const fn threat(tenths: u8) -> Threat {
    model::Severity::from_tenths(tenths).threat()
}

/// The services that a run found on one host so far, in order: for naming the service of an observation.
///
/// # Errors
/// [`DbError`]
pub async fn services_of_host(
    tx: &mut Tx,
    organization: OrganizationId,
    run: RunId,
    host: &str,
) -> Result<Vec<(Port, Service)>, DbError> {
    let rows =
        sql("SELECT s.host, s.protocol, s.port, s.service FROM run_services s JOIN runs r ON r.id = s.run \
         WHERE s.run = $1 AND r.organization = $2 AND s.host = $3 ORDER BY s.protocol, s.port")
        .bind(run)
        .bind(organization)
        .bind(host)
        .all(tx, read_service)
        .await?;
    Ok(rows.into_iter().map(|(_, port, service)| (port, service)).collect())
}
