//! `GET /vulnerability_definitions/`: what is looked for.

use std::sync::Arc;

use app::{Filter, profiles};
use model::definition::Definition;

use crate::dast::findings::view::DefinitionView;
use crate::dast::frame::{Columns, List, Page, Param, Reply, Signed};

/// A list of definitions has no filters.
pub(crate) struct DefinitionColumns;

impl Columns for DefinitionColumns {
    const FILTER: &'static [Param] = &[];
    const SORT: &'static [(&'static str, &'static str)] = &[("name", "name"), ("id", "id")];
    const SEARCH: &'static str = "id and name";
}

pub(crate) async fn list(ctx: Signed, list: List<DefinitionColumns>) -> Reply<Page<DefinitionView>> {
    // Whoever may see profiles may see what they look for.
    profiles::activated(&ctx).await?;
    let wanted = |filter: &Filter| filter.pattern.to_lowercase();
    let terms: Vec<String> = list.query.filters.iter().map(wanted).collect();
    let fits = |d: &Arc<Definition>| {
        let text = format!("{} {}", d.check, d.name).to_lowercase();
        terms.iter().all(|term| text.contains(term.as_str()))
    };
    let mut all: Vec<Arc<Definition>> =
        ctx.services.knowledge.all_definitions().filter(|d| fits(d)).cloned().collect();
    let by_id = list.query.sort.as_ref().is_some_and(|sort| sort.column == "id");
    all.sort_by(
        |a, b| if by_id { a.check.cmp(&b.check) } else { (&a.name, &a.check).cmp(&(&b.name, &b.check)) },
    );
    if list.query.sort.as_ref().is_some_and(|sort| sort.order == app::Order::Desc) {
        all.reverse();
    }
    let total = all.len() as u64;
    let per_page = usize::try_from(list.query.per_page).unwrap_or(1);
    let before = usize::try_from(list.query.page.saturating_sub(1)).unwrap_or(0).saturating_mul(per_page);
    let items = all.into_iter().skip(before).take(per_page).collect();
    let show = |d: Arc<Definition>| DefinitionView {
        id: d.check.clone(),
        name: d.name.clone(),
        desc: d.summary.clone(),
    };
    list.page(app::Page { items, total }, |d| d.check.clone(), show)
}
