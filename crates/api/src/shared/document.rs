//! OpenAPI documents as text.

use serde_json::Value;
use utoipa::openapi::path::Paths;
use utoipa::openapi::{ComponentsBuilder, OpenApi};

use crate::shared::routes::Routes;

/// Puts the entries of all routes into one document.
pub(crate) fn collect(all: Vec<Routes>, mut components: ComponentsBuilder) -> (Paths, ComponentsBuilder) {
    let mut paths = Paths::new();
    for routes in all {
        for (path, item) in routes.paths.paths {
            match paths.paths.get_mut(&path) {
                Some(present) => present.merge_operations(item),
                None => drop(paths.paths.insert(path, item)),
            }
        }
        components = components.schemas_from_iter(routes.schemas);
    }
    (paths, components)
}

/// The document as it is served and committed: equal documents give equal text.
pub(crate) fn text(document: &OpenApi) -> String {
    let mut value: Value = serde_json::to_value(document).unwrap_or_default();
    order_extensions(&mut value);
    format!("{value:#}\n")
}

/// Puts extensions last and in order; they come out of a hash map.
fn order_extensions(value: &mut Value) {
    match value {
        Value::Object(map) => {
            let (mut own, rest): (Vec<_>, Vec<_>) =
                std::mem::take(map).into_iter().partition(|(k, _)| k.starts_with("x-"));
            own.sort_by(|a, b| a.0.cmp(&b.0));
            map.extend(rest.into_iter().chain(own));
            map.values_mut().for_each(order_extensions);
        }
        Value::Array(items) => items.iter_mut().for_each(order_extensions),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    /// Components of a document have one name each: two types of one name would hide each other.
    #[test]
    fn equal_names_are_equal_schemas() {
        for all in [crate::v2::operations(), crate::dast::operations()] {
            let mut seen = BTreeMap::new();
            for (name, schema) in all.into_iter().flat_map(|routes| routes.schemas) {
                let schema = serde_json::to_value(schema).unwrap();
                let first = seen.entry(name.clone()).or_insert_with(|| schema.clone());
                assert_eq!(*first, schema, "two schemas are called {name}");
            }
        }
    }
}
