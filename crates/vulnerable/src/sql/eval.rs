//! What statements come to.

use std::cmp::Ordering;
use std::time::Duration;

use super::data::table;
use super::parse::{Expr, Select, Source, Statement};
use super::{Dialect, Value};
use crate::reply::LONGEST;

/// Most steps of a query: what it takes to be sure that it ends.
const STEPS: u32 = 50_000;

/// The least whole number of 64 bits.
const LEAST: f64 = -9_223_372_036_854_775_808.0;

/// A query under way.
pub(super) struct Machine {
    dialect: Dialect,
    slept: f64,
    steps: u32,
}

/// Names and values of the row at hand.
#[derive(Default, Clone)]
struct Row {
    names: Vec<&'static str>,
    values: Vec<Value>,
}

type Done<T> = Result<T, String>;

impl Machine {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { dialect, slept: 0.0, steps: 0 }
    }

    /// How long it slept.
    pub(super) fn delay(&self) -> Duration {
        Duration::from_secs_f64(self.slept.clamp(0.0, LONGEST.as_secs_f64()))
    }

    /// Runs statements; the rows are those of the first.
    pub(super) fn run(&mut self, all: &[Statement]) -> Done<Vec<Vec<Value>>> {
        let mut first = None;
        for statement in all {
            let rows = match statement {
                Statement::Select(select) => self.select(select, &Row::default())?,
                Statement::Wait(seconds) => {
                    self.slept += seconds.max(0.0);
                    Vec::new()
                }
            };
            first.get_or_insert(rows);
        }
        Ok(first.unwrap_or_default())
    }

    fn select(&mut self, select: &Select, outer: &Row) -> Done<Vec<Vec<Value>>> {
        let mut kept: Vec<(Row, Vec<Value>)> = Vec::new();
        let sources = self.rows(&select.from, outer)?;
        let names = sources.1;
        for values in sources.0 {
            let mut row = Row { names: names.clone(), values };
            let own = row.values.len();
            row.names.extend(&outer.names);
            row.values.extend(outer.values.iter().cloned());
            let keep = match &select.filter {
                Some(filter) => self.truth(filter, &row)?,
                None => true,
            };
            if keep {
                let mut line = Vec::new();
                for item in &select.items {
                    match item {
                        None => line.extend(row.values.iter().take(own).cloned()),
                        Some(expr) => line.push(self.value(expr, &row)?),
                    }
                }
                kept.push((row, line));
            }
        }
        if aggregate(select) {
            let count = Value::Number(kept.len() as f64);
            let row = kept.into_iter().next().map(|(row, _)| row).unwrap_or_default();
            kept = vec![(row, vec![count])];
        }
        let mut out = self.order(select, kept, &names, outer)?;
        if let Some(other) = &select.union {
            let more = self.select(other, outer)?;
            let width = |rows: &[Vec<Value>], s: &Select| rows.first().map_or(s.items.len(), Vec::len);
            // A star of a table without a hit has as many columns as the table.
            let mine = if out.is_empty() { columns(select, &names) } else { width(&out, select) };
            if mine != width(&more, other) {
                return Err(self.columns_differ());
            }
            out.extend(more);
        }
        if let Some((skip, take)) = select.limit {
            out = out.into_iter().skip(skip).take(take).collect();
        }
        Ok(out)
    }

    /// The rows in order: each expression is worked out with the row that it stands for, also where it only holds a
    /// condition.
    fn order(
        &mut self,
        select: &Select,
        rows: Vec<(Row, Vec<Value>)>,
        names: &[&'static str],
        outer: &Row,
    ) -> Done<Vec<Vec<Value>>> {
        let width = columns(select, names);
        for (expr, _) in &select.order {
            match expr {
                Expr::Number(n) if *n < 1.0 || *n as usize > width => return Err(self.no_position(*n)),
                // A name must be known even where there is no row to put in order.
                Expr::Column(name) if rows.is_empty() => {
                    let known = names.iter().chain(&outer.names).copied().collect::<Vec<_>>();
                    let values = vec![Value::Null; known.len()];
                    self.column(name, &Row { names: known, values })?;
                }
                _ => {}
            }
        }
        let mut keyed = Vec::new();
        for (row, line) in rows {
            let mut keys = Vec::new();
            for (expr, _) in &select.order {
                keys.push(match expr {
                    Expr::Number(n) => line.get(*n as usize - 1).cloned().unwrap_or_default(),
                    other => self.value(other, &row)?,
                });
            }
            keyed.push((keys, line));
        }
        keyed.sort_by(|(a, _), (b, _)| {
            let pairs = a.iter().zip(b).zip(&select.order);
            pairs.fold(Ordering::Equal, |so_far, ((a, b), (_, down))| {
                so_far.then_with(|| if *down { sorted(b, a) } else { sorted(a, b) })
            })
        });
        Ok(keyed.into_iter().map(|(_, line)| line).collect())
    }

    /// The rows of the sources, each with each, and the names of their columns.
    fn rows(&mut self, sources: &[Source], outer: &Row) -> Done<(Vec<Vec<Value>>, Vec<&'static str>)> {
        let (mut rows, mut names) = (vec![Vec::new()], Vec::new());
        for source in sources {
            let next = match source {
                Source::Table(name) => {
                    let table = table(name).ok_or_else(|| self.no_table(name))?;
                    names.extend(table.columns);
                    table.rows
                }
                Source::Sub(inner) => self.select(inner, outer)?,
                Source::Call(name, arguments) => {
                    vec![vec![self.call(&name.to_ascii_lowercase(), arguments, outer)?]]
                }
            };
            let pair =
                |left: &Vec<Value>| next.iter().map(|r| [left.as_slice(), r].concat()).collect::<Vec<_>>();
            rows = rows.iter().flat_map(pair).take(64).collect();
            let width = rows.first().map_or(names.len(), Vec::len);
            names.resize(width.max(names.len()), "?");
        }
        Ok((rows, names))
    }

    fn truth(&mut self, expr: &Expr, row: &Row) -> Done<bool> {
        let value = self.value(expr, row)?;
        if let (Value::Text(text), Dialect::Postgres) = (&value, self.dialect) {
            return Err(format!("ERROR:  invalid input syntax for type boolean: \"{text}\""));
        }
        Ok(self.number(&value)?.is_some_and(|n| n != 0.0))
    }

    fn value(&mut self, expr: &Expr, row: &Row) -> Done<Value> {
        self.steps += 1;
        if self.steps > STEPS {
            return Err("query takes too long".to_owned());
        }
        let yes = |b: bool| Value::Number(f64::from(u8::from(b)));
        Ok(match expr {
            Expr::Null => Value::Null,
            Expr::Number(n) => Value::Number(*n),
            Expr::Text(text) => Value::Text(text.clone()),
            Expr::Column(name) => self.column(name, row)?,
            Expr::Not(inner) => yes(!self.truth(inner, row)?),
            Expr::Negative(inner) => {
                let value = self.value(inner, row)?;
                self.number(&value)?.map_or(Value::Null, |n| Value::Number(-n))
            }
            Expr::IsNull(inner, not) => yes((self.value(inner, row)? == Value::Null) != *not),
            Expr::Binary("AND", left, right) => yes(self.truth(left, row)? && self.truth(right, row)?),
            Expr::Binary("OR", left, right) => yes(self.truth(left, row)? || self.truth(right, row)?),
            Expr::Binary("XOR", left, right) => yes(self.truth(left, row)? != self.truth(right, row)?),
            Expr::Binary(op, left, right) => {
                let (left, right) = (self.value(left, row)?, self.value(right, row)?);
                self.binary(op, &left, &right)?
            }
            Expr::In(left, list) => {
                let left = self.value(left, row)?;
                let mut found = false;
                for item in list {
                    let item = self.value(item, row)?;
                    found |= self.binary("=", &left, &item)? == Value::Number(1.0);
                }
                yes(found)
            }
            Expr::InSelect(left, inner) => {
                let left = self.value(left, row)?;
                let rows = self.select(inner, row)?;
                yes(rows.iter().any(|r| r.first().is_some_and(|v| v.shown() == left.shown())))
            }
            Expr::Call(name, arguments) => self.call(name, arguments, row)?,
            Expr::Case(arms, other) => self.case(arms, other.as_deref(), row)?,
            Expr::Cast(inner, kind) => {
                let value = self.value(inner, row)?;
                self.cast(value, kind)?
            }
            Expr::Sub(inner) => {
                let rows = self.select(inner, row)?;
                if rows.len() > 1 && self.dialect != Dialect::Sqlite {
                    return Err(self.many_rows());
                }
                rows.into_iter().next().and_then(|r| r.into_iter().next()).unwrap_or(Value::Null)
            }
            Expr::Exists(inner) => yes(!self.select(inner, row)?.is_empty()),
        })
    }

    fn case(&mut self, arms: &[(Expr, Expr)], other: Option<&Expr>, row: &Row) -> Done<Value> {
        for (condition, result) in arms {
            if self.truth(condition, row)? {
                return self.value(result, row);
            }
        }
        other.map_or(Ok(Value::Null), |e| self.value(e, row))
    }

    fn column(&mut self, name: &str, row: &Row) -> Done<Value> {
        if name.starts_with("@@") || name.eq_ignore_ascii_case("current_user") {
            return Ok(Value::Text("shop@localhost".to_owned()));
        }
        if name.eq_ignore_ascii_case("rownum") {
            return Ok(Value::Number(1.0));
        }
        let last = name.rsplit('.').next().unwrap_or(name);
        let at = row.names.iter().position(|n| n.eq_ignore_ascii_case(last));
        at.and_then(|i| row.values.get(i)).cloned().ok_or_else(|| self.no_column(name))
    }

    fn cast(&self, value: Value, kind: &str) -> Done<Value> {
        let kind = kind.to_ascii_lowercase();
        let whole = ["int", "integer", "numeric", "signed", "unsigned", "number", "float", "bigint"];
        if whole.contains(&kind.as_str()) {
            return Ok(self.number(&value)?.map_or(Value::Null, Value::Number));
        }
        Ok(if value == Value::Null { value } else { Value::Text(value.shown()) })
    }

    /// A value as a number, the way the product goes about it.
    pub(super) fn number(&self, value: &Value) -> Done<Option<f64>> {
        let text = match value {
            Value::Null => return Ok(None),
            Value::Number(n) => return Ok(Some(*n)),
            Value::Text(text) => text,
        };
        if let Ok(n) = text.trim().parse::<f64>() {
            return Ok(Some(n));
        }
        match self.dialect {
            Dialect::MySql | Dialect::Sqlite => {
                let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
                Ok(Some(text[..end].parse().unwrap_or(0.0)))
            }
            Dialect::Postgres => Err(format!("ERROR:  invalid input syntax for type integer: \"{text}\"")),
            Dialect::MsSql => {
                Err(format!("Conversion failed when converting the varchar value '{text}' to data type int."))
            }
            Dialect::Oracle => Err("ORA-01722: invalid number".to_owned()),
        }
    }

    fn binary(&mut self, op: &str, left: &Value, right: &Value) -> Done<Value> {
        use Ordering::{Equal, Greater, Less};
        if matches!((left, right), (Value::Null, _) | (_, Value::Null)) {
            return Ok(Value::Null);
        }
        let yes = |b: bool| Ok(Value::Number(f64::from(u8::from(b))));
        let joins =
            op == "||" || (op == "+" && self.dialect == Dialect::MsSql && matches!(left, Value::Text(_)));
        if joins {
            return Ok(Value::Text(left.shown() + &right.shown()));
        }
        if matches!(op, "LIKE" | "RLIKE" | "REGEXP") {
            return yes(like(&right.shown().to_lowercase(), &left.shown().to_lowercase()));
        }
        if matches!(op, "+" | "-" | "*" | "/" | "%" | "|" | "&" | "^") {
            let (Some(a), Some(b)) = (self.number(left)?, self.number(right)?) else {
                return Ok(Value::Null);
            };
            return self.arithmetic(op, a, b);
        }
        let order = match (left, right) {
            (Value::Text(a), Value::Text(b)) if self.dialect == Dialect::MySql => {
                a.to_lowercase().cmp(&b.to_lowercase())
            }
            (Value::Text(a), Value::Text(b)) => a.cmp(b),
            _ => {
                let (a, b) = (self.number(left)?.unwrap_or(0.0), self.number(right)?.unwrap_or(0.0));
                a.total_cmp(&b)
            }
        };
        match op {
            "=" | "<=>" => yes(order == Equal),
            "<>" | "!=" => yes(order != Equal),
            "<" => yes(order == Less),
            ">" => yes(order == Greater),
            "<=" => yes(order != Greater),
            _ => yes(order != Less),
        }
    }

    fn arithmetic(&self, op: &str, a: f64, b: f64) -> Done<Value> {
        let out = match op {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "|" => (a as i64 | b as i64) as f64,
            "&" => (a as i64 & b as i64) as f64,
            "^" => (a as i64 ^ b as i64) as f64,
            _ if b == 0.0 => {
                return match self.dialect {
                    Dialect::MySql | Dialect::Sqlite => Ok(Value::Null),
                    Dialect::Postgres => Err("ERROR:  division by zero".to_owned()),
                    Dialect::MsSql => Err("Divide by zero error encountered.".to_owned()),
                    Dialect::Oracle => Err("ORA-01476: divisor is equal to zero".to_owned()),
                };
            }
            "/" if self.dialect == Dialect::MySql || self.dialect == Dialect::Oracle => a / b,
            "/" => (a / b).trunc(),
            _ => a % b,
        };
        Ok(Value::Number(out))
    }

    fn call(&mut self, name: &str, arguments: &[Expr], row: &Row) -> Done<Value> {
        if matches!(name, "if" | "iif") {
            let [condition, yes, no] = arguments else { return Err(self.no_function(name)) };
            let arm = if self.truth(condition, row)? { yes } else { no };
            return self.value(arm, row);
        }
        let mut values = Vec::new();
        for argument in arguments {
            values.push(self.value(argument, row)?);
        }
        let text = |i: usize| values.get(i).map(Value::shown).unwrap_or_default();
        let number = |i: usize| values.get(i).map_or(Ok(None), |v| self.number(v)).map(|n| n.unwrap_or(0.0));
        let seconds = match (name, self.dialect) {
            ("sleep", Dialect::MySql) | ("pg_sleep", Dialect::Postgres) => Some(number(0)?),
            ("benchmark", Dialect::MySql) => Some(number(0)? / 5e6),
            ("dbms_pipe.receive_message", Dialect::Oracle) => Some(number(1)?),
            ("dbms_session.sleep" | "dbms_lock.sleep", Dialect::Oracle) => Some(number(0)?),
            ("randomblob" | "zeroblob", Dialect::Sqlite) => Some(number(0)? / 2e8),
            _ => None,
        };
        if let Some(seconds) = seconds {
            self.slept += seconds.max(0.0);
            return Ok(if self.dialect == Dialect::Postgres {
                Value::Text(String::new())
            } else {
                Value::Number(0.0)
            });
        }
        let slice = |from: f64, take: f64| -> String {
            text(0).chars().skip((from as usize).saturating_sub(1)).take(take.max(0.0) as usize).collect()
        };
        Ok(match name {
            "length" | "len" | "char_length" => Value::Number(text(0).chars().count() as f64),
            "substring" | "substr" | "mid" => {
                let take = if values.len() > 2 { number(2)? } else { 4000.0 };
                Value::Text(slice(number(1)?, take))
            }
            "ascii" | "ord" | "unicode" => {
                Value::Number(text(0).chars().next().map_or(0.0, |c| f64::from(c as u32)))
            }
            "char" | "chr" | "nchar" => {
                let mut out = String::new();
                for i in 0..values.len() {
                    out.extend(char::from_u32(number(i)? as u32));
                }
                Value::Text(out)
            }
            "concat" => Value::Text(values.iter().map(Value::shown).collect()),
            "concat_ws" => {
                Value::Text(values.iter().skip(1).map(Value::shown).collect::<Vec<_>>().join(&text(0)))
            }
            "upper" => Value::Text(text(0).to_uppercase()),
            "lower" => Value::Text(text(0).to_lowercase()),
            "hex" => Value::Text(text(0).bytes().map(|b| format!("{b:02X}")).collect()),
            "abs" => match number(0)? {
                // The least whole number has no counterpart.
                n if n <= LEAST => self.overflow()?,
                n => Value::Number(n.abs()),
            },
            "count" | "min" | "max" | "sum" | "group_concat" | "nullif" => {
                values.first().cloned().unwrap_or_default()
            }
            "coalesce" | "ifnull" | "nvl" | "isnull" => {
                values.iter().find(|v| **v != Value::Null).cloned().unwrap_or_default()
            }
            "version" | "sqlite_version" | "user" | "database" | "db_name" | "current_database" => {
                Value::Text("shop 8.0.36".to_owned())
            }
            "now" | "sysdate" | "getdate" => Value::Text("2026-01-01 10:00:00".to_owned()),
            "convert" => {
                let value = values.get(1).or(values.first()).cloned().unwrap_or_default();
                self.cast(value, if self.dialect == Dialect::MsSql { "int" } else { "char" })?
            }
            "extractvalue" | "updatexml" if self.dialect == Dialect::MySql => {
                return Err(format!("XPATH syntax error: '{}'", text(1)));
            }
            _ => return Err(self.no_function(name)),
        })
    }

    fn overflow(&self) -> Done<Value> {
        match self.dialect {
            Dialect::MySql => {
                Err("BIGINT value is out of range in 'abs((-(9223372036854775807) - 1))'".to_owned())
            }
            Dialect::Postgres => Err("ERROR:  bigint out of range".to_owned()),
            Dialect::Sqlite => Err("integer overflow".to_owned()),
            // Their numbers have more digits.
            Dialect::MsSql | Dialect::Oracle => Ok(Value::Number(-LEAST)),
        }
    }

    fn many_rows(&self) -> String {
        match self.dialect {
            Dialect::MySql => "Subquery returns more than 1 row".to_owned(),
            Dialect::Postgres => {
                "ERROR:  more than one row returned by a subquery used as an expression".to_owned()
            }
            Dialect::MsSql => {
                "Subquery returned more than 1 value. This is not permitted when the subquery follows =, \
                               !=, <, <= , >, >= or when the subquery is used as an expression."
                    .to_owned()
            }
            Dialect::Oracle => "ORA-01427: single-row subquery returns more than one row".to_owned(),
            Dialect::Sqlite => String::new(),
        }
    }

    fn no_function(&self, name: &str) -> String {
        match self.dialect {
            Dialect::MySql => format!("FUNCTION shop.{name} does not exist"),
            Dialect::Postgres => format!("ERROR:  function {name}() does not exist"),
            Dialect::MsSql => format!("'{name}' is not a recognized built-in function name."),
            Dialect::Oracle => format!("ORA-00904: \"{}\": invalid identifier", name.to_uppercase()),
            Dialect::Sqlite => format!("no such function: {name}"),
        }
    }

    fn no_column(&self, name: &str) -> String {
        match self.dialect {
            Dialect::MySql => format!("Unknown column '{name}' in 'where clause'"),
            Dialect::Postgres => format!("ERROR:  column \"{name}\" does not exist"),
            Dialect::MsSql => format!("Invalid column name '{name}'."),
            Dialect::Oracle => format!("ORA-00904: \"{}\": invalid identifier", name.to_uppercase()),
            Dialect::Sqlite => format!("no such column: {name}"),
        }
    }

    fn no_table(&self, name: &str) -> String {
        match self.dialect {
            Dialect::MySql => format!("Table 'shop.{name}' doesn't exist"),
            Dialect::Postgres => format!("ERROR:  relation \"{name}\" does not exist"),
            Dialect::MsSql => format!("Invalid object name '{name}'."),
            Dialect::Oracle => "ORA-00942: table or view does not exist".to_owned(),
            Dialect::Sqlite => format!("no such table: {name}"),
        }
    }

    fn no_position(&self, n: f64) -> String {
        match self.dialect {
            Dialect::MySql => format!("Unknown column '{n}' in 'order clause'"),
            Dialect::Postgres => format!("ERROR:  ORDER BY position {n} is not in select list"),
            Dialect::MsSql => {
                format!(
                    "The ORDER BY position number {n} is out of range of the number of items in the select list."
                )
            }
            Dialect::Oracle => {
                "ORA-01785: ORDER BY item must be the number of a SELECT-list expression".to_owned()
            }
            Dialect::Sqlite => "1st ORDER BY term out of range".to_owned(),
        }
    }

    fn columns_differ(&self) -> String {
        match self.dialect {
            Dialect::MySql => "The used SELECT statements have a different number of columns".to_owned(),
            Dialect::Postgres => "ERROR:  each UNION query must have the same number of columns".to_owned(),
            Dialect::MsSql => {
                "All queries combined using a UNION, INTERSECT or EXCEPT operator must have an equal \
                               number of expressions in their target lists."
                    .to_owned()
            }
            Dialect::Oracle => "ORA-01789: query block has incorrect number of result columns".to_owned(),
            Dialect::Sqlite => {
                "SELECTs to the left and right of UNION do not have the same number of result columns"
                    .to_owned()
            }
        }
    }
}

/// Values in order: nothing first, then numbers, then texts.
fn sorted(a: &Value, b: &Value) -> Ordering {
    let rank = |v: &Value| match v {
        Value::Null => 0,
        Value::Number(_) => 1,
        Value::Text(_) => 2,
    };
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
        (Value::Text(a), Value::Text(b)) => a.to_lowercase().cmp(&b.to_lowercase()),
        _ => rank(a).cmp(&rank(b)),
    }
}

fn columns(select: &Select, names: &[&'static str]) -> usize {
    select.items.iter().map(|i| if i.is_none() { names.len() } else { 1 }).sum()
}

fn aggregate(select: &Select) -> bool {
    matches!(&select.items[..], [Some(Expr::Call(name, _))] if name == "count")
}

/// Whether a text fits a pattern of LIKE.
fn like(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) =
        (pattern.chars().collect(), text.chars().take(500).collect());
    // One row of the table of "the first i signs of the pattern fit the first j of the text" at a time.
    let mut fits = vec![false; text.len() + 1];
    if let Some(first) = fits.first_mut() {
        *first = true;
    }
    for sign in pattern.into_iter().take(500) {
        let mut next = vec![false; text.len() + 1];
        for j in 0..=text.len() {
            let before = |row: &[bool], i: usize| row.get(i).copied().unwrap_or(false);
            let one = j > 0 && before(&fits, j - 1) && (sign == '_' || text.get(j - 1) == Some(&sign));
            let any = sign == '%' && (before(&fits, j) || (j > 0 && before(&next, j - 1)));
            if let Some(slot) = next.get_mut(j) {
                *slot = any || (sign != '%' && one);
            }
        }
        fits = next;
    }
    fits.last().copied().unwrap_or(false)
}
