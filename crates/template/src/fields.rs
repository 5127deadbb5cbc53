//! Reading the fields of a map: each is taken once, what is left over is refused.

use crate::expr::{Expr, ParseError, Text};
use crate::refusal::Refusals;
use crate::yaml::{Key, Kind, Node};

/// A map that is being read.
pub(crate) struct Fields<'a> {
    pub(crate) line: u32,
    entries: Vec<(Key, Node)>,
    pub(crate) refusals: &'a mut Refusals,
}

impl<'a> Fields<'a> {
    /// The fields of a map; anything else is refused and reads as an empty one.
    pub(crate) fn of(node: Node, what: &str, refusals: &'a mut Refusals) -> Self {
        let line = node.line;
        let given = node.what();
        let entries = match node.kind {
            Kind::Map(entries) => entries,
            _ => {
                refusals.add(line, format!("{what} wants a map, not {given}"));
                Vec::new()
            }
        };
        Self { line, entries, refusals }
    }

    pub(crate) fn take(&mut self, name: &str) -> Option<Node> {
        let at = self.entries.iter().position(|(key, _)| key.name == name)?;
        Some(self.entries.remove(at).1)
    }

    /// A text; numbers and words such as `no` are texts too.
    pub(crate) fn text(&mut self, name: &str) -> Option<(u32, String)> {
        let node = self.take(name)?;
        match node.kind {
            Kind::Scalar(text) => Some((node.line, text)),
            Kind::Null => None,
            _ => {
                self.wrong(&node, name, "a single value");
                None
            }
        }
    }

    /// A list of texts; a single value reads as a list of one.
    pub(crate) fn texts(&mut self, name: &str) -> Vec<(u32, String)> {
        let Some(node) = self.take(name) else { return Vec::new() };
        scalars(node, name, self.refusals)
    }

    /// A text with `{{…}}`.
    pub(crate) fn template(&mut self, name: &str) -> Option<Text> {
        let (line, text) = self.text(name)?;
        self.parsed(line, Text::parse(&text)).map(|t| t.at(line))
    }

    /// A list of texts with `{{…}}`.
    pub(crate) fn templates(&mut self, name: &str) -> Vec<Text> {
        let texts = self.texts(name);
        texts
            .into_iter()
            .filter_map(|(line, text)| Some(self.parsed(line, Text::parse(&text))?.at(line)))
            .collect()
    }

    /// A list of expressions.
    pub(crate) fn expressions(&mut self, name: &str) -> Vec<Expr> {
        let texts = self.texts(name);
        texts.into_iter().filter_map(|(line, text)| self.parsed(line, Expr::parse(&text))).collect()
    }

    /// `true` or `false`; false if absent.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        match self.text(name) {
            None => false,
            Some((line, text)) => match text.as_str() {
                "true" | "True" | "TRUE" => true,
                "false" | "False" | "FALSE" => false,
                _ => {
                    self.refusals.add(line, format!("\"{name}\" wants true or false, not \"{text}\""));
                    false
                }
            },
        }
    }

    /// A whole number.
    pub(crate) fn number(&mut self, name: &str) -> Option<u64> {
        let (line, text) = self.text(name)?;
        self.parsed_number(line, name, &text)
    }

    /// A list of whole numbers.
    pub(crate) fn numbers(&mut self, name: &str) -> Vec<u64> {
        let texts = self.texts(name);
        texts.into_iter().filter_map(|(line, text)| self.parsed_number(line, name, &text)).collect()
    }

    /// One of a set of words.
    pub(crate) fn word<T: Copy>(&mut self, name: &str, words: &[(&str, T)]) -> Option<T> {
        let (line, text) = self.text(name)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.refusals.add(line, format!("\"{name}\" wants one of {}, not \"{text}\"", known.join(", ")));
        }
        found
    }

    /// Items of a list of maps.
    pub(crate) fn items(&mut self, name: &str) -> Vec<Node> {
        match self.take(name) {
            None => Vec::new(),
            Some(Node { kind: Kind::List(items), .. }) => items,
            Some(Node { kind: Kind::Null, .. }) => Vec::new(),
            Some(node) => {
                self.wrong(&node, name, "a list");
                Vec::new()
            }
        }
    }

    /// Entries of a map.
    pub(crate) fn entries(&mut self, name: &str) -> Vec<(Key, Node)> {
        match self.take(name) {
            None | Some(Node { kind: Kind::Null, .. }) => Vec::new(),
            Some(Node { kind: Kind::Map(entries), .. }) => entries,
            Some(node) => {
                self.wrong(&node, name, "a map");
                Vec::new()
            }
        }
    }

    /// Refuses a field that is known and cannot be done.
    pub(crate) fn refuse(&mut self, name: &str, why: &str) {
        if let Some(at) = self.entries.iter().position(|(key, _)| key.name == name) {
            let (key, _) = self.entries.remove(at);
            self.refusals.add(key.line, format!("\"{name}\" is refused: {why}"));
        }
    }

    /// The value, or a refusal at `line`.
    pub(crate) fn parsed<T>(&mut self, line: u32, result: Result<T, ParseError>) -> Option<T> {
        result.map_err(|e| self.refusals.add(line, e)).ok()
    }

    /// Refuses every field that nobody took.
    pub(crate) fn finish(self) {
        for (key, _) in self.entries {
            self.refusals.add(key.line, format!("key \"{}\" is unknown", key.name));
        }
    }

    fn parsed_number(&mut self, line: u32, name: &str, text: &str) -> Option<u64> {
        let number = text.parse();
        if number.is_err() {
            self.refusals.add(line, format!("\"{name}\" wants whole numbers, not \"{text}\""));
        }
        number.ok()
    }

    fn wrong(&mut self, node: &Node, name: &str, wanted: &str) {
        self.refusals.add(node.line, format!("\"{name}\" wants {wanted}, not {}", node.what()));
    }
}

/// The scalars of a list, or of a single value.
pub(crate) fn scalars(node: Node, name: &str, refusals: &mut Refusals) -> Vec<(u32, String)> {
    match node.kind {
        Kind::Null => Vec::new(),
        Kind::Scalar(text) => vec![(node.line, text)],
        Kind::List(items) => items
            .into_iter()
            .flat_map(|item| match item.kind {
                Kind::Scalar(text) => Some((item.line, text)),
                // A dash with nothing after it is the empty text: `Referer: ` among payloads, say.
                Kind::Null => Some((item.line, String::new())),
                _ => {
                    refusals.add(item.line, format!("\"{name}\" wants single values, not {}", item.what()));
                    None
                }
            })
            .collect(),
        Kind::Map(_) => {
            refusals.add(node.line, format!("\"{name}\" wants a list, not a map"));
            Vec::new()
        }
    }
}
