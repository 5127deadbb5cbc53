//! What the DAST dialect keeps of a target beside the target itself, and its lists.

use std::collections::HashMap;

use model::target::Target;
use model::{Id, OrganizationId, Product, RunId, ScanId, SeverityCounts, TargetId, Timestamp, UserId};
use serde_json::{Map, Value};

use crate::bulk::{find_among, uuids};
use crate::db::{Tx, built, sql};
use crate::error::DbError;
use crate::list::{Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, Order};
use crate::row::{Row, json};
use crate::secrets::SealedSecret;
use crate::targets;
use crate::value::Val;

/// A web or API target with what only its dialect knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebRow {
    /// The target.
    pub target: Target,
    /// Settings of the dialect, opaque here.
    pub options: Map<String, Value>,
    /// Whether it is in use; archived ones are not.
    pub enabled: bool,
    /// Whether the dialect calls it unlimited.
    pub unlimited: bool,
    /// Who changed it last.
    pub changed_by: Option<UserId>,
}

/// The one scan definition behind a web target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScanOf {
    /// Its id.
    pub id: ScanId,
    /// Profile word.
    pub profile: String,
    /// The newest run.
    pub last_run: Option<RunId>,
}

/// An uploaded file of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetFile {
    /// Name as it was uploaded.
    pub name: String,
    /// Text.
    pub content: String,
}

/// How bad the worst open finding is that nobody decided on, in the words of the dialect; `null` before the first run that
/// ended well.
const RISK: &str = "(CASE WHEN NOT EXISTS (SELECT 1 FROM runs r WHERE r.target = t.id AND r.state IN ('completed', \
    'completed_invalid')) THEN 'null' \
    ELSE COALESCE((SELECT MAX(CASE c.threat WHEN 'critical' THEN '40' WHEN 'high' THEN '30' WHEN 'medium' THEN '20' \
    WHEN 'low' THEN '10' ELSE '0' END) FROM finding_counters c WHERE c.target = t.id AND c.state <> 'fixed' \
    AND c.findings > (SELECT COUNT(*) FROM findings d WHERE d.target = t.id AND d.decision IS NOT NULL \
    AND d.state = c.state AND c.threat = CASE WHEN d.severity >= 90 THEN 'critical' WHEN d.severity >= 70 THEN 'high' \
    WHEN d.severity >= 40 THEN 'medium' WHEN d.severity > 0 THEN 'low' ELSE 'info' END)), '0') END)";

const SPEC: ListSpec = ListSpec {
    from: "targets t",
    key: "t.id",
    created: "t.created_at",
    select: "t.id, t.organization, t.product, t.kind, t.name, t.comment, t.hosts, t.exclude_hosts, t.max_hosts, \
             t.web, t.created_at, t.updated_at, t.options, t.enabled, t.unlimited, t.changed_by",
    rows: None,
    columns: &[
        Column::filter("id", "t.id", ColumnKind::Id),
        Column::filter("kind", "t.kind", ColumnKind::Word),
        Column::filter("enabled", "t.enabled", ColumnKind::Bool),
        Column::filter("verified", "t.verified", ColumnKind::Bool),
        Column::filter("unlimited", "t.unlimited", ColumnKind::Bool),
        Column::filter("risk", RISK, ColumnKind::Word),
        Column::filter(
            "label",
            "EXISTS (SELECT 1 FROM target_labels l WHERE l.target = t.id AND l.label = {})",
            ColumnKind::IdWhere,
        ),
        Column::every(
            "every_label",
            "EXISTS (SELECT 1 FROM target_labels l WHERE l.target = t.id AND l.label = {})",
            ColumnKind::IdWhere,
        ),
        Column::filter(
            "profile",
            "EXISTS (SELECT 1 FROM scans s WHERE s.target = t.id AND s.profile = {})",
            ColumnKind::WordWhere,
        ),
        Column::filter(
            "search",
            "(lower(t.name) LIKE lower({}) ESCAPE '\\' OR lower(t.url) LIKE lower({}) ESCAPE '\\' OR EXISTS \
             (SELECT 1 FROM target_labels l JOIN labels a ON a.id = l.label WHERE l.target = t.id \
             AND lower(a.name) LIKE lower({}) ESCAPE '\\'))",
            ColumnKind::Search,
        ),
        Column::sort("name", "t.name", ColumnKind::Text),
        Column::sort("url", "t.url", ColumnKind::Text),
        Column::sort("kind", "t.kind", ColumnKind::Word),
        Column::sort("created", "t.created_at", ColumnKind::Time),
        Column::sort("changed", "t.updated_at", ColumnKind::Time),
    ],
    default_sort: ("changed", Order::Desc),
};

/// The columns that [`list`] knows.
pub const COLUMNS: &[Column] = SPEC.columns;

fn read(row: Row<'_>) -> Result<WebRow, DbError> {
    let target = targets::read(row)?;
    let row = row.of("targets");
    Ok(WebRow {
        target,
        options: row.opt_json("options")?.unwrap_or_default(),
        enabled: row.bool("enabled")?,
        unlimited: row.bool("unlimited")?,
        changed_by: row.opt_id("changed_by")?,
    })
}

/// One web or API target.
///
/// # Errors
/// [`DbError`]
pub async fn get(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    id: TargetId,
) -> Result<Option<WebRow>, DbError> {
    sql("SELECT id, organization, product, kind, name, comment, hosts, exclude_hosts, max_hosts, web, created_at, \
         updated_at, options, enabled, unlimited, changed_by FROM targets \
         WHERE id = $1 AND organization = $2 AND product = $3 AND web IS NOT NULL")
    .bind(id)
    .bind(organization)
    .bind(product.as_str())
    .opt(tx, read)
    .await
}

/// A page of the web and API targets.
///
/// # Errors
/// Unknown columns and bad values; the database.
pub async fn list(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    query: &ListQuery,
) -> Result<ListPage<WebRow>, ListError> {
    let scope = [("t.organization", organization.into()), ("t.product", product.as_str().into())];
    SPEC.list(tx, &scope, query, read).await
}

/// Whether a target of the organization begins at that address.
///
/// # Errors
/// [`DbError`]
pub async fn has_url(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    url: &str,
) -> Result<bool, DbError> {
    let found = sql("SELECT id FROM targets WHERE organization = $1 AND product = $2 AND url = $3 LIMIT 1")
        .bind(organization)
        .bind(product.as_str())
        .bind(url)
        .opt(tx, |_| Ok(()))
        .await?;
    Ok(found.is_some())
}

/// Stores what lies beside the target itself; whether it was there.
///
/// # Errors
/// [`DbError`]
pub async fn set_extra(tx: &mut Tx, row: &WebRow) -> Result<bool, DbError> {
    // What holds runs back is read at every look at them, without all the rest.
    let window = row.options.get("blackout_period").filter(|window| !window.is_null());
    let n = sql(
        "UPDATE targets SET options = $1, enabled = $2, unlimited = $3, changed_by = $4, own_window = $7 \
         WHERE id = $5 AND organization = $6",
    )
    .bind(json(&row.options))
    .bind(row.enabled)
    .bind(row.unlimited)
    .bind(row.changed_by)
    .bind(row.target.id)
    .bind(row.target.organization)
    .bind(window.map(json))
    .run(tx)
    .await?;
    Ok(n == 1)
}

/// The blackout window that a target keeps among its options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWindow {
    /// The target.
    pub target: TargetId,
    /// Its organization.
    pub organization: OrganizationId,
    /// Its name.
    pub name: String,
    /// The window, as JSON.
    pub window: String,
}

fn read_window(row: Row<'_>) -> Result<OwnWindow, DbError> {
    let row = row.of("targets");
    Ok(OwnWindow {
        target: row.id("id")?,
        organization: row.id("organization")?,
        name: row.text("name")?,
        window: row.text("own_window")?,
    })
}

/// Which of these targets, of any organization, have a window of their own.
///
/// # Errors
/// [`DbError`]
pub async fn windows_of(tx: &mut Tx, targets: &[TargetId]) -> Result<Vec<OwnWindow>, DbError> {
    let text =
        "SELECT id, organization, name, own_window FROM targets WHERE id {1} AND own_window IS NOT NULL";
    find_among(tx, text, &[uuids(targets.iter().copied())], Vec::new(), read_window).await
}

/// The windows of at most `limit` targets of a product, those of the oldest ones.
///
/// # Errors
/// [`DbError`]
pub async fn windows(
    tx: &mut Tx,
    organization: OrganizationId,
    product: Product,
    limit: u32,
) -> Result<Vec<OwnWindow>, DbError> {
    sql("SELECT id, organization, name, own_window FROM targets WHERE organization = $1 AND product = $2 \
         AND own_window IS NOT NULL ORDER BY created_at, id LIMIT $3")
    .bind(organization)
    .bind(product.as_str())
    .bind(limit)
    .all(tx, read_window)
    .await
}

/// Stores the sealed secrets of a target's web settings; `None` takes them away.
///
/// # Errors
/// [`DbError`]
pub async fn set_secrets(
    tx: &mut Tx,
    organization: OrganizationId,
    id: TargetId,
    sealed: Option<&SealedSecret>,
) -> Result<bool, DbError> {
    let n = match sealed {
        Some(SealedSecret { key_id, sealed }) => {
            sql("UPDATE targets SET web_secrets = $1, web_secrets_key = $2 WHERE id = $3 AND organization = $4")
                .bind(sealed.clone())
                .bind(key_id)
                .bind(id)
                .bind(organization)
                .run(tx)
                .await?
        }
        None => {
            sql("UPDATE targets SET web_secrets = NULL, web_secrets_key = NULL WHERE id = $1 AND organization = $2")
                .bind(id)
                .bind(organization)
                .run(tx)
                .await?
        }
    };
    Ok(n == 1)
}

/// The sealed secrets of a target's web settings.
///
/// # Errors
/// [`DbError`]
pub async fn secrets(
    tx: &mut Tx,
    organization: OrganizationId,
    id: TargetId,
) -> Result<Option<SealedSecret>, DbError> {
    sql("SELECT web_secrets, web_secrets_key FROM targets \
         WHERE id = $1 AND organization = $2 AND web_secrets IS NOT NULL")
    .bind(id)
    .bind(organization)
    .opt(tx, |row| {
        let row = row.of("targets");
        Ok(SealedSecret { key_id: row.text("web_secrets_key")?, sealed: row.bytes("web_secrets")? })
    })
    .await
}

/// `$2, $3, …`: places for the ids of a chunk after the organization's.
fn places(count: usize) -> String {
    (2..count + 2).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

/// Ids in chunks that a statement can bind.
fn chunks(ids: &[TargetId]) -> impl Iterator<Item = (String, Vec<Val>)> {
    ids.chunks(500)
        .map(|chunk| (places(chunk.len()), chunk.iter().map(|id| Val::Uuid(Some(id.uuid()))).collect()))
}

/// The scan definition of each target; the oldest one where somebody made more of them through the other dialect.
///
/// # Errors
/// [`DbError`]
pub async fn scans_of(
    tx: &mut Tx,
    organization: OrganizationId,
    ids: &[TargetId],
) -> Result<HashMap<TargetId, ScanOf>, DbError> {
    let mut out = HashMap::new();
    for (places, values) in chunks(ids) {
        let text = format!(
            "SELECT id, target, profile, last_run FROM scans WHERE organization = $1 AND target IN ({places}) \
             ORDER BY created_at DESC, id DESC"
        );
        let rows = built(text)
            .bind(organization)
            .bind_all(values)
            .all(tx, |row| {
                let row = row.of("scans");
                let scan = ScanOf {
                    id: row.id("id")?,
                    profile: row.text("profile")?,
                    last_run: row.opt_id("last_run")?,
                };
                Ok((row.id("target")?, scan))
            })
            .await?;
        out.extend(rows);
    }
    Ok(out)
}

/// Changes the profile of a target's scan definition.
///
/// # Errors
/// [`DbError`]
pub async fn set_profile(
    tx: &mut Tx,
    organization: OrganizationId,
    scan: ScanId,
    profile: &str,
    at: Timestamp,
) -> Result<(), DbError> {
    sql("UPDATE scans SET profile = $1, updated_at = $2 WHERE id = $3 AND organization = $4")
        .bind(profile)
        .bind(at)
        .bind(scan)
        .bind(organization)
        .run(tx)
        .await?;
    Ok(())
}

/// Open findings of each target by band; `None` before the first run that ended well.
///
/// # Errors
/// [`DbError`]
pub async fn counts_of(
    tx: &mut Tx,
    organization: OrganizationId,
    ids: &[TargetId],
) -> Result<HashMap<TargetId, SeverityCounts>, DbError> {
    let mut out: HashMap<TargetId, SeverityCounts> = HashMap::new();
    for (places, values) in chunks(ids) {
        let text = format!(
            "SELECT DISTINCT target FROM runs WHERE organization = $1 AND target IN ({places}) \
             AND state IN ('completed', 'completed_invalid')"
        );
        let ended = built(text)
            .bind(organization)
            .bind_all(values.clone())
            .all(tx, |row| row.of("runs").id::<TargetId>("target"))
            .await?;
        out.extend(ended.into_iter().map(|id| (id, SeverityCounts::default())));
    }
    for (target, open) in crate::findings::counts_of_targets(tx, organization, ids).await? {
        if open.total() > 0 {
            out.insert(target, open);
        }
    }
    Ok(out)
}

/// Stores the uploaded API description of a target; an earlier one is gone.
///
/// # Errors
/// `ForeignKey` when the target is gone.
pub async fn set_api_schema(
    tx: &mut Tx,
    target: TargetId,
    file: &TargetFile,
    at: Timestamp,
) -> Result<(), DbError> {
    sql("INSERT INTO target_files (target, kind, name, content, updated_at) VALUES ($1, 'api_schema', $2, $3, $4) \
         ON CONFLICT (target, kind) DO UPDATE SET name = excluded.name, content = excluded.content, \
         updated_at = excluded.updated_at")
    .bind(target)
    .bind(&file.name)
    .bind(&file.content)
    .bind(at)
    .run(tx)
    .await?;
    Ok(())
}

/// The uploaded API description of a target of the organization.
///
/// # Errors
/// [`DbError`]
pub async fn api_schema(
    tx: &mut Tx,
    organization: OrganizationId,
    target: TargetId,
) -> Result<Option<TargetFile>, DbError> {
    sql("SELECT f.name, f.content FROM target_files f JOIN targets t ON t.id = f.target \
         WHERE f.target = $1 AND t.organization = $2 AND f.kind = 'api_schema'")
    .bind(target)
    .bind(organization)
    .opt(tx, |row| {
        let row = row.of("target_files");
        Ok(TargetFile { name: row.text("name")?, content: row.text("content")? })
    })
    .await
}
