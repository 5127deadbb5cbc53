//! From what a caller wants to the conditions of a statement.

use model::{Severity, Threat};
use uuid::Uuid;

use super::lead::Way;
use super::{Column, ColumnKind, ListError, ListQuery, ListSpec, MAX_FILTERS, Order};
use crate::value::Val;

/// What a scope says of the product once more, for indexes of that product alone.
const DAST: &str = "t.product = 'dast' AND ";

/// A statement under construction: `WHERE` parts and their values.
#[derive(Clone)]
pub(crate) struct Conditions {
    pub(super) parts: Vec<String>,
    /// Of which one must hold, too, if there are any; no row fulfils two.
    pub(super) either: Vec<String>,
    pub(crate) values: Vec<Val>,
}

/// The filters of one column.
pub(super) type Group<'a> = (&'static Column, Vec<&'a str>);

impl Conditions {
    /// Starts from the conditions that scope the list: columns that equal a value, or conditions with `{}` in its place.
    pub(crate) fn scoped(scope: &[(&'static str, Val)]) -> Self {
        Self::led(scope, false)
    }

    /// The same; where facets `lead` they say whose rows these are, and an index of theirs need not hold it once more.
    pub(super) fn led(scope: &[(&'static str, Val)], lead: bool) -> Self {
        let mut conditions = Self { parts: Vec::new(), either: Vec::new(), values: Vec::new() };
        for (column, value) in scope {
            let place = conditions.place(value.clone());
            let column = if lead { column.strip_prefix(DAST).unwrap_or(column) } else { column };
            if column.contains("{}") {
                conditions.parts.push(column.replace("{}", &place));
            } else if !(lead && (column.starts_with("t.organization") || column.starts_with("t.product"))) {
                conditions.parts.push(format!("{column} = {place}"));
            }
        }
        conditions
    }

    pub(super) fn place(&mut self, value: Val) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    pub(super) fn add(&mut self, spec: &ListSpec, query: &ListQuery, way: Way) -> Result<(), ListError> {
        let groups = spec.groups(query)?;
        if way == Way::Free {
            for group in &groups {
                let text = self.group(group, group.0.sql)?;
                self.parts.push(text);
            }
        } else {
            self.add_by(&groups, way)?;
        }
        for (op, bound) in [(">=", query.from), ("<=", query.to)] {
            if let Some(at) = bound {
                let place = self.place(at.into());
                self.parts.push(format!("{} {op} {place}", spec.created));
            }
        }
        Ok(())
    }

    /// The condition of a group over `sql`.
    pub(super) fn group(
        &mut self,
        (column, patterns): &Group<'_>,
        sql: &'static str,
    ) -> Result<String, ListError> {
        let texts: Vec<String> =
            patterns.iter().map(|pattern| self.matches(column, sql, pattern)).collect::<Result<_, _>>()?;
        Ok(format!("({})", texts.join(if column.every { " AND " } else { " OR " })))
    }

    fn matches(
        &mut self,
        column: &'static Column,
        sql: &'static str,
        pattern: &str,
    ) -> Result<String, ListError> {
        let bad = |expected| ListError::BadValue { column: column.name, expected };
        // PostgreSQL refuses the whole statement for one.
        if pattern.contains('\0') {
            return Err(bad("text without NUL characters"));
        }
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

    /// The texts that together are the list.
    pub(super) fn texts(&self) -> Vec<String> {
        if self.either.is_empty() {
            return vec![self.text()];
        }
        self.either.iter().map(|one| format!("{} AND {one}", self.text())).collect()
    }
}

/// The lowest and the highest tenths of a band.
pub(crate) fn band(threat: Threat) -> (i64, i64) {
    let low = i64::from(threat.floor().tenths());
    let next = Threat::ALL.iter().copied().find(|t| *t > threat);
    (low, next.map_or(100, |t| i64::from(t.floor().tenths()) - 1))
}

/// A pattern with `*` as a LIKE pattern.
pub(super) fn like(pattern: &str) -> String {
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
    /// The filters of a query by column.
    pub(super) fn groups<'a>(&self, query: &'a ListQuery) -> Result<Vec<Group<'a>>, ListError> {
        if query.filters.len() > MAX_FILTERS {
            return Err(ListError::TooMany);
        }
        let mut groups: Vec<Group<'a>> = Vec::new();
        for filter in &query.filters {
            let column = self.filter_column(&filter.column)?;
            match groups.iter_mut().find(|(c, _)| c.name == column.name) {
                Some((_, patterns)) => patterns.push(&filter.pattern),
                None => groups.push((column, vec![&filter.pattern])),
            }
        }
        Ok(groups)
    }

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
