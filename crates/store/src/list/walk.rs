//! The way to a page: over the keys of an order, from an end of the list or from a fence.

use std::sync::Arc;

use super::build::Conditions;
use super::fences::{Course, Fence, Fences};
use super::lead::{Arrays, Lead, Way};
use super::{COUNT_CAP, Column, ColumnKind, ListError, ListPage, ListQuery, ListSpec, MAX_PER_PAGE, Order};
use crate::db::{Tx, built};
use crate::error::DbError;
use crate::row::Row;
use crate::value::Val;

/// A page that is to be found.
pub(crate) struct Walk<'a> {
    spec: &'a ListSpec,
    conditions: Conditions,
    sort: &'static Column,
    order: Order,
    window: Window,
    /// Whether the conditions look at nothing but the rows themselves.
    plain: bool,
    way: Way,
}

impl ListSpec {
    /// The way to a page of a list of so many rows; [`COUNT_CAP`] of them may be more. Rows that a filter leads to are
    /// gathered.
    pub(crate) fn walk(
        &self,
        scope: &[(&'static str, Val)],
        query: &ListQuery,
        (total, lead): (u64, Option<(Lead, Arrays)>),
    ) -> Result<Walk<'_>, ListError> {
        let (sort, order) = self.sort_column(query)?;
        let way = self.way(query, lead)?;
        let conditions = self.conditions(scope, query, way)?;
        let window = Window::new(query, (total != COUNT_CAP).then_some(total));
        let elsewhere =
            |name: &str| self.columns.iter().any(|c| c.filter && c.name == name && c.sql.contains("SELECT"));
        let plain = !query.filters.iter().any(|filter| elsewhere(&filter.column));
        Ok(Walk { spec: self, conditions, sort, order, window, plain, way })
    }

    fn way(&self, query: &ListQuery, lead: Option<(Lead, Arrays)>) -> Result<Way, ListError> {
        let (sort, _) = self.sort_column(query)?;
        Ok(match lead {
            _ if self.is_free(query) => Way::Free,
            Some((lead, arrays)) => Way::Gather(lead, arrays),
            None => Way::Walk(sort.sql),
        })
    }

    fn conditions(
        &self,
        scope: &[(&'static str, Val)],
        query: &ListQuery,
        way: Way,
    ) -> Result<Conditions, ListError> {
        let mut conditions = Conditions::led(scope, matches!(way, Way::Gather(Lead::Facets | Lead::Text, _)));
        conditions.add(self, query, way)?;
        Ok(conditions)
    }

    /// How many rows there are, counted up to [`COUNT_CAP`].
    pub(crate) async fn count(
        &self,
        tx: &mut Tx,
        scope: &[(&'static str, Val)],
        (query, lead): (&ListQuery, Option<Lead>),
    ) -> Result<u64, ListError> {
        let way = self.way(query, lead.map(|lead| (lead, Arrays(!tx.is_sqlite()))))?;
        let conditions = self.conditions(scope, query, way)?;
        let one = |text| format!("SELECT 1 AS one FROM {} WHERE {text}", self.from);
        let all = conditions.texts().into_iter().map(one).collect::<Vec<_>>().join(" UNION ALL ");
        let text = format!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM ({all} LIMIT {COUNT_CAP}) c");
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
        let total = self.count(tx, scope, (query, None)).await?;
        let items = self.walk(scope, query, (total, None))?.rows(tx, read).await?;
        Ok(ListPage { items, total })
    }
}

impl Walk<'_> {
    /// The sorted columns, the key last. Several columns may make up one order; the key is one of them when the list is
    /// sorted by it.
    fn keys(&self) -> Vec<&'static str> {
        let mut keys: Vec<_> = self.sort.sql.split(", ").collect();
        if self.sort.sql != self.spec.key {
            keys.push(self.spec.key);
        }
        keys
    }

    fn order_by(&self, order: Order) -> String {
        let word = if order == Order::Asc { "ASC" } else { "DESC" };
        self.keys().iter().map(|key| format!("{key} {word}")).collect::<Vec<_>>().join(", ")
    }

    /// The direction in which the rows are walked.
    const fn direction(&self) -> Order {
        if self.window.from_end { self.order.reversed() } else { self.order }
    }

    /// The statement that finds the page, and its values.
    pub(crate) fn statement(mut self) -> (String, Vec<Val>) {
        let outer = self.order_by(self.order);
        let limit = self.conditions.place(self.window.limit.into());
        let offset = self.conditions.place(self.window.offset.into());
        let ListSpec { from, key, select, rows, .. } = self.spec;
        let rows = rows.map_or_else(|| format!("JOIN {from} ON {key} = page.page_key"), str::to_owned);
        let page = if matches!(self.way, Way::Gather(..)) { self.gathered() } else { self.walked() };
        let text = format!(
            "SELECT {select} FROM ({page} LIMIT {limit} OFFSET {offset}) page {rows} ORDER BY {outer}"
        );
        (text, self.conditions.values)
    }

    fn walked(&self) -> String {
        let (ListSpec { from, key, .. }, order) = (self.spec, self.order_by(self.direction()));
        format!("SELECT {key} AS page_key FROM {from} WHERE {} ORDER BY {order}", self.conditions.text())
    }

    /// All that match, put in order by what no index holds, so that none is walked.
    fn gathered(&self) -> String {
        let (ListSpec { from, key, .. }, sort) = (self.spec, self.sort.sql);
        let sort = match self.sort.kind {
            ColumnKind::Text | ColumnKind::Word => format!("({sort} || '')"),
            _ => format!("({sort} + 0)"),
        };
        let one = |text| format!("SELECT {key} AS page_key, {sort} AS page_sort FROM {from} WHERE {text}");
        let all = self.conditions.texts().into_iter().map(one).collect::<Vec<_>>().join(" UNION ALL ");
        let word = if self.direction() == Order::Asc { "ASC" } else { "DESC" };
        format!("SELECT page_key FROM ({all}) found ORDER BY page_sort {word}, page_key {word}")
    }

    /// The rows of the page.
    pub(crate) async fn rows<T>(
        self,
        tx: &mut Tx,
        read: impl Fn(Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        let (text, values) = self.statement();
        built(text).bind_all(values).all(tx, read).await
    }

    fn fences(tx: &Tx) -> Option<Arc<Fences>> {
        // A transaction that writes sees what may be taken back.
        tx.1.clone()
    }

    /// Whether fences would shorten the way, and can: the page is deep, and nothing but the list's own rows decides what is
    /// in it, so that a stamp of these says whether fences still hold.
    pub(crate) fn wants_fences(&self, tx: &Tx) -> bool {
        // An order of several columns has none that is long.
        let one = !self.sort.sql.contains(", ");
        one && self.plain
            && !matches!(self.way, Way::Gather(..))
            && Self::fences(tx).is_some_and(|fences| self.window.offset >= fences.stride())
    }

    /// Goes to the last fence before the page, from fence to fence where they are not known. `stamp` names the state
    /// that the transaction sees, of all rows that the list's scope can hold.
    pub(crate) async fn approach(&mut self, tx: &mut Tx, stamp: i64) -> Result<(), DbError> {
        let Some(fences) = Self::fences(tx) else { return Ok(()) };
        let order = self.order_by(self.direction());
        let text = format!("{} WHERE {} ORDER BY {order}", self.spec.from, self.conditions.text());
        let course = Course { text, values: self.conditions.values.clone() };
        let wanted = self.window.offset / fences.stride();
        let (mut number, mut fence) = match fences.find(&course, stamp, wanted) {
            Some((number, fence)) => (number, Some(fence)),
            None => (0, None),
        };
        while number < wanted {
            let Some(next) = self.next_fence(tx, &course, (fence.as_ref(), fences.stride())).await? else {
                break;
            };
            number += 1;
            fences.add(&course, stamp, number, next.clone());
            fence = Some(next);
        }
        if let Some(fence) = fence {
            self.beyond(&fence);
            self.window.offset -= number * fences.stride();
        }
        Ok(())
    }

    /// The row a stride after a fence, or after the list's beginning.
    async fn next_fence(
        &self,
        tx: &mut Tx,
        course: &Course,
        (fence, stride): (Option<&Fence>, u64),
    ) -> Result<Option<Fence>, DbError> {
        let mut conditions = self.conditions.clone();
        if let Some(fence) = fence {
            conditions.beyond(&self.keys(), self.direction(), fence);
        }
        debug_assert!(conditions.values.starts_with(&course.values), "a fence adds conditions to its course");
        let text = format!(
            "SELECT {} AS sort_key, {} AS page_key FROM {} WHERE {} ORDER BY {} LIMIT 1 OFFSET {}",
            self.sort.sql,
            self.spec.key,
            self.spec.from,
            conditions.text(),
            self.order_by(self.direction()),
            stride - 1
        );
        let (kind, several) = (self.sort.kind, self.keys().len() > 1);
        let read = |row: Row<'_>| {
            let key = Val::Uuid(Some(row.uuid("page_key")?));
            Ok(if several { vec![sort_key(&row, kind)?, key] } else { vec![key] })
        };
        built(text).bind_all(conditions.values).opt(tx, read).await
    }

    fn beyond(&mut self, fence: &Fence) {
        let (keys, direction) = (self.keys(), self.direction());
        self.conditions.beyond(&keys, direction, fence);
    }
}

fn sort_key(row: &Row<'_>, kind: ColumnKind) -> Result<Val, DbError> {
    Ok(match kind {
        ColumnKind::Text | ColumnKind::Word => Val::Text(Some(row.text("sort_key")?)),
        ColumnKind::Id => Val::Uuid(Some(row.uuid("sort_key")?)),
        _ => Val::Int(Some(row.int("sort_key")?)),
    })
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
