//! `POST /targets/{id}/scan_now/`

use app::runs::{NarrowingWish, StartOptions};
use app::web_scans;
use model::TargetId;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::dast::frame::{Flag, Id, OptionalBody, Reply, Request, Shown, Signed, action};
use crate::dast::scans::control::leave;
use crate::dast::scans::view::Scan;

/// What one scan does differently. Everything may be absent.
#[derive(Debug, Default, Deserialize, ToSchema)]
pub(crate) struct ScanStart {
    /// Another profile than the target's.
    scan_profile: Option<String>,
    /// Blackout periods do not hold this scan.
    #[schema(value_type = Option<bool>)]
    ignore_blackout_period: Option<Flag>,
    /// Why they do not (an addition of ours).
    #[schema(value_type = Option<String>, max_length = 500)]
    reason: Option<String>,
    /// Only these addresses.
    reduced_scopes: Option<Vec<ScopeUrl>>,
    /// Only what is new or changed since the last complete scan with the same profile; absent is as the target says.
    #[schema(value_type = Option<bool>)]
    incremental: Option<Flag>,
    /// Only the addresses that the target names; absent is as the target says. `reduced_scopes` overrules it.
    #[schema(value_type = Option<bool>)]
    reduced_scope: Option<Flag>,
    /// Only recorded sequences; absent is as the target says.
    #[schema(value_type = Option<bool>)]
    crawl_sequences_only: Option<Flag>,
    /// Kept with the scan and shown with it.
    #[schema(value_type = Option<String>)]
    user_data: Option<Value>,
}

/// An address.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub(crate) struct ScopeUrl {
    #[schema(example = "https://app.example.com/shop/")]
    pub(crate) url: String,
}

impl Request for ScanStart {}

impl ScanStart {
    /// As the use-case wants it.
    pub(crate) fn options(&self) -> StartOptions {
        let user_data = match &self.user_data {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) => Some(text.clone()),
            Some(other) => Some(other.to_string()),
        };
        let scopes = self.reduced_scopes.iter().flatten();
        let narrowing = NarrowingWish {
            incremental: self.incremental.map(|flag| flag.0),
            reduced_scope: self.reduced_scope.map(|flag| flag.0),
            crawl_sequences_only: self.crawl_sequences_only.map(|flag| flag.0),
        };
        StartOptions {
            profile: self.scan_profile.clone().filter(|word| !word.is_empty()),
            user_data,
            reduced_scopes: scopes.map(|scope| scope.url.clone()).collect(),
            blackouts: leave(self.ignore_blackout_period, self.reason.clone()),
            narrowing,
        }
    }
}

pub(crate) async fn now(
    ctx: Signed,
    Id(target): Id<TargetId>,
    OptionalBody(body): OptionalBody<ScanStart>,
) -> Reply<Shown<Scan>> {
    let run = web_scans::start(&ctx, target, body.options()).await.map_err(action)?;
    Scan::one(&ctx, run).await.map(Shown)
}
