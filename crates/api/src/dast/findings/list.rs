//! `GET /findings/` and its kind.

use app::web_findings::{self, FindingRef, WebFindingView};
use app::{Error, Filter};
use model::TargetId;

use crate::dast::findings::view::{Finding, SEVERITIES, STATES, around, compound, read_compound};
use crate::dast::frame::{
    ApiError, Columns, Id, Kind, List, Numbered, Page, Param, Reply, Shown, Signed, Word,
};

/// The columns of a list of findings.
pub(crate) struct FindingColumns;

const fn param(name: &'static str, column: &'static str, kind: Kind, about: &'static str) -> Param {
    Param { name, column, kind, about }
}

impl Columns for FindingColumns {
    const FILTER: &'static [Param] = &[
        param("scan", "scan", Kind::Id, "Scans that saw it"),
        param("severity", "threat", Kind::Words(SEVERITIES), "Severities"),
        param("state", "state", Kind::Words(STATES), "States"),
        param("target", "target", Kind::Id, "Targets"),
        param("assignee", "assignee", Kind::Id, "Users"),
        param("label", "label", Kind::Id, "Labels"),
        param("target_label", "target_label", Kind::Id, "Labels of the targets"),
        param("new", "new", Kind::Flag, "Whether the newest scan was the first to see it"),
        param("definition", "definition", Kind::Words(&[]), "Ids of definitions"),
        param("lastfound_after", "lastfound_from", Kind::Time, "Seen last at or after"),
        param("lastfound_before", "lastfound_to", Kind::Time, "Seen last at or before"),
        param("last_found__gte", "lastfound_from", Kind::Time, "Seen last at or after"),
        param("last_found__gt", "lastfound_from", Kind::Time, "Seen last at or after"),
        param("last_found__lte", "lastfound_to", Kind::Time, "Seen last at or before"),
        param("last_found__lt", "lastfound_to", Kind::Time, "Seen last at or before"),
        param("changed_after", "changed_from", Kind::Time, "Changed at or after"),
        param("changed_before", "changed_to", Kind::Time, "Changed at or before"),
    ];
    const SORT: &'static [(&'static str, &'static str)] = &[
        ("last_found", "last_found"),
        ("created_at", "created_at"),
        ("changed", "changed"),
        ("severity", "severity"),
        ("state", "state"),
        ("definition", "definition"),
        ("id", "id"),
    ];
    const SEARCH: &'static str = "name, place, remark, labels and the target's name and URL";
    const OTHER: &'static [(&'static str, &'static str)] = &[
        ("id", "Findings as `<target id>-<number>`; several are alternatives"),
        ("is_id_404_validation", "Whether an unknown `id` is a 404 that names it"),
        ("target_label_logical_operator", "`and` asks for all of `target_label` instead of one"),
        ("review_status", "`notrequired` is all there is; findings need no review here"),
    ];
}

/// What a plain list cannot read: compound ids, labels that must all be there, reviews.
async fn completed(ctx: &Signed, mut list: List<FindingColumns>) -> Reply<List<FindingColumns>> {
    let asked: Vec<&str> = list.params.all("id").collect();
    let mut filters = Vec::new();
    let filter = |column: &str, pattern: String| Filter { column: column.to_owned(), pattern };
    if !asked.is_empty() {
        let wanted: Vec<FindingRef> = asked.iter().filter_map(|text| read_compound(text)).collect();
        let known = web_findings::resolve(ctx, &wanted).await?;
        filters.extend(known.iter().map(|id| filter("id", id.to_string())));
        if known.is_empty() {
            filters.push(filter("id", uuid::Uuid::nil().to_string()));
        }
    }
    let reviews: Vec<&str> = list.params.all("review_status").collect();
    if !reviews.is_empty() && !reviews.contains(&"notrequired") {
        filters.push(filter("id", uuid::Uuid::nil().to_string()));
    }
    let every =
        list.params.one("target_label_logical_operator").is_some_and(|op| op.eq_ignore_ascii_case("and"));
    list.query.filters.extend(filters);
    for filter in list.query.filters.iter_mut().filter(|f| every && f.column == "target_label") {
        filter.column = "every_target_label".to_owned();
    }
    Ok(list)
}

async fn shown(
    ctx: &Signed,
    list: List<FindingColumns>,
    found: app::Page<WebFindingView>,
) -> Reply<Page<Finding>> {
    let around = around(ctx, &found.items).await?;
    let id = |view: &WebFindingView| compound((view.found.finding.target, view.found.finding.number));
    list.page(found, id, |view| Finding::new(view, &around))
}

pub(crate) async fn list(ctx: Signed, list: List<FindingColumns>) -> Reply<Page<Finding>> {
    let list = completed(&ctx, list).await?;
    let found = web_findings::list(&ctx, &list.query).await?;
    shown(&ctx, list, found).await
}

pub(crate) async fn of_target(
    ctx: Signed,
    Id(target): Id<TargetId>,
    list: List<FindingColumns>,
) -> Reply<Page<Finding>> {
    let list = completed(&ctx, list).await?;
    let found = web_findings::of_target(&ctx, target, &list.query).await?;
    shown(&ctx, list, found).await
}

/// The finding that a compound id names.
pub(crate) fn named(Word(text): &Word) -> Result<FindingRef, ApiError> {
    read_compound(text).ok_or_else(|| Error::not_found("finding", text).into())
}

pub(crate) async fn show(ctx: Signed, id: Word) -> Reply<Shown<Finding>> {
    let view = web_findings::show(&ctx, named(&id)?).await?;
    Finding::one(&ctx, view).await.map(Shown)
}

pub(crate) async fn show_of_target(
    ctx: Signed,
    Numbered(target, number): Numbered<TargetId>,
) -> Reply<Shown<Finding>> {
    let view = web_findings::show(&ctx, (target, number.into())).await?;
    Finding::one(&ctx, view).await.map(Shown)
}
