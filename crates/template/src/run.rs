//! Running a template against one target, step by step and without I/O.
//!
//! `next` hands out a request, `answer` judges what came back; values that an answer brings are bound before the next
//! request is filled in. A run is a value: it can be dropped at any point.

use std::collections::{BTreeMap, VecDeque};

use model::Env;

use crate::evaluate::Extracted;
use crate::expr::{Bindings, Evaluator, Layer, Value};
use crate::http::{BuildError, Plan, RequestSpec};
use crate::response::{Response, Responses};
use crate::target::Target;
use crate::template::{Flow, Template};

/// Most requests of one run, `iterate-all` included.
const MAX_REQUESTS: usize = 50_000;
/// Most values over which later requests are repeated.
const MAX_ITERATIONS: usize = 100;

/// What a run may use beside the target.
#[derive(Debug, Clone, Default)]
pub struct Capabilities {
    /// Host name of the callback listener, made for this run.
    pub callback: Option<String>,
}

/// Why a template cannot be run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// It waits for calls from the target and there is no listener.
    #[error("template \"{0}\" needs a callback listener")]
    NeedsCallback(String),
}

/// A match to be reported.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Number of the block, from 0.
    pub block: usize,
    /// Names of the matchers that are met.
    pub names: Vec<String>,
    /// Values that were extracted.
    pub extracted: Vec<Extracted>,
    /// The payload values of the request.
    pub payload: Vec<(String, Value)>,
}

/// One request of the current payload combination.
#[derive(Debug, Clone, Copy)]
struct Step {
    source: usize,
    /// Which of the extracted values are bound.
    iteration: usize,
}

/// A template on its way through one target.
#[derive(Debug)]
pub struct Run<'t> {
    template: &'t Template,
    target: Target,
    env: Env,
    bindings: Bindings,
    /// Variables that wait for a value from an answer.
    waiting: Vec<usize>,
    lists: BTreeMap<String, Vec<Value>>,
    block: usize,
    combination: usize,
    steps: VecDeque<Step>,
    current: Option<Step>,
    /// The request that was answered last.
    answered: Option<Step>,
    responses: Responses,
    /// Whether the block reads earlier answers.
    history: bool,
    block_matched: bool,
    handed_out: usize,
    begun: bool,
    done: bool,
}

impl<'t> Run<'t> {
    /// Begins a run. `randstr` and the template's variables get their values here and keep them.
    ///
    /// # Errors
    /// A template that needs a callback listener, without one.
    pub fn new(
        template: &'t Template,
        target: &Target,
        capabilities: &Capabilities,
        env: &Env,
    ) -> Result<Self, StartError> {
        if template.needs_callback() && capabilities.callback.is_none() {
            return Err(StartError::NeedsCallback(template.id.clone()));
        }
        let mut bindings = Bindings::default();
        target.bind(&mut bindings);
        bindings.set(Layer::Target, "randstr", random_word(env));
        for n in 0..=9 {
            bindings.set(Layer::Target, format!("randstr_{n}"), random_word(env));
        }
        if let Some(callback) = &capabilities.callback {
            bindings.set(Layer::Target, "interactsh-url", callback.as_str());
            bindings.set(Layer::Target, "interactsh_url", callback.as_str());
        }
        let mut run = Self {
            template,
            target: target.clone(),
            env: env.clone(),
            bindings,
            waiting: (0..template.variables.len()).collect(),
            lists: BTreeMap::new(),
            block: 0,
            combination: 0,
            steps: VecDeque::new(),
            current: None,
            answered: None,
            responses: Responses::default(),
            history: false,
            block_matched: false,
            handed_out: 0,
            begun: false,
            done: false,
        };
        run.bind_variables();
        Ok(run)
    }

    /// The next request, or why it is left out (it counts as done then); `None` at the end. A request that was handed out
    /// and not answered counts as failed.
    #[expect(clippy::should_implement_trait, reason = "an answer is given between two steps: no iterator")]
    pub fn next(&mut self) -> Option<Result<RequestSpec, BuildError>> {
        if self.current.take().is_some() {
            self.responses.skip();
        }
        loop {
            let template = self.template;
            let plan = template.plans.get(self.block).filter(|_| !self.done)?;
            if let Some(step) = self.steps.pop_front() {
                self.handed_out += 1;
                if self.handed_out > MAX_REQUESTS {
                    self.done = true;
                    return None;
                }
                self.bind_iteration(step.iteration);
                self.current = Some(step);
                let built = plan.request(step.source, &self.target, &self.bindings, &self.env)?;
                if built.is_err() {
                    self.current = None;
                    self.responses.skip();
                }
                return Some(built);
            }
            self.advance(plan);
        }
    }

    /// Judges the answer to the request that was handed out last; the match to be reported, if any.
    pub fn answer(&mut self, response: Response) -> Option<Match> {
        let step = self.current.take()?;
        self.answered = Some(step);
        let plan = self.template.plans.get(self.block)?;
        if !self.history {
            self.responses.clear();
        }
        self.responses.push(response);
        let evaluation = plan.evaluate(&self.responses, &self.bindings, &self.env);
        let named = evaluation.internal.iter().chain(&evaluation.extracted);
        self.keep(plan, step, named);
        self.block_matched |= evaluation.matched;
        if evaluation.matched && (plan.stop_at_first_match || self.template.stop_at_first_match) {
            self.steps.clear();
            self.combination = plan.payloads.count();
            self.done |= self.template.stop_at_first_match;
        }
        evaluation.reported.then(|| Match {
            block: self.block,
            names: evaluation.names,
            extracted: evaluation.extracted,
            payload: self
                .bindings
                .layer(Layer::Payload)
                .iter()
                .map(|(k, v)| (k.clone(), v.clone()))
                .collect(),
        })
    }

    /// Whether the request that was answered last asks for a place that no server can know: the template wants to see
    /// how a missing page is answered, and a control request would ask for the same.
    pub fn asked_random(&self) -> bool {
        let Some((step, plan)) = self.answered.zip(self.template.plans.get(self.block)) else { return false };
        let own = |name: &str| name.starts_with("randstr");
        let variable = |name: &str| {
            own(name) || self.template.variables.iter().any(|(n, text)| n == name && text.is_random(&own))
        };
        plan.asks_random(step.source, &variable)
    }

    /// What the answer to a control request would have come to in the place of the last answer: the names of the matchers
    /// that are met if it is a match. Changes nothing. To be asked between [`Run::answer`] and [`Run::next`].
    pub fn judge_control(&self, control: Response) -> Option<Vec<String>> {
        let plan = self.template.plans.get(self.block)?;
        let mut responses = self.responses.clone();
        responses.replace_last(control);
        let evaluation = plan.evaluate(&responses, &self.bindings, &self.env);
        evaluation.reported.then_some(evaluation.names)
    }

    /// Goes on to the next payload combination, or to the next block.
    fn advance(&mut self, plan: &Plan) {
        let next = if self.begun { self.combination.saturating_add(1) } else { 0 };
        self.begun = true;
        self.combination = next;
        if next < plan.payloads.count() {
            match plan.bind_payload(next, &self.bindings, &self.env) {
                Ok(bound) => self.bindings = bound,
                // The requests that need the value are left out one by one, with this reason.
                Err(_) => self.bindings.clear(Layer::Payload),
            }
            self.bind_variables();
            // A sequence of requests counts its answers anew for every payload; a single request compares payloads.
            if next == 0 || plan.sources.len() > 1 {
                self.responses.clear();
            }
            self.history = plan.reads_history();
            self.steps.extend((0..plan.sources.len()).map(|source| Step { source, iteration: 0 }));
            return;
        }
        let passed = self.block_matched || plan.matchers.is_empty();
        self.done |= match self.template.flow {
            Flow::All => false,
            Flow::WhileMatched => !passed,
            Flow::UntilMatched => self.block_matched,
        };
        self.block += 1;
        self.begun = false;
        self.block_matched = false;
        self.responses.clear();
        self.bindings.clear(Layer::Payload);
    }

    /// Keeps what was extracted for later requests.
    fn keep<'e>(&mut self, plan: &Plan, step: Step, all: impl Iterator<Item = &'e Extracted>) {
        let mut most = 1;
        let mut changed = false;
        for Extracted { name, values } in all.filter(|e| !e.name.is_empty()) {
            most = most.max(values.len());
            self.lists.insert(name.clone(), values.clone());
            changed = true;
        }
        if !changed {
            return;
        }
        self.bind_iteration(step.iteration);
        self.bind_variables();
        // Only the first pass branches: else every repeated request would multiply again.
        if plan.iterate_all && step.iteration == 0 {
            for iteration in 1..most.min(MAX_ITERATIONS) {
                let later = step.source + 1..plan.sources.len();
                self.steps.extend(later.map(|source| Step { source, iteration }));
            }
        }
    }

    /// Binds the values of one iteration; of shorter lists the first value.
    fn bind_iteration(&mut self, iteration: usize) {
        for (name, values) in &self.lists {
            if let Some(value) = values.get(iteration).or_else(|| values.first()) {
                self.bindings.set(Layer::Extracted, name.clone(), value.clone());
            }
        }
    }

    /// Gives the variables their values, in order; those that read what no answer has brought yet wait for it.
    fn bind_variables(&mut self) {
        let mut waiting = Vec::new();
        for at in std::mem::take(&mut self.waiting) {
            let Some((name, text)) = self.template.variables.get(at) else { continue };
            match Evaluator::new(&self.bindings, &self.env).typed(text) {
                Ok(value) => self.bindings.set(Layer::Variable, name.clone(), value),
                Err(_) => waiting.push(at),
            }
        }
        self.waiting = waiting;
    }
}

/// Letters and digits that no page holds by chance: 27 of 62 possible ones, as long as the format's own.
fn random_word(env: &Env) -> String {
    const CHARS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    (0..27).map(|_| char::from(CHARS[usize::try_from(env.below(62)).unwrap_or(0)])).collect()
}
