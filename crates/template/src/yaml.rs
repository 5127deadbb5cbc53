//! YAML to a tree that keeps the line of every key and value, and every scalar as it was written.
//!
//! Scalars are not typed here: `no`, `0755` and `1e3` stay the texts that a matcher's word may well be. The tree is
//! bounded in size, depth and nodes; aliases count as often as they are used, so that none can explode.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScanError, Span, Tag};

/// Largest template, in bytes.
const MAX_BYTES: usize = 1024 * 1024;
/// Most nodes, aliases expanded.
const MAX_NODES: usize = 50_000;
/// Most keys of one map.
const MAX_KEYS: usize = 1_000;
/// Deepest nesting.
const MAX_DEPTH: usize = 24;

/// A value and the line it begins on.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) line: u32,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    Null,
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(Key, Node)>),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Key {
    pub(crate) name: String,
    pub(crate) line: u32,
}

impl Node {
    /// What it is, for messages.
    pub(crate) const fn what(&self) -> &'static str {
        match self.kind {
            Kind::Null => "nothing",
            Kind::Scalar(_) => "a single value",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
        }
    }

    fn count(&self) -> usize {
        1 + match &self.kind {
            Kind::Null | Kind::Scalar(_) => 0,
            Kind::List(items) => items.iter().map(Self::count).sum(),
            Kind::Map(entries) => entries.iter().map(|(_, v)| 1 + v.count()).sum(),
        }
    }

    fn depth(&self) -> usize {
        1 + match &self.kind {
            Kind::Null | Kind::Scalar(_) => 0,
            Kind::List(items) => items.iter().map(Self::depth).max().unwrap_or(0),
            Kind::Map(entries) => entries.iter().map(|(_, v)| v.depth()).max().unwrap_or(0),
        }
    }
}

/// The one document of a text, or the line and reason of what is wrong with it.
pub(crate) fn parse(text: &str) -> Result<Node, (u32, String)> {
    if text.len() > MAX_BYTES {
        return Err((1, "the file is larger than 1 MiB".to_owned()));
    }
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) =
            event.map_err(|e: ScanError| (line(e.marker().line()), format!("no YAML: {e}")))?;
        builder.take(event, span).map_err(|why| (line(span.start.line()), why))?;
    }
    builder.root.ok_or_else(|| (1, "the file holds no template".to_owned()))
}

fn line(line: usize) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

#[derive(Default)]
struct Builder {
    root: Option<Node>,
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
}

/// A list or map whose end was not yet seen.
struct Open {
    node: Node,
    anchor: usize,
    key: Option<Key>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), String> {
        let line = line(span.start.line());
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                known_tag(tag.as_deref())?;
                let null = style == granit_parser::ScalarStyle::Plain
                    && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let kind = if null { Kind::Null } else { Kind::Scalar(text.into_owned()) };
                self.finished(Node { line, kind }, anchor)
            }
            Event::SequenceStart(_, anchor, tag) => {
                known_tag(tag.as_deref())?;
                self.begin(Node { line, kind: Kind::List(Vec::new()) }, anchor)
            }
            Event::MappingStart(_, anchor, tag) => {
                known_tag(tag.as_deref())?;
                self.begin(Node { line, kind: Kind::Map(Vec::new()) }, anchor)
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(open) => self.finished(open.node, open.anchor),
                None => Err("an end without a beginning".to_owned()),
            },
            Event::Alias(anchor) => {
                let node = self.anchors.get(&anchor).ok_or("an alias stands inside what it names")?.clone();
                self.nodes = self.nodes.saturating_add(node.count());
                if self.open.len() + node.depth() > MAX_DEPTH {
                    return Err("nested deeper than 24".to_owned());
                }
                self.finished(node, 0)
            }
            Event::DocumentStart(..) if self.root.is_some() => Err("a file holds one template".to_owned()),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, node: Node, anchor: usize) -> Result<(), String> {
        self.open.push(Open { node, anchor, key: None });
        if self.open.len() > MAX_DEPTH { Err("nested deeper than 24".to_owned()) } else { Ok(()) }
    }

    fn finished(&mut self, node: Node, anchor: usize) -> Result<(), String> {
        self.nodes += 1;
        if self.nodes > MAX_NODES {
            return Err("more than 50,000 values".to_owned());
        }
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match &mut open.node.kind {
            Kind::List(items) => items.push(node),
            Kind::Map(entries) => match open.key.take() {
                Some(key) => entries.push((key, node)),
                None => open.key = Some(key_of(node, entries)?),
            },
            Kind::Null | Kind::Scalar(_) => {}
        }
        Ok(())
    }
}

fn key_of(node: Node, entries: &[(Key, Node)]) -> Result<Key, String> {
    let Kind::Scalar(name) = node.kind else { return Err(format!("{} is no key", node.what())) };
    // Bounded, since every key is held against all before it.
    if entries.len() >= MAX_KEYS {
        return Err("more than 1,000 keys in one map".to_owned());
    }
    if entries.iter().any(|(key, _)| key.name == name) {
        return Err(format!("key \"{name}\" is given twice"));
    }
    Ok(Key { name, line: node.line })
}

/// Tags of YAML's own schema change nothing here, since scalars stay text; `!!binary` and foreign ones would.
fn known_tag(tag: Option<&Tag>) -> Result<(), String> {
    match tag {
        None => Ok(()),
        Some(tag) if matches!(tag.suffix(), "str" | "int" | "seq" | "map" | "bool") => Ok(()),
        Some(tag) => Err(format!("tag \"{}\" is not supported", tag.suffix())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_stay_as_written_and_lines_are_kept() {
        let node = parse("a: no\nb:\n  - 0755\n  - \"x\\ny\"\nc: ~\n").unwrap();
        let Kind::Map(entries) = node.kind else { panic!() };
        assert_eq!(entries[0].1.kind, Kind::Scalar("no".to_owned()));
        let Kind::List(items) = &entries[1].1.kind else { panic!() };
        assert_eq!((items[0].line, &items[0].kind), (3, &Kind::Scalar("0755".to_owned())));
        assert_eq!(items[1].kind, Kind::Scalar("x\ny".to_owned()));
        assert_eq!((entries[2].0.line, &entries[2].1.kind), (5, &Kind::Null));
    }

    #[track_caller]
    fn refused(text: &str, at: u32, reason: &str) {
        let (line, why) = parse(text).unwrap_err();
        assert!(line == at && why.contains(reason), "{line}: {why}");
    }

    #[test]
    fn hostile_documents_are_refused() {
        refused("a: 1\na: 2\n", 2, "twice");
        refused("a: [1\nb: }", 2, "");
        refused("", 1, "no template");
        refused("a: 1\n---\nb: 2\n", 2, "one template");
        refused("a: !!python/object x", 1, "tag");
        refused(&format!("{}{}", "[".repeat(60), "]".repeat(60)), 1, "deeper");
        refused(&format!("a: \"{}\"", "x".repeat(MAX_BYTES)), 1, "1 MiB");
        let mut bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned();
        for (this, last) in "bcdefgh".chars().zip("abcdefg".chars()) {
            bomb.push_str(&format!("{this}: &{this} [{}]\n", vec![format!("*{last}"); 9].join(",")));
        }
        refused(&bomb, 5, "50,000");
    }
}
