//! `PATCH /account/`

use app::organizations::{self, Exemptions};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::dast::account::show::{Account, profiles};
use crate::dast::frame::{Body, Reply, Request, Shown, Signed, refused};

/// What of an account can be changed. Names and plans are not changed here.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct AccountInput {
    /// Addresses that may be scanned without proof of ownership, as CIDRs: all of them.
    #[schema(value_type = Option<Vec<String>>)]
    x_allowed_ranges: Option<Vec<String>>,
    /// Names that may be scanned without proof of ownership: all of them.
    #[schema(value_type = Option<Vec<String>>)]
    x_allowed_names: Option<Vec<String>>,
}

impl Request for AccountInput {}

pub(crate) async fn update(ctx: Signed, Body(body): Body<AccountInput>) -> Reply<Shown<Account>> {
    let AccountInput { x_allowed_ranges, x_allowed_names } = body;
    let parse = |texts: Vec<String>| {
        let range = |text: &String| {
            let net = text.trim().parse::<ipnet::IpNet>();
            net.or_else(|_| text.trim().parse::<std::net::IpAddr>().map(Into::into)).ok()
        };
        texts.iter().map(range).collect::<Option<Vec<_>>>()
    };
    let wrong = || refused("x_allowed_ranges", "invalid", "must be addresses or networks such as 10.0.0.0/8");
    let ranges = x_allowed_ranges.map(|texts| parse(texts).ok_or_else(wrong)).transpose()?;
    let organization =
        organizations::set_exemptions(&ctx, Exemptions { ranges, names: x_allowed_names }).await?;
    Ok(Shown(Account::new(&organization, profiles(&ctx))))
}
