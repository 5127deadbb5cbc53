//! Blackout periods of organizations, targets and schedules. The window that the DAST dialect keeps with a target rests
//! among the target's options; what holds a run back is read here from both.

use std::collections::HashSet;

use model::blackout::{Blackout, BlackoutScope, Hold, HoldKind};
use model::{BlackoutId, OrganizationId, Product, ScheduleId, TargetId, Timestamp};

use crate::bulk::{Bulk, find_among, uuids};
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::{Row, json};
use crate::value::{Kind, Val};

macro_rules! columns {
    () => {
        "t.id, t.organization, t.target, t.schedule, t.name, t.kind, t.window_begin, t.window_cease, t.weekdays, \
         t.timezone, t.freeze_begin, t.freeze_end, t.enabled, t.source, t.created_at, t.changed_at, t.changed_by"
    };
}

const SPEC: ListSpec = ListSpec {
    from: "blackouts t LEFT JOIN targets g ON g.id = t.target LEFT JOIN schedules s ON s.id = t.schedule",
    key: "t.id",
    created: "t.created_at",
    select: columns!(),
    rows: Some("JOIN blackouts t ON t.id = page.page_key"),
    columns: &[
        Column::both("name", "t.name", ColumnKind::Text),
        Column::filter("id", "t.id", ColumnKind::Id),
        Column::filter("kind", "t.kind", ColumnKind::Word),
        Column::filter(
            "scope",
            "(CASE WHEN t.target IS NOT NULL THEN 'target' WHEN t.schedule IS NOT NULL THEN 'schedule' \
             ELSE 'organization' END)",
            ColumnKind::Word,
        ),
        Column::filter("target_id", "t.target", ColumnKind::Id),
        Column::filter("schedule_id", "t.schedule", ColumnKind::Id),
        Column::filter("enabled", "t.enabled", ColumnKind::Bool),
        Column::filter("source", "t.source", ColumnKind::Text),
        Column::sort("created_at", "t.created_at", ColumnKind::Time),
        Column::sort("updated_at", "t.changed_at", ColumnKind::Time),
    ],
    default_sort: ("created_at", Order::Desc),
};

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;

fn read(row: Row<'_>) -> Result<Blackout, DbError> {
    let row = row.of("blackouts");
    let scope = match (row.opt_id("target")?, row.opt_id("schedule")?) {
        (Some(target), _) => BlackoutScope::Target(target),
        (None, Some(schedule)) => BlackoutScope::Schedule(schedule),
        (None, None) => BlackoutScope::Organization,
    };
    let hold = match row.parse("kind")? {
        HoldKind::Window => Hold::Window {
            begin: row.text("window_begin")?,
            cease: row.text("window_cease")?,
            weekdays: row.json("weekdays")?,
            timezone: row.text("timezone")?,
        },
        HoldKind::Freeze => Hold::Freeze { begin: row.time("freeze_begin")?, end: row.time("freeze_end")? },
    };
    Ok(Blackout {
        id: row.id("id")?,
        organization: row.id("organization")?,
        scope,
        name: row.text("name")?,
        hold,
        enabled: row.bool("enabled")?,
        source: row.opt_text("source")?,
        created_at: row.time("created_at")?,
        changed_at: row.time("changed_at")?,
        changed_by: row.opt_id("changed_by")?,
    })
}

/// `kind` to `freeze_end`.
fn hold_values(hold: &Hold) -> [Val; 7] {
    let kind = Val::from(hold.kind().as_str());
    match hold {
        Hold::Window { begin, cease, weekdays, timezone } => [
            kind,
            begin.into(),
            cease.into(),
            json(weekdays).into(),
            timezone.into(),
            Val::Int(None),
            Val::Int(None),
        ],
        Hold::Freeze { begin, end } => [
            kind,
            Val::Text(None),
            Val::Text(None),
            Val::Text(None),
            Val::Text(None),
            (*begin).into(),
            (*end).into(),
        ],
    }
}

/// Stores a new one.
///
/// # Errors
/// `ForeignKey` when organization, target or schedule are gone.
pub async fn insert(tx: &mut Tx, new: &Blackout) -> Result<(), DbError> {
    insert_many(tx, std::slice::from_ref(new)).await
}

/// Stores new ones.
///
/// # Errors
/// As [`insert`].
pub async fn insert_many(tx: &mut Tx, new: &[Blackout]) -> Result<(), DbError> {
    const BULK: Bulk = Bulk {
        table: "blackouts",
        columns: &[
            ("id", Kind::Uuid),
            ("organization", Kind::Uuid),
            ("target", Kind::Uuid),
            ("schedule", Kind::Uuid),
            ("name", Kind::Text),
            ("kind", Kind::Text),
            ("window_begin", Kind::Text),
            ("window_cease", Kind::Text),
            ("weekdays", Kind::Text),
            ("timezone", Kind::Text),
            ("freeze_begin", Kind::Int),
            ("freeze_end", Kind::Int),
            ("enabled", Kind::Bool),
            ("source", Kind::Text),
            ("created_at", Kind::Int),
            ("changed_at", Kind::Int),
            ("changed_by", Kind::Uuid),
        ],
        suffix: "",
    };
    let row = |new: &Blackout| {
        let mut row: Vec<Val> = vec![
            new.id.into(),
            new.organization.into(),
            new.scope.target().into(),
            new.scope.schedule().into(),
            (&new.name).into(),
        ];
        row.extend(hold_values(&new.hold));
        row.extend([
            Val::from(new.enabled),
            new.source.as_deref().into(),
            new.created_at.into(),
            new.changed_at.into(),
            new.changed_by.into(),
        ]);
        row
    };
    BULK.insert(tx, new.iter().map(row).collect()).await.map(drop)
}

/// Changes name, times, whether it counts and who changed it; whether it was there.
///
/// # Errors
/// [`DbError`]
pub async fn update(tx: &mut Tx, changed: &Blackout) -> Result<bool, DbError> {
    let n = sql("UPDATE blackouts SET name = $1, enabled = $2, changed_at = $3, changed_by = $4, kind = $7, \
         window_begin = $8, window_cease = $9, weekdays = $10, timezone = $11, freeze_begin = $12, freeze_end = $13 \
         WHERE id = $5 AND organization = $6")
        .bind(&changed.name)
        .bind(changed.enabled)
        .bind(changed.changed_at)
        .bind(changed.changed_by)
        .bind(changed.id)
        .bind(changed.organization)
        .bind_all(hold_values(&changed.hold))
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// Removes one; whether it was there.
///
/// # Errors
/// [`DbError`]
pub async fn delete(tx: &mut Tx, organization: OrganizationId, id: BlackoutId) -> Result<bool, DbError> {
    let n = sql("DELETE FROM blackouts WHERE id = $1 AND organization = $2")
        .bind(id)
        .bind(organization)
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// Removes what a calendar brought for the whole organization; how many there were.
///
/// # Errors
/// [`DbError`]
pub async fn delete_source(tx: &mut Tx, organization: OrganizationId, source: &str) -> Result<u64, DbError> {
    sql("DELETE FROM blackouts WHERE organization = $1 AND source = $2 AND target IS NULL AND schedule IS NULL")
        .bind(organization)
        .bind(source)
        .run(tx)
        .await
}

/// How many an organization has.
///
/// # Errors
/// [`DbError`]
pub async fn count(tx: &mut Tx, organization: OrganizationId) -> Result<u64, DbError> {
    sql("SELECT COUNT(*) AS n FROM blackouts WHERE organization = $1")
        .bind(organization)
        .one(tx, |row| row.of("blackouts").num("n"))
        .await
}

/// One of the organization, if the product shows it.
///
/// # Errors
/// [`DbError`]
pub async fn get(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: BlackoutId,
) -> Result<Option<Blackout>, DbError> {
    sql(concat!(
        "SELECT ",
        columns!(),
        " FROM blackouts t LEFT JOIN targets g ON g.id = t.target LEFT JOIN schedules s ON s.id = t.schedule \
          WHERE t.id = $1 AND t.organization = $2 AND COALESCE(g.product, s.product, $3) = $3"
    ))
    .bind(id)
    .bind(organization)
    .bind(product.as_str())
    .opt(tx, read)
    .await
}

/// A page of those that the product shows.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
) -> Result<ListPage<Blackout>, ListError> {
    // What belongs to a target or schedule is listed in its product, what belongs to the organization in every one.
    let product = ("COALESCE(g.product, s.product, {}) = {}", product.as_str().into());
    let scope = [("t.organization", organization.into()), product];
    SPEC.list(tx, &scope, query, read).await
}

/// Schedules from which on all of the organization are asked for at once.
const MANY: usize = 20;

/// Those of schedules, oldest first.
///
/// # Errors
/// [`DbError`]
pub async fn of_schedules(
    tx: &mut Tx,
    organization: OrganizationId,
    schedules: &[ScheduleId],
) -> Result<Vec<Blackout>, DbError> {
    if schedules.len() >= MANY {
        let wanted: HashSet<_> = schedules.iter().map(|id| Some(*id)).collect();
        let mut found = sql(concat!(
            "SELECT ",
            columns!(),
            " FROM blackouts t WHERE t.organization = $1 AND t.schedule IS NOT NULL ORDER BY t.created_at, t.id"
        ))
        .bind(organization)
        .all(tx, read)
        .await?;
        found.retain(|row| wanted.contains(&row.scope.schedule()));
        return Ok(found);
    }
    let mut found = Vec::new();
    for schedule in schedules {
        let rows = sql(concat!(
            "SELECT ",
            columns!(),
            " FROM blackouts t WHERE t.schedule = $1 AND t.organization = $2 ORDER BY t.created_at, t.id"
        ))
        .bind(*schedule)
        .bind(organization)
        .all(tx, read)
        .await?;
        found.extend(rows);
    }
    Ok(found)
}

/// Those that hold back what belongs to any of these, each with its organization, without those that are over at `after`;
/// oldest first.
///
/// # Errors
/// [`DbError`]
pub async fn of_owners(
    tx: &mut Tx,
    owners: &[(OrganizationId, BlackoutScope)],
    after: Timestamp,
) -> Result<Vec<Blackout>, DbError> {
    let whole = |(organization, scope): &(_, BlackoutScope)| {
        (*scope == BlackoutScope::Organization).then_some(*organization)
    };
    let lists = [
        uuids::<OrganizationId>(owners.iter().filter_map(whole)),
        uuids::<TargetId>(owners.iter().filter_map(|(_, scope)| scope.target())),
        uuids::<ScheduleId>(owners.iter().filter_map(|(_, scope)| scope.schedule())),
    ];
    let text = concat!(
        "SELECT ",
        columns!(),
        " FROM blackouts t WHERE t.enabled AND (t.freeze_end IS NULL OR t.freeze_end > $4) \
          AND ((t.organization {1} AND t.target IS NULL AND t.schedule IS NULL) OR t.target {2} OR t.schedule {3}) \
          ORDER BY t.created_at, t.id"
    );
    let owners: HashSet<_> = owners.iter().collect();
    let mut found = find_among(tx, text, &lists, vec![after.into()], read).await?;
    found.retain(|row| owners.contains(&(row.organization, row.scope)));
    Ok(found)
}

/// What the DAST dialect keeps with a target, as JSON; `None` for targets that have nothing, or are gone.
///
/// # Errors
/// [`DbError`]
pub async fn target_options(
    tx: &mut Tx,
    organization: OrganizationId,
    target: TargetId,
) -> Result<Option<String>, DbError> {
    let found = sql("SELECT id, options FROM targets WHERE id = $1 AND organization = $2")
        .bind(target)
        .bind(organization)
        .opt(tx, |row| row.of("targets").opt_text("options"))
        .await?;
    Ok(found.flatten())
}

/// At most `limit` enabled ones that the product shows and that may hold between two instants: every window, and the freezes
/// that touch that time. Oldest first.
///
/// # Errors
/// [`DbError`]
pub async fn touching(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    (from, to): (Timestamp, Timestamp),
    limit: u32,
) -> Result<Vec<Blackout>, DbError> {
    sql(concat!(
        "SELECT ",
        columns!(),
        " FROM blackouts t LEFT JOIN targets g ON g.id = t.target LEFT JOIN schedules s ON s.id = t.schedule \
          WHERE t.organization = $1 AND COALESCE(g.product, s.product, $2) = $2 AND t.enabled \
          AND (t.freeze_end IS NULL OR (t.freeze_end > $3 AND t.freeze_begin < $4)) \
          ORDER BY t.created_at, t.id LIMIT $5"
    ))
    .bind(organization)
    .bind(product.as_str())
    .bind(from)
    .bind(to)
    .bind(limit)
    .all(tx, read)
    .await
}
