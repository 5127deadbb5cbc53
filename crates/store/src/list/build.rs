//! From what a caller wants to the statements that find it.

use model::{Severity, Threat};
use uuid::Uuid;

use super::{
    COUNT_CAP, Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, MAX_FILTERS, MAX_PER_PAGE, Order,
};
use crate::db::{Tx, built};
use crate::error::DbError;
use crate::row::Row;
use crate::value::Val;

/// A statement under construction: `WHERE` parts and their values.
pub(crate) struct Conditions {
    parts: Vec<String>,
    pub(crate) values: Vec<Val>,
}

impl Conditions {
    /// Starts from the conditions that scope the list: columns that equal a value.
    pub(crate) fn scoped(scope: &[(&'static str, Val)]) -> Self {
        let mut conditions = Self { parts: Vec::new(), values: Vec::new() };
        for (column, value) in scope {
            let place = conditions.place(value.clone());
            conditions.parts.push(format!("{column} = {place}"));
        }
        conditions
    }

    fn place(&mut self, value: Val) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    fn add(&mut self, spec: &ListSpec, query: &ListQuery) -> Result<(), ListError> {
        if query.filters.len() > MAX_FILTERS {
            return Err(ListError::TooMany);
        }
        let mut grouped: Vec<(&'static Column, Vec<String>)> = Vec::new();
        for filter in &query.filters {
            let column = spec.filter_column(&filter.column)?;
            let text = self.matches(column, &filter.pattern)?;
            match grouped.iter_mut().find(|(c, _)| c.name == column.name) {
                Some((_, texts)) => texts.push(text),
                None => grouped.push((column, vec![text])),
            }
        }
        let joined = |(column, texts): (&Column, Vec<String>)| {
            format!("({})", texts.join(if column.every { " AND " } else { " OR " }))
        };
        self.parts.extend(grouped.into_iter().map(joined));
        for (op, bound) in [(">=", query.from), ("<=", query.to)] {
            if let Some(at) = bound {
                let place = self.place(at.into());
                self.parts.push(format!("{} {op} {place}", spec.created));
            }
        }
        Ok(())
    }

    fn matches(&mut self, column: &'static Column, pattern: &str) -> Result<String, ListError> {
        let bad = |expected| ListError::BadValue { column: column.name, expected };
        // PostgreSQL refuses the whole statement for one.
        if pattern.contains('\0') {
            return Err(bad("text without NUL characters"));
        }
        let sql = column.sql;
        Ok(match column.kind {
            ColumnKind::Text if pattern.contains('*') => {
                let place = self.place(like(pattern).into());
                format!("lower({sql}) LIKE lower({place}) ESCAPE '\\'")
            }
            ColumnKind::Text => format!("lower({sql}) = lower({})", self.place(pattern.into())),
            ColumnKind::Word if pattern.contains('*') => {
                format!("{sql} LIKE {} ESCAPE '\\'", self.place(like(pattern).into()))
            }
            ColumnKind::Word => format!("{sql} = {}", self.place(pattern.into())),
            ColumnKind::Number => {
                let number: i64 = pattern.trim().parse().map_err(|_| bad("a whole number"))?;
                format!("{sql} = {}", self.place(number.into()))
            }
            ColumnKind::Score => {
                let score: f64 = pattern.trim().parse().map_err(|_| bad("a score of 0.0 to 10.0"))?;
                let tenths = Severity::from_score(score).tenths();
                format!("{sql} = {}", self.place(i64::from(tenths).into()))
            }
            ColumnKind::Threat => {
                let threat: Threat =
                    pattern.parse().map_err(|_| bad("one of info, low, medium, high, critical"))?;
                let (low, high) = band(threat);
                format!("{sql} BETWEEN {} AND {}", self.place(low.into()), self.place(high.into()))
            }
            ColumnKind::Bool => {
                let yes: bool = pattern.parse().map_err(|_| bad("true or false"))?;
                format!("{sql} = {}", self.place(yes.into()))
            }
            ColumnKind::Id => {
                let id = Uuid::parse_str(pattern.trim()).map_err(|_| bad("an id"))?;
                format!("{sql} = {}", self.place(Val::Uuid(Some(id))))
            }
            ColumnKind::Time => return Err(bad("a date range instead of a value")),
            ColumnKind::Search => sql.replace("{}", &self.place(like(&format!("*{pattern}*")).into())),
            ColumnKind::IdWhere => {
                let id = Uuid::parse_str(pattern.trim()).map_err(|_| bad("an id"))?;
                sql.replace("{}", &self.place(Val::Uuid(Some(id))))
            }
            ColumnKind::WordWhere => sql.replace("{}", &self.place(pattern.into())),
            ColumnKind::TimeWhere => {
                let micros: i64 = pattern.parse().map_err(|_| bad("an instant"))?;
                sql.replace("{}", &self.place(micros.into()))
            }
        })
    }

    pub(crate) fn text(&self) -> String {
        if self.parts.is_empty() { "true".to_owned() } else { self.parts.join(" AND ") }
    }
}

/// The lowest and the highest tenths of a band.
pub(crate) fn band(threat: Threat) -> (i64, i64) {
    let low = i64::from(threat.floor().tenths());
    let next = Threat::ALL.iter().copied().find(|t| *t > threat);
    (low, next.map_or(100, |t| i64::from(t.floor().tenths()) - 1))
}

/// A pattern with `*` as a LIKE pattern.
fn like(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 8);
    for c in pattern.chars() {
        match c {
            '*' => out.push('%'),
            '%' | '_' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

impl ListSpec {
    fn filter_column(&self, name: &str) -> Result<&'static Column, ListError> {
        self.columns.iter().find(|c| c.filter && c.name == name).ok_or_else(|| ListError::UnknownFilter {
            column: name.chars().take(64).collect(),
            known: self.columns.iter().filter(|c| c.filter).map(|c| c.name).collect(),
        })
    }

    fn sort_column(&self, query: &ListQuery) -> Result<(&'static str, Order), ListError> {
        let (name, order) = match &query.sort {
            Some(sort) => (sort.column.as_str(), sort.order),
            None => self.default_sort,
        };
        let column = self.columns.iter().find(|c| c.sort && c.name == name);
        let column = column.ok_or_else(|| ListError::UnknownSort {
            column: name.chars().take(64).collect(),
            known: self.columns.iter().filter(|c| c.sort).map(|c| c.name).collect(),
        })?;
        Ok((column.sql, order))
    }

    /// The statement that finds a page, with the total if it is known already.
    pub(crate) fn page(
        &self,
        scope: &[(&'static str, Val)],
        query: &ListQuery,
        total: Option<u64>,
    ) -> Result<(String, Vec<Val>), ListError> {
        let mut conditions = Conditions::scoped(scope);
        conditions.add(self, query)?;
        let (sort, order) = self.sort_column(query)?;
        let window = Window::new(query, total);
        let keys = |order: Order| {
            let word = if order == Order::Asc { "ASC" } else { "DESC" };
            // Several columns may make up one order; the key is one of them when the list is sorted by it.
            let mut parts: Vec<String> = sort.split(", ").map(|c| format!("{c} {word}")).collect();
            if sort != self.key {
                parts.push(format!("{} {word}", self.key));
            }
            parts.join(", ")
        };
        let inner = if window.from_end { keys(order.reversed()) } else { keys(order) };
        let (from, key, select, filter) = (self.from, self.key, self.select, conditions.text());
        let rows = self.rows.map_or_else(|| format!("JOIN {from} ON {key} = page.page_key"), str::to_owned);
        let limit = conditions.place(window.limit.into());
        let offset = conditions.place(window.offset.into());
        let text = format!(
            "SELECT {select} FROM (SELECT {key} AS page_key FROM {from} WHERE {filter} ORDER BY {inner} \
             LIMIT {limit} OFFSET {offset}) page {rows} ORDER BY {}",
            keys(order)
        );
        Ok((text, conditions.values))
    }

    async fn count(
        &self,
        tx: &mut Tx,
        scope: &[(&'static str, Val)],
        query: &ListQuery,
    ) -> Result<u64, ListError> {
        let mut conditions = Conditions::scoped(scope);
        conditions.add(self, query)?;
        let text = format!(
            "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM (SELECT 1 AS one FROM {} WHERE {} LIMIT {COUNT_CAP}) c",
            self.from,
            conditions.text()
        );
        Ok(built(text).bind_all(conditions.values).one(tx, |row| row.num("n")).await?)
    }

    /// A page and the total.
    pub(crate) async fn list<T>(
        &self,
        tx: &mut Tx,
        scope: &[(&'static str, Val)],
        query: &ListQuery,
        read: impl Fn(Row<'_>) -> Result<T, DbError>,
    ) -> Result<ListPage<T>, ListError> {
        let total = self.count(tx, scope, query).await?;
        self.list_of(tx, scope, query, total, read).await
    }

    /// A page of a list whose total is known.
    pub(crate) async fn list_of<T>(
        &self,
        tx: &mut Tx,
        scope: &[(&'static str, Val)],
        query: &ListQuery,
        total: u64,
        read: impl Fn(Row<'_>) -> Result<T, DbError>,
    ) -> Result<ListPage<T>, ListError> {
        let known = (total != COUNT_CAP).then_some(total);
        let (text, values) = self.page(scope, query, known)?;
        let items = built(text).bind_all(values).all(tx, read).await?;
        Ok(ListPage { items, total })
    }
}

impl Order {
    const fn reversed(self) -> Self {
        match self {
            Self::Asc => Self::Desc,
            Self::Desc => Self::Asc,
        }
    }
}

/// The rows of a page, counted from the nearer end of the list.
struct Window {
    limit: u64,
    offset: u64,
    from_end: bool,
}

impl Window {
    fn new(query: &ListQuery, total: Option<u64>) -> Self {
        let size = u64::from(query.per_page.clamp(1, MAX_PER_PAGE));
        let offset = u64::from(query.page.max(1) - 1) * size;
        match total {
            Some(total) if offset >= total => Self { limit: 0, offset: 0, from_end: false },
            Some(total) if offset > total / 2 => {
                let limit = size.min(total - offset);
                Self { limit, offset: total - offset - limit, from_end: true }
            }
            _ => Self { limit: size, offset, from_end: false },
        }
    }
}
