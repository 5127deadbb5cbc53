//! Labels: tags on targets and on findings.

use std::collections::HashMap;

use model::label::{Label, LabelKind};
use model::{FindingId, Id, LabelId, OrganizationId, TargetId};

use crate::db::{Tx, built, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::Row;
use crate::value::Val;

const SPEC: ListSpec = ListSpec {
    from: "labels t",
    key: "t.id",
    created: "t.created_at",
    select: "t.id, t.organization, t.kind, t.name, t.color, t.changed_by, t.created_at, t.updated_at",
    rows: None,
    columns: &[
        Column::filter("id", "t.id", ColumnKind::Id),
        Column::filter("search", "lower(t.name) LIKE lower({}) ESCAPE '\\'", ColumnKind::Search),
        Column::both("name", "t.name", ColumnKind::Text),
        Column::both("color", "t.color", ColumnKind::Text),
        Column::sort("created", "t.created_at", ColumnKind::Time),
        Column::sort("changed", "t.updated_at", ColumnKind::Time),
    ],
    default_sort: ("changed", Order::Desc),
};

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;

fn read(row: Row<'_>) -> Result<Label, DbError> {
    let row = row.of("labels");
    Ok(Label {
        id: row.id("id")?,
        organization: row.id("organization")?,
        kind: row.parse("kind")?,
        name: row.text("name")?,
        color: row.text("color")?,
        changed_by: row.opt_id("changed_by")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

/// Stores a new label.
///
/// # Errors
/// `Conflict("labels_name_key")` when the organization has one of the kind and name.
pub async fn insert(tx: &mut Tx, label: &Label) -> Result<(), DbError> {
    sql("INSERT INTO labels (id, organization, kind, name, color, changed_by, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)")
    .bind(label.id)
    .bind(label.organization)
    .bind(label.kind.as_str())
    .bind(&label.name)
    .bind(&label.color)
    .bind(label.changed_by)
    .bind(label.created_at)
    .bind(label.updated_at)
    .run(tx)
    .await?;
    Ok(())
}

/// Changes name, color, `changed_by` and `updated_at`; whether it was there.
///
/// # Errors
/// `Conflict("labels_name_key")`.
pub async fn update(tx: &mut Tx, label: &Label) -> Result<bool, DbError> {
    let n = sql("UPDATE labels SET name = $1, color = $2, changed_by = $3, updated_at = $4 \
         WHERE id = $5 AND organization = $6")
    .bind(&label.name)
    .bind(&label.color)
    .bind(label.changed_by)
    .bind(label.updated_at)
    .bind(label.id)
    .bind(label.organization)
    .run(tx)
    .await?;
    Ok(n == 1)
}

/// Removes a label from everything that has it; whether it was there.
///
/// # Errors
/// [`DbError`]
pub async fn delete(
    tx: &mut Tx,
    organization: OrganizationId,
    kind: LabelKind,
    id: LabelId,
) -> Result<bool, DbError> {
    let n = sql("DELETE FROM labels WHERE id = $1 AND organization = $2 AND kind = $3")
        .bind(id)
        .bind(organization)
        .bind(kind.as_str())
        .run(tx)
        .await?;
    Ok(n == 1)
}

/// One label.
///
/// # Errors
/// [`DbError`]
pub async fn get(
    tx: &mut Tx,
    organization: OrganizationId,
    kind: LabelKind,
    id: LabelId,
) -> Result<Option<Label>, DbError> {
    sql("SELECT id, organization, kind, name, color, changed_by, created_at, updated_at FROM labels \
         WHERE id = $1 AND organization = $2 AND kind = $3")
    .bind(id)
    .bind(organization)
    .bind(kind.as_str())
    .opt(tx, read)
    .await
}

/// The label of that name.
///
/// # Errors
/// [`DbError`]
pub async fn by_name(
    tx: &mut Tx,
    organization: OrganizationId,
    kind: LabelKind,
    name: &str,
) -> Result<Option<Label>, DbError> {
    sql("SELECT id, organization, kind, name, color, changed_by, created_at, updated_at FROM labels \
         WHERE organization = $1 AND kind = $2 AND name = $3")
    .bind(organization)
    .bind(kind.as_str())
    .bind(name)
    .opt(tx, read)
    .await
}

/// A page of the labels of a kind.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    kind: LabelKind,
    query: &ListQuery,
) -> Result<ListPage<Label>, ListError> {
    let scope = [("t.organization", organization.into()), ("t.kind", kind.as_str().into())];
    SPEC.list(tx, &scope, query, read).await
}

/// The labels of each target, by name.
///
/// # Errors
/// [`DbError`]
pub async fn of_targets(
    tx: &mut Tx,
    organization: OrganizationId,
    ids: &[TargetId],
) -> Result<HashMap<TargetId, Vec<Label>>, DbError> {
    let mut out: HashMap<TargetId, Vec<Label>> = HashMap::new();
    for chunk in ids.chunks(500) {
        let places: Vec<String> = (2..chunk.len() + 2).map(|n| format!("${n}")).collect();
        let text = format!(
            "SELECT l.target, t.id, t.organization, t.kind, t.name, t.color, t.changed_by, t.created_at, t.updated_at \
             FROM target_labels l JOIN labels t ON t.id = l.label \
             WHERE t.organization = $1 AND l.target IN ({}) ORDER BY t.name, t.id",
            places.join(", ")
        );
        let rows = built(text)
            .bind(organization)
            .bind_all(chunk.iter().map(|id| Val::Uuid(Some(id.uuid()))))
            .all(tx, |row| Ok((row.id::<TargetId>("target")?, read(row)?)))
            .await?;
        for (target, label) in rows {
            out.entry(target).or_default().push(label);
        }
    }
    Ok(out)
}

/// The labels of each finding, by name.
///
/// # Errors
/// [`DbError`]
pub async fn of_findings(
    tx: &mut Tx,
    organization: OrganizationId,
    ids: &[FindingId],
) -> Result<HashMap<FindingId, Vec<Label>>, DbError> {
    let mut out: HashMap<FindingId, Vec<Label>> = HashMap::new();
    for chunk in ids.chunks(500) {
        let places: Vec<String> = (2..chunk.len() + 2).map(|n| format!("${n}")).collect();
        let text = format!(
            "SELECT l.finding, t.id, t.organization, t.kind, t.name, t.color, t.changed_by, t.created_at, t.updated_at \
             FROM finding_labels l JOIN labels t ON t.id = l.label \
             WHERE t.organization = $1 AND l.finding IN ({}) ORDER BY t.name, t.id",
            places.join(", ")
        );
        let rows = built(text)
            .bind(organization)
            .bind_all(chunk.iter().map(|id| Val::Uuid(Some(id.uuid()))))
            .all(tx, |row| Ok((row.id::<FindingId>("finding")?, read(row)?)))
            .await?;
        for (finding, label) in rows {
            out.entry(finding).or_default().push(label);
        }
    }
    Ok(out)
}

/// Gives a target exactly these labels.
///
/// # Errors
/// `ForeignKey` when target or labels are gone.
pub async fn set_of_target(tx: &mut Tx, target: TargetId, labels: &[LabelId]) -> Result<(), DbError> {
    sql("DELETE FROM target_labels WHERE target = $1").bind(target).run(tx).await?;
    for &label in labels {
        sql("INSERT INTO target_labels (target, label) VALUES ($1, $2) ON CONFLICT (target, label) DO NOTHING")
            .bind(target)
            .bind(label)
            .run(tx)
            .await?;
    }
    Ok(())
}
