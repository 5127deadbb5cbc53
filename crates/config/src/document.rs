//! The commented default file and the JSON Schema, both from the table of settings.

use serde_json::{Map, Value, json};

use crate::field::{Field, Kind, Section, literal};
use crate::sections::SECTIONS;

/// A configuration file that says what is so anyway, every setting explained.
pub fn default_toml() -> String {
    let mut text = String::from(
        "# Watchpost boot configuration: every setting with its default.\n\
         # A setting is taken, later ones winning, from: default, this file, environment, command line.\n\
         # Every secret can also be given as <key>_file: the path of a file that holds it.\n",
    );
    for section in SECTIONS {
        text.push_str(&format!("\n# {}\n[{}]\n", section.doc, section.name));
        for field in section.fields {
            text.push_str(&entry(section, field));
        }
    }
    text
}

fn entry(section: &Section, field: &Field) -> String {
    let variable = field.variable(section);
    let variables = field.shortcut.map_or(variable.clone(), |short| format!("{short} or {variable}"));
    let line = match field.default {
        Some(default) => format!("{} = {default}", field.key),
        None => format!("# {} = {}", field.key, field.example),
    };
    format!("# {}\n# Environment: {variables}\n{line}\n", field.doc)
}

/// The JSON Schema (draft 2020-12) of the configuration file.
pub fn schema() -> Value {
    let sections: Map<String, Value> =
        SECTIONS.iter().map(|section| (section.name.to_owned(), section_schema(section))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Watchpost boot configuration",
        "type": "object",
        "properties": sections,
        "additionalProperties": false,
    })
}

fn section_schema(section: &Section) -> Value {
    let mut properties = Map::new();
    for field in section.fields {
        properties.insert(field.key.to_owned(), field_schema(field));
        if field.kind.is_secret() {
            let description = format!("Path of a file that holds \"{}\".", field.key);
            properties.insert(
                format!("{}_file", field.key),
                json!({"type": "string", "minLength": 1, "description": description}),
            );
        }
    }
    json!({
        "type": "object",
        "description": section.doc,
        "properties": properties,
        "additionalProperties": false,
    })
}

fn field_schema(field: &Field) -> Value {
    let mut schema = json!({"type": field.kind.type_name(), "description": field.doc});
    match field.kind {
        Kind::Number(low, high) => {
            schema["minimum"] = json!(low);
            schema["maximum"] = json!(high);
        }
        Kind::Word(words) => schema["enum"] = json!(words),
        Kind::Text | Kind::Path | Kind::Secret | Kind::SecretUrl => schema["minLength"] = json!(1),
        Kind::Flag => {}
    }
    if let Some(default) = field.default {
        schema["default"] = json!(literal(default));
    }
    schema
}
