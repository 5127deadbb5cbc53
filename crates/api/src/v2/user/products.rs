//! `GET /v2/user/products`, `PUT /v2/user/change_product`

use app::identity;
use serde::Serialize;
use utoipa::ToSchema;

use crate::v2::frame::query::ParamDoc;
use crate::v2::frame::{ApiError, Items, Params, Plain, Query, QueryParams, Reply, Signed};
use crate::v2::user::view::Product;

/// The product to switch to.
pub(crate) struct Code(String);

impl QueryParams for Code {
    const DOC: &'static [ParamDoc] = &[("product_code", "Code of the product (required)", "vrms")];

    fn take(params: &mut Params) -> Result<Self, ApiError> {
        let missing = || ApiError::parameter("product_code", "missing", "is missing");
        params.one("product_code").map(Self).ok_or_else(missing)
    }
}

/// The product that answers are filtered to from now on.
#[derive(Serialize, ToSchema)]
pub(crate) struct ActiveProduct {
    active_product: &'static str,
}

pub(crate) async fn list(ctx: Signed) -> Reply<Items<Product>> {
    let identity::Me { user, products, .. } = identity::me(&ctx).await?;
    Ok(Items(products.into_iter().map(|p| Product::new(p, user.active_product)).collect()))
}

pub(crate) async fn change(ctx: Signed, Query(Code(code)): Query<Code>) -> Reply<Plain<ActiveProduct>> {
    let product = identity::change_product(&ctx, &code).await?;
    Ok(Plain(ActiveProduct { active_product: product.as_str() }))
}
