//! Lists: filters, sorting and pages, the same for every resource.
//!
//! A page is found over ids alone, so that a covering index serves it, and only then joined with the rows. A page in
//! the second half of a list whose total is known is counted from its end, and deep pages of findings from the nearest
//! fence (module `fences`). Totals are exact up to [`COUNT_CAP`]; beyond it a list says `COUNT_CAP`, except unfiltered
//! findings, which have counters.

mod build;
mod fences;
mod lead;
mod walk;

pub use fences::Fences;
pub(crate) use lead::{Arrays, By, Places};

use model::Timestamp;

use crate::error::DbError;

/// Totals are counted up to here.
pub const COUNT_CAP: u64 = 100_000;
/// The most rows of a page: what clients of the DAST dialect ask for. `/v2` stays below by itself.
pub const MAX_PER_PAGE: u32 = 10_000;
/// The most filters of one query: as many as a query string has parameters.
pub const MAX_FILTERS: usize = 200;

/// What a caller wants to see of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery {
    /// From 1.
    pub page: u32,
    /// 1 to [`MAX_PER_PAGE`]; other values are clamped.
    pub per_page: u32,
    /// Filters: those of one column are alternatives, different columns must all match.
    pub filters: Vec<Filter>,
    /// Created at or after.
    pub from: Option<Timestamp>,
    /// Created before or at.
    pub to: Option<Timestamp>,
    /// Order; without one the resource's own.
    pub sort: Option<Sort>,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self { page: 1, per_page: 10, filters: Vec::new(), from: None, to: None, sort: None }
    }
}

/// A pattern that a column must match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Name of the column.
    pub column: String,
    /// The value; in text columns `*` stands for any characters, and letters of ASCII match in either case.
    pub pattern: String,
}

/// An order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// Name of the column.
    pub column: String,
    /// Direction.
    pub order: Order,
}

/// A direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Smallest first.
    Asc,
    /// Largest first.
    Desc,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPage<T> {
    /// The rows.
    pub items: Vec<T>,
    /// How many there are over all pages (see the module's text for its bound).
    pub total: u64,
}

/// Why a list was refused.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// No such column to filter by.
    #[error("\"{column}\" is not a column to filter by; known are {}", known.join(", "))]
    UnknownFilter {
        /// What was asked, cut to 64 characters.
        column: String,
        /// What there is.
        known: Vec<&'static str>,
    },
    /// No such column to sort by.
    #[error("\"{column}\" is not a column to sort by; known are {}", known.join(", "))]
    UnknownSort {
        /// What was asked, cut to 64 characters.
        column: String,
        /// What there is.
        known: Vec<&'static str>,
    },
    /// A value that the column cannot have.
    #[error("filter \"{column}\" wants {expected}")]
    BadValue {
        /// The column.
        column: &'static str,
        /// What it takes.
        expected: &'static str,
    },
    /// More than [`MAX_FILTERS`] filters.
    #[error("has more than {MAX_FILTERS} filters")]
    TooMany,
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text, matched by pattern.
    Text,
    /// A word of a closed set, matched as a whole.
    Word,
    /// An integer.
    Number,
    /// A severity as a score, stored in tenths.
    Score,
    /// A band of the `severity` column.
    Threat,
    /// Yes or no.
    Bool,
    /// An id.
    Id,
    /// Time; sorted by, filtered only through `from` and `to`.
    Time,
    /// Not a column but a condition over a text that is looked for: `{}` in its SQL is the pattern of a `LIKE`.
    Search,
    /// Not a column but a condition over an id: `{}` in its SQL is the id.
    IdWhere,
    /// Not a column but a condition over a word: `{}` in its SQL is the word.
    WordWhere,
    /// Not a column but a condition over an instant in microseconds: `{}` in its SQL is the number.
    TimeWhere,
}

/// A column that lists may name.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// The name that callers use.
    pub name: &'static str,
    /// The column or expression over `t`.
    pub(crate) sql: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
    /// Whether it can be filtered by.
    pub filter: bool,
    /// Whether it can be sorted by.
    pub sort: bool,
    /// Whether filters of it must all match, instead of one.
    pub every: bool,
    /// How its filters find their rows in a list that is long.
    pub(crate) by: By,
}

impl Column {
    /// The same column, whose filters are answered in another way than by each row.
    pub(crate) const fn by(mut self, by: By) -> Self {
        self.by = by;
        self
    }

    /// A column to filter and to sort by.
    pub(crate) const fn both(name: &'static str, sql: &'static str, kind: ColumnKind) -> Self {
        Self { name, sql, kind, filter: true, sort: true, every: false, by: By::Row }
    }

    /// A column to filter by.
    pub(crate) const fn filter(name: &'static str, sql: &'static str, kind: ColumnKind) -> Self {
        Self { name, sql, kind, filter: true, sort: false, every: false, by: By::Row }
    }

    /// A column to sort by.
    pub(crate) const fn sort(name: &'static str, sql: &'static str, kind: ColumnKind) -> Self {
        Self { name, sql, kind, filter: false, sort: true, every: false, by: By::Row }
    }

    /// A column to filter by, all of whose filters must match.
    pub(crate) const fn every(name: &'static str, sql: &'static str, kind: ColumnKind) -> Self {
        Self { name, sql, kind, filter: true, sort: false, every: true, by: By::Row }
    }
}

/// How a resource is listed.
pub(crate) struct ListSpec {
    /// Table with its alias `t`, such as `targets t`; joins that the columns need.
    pub(crate) from: &'static str,
    /// The unique key that breaks ties, such as `t.id`.
    pub(crate) key: &'static str,
    /// The column of `from` and `to`.
    pub(crate) created: &'static str,
    /// Columns to select.
    pub(crate) select: &'static str,
    /// How the rows of a page are joined, where `from` alone would find too many: scope values are `$1` and so on.
    pub(crate) rows: Option<&'static str>,
    /// The columns that callers may name.
    pub(crate) columns: &'static [Column],
    /// Order without a wish.
    pub(crate) default_sort: (&'static str, Order),
}
