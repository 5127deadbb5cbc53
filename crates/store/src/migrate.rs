//! Migrations: numbered files of equal names for both databases, forward only, never changed after a release.

use std::path::PathBuf;
use std::sync::LazyLock;

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};

use crate::db::{Db, sql};
use crate::error::DbError;

/// A migration: its number, its name, its text for SQLite and for PostgreSQL.
type Pair = (i64, &'static str, &'static str, &'static str);

macro_rules! pair {
    ($number:literal, $name:literal, $file:literal) => {
        (
            $number,
            $name,
            include_str!(concat!("../migrations/sqlite/", $file)),
            include_str!(concat!("../migrations/postgres/", $file)),
        )
    };
}

/// Every migration. A list of our own, because the macro that would read the folders brings both database drivers into the
/// build a second time, SQLite's C code included; a test holds it against the folders.
const PAIRS: &[Pair] = &[
    pair!(1, "identity", "0001_identity.sql"),
    pair!(2, "catalogue", "0002_catalogue.sql"),
    pair!(3, "results", "0003_results.sql"),
    pair!(4, "web", "0004_web.sql"),
    pair!(5, "dast", "0005_dast.sql"),
    pair!(6, "decisions", "0006_decisions.sql"),
    pair!(7, "finding_days", "0007_finding_days.sql"),
    pair!(8, "finding_changes", "0008_finding_changes.sql"),
    pair!(9, "finding_days_index", "0009_finding_days_index.sql"),
    pair!(10, "scheduling", "0010_scheduling.sql"),
    pair!(11, "run_holds", "0011_run_holds.sql"),
    pair!(12, "finding_facets", "0012_finding_facets.sql"),
    pair!(13, "calendar_feeds", "0013_calendar_feeds.sql"),
    pair!(14, "own_windows", "0014_own_windows.sql"),
];

static SQLITE: LazyLock<Migrator> = LazyLock::new(|| migrator(|pair| pair.2));
static POSTGRES: LazyLock<Migrator> = LazyLock::new(|| migrator(|pair| pair.3));

fn migrator(text: fn(&Pair) -> &'static str) -> Migrator {
    let migration = |pair: &Pair| {
        Migration::new(pair.0, pair.1.into(), MigrationType::Simple, text(pair).into_sql_str(), false)
    };
    Migrator::with_migrations(PAIRS.iter().map(migration).collect())
}

/// What a migration did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrated {
    /// Version before; 0 is an empty database.
    pub from: i64,
    /// Version after.
    pub to: i64,
    /// Copy of the database as it was, where one was made.
    pub backup: Option<PathBuf>,
}

/// The newest version that this program knows.
pub fn known_version() -> i64 {
    SQLITE.migrations.iter().map(|m| m.version).max().unwrap_or(0)
}

/// The version of a database; 0 is an empty one.
///
/// # Errors
/// [`DbError`]
pub async fn version(db: &Db) -> Result<i64, DbError> {
    let mut tx = db.read().await?;
    let table = if tx.is_sqlite() {
        sql("SELECT name FROM sqlite_master WHERE type = 'table' AND name = '_sqlx_migrations'")
    } else {
        sql("SELECT table_name FROM information_schema.tables \
             WHERE table_schema = current_schema() AND table_name = '_sqlx_migrations'")
    };
    if table.opt(&mut tx, |_| Ok(())).await?.is_none() {
        return Ok(0);
    }
    sql("SELECT CAST(COALESCE(MAX(version), 0) AS BIGINT) AS version FROM _sqlx_migrations")
        .one(&mut tx, |row| row.of("_sqlx_migrations").int("version"))
        .await
}

/// Brings a database to the newest version. An older SQLite database is copied beside its file first (`….backup-v3`);
/// on PostgreSQL several nodes that start at once take turns under an advisory lock.
///
/// # Errors
/// `Newer` for a database of a newer program; `Migrate` when a step fails (it leaves nothing behind).
pub async fn migrate(db: &Db) -> Result<Migrated, DbError> {
    let (from, to) = (version(db).await?, known_version());
    if from > to {
        return Err(DbError::Newer { found: from, known: to });
    }
    let mut migrated = Migrated { from, to, backup: None };
    match db {
        Db::Sqlite { write, path, .. } => {
            if from > 0 && from < to {
                let mut name = path.clone().into_os_string();
                name.push(format!(".backup-v{from}"));
                let backup = PathBuf::from(name);
                if !backup.exists() {
                    crate::maintenance::backup(db, &backup).await?;
                }
                migrated.backup = Some(backup);
            }
            SQLITE.run(write).await?;
        }
        Db::Postgres { pool, .. } => POSTGRES.run(pool).await?,
    }
    Ok(migrated)
}

/// The numbers and names of the migrations of SQLite and of PostgreSQL: for tests.
pub fn inventory() -> [Vec<(i64, String)>; 2] {
    let list = |m: &Migrator| m.migrations.iter().map(|m| (m.version, m.description.to_string())).collect();
    [list(&SQLITE), list(&POSTGRES)]
}

/// A word that changes with every migration, for naming a migrated template.
pub fn checksum() -> String {
    let bytes = POSTGRES.migrations.iter().flat_map(|m| m.checksum.iter().copied());
    let sum =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |sum, b| (sum ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
    format!("{sum:016x}")
}

/// Pretends that a database is of a version: for tests of what becomes of newer and older ones.
///
/// # Errors
/// [`DbError`]
pub async fn pretend_version(db: &Db, version: i64) -> Result<(), DbError> {
    let mut tx = db.write().await?;
    sql("UPDATE _sqlx_migrations SET version = $1 WHERE version = $2")
        .bind(version)
        .bind(known_version())
        .run(&mut tx)
        .await?;
    tx.commit().await
}

/// Forgets that the migrations from `version` on were made, their tables left as they are: for tests of what a
/// migration that fails leaves behind.
///
/// # Errors
/// [`DbError`]
pub async fn forget_from(db: &Db, version: i64) -> Result<(), DbError> {
    let mut tx = db.write().await?;
    sql("DELETE FROM _sqlx_migrations WHERE version >= $1").bind(version).run(&mut tx).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_what_lies_in_the_folders() {
        for database in ["sqlite", "postgres"] {
            let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("migrations").join(database);
            let mut files: Vec<String> = std::fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
            files.sort();
            let listed: Vec<String> =
                PAIRS.iter().map(|(number, name, ..)| format!("{number:04}_{name}.sql")).collect();
            assert_eq!(files, listed, "{database}");
        }
    }
}
