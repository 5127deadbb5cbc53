//! JavaScript taken apart as far as needed to know what is code and what is text.

/// What a place of a script is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Code.
    Code,
    /// In single quotes.
    Single,
    /// In double quotes.
    Double,
    /// In backticks.
    Template,
    /// In a regular expression.
    Regex,
    /// After `//` or `<!--`.
    Line,
    /// Between `/*` and `*/`.
    Block,
}

/// A script, taken apart.
#[derive(Debug, Clone)]
pub(crate) struct Lexed {
    /// Where each stretch begins, and what it is; the first begins at 0.
    runs: Vec<(usize, Kind)>,
    /// Brackets of the code in order, with their places.
    brackets: Vec<(usize, u8)>,
    /// A string, expression or comment does not end as it must.
    broken: bool,
}

/// Words before which a slash begins a regular expression.
const BEFORE_REGEX: &[&str] =
    &["return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do"];

/// The longest regular expression that is taken for one, in bytes.
const LONGEST_REGEX: usize = 2_000;

struct Lexer<'a> {
    bytes: &'a [u8],
    at: usize,
    out: Lexed,
    /// Open braces within each open `${`.
    templates: Vec<usize>,
    braces: usize,
}

/// Takes `code` apart.
pub(crate) fn lex(code: &str) -> Lexed {
    let out = Lexed { runs: vec![(0, Kind::Code)], brackets: Vec::new(), broken: false };
    let mut lexer = Lexer { bytes: code.as_bytes(), at: 0, out, templates: Vec::new(), braces: 0 };
    lexer.run();
    lexer.out
}

impl Lexer<'_> {
    fn run(&mut self) {
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b'\'' => self.string(Kind::Single, byte),
                b'"' => self.string(Kind::Double, byte),
                b'`' => self.template(self.at, self.at + 1),
                b'/' => self.slash(),
                b'<' if self.rest().starts_with(b"<!--") => self.line(),
                b'(' | b'[' | b')' | b']' => self.bracket(byte),
                b'{' => {
                    self.braces += 1;
                    self.bracket(byte);
                }
                b'}' => self.close_brace(),
                _ => self.at += 1,
            }
        }
        self.out.broken |= !self.templates.is_empty();
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn mark(&mut self, at: usize, kind: Kind) {
        self.out.runs.push((at, kind));
    }

    fn bracket(&mut self, byte: u8) {
        self.out.brackets.push((self.at, byte));
        self.at += 1;
    }

    fn close_brace(&mut self) {
        if self.templates.last() == Some(&self.braces) {
            self.templates.pop();
            return self.template(self.at + 1, self.at + 1);
        }
        self.braces = self.braces.saturating_sub(1);
        self.bracket(b'}');
    }

    fn string(&mut self, kind: Kind, quote: u8) {
        self.mark(self.at, kind);
        self.at += 1;
        loop {
            match self.bytes.get(self.at) {
                Some(b'\\') => self.at += 2,
                Some(b) if *b == quote => {
                    self.at += 1;
                    break;
                }
                // A string ends with its line: the script does not run at all.
                None | Some(b'\n' | b'\r') => {
                    self.out.broken = true;
                    break;
                }
                Some(_) => self.at += 1,
            }
        }
        self.mark(self.at, Kind::Code);
    }

    /// The text of a template that begins at `mark`, its first character at `from`, up to its end or the next `${`.
    fn template(&mut self, mark: usize, from: usize) {
        self.mark(mark, Kind::Template);
        self.at = from;
        loop {
            match self.rest() {
                [] => {
                    self.out.broken = true;
                    return;
                }
                [b'\\', ..] => self.at += 2,
                [b'`', ..] => {
                    self.at += 1;
                    break;
                }
                [b'$', b'{', ..] => {
                    self.at += 2;
                    self.templates.push(self.braces);
                    break;
                }
                _ => self.at += 1,
            }
        }
        self.mark(self.at, Kind::Code);
    }

    fn slash(&mut self) {
        match self.bytes.get(self.at + 1) {
            Some(b'/') => self.line(),
            Some(b'*') => {
                self.mark(self.at, Kind::Block);
                let end = self.rest().windows(2).skip(2).position(|w| w == b"*/");
                self.out.broken |= end.is_none();
                self.at = end.map_or(self.bytes.len(), |p| self.at + p + 4);
                self.mark(self.at, Kind::Code);
            }
            _ => match self.regex() {
                Some(end) => {
                    self.mark(self.at, Kind::Regex);
                    self.at = end;
                    self.mark(end, Kind::Code);
                }
                None => self.at += 1,
            },
        }
    }

    fn line(&mut self) {
        self.mark(self.at, Kind::Line);
        // Line ends, among them U+2028 and U+2029.
        let ends = |w: &[u8]| matches!(w, [b'\n' | b'\r', ..] | [0xe2, 0x80, 0xa8 | 0xa9]);
        let rest = self.rest();
        let length = (0..rest.len()).find(|i| ends(rest.get(*i..rest.len().min(i + 3)).unwrap_or_default()));
        self.at += length.unwrap_or(rest.len());
        self.mark(self.at, Kind::Code);
    }

    /// The end of the regular expression that begins here, if one does.
    fn regex(&self) -> Option<usize> {
        let before = self.bytes.get(..self.at)?.trim_ascii_end();
        let last = before.last().copied().unwrap_or(b';');
        if last.is_ascii_alphanumeric() || matches!(last, b'_' | b'$' | b')' | b']' | b'"' | b'\'' | b'`') {
            let from = before.iter().rposition(|b| !b.is_ascii_alphabetic()).map_or(0, |p| p + 1);
            let word = before.get(from..).and_then(|w| std::str::from_utf8(w).ok())?;
            BEFORE_REGEX.contains(&word).then_some(())?;
        }
        let (mut at, mut class) = (self.at + 1, false);
        loop {
            match self.bytes.get(at)? {
                _ if at > self.at + LONGEST_REGEX => return None,
                b'\n' | b'\r' => return None,
                b'\\' => at += 1,
                b'[' => class = true,
                b']' => class = false,
                b'/' if !class => return Some(at + 1),
                _ => {}
            }
            at += 1;
        }
    }
}

impl Lexed {
    /// What stands at `at`.
    pub(crate) fn kind_at(&self, at: usize) -> Kind {
        let after = self.runs.partition_point(|(start, _)| *start <= at);
        self.runs.get(after.saturating_sub(1)).map_or(Kind::Code, |(_, kind)| *kind)
    }

    /// The brackets that are open at `at`, outermost first; `None` if they do not match.
    pub(crate) fn open_at(&self, at: usize) -> Option<Vec<u8>> {
        let mut open = Vec::new();
        for (_, byte) in self.brackets.iter().take_while(|(place, _)| *place < at) {
            match byte {
                b'(' | b'[' | b'{' => open.push(*byte),
                _ => {
                    let last = open.pop()?;
                    (closing(last) == *byte).then_some(())?;
                }
            }
        }
        Some(open)
    }

    /// Whether everything that is opened is closed: an engine would run it as far as this can tell.
    pub(crate) fn is_sound(&self) -> bool {
        !self.broken && self.open_at(usize::MAX).is_some_and(|open| open.is_empty())
    }
}

/// What closes a bracket.
pub(crate) fn closing(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

/// Whether `code` calls `call` (`alert(1)`) as code, where a statement or expression may begin; `lenient` leaves out
/// whether the whole script is sound.
pub(crate) fn calls(code: &str, call: &str, lenient: bool) -> bool {
    if call.is_empty() || !code.contains(call) {
        return false;
    }
    let lexed = lex(code);
    if !lenient && !lexed.is_sound() {
        return false;
    }
    code.match_indices(call).any(|(at, _)| {
        let last = at + call.len() - 1;
        let ends = matches!(lexed.kind_at(last), Kind::Code | Kind::Template);
        lexed.kind_at(at) == Kind::Code && ends && may_begin(code.get(..at).unwrap_or_default(), &lexed)
    })
}

/// Whether an expression may begin after `before`.
fn may_begin(before: &str, lexed: &Lexed) -> bool {
    let line = before.trim_end_matches([' ', '\t']);
    let Some(last) = line.chars().next_back() else { return true };
    if last.is_whitespace() || lexed.kind_at(line.len() - last.len_utf8()) == Kind::Block {
        return true;
    }
    if last.is_alphanumeric() {
        let from = line.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |p| p + 1);
        return line.len() < before.len() && BEFORE_REGEX.contains(&line.get(from..).unwrap_or_default());
    }
    ";,({}[=+-*/%&|^!~?:<>\u{2028}\u{2029}".contains(last)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(code: &str, expect: Kind) {
        let at = code.find('@').unwrap();
        assert_eq!(lex(code).kind_at(at), expect, "{code}");
    }

    #[test]
    fn knows_what_is_code() {
        for (code, expect) in [
            ("a = @", Kind::Code),
            ("a = '@'", Kind::Single),
            ("a = 'x\\'@'", Kind::Single),
            ("a = 'x\\\\'@", Kind::Code),
            ("a = \"'@\"", Kind::Double),
            ("a = `x @`", Kind::Template),
            ("a = `x ${b + @} y`", Kind::Code),
            ("a = `x ${ {b: 1} } @`", Kind::Template),
            ("// x @", Kind::Line),
            ("// x\n@", Kind::Code),
            ("/* ' @ */", Kind::Block),
            ("a = /'@/", Kind::Regex),
            ("a = b / c; d = '/@'", Kind::Single),
            ("return /[/]@/.test(a)", Kind::Regex),
            ("<!-- @", Kind::Line),
        ] {
            check(code, expect);
        }
    }

    #[test]
    fn tells_calls_from_text() {
        for (code, sound) in [
            ("var a = ''-alert(1)-'';", true),
            ("f('x');alert(1)//')", true),
            ("f('x'-alert(1)//')", false),
            ("var a = 'x alert(1)';", false),
            ("var a = '\\'-alert(1)-\\'';", false),
            ("var a = '\\\\'-alert(1)//';", true),
            ("// alert(1)", false),
            ("var a = 'x' alert(1)", false),
            ("var a = b alert(1)", false),
            ("return alert(1)", true),
            ("malert(1)", false),
            ("`${alert(1)}`", true),
            ("alert(1)\n var a = \"x", false),
            ("/*x*/alert(1)", true),
        ] {
            assert_eq!(calls(code, "alert(1)", false), sound, "{code}");
        }
        assert!(calls("f(g(alert(1)", "alert(1)", true));
        assert!(calls("x=alert`1`", "alert`1`", false));
    }

    #[test]
    fn knows_open_brackets() {
        let code = "$(function(){ f({a: [@";
        assert_eq!(lex(code).open_at(code.len()).unwrap(), b"({({[");
        assert_eq!(lex("a)@").open_at(3), None);
    }

    #[test]
    fn hostile_scripts_take_linear_time() {
        for piece in ["//\n", "/[", "`${", "'", "/*", "({[", "<!--\n"] {
            let code = piece.repeat(50_000);
            let _ = lex(&code).is_sound();
        }
    }

    proptest! {
        #[test]
        fn never_panics(code in "\\PC{0,60}") {
            let lexed = lex(&code);
            let _ = (lexed.kind_at(code.len()), lexed.is_sound(), calls(&code, "a", true));
        }

        #[test]
        fn never_panics_on_code(code in "[a('\"`/*\\\\\n${}<!-]{0,40}") {
            let _ = (lex(&code).open_at(20), calls(&code, "a", false));
        }
    }
}
