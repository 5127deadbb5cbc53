//! `GET /account/`

use app::organizations;
use model::Product;
use model::organization::Organization;
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::frame::{Reply, Shown, Signed, show_id};

/// An account: the organization of the caller. Nothing is billed here.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Account {
    id: String,
    name: String,
    /// `active`.
    status: &'static str,
    plan: Plan,
    free_target_quantity: u32,
    plan_target_quantity: u32,
    pool_size: u32,
    available_slots: Option<u32>,
    /// `off`.
    auto_collection: &'static str,
    next_billing_at: Option<String>,
    trial_end: Option<String>,
    balance: u32,
    balance_currency_code: String,
    has_used_trial: bool,
    heroku: bool,
    plan_amount: u32,
    /// Addresses that may be scanned without proof of ownership: the organization's ranges (an addition of ours).
    x_allowed_ranges: Vec<String>,
    /// Names that may be scanned without proof of ownership: as such, `*.name` everything below (an addition of ours).
    x_allowed_names: Vec<String>,
}

/// What the account may use.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Plan {
    id: &'static str,
    name: &'static str,
    description: &'static str,
    is_trial: bool,
    /// `flat_fee`.
    charge_model: &'static str,
    price: u32,
    currency_code: &'static str,
    period: u32,
    /// `year`.
    period_unit: &'static str,
    allowed_scan_profiles: Vec<String>,
}

impl Account {
    /// The account with the profiles that it may use.
    pub(crate) fn new(organization: &Organization, profiles: Vec<String>) -> Self {
        Self {
            id: show_id(organization.id),
            name: organization.name.clone(),
            status: "active",
            plan: Plan {
                id: Product::Dast.as_str(),
                name: Product::Dast.title(),
                description: Product::Dast.description(),
                is_trial: false,
                charge_model: "flat_fee",
                price: 0,
                currency_code: "",
                period: 1,
                period_unit: "year",
                allowed_scan_profiles: profiles,
            },
            free_target_quantity: 0,
            plan_target_quantity: 0,
            pool_size: 0,
            available_slots: None,
            auto_collection: "off",
            next_billing_at: None,
            trial_end: None,
            balance: 0,
            balance_currency_code: String::new(),
            has_used_trial: false,
            heroku: false,
            plan_amount: 0,
            x_allowed_ranges: organization.allowed_ranges.iter().map(ToString::to_string).collect(),
            x_allowed_names: organization.allowed_names.clone(),
        }
    }
}

/// Words of the profiles of the dialect.
pub(crate) fn profiles(ctx: &Signed) -> Vec<String> {
    let offered = ctx.services.knowledge.catalogue().profiles_for(Product::Dast);
    offered.iter().map(|profile| profile.id.clone()).collect()
}

pub(crate) async fn show(ctx: Signed) -> Reply<Shown<Account>> {
    let organization = organizations::show(&ctx).await?;
    Ok(Shown(Account::new(&organization, profiles(&ctx))))
}
