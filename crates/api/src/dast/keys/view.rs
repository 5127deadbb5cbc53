//! What is said and shown of a key.

use app::api_keys::KeyRow;
use app::{Page as Found, api_keys};
use model::{ApiKeyId, TargetId};
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::dast::frame::{Columns, Kind, List, Made, Page, Param, Reply, Request, Signed, show_id};

/// A key.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KeyView {
    id: String,
    name: String,
    /// The key itself, where it was just made; it is stored nowhere.
    key: Option<String>,
    created: String,
}

/// A key to be made.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct KeyBody {
    #[schema(max_length = 255)]
    pub(crate) name: String,
}

impl Request for KeyBody {}

impl From<KeyRow> for KeyView {
    fn from(row: KeyRow) -> Self {
        let id = row.id.map(show_id::<ApiKeyId>).unwrap_or_default();
        Self { id, name: row.name, key: None, created: row.created_at.iso_micros() }
    }
}

/// The columns of the lists.
pub(crate) struct KeyColumns;

impl Columns for KeyColumns {
    const FILTER: &'static [Param] = &[Param { name: "id", column: "id", kind: Kind::Id, about: "Id" }];
    const SORT: &'static [(&'static str, &'static str)] =
        &[("name", "name"), ("created", "created"), ("changed", "created")];
    const SEARCH: &'static str = "names";
}

/// A page of keys.
pub(crate) async fn page(
    ctx: &Signed,
    target: Option<TargetId>,
    list: List<KeyColumns>,
) -> Reply<Page<KeyView>> {
    let found: Found<KeyRow> = api_keys::list(ctx, target, &list.query).await?;
    list.page(found, |row| row.id.map(show_id::<ApiKeyId>).unwrap_or_default(), KeyView::from)
}

/// A new key, the only time that it is shown.
pub(crate) async fn make(ctx: &Signed, target: Option<TargetId>, name: &str) -> Reply<Made<KeyView>> {
    let (row, secret) = api_keys::create(ctx, target, name).await?;
    Ok(Made(KeyView { key: Some(secret.expose_secret().to_owned()), ..KeyView::from(row) }))
}
