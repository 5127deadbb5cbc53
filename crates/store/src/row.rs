//! Values on their way out of a row.

use std::str::FromStr;

use model::{Id, SeverityCounts, Timestamp};
use serde::de::DeserializeOwned;
use sqlx::Row as _;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use crate::error::DbError;

/// One row of either database.
#[derive(Clone, Copy)]
pub(crate) enum Raw<'r> {
    Sqlite(&'r SqliteRow),
    Postgres(&'r PgRow),
}

/// A row, and the table to name when a value in it cannot be read.
#[derive(Clone, Copy)]
pub(crate) struct Row<'r> {
    raw: Raw<'r>,
    table: &'static str,
}

macro_rules! get {
    ($self:ident, $column:ident, $type:ty) => {
        match $self.raw {
            Raw::Sqlite(row) => row.try_get::<$type, _>($column),
            Raw::Postgres(row) => row.try_get::<$type, _>($column),
        }
        .map_err(|error| $self.unreadable($column, &error))
    };
}

impl<'r> Row<'r> {
    pub(crate) const fn new(raw: Raw<'r>) -> Self {
        Self { raw, table: "(query)" }
    }

    /// The same row with the name of its table.
    pub(crate) const fn of(self, table: &'static str) -> Self {
        Self { table, ..self }
    }

    fn unreadable(&self, column: &'static str, error: &sqlx::Error) -> DbError {
        tracing::error!(table = self.table, column, %error, "unreadable value in the database");
        self.inconsistent(column)
    }

    /// The error for a value that makes no sense.
    pub(crate) fn inconsistent(&self, column: &'static str) -> DbError {
        let id = "id";
        let row = match self.raw {
            Raw::Sqlite(row) => row.try_get::<Uuid, _>(id),
            Raw::Postgres(row) => row.try_get::<Uuid, _>(id),
        };
        let row = row.map_or_else(|_| "?".to_owned(), |id| id.to_string());
        DbError::Inconsistent { table: self.table, column, row }
    }

    pub(crate) fn int(&self, column: &'static str) -> Result<i64, DbError> {
        get!(self, column, i64)
    }

    pub(crate) fn opt_int(&self, column: &'static str) -> Result<Option<i64>, DbError> {
        get!(self, column, Option<i64>)
    }

    /// A number of a narrower type.
    pub(crate) fn num<T: TryFrom<i64>>(&self, column: &'static str) -> Result<T, DbError> {
        T::try_from(self.int(column)?).map_err(|_| self.inconsistent(column))
    }

    pub(crate) fn opt_num<T: TryFrom<i64>>(&self, column: &'static str) -> Result<Option<T>, DbError> {
        let value = self.opt_int(column)?;
        value.map(|v| T::try_from(v).map_err(|_| self.inconsistent(column))).transpose()
    }

    pub(crate) fn text(&self, column: &'static str) -> Result<String, DbError> {
        get!(self, column, String)
    }

    pub(crate) fn opt_text(&self, column: &'static str) -> Result<Option<String>, DbError> {
        get!(self, column, Option<String>)
    }

    pub(crate) fn bool(&self, column: &'static str) -> Result<bool, DbError> {
        get!(self, column, bool)
    }

    pub(crate) fn bytes(&self, column: &'static str) -> Result<Vec<u8>, DbError> {
        get!(self, column, Vec<u8>)
    }

    pub(crate) fn uuid(&self, column: &'static str) -> Result<Uuid, DbError> {
        get!(self, column, Uuid)
    }

    pub(crate) fn id<T: Id>(&self, column: &'static str) -> Result<T, DbError> {
        get!(self, column, Uuid).map(T::from_uuid)
    }

    pub(crate) fn opt_id<T: Id>(&self, column: &'static str) -> Result<Option<T>, DbError> {
        get!(self, column, Option<Uuid>).map(|id| id.map(T::from_uuid))
    }

    pub(crate) fn time(&self, column: &'static str) -> Result<Timestamp, DbError> {
        self.int(column).map(Timestamp::from_micros)
    }

    pub(crate) fn opt_time(&self, column: &'static str) -> Result<Option<Timestamp>, DbError> {
        self.opt_int(column).map(|t| t.map(Timestamp::from_micros))
    }

    /// A text that parses: a word of a closed set, an address, a port set.
    pub(crate) fn parse<T: FromStr>(&self, column: &'static str) -> Result<T, DbError> {
        self.text(column)?.parse().map_err(|_| self.inconsistent(column))
    }

    pub(crate) fn opt_parse<T: FromStr>(&self, column: &'static str) -> Result<Option<T>, DbError> {
        let value = self.opt_text(column)?;
        value.map(|v| v.parse().map_err(|_| self.inconsistent(column))).transpose()
    }

    pub(crate) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, DbError> {
        serde_json::from_str(&self.text(column)?).map_err(|_| self.inconsistent(column))
    }

    pub(crate) fn opt_json<T: DeserializeOwned>(&self, column: &'static str) -> Result<Option<T>, DbError> {
        let value = self.opt_text(column)?;
        value.map(|v| serde_json::from_str(&v).map_err(|_| self.inconsistent(column))).transpose()
    }

    /// The columns `critical` to `info`.
    pub(crate) fn counts(&self) -> Result<SeverityCounts, DbError> {
        Ok(SeverityCounts {
            critical: self.num("critical")?,
            high: self.num("high")?,
            medium: self.num("medium")?,
            low: self.num("low")?,
            info: self.num("info")?,
        })
    }
}

/// JSON text of a value of our own; these always serialize.
pub(crate) fn json<T: serde::Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("a value of the model serializes")
}
