//! What is shown of users and products.

use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::Attributes;

/// A user.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct User {
    id: String,
    /// The sign-in name.
    username: String,
    email: String,
    /// `owner`, `admin`, `manager` or `viewer`.
    role: &'static str,
    first_name: String,
    last_name: String,
    locale: String,
    /// IANA time zone.
    timezone: String,
    /// The product that every answer is filtered to.
    active_product: &'static str,
    organization_id: String,
    created_at: String,
    updated_at: String,
    /// Products of the organization, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) products: Option<Vec<Product>>,
    /// The organization, when details are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) organization: Option<Organization>,
    /// The subscription of the active product, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) current_plan: Option<Product>,
}

/// A product that a subscription unlocks.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Product {
    /// `pci`, `vrms`, `penetration` …
    code: &'static str,
    name: &'static str,
    description: &'static str,
    /// Whether it is the caller's active product.
    active: bool,
}

/// A tenant.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Organization {
    id: String,
    name: String,
    /// The partner above it.
    parent_id: Option<String>,
    /// Codes of its products.
    products: Vec<&'static str>,
    /// Ranges that it may scan.
    allowed_ranges: Vec<String>,
    /// Names that it may scan without proof of ownership.
    allowed_names: Vec<String>,
    created_at: String,
    updated_at: String,
}

impl From<model::user::User> for User {
    fn from(user: model::user::User) -> Self {
        Self {
            id: user.id.to_string(),
            username: user.email.clone(),
            email: user.email,
            role: user.role.as_str(),
            first_name: user.first_name,
            last_name: user.last_name,
            locale: user.locale,
            timezone: user.timezone,
            active_product: user.active_product.as_str(),
            organization_id: user.organization.to_string(),
            created_at: user.created_at.iso_millis(),
            updated_at: user.updated_at.iso_millis(),
            products: None,
            organization: None,
            current_plan: None,
        }
    }
}

impl Product {
    pub(crate) fn new(product: model::Product, active: model::Product) -> Self {
        Self {
            code: product.as_str(),
            name: product.title(),
            description: product.description(),
            active: product == active,
        }
    }
}

impl From<model::organization::Organization> for Organization {
    fn from(organization: model::organization::Organization) -> Self {
        Self {
            id: organization.id.to_string(),
            name: organization.name,
            parent_id: organization.parent.map(|id| id.to_string()),
            products: organization.products.iter().map(|p| p.as_str()).collect(),
            allowed_ranges: organization.allowed_ranges.iter().map(ToString::to_string).collect(),
            allowed_names: organization.allowed_names,
            created_at: organization.created_at.iso_millis(),
            updated_at: organization.updated_at.iso_millis(),
        }
    }
}

impl Attributes for User {
    const TYPE: &'static str = "users";
    fn id(&self) -> String {
        self.id.clone()
    }
}

impl Attributes for Product {
    const TYPE: &'static str = "products";
    fn id(&self) -> String {
        self.code.to_owned()
    }
}

impl Attributes for Organization {
    const TYPE: &'static str = "organizations";
    fn id(&self) -> String {
        self.id.clone()
    }
}
