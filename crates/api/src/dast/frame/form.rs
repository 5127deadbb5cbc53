//! Forms as the JSON that they stand for: a dotted name is a path (`site.url`), a repeated one a list.

use serde_json::{Map, Value};

/// The deepest path of names.
const MAX_DEPTH: usize = 4;

/// The object that named texts stand for.
pub(crate) fn object(pairs: Vec<(String, String)>) -> Value {
    let mut out = Map::new();
    for (name, text) in pairs {
        let path: Vec<&str> = name.splitn(MAX_DEPTH, '.').collect();
        put(&mut out, &path, text);
    }
    Value::Object(out)
}

fn put(map: &mut Map<String, Value>, path: &[&str], text: String) {
    match path {
        [] => {}
        [name] => match map.get_mut(*name) {
            None => drop(map.insert((*name).to_owned(), Value::String(text))),
            Some(Value::Array(list)) => list.push(Value::String(text)),
            Some(other) => {
                let first = other.take();
                *other = Value::Array(vec![first, Value::String(text)]);
            }
        },
        [name, rest @ ..] => {
            let inner = map.entry(*name).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_paths() {
        let pairs =
            [("a", "1"), ("b.c", "2"), ("b.d", "3"), ("a", "4"), ("a", "5"), ("b", "x"), ("a.z", "6")];
        let pairs = pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let got = object(pairs);
        assert_eq!(got["a"], json!(["1", "4", "5"]));
        assert_eq!(got["b"][0], json!({"c": "2", "d": "3"}));
    }
}
