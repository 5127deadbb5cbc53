//! The crate graph of docs/ARCHITECTURE.md, as a table that the build is held against.

use serde_json::Value;

use crate::{packages, text};

/// Who may use whom. A room that is not listed may use nothing. `server` puts everything together and may name any room.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("recurrence", &["model"]),
    ("config", &["model"]),
    ("store", &["model"]),
    ("jobs", &["model", "store"]),
    ("auth", &["model"]),
    ("knowledge", &["model", "template"]),
    ("app", &["model", "store", "jobs", "auth", "recurrence", "knowledge"]),
    ("work", &["model", "app", "fabric", "report", "store", "jobs", "knowledge"]),
    ("fabric", &["model"]),
    ("net", &["model"]),
    ("discover", &["model", "net"]),
    ("tls", &["model", "net"]),
    ("checks", &["model", "net"]),
    ("crawl", &["model", "net"]),
    ("apispec", &["model", "crawl"]),
    ("passive", &["model", "net", "crawl"]),
    ("active", &["model", "net", "crawl"]),
    (
        "engine",
        &["model", "net", "discover", "tls", "checks", "crawl", "apispec", "passive", "active", "template"],
    ),
    ("report", &["model"]),
    ("template", &["model"]),
    ("api", &["model", "app"]),
    ("ui", &[]),
    ("testkit", &["model", "store"]),
    ("vulnerable", &[]),
    (
        "fuzz",
        &[
            "model",
            "net",
            "discover",
            "tls",
            "knowledge",
            "crawl",
            "apispec",
            "passive",
            "template",
            "recurrence",
        ],
    ),
];

/// Third parties that only some rooms may use, and why.
const ONLY_IN: &[(&str, &[&str], &str)] = &[
    ("sqlx", &["store"], "only `store` holds SQL"),
    ("sea-query", &["store"], "only `store` holds SQL"),
    ("axum", &["api", "ui", "server"], "only `api` and `ui` speak HTTP to clients"),
    ("hickory-resolver", &["net"], "only `net` resolves names"),
    ("socket2", &["net"], "only `net` opens sockets to targets"),
    ("typst", &["report"], "only `report` makes documents"),
    ("testkit", &[], "tests only"),
];

/// Third parties that must not be in the tree at all.
const NEVER: &[(&str, &str)] = &[
    ("openssl-sys", "ring everywhere; old TLS is spoken by own handshakes"),
    ("native-tls", "one TLS stack"),
    ("aws-lc-sys", "one crypto provider, without cmake"),
];

pub(crate) fn check(metadata: &Value) -> Vec<String> {
    let members: Vec<&Value> = packages(metadata)
        .filter(|p| p["source"].is_null() && text(p, "name").starts_with("watchpost"))
        .collect();
    let mut problems: Vec<String> = members.iter().flat_map(|p| room(p)).collect();
    for (name, why) in NEVER {
        if packages(metadata).any(|p| text(p, "name") == *name) {
            problems.push(format!("{name} is in the tree: {why}"));
        }
    }
    problems
}

fn room(package: &Value) -> Vec<String> {
    let name = short(text(package, "name"));
    let used: Vec<&str> = package["dependencies"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|d| d["kind"].is_null())
        .map(|d| text(d, "name"))
        .collect();
    let mut problems = Vec::new();
    let allowed = MAY_USE.iter().find(|(room, _)| *room == name).map(|(_, uses)| *uses);
    for rooms in used.iter().filter(|d| d.starts_with("watchpost-")).map(|d| short(d)) {
        let fine = name == "server" || allowed.is_some_and(|uses| uses.contains(&rooms));
        if !fine {
            problems.push(format!("`{name}` may not use `{rooms}` (docs/ARCHITECTURE.md)"));
        }
    }
    for (third, rooms, why) in ONLY_IN {
        if used.iter().any(|d| short(d) == *third) && !rooms.contains(&name) {
            problems.push(format!("`{name}` uses {third}: {why}"));
        }
    }
    problems
}

fn short(package: &str) -> &str {
    if package == "watchpost" { "server" } else { package.strip_prefix("watchpost-").unwrap_or(package) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_forbidden_edge_is_named() {
        let package = |name: &str, deps: &[&str]| json!({"name": name, "dependencies": deps.iter().map(|d| json!({"name": d, "kind": null})).collect::<Vec<_>>()});
        assert!(room(&package("watchpost-app", &["watchpost-store", "serde"])).is_empty());
        assert_eq!(room(&package("watchpost-engine", &["watchpost-store"])).len(), 1);
        assert_eq!(room(&package("watchpost-api", &["sqlx"])).len(), 1);
        assert!(room(&package("watchpost", &["watchpost-store", "watchpost-engine"])).is_empty());
    }
}
