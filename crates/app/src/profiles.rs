//! Scan profiles: read-only, system-defined.

use model::profile::ScanProfile;

use crate::{Ctx, Result};

/// A profile as the active product sees it.
#[derive(Debug, Clone)]
pub struct ProfileView {
    /// The profile.
    pub profile: ScanProfile,
    /// Whether it is used when none is chosen.
    pub is_default: bool,
    /// Whether nothing else may be used.
    pub is_mandatory: bool,
}

/// The profiles of the active product.
pub async fn activated(ctx: &Ctx) -> Result<Vec<ProfileView>> {
    unimplemented!()
}
