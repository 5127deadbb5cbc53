//! A shell that knows ten commands: quoting, separators, pipes, substitution, variables.

use std::time::Duration;

use super::files;
use crate::reply::LONGEST;

/// Most commands of a line, substitutions counted.
const MOST: u32 = 60;

/// A line under way.
#[derive(Default)]
pub(crate) struct Shell {
    commands: u32,
    slept: f64,
}

impl Shell {
    /// Runs a line and gives what it printed, complaints and all.
    pub(crate) fn run(&mut self, line: &str) -> String {
        let mut out = String::new();
        let mut piped: Option<String> = None;
        let (mut failed, mut last) = (false, 0);
        for (part, before) in split(line) {
            let skip = (before == "&&" && failed) || (before == "||" && !failed);
            if part.trim().is_empty() || skip {
                continue;
            }
            let (text, ok) = self.command(&part, if before == "|" { piped.take() } else { None });
            // What goes into a pipe is not printed.
            if before == "|" {
                out.truncate(last);
            }
            last = out.len();
            failed = !ok;
            out.push_str(&text);
            piped = Some(text);
        }
        out
    }

    /// How long it slept.
    pub(crate) fn delay(&self) -> Duration {
        Duration::from_secs_f64(self.slept.clamp(0.0, LONGEST.as_secs_f64()))
    }

    fn command(&mut self, text: &str, input: Option<String>) -> (String, bool) {
        self.commands += 1;
        if self.commands > MOST {
            return (String::new(), false);
        }
        let words = self.words(text);
        let Some((name, arguments)) = words.split_first() else { return (String::new(), true) };
        let name = name.rsplit('/').next().unwrap_or(name);
        let first = arguments.first().map_or("", String::as_str);
        let out = match name {
            "echo" => {
                let words: Vec<&str> =
                    arguments.iter().map(String::as_str).skip_while(|a| *a == "-n" || *a == "-e").collect();
                format!("{}\n", words.join(" "))
            }
            "printf" => first.replace("%s", arguments.get(1).map_or("", String::as_str)).replace("\\n", "\n"),
            "id" => "uid=33(www-data) gid=33(www-data) groups=33(www-data)\n".to_owned(),
            "whoami" => "www-data\n".to_owned(),
            "uname" => "Linux harbour 6.1.0-18-amd64 #1 SMP x86_64 GNU/Linux\n".to_owned(),
            "pwd" => "/var/www\n".to_owned(),
            "env" | "set" => "PATH=/usr/bin:/bin\nHOME=/var/www\nUSER=www-data\n".to_owned(),
            "sleep" => {
                self.slept += first.trim_end_matches('s').parse().unwrap_or(0.0);
                String::new()
            }
            "expr" => {
                return arithmetic(&arguments.join(" "))
                    .map_or((String::new(), false), |n| (format!("{n}\n"), true));
            }
            "cat" | "head" | "tail" | "more" | "type" => match arguments.iter().find(|a| !a.starts_with('-'))
            {
                None => input.unwrap_or_default(),
                Some(file) => match files::read("/var/www", file) {
                    Some(text) => text.to_owned(),
                    None => return (format!("{name}: {file}: No such file or directory\n"), false),
                },
            },
            "ping" => self.ping(arguments),
            "nslookup" | "host" | "dig" => {
                format!("Server: 127.0.0.1\n** server can't find {first}: NXDOMAIN\n")
            }
            "convert" | "tar" | "grep" | "sort" | "wc" | "true" | "ls" | "test" | "[" => {
                input.unwrap_or_default()
            }
            "sh" | "bash" => match arguments {
                [flag, line, ..] if flag == "-c" => self.run(&line.clone()),
                _ => self.run(&input.unwrap_or_default()),
            },
            other => return (format!("sh: 1: {other}: not found\n"), false),
        };
        (out, true)
    }

    fn ping(&mut self, arguments: &[String]) -> String {
        let count =
            arguments.iter().position(|a| a == "-c").and_then(|i| arguments.get(i + 1)?.parse::<f64>().ok());
        let host = arguments.last().map_or("", String::as_str);
        if count.is_some_and(|c| c > 1.0) {
            self.slept += count.unwrap_or(1.0) - 1.0;
        }
        if host.is_empty() || host.contains(|c: char| !c.is_ascii_alphanumeric() && !".-:".contains(c)) {
            return format!("ping: {host}: Name or service not known\n");
        }
        format!("PING {host} 56(84) bytes of data.\n64 bytes from {host}: icmp_seq=1 ttl=64\n")
    }

    /// Words of a command: quotes, escapes, variables, substitution. Redirections are read and dropped.
    fn words(&mut self, text: &str) -> Vec<String> {
        let signs: Vec<char> = text.chars().take(2000).collect();
        let (mut out, mut word, mut open, mut at) = (Vec::new(), String::new(), false, 0);
        let mut quote: Option<char> = None;
        while let Some(&c) = signs.get(at) {
            at += 1;
            match (quote, c) {
                (Some('\''), '\'') | (Some('"'), '"') => quote = None,
                (Some('\''), _) => word.push(c),
                (None, '\'' | '"') => (quote, open) = (Some(c), true),
                (_, '\\') => {
                    word.extend(signs.get(at));
                    at += 1;
                }
                (_, '$' | '`') => {
                    let (value, next) = self.value(&signs, at - 1);
                    at = next;
                    // An unquoted value is split at its spaces.
                    if quote.is_none() && value.chars().all(char::is_whitespace) && !value.is_empty() {
                        out.extend((open || !word.is_empty()).then(|| std::mem::take(&mut word)));
                        open = false;
                    } else {
                        word += if quote.is_none() { value.trim() } else { &value };
                    }
                }
                (None, '<') => out.extend((open || !word.is_empty()).then(|| std::mem::take(&mut word))),
                (None, '>') => {
                    out.extend((open || !word.is_empty()).then(|| std::mem::take(&mut word)));
                    return out;
                }
                (None, c) if c.is_whitespace() => {
                    out.extend((open || !word.is_empty()).then(|| std::mem::take(&mut word)));
                    open = false;
                }
                (_, c) => word.push(c),
            }
        }
        out.extend((open || !word.is_empty()).then_some(word));
        out
    }

    /// What a dollar sign or backtick stands for, and where it ends.
    fn value(&mut self, signs: &[char], at: usize) -> (String, usize) {
        let text =
            |from: usize, to: usize| -> String { signs.get(from..to).unwrap_or_default().iter().collect() };
        if signs.get(at) == Some(&'`') {
            let end = (at + 1..signs.len()).find(|i| signs.get(*i) == Some(&'`')).unwrap_or(signs.len());
            let inner = text(at + 1, end);
            return (self.inner(&inner), end + 1);
        }
        match signs.get(at + 1) {
            Some('(') => {
                let end = closing(signs, at + 1);
                let inner = text(at + 2, end);
                let value = match inner.strip_prefix('(').and_then(|i| i.strip_suffix(')')) {
                    Some(sum) => arithmetic(sum).map(|n| n.to_string()).unwrap_or_default(),
                    None => self.inner(&inner),
                };
                (value, end + 1)
            }
            Some('{') => {
                let end = (at + 2..signs.len()).find(|i| signs.get(*i) == Some(&'}')).unwrap_or(signs.len());
                (variable(&text(at + 2, end)), end + 1)
            }
            Some(c) if c.is_alphabetic() => {
                let end = (at + 1..signs.len())
                    .find(|i| !signs.get(*i).is_some_and(|c| c.is_alphanumeric() || *c == '_'));
                let end = end.unwrap_or(signs.len());
                (variable(&text(at + 1, end)), end)
            }
            Some('@' | '*' | '1'..='9') => (String::new(), at + 2),
            _ => ("$".to_owned(), at + 1),
        }
    }

    fn inner(&mut self, line: &str) -> String {
        self.commands += 1;
        if self.commands > MOST { String::new() } else { self.run(line).trim_end().to_owned() }
    }
}

fn variable(name: &str) -> String {
    match name {
        "IFS" => " \t\n",
        "HOME" => "/var/www",
        "USER" => "www-data",
        "PATH" => "/usr/bin:/bin",
        _ => "",
    }
    .to_owned()
}

fn closing(signs: &[char], open: usize) -> usize {
    let mut depth = 0;
    for (at, c) in signs.iter().enumerate().skip(open) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    signs.len()
}

/// Commands of a line, each with the sign before it.
fn split(line: &str) -> Vec<(String, &'static str)> {
    const SIGNS: [&str; 6] = ["&&", "||", ";", "|", "&", "\n"];
    let signs: Vec<char> = line.chars().take(4000).collect();
    let (mut out, mut part, mut before, mut at) = (Vec::new(), String::new(), "", 0);
    let mut quote: Option<char> = None;
    while let Some(&c) = signs.get(at) {
        let two: String = signs.iter().skip(at).take(2).collect();
        let sign = SIGNS.iter().find(|s| two.starts_with(**s)).filter(|_| quote.is_none());
        if let Some(sign) = sign {
            out.push((std::mem::take(&mut part), before));
            before = sign;
            at += sign.len();
            continue;
        }
        match (quote, c) {
            (Some(q), _) if q == c => quote = None,
            (None, '\'' | '"' | '`') => quote = Some(c),
            (q, '\\') if q != Some('\'') => {
                part.push(c);
                at += 1;
                part.extend(signs.get(at));
                at += 1;
                continue;
            }
            (q, '$') if q != Some('\'') && signs.get(at + 1) == Some(&'(') => {
                let end = closing(&signs, at + 1).min(signs.len().saturating_sub(1));
                part.extend(signs.get(at..=end).unwrap_or_default());
                at = end + 1;
                continue;
            }
            _ => {}
        }
        part.push(c);
        at += 1;
    }
    // An open quote is a syntax error of the whole line, as in a shell.
    if quote.is_some() {
        return vec![("sh: 1: Syntax error: Unterminated quoted string".to_owned(), "")];
    }
    out.push((part, before));
    out
}

/// A sum of whole numbers.
pub(crate) fn arithmetic(text: &str) -> Option<i64> {
    match super::script::value(super::script::Flavour::Js, text)? {
        super::script::Thing::Number(n) => Some(n as i64),
        super::script::Thing::Text(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expect: &str) {
        let out = Shell::default().run(line);
        assert!(out.contains(expect), "{line}: {out}");
    }

    #[test]
    fn lines() {
        check("ping -c 1 x; id", "uid=33");
        check("ping -c 1 x|echo a$((40+2))b", "a42b");
        check("ping \"x\"; echo 'a b'\"\"", "a b");
        check("ping $(echo abc)", "PING abc");
        check("ping `echo abc`", "PING abc");
        check("ping x\ncat /etc/passwd", "root:x:0:0");
        check("cat${IFS}/etc/passwd", "root:x:0:0");
        check("cat</etc/passwd", "root:x:0:0");
        check("false && id; echo done", "done");
        check("expr 6 '*' 7", "42");
        check("echo ab\"$(expr 2 + 3)\"", "ab5");
    }

    #[test]
    fn quotes_hold() {
        for line in ["ping 'x; id'", "ping \"x; id\"", "ping x\\; id"] {
            assert!(!Shell::default().run(line).contains("uid="), "{line}");
        }
    }

    #[test]
    fn sleep_takes_time_and_ends() {
        let mut shell = Shell::default();
        shell.run("ping x || sleep 3; $(sleep 2)");
        assert_eq!(shell.delay().as_secs(), 2);
        for line in ["$(", "`", "'", "$((", "${", "\\", "$($($($(", "|||", "<<>>"] {
            Shell::default().run(line);
        }
    }
}
