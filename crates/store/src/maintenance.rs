//! `watchpost db check` and `backup`.

use std::collections::BTreeMap;
use std::path::Path;

use crate::audit::{self, ChainVerdict};
use crate::db::{Db, Tx, new_file, sql};
use crate::error::DbError;
use crate::organizations;

/// What a check found wrong; empty is good.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// A sentence each.
    pub problems: Vec<String>,
    /// Entries of audit chains that were recomputed.
    pub audit_entries: i64,
}

/// Looks over the whole database: its own consistency, its version, and every organization's audit chain.
///
/// # Errors
/// [`DbError`]
pub async fn check(db: &Db) -> Result<Findings, DbError> {
    let mut found = Findings::default();
    let (version, known) = (crate::migrate::version(db).await?, crate::migrate::known_version());
    if version != known {
        found.problems.push(format!("the schema has version {version}, this program has {known}"));
    }
    let mut tx = db.read().await?;
    if tx.is_sqlite() {
        let rows = sql("SELECT integrity_check AS problem FROM pragma_integrity_check")
            .all(&mut tx, |row| row.text("problem"))
            .await?;
        found.problems.extend(rows.into_iter().filter(|r| r != "ok").take(100));
        let rows = sql("SELECT \"table\" AS name, CAST(COUNT(*) AS BIGINT) AS n FROM pragma_foreign_key_check GROUP BY 1")
            .all(&mut tx, |row| Ok(format!("{} rows of \"{}\" point nowhere", row.int("n")?, row.text("name")?)))
            .await?;
        found.problems.extend(rows);
    }
    if version == 0 {
        return Ok(found);
    }
    for organization in organizations::all(&mut tx).await? {
        match audit::verify_chain(&mut tx, organization.id).await? {
            ChainVerdict::Intact { entries } => found.audit_entries += entries,
            ChainVerdict::Broken { at } => {
                let id = organization.id;
                found.problems.push(format!("the audit chain of organization {id} is broken at entry {at}"));
            }
        }
    }
    Ok(found)
}

/// Writes a copy of a SQLite database to a file that is not there yet, while others go on using it.
///
/// # Errors
/// `Unsupported` for PostgreSQL, which has its own tool.
pub async fn backup(db: &Db, to: &Path) -> Result<(), DbError> {
    let Db::Sqlite { write, .. } = db else {
        return Err(DbError::Unsupported("a PostgreSQL database is backed up with pg_dump"));
    };
    let Some(path) = to.to_str() else {
        return Err(DbError::Unsupported("the path of the backup is not valid UTF-8"));
    };
    // An empty file is taken; one that holds something is refused here, before anything is done.
    new_file(to).map_err(|cause| DbError::File { path: path.to_owned(), cause })?;
    sqlx::query("VACUUM INTO $1").bind(path.to_owned()).execute(write).await?;
    Ok(())
}

/// Brings the planner's statistics up to date: after a large import, and now and then.
///
/// # Errors
/// [`DbError`]
pub async fn analyze(db: &Db) -> Result<(), DbError> {
    match db {
        Db::Sqlite { write, .. } => sqlx::query("ANALYZE").execute(write).await.map(drop)?,
        // Index-only scans need the visibility map, which only a vacuum writes.
        Db::Postgres { pool, .. } => sqlx::query("VACUUM ANALYZE").execute(pool).await.map(drop)?,
    }
    Ok(())
}

/// The shape of a schema: every column, and every index, in words that are the same for both databases.
///
/// # Errors
/// [`DbError`]
pub async fn shape(tx: &mut Tx) -> Result<BTreeMap<String, String>, DbError> {
    let columns = if tx.is_sqlite() {
        "SELECT m.name || '.' || c.name AS what, \
         CASE lower(c.type) WHEN 'blob' THEN 'bytes' WHEN 'integer' THEN 'integer' ELSE lower(c.type) END \
         || CASE WHEN c.\"notnull\" = 1 THEN ' not null' ELSE '' END \
         || CASE WHEN c.pk > 0 THEN ' key ' || c.pk ELSE '' END AS shape \
         FROM sqlite_master m JOIN pragma_table_info(m.name) c \
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '\\_sqlx%' ESCAPE '\\'"
    } else {
        "SELECT c.table_name || '.' || c.column_name AS what, \
         CASE c.data_type WHEN 'uuid' THEN 'bytes' WHEN 'bytea' THEN 'bytes' WHEN 'bigint' THEN 'integer' \
         WHEN 'boolean' THEN 'integer' ELSE c.data_type END \
         || CASE WHEN c.is_nullable = 'NO' THEN ' not null' ELSE '' END \
         || COALESCE((SELECT ' key ' || k.ordinal_position FROM information_schema.key_column_usage k \
            JOIN information_schema.table_constraints p ON p.constraint_name = k.constraint_name \
            AND p.table_name = k.table_name WHERE p.constraint_type = 'PRIMARY KEY' AND p.table_schema = c.table_schema \
            AND k.table_name = c.table_name AND k.column_name = c.column_name), '') AS shape \
         FROM information_schema.columns c \
         WHERE c.table_schema = current_schema() AND c.table_name NOT LIKE '\\_sqlx%'"
    };
    let indexes = if tx.is_sqlite() {
        "SELECT m.name || ' on ' || m.tbl_name AS what, \
         CASE WHEN i.\"unique\" = 1 THEN 'unique ' ELSE '' END || CASE WHEN i.partial = 1 THEN 'partial ' ELSE '' END \
         || (SELECT group_concat(x.name, ', ') FROM (SELECT name FROM pragma_index_info(m.name) ORDER BY seqno) x) \
         AS shape FROM sqlite_master m JOIN pragma_index_list(m.tbl_name) i ON i.name = m.name \
         WHERE m.type = 'index' AND m.sql IS NOT NULL"
    } else {
        "SELECT i.relname || ' on ' || t.relname AS what, \
         CASE WHEN x.indisunique THEN 'unique ' ELSE '' END || CASE WHEN x.indpred IS NOT NULL THEN 'partial ' ELSE '' END \
         || (SELECT string_agg(a.attname, ', ' ORDER BY k.n) FROM unnest(x.indkey) WITH ORDINALITY AS k (attnum, n) \
            JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum) AS shape \
         FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid \
         JOIN pg_namespace s ON s.oid = t.relnamespace \
         WHERE s.nspname = current_schema() AND NOT x.indisprimary AND t.relname NOT LIKE '\\_sqlx%'"
    };
    let mut shape = BTreeMap::new();
    for text in [columns, indexes] {
        shape.extend(sql(text).all(tx, |row| Ok((row.text("what")?, row.text("shape")?))).await?);
    }
    Ok(shape)
}
