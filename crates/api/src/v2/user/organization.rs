//! `GET /v2/user/organization`, `PUT /v2/user/organization`, `GET /v2/user/organization/members`

use app::organizations::{self, OrganizationChange};
use app::users::Member;
use app::{identity, users};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::v2::frame::{Attributes, Body, Columns, Found, List, Page, Reply, Request, Signed};
use crate::v2::user::view::Organization;

/// A change of the organization; absent fields stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrganizationUpdate {
    #[serde(default)]
    #[schema(max_length = 255)]
    name: Option<String>,
    /// Ranges that it may scan.
    #[serde(default)]
    #[schema(max_items = 1000, example = json!(["10.0.0.0/8"]))]
    allowed_ranges: Option<Vec<String>>,
    /// Names that it may scan without proof of ownership: `app.example` itself, `*.example` everything below.
    #[serde(default)]
    #[schema(max_items = 1000, example = json!(["*.example"]))]
    allowed_names: Option<Vec<String>>,
}

impl Request for OrganizationUpdate {
    const WRAPPER: Option<&'static str> = Some("organization");
}

/// Somebody who belongs to the organization.
#[derive(Serialize, ToSchema)]
pub(crate) struct MemberView {
    id: String,
    email: String,
    first_name: String,
    last_name: String,
    /// First and last name, or the e-mail address.
    name: String,
    /// `owner`, `admin`, `manager` or `viewer`.
    role: &'static str,
}

impl From<Member> for MemberView {
    fn from(member: Member) -> Self {
        let Member { id, email, first_name, last_name, role } = member;
        let name = format!("{first_name} {last_name}").trim().to_owned();
        let name = if name.is_empty() { email.clone() } else { name };
        Self { id: id.to_string(), email, first_name, last_name, name, role: role.as_str() }
    }
}

impl Attributes for MemberView {
    const TYPE: &'static str = "members";
    fn id(&self) -> String {
        self.id.clone()
    }
}

/// The columns of the list of members.
pub(crate) struct MemberColumns;

impl Columns for MemberColumns {
    const FILTER: &'static [&'static str] = &["email", "first_name", "last_name", "role"];
    const SORT: &'static [&'static str] = &["email", "first_name", "last_name", "role", "created_at"];
}

pub(crate) async fn show(ctx: Signed) -> Reply<Found<Organization>> {
    Ok(Found(identity::me(&ctx).await?.organization.into()))
}

pub(crate) async fn update(ctx: Signed, Body(body): Body<OrganizationUpdate>) -> Reply<Found<Organization>> {
    let OrganizationUpdate { name, allowed_ranges, allowed_names } = body;
    let change = OrganizationChange { name, allowed_ranges, allowed_names };
    Ok(Found(organizations::update(&ctx, change).await?.into()))
}

pub(crate) async fn members(ctx: Signed, List(query, _): List<MemberColumns>) -> Reply<Page<MemberView>> {
    let page = users::members(&ctx, &query).await?;
    Ok(Page::of(page, &query, MemberView::from))
}
