//! The query of lists: `page`, `length`, `ordering`, `search`, filters by name (a repeated one is an alternative), and
//! `id=…&is_id_404_validation=true`, which refuses unknown ids by name.

use std::marker::PhantomData;

use app::{Filter, ListQuery, Order, Sort};
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use model::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::dast::frame::params::{ParamDoc, Params};
use crate::dast::frame::reply::Page;
use crate::dast::frame::{loose, read_id, refused};
use crate::shared::error::ApiError;
use crate::state::Shared;

/// Rows of a page when nothing is said.
pub(crate) const LENGTH: u32 = 10;
/// The most rows of a page: what clients ask for at most.
pub(crate) const MAX_LENGTH: u32 = 10_000;
/// The furthest page.
const MAX_PAGE: u32 = 100_000_000;
/// The most ids that are looked up at once: as many as a query string has parameters.
const MAX_IDS: u32 = 200;

/// What a filter takes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// An id. One that cannot be any matches nothing.
    Id,
    /// Yes or no.
    Flag,
    /// Text as it is.
    Text,
    /// A word of ours for each of the dialect's; an empty list takes any word as it is.
    Words(&'static [(&'static str, &'static str)]),
    /// An instant, handed on in microseconds.
    Time,
}

/// A filter of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Param {
    /// Name in the query.
    pub(crate) name: &'static str,
    /// The use-case's column.
    pub(crate) column: &'static str,
    /// What it takes.
    pub(crate) kind: Kind,
    /// What it is.
    pub(crate) about: &'static str,
}

/// The columns of a list.
pub(crate) trait Columns: Send {
    /// Filters.
    const FILTER: &'static [Param];
    /// Names of `ordering` with the use-case's columns.
    const SORT: &'static [(&'static str, &'static str)];
    /// What `search` looks at; empty where there is none. It is the column `search` of the use-case.
    const SEARCH: &'static str;
    /// Other parameters that the handler reads.
    const OTHER: &'static [ParamDoc] = &[];
}

/// A wanted page of a list over the columns of `C`.
pub(crate) struct List<C> {
    /// What the use-case is asked.
    pub(crate) query: ListQuery,
    /// Everything that was sent.
    pub(crate) params: Params,
    page: u32,
    length: u32,
    /// Ids that must all be there.
    required: Vec<String>,
    columns: PhantomData<fn() -> C>,
}

impl<C: Columns> FromRequestParts<Shared> for List<C> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &Shared) -> Result<Self, ApiError> {
        Self::read(Params::of(parts)?)
    }
}

impl<C: Columns> List<C> {
    fn read(params: Params) -> Result<Self, ApiError> {
        let page = params.number("page", 1, MAX_PAGE).map_err(|_| no_page())?.unwrap_or(1);
        let length = params.number("length", 1, MAX_LENGTH)?.unwrap_or(LENGTH);
        let mut filters = Vec::new();
        for param in C::FILTER {
            for text in params.all(param.name) {
                filters.push(Filter { column: param.column.to_owned(), pattern: pattern(param, text)? });
            }
        }
        if let Some(text) = params.one("search").filter(|_| !C::SEARCH.is_empty()) {
            filters.push(Filter { column: "search".to_owned(), pattern: text.trim().to_owned() });
        }
        let sort = params.one("ordering").map(order::<C>).transpose()?;
        let required: Vec<String> = match params.flag("is_id_404_validation")? {
            Some(true) => params.all("id").map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        let mut query = ListQuery { page, per_page: length, filters, sort, ..ListQuery::default() };
        if !required.is_empty() {
            // All of them are wanted to see which are missing; the page is cut out of them afterwards.
            (query.page, query.per_page) = (1, MAX_IDS);
        }
        Ok(Self { query, params, page, length, required, columns: PhantomData })
    }

    /// The page as it is answered; `id` is an object's id as it is shown.
    pub(crate) fn page<V, T>(
        &self,
        found: app::Page<V>,
        id: impl Fn(&V) -> String,
        show: impl FnMut(V) -> T,
    ) -> Result<Page<T>, ApiError> {
        let mut items = found.items;
        if !self.required.is_empty() {
            let there: Vec<String> = items.iter().map(&id).collect();
            let missing: Vec<&String> = self.required.iter().filter(|id| !shown(id, &there)).collect();
            if !missing.is_empty() {
                return Err(unknown_ids(&missing));
            }
            let before =
                usize::try_from(self.page - 1).unwrap_or(usize::MAX).saturating_mul(self.length as usize);
            items = items.into_iter().skip(before).take(self.length as usize).collect();
        }
        if items.is_empty() && self.page > 1 {
            return Err(no_page());
        }
        let results = items.into_iter().map(show).collect();
        Ok(Page { count: found.total, page: self.page, length: self.length, results })
    }
}

/// Whether an asked id is among the shown ones, in whatever spelling.
fn shown(asked: &str, there: &[String]) -> bool {
    let canonical = read_id::<model::TargetId>(asked).map(super::show_id);
    there.iter().any(|id| id == asked || Some(id) == canonical.as_ref())
}

/// The answer to ids that are not there.
pub(crate) fn unknown_ids(ids: &[&String]) -> ApiError {
    let raw = json!({"detail": "Not Found.", "is_id_404_validation": true, "invalid_ids": ids});
    let error = ApiError::whole(StatusCode::NOT_FOUND, "not_found", "some ids are unknown");
    ApiError { raw: Some(raw), ..error }
}

fn no_page() -> ApiError {
    ApiError::whole(StatusCode::NOT_FOUND, "invalid_page", "there is no such page")
}

fn pattern(param: &Param, text: &str) -> Result<String, ApiError> {
    let choice = || {
        let shown: String = text.chars().filter(|c| !c.is_control()).take(64).collect();
        let detail = format!("select a valid choice. {shown} is not one of the available choices");
        refused(param.name, "invalid", detail)
    };
    match param.kind {
        Kind::Id => Ok(read_id::<model::TargetId>(text).map_or(Uuid::nil(), Uuid::from).to_string()),
        Kind::Flag => loose::flag(text).map(|b| b.to_string()).ok_or_else(choice),
        Kind::Text => Ok(text.to_owned()),
        Kind::Words([]) => Ok(text.chars().take(64).collect()),
        Kind::Words(words) => {
            let found = words.iter().find(|(theirs, _)| theirs.eq_ignore_ascii_case(text));
            found.map(|(_, ours)| (*ours).to_owned()).ok_or_else(choice)
        }
        Kind::Time => instant(text)
            .map(|at| at.micros().to_string())
            .ok_or_else(|| refused(param.name, "invalid", "enter a valid date/time")),
    }
}

/// An instant with or without a zone; without one it is UTC. A date is its midnight.
pub(crate) fn instant(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(at) = text.parse::<jiff::Timestamp>() {
        return Some(Timestamp::from_jiff(at));
    }
    let local: jiff::civil::DateTime =
        text.parse().ok().or_else(|| Some(text.parse::<jiff::civil::Date>().ok()?.at(0, 0, 0, 0)))?;
    local.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|at| Timestamp::from_jiff(at.timestamp()))
}

fn order<C: Columns>(text: &str) -> Result<Sort, ApiError> {
    let text = text.trim();
    let (name, order) = text.strip_prefix('-').map_or((text, Order::Asc), |name| (name, Order::Desc));
    match C::SORT.iter().find(|(theirs, _)| *theirs == name) {
        Some((_, ours)) => Ok(Sort { column: (*ours).to_owned(), order }),
        None => {
            let known = C::SORT.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
            Err(refused("ordering", "invalid", format!("must be one of {known}, with - for descending")))
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    struct Sample;

    impl Columns for Sample {
        const FILTER: &'static [Param] = &[
            Param { name: "id", column: "id", kind: Kind::Id, about: "" },
            Param { name: "verified", column: "verified", kind: Kind::Flag, about: "" },
            Param { name: "type", column: "kind", kind: Kind::Words(&[("single", "web")]), about: "" },
            Param { name: "started__gte", column: "from", kind: Kind::Time, about: "" },
        ];
        const SORT: &'static [(&'static str, &'static str)] = &[("changed", "updated_at")];
        const SEARCH: &'static str = "names";
    }

    fn read(query: &str) -> Result<List<Sample>, ApiError> {
        List::read(Params::parse(query))
    }

    #[test]
    fn lists_are_asked_for() {
        let got = read("page=2&length=50&verified=True&type=SINGLE&search=a&ordering=-changed&x=1").unwrap();
        assert_eq!((got.query.page, got.query.per_page), (2, 50));
        let filters: Vec<_> =
            got.query.filters.iter().map(|f| (f.column.as_str(), f.pattern.as_str())).collect();
        assert_eq!(filters, [("verified", "true"), ("kind", "web"), ("search", "a")]);
        assert_eq!(got.query.sort, Some(Sort { column: "updated_at".into(), order: Order::Desc }));
        let got = read("started__gte=2024-01-01+00:00:00").unwrap();
        assert_eq!(got.query.filters[0].pattern, "1704067200000000");
    }

    #[test]
    fn wrong_ones_are_named() {
        for (query, body) in [
            ("page=0", json!({"detail": "Invalid page."})),
            ("length=0", json!({"length": ["Must be a whole number from 1 to 10000."]})),
            ("ordering=color", json!({"ordering": ["Must be one of changed, with - for descending."]})),
            ("started__gte=soon", json!({"started__gte": ["Enter a valid date/time."]})),
            (
                "verified=2",
                json!({"verified": ["Select a valid choice. 2 is not one of the available choices."]}),
            ),
        ] {
            let error = read(query).err().unwrap();
            assert_eq!(crate::dast::write(&error, None).1, body, "{query}");
        }
    }

    #[test]
    fn required_ids_are_named_when_they_are_missing() {
        let (here, gone) = ("1".repeat(22), "2".repeat(22));
        let found = || app::Page { items: vec![here.clone()], total: 1 };
        let list = read(&format!("id={here}&id={gone}&is_id_404_validation=True&page=1")).unwrap();
        let error = list.page(found(), Clone::clone, |v| v).err().unwrap();
        let expect = json!({"detail": "Not Found.", "is_id_404_validation": true, "invalid_ids": [gone]});
        assert_eq!(crate::dast::write(&error, None).1, expect);
        let list = read(&format!("id={here}&is_id_404_validation=true")).unwrap();
        assert_eq!(list.page(found(), Clone::clone, |v| v).unwrap().results, [here]);
        assert!(
            read("page=2")
                .unwrap()
                .page(app::Page { items: vec![], total: 3 }, String::clone, |v| v)
                .is_err()
        );
    }

    proptest! {
        #[test]
        fn any_query_is_read_or_refused(query in "(page|length|id|verified|ordering|started__gte)=\\PC{0,20}") {
            prop_assume!(crate::shared::query_string::pairs(&query).is_ok());
            if let Ok(list) = read(&query) {
                prop_assert!((1..=MAX_LENGTH).contains(&list.query.per_page) && list.query.page >= 1);
            }
        }
    }
}
