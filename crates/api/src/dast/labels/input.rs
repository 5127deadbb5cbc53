//! What a request says about a label, and the columns of their lists.

use app::{Change, Ctx, Page as Found, labels};
use model::label::{Label, LabelKind};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::dast::frame::{Columns, Field, Kind, List, Page, Param, Reply, Request, refused, show_id};
use crate::dast::labels::view::LabelView;

/// A label: what is not said stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct LabelBody {
    #[schema(value_type = Option<String>, max_length = 255)]
    #[serde(default)]
    name: Field<String>,
    /// A word, or `#` and hexadecimal digits.
    #[schema(value_type = Option<String>, example = "#00FF00")]
    #[serde(default)]
    color: Field<String>,
}

impl Request for LabelBody {}

impl LabelBody {
    /// Name and color of a new label.
    pub(crate) fn into_new(self) -> Reply<(String, Option<String>)> {
        match self.name.0 {
            Change::Set(name) => Ok((name, self.color.0.apply(None))),
            _ => Err(refused("name", "missing", "is missing")),
        }
    }

    /// What changes.
    pub(crate) fn into_change(self) -> (Change<String>, Change<String>) {
        (self.name.0, self.color.0)
    }
}

/// The columns of the lists.
pub(crate) struct LabelColumns;

impl Columns for LabelColumns {
    const FILTER: &'static [Param] = &[
        Param { name: "id", column: "id", kind: Kind::Id, about: "Id" },
        Param { name: "name", column: "name", kind: Kind::Text, about: "Name" },
    ];
    const SORT: &'static [(&'static str, &'static str)] =
        &[("changed", "changed"), ("created", "created"), ("name", "name"), ("color", "color")];
    const SEARCH: &'static str = "names";
}

/// A page of labels.
pub(crate) async fn page(ctx: &Ctx, kind: LabelKind, list: List<LabelColumns>) -> Reply<Page<LabelView>> {
    let Found { items, total } = labels::list(ctx, kind, &list.query).await?;
    let people = labels::people(ctx, &items).await?;
    let show = |label: Label| LabelView::new(&label, &people);
    list.page(Found { items, total }, |label| show_id(label.id), show)
}

/// One label as it is shown.
pub(crate) async fn one(ctx: &Ctx, label: Label) -> Reply<LabelView> {
    let people = labels::people(ctx, std::slice::from_ref(&label)).await?;
    Ok(LabelView::new(&label, &people))
}
