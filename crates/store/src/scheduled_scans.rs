//! Scheduled scans of web and API targets: each is a schedule with options. Removing one removes its schedule.

use std::collections::{HashMap, HashSet};

use model::blackout::HoldKind;
use model::scan::Scan;
use model::schedule::{ScheduledOptions, ScheduledScan};
use model::{OrganizationId, Product, ScheduleId, ScheduledScanId, TargetId};
use serde_json::{Map, Value};

use crate::bulk::{find_among, uuids};
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::{Row, json};
use crate::{blackouts, scans, schedules};

macro_rules! columns {
    () => {
        "s.id, s.organization, s.product, s.name, s.comment, s.first_time, s.timezone, s.rule, s.enabled, s.catch_up, \
         s.overlap_policy, s.jitter_seconds, s.next_due, t.created_at, t.updated_at, t.id AS scheduled_id, t.target, t.options, t.changed_by"
    };
}

const LABEL: &str = "EXISTS (SELECT 1 FROM target_labels tl WHERE tl.target = t.target AND tl.label = {})";
const SEARCH: &str = "(lower(g.name) LIKE lower({}) ESCAPE '\\' OR lower(COALESCE(g.url, '')) LIKE lower({}) ESCAPE '\\' \
    OR EXISTS (SELECT 1 FROM target_labels tl JOIN labels l ON l.id = tl.label \
    WHERE tl.target = t.target AND lower(l.name) LIKE lower({}) ESCAPE '\\'))";

const SPEC: ListSpec = ListSpec {
    from: "scheduled_scans t JOIN schedules s ON s.id = t.schedule JOIN targets g ON g.id = t.target",
    key: "t.id",
    created: "t.created_at",
    select: columns!(),
    rows: Some(
        "JOIN scheduled_scans t ON t.id = page.page_key JOIN schedules s ON s.id = t.schedule \
         JOIN targets g ON g.id = t.target",
    ),
    columns: &[
        Column::both("id", "t.id", ColumnKind::Id),
        Column::filter("target", "t.target", ColumnKind::Id),
        Column::filter("label", LABEL, ColumnKind::IdWhere),
        Column::filter("search", SEARCH, ColumnKind::Search),
        // Those that never come again are last, in both databases.
        Column::sort("date_time", "COALESCE(s.next_due,9223372036854775807)", ColumnKind::Time),
        Column::sort("changed", "t.updated_at", ColumnKind::Time),
        Column::sort("created", "t.created_at", ColumnKind::Time),
        Column::sort("target", "g.name", ColumnKind::Text),
    ],
    default_sort: ("changed", Order::Desc),
};

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;

fn read(row: Row<'_>) -> Result<ScheduledScan, DbError> {
    let schedule = schedules::read(row)?;
    let row = row.of("scheduled_scans");
    Ok(ScheduledScan {
        id: row.id("scheduled_id")?,
        target: row.id("target")?,
        schedule,
        options: row.json("options")?,
        blackout: None,
        changed_by: row.opt_id("changed_by")?,
    })
}

/// Gives each its blackout period, if it has one: the oldest window of its schedule.
///
/// # Errors
/// [`DbError`]
pub async fn add_blackouts(
    tx: &mut Tx,
    organization: OrganizationId,
    found: &mut [&mut ScheduledScan],
) -> Result<(), DbError> {
    let schedules: Vec<ScheduleId> = found.iter().map(|one| one.schedule.id).collect();
    let rows = blackouts::of_schedules(tx, organization, &schedules).await?;
    let windows = rows.into_iter().filter(|row| row.hold.kind() == HoldKind::Window);
    let mut rows: HashMap<_, _> = windows.rev().map(|row| (row.scope.schedule(), row)).collect();
    for one in found {
        one.blackout = rows.remove(&Some(one.schedule.id));
    }
    Ok(())
}

/// Stores a new one with its schedule. Its blackout period is a row of [`blackouts`].
///
/// # Errors
/// `ForeignKey` when the target is gone.
pub async fn insert(tx: &mut Tx, new: &ScheduledScan) -> Result<(), DbError> {
    schedules::insert(tx, &new.schedule).await?;
    sql("INSERT INTO scheduled_scans (id, organization, target, schedule, options, changed_by, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(new.id)
        .bind(new.schedule.organization)
        .bind(new.target)
        .bind(new.schedule.id)
        .bind(json(&new.options))
        .bind(new.changed_by)
        .bind(new.schedule.created_at)
        .bind(new.schedule.updated_at)
        .run(tx)
        .await?;
    Ok(())
}

/// Changes schedule, options and who changed it; whether it was there. Its blackout period is a row of [`blackouts`].
///
/// # Errors
/// [`DbError`]
pub async fn update(tx: &mut Tx, changed: &ScheduledScan) -> Result<bool, DbError> {
    let n = sql("UPDATE scheduled_scans SET options = $1, changed_by = $2, updated_at = $3 \
         WHERE id = $4 AND organization = $5")
    .bind(json(&changed.options))
    .bind(changed.changed_by)
    .bind(changed.schedule.updated_at)
    .bind(changed.id)
    .bind(changed.schedule.organization)
    .run(tx)
    .await?;
    Ok(n == 1 && schedules::update(tx, &changed.schedule).await?)
}

/// One scheduled scan.
///
/// # Errors
/// [`DbError`]
pub async fn get(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: ScheduledScanId,
) -> Result<Option<ScheduledScan>, DbError> {
    let mut found = sql(concat!(
        "SELECT ",
        columns!(),
        " FROM scheduled_scans t JOIN schedules s ON s.id = t.schedule \
          WHERE t.id = $1 AND t.organization = $2 AND s.product = $3"
    ))
    .bind(id)
    .bind(organization)
    .bind(product.as_str())
    .opt(tx, read)
    .await?;
    add_blackouts(tx, organization, &mut found.iter_mut().collect::<Vec<_>>()).await?;
    Ok(found)
}

/// A page of the scheduled scans.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
) -> Result<ListPage<ScheduledScan>, ListError> {
    let scope = [("t.organization", organization.into()), ("s.product", product.as_str().into())];
    let mut page = SPEC.list(tx, &scope, query, read).await?;
    add_blackouts(tx, organization, &mut page.items.iter_mut().collect::<Vec<_>>()).await?;
    Ok(page)
}

/// The scheduled scan of a target that comes next, without its blackout period ([`add_blackouts`]).
///
/// # Errors
/// [`DbError`]
pub async fn upcoming(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    target: TargetId,
) -> Result<Option<ScheduledScan>, DbError> {
    sql(concat!(
        "SELECT ",
        columns!(),
        " FROM scheduled_scans t JOIN schedules s ON s.id = t.schedule WHERE t.target = $1 AND t.organization = $2 \
          AND s.product = $3 AND s.enabled AND s.next_due IS NOT NULL ORDER BY s.next_due, t.id LIMIT 1"
    ))
    .bind(target)
    .bind(organization)
    .bind(product.as_str())
    .opt(tx, read)
    .await
}

/// Removes one with its schedule and what became of its due times; whether it was there.
///
/// # Errors
/// [`DbError`]
pub async fn delete(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: ScheduledScanId,
) -> Result<bool, DbError> {
    let Some(found) = get(tx, organization, product, id).await? else { return Ok(false) };
    schedules::delete(tx, organization, product, found.schedule.id).await
}

/// What a schedule starts through the scheduled scan that it belongs to.
#[derive(Debug, Clone)]
pub struct Started {
    /// The schedule.
    pub schedule: ScheduleId,
    /// The scan of the target: its oldest, if it ever has several.
    pub scan: Scan,
    /// The options of the scheduled scan.
    pub options: ScheduledOptions,
    /// What the dialect keeps with the target.
    pub target: Map<String, Value>,
}

/// What schedules start through scheduled scans; nothing for those that are no such schedules.
///
/// # Errors
/// [`DbError`]
pub async fn of_schedules(tx: &mut Tx, schedules: &[ScheduleId]) -> Result<Vec<Started>, DbError> {
    let text = "SELECT c.id, c.organization, c.product, c.name, c.comment, c.target, c.profile, c.port_list, c.schedule, \
         c.last_run, c.created_by, c.created_at, c.updated_at, t.schedule AS starts, t.options, g.options AS target_options \
         FROM scheduled_scans t JOIN targets g ON g.id = t.target AND g.organization = t.organization \
         JOIN scans c ON c.target = t.target AND c.product = 'dast' WHERE t.schedule {1} ORDER BY c.created_at, c.id";
    let read = |row: Row<'_>| {
        let row = row.of("scheduled_scans");
        Ok(Started {
            schedule: row.id("starts")?,
            scan: scans::read(row)?,
            options: row.json("options")?,
            target: row.opt_json("target_options")?.unwrap_or_default(),
        })
    };
    let mut found = find_among(tx, text, &[uuids(schedules.iter().copied())], Vec::new(), read).await?;
    let mut seen = HashSet::new();
    found.retain(|started| seen.insert(started.schedule));
    Ok(found)
}
