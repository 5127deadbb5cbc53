//! A real database behind a scripted site: SQLite in memory, alone and without files.

use std::sync::Mutex;

use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};

/// A small shop.
pub(crate) struct Shop {
    connection: Mutex<SqliteConnection>,
}

const TABLES: &str = "
    CREATE TABLE items (id INTEGER, name TEXT, price INTEGER);
    INSERT INTO items VALUES (1, 'anvil', 30), (2, 'bucket', 10), (3, 'candle', 20);
    CREATE TABLE users (name TEXT, password TEXT);
    INSERT INTO users VALUES ('alice', 'k3bnf92'), ('bob', 'pq83jd0');
    CREATE TABLE notes (text TEXT);";

impl Shop {
    pub(crate) async fn open() -> Self {
        let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        sqlx::raw_sql(TABLES).execute(&mut connection).await.unwrap();
        Self { connection: Mutex::new(connection) }
    }

    /// The rows of a statement, their cells joined by spaces; the database's words if it refuses.
    pub(crate) fn rows(&self, sql: &str) -> Result<Vec<String>, String> {
        self.query(sql, &[])
    }

    /// The same with bound parameters.
    pub(crate) fn query(&self, sql: &str, bound: &[&str]) -> Result<Vec<String>, String> {
        let mut connection = self.connection.lock().unwrap();
        let mut query = sqlx::query(AssertSqlSafe(sql.to_owned()));
        for value in bound {
            query = query.bind((*value).to_owned());
        }
        let rows = futures::executor::block_on(query.fetch_all(&mut *connection));
        let cell = |row: &sqlx::sqlite::SqliteRow, i: usize| {
            let text = row.try_get_unchecked::<Option<String>, _>(i).ok().flatten();
            text.unwrap_or_default()
        };
        rows.map(|rows| {
            let line = |r: &sqlx::sqlite::SqliteRow| {
                (0..r.columns().len()).map(|i| cell(r, i)).collect::<Vec<_>>().join(" ")
            };
            rows.iter().map(line).collect()
        })
        .map_err(|e| match e {
            sqlx::Error::Database(e) => e.message().to_owned(),
            e => e.to_string(),
        })
    }
}
