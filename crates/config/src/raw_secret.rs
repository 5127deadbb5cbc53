//! Reads a text straight into a secret.

use secrecy::SecretString;
use serde::{Deserialize, Deserializer};

/// For `#[serde(deserialize_with)]`.
pub(crate) fn optional<'de, D: Deserializer<'de>>(from: D) -> Result<Option<SecretString>, D::Error> {
    Option::<String>::deserialize(from).map(|text| text.map(SecretString::from))
}
