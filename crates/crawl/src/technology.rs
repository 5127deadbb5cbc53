//! Hints at the technology behind a site, for a fingerprinter to judge.

use serde::{Deserialize, Serialize};

use crate::exchange::Exchange;
use crate::html::Document;

/// The longest hint, in characters.
const LONGEST: usize = 200;
/// Headers that name products.
const HEADERS: &[&str] = &[
    "server",
    "x-powered-by",
    "x-generator",
    "x-aspnet-version",
    "x-aspnetmvc-version",
    "x-drupal-cache",
    "x-runtime",
    "x-varnish",
    "via",
    "x-pingback",
    "x-shopify-stage",
    "x-jenkins",
    "x-confluence-request-time",
    "liferay-portal",
];

model::words! {
    /// Where a hint stands.
    HintKind {
        /// A response header: `name: value`.
        Header = "header",
        /// The generator of a page.
        Generator = "generator",
        /// The name of a cookie.
        Cookie = "cookie",
        /// The address of a script or style sheet.
        Asset = "asset",
    }
}

/// One hint.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hint {
    /// Where it stands.
    pub kind: HintKind,
    /// What it says.
    pub text: String,
}

/// The hints of one exchange; `document` where the answer is a page.
pub(crate) fn hints(exchange: &Exchange, document: Option<&Document>) -> Vec<Hint> {
    let hint = |kind, text: &str| Hint { kind, text: text.chars().take(LONGEST).collect() };
    let mut found = Vec::new();
    for (name, value) in &exchange.response.headers {
        let name = name.to_ascii_lowercase();
        if HEADERS.contains(&name.as_str()) {
            found.push(hint(HintKind::Header, &format!("{name}: {value}")));
        }
        if name == "set-cookie"
            && let Some((cookie, _)) = value.split_once('=')
        {
            found.push(hint(HintKind::Cookie, cookie.trim()));
        }
    }
    if let Some(document) = document {
        found.extend(document.generator.iter().map(|g| hint(HintKind::Generator, g)));
        found.extend(document.assets.iter().take(50).map(|a| hint(HintKind::Asset, a)));
    }
    found
}
