//! Payloads and the modes in which they are combined.

use crate::expr::Text;
use crate::fields::{Fields, scalars};
use crate::refusal::Refusals;
use crate::yaml::{Key, Kind, Node};

/// How the lists of several payloads are combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Attack {
    /// One list after the other, each alone.
    #[default]
    BatteringRam,
    /// All lists side by side, to the end of the shortest.
    Pitchfork,
    /// Every value with every other.
    ClusterBomb,
}

const ATTACKS: &[(&str, Attack)] = &[
    ("batteringram", Attack::BatteringRam),
    ("pitchfork", Attack::Pitchfork),
    ("clusterbomb", Attack::ClusterBomb),
];

/// The payloads of a block. A combination is computed from its number, so none is held in memory.
#[derive(Debug, Clone, Default)]
pub struct Payloads {
    attack: Attack,
    lists: Vec<(String, Vec<Text>)>,
}

impl Payloads {
    pub(crate) fn read(fields: &mut Fields<'_>) -> Self {
        let attack = fields.word("attack", ATTACKS).unwrap_or_default();
        let entries = fields.entries("payloads");
        let lists = entries.into_iter().filter_map(|(key, node)| list(key, node, fields.refusals)).collect();
        Self { attack, lists }
    }

    /// Names of the payloads.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.lists.iter().map(|(name, _)| name.as_str())
    }

    pub(crate) fn texts(&self) -> impl Iterator<Item = &Text> {
        self.lists.iter().flat_map(|(_, texts)| texts)
    }

    /// Number of combinations; 1, the empty one, without payloads.
    pub fn count(&self) -> usize {
        let lengths = self.lists.iter().map(|(_, list)| list.len());
        match self.attack {
            _ if self.lists.is_empty() => 1,
            Attack::BatteringRam => lengths.sum(),
            Attack::Pitchfork => lengths.min().unwrap_or(0),
            Attack::ClusterBomb => lengths.fold(1, usize::saturating_mul),
        }
    }

    /// The names and values of one combination, the last list turning fastest.
    pub fn combination(&self, number: usize) -> Vec<(&str, &Text)> {
        let mut out = Vec::new();
        let mut number = number;
        match self.attack {
            Attack::BatteringRam => {
                for (name, list) in &self.lists {
                    if let Some(text) = list.get(number) {
                        out.push((name.as_str(), text));
                        break;
                    }
                    number -= list.len();
                }
            }
            Attack::Pitchfork => {
                for (name, list) in &self.lists {
                    out.extend(list.get(number).map(|text| (name.as_str(), text)));
                }
            }
            Attack::ClusterBomb => {
                for (name, list) in self.lists.iter().rev() {
                    out.extend(list.get(number % list.len().max(1)).map(|text| (name.as_str(), text)));
                    number /= list.len().max(1);
                }
                out.reverse();
            }
        }
        out
    }
}

fn list(key: Key, node: Node, refusals: &mut Refusals) -> Option<(String, Vec<Text>)> {
    if let Kind::Scalar(text) = &node.kind
        && !text.trim_end().contains('\n')
    {
        refusals.add(
            node.line,
            format!("payload \"{}\" is a file: only lists in the template are read", key.name),
        );
        return None;
    }
    // A text of several lines is a list of its lines.
    let texts: Vec<(u32, String)> = match node.kind {
        Kind::Scalar(text) => text.lines().map(|line| (node.line, line.to_owned())).collect(),
        _ => scalars(node, &key.name, refusals),
    };
    let mut list = Vec::with_capacity(texts.len());
    for (line, text) in texts {
        match Text::parse(&text) {
            Ok(text) => list.push(text.at(line)),
            Err(e) => refusals.add(line, e),
        }
    }
    if list.is_empty() {
        refusals.add(key.line, format!("payload \"{}\" holds nothing", key.name));
    }
    Some((key.name, list))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(attack: Attack, expect: &[&str]) {
        let texts = |all: &[&str]| all.iter().map(|t| Text::plain(*t)).collect::<Vec<_>>();
        let lists = vec![("a".to_owned(), texts(&["1", "2"])), ("b".to_owned(), texts(&["x", "y", "z"]))];
        let payloads = Payloads { attack, lists };
        let shown = |n| {
            let all = payloads.combination(n);
            all.iter().map(|(k, v)| format!("{k}{}", v.literal().unwrap())).collect::<String>()
        };
        assert_eq!((0..payloads.count()).map(shown).collect::<Vec<_>>(), expect);
    }

    #[test]
    fn modes_combine_lists() {
        check(Attack::BatteringRam, &["a1", "a2", "bx", "by", "bz"]);
        check(Attack::Pitchfork, &["a1bx", "a2by"]);
        check(Attack::ClusterBomb, &["a1bx", "a1by", "a1bz", "a2bx", "a2by", "a2bz"]);
    }
}
