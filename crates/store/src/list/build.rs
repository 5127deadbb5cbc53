//! From what a caller wants to the conditions of a statement.

use model::{Severity, Threat};
use uuid::Uuid;

use super::{Column, ColumnKind, ListError, ListQuery, ListSpec, MAX_FILTERS, Order};
use crate::value::Val;

/// A statement under construction: `WHERE` parts and their values.
#[derive(Clone)]
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

    pub(super) fn place(&mut self, value: Val) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    pub(super) fn add(&mut self, spec: &ListSpec, query: &ListQuery) -> Result<(), ListError> {
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

    /// Rows after a fence in an order by `keys`. No sorted column is ever NULL.
    pub(super) fn beyond(&mut self, keys: &[&'static str], order: Order, fence: &[Val]) {
        let places: Vec<String> = fence.iter().map(|value| self.place(value.clone())).collect();
        let op = if order == Order::Asc { '>' } else { '<' };
        self.parts.push(format!("({}) {op} ({})", keys.join(", "), places.join(", ")));
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

    pub(super) fn sort_column(&self, query: &ListQuery) -> Result<(&'static Column, Order), ListError> {
        let (name, order) = match &query.sort {
            Some(sort) => (sort.column.as_str(), sort.order),
            None => self.default_sort,
        };
        let column = self.columns.iter().find(|c| c.sort && c.name == name);
        let column = column.ok_or_else(|| ListError::UnknownSort {
            column: name.chars().take(64).collect(),
            known: self.columns.iter().filter(|c| c.sort).map(|c| c.name).collect(),
        })?;
        Ok((column, order))
    }
}
