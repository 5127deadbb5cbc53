//! Every dependency under a licence that Apache-2.0 software may be shipped with. The list is that of deny.toml.

use serde_json::Value;

use crate::{packages, text};

const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OFL-1.1",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages whose manifest names a licence file instead of an expression, read by hand.
const READ_BY_HAND: &[(&str, &str)] = &[("ring", "Apache-2.0 AND ISC")];

pub(crate) fn check(metadata: &Value) -> Vec<String> {
    let foreign = packages(metadata).filter(|p| !p["source"].is_null());
    foreign
        .filter_map(|p| {
            let name = text(p, "name");
            let by_hand = READ_BY_HAND.iter().find(|(n, _)| *n == name).map(|(_, l)| *l);
            let licence = by_hand.unwrap_or_else(|| text(p, "license"));
            (!allowed(licence)).then(|| format!("{name}: licence \"{licence}\" is not on the list"))
        })
        .collect()
}

/// Whether an SPDX expression can be met from the list. `A/B` is the old spelling of `A OR B`.
fn allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    !tokens.is_empty() && any_of(&tokens, &mut at) && at == tokens.len()
}

fn any_of(tokens: &[&str], at: &mut usize) -> bool {
    let mut met = all_of(tokens, at);
    while tokens.get(*at) == Some(&"OR") {
        *at += 1;
        met |= all_of(tokens, at);
    }
    met
}

fn all_of(tokens: &[&str], at: &mut usize) -> bool {
    let mut met = one(tokens, at);
    while tokens.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(tokens, at);
    }
    met
}

fn one(tokens: &[&str], at: &mut usize) -> bool {
    let Some(token) = tokens.get(*at) else { return false };
    *at += 1;
    if *token == "(" {
        let met = any_of(tokens, at);
        *at += 1;
        return met;
    }
    if tokens.get(*at) == Some(&"WITH") {
        let with = format!("{token} WITH {}", tokens.get(*at + 1).unwrap_or(&""));
        *at += 2;
        return ALLOWED.contains(&with.as_str());
    }
    ALLOWED.contains(token)
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn reads_expressions() {
        for (expression, expect) in [
            ("MIT OR Apache-2.0", true),
            ("MIT/Apache-2.0", true),
            ("GPL-3.0 OR MIT", true),
            ("GPL-3.0 AND MIT", false),
            ("(MIT OR GPL-3.0) AND Unicode-3.0", true),
            ("Apache-2.0 WITH LLVM-exception OR GPL-2.0", true),
            ("AGPL-3.0-only", false),
            ("", false),
        ] {
            assert_eq!(allowed(expression), expect, "{expression}");
        }
    }
}
