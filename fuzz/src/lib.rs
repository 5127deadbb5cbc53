//! Fuzz targets: one entry point `fn(&[u8])` for each parser of hostile bytes, and a small mutator that drives them.
//!
//! A target must come back from any input, without a panic and without effort out of proportion. What else always holds
//! (a cookie never leaves its host, what is printed can be read again) is asserted by the target.
//!
//! There is no coverage feedback here: inputs are seeds, mutated with words of the grammar by a generator that gives the
//! same sequence for the same seed on every machine. An engine with feedback can call the same entry points, since each is
//! what such engines ask for.

mod data;
mod markup;
mod mutate;
mod schedule;
mod template_format;
mod web;
mod wire;

pub use mutate::{Mutator, hash};

/// A parser and what to feed it.
#[derive(Clone, Copy)]
pub struct Target {
    /// Name on the command line.
    pub name: &'static str,
    /// The entry point.
    pub run: fn(&[u8]),
    /// Inputs to begin with.
    pub seeds: &'static [&'static [u8]],
    /// Words of the grammar.
    pub words: &'static [&'static str],
    /// Inputs of the short run that belongs to the tests; few for targets that open connections.
    pub short: u32,
}

/// Every target, by the room of its parser.
pub fn targets() -> impl Iterator<Item = Target> {
    [markup::TARGETS, web::TARGETS, wire::TARGETS, template_format::TARGETS, data::TARGETS, schedule::TARGETS]
        .concat()
        .into_iter()
}

impl Target {
    /// Runs `count` mutated inputs, the seeds themselves first. `each` sees every input before it is run.
    pub fn drive(&self, count: u32, seed: u64, mut each: impl FnMut(&[u8])) {
        let mut mutator = Mutator::new(seed);
        let mut run = |input: &[u8]| {
            each(input);
            (self.run)(input);
        };
        self.seeds.iter().for_each(|seed| run(seed));
        for _ in 0..count {
            run(&mutator.input(self.seeds, self.words));
        }
    }
}
