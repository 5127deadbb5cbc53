//! Long lists with filters: which of their rows are looked at.
//!
//! A list may be walked in its order until its page is full, or the rows that a filter leaves may be gathered and put in
//! order. The first is fast when many rows match, the second when few do; both look at indexes alone, as far as the filters
//! are those of [`By`]. How many match is counted first, by the index that leads to the fewest.

use super::build::{Conditions, Group};
use super::fences::EVERY;
use super::{ColumnKind, ListError, ListQuery, ListSpec};
use crate::db::{Tx, built};
use crate::value::Val;

/// What the index of facets can be sorted by.
const FACET_KEYS: &[&str] = &["t.severity", "t.state", "t.host", "t.first_seen"];
/// Up to so many hosts lead to their findings, each by itself, where other filters would lead to fewer.
const FEW_HOSTS: u64 = 500;
/// Up to so many where all other filters are by severity and confidence, which leave many.
const SOME_HOSTS: u64 = 2_500;
/// Up to so many findings of a rare state lead before all others.
const RARE: u64 = 10_000;

/// Facets by which many findings are left.
const WIDE: &[&str] = &["f.severity", "f.confidence"];

/// How filters of a column find their rows.
#[derive(Debug, Clone, Copy)]
pub(crate) enum By {
    /// By looking at each.
    Row,
    /// By what findings have in common: a column of `finding_facets f`.
    Facet(&'static str),
    /// By what a statement selects: `of` is one of `select`, where `{}` is the condition over `inner`.
    Set {
        /// An expression over `t` that has an index.
        of: &'static str,
        /// What is filtered.
        inner: &'static str,
        /// What is selected; `$1` is the organization and `$2` the product.
        select: &'static str,
    },
    /// By a condition that follows from some filters and leads to few rows.
    Rare(fn(&[&str]) -> Option<&'static str>),
    /// By a text in any of several places.
    Text(&'static Places),
}

/// Where a text is looked for. In each `{}` is the pattern of a `LIKE`, `$1` the organization and `$2` the product.
#[derive(Debug)]
pub(crate) struct Places {
    /// A condition over `finding_facets f`.
    pub(crate) facets: &'static str,
    /// Selects values of `t.place`.
    pub(crate) places: &'static str,
    /// Selects ids of findings.
    pub(crate) ids: &'static str,
}

/// The filter that leads to the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    Facets,
    Set,
    Rare,
    Text,
}

/// How the rows of a list are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// As the database likes it.
    Free,
    /// In the order of a column.
    Walk(&'static str),
    /// What a filter leads to; arrays are those of PostgreSQL.
    Gather(Lead, Arrays),
}

/// Whether sets are written as arrays: without them PostgreSQL would join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arrays(pub(crate) bool);

impl Arrays {
    fn one_of(self, of: &str, select: &str) -> String {
        if self.0 { format!("{of} = ANY(ARRAY({select}))") } else { format!("{of} IN ({select})") }
    }
}

/// A condition that no index is used for.
fn only_looked_at(text: &str) -> String {
    format!("({text} IS TRUE)")
}

fn facets(conditions: &[String]) -> String {
    let mut text =
        "SELECT f.id FROM finding_facets f WHERE f.organization = $1 AND f.product = $2".to_owned();
    for condition in conditions {
        text.push_str(" AND ");
        text.push_str(condition);
    }
    text
}

impl Conditions {
    pub(super) fn add_by(&mut self, groups: &[Group<'_>], way: Way) -> Result<(), ListError> {
        let (mut common, mut text) = (Vec::new(), None);
        for group in groups {
            match group.0.by {
                By::Facet(sql) => {
                    common.push(self.group(group, sql)?);
                }
                By::Text(places) if way_leads(way, Lead::Text) => text = Some((places, group.1[0])),
                _ => self.add_group(group, way)?,
            }
        }
        match (way, text) {
            (Way::Gather(Lead::Text, arrays), Some((places, pattern))) => {
                self.add_places(places, pattern, (&common, arrays));
            }
            _ if common.is_empty() => {}
            (Way::Gather(Lead::Facets, arrays), _) => {
                self.parts.push(arrays.one_of("t.facet", &facets(&common)));
            }
            _ => {
                self.parts.push(only_looked_at(&format!("(t.facet IN ({}))", facets(&common))));
                self.add_range(&common, way);
            }
        }
        Ok(())
    }

    fn add_group(&mut self, group: &Group<'_>, way: Way) -> Result<(), ListError> {
        let column = group.0;
        let text = match (column.by, way) {
            (By::Set { of, inner, select }, Way::Gather(Lead::Set, arrays)) => {
                let condition = self.group(group, inner)?;
                arrays.one_of(of, &select.replace("{}", &condition))
            }
            (By::Rare(leads), Way::Gather(Lead::Rare, _)) => {
                self.parts.extend(leads(&group.1).map(str::to_owned));
                only_looked_at(&self.group(group, column.sql)?)
            }
            (_, Way::Walk(sort)) if column.sql == sort => self.group(group, column.sql)?,
            _ if !matches!(column.kind, ColumnKind::Id | ColumnKind::Number) => {
                only_looked_at(&self.group(group, column.sql)?)
            }
            _ => self.group(group, column.sql)?,
        };
        self.parts.push(text);
        Ok(())
    }

    /// Where names or severities are walked through, those before the first and after the last facet are left out.
    fn add_range(&mut self, common: &[String], way: Way) {
        let column = match way {
            Way::Walk("t.name") => "name",
            Way::Walk("t.severity") => "severity",
            _ => return,
        };
        let facets = facets(common);
        let end = |which: &str| facets.replacen("f.id", &format!("{which}(f.{column})"), 1);
        self.parts.push(format!("t.{column} BETWEEN ({}) AND ({})", end("MIN"), end("MAX")));
    }

    /// Rows whose facets match; those that do not, but whose place does; and those of which neither does, but something that
    /// few have.
    fn add_places(&mut self, places: &Places, pattern: &str, (common, arrays): (&[String], Arrays)) {
        let dast = self.values.get(1) == Some(&Val::from("dast"));
        let mine = format!("t.organization = $1 AND t.product = {}", if dast { "'dast'" } else { "$2" });
        let pattern = self.place(super::build::like(&format!("*{pattern}*")).into());
        let with = |text: &str| text.replace("{}", &pattern);
        let mut found = common.to_vec();
        found.push(format!("({})", with(places.facets)));
        let (found, place) = (facets(&found), with(places.places));
        let others = match common {
            [] => mine,
            _ => format!("{mine} AND {}", only_looked_at(&format!("(t.facet IN ({}))", facets(common)))),
        };
        let no = |of: &str, select: &str| only_looked_at(&format!("({of} NOT IN ({select}))"));
        let (not_found, not_place) = (no("t.facet", &found), no("t.place", &place));
        self.either = vec![
            arrays.one_of("t.facet", &found),
            format!("{others} AND {} AND {not_found}", arrays.one_of("t.place", &place)),
            format!(
                "{others} AND {} AND {not_found} AND {not_place}",
                arrays.one_of("t.id", &with(places.ids))
            ),
        ];
    }
}

fn way_leads(way: Way, by: Lead) -> bool {
    matches!(way, Way::Gather(lead, _) if lead == by)
}

impl ListSpec {
    /// Whether the database may choose: what is no list of findings, or names single ones.
    pub(super) fn is_free(&self, query: &ListQuery) -> bool {
        !self.columns.iter().any(|c| matches!(c.by, By::Facet(_)))
            || query.filters.iter().any(|f| matches!(f.column.as_str(), "id" | "number"))
    }

    /// The filter that leads to the rows, if there is one.
    pub(crate) async fn lead(
        &self,
        tx: &mut Tx,
        scope: &[(&'static str, Val)],
        query: &ListQuery,
    ) -> Result<Option<Lead>, ListError> {
        if self.is_free(query) {
            return Ok(None);
        }
        let groups = self.groups(query)?;
        let facets = groups.iter().any(|(c, _)| matches!(c.by, By::Facet(_)));
        let narrow = groups.iter().any(|(c, _)| matches!(c.by, By::Facet(sql) if !WIDE.contains(&sql)));
        let rare = groups.iter().find_map(|(c, patterns)| match c.by {
            By::Rare(leads) => leads(patterns),
            _ => None,
        });
        if let Some(rare) = rare {
            let all = Conditions::scoped(scope);
            let select = format!("SELECT 1 AS one FROM {} WHERE {} AND {rare}", self.from, all.text());
            if few(tx, (select, all.values), RARE).await? {
                return Ok(Some(Lead::Rare));
            }
        }
        for group in &groups {
            match group.0.by {
                By::Text(_) if group.1.len() == 1 => return Ok(Some(Lead::Text)),
                By::Set { inner, select, .. } => {
                    let text = group.0.kind == ColumnKind::Text;
                    let most = if narrow { FEW_HOSTS } else { SOME_HOSTS };
                    let mut conditions = Conditions::scoped(scope.get(..2).unwrap_or(scope));
                    let select = select.replace("{}", &conditions.group(group, inner)?);
                    if !(text && facets) || few(tx, (select, conditions.values), most).await? {
                        return Ok(Some(Lead::Set));
                    }
                }
                _ => {}
            }
        }
        Ok(facets.then_some(Lead::Facets).or(rare.map(|_| Lead::Rare)))
    }

    /// Whether a list of so many rows is gathered: up to 10,000 if each has to be looked into for what the list is sorted
    /// by, about a microsecond each, and up to 60,000 if the index holds that, too.
    pub(crate) fn gathers(
        &self,
        tx: &Tx,
        (query, lead): (&ListQuery, Lead),
        total: u64,
    ) -> Result<bool, ListError> {
        let (sort, _) = self.sort_column(query)?;
        let stride = tx.1.as_ref().map_or(EVERY, |fences| fences.stride());
        let keys = lead == Lead::Facets && FACET_KEYS.contains(&sort.sql);
        Ok(total <= if keys { 3 * stride } else { stride / 2 })
    }
}

/// Whether a statement selects at most so many rows.
async fn few(tx: &mut Tx, (text, values): (String, Vec<Val>), most: u64) -> Result<bool, ListError> {
    let text = format!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM ({text} LIMIT {}) c", most + 1);
    let n: u64 = built(text).bind_all(values).one(tx, |row| row.num("n")).await?;
    Ok(n <= most)
}
