//! Lays defaults, file, environment and flags over each other and remembers where each value came from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;
use toml::{Table, Value};

use crate::error::{ConfigError, Problem};
use crate::field::{Field, Kind, Section};
use crate::sections::{Raw, SECTIONS};
use crate::source::{FILE_VARIABLE, Source, Sources};

/// Largest configuration or secret file in bytes: a wrong path shall not eat the memory.
const MAX_FILE: u64 = 1024 * 1024;

/// Section and key. The key of a secret may end in `_file`.
type Name = (&'static str, String);

/// Every value that is set, with its origin.
#[derive(Clone)]
pub(crate) struct Written {
    pub(crate) values: BTreeMap<Name, (Value, Source)>,
}

/// Values may be secrets.
impl std::fmt::Debug for Written {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} settings", self.values.len())
    }
}

/// Reads all layers.
pub(crate) fn collect(sources: &Sources) -> Result<Written, ConfigError> {
    let mut written = Written { values: BTreeMap::new() };
    let mut problems = Vec::new();
    for (section, field) in every_field() {
        if let Some(value) = field.default_value() {
            written.values.insert((section.name, field.key.to_owned()), (value, Source::Default));
        }
    }
    if let Some(path) = config_file(sources) {
        let table = read_toml(&path)?;
        written.lay(&from_file(&table, &Source::File(path), &mut problems), &mut problems);
    }
    written.lay(&from_environment(&sources.env, &mut problems), &mut problems);
    written.lay(&from_flags(sources, &mut problems), &mut problems);
    if !problems.is_empty() {
        return Err(ConfigError::Invalid(problems));
    }
    written.read_secret_files()?;
    Ok(written)
}

pub(crate) fn every_field() -> impl Iterator<Item = (&'static Section, &'static Field)> {
    SECTIONS.iter().flat_map(|section| section.fields.iter().map(move |field| (section, field)))
}

impl Written {
    /// Where the effective value of a setting was written.
    pub(crate) fn origin(&self, section: &'static str, key: &str) -> Source {
        let found = self.values.get(&(section, key.to_owned()));
        found.map_or(Source::Default, |(_, source)| source.clone())
    }

    /// The typed form.
    pub(crate) fn raw(&self) -> Result<Raw, ConfigError> {
        let mut root = Table::new();
        for ((section, key), (value, _)) in &self.values {
            let table = root.entry(*section).or_insert_with(|| Value::Table(Table::new()));
            if let (Value::Table(table), false) = (table, is_file_form(section, key)) {
                table.insert(key.clone(), value.clone());
            }
        }
        // Every key and type was checked against the table of settings, which a test holds equal to `Raw`.
        root.try_into().map_err(|e: toml::de::Error| ConfigError::Syntax {
            path: PathBuf::new(),
            line: 0,
            message: e.message().to_owned(),
        })
    }

    /// Lays one layer over those before. A secret and its `_file` form displace each other.
    fn lay(&mut self, layer: &[(Name, Value, Source)], problems: &mut Vec<Problem>) {
        for ((section, key), value, source) in layer {
            let sibling = match key.strip_suffix("_file") {
                Some(bare) => bare.to_owned(),
                None => format!("{key}_file"),
            };
            if layer.iter().any(|((s, k), ..)| s == section && *k == sibling && key.len() > k.len()) {
                problems.push(problem(source, section, &sibling, "is given twice, as a value and as a file"));
            }
            self.values.remove(&(*section, sibling));
            self.values.insert((section, key.clone()), (value.clone(), source.clone()));
        }
    }

    /// Replaces `<key>_file` by what the file holds, without the line break at its end.
    fn read_secret_files(&mut self) -> Result<(), ConfigError> {
        let files: Vec<(Name, PathBuf, Source)> = self
            .values
            .iter()
            .filter(|((section, key), _)| is_file_form(section, key))
            .filter_map(|(name, (value, source))| {
                Some((name.clone(), PathBuf::from(value.as_str()?), source.clone()))
            })
            .collect();
        for ((section, key), path, source) in files {
            let text = read(&path)?;
            let text = text.trim_end_matches(['\r', '\n']);
            let bare = key.trim_end_matches("_file").to_owned();
            if text.is_empty() {
                let reason = format!("names file \"{}\", which is empty", path.display());
                return Err(ConfigError::Invalid(vec![problem(&source, section, &key, reason)]));
            }
            self.values.insert((section, bare), (Value::String(text.to_owned()), source));
        }
        Ok(())
    }
}

fn is_file_form(section: &str, key: &str) -> bool {
    find(section, key).is_some_and(|(_, field)| field.key != key)
}

/// The setting behind a key, which may be its `_file` form.
fn find(section: &str, key: &str) -> Option<(&'static Section, &'static Field)> {
    every_field().find(|(s, field)| {
        s.name == section
            && (field.key == key || (field.kind.is_secret() && key.strip_suffix("_file") == Some(field.key)))
    })
}

fn kind_of(field: &Field, key: &str) -> Kind {
    if field.key == key { field.kind } else { Kind::Path }
}

fn problem(source: &Source, section: &str, key: &str, reason: impl Into<String>) -> Problem {
    Problem {
        origin: source.clone(),
        section: section.to_owned(),
        key: key.to_owned(),
        reason: reason.into(),
    }
}

fn from_file(table: &Table, source: &Source, problems: &mut Vec<Problem>) -> Vec<(Name, Value, Source)> {
    let mut layer = Vec::new();
    for (section, value) in table {
        let Value::Table(keys) = value else {
            problems.push(problem(source, section, "", "is not a section"));
            continue;
        };
        for (key, value) in keys {
            let Some((known, field)) = find(section, key) else {
                problems.push(problem(source, section, key, unknown(section)));
                continue;
            };
            match kind_of(field, key).check(value) {
                Ok(()) => layer.push(((known.name, key.clone()), value.clone(), source.clone())),
                Err(reason) => problems.push(problem(source, section, key, reason)),
            }
        }
    }
    layer
}

fn unknown(section: &str) -> String {
    let Some(known) = SECTIONS.iter().find(|s| s.name == section) else {
        let names: Vec<&str> = SECTIONS.iter().map(|s| s.name).collect();
        return format!("is unknown: the sections are {}", names.join(", "));
    };
    let names: Vec<&str> = known.fields.iter().map(|f| f.key).collect();
    format!("is unknown: the section has {}", names.join(", "))
}

fn from_environment(env: &[(String, String)], problems: &mut Vec<Problem>) -> Vec<(Name, Value, Source)> {
    let mut layer: Vec<(Name, Value, Source)> = Vec::new();
    // Shortcuts first: where both are set, the full name wins.
    let (full, short): (Vec<_>, Vec<_>) = env.iter().partition(|(name, _)| name.contains("__"));
    for (name, text) in short.into_iter().chain(full) {
        let source = Source::Variable(name.clone());
        let (section, key) = match variable(name) {
            Variable::Setting(section, key) => (section, key),
            Variable::Foreign => continue,
        };
        let Some((known, field)) = find(&section, &key) else {
            problems.push(problem(&source, &section, &key, unknown(&section)));
            continue;
        };
        match kind_of(field, &key).read_text(text) {
            Ok(value) => {
                layer.retain(|(name, ..)| *name != (known.name, key.clone()));
                layer.push(((known.name, key), value, source));
            }
            Err(reason) => problems.push(problem(&source, &section, &key, reason)),
        }
    }
    layer
}

enum Variable {
    Setting(String, String),
    Foreign,
}

fn variable(name: &str) -> Variable {
    let Some(rest) = name.strip_prefix("WATCHPOST_") else { return Variable::Foreign };
    if let Some((section, key)) = rest.split_once("__") {
        return Variable::Setting(section.to_lowercase(), key.to_lowercase());
    }
    for (section, field) in every_field() {
        let Some(shortcut) = field.shortcut else { continue };
        if name == shortcut {
            return Variable::Setting(section.name.to_owned(), field.key.to_owned());
        }
        if field.kind.is_secret() && name.strip_suffix("_FILE") == Some(shortcut) {
            return Variable::Setting(section.name.to_owned(), format!("{}_file", field.key));
        }
    }
    // Other programs of the house may have variables of their own (tests, for one).
    Variable::Foreign
}

fn from_flags(sources: &Sources, problems: &mut Vec<Problem>) -> Vec<(Name, Value, Source)> {
    let given = &sources.overrides;
    let data_dir = given.data_dir.as_ref().map(|path| path.to_string_lossy().into_owned());
    let database_url = given.database_url.as_ref().map(|url| url.expose_secret().to_owned());
    let flags = [
        ("--listen", "server", "listen", given.listen.clone()),
        ("--data-dir", "server", "data_dir", data_dir),
        ("--database-url", "database", "url", database_url),
        ("--log-level", "log", "level", given.log_level.clone()),
    ];
    let mut layer = Vec::new();
    for (flag, section, key, text) in flags {
        let (Some(text), Some((known, field))) = (text, find(section, key)) else { continue };
        match field.kind.read_text(&text) {
            Ok(value) => layer.push(((known.name, key.to_owned()), value, Source::Flag(flag))),
            Err(reason) => problems.push(problem(&Source::Flag(flag), section, key, reason)),
        }
    }
    layer
}

fn config_file(sources: &Sources) -> Option<PathBuf> {
    let named =
        || sources.env.iter().find(|(name, _)| name == FILE_VARIABLE).map(|(_, path)| PathBuf::from(path));
    sources.file.clone().or_else(named)
}

fn read_toml(path: &Path) -> Result<Table, ConfigError> {
    let text = read(path)?;
    text.parse().map_err(|e: toml::de::Error| {
        let at = e.span().map_or(0, |span| span.start);
        let line = text.bytes().take(at).filter(|b| *b == b'\n').count() + 1;
        ConfigError::Syntax { path: path.to_owned(), line, message: e.message().to_owned() }
    })
}

fn read(path: &Path) -> Result<String, ConfigError> {
    let failed = |source| ConfigError::Read { path: path.to_owned(), source };
    let length = std::fs::metadata(path).map_err(failed)?.len();
    if length > MAX_FILE {
        return Err(failed(std::io::Error::other(format!("it is larger than {MAX_FILE} bytes"))));
    }
    std::fs::read_to_string(path).map_err(failed)
}
