//! Many rows at once, the fast way of each database: PostgreSQL takes one statement with an array for each column,
//! SQLite a prepared statement for some rows at a time. Each statement costs it a walk to the thread of its connection and
//! back; one with thousands of parameters, or with numbered ones, costs more than it saves.

use model::Id;
use uuid::Uuid;

use crate::db::{Inner, Tx, bound, built, safe, sql};
use crate::error::DbError;
use crate::row::{Raw, Row, json};
use crate::value::{Kind, Val, without_nul};

/// Rows of one statement on PostgreSQL: bounds the memory of a statement.
const CHUNK: usize = 2_000;
/// Values of one statement on SQLite.
const SQLITE_VALUES: usize = 240;
/// Columns up to which SQLite updates several rows at once: it keeps a copy of what is to be set.
const FEW_COLUMNS: usize = 4;

/// An insert of many rows.
pub(crate) struct Bulk {
    /// Table.
    pub(crate) table: &'static str,
    /// Columns with their types, in the order of the values.
    pub(crate) columns: &'static [(&'static str, Kind)],
    /// What follows the rows: `ON CONFLICT …`, or nothing. With `DO UPDATE` no two rows may have the same key.
    pub(crate) suffix: &'static str,
}

/// An update of many rows, each with values of its own. Where most rows are known to be there it is far less work than
/// an insert that conflicts: only what changes is sent, and SQLite leaves the indexes of all other columns alone.
pub(crate) struct BulkUpdate {
    /// Table.
    pub(crate) table: &'static str,
    /// The column that finds the row: the first value of each. No two rows may have the same key.
    pub(crate) key: (&'static str, Kind),
    /// The columns that are set with their types, in the order of the other values.
    pub(crate) columns: &'static [(&'static str, Kind)],
    /// What else is set, the same for all rows: `, column = NULL`, or nothing.
    pub(crate) also: &'static str,
}

impl Bulk {
    /// Inserts the rows; how many were inserted or updated.
    pub(crate) async fn insert(&self, tx: &mut Tx, rows: Vec<Vec<Val>>) -> Result<u64, DbError> {
        if rows.is_empty() {
            return Ok(0);
        }
        if tx.is_sqlite() { self.by_values(tx, rows).await } else { self.by_arrays(tx, rows).await }
    }

    fn head(&self) -> String {
        let names: Vec<_> = self.columns.iter().map(|(name, _)| *name).collect();
        format!("INSERT INTO {} ({})", self.table, names.join(", "))
    }

    async fn by_values(&self, tx: &mut Tx, rows: Vec<Vec<Val>>) -> Result<u64, DbError> {
        let width = self.columns.len();
        let text = |rows: usize| format!("{} VALUES {} {}", self.head(), values(rows, width), self.suffix);
        run_some(tx, (SQLITE_VALUES / width.max(1)).max(1), text, rows).await
    }

    async fn by_arrays(&self, tx: &mut Tx, rows: Vec<Vec<Val>>) -> Result<u64, DbError> {
        let kinds: Vec<Kind> = self.columns.iter().map(|(_, kind)| *kind).collect();
        // "WHERE true" keeps the parser from reading ON CONFLICT as a join condition.
        let text =
            format!("{} SELECT * FROM UNNEST({}) WHERE true {}", self.head(), arrays(&kinds), self.suffix);
        run_chunks(tx, &text, &kinds, rows).await
    }
}

impl BulkUpdate {
    /// Updates the rows; how many there were.
    pub(crate) async fn update(&self, tx: &mut Tx, rows: Vec<Vec<Val>>) -> Result<u64, DbError> {
        if rows.is_empty() {
            return Ok(0);
        }
        let (Self { table, key: (key, kind), also, .. }, columns) = (self, self.columns);
        if tx.is_sqlite() {
            let set = |what: &str| -> String {
                let sets = (2..).zip(columns).map(|(n, (column, _))| format!("{column} = {what}{n}"));
                sets.collect::<Vec<_>>().join(", ")
            };
            let width = columns.len() + 1;
            let text = |rows: usize| match rows {
                1 => format!("UPDATE {table} SET {}{also} WHERE {key} = $1", set("$")),
                _ => {
                    let (sets, values) = (set("new.column"), values(rows, width));
                    format!(
                        "UPDATE {table} SET {sets}{also} FROM (VALUES {values}) AS new WHERE {table}.{key} = new.column1"
                    )
                }
            };
            let chunk = if columns.len() <= FEW_COLUMNS { SQLITE_VALUES / width } else { 1 };
            return run_some(tx, chunk, text, rows).await;
        }
        let sets: Vec<_> = columns.iter().map(|(column, _)| format!("{column} = new.{column}")).collect();
        let names: Vec<_> = std::iter::once(*key).chain(columns.iter().map(|(column, _)| *column)).collect();
        let kinds: Vec<_> = std::iter::once(*kind).chain(columns.iter().map(|(_, kind)| *kind)).collect();
        let text = format!(
            "UPDATE {table} SET {}{also} FROM UNNEST({}) AS new ({}) WHERE {table}.{key} = new.{key}",
            sets.join(", "),
            arrays(&kinds),
            names.join(", ")
        );
        run_chunks(tx, &text, &kinds, rows).await
    }
}

/// The places of so many rows.
fn values(rows: usize, width: usize) -> String {
    let row = format!("({})", vec!["?"; width].join(", "));
    vec![row; rows].join(", ")
}

/// Runs a statement for `chunk` rows at a time, and for each of the rest: two texts, so that both stay prepared.
async fn run_some(
    tx: &mut Tx,
    chunk: usize,
    text: impl Fn(usize) -> String,
    rows: Vec<Vec<Val>>,
) -> Result<u64, DbError> {
    let whole = rows.len() / chunk * chunk;
    let (mut touched, mut rows) = (0, rows.into_iter());
    let (many, one) = (text(chunk), text(1));
    for _ in 0..whole / chunk {
        let values: Vec<Val> = rows.by_ref().take(chunk).flatten().collect();
        touched += built(many.clone()).bind_all(values).run(tx).await?;
    }
    for row in rows {
        touched += built(one.clone()).bind_all(row).run(tx).await?;
    }
    Ok(touched)
}

async fn run_chunks(tx: &mut Tx, text: &str, kinds: &[Kind], rows: Vec<Vec<Val>>) -> Result<u64, DbError> {
    let mut touched = 0;
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let mut columns: Vec<Column> = kinds.iter().map(|kind| Column::new(*kind)).collect();
        for row in rows.by_ref().take(CHUNK) {
            for (column, value) in columns.iter_mut().zip(row) {
                column.push(value);
            }
        }
        touched += run_arrays(tx, text.to_owned(), columns).await?;
    }
    Ok(touched)
}

/// The arguments of `UNNEST`.
fn arrays(kinds: &[Kind]) -> String {
    let arrays: Vec<_> = (1..).zip(kinds).map(|(n, kind)| format!("${n}::{}", array(*kind))).collect();
    arrays.join(", ")
}

const fn array(kind: Kind) -> &'static str {
    match kind {
        Kind::Int => "bigint[]",
        Kind::Text => "text[]",
        Kind::Uuid => "uuid[]",
        Kind::Bool => "boolean[]",
    }
}

/// One column of many rows.
enum Column {
    Int(Vec<Option<i64>>),
    Text(Vec<Option<String>>),
    Uuid(Vec<Option<Uuid>>),
    Bool(Vec<bool>),
}

impl Column {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Int => Self::Int(Vec::with_capacity(CHUNK)),
            Kind::Text => Self::Text(Vec::with_capacity(CHUNK)),
            Kind::Uuid => Self::Uuid(Vec::with_capacity(CHUNK)),
            Kind::Bool => Self::Bool(Vec::with_capacity(CHUNK)),
        }
    }

    fn push(&mut self, value: Val) {
        match (self, value) {
            (Self::Int(column), Val::Int(v)) => column.push(v),
            (Self::Text(column), Val::Text(v)) => column.push(v),
            (Self::Uuid(column), Val::Uuid(v)) => column.push(v),
            (Self::Bool(column), Val::Bool(v)) => column.push(v),
            // The columns of a `Bulk` are written next to the code that makes its rows.
            (_, value) => unreachable!("{value:?} does not fit its column"),
        }
    }
}

async fn run_arrays(tx: &mut Tx, text: String, columns: Vec<Column>) -> Result<u64, DbError> {
    let Inner::Postgres(tx) = &mut tx.0 else { return Ok(0) };
    let mut query = sqlx::query(safe(text));
    for column in columns {
        query = match column {
            Column::Int(v) => query.bind(v),
            Column::Text(v) => query.bind(v),
            Column::Uuid(v) => query.bind(v),
            Column::Bool(v) => query.bind(v),
        };
    }
    Ok(query.execute(&mut **tx).await?.rows_affected())
}

/// Runs a statement that finds rows by a text key, for many keys: `$1` is the id that all rows share; `$2` holds the
/// keys, for `sqlite` as a JSON array (`IN (SELECT value FROM json_each($2))`), for `postgres` as an array (`= ANY($2)`).
pub(crate) async fn find_by_texts<T>(
    tx: &mut Tx,
    (sqlite, postgres): (&'static str, &'static str),
    shared: Uuid,
    keys: &[String],
    read: impl Fn(Row<'_>) -> Result<T, DbError> + Copy,
) -> Result<Vec<T>, DbError> {
    // As they are stored.
    let keys: Vec<String> = keys.iter().cloned().map(without_nul).collect();
    if let Inner::Postgres(tx) = &mut tx.0 {
        let rows = sqlx::query(postgres).bind(shared).bind(keys).fetch_all(&mut **tx).await?;
        return rows.iter().map(|r| read(Row::new(Raw::Postgres(r)))).collect();
    }
    sql(sqlite).bind_all([Val::Uuid(Some(shared)), Val::from(json(&keys))]).all(tx, read).await
}

/// Runs a statement that finds rows by many ids: each `{n}` in its text says that what is before it is one of the ids of the
/// list `n`, from 1; `more` is bound behind the lists.
pub(crate) async fn find_among<T>(
    tx: &mut Tx,
    text: &'static str,
    lists: &[Vec<Uuid>],
    more: Vec<Val>,
    read: impl Fn(Row<'_>) -> Result<T, DbError>,
) -> Result<Vec<T>, DbError> {
    let sqlite = tx.is_sqlite();
    let mut text = text.to_owned();
    for n in 1..=lists.len() {
        let among = if sqlite {
            format!("IN (SELECT unhex(value) FROM json_each(${n}))")
        } else {
            format!("= ANY(${n})")
        };
        text = text.replace(&format!("{{{n}}}"), &among);
    }
    let Inner::Postgres(tx) = &mut tx.0 else {
        let hex = |list: &Vec<Uuid>| list.iter().map(|id| id.simple().to_string()).collect::<Vec<_>>();
        let lists = lists.iter().map(|list| Val::from(json(&hex(list))));
        return built(text).bind_all(lists).bind_all(more).all(tx, read).await;
    };
    let query = lists.iter().fold(sqlx::query(safe(text)), |query, list| query.bind(list.clone()));
    let rows = bound!(query, more).fetch_all(&mut **tx).await?;
    rows.iter().map(|row| read(Row::new(Raw::Postgres(row)))).collect()
}

/// The bare ids of a list for [`find_among`], each once.
pub(crate) fn uuids<T: Id>(ids: impl IntoIterator<Item = T>) -> Vec<Uuid> {
    let mut ids: Vec<Uuid> = ids.into_iter().map(model::Id::uuid).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}
