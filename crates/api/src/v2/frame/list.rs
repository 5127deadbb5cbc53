//! The query of lists: `page`, `per_page`, `q[column]`, `date_range_start`/`_end`, `relative_date_range`, `sort_by`.

use app::{Filter, ListQuery, Order, Sort};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use model::Timestamp;

use crate::shared::error::ApiError;
use crate::state::Shared;
use crate::v2::frame::period::{self, FIXED, RELATIVE, Range};
use crate::v2::frame::query::Params;

/// Rows of a page when nothing is said.
pub(crate) const PER_PAGE: u32 = 10;
/// The most rows of a page.
pub(crate) const MAX_PER_PAGE: u32 = 100;
/// The furthest page; beyond it a filter finds faster.
const MAX_PAGE: u32 = 100_000_000;

/// The columns of a list.
pub(crate) trait Columns: Send {
    /// Those of `q[column]`.
    const FILTER: &'static [&'static str];
    /// Those of `sort_by`.
    const SORT: &'static [&'static str];
    /// Whether the rows have a time of creation that date ranges can be held against.
    const DATED: bool = true;
}

/// A wanted page of a list over the columns of `C`.
pub(crate) struct List<C>(pub(crate) ListQuery, pub(crate) std::marker::PhantomData<fn() -> C>);

impl<C: Columns> FromRequestParts<Shared> for List<C> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, ApiError> {
        let mut params = Params::of(parts)?;
        let query = take(&mut params, C::FILTER, C::SORT, C::DATED.then(|| state.services.env.now()))?;
        params.finish()?;
        Ok(Self(query, std::marker::PhantomData))
    }
}

fn take(
    params: &mut Params,
    filter: &[&str],
    sort: &[&str],
    now: Option<Timestamp>,
) -> Result<ListQuery, ApiError> {
    let page = params.number("page", 1, MAX_PAGE)?.unwrap_or(1);
    let per_page = params.number("per_page", 1, MAX_PER_PAGE)?.unwrap_or(PER_PAGE);
    let range = now.map(|now| range(params, now)).transpose()?.unwrap_or_default();
    let filters = params
        .filters()
        .into_iter()
        .map(|(column, pattern)| match filter.contains(&column.as_str()) {
            true => Ok(Filter { column, pattern }),
            false => Err(unknown(&format!("q[{}]", cut(&column)), filter)),
        })
        .collect::<Result<_, _>>()?;
    let sort = params.one("sort_by").map(|text| order(&text, sort)).transpose()?;
    Ok(ListQuery { page, per_page, filters, from: range.0, to: range.1, sort })
}

/// Fixed borders narrow a relative range.
fn range(params: &mut Params, now: Timestamp) -> Result<(Option<Timestamp>, Option<Timestamp>), ApiError> {
    let relative: Option<Range> = params
        .one("relative_date_range")
        .map(|t| period::relative(&t, now).ok_or_else(|| wrong("relative_date_range", RELATIVE)))
        .transpose()?;
    let mut fixed = |name: &str, end| {
        params.one(name).map(|t| period::fixed(&t, end).ok_or_else(|| wrong(name, FIXED))).transpose()
    };
    let (start, end) = (fixed("date_range_start", false)?, fixed("date_range_end", true)?);
    if start.zip(end).is_some_and(|(start, end)| start > end) {
        return Err(wrong("date_range_end", "must not be before date_range_start"));
    }
    Ok((start.max(relative.map(|r| r.0)), end.or(relative.map(|r| r.1))))
}

/// `name`, `name:desc`, `name desc`.
fn order(text: &str, known: &[&str]) -> Result<Sort, ApiError> {
    let text = text.trim();
    let (column, direction) = text.split_once([':', ' ']).unwrap_or((text, "asc"));
    let order = match direction.trim().to_ascii_lowercase().as_str() {
        "asc" => Order::Asc,
        "desc" => Order::Desc,
        _ => return Err(wrong("sort_by", "must be a column, followed by :asc or :desc")),
    };
    if !known.contains(&column) {
        return Err(ApiError::parameter(
            "sort_by",
            "unknown_column",
            format!("names the unknown column \"{}\"; known are {}", cut(column), known.join(", ")),
        ));
    }
    Ok(Sort { column: column.to_owned(), order })
}

fn unknown(name: &str, known: &[&str]) -> ApiError {
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    ApiError::parameter(name, "unknown_column", format!("is not a column of this list; known are {known}"))
}

fn wrong(name: &str, detail: &str) -> ApiError {
    ApiError::parameter(name, "invalid", detail)
}

fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(64).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(query: &str) -> Result<ListQuery, ApiError> {
        let mut params = Params::parse(query);
        let now = Timestamp::from_micros(1_700_000_000_000_000);
        let list = take(&mut params, &["name", "hosts"], &["name", "created_at"], Some(now))?;
        params.finish()?;
        Ok(list)
    }

    #[test]
    fn lists_are_asked_for() {
        let got = read("page=2&per_page=50&q%5Bname%5D=%27web*%27&q[name]=a&q[hosts]=10.*&sort_by=name:desc")
            .unwrap();
        assert_eq!((got.page, got.per_page), (2, 50));
        let filters: Vec<_> = got.filters.iter().map(|f| (f.column.as_str(), f.pattern.as_str())).collect();
        assert_eq!(filters, [("name", "web*"), ("name", "a"), ("hosts", "10.*")]);
        assert_eq!(got.sort, Some(Sort { column: "name".into(), order: Order::Desc }));
        let got = read("sort_by=created_at%20DESC&date_range_start=2024-01-01").unwrap();
        assert_eq!(got.sort.map(|s| s.order), Some(Order::Desc));
        assert!(got.from.is_some() && got.to.is_none());
        let got = read("relative_date_range=10d").unwrap();
        assert_eq!(got.from.map(Timestamp::micros), Some(1_699_136_000_000_000));
        assert_eq!((read("").unwrap().page, read("").unwrap().per_page), (1, 10));
    }

    #[test]
    fn wrong_ones_are_named() {
        for (query, name) in [
            ("page=0", "page"),
            ("page=x", "page"),
            ("per_page=101", "per_page"),
            ("per_page=-1", "per_page"),
            ("q[color]=red", "q[color]"),
            ("sort_by=color", "sort_by"),
            ("sort_by=name:up", "sort_by"),
            ("date_range_start=x", "date_range_start"),
            ("date_range_start=2024-02-01&date_range_end=2024-01-01", "date_range_end"),
            ("relative_date_range=10", "relative_date_range"),
            ("pages=1", "pages"),
            ("q=x", "q"),
        ] {
            let error = read(query).unwrap_err();
            let body = error.body(None);
            assert_eq!(error.status.as_u16(), 422, "{query}");
            assert_eq!(body["errors"][0]["source"]["parameter"], name, "{query}");
        }
    }

    proptest! {
        #[test]
        fn any_query_is_read_or_refused(query in "(page|per_page|q\\[name\\]|sort_by|date_range_end|relative_date_range)=\\PC{0,20}") {
            prop_assume!(crate::shared::query_string::pairs(&query).is_ok());
            if let Ok(list) = read(&query) {
                prop_assert!((1..=MAX_PER_PAGE).contains(&list.per_page) && list.page >= 1);
            }
        }
    }
}
