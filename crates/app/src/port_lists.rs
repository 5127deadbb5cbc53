//! Port lists: built in and own ones, as one collection.

use model::Product;
use model::Timestamp;
use model::ports::PortSet;

use crate::{Ctx, ListQuery, Page, Result};

/// A port list, built in or own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortListView {
    /// A word (`top1000`) or the id of an own list.
    pub id: String,
    /// Whether it comes with the program; such a list cannot be changed.
    pub built_in: bool,
    /// Name.
    pub name: String,
    /// Remark.
    pub comment: String,
    /// Products that offer it.
    pub products: Vec<Product>,
    /// The ports.
    pub ports: PortSet,
    /// Creation; `None` for built-in lists.
    pub created_at: Option<Timestamp>,
    /// Last change; `None` for built-in lists.
    pub updated_at: Option<Timestamp>,
}

/// A port list to be made.
#[derive(Debug, Clone, Default)]
pub struct NewPortList {
    /// Name, 1 to 255 characters, unique in the organization and product.
    pub name: String,
    /// Remark.
    pub comment: Option<String>,
    /// `T:22,80-90,U:53`.
    pub ports: String,
}

/// Built-in lists of the active product, then own ones. Columns of own ones: `name`, `comment`, `created_at`.
pub async fn list(ctx: &Ctx, query: &ListQuery) -> Result<Page<PortListView>> {
    unimplemented!()
}

/// One port list by word or id.
pub async fn show(ctx: &Ctx, id: &str) -> Result<PortListView> {
    unimplemented!()
}

/// Makes an own port list. Not for PCI, whose list is fixed.
pub async fn create(ctx: &Ctx, new: NewPortList) -> Result<PortListView> {
    unimplemented!()
}

/// The lists that a scan of the active product may use.
pub async fn activated(ctx: &Ctx) -> Result<Vec<PortListView>> {
    unimplemented!()
}
