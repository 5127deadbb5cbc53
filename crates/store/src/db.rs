//! One door to two databases: connections, transactions and statements.
//!
//! SQLite has one writer at a time, so it gets one writing connection whose transactions begin with `BEGIN IMMEDIATE`
//! (a deferred transaction that turns to writing fails at once when another one writes, whatever its time-out), and
//! four that read. Nothing else belongs inside a transaction: no work, no network.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{
    AssertSqlSafe, Connection, PgConnection, PgPool, Postgres, SqlSafeStr, SqlStr, Sqlite, SqlitePool,
    Transaction,
};

use crate::error::DbError;
use crate::list::Fences;
use crate::row::{Raw, Row};
use crate::value::Val;

/// Where the database is.
#[derive(Clone)]
pub enum DbOptions {
    /// A SQLite file; it is made when it is not there, its folder is not.
    Sqlite(PathBuf),
    /// A PostgreSQL server.
    Postgres {
        /// `postgres://user:password@host/database`.
        url: String,
        /// The most connections at once.
        max_connections: u32,
    },
}

impl DbOptions {
    /// A PostgreSQL server, sixteen connections at once.
    pub fn postgres(url: impl Into<String>) -> Self {
        Self::Postgres { url: url.into(), max_connections: 16 }
    }
}

impl std::fmt::Debug for DbOptions {
    /// The URL may hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => f.debug_tuple("Sqlite").field(path).finish(),
            Self::Postgres { .. } => f.write_str("Postgres(…)"),
        }
    }
}

/// A database. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Db {
    /// A SQLite file.
    Sqlite {
        /// The one connection that writes.
        write: SqlitePool,
        /// Those that read.
        read: SqlitePool,
        /// The file.
        path: PathBuf,
        /// What lists remember.
        fences: Arc<Fences>,
    },
    /// A PostgreSQL server.
    Postgres {
        /// Its connections.
        pool: PgPool,
        /// What lists remember.
        fences: Arc<Fences>,
    },
}

/// Statements that a connection keeps prepared: every fixed one and the usual lists.
const STATEMENTS: usize = 300;
/// How long a transaction waits for a connection before the database counts as busy.
const WAIT: Duration = Duration::from_secs(30);

impl Db {
    /// Connects. Does not migrate.
    ///
    /// # Errors
    /// When the file cannot be opened or the server cannot be reached.
    pub async fn open(options: &DbOptions) -> Result<Self, DbError> {
        match options {
            DbOptions::Sqlite(path) => Self::open_sqlite(path.clone()).await,
            DbOptions::Postgres { url, max_connections } => {
                let options: PgConnectOptions = url.parse()?;
                let options = options.statement_cache_capacity(STATEMENTS).application_name("watchpost");
                let pool = PgPoolOptions::new()
                    .max_connections((*max_connections).max(2))
                    .acquire_timeout(WAIT)
                    .after_connect(|connection, _| Box::pin(without_jit(connection)));
                match pool.connect_with(options.clone()).await {
                    Ok(pool) => Ok(Self::Postgres { pool, fences: Arc::default() }),
                    // The pool waits for a server that is still starting and then tells only that it waited.
                    Err(sqlx::Error::PoolTimedOut) => Err(DbError::Unreachable(
                        PgConnection::connect_with(&options).await.err().map(Box::new),
                    )),
                    Err(error) => Err(error.into()),
                }
            }
        }
    }

    async fn open_sqlite(path: PathBuf) -> Result<Self, DbError> {
        // If this fails, opening tells why.
        let _ = new_file(&path);
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .statement_cache_capacity(STATEMENTS)
            // At most 128 MiB of pages for the writer, and a log of 32 MiB between checkpoints: the indexes of a million
            // findings are written all over, and each page that leaves too early is read and written once more.
            .pragma("cache_size", "-131072")
            .pragma("wal_autocheckpoint", "8192");
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(WAIT)
            // On a full disk SQLite takes a transaction back by itself; the driver then believes for ever that it is
            // still open and begins no other. Such a connection is closed and a new one made.
            .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }));
        let write = writer.connect_with(options.clone().create_if_missing(true)).await?;
        let reader = SqlitePoolOptions::new().max_connections(4).acquire_timeout(WAIT);
        let options = options.read_only(true).pragma("cache_size", "-8192");
        let read = reader.connect_with(options).await?;
        Ok(Self::Sqlite { write, read, path, fences: Arc::default() })
    }

    /// A transaction that only reads, and sees one state of the database.
    ///
    /// # Errors
    /// When no connection comes free or the database is gone.
    pub async fn read(&self) -> Result<Tx, DbError> {
        const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        Ok(match self {
            Self::Sqlite { read, fences, .. } => {
                Tx(Inner::Sqlite(read.begin().await?), Some(Arc::clone(fences)))
            }
            Self::Postgres { pool, fences } => {
                Tx(Inner::Postgres(pool.begin_with(BEGIN).await?), Some(Arc::clone(fences)))
            }
        })
    }

    /// A transaction that may write. Dropped without [`Tx::commit`], it leaves nothing behind.
    ///
    /// # Errors
    /// When no connection comes free or the database is gone.
    pub async fn write(&self) -> Result<Tx, DbError> {
        Ok(match self {
            Self::Sqlite { write, .. } => Tx(Inner::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?), None),
            Self::Postgres { pool, .. } => Tx(Inner::Postgres(pool.begin().await?), None),
        })
    }

    /// The same database, whose lists put a fence at every so many rows: for tests, which have few.
    #[must_use]
    pub fn fenced_every(mut self, rows: u64) -> Self {
        let (Self::Sqlite { fences, .. } | Self::Postgres { fences, .. }) = &mut self;
        *fences = Arc::new(Fences::every(rows));
        self
    }

    /// What lists remember.
    pub fn fences(&self) -> &Fences {
        let (Self::Sqlite { fences, .. } | Self::Postgres { fences, .. }) = self;
        fences
    }

    /// Closes every connection, after those in use came back. SQLite folds its log into the file.
    pub async fn close(&self) {
        match self {
            Self::Sqlite { write, read, .. } => {
                read.close().await;
                write.close().await;
            }
            Self::Postgres { pool, .. } => pool.close().await,
        }
    }
}

/// Makes a file that only this user can read: what a database holds is nobody else's business. The log files beside a
/// SQLite database get the same mode.
pub(crate) fn new_file(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// The planner of PostgreSQL believes that compiling pays for lists of a million rows: it costs a tenth of a second
/// each time, and the lists stop after a page.
async fn without_jit(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::query("SET jit = off").execute(connection).await.map(drop)
}

/// A transaction; one that only reads knows what lists remember.
pub struct Tx(pub(crate) Inner, pub(crate) Option<Arc<Fences>>);

pub(crate) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// Makes everything done in it last.
    ///
    /// # Errors
    /// When the database cannot; nothing lasts then.
    pub async fn commit(self) -> Result<(), DbError> {
        match self.0 {
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    /// Whether this is SQLite: for the few statements that must differ.
    pub(crate) const fn is_sqlite(&self) -> bool {
        matches!(self.0, Inner::Sqlite(_))
    }
}

/// A statement with its values.
pub(crate) struct Sql {
    text: SqlStr,
    values: Vec<Val>,
}

/// A statement that is written out in the code.
pub(crate) fn sql(text: &'static str) -> Sql {
    Sql { text: text.into_sql_str(), values: Vec::new() }
}

/// A statement put together from texts of this crate.
pub(crate) fn built(text: String) -> Sql {
    Sql { text: safe(text), values: Vec::new() }
}

/// The one place where a text that was put together becomes a statement: the callers (`list`, `bulk`, `scratch`) take
/// only `&'static str` parts or names that they made themselves, and every value is bound.
pub(crate) fn safe(text: String) -> SqlStr {
    AssertSqlSafe(text).into_sql_str()
}

/// Hands the values to a query of either database.
macro_rules! bound {
    ($query:expr, $values:expr) => {{
        let mut query = $query;
        for value in $values {
            query = match value {
                Val::Int(v) => query.bind(v),
                Val::Text(v) => query.bind(v),
                Val::Uuid(v) => query.bind(v),
                Val::Bool(v) => query.bind(v),
                Val::Bytes(v) => query.bind(v),
            };
        }
        query
    }};
}
pub(crate) use bound;

impl Sql {
    /// Binds the next `$n`.
    pub(crate) fn bind(mut self, value: impl Into<Val>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Binds several.
    pub(crate) fn bind_all(mut self, values: impl IntoIterator<Item = Val>) -> Self {
        self.values.extend(values);
        self
    }

    /// Runs it; how many rows it touched.
    pub(crate) async fn run(self, tx: &mut Tx) -> Result<u64, DbError> {
        Ok(match &mut tx.0 {
            Inner::Sqlite(tx) => {
                bound!(sqlx::query(self.text), self.values).execute(&mut **tx).await?.rows_affected()
            }
            Inner::Postgres(tx) => {
                bound!(sqlx::query(self.text), self.values).execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// Every row.
    pub(crate) async fn all<T>(
        self,
        tx: &mut Tx,
        read: impl Fn(Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        match &mut tx.0 {
            Inner::Sqlite(tx) => {
                let rows = bound!(sqlx::query(self.text), self.values).fetch_all(&mut **tx).await?;
                rows.iter().map(|row| read(Row::new(Raw::Sqlite(row)))).collect()
            }
            Inner::Postgres(tx) => {
                let rows = bound!(sqlx::query(self.text), self.values).fetch_all(&mut **tx).await?;
                rows.iter().map(|row| read(Row::new(Raw::Postgres(row)))).collect()
            }
        }
    }

    /// The first row, if there is one.
    pub(crate) async fn opt<T>(
        self,
        tx: &mut Tx,
        read: impl Fn(Row<'_>) -> Result<T, DbError>,
    ) -> Result<Option<T>, DbError> {
        match &mut tx.0 {
            Inner::Sqlite(tx) => {
                let row = bound!(sqlx::query(self.text), self.values).fetch_optional(&mut **tx).await?;
                row.map(|row| read(Row::new(Raw::Sqlite(&row)))).transpose()
            }
            Inner::Postgres(tx) => {
                let row = bound!(sqlx::query(self.text), self.values).fetch_optional(&mut **tx).await?;
                row.map(|row| read(Row::new(Raw::Postgres(&row)))).transpose()
            }
        }
    }

    /// The first row of a statement that always has one, such as an aggregate.
    pub(crate) async fn one<T>(
        self,
        tx: &mut Tx,
        read: impl Fn(Row<'_>) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        self.opt(tx, read).await?.ok_or(DbError::Driver(sqlx::Error::RowNotFound))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn open(folder: &Path) -> Db {
        Db::open(&DbOptions::Sqlite(folder.join("test.db"))).await.unwrap()
    }

    /// What SQLite does by itself on a full disk is done by hand here.
    #[tokio::test]
    async fn a_transaction_that_sqlite_took_back_does_not_end_all_writing() {
        let folder = tempfile::tempdir().unwrap();
        let db = open(folder.path()).await;
        for _ in 0..2 {
            let mut tx = db.write().await.unwrap();
            sql("ROLLBACK").run(&mut tx).await.unwrap();
            assert!(tx.commit().await.is_err());
        }
        let mut tx = db.write().await.unwrap();
        sql("CREATE TABLE t (n BIGINT)").run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn nobody_else_reads_a_database() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let db = open(folder.path()).await;
        crate::maintenance::backup(&db, &folder.path().join("copy.db")).await.unwrap();
        for entry in std::fs::read_dir(folder.path()).unwrap() {
            let entry = entry.unwrap();
            assert_eq!(entry.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", entry.path());
        }
    }
}
