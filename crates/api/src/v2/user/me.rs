//! `GET /v2/user/me`

use app::identity;

use crate::v2::frame::query::ParamDoc;
use crate::v2::frame::{ApiError, Found, Params, Query, QueryParams, Reply, Signed};
use crate::v2::user::view::{Organization, Product, User};

/// What to show beside the user.
pub(crate) struct With {
    products: bool,
    details: bool,
    current_plan: bool,
}

impl QueryParams for With {
    const DOC: &'static [ParamDoc] = &[
        ("products", "Whether to show the organization's products", "true"),
        ("details", "Whether to show the organization", "true"),
        ("current_plan", "Whether to show the subscription of the active product", "true"),
    ];

    fn take(params: &mut Params) -> Result<Self, ApiError> {
        Ok(Self {
            products: params.flag("products")?,
            details: params.flag("details")?,
            current_plan: params.flag("current_plan")?,
        })
    }
}

pub(crate) async fn show(ctx: Signed, Query(with): Query<With>) -> Reply<Found<User>> {
    let identity::Me { user, organization, products } = identity::me(&ctx).await?;
    let active = user.active_product;
    let product = |p: &model::Product| Product::new(*p, active);
    let mut shown = User::from(user);
    shown.products = with.products.then(|| products.iter().map(product).collect());
    shown.current_plan = products.iter().find(|p| with.current_plan && **p == active).map(product);
    shown.organization = with.details.then(|| Organization::from(organization));
    Ok(Found(shown))
}
