//! What variables stand for.

use std::collections::BTreeMap;

use crate::expr::Value;

/// Where expressions take variables from.
pub trait Lookup {
    /// The value of a variable, if there is one.
    fn get(&self, name: &str) -> Option<Value>;
}

/// Where a binding comes from, strongest first: a name is taken from the first layer that knows it.
///
/// Nothing that a target can choose the *name* of is a layer here (header names are looked up last, see
/// [`crate::Facts`]), so an answer cannot redefine a template's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// Values that extractors took from earlier answers, under names that the template chose.
    Extracted,
    /// The payload of this request.
    Payload,
    /// The template's `variables`.
    Variable,
    /// The target (`BaseURL`, `Hostname`, …) and what was made for this run (`randstr`).
    Target,
}

const LAYERS: usize = 4;

/// Variables and their values, in layers.
#[derive(Debug, Clone, Default)]
pub struct Bindings {
    layers: [BTreeMap<String, Value>; LAYERS],
}

impl Bindings {
    /// Binds a name in a layer.
    pub fn set(&mut self, layer: Layer, name: impl Into<String>, value: impl Into<Value>) {
        self.layers[layer as usize].insert(name.into(), value.into());
    }

    /// Forgets a layer.
    pub fn clear(&mut self, layer: Layer) {
        self.layers[layer as usize].clear();
    }

    /// The names and values of one layer.
    pub fn layer(&self, layer: Layer) -> &BTreeMap<String, Value> {
        &self.layers[layer as usize]
    }
}

impl Lookup for Bindings {
    fn get(&self, name: &str) -> Option<Value> {
        self.layers.iter().find_map(|layer| layer.get(name)).cloned()
    }
}
