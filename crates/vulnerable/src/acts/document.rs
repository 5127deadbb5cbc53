//! A document of users, asked by XPath: a path and a condition.

/// Name, password, role.
const USERS: &[[&str; 3]] =
    &[["anna", "moss-green-9", "admin"], ["bert", "tin-boat-44", "clerk"], ["carl", "x-9-y-8-z", "clerk"]];

/// Deepest nesting.
const DEPTH: u32 = 30;

/// The names of users that a query such as `//user[name='anna']` selects.
///
/// # Errors
/// What the library says of the query.
pub(crate) fn select(query: &str) -> Result<Vec<&'static str>, &'static str> {
    const BAD: &str = "XPathException: Invalid expression";
    let mut out = Vec::new();
    for (at, user) in USERS.iter().enumerate() {
        let mut parser = Parser { rest: query.trim(), user, at, depth: 0 };
        let fits = parser.paths().ok_or(BAD)?;
        if !parser.rest.trim().is_empty() {
            return Err(BAD);
        }
        if fits {
            out.push(user[0]);
        }
    }
    Ok(out)
}

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Bool(bool),
    Number(f64),
    Text(String),
}

impl Value {
    fn truth(&self) -> bool {
        match self {
            Self::Bool(b) => *b,
            Self::Number(n) => *n != 0.0,
            Self::Text(t) => !t.is_empty(),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Bool(b) => b.to_string(),
            Self::Number(n) => n.to_string(),
            Self::Text(t) => t.clone(),
        }
    }

    fn number(&self) -> f64 {
        match self {
            Self::Bool(b) => f64::from(u8::from(*b)),
            Self::Number(n) => *n,
            Self::Text(t) => t.trim().parse().unwrap_or(f64::NAN),
        }
    }
}

struct Parser<'a> {
    rest: &'a str,
    user: &'a [&'static str; 3],
    at: usize,
    depth: u32,
}

impl Parser<'_> {
    fn eat(&mut self, text: &str) -> bool {
        let here = self.rest.trim_start();
        match here.strip_prefix(text) {
            Some(after) => {
                self.rest = after;
                true
            }
            None => false,
        }
    }

    fn word(&mut self, word: &str) -> bool {
        let after = self.rest.trim_start().strip_prefix(word);
        let ends = after.filter(|a| !a.starts_with(|c: char| c.is_alphanumeric() || c == '-'));
        self.rest = ends.unwrap_or(self.rest);
        ends.is_some()
    }

    /// Paths joined by `|`, each with its condition.
    fn paths(&mut self) -> Option<bool> {
        let mut any = false;
        loop {
            let steps = self.rest.trim_start();
            let end =
                steps.find(|c: char| !(c.is_alphanumeric() || "/*:@._-".contains(c))).unwrap_or(steps.len());
            let (path, rest) = steps.split_at(end);
            if !path.starts_with('/') {
                return None;
            }
            self.rest = rest;
            let mut fits = path.contains("user") || path.contains('*');
            while self.eat("[") {
                fits &= match self.or()? {
                    Value::Number(n) => n as usize == self.at + 1,
                    other => other.truth(),
                };
                if !self.eat("]") {
                    return None;
                }
            }
            let more = self.rest;
            let end =
                more.find(|c: char| !(c.is_alphanumeric() || "/()*:@".contains(c))).unwrap_or(more.len());
            self.rest = &more[end..];
            any |= fits;
            if !self.eat("|") {
                return Some(any);
            }
        }
    }

    fn or(&mut self) -> Option<Value> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let mut left = self.and()?;
        while self.word("or") {
            let right = self.and()?;
            left = Value::Bool(left.truth() || right.truth());
        }
        self.depth -= 1;
        Some(left)
    }

    fn and(&mut self) -> Option<Value> {
        let mut left = self.compare()?;
        while self.word("and") {
            let right = self.compare()?;
            left = Value::Bool(left.truth() && right.truth());
        }
        Some(left)
    }

    fn compare(&mut self) -> Option<Value> {
        let mut left = self.sum()?;
        loop {
            let Some(op) = ["!=", "<=", ">=", "=", "<", ">"].into_iter().find(|op| self.eat(op)) else {
                return Some(left);
            };
            let right = self.sum()?;
            let texts = matches!((&left, &right), (Value::Text(_), Value::Text(_)));
            let (a, b) = (left.number(), right.number());
            let equal = if texts { left.text() == right.text() } else { a == b };
            left = Value::Bool(match op {
                "=" => equal,
                "!=" => !equal,
                "<" => a < b,
                ">" => a > b,
                "<=" => a <= b,
                _ => a >= b,
            });
        }
    }

    fn sum(&mut self) -> Option<Value> {
        let mut left = self.primary()?;
        loop {
            let sign = if self.eat("+") {
                1.0
            } else if self.eat("-") {
                -1.0
            } else if self.eat("*") {
                left = Value::Number(left.number() * self.primary()?.number());
                continue;
            } else {
                return Some(left);
            };
            left = Value::Number(left.number() + sign * self.primary()?.number());
        }
    }

    fn primary(&mut self) -> Option<Value> {
        if self.eat("(") {
            let inner = self.or()?;
            return self.eat(")").then_some(inner);
        }
        if self.eat("-") {
            self.depth += 1;
            return if self.depth > DEPTH { None } else { Some(Value::Number(-self.primary()?.number())) };
        }
        let here = self.rest.trim_start();
        let first = here.chars().next()?;
        if first == '\'' || first == '"' {
            let (text, after) = here[1..].split_once(first)?;
            self.rest = after;
            return Some(Value::Text(text.to_owned()));
        }
        let part = |c: char| c.is_alphanumeric() || "-_./:@".contains(c);
        let end = here.find(|c| !part(c)).unwrap_or(here.len());
        let (word, after) = here.split_at(end);
        self.rest = after;
        if first.is_ascii_digit() {
            return word.parse().ok().map(Value::Number);
        }
        if word.is_empty() {
            return None;
        }
        if !word.starts_with('/') && self.eat("(") {
            return self.call(word);
        }
        let [name, password, role] = *self.user;
        Some(Value::Text(match word.trim_start_matches(['.', '/', '@']) {
            "name" | "username" => name.to_owned(),
            "password" | "pass" => password.to_owned(),
            "role" => role.to_owned(),
            "id" => (self.at + 1).to_string(),
            _ if word == "." => format!("{name}{password}{role}"),
            _ => String::new(),
        }))
    }

    fn call(&mut self, name: &str) -> Option<Value> {
        let mut arguments = Vec::new();
        if !self.eat(")") {
            loop {
                arguments.push(self.or()?);
                if self.eat(")") {
                    break;
                }
                if !self.eat(",") {
                    return None;
                }
            }
        }
        let text = |i: usize| arguments.get(i).map(Value::text).unwrap_or_default();
        let number = |i: usize| arguments.get(i).map_or(0.0, Value::number);
        Some(match name {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "not" => Value::Bool(!arguments.first()?.truth()),
            "position" => Value::Number((self.at + 1) as f64),
            "last" | "count" => Value::Number(USERS.len() as f64),
            "string-length" => Value::Number(text(0).chars().count() as f64),
            "contains" => Value::Bool(text(0).contains(&text(1))),
            "starts-with" => Value::Bool(text(0).starts_with(&text(1))),
            "concat" => Value::Text(arguments.iter().map(Value::text).collect()),
            "string" | "normalize-space" | "text" => Value::Text(text(0)),
            "name" | "local-name" => Value::Text("user".to_owned()),
            "substring" => {
                let take = if arguments.len() > 2 { number(2) } else { 1000.0 };
                Value::Text(
                    text(0)
                        .chars()
                        .skip((number(1) as usize).saturating_sub(1))
                        .take(take as usize)
                        .collect(),
                )
            }
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions() {
        let count = |q: &str| select(q).map(|v| v.len());
        for (query, expect) in [
            ("//user[name='anna']", 1),
            ("//user[name='anna' or '1'='1']", 3),
            ("//user[name='x' or 1=1 or 'a'='b']", 3),
            ("//user[name='anna' and 1=2]", 0),
            ("//user[name='anna' and string-length(password)>3]/role", 1),
            ("//user[id=2]", 1),
            ("//user[id=1+1]", 1),
            ("//user[position()=3]", 1),
            ("//user[name='x'] | //user[1]", 1),
            ("//user[name='x']|//*[contains(name,'a')]", 2),
            ("//user[name='' or true() or '']", 3),
        ] {
            assert_eq!(count(query), Ok(expect), "{query}");
        }
        for bad in
            ["//user[name=''']", "//user[", "user", "", "//user[name='a' or]", "//user[((((]", "//user[é'"]
        {
            assert!(count(bad).is_err(), "{bad}");
        }
    }
}
