//! Scan profiles: read-only, system-defined.

use std::sync::Arc;

use auth::Permission;
use model::Product;
use model::profile::ScanProfile;

use crate::ctx::Services;
use crate::{Ctx, Error, Result};

/// A profile as the active product sees it.
#[derive(Debug, Clone)]
pub struct ProfileView {
    /// The profile.
    pub profile: Arc<ScanProfile>,
    /// Whether it is used when none is chosen.
    pub is_default: bool,
    /// Whether nothing else may be used.
    pub is_mandatory: bool,
}

/// The profiles of the active product. One that is mandatory is the only one.
pub async fn activated(ctx: &Ctx) -> Result<Vec<ProfileView>> {
    ctx.principal.require(Permission::ProfileRead)?;
    let product = ctx.product();
    let offered = ctx.services.knowledge.catalogue().profiles_for(product);
    Ok(offered
        .into_iter()
        .map(|profile| ProfileView {
            is_default: profile.default_for.contains(&product),
            is_mandatory: profile.mandatory_for.contains(&product),
            profile,
        })
        .collect())
}

/// The profile that a scan of the product gets when `asked` was sent.
///
/// # Errors
/// Says why the word cannot be used.
pub(crate) fn choose(services: &Services, product: Product, asked: Option<&str>) -> Result<Arc<ScanProfile>> {
    let catalogue = services.knowledge.catalogue();
    match (catalogue.mandatory_profile(product), asked) {
        (Some(only), None) => Ok(only.clone()),
        (Some(only), Some(word)) if word == only.id => Ok(only.clone()),
        (Some(only), Some(word)) => {
            let (word, product, only_id) = (short(word), product.title(), &only.id);
            let detail = format!(
                "\"{word}\" cannot be used: {product} scans always run \"{only_id}\". {}",
                only.rationale
            );
            Err(Error::invalid("profile_id", "mandatory", detail))
        }
        (None, Some(word)) => find(services, product, word),
        (None, None) => catalogue.default_profile(product).cloned().ok_or_else(|| {
            Error::invalid("profile_id", "blank", format!("{} scans no networks", product.title()))
        }),
    }
}

/// The profile of that word if the product offers it.
pub(crate) fn find(services: &Services, product: Product, word: &str) -> Result<Arc<ScanProfile>> {
    let offered = services.knowledge.catalogue().profiles_for(product);
    if let Some(profile) = offered.iter().find(|profile| profile.id == word) {
        return Ok(profile.clone());
    }
    let known: Vec<&str> = offered.iter().map(|profile| profile.id.as_str()).collect();
    let (word, product, known) = (short(word), product.title(), known.join(", "));
    Err(Error::invalid(
        "profile_id",
        "unknown",
        format!("\"{word}\" is not a profile of {product}; there are {known}"),
    ))
}

/// As much of a word as an answer repeats.
pub(crate) fn short(word: &str) -> String {
    word.chars().take(64).collect()
}
