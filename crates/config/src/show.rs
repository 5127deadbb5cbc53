//! The effective configuration, for people.

use toml::Value;

use crate::field::Kind;
use crate::layers::Written;
use crate::sections::SECTIONS;
use crate::url::redact;

pub(crate) fn show(written: &Written) -> String {
    let mut text = String::new();
    for section in SECTIONS {
        text.push_str(&format!("[{}]\n", section.name));
        for field in section.fields {
            let name = (section.name, field.key.to_owned());
            match written.values.get(&name) {
                Some((value, source)) => {
                    text.push_str(&format!("{} = {} # {source}\n", field.key, shown(field.kind, value)));
                }
                None => text.push_str(&format!("# {} is not set\n", field.key)),
            }
        }
        text.push('\n');
    }
    text
}

fn shown(kind: Kind, value: &Value) -> Value {
    match (kind, value) {
        (Kind::Secret, _) => Value::String("(redacted)".to_owned()),
        (Kind::SecretUrl, Value::String(url)) => Value::String(redact(url)),
        (_, value) => value.clone(),
    }
}
