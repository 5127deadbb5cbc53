//! What can go wrong between the code and its database.

use crate::constraints;

/// Why the database did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A unique index said no; its name is one of [`constraints::UNIQUE`].
    #[error("another row already has the value that \"{0}\" wants unique")]
    Conflict(&'static str),
    /// A row points at one that is not there, or one that others point at was to go.
    #[error("another row still refers to it or it refers to a row that is not there")]
    ForeignKey,
    /// Others held the database for too long; the same call may succeed later.
    #[error("the database is busy")]
    Busy,
    /// The server cannot be reached, though it was waited for.
    #[error("the database server cannot be reached")]
    Unreachable(#[source] Option<Box<sqlx::Error>>),
    /// A file cannot be made.
    #[error("cannot make the file \"{path}\"")]
    File {
        /// The file.
        path: String,
        /// Why not.
        #[source]
        cause: std::io::Error,
    },
    /// The disk is full.
    #[error("the disk of the database is full")]
    Full,
    /// A stored value cannot be read back: written by a newer version or by hand.
    #[error("table \"{table}\" holds an unreadable value in column \"{column}\" of row \"{row}\"")]
    Inconsistent {
        /// Table.
        table: &'static str,
        /// Column.
        column: &'static str,
        /// Id of the row, as far as it can be told.
        row: String,
    },
    /// The database was written by a newer version of this program.
    #[error(
        "the database has schema version {found}, this program knows versions up to {known}; start a newer program"
    )]
    Newer {
        /// Version of the database.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// Something that only one of the two databases can do.
    #[error("{0}")]
    Unsupported(&'static str),
    /// A migration did not run.
    #[error("could not migrate the database")]
    Migrate(#[source] Box<sqlx::migrate::MigrateError>),
    /// Anything else.
    #[error("the database refused a statement")]
    Driver(#[source] sqlx::Error),
}

impl DbError {
    /// Whether the same call may succeed when it is tried again.
    pub const fn retryable(&self) -> bool {
        matches!(self, Self::Busy)
    }
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        let Some(db) = error.as_database_error() else {
            return match error {
                sqlx::Error::PoolTimedOut => Self::Busy,
                other => Self::Driver(other),
            };
        };
        if db.is_unique_violation()
            && let Some(name) = constraints::name(db.constraint(), db.message())
        {
            return Self::Conflict(name);
        }
        if db.is_foreign_key_violation() {
            return Self::ForeignKey;
        }
        // SQLite: primary result codes 5, 6 and 13 and their extensions. PostgreSQL: error codes, appendix A.
        match db.code().as_deref() {
            Some("5" | "6" | "261" | "517" | "262" | "773" | "40001" | "40P01" | "55P03") => Self::Busy,
            Some("13" | "53100") => Self::Full,
            _ => Self::Driver(error),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for DbError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self::Migrate(Box::new(error))
    }
}
