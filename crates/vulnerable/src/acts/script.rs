//! An interpreter of expressions and print statements, in the manners of four languages.

use md5::{Digest, Md5};

use crate::reply::LONGEST;

/// Deepest nesting.
const DEPTH: u32 = 40;

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    Php,
    Python,
    Js,
    Ruby,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Thing {
    Number(f64),
    Text(String),
}

impl Thing {
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Number(n) => n.to_string(),
            Self::Text(text) => text.clone(),
        }
    }

    fn number(&self) -> f64 {
        match self {
            Self::Number(n) => *n,
            Self::Text(text) => text.trim().parse().unwrap_or(0.0),
        }
    }
}

/// What a program printed, what it came to, how many seconds it slept, and its complaint.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) printed: String,
    pub(crate) value: Option<Thing>,
    pub(crate) slept: f64,
    pub(crate) error: Option<String>,
}

/// Runs statements.
pub(crate) fn run(flavour: Flavour, text: &str) -> Outcome {
    let mut machine = Machine::new(flavour, text);
    loop {
        machine.space();
        while machine.eat(';') || machine.eat('\n') || machine.line_comment() {
            machine.space();
        }
        if machine.at >= machine.signs.len() {
            break;
        }
        match machine.statement() {
            Some(value) => machine.out.value = Some(value),
            None => {
                machine.out.error = Some(complaint(flavour, machine.signs.get(machine.at).copied()));
                break;
            }
        }
    }
    machine.out.slept = machine.out.slept.clamp(0.0, LONGEST.as_secs_f64());
    machine.out
}

/// The value of one whole expression.
pub(crate) fn value(flavour: Flavour, text: &str) -> Option<Thing> {
    let mut machine = Machine::new(flavour, text);
    let value = machine.expr()?;
    machine.space();
    (machine.at >= machine.signs.len()).then_some(value)
}

fn complaint(flavour: Flavour, near: Option<char>) -> String {
    let near = near.map_or("end of file".to_owned(), |c| format!("'{c}'"));
    match flavour {
        Flavour::Php => format!(
            "PHP Parse error:  syntax error, unexpected {near} in /var/www/calc.php(14) : eval()'d code on line 1"
        ),
        Flavour::Python => "  File \"<string>\", line 1\nSyntaxError: invalid syntax".to_owned(),
        Flavour::Js => format!("SyntaxError: Unexpected token {near}"),
        Flavour::Ruby => format!("(eval):1: syntax error, unexpected {near}"),
    }
}

struct Machine {
    flavour: Flavour,
    signs: Vec<char>,
    at: usize,
    depth: u32,
    out: Outcome,
}

impl Machine {
    fn new(flavour: Flavour, text: &str) -> Self {
        Self { flavour, signs: text.chars().take(4000).collect(), at: 0, depth: 0, out: Outcome::default() }
    }

    fn space(&mut self) {
        while self.signs.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
    }

    fn line_comment(&mut self) -> bool {
        let two: String = self.signs.iter().skip(self.at).take(2).collect();
        let here = two == "//" || two == "?>" || (two.starts_with('#') && self.flavour != Flavour::Js);
        if here {
            while self.signs.get(self.at).is_some_and(|c| *c != '\n') {
                self.at += 1;
            }
        }
        here
    }

    fn eat(&mut self, sign: char) -> bool {
        self.space();
        let here = self.signs.get(self.at) == Some(&sign);
        self.at += usize::from(here);
        here
    }

    fn word(&mut self) -> String {
        self.space();
        let begin = self.at;
        let part = |c: &char| c.is_alphanumeric() || "_$@.\\".contains(*c);
        // A dot joins in PHP and names a member elsewhere.
        while self.signs.get(self.at).is_some_and(|c| part(c) && !(*c == '.' && self.flavour == Flavour::Php))
        {
            self.at += 1;
        }
        self.signs.get(begin..self.at).unwrap_or_default().iter().collect()
    }

    fn statement(&mut self) -> Option<Thing> {
        let begin = self.at;
        let word = self.word();
        let prints = match word.as_str() {
            "echo" | "print" | "puts" | "die" | "exit" | "console.log" | "var_dump" | "printf"
            | "res.end" => true,
            "return" => false,
            _ => {
                self.at = begin;
                return self.expr();
            }
        };
        let value = self.expr()?;
        if prints {
            self.out.printed += &value.shown();
        }
        Some(value)
    }

    fn expr(&mut self) -> Option<Thing> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let mut left = self.term()?;
        loop {
            self.space();
            let sign = self.signs.get(self.at).copied();
            match (sign, self.flavour) {
                (Some('.'), Flavour::Php) => {
                    self.at += 1;
                    left = Thing::Text(left.shown() + &self.term()?.shown());
                }
                (Some('+'), flavour) => {
                    self.at += 1;
                    let right = self.term()?;
                    let joins = matches!((&left, &right), (Thing::Text(_), _) | (_, Thing::Text(_)));
                    left = match (joins, flavour) {
                        (false, _) | (_, Flavour::Php) => Thing::Number(left.number() + right.number()),
                        _ => Thing::Text(left.shown() + &right.shown()),
                    };
                }
                (Some('-'), _) => {
                    self.at += 1;
                    left = Thing::Number(left.number() - self.term()?.number());
                }
                _ => break,
            }
        }
        self.depth -= 1;
        Some(left)
    }

    fn term(&mut self) -> Option<Thing> {
        let mut left = self.factor()?;
        loop {
            self.space();
            match self.signs.get(self.at) {
                Some('*') => {
                    self.at += 1;
                    let right = self.factor()?;
                    left = match (&left, self.flavour) {
                        (Thing::Text(text), Flavour::Python | Flavour::Ruby) => {
                            Thing::Text(text.repeat((right.number().clamp(0.0, 100.0)) as usize))
                        }
                        (Thing::Number(n), Flavour::Python) if matches!(right, Thing::Text(_)) => {
                            Thing::Text(right.shown().repeat(n.clamp(0.0, 100.0) as usize))
                        }
                        _ => Thing::Number(left.number() * right.number()),
                    };
                }
                Some('/') if self.signs.get(self.at + 1) != Some(&'/') => {
                    self.at += 1;
                    left = Thing::Number(left.number() / self.factor()?.number());
                }
                Some('%') => {
                    self.at += 1;
                    left = Thing::Number(left.number() % self.factor()?.number());
                }
                _ => return Some(left),
            }
        }
    }

    fn factor(&mut self) -> Option<Thing> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        self.space();
        let sign = *self.signs.get(self.at)?;
        let out = match sign {
            '-' => {
                self.at += 1;
                Thing::Number(-self.factor()?.number())
            }
            '@' => {
                self.at += 1;
                self.factor()?
            }
            '(' => {
                self.at += 1;
                let inner = self.expr()?;
                if !self.eat(')') {
                    return None;
                }
                self.members(inner)?
            }
            '"' | '\'' | '`' => {
                let text = self.string(sign)?;
                self.members(text)?
            }
            c if c.is_ascii_digit() => {
                let begin = self.at;
                while self.signs.get(self.at).is_some_and(char::is_ascii_digit) {
                    self.at += 1;
                }
                let digits: String = self.signs.get(begin..self.at)?.iter().collect();
                Thing::Number(digits.parse().ok()?)
            }
            c if c.is_alphabetic() || c == '_' || c == '$' || c == '\\' => self.named()?,
            _ => return None,
        };
        self.depth -= 1;
        Some(out)
    }

    /// `.toString()`, `.to_s`, `.toUpperCase()` after a value.
    fn members(&mut self, value: Thing) -> Option<Thing> {
        let mut value = value;
        while self.flavour != Flavour::Php && self.signs.get(self.at) == Some(&'.') {
            self.at += 1;
            let name = self.word();
            if self.eat('(') && !self.eat(')') {
                self.expr()?;
                if !self.eat(')') {
                    return None;
                }
            }
            value = match name.as_str() {
                "toString" | "to_s" => Thing::Text(value.shown()),
                "toUpperCase" | "upper" | "upcase" => Thing::Text(value.shown().to_uppercase()),
                "length" => Thing::Number(value.shown().len() as f64),
                _ => return None,
            };
        }
        Some(value)
    }

    fn string(&mut self, quote: char) -> Option<Thing> {
        self.at += 1;
        let mut out = String::new();
        loop {
            let c = *self.signs.get(self.at)?;
            self.at += 1;
            let next = self.signs.get(self.at).copied();
            let opens = match (self.flavour, quote) {
                (Flavour::Php, '"') => (c == '$' && next == Some('{')) || (c == '{' && next == Some('$')),
                (Flavour::Ruby, '"') => c == '#' && next == Some('{'),
                (Flavour::Js, '`') => c == '$' && next == Some('{'),
                _ => false,
            };
            if opens {
                // `{${…}}` and `${…}`: what stands between the innermost braces is run.
                while self.signs.get(self.at).is_some_and(|c| *c == '{' || *c == '$') {
                    self.at += 1;
                }
                out += &self.statement()?.shown();
                while self.eat('}') {}
                continue;
            }
            match c {
                '\\' => {
                    out.extend(self.signs.get(self.at));
                    self.at += 1;
                }
                c if c == quote => return Some(Thing::Text(out)),
                c => out.push(c),
            }
        }
    }

    fn named(&mut self) -> Option<Thing> {
        let name = self.word();
        if !self.eat('(') {
            return Some(match name.as_str() {
                "true" | "True" => Thing::Number(1.0),
                "PHP_VERSION" => Thing::Text("8.2.18".to_owned()),
                n if n.starts_with('$') => Thing::Text(String::new()),
                "null" | "None" | "nil" | "undefined" | "false" | "False" => Thing::Text(String::new()),
                _ => return None,
            });
        }
        let mut arguments = Vec::new();
        if !self.eat(')') {
            loop {
                arguments.push(self.expr()?);
                if self.eat(')') {
                    break;
                }
                if !self.eat(',') {
                    return None;
                }
            }
        }
        let value = self.call(name.trim_start_matches('\\'), &arguments)?;
        self.members(value)
    }

    fn call(&mut self, name: &str, arguments: &[Thing]) -> Option<Thing> {
        let text = |i: usize| arguments.get(i).map(Thing::shown).unwrap_or_default();
        Some(match name {
            "md5" | "Digest.MD5.hexdigest" => {
                Thing::Text(Md5::digest(text(0)).iter().map(|b| format!("{b:02x}")).collect())
            }
            "print" | "echo" | "var_dump" | "printf" | "puts" | "die" | "exit" => {
                self.out.printed += &text(0);
                Thing::Number(1.0)
            }
            "str" | "String" | "strval" => Thing::Text(text(0)),
            "int" | "intval" | "Number" => Thing::Number(arguments.first()?.number()),
            "strrev" => Thing::Text(text(0).chars().rev().collect()),
            "chr" => Thing::Text(char::from_u32(arguments.first()?.number() as u32)?.to_string()),
            "sleep" | "time.sleep" | "Kernel.sleep" => {
                self.out.slept += arguments.first()?.number();
                Thing::Number(0.0)
            }
            "usleep" => {
                self.out.slept += arguments.first()?.number() / 1e6;
                Thing::Number(0.0)
            }
            "phpversion" => Thing::Text("8.2.18".to_owned()),
            "__import__" => self.imported(&text(0))?,
            "eval" | "exec" => {
                let inner = run(self.flavour, &text(0));
                self.out.slept += inner.slept;
                self.out.printed += &inner.printed;
                inner.value?
            }
            "system" | "shell_exec" | "passthru" | "popen" => self.system(&text(0)),
            _ => return None,
        })
    }

    /// `__import__('time').sleep(3)` and its likes.
    fn imported(&mut self, module: &str) -> Option<Thing> {
        if !self.eat('.') {
            return Some(Thing::Text(format!("<module '{module}' (built-in)>")));
        }
        let name = self.word();
        if !self.eat('(') {
            return None;
        }
        let argument = self.expr()?;
        if !self.eat(')') {
            return None;
        }
        match (module, name.as_str()) {
            ("time", "sleep") => {
                self.out.slept += argument.number();
                Some(Thing::Text("None".to_owned()))
            }
            ("os", "system" | "popen") => {
                let out = self.system(&argument.shown());
                while self.eat('.') {
                    self.word();
                    let _ = self.eat('(') && self.eat(')');
                }
                Some(out)
            }
            _ => None,
        }
    }

    fn system(&mut self, line: &str) -> Thing {
        // A shell counts with this interpreter, and this one starts a shell: the line alone is too short to go round.
        let mut shell = super::shell::Shell::default();
        let out = shell.run(line);
        self.out.slept += shell.delay().as_secs_f64();
        Thing::Text(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shows(flavour: Flavour, text: &str, expect: &str) {
        let out = run(flavour, text);
        let all = out.printed.clone() + &out.value.as_ref().map(Thing::shown).unwrap_or_default();
        assert!(all.contains(expect), "{text}: {out:?}");
    }

    #[test]
    fn programs() {
        shows(Flavour::Php, "print(6*7);", "42");
        shows(Flavour::Php, "echo 'a'.(2+3).'b';", "a5b");
        shows(Flavour::Php, "md5('a')", "0cc175b9c0f1b6a831c399e269772661");
        shows(Flavour::Php, "\"x${print(12*12)}\"", "144");
        shows(Flavour::Php, "\"x{${print(12*12)}}\"", "144");
        shows(Flavour::Php, "'';print(1+1);//'", "2");
        shows(Flavour::Python, "str(123*2)+'x'", "246x");
        shows(Flavour::Python, "__import__('os').popen('id').read()", "uid=33");
        shows(Flavour::Js, "(3*4).toString()+'!'", "12!");
        shows(Flavour::Ruby, "\"a#{5*5}b\"", "a25b");
        assert_eq!(run(Flavour::Python, "__import__('time').sleep(2)").slept, 2.0);
        assert_eq!(run(Flavour::Php, "sleep(900)").slept, 12.0);
        assert!(run(Flavour::Php, "abc def").error.is_some());
    }

    #[test]
    fn nothing_makes_it_panic() {
        for text in
            ["(", "\"", "${", "a.b.(", "1/0", "-", "'\\", "((((((((((((((((((((((((((((((((((((((((((((((((("]
        {
            for flavour in [Flavour::Php, Flavour::Python, Flavour::Js, Flavour::Ruby] {
                run(flavour, text);
            }
        }
    }
}
