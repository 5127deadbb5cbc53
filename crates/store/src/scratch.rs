//! Throw-away PostgreSQL databases for tests and benchmarks, and faults for tests.

use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};

use crate::db::{Db, DbOptions, built, safe};
use crate::error::DbError;
use crate::migrate;

/// A database of its own on a test server, made by copying a migrated template.
#[derive(Debug)]
pub struct Scratch {
    admin: String,
    name: String,
    /// Where it is.
    pub options: DbOptions,
}

/// Serialises the making of the template over all processes of a test run.
const TEMPLATE_LOCK: i64 = 0x7770_7465_6d70;

impl Scratch {
    /// Makes the database `name` (letters, digits, underscores) on the server of `admin`, the URL of a user that may make
    /// databases. The first caller also makes the template for this version of the schema.
    ///
    /// # Errors
    /// [`DbError`]
    pub async fn create(admin: &str, name: &str) -> Result<Self, DbError> {
        let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(60).collect();
        let template = format!("watchpost_template_{}", migrate::checksum());
        let mut connection = PgConnection::connect(admin).await?;
        if !has_template(&mut connection, &template).await? {
            sqlx::query("SELECT pg_advisory_lock($1)").bind(TEMPLATE_LOCK).execute(&mut connection).await?;
            if !has_template(&mut connection, &template).await? {
                make_template(&mut connection, admin, &template).await?;
            }
            sqlx::query("SELECT pg_advisory_unlock($1)").bind(TEMPLATE_LOCK).execute(&mut connection).await?;
        }
        run(&mut connection, format!("CREATE DATABASE {name} TEMPLATE {template}")).await?;
        connection.close().await?;
        Ok(Self { admin: admin.to_owned(), options: DbOptions::postgres(with_database(admin, &name)?), name })
    }

    /// Removes the database, connections to it included.
    ///
    /// # Errors
    /// [`DbError`]
    pub async fn remove(self) -> Result<(), DbError> {
        let mut connection = PgConnection::connect(&self.admin).await?;
        run(&mut connection, format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).await
    }
}

/// Takes a table away: from now on the database refuses what needs it, as a broken one would. [`restore_table`] brings it
/// back with all its rows.
///
/// # Errors
/// [`DbError`]
pub async fn remove_table(db: &Db, table: &'static str) -> Result<(), DbError> {
    rename(db, format!("ALTER TABLE {table} RENAME TO {table}_away")).await
}

/// Brings a table back that [`remove_table`] took away.
///
/// # Errors
/// [`DbError`]
pub async fn restore_table(db: &Db, table: &'static str) -> Result<(), DbError> {
    rename(db, format!("ALTER TABLE {table}_away RENAME TO {table}")).await
}

async fn rename(db: &Db, text: String) -> Result<(), DbError> {
    let mut tx = db.write().await?;
    built(text).run(&mut tx).await?;
    tx.commit().await
}

async fn has_template(connection: &mut PgConnection, template: &str) -> Result<bool, DbError> {
    let there = sqlx::query("SELECT 1 AS one FROM pg_database WHERE datname = $1 AND datistemplate")
        .bind(template)
        .fetch_optional(connection)
        .await?;
    Ok(there.is_some())
}

async fn make_template(connection: &mut PgConnection, admin: &str, template: &str) -> Result<(), DbError> {
    run(connection, format!("DROP DATABASE IF EXISTS {template} WITH (FORCE)")).await?;
    run(connection, format!("CREATE DATABASE {template}")).await?;
    let db = Db::open(&DbOptions::postgres(with_database(admin, template)?)).await?;
    migrate::migrate(&db).await?;
    db.close().await;
    // Only now: a template that was left half made is made again.
    run(connection, format!("ALTER DATABASE {template} WITH IS_TEMPLATE true")).await
}

async fn run(connection: &mut PgConnection, text: String) -> Result<(), DbError> {
    sqlx::raw_sql(safe(text)).execute(connection).await?;
    Ok(())
}

fn with_database(url: &str, name: &str) -> Result<String, DbError> {
    use sqlx::ConnectOptions as _;
    let options: PgConnectOptions = url.parse()?;
    Ok(options.database(name).to_url_lossy().to_string())
}

/// The same database with connections of its own, as another node has them.
///
/// # Errors
/// [`DbError`]
pub async fn another(db: &Db) -> Result<Db, DbError> {
    match db {
        Db::Sqlite { path, .. } => Db::open(&DbOptions::Sqlite(path.clone())).await,
        Db::Postgres { pool, .. } => {
            use sqlx::ConnectOptions as _;
            let url = pool.connect_options().to_url_lossy().to_string();
            Db::open(&DbOptions::Postgres { url, max_connections: 8 }).await
        }
    }
}
