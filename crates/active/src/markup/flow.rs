//! Whether a script passes what stands in the address of its page to where it becomes markup or code. Read, not run.

use std::sync::LazyLock;

use regex::Regex;

use crate::markup::script::{Kind, lex};

/// The most bytes of a script that are read.
const LONGEST: usize = 256 * 1024;
/// The most names that are followed.
const MOST_NAMES: usize = 50;
/// How often assignments are gone through: a value may pass through that many names.
const ROUNDS: usize = 4;

/// What other sites control: the address of the page, the page that led to it, messages of other windows.
const SOURCES: &str = r"(?:\b(?:document\.|window\.|self\.|top\.)?location\.(?:hash|search|href)\b|\bdocument\.(?:URL|documentURI|baseURI|referrer)\b|\bwindow\.name\b|\blocation\.toString\(\)|\b(?:String|unescape|decodeURI|decodeURIComponent)\((?:document\.|window\.)?location\)|new\s+URLSearchParams\(\s*(?:document\.|window\.)?location)";

/// What takes the harm out of a value.
const CLEANERS: &str = r#"(?:encodeURIComponent|encodeURI|escapeHTML|escapeHtml|escape_html|htmlEscape|htmlEncode|escapeXml|_\.escape|DOMPurify|sanitize\w*|Sanitizer|parseInt|parseFloat|Number|createTextNode|CSS\.escape|JSON\.stringify)\s*[(.]|\.replace\(\s*/(?:[^/]*[<&]|\[\^)|\.test\(|\.length\b|\.indexOf\(|\.startsWith\(|===?"#;

/// A way from a source to a sink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Flow {
    /// The statement with the sink, cut.
    pub(crate) statement: String,
    /// What the sink is.
    pub(crate) sink: &'static str,
}

/// What a listener for messages of other windows gets.
const MESSAGES: &str = r"\b(?:e|ev|evt|event|msg|message)\.data\b";

struct Patterns {
    source: Regex,
    /// The same with messages.
    source_or_message: Regex,
    cleaner: Regex,
    assigned: Regex,
    sinks: Vec<(&'static str, Regex)>,
}

fn patterns() -> Option<&'static Patterns> {
    static ALL: LazyLock<Option<Patterns>> = LazyLock::new(|| {
        let sinks = [
            ("markup of the page", r"\.(?:innerHTML|outerHTML)\s*\+?=\s*([^=].*)"),
            ("markup of the page", r"\.insertAdjacentHTML\s*\(\s*[^,]+,(.*)"),
            ("markup of the page", r"\bdocument\.write(?:ln)?\s*\((.*)"),
            ("markup of the page", r"\.html\s*\((.*)"),
            // The same names add fields to forms and entries to lists: only what builds an element counts.
            (
                "markup of the page",
                r#"\.(?:append|prepend|after|before|replaceWith|wrap)\s*\((\s*["'`]\s*<.*)"#,
            ),
            // What begins with a text of the script is a selector, and so is the whole hash.
            (
                "markup of the page",
                r"(?:^|[^\w.])(?:\$|jQuery)\s*\(\s*((?:decodeURI|unescape|[\w.]+\.(?:sub|slice|split))[^;]*)",
            ),
            ("markup of the page", r"\bcreateContextualFragment\s*\((.*)"),
            ("markup of the page", r"\.srcdoc\s*=\s*([^=].*)"),
            ("code", r"(?:^|[^\w.])eval\s*\((.*)"),
            ("code", r#"\b(?:setTimeout|setInterval)\s*\(\s*(["'`\w$][^,=]*),"#),
            ("code", r"\bnew\s+Function\s*\((.*)"),
            (
                "an address",
                r"(?:^|[^\w.])(?:window\.|document\.|self\.|top\.)?location(?:\.href)?\s*=\s*([^=].*)",
            ),
            ("an address", r"\blocation\.(?:replace|assign)\s*\((.*)"),
            ("an address", r"\b(?:script|frame|iframe|s)\.src\s*=\s*([^=].*)"),
        ];
        let sinks =
            sinks.into_iter().map(|(name, p)| Some((name, Regex::new(p).ok()?))).collect::<Option<_>>()?;
        Some(Patterns {
            source: Regex::new(SOURCES).ok()?,
            source_or_message: Regex::new(&format!("{SOURCES}|{MESSAGES}")).ok()?,
            cleaner: Regex::new(CLEANERS).ok()?,
            assigned: Regex::new(
                r"(?:^|[^\w.$])(?:(?:var|let|const)\s+)?([A-Za-z_$][\w$]*)\s*=\s*([^=>].*)$",
            )
            .ok()?,
            sinks,
        })
    });
    ALL.as_ref()
}

/// The flows of a script.
pub(crate) fn flows(code: &str) -> Vec<Flow> {
    let Some(p) = patterns() else { return Vec::new() };
    let mut end = code.len().min(LONGEST);
    while !code.is_char_boundary(end) {
        end -= 1;
    }
    let code = code.get(..end).unwrap_or_default();
    // Who looks where a message comes from knows what it is.
    let listens = code.contains("'message'") || code.contains("\"message\"") || code.contains("onmessage");
    let source = if listens && !code.contains(".origin") { &p.source_or_message } else { &p.source };
    if !source.is_match(code) {
        return Vec::new();
    }
    let statements = statements(code);
    let mut names = tainted(p, source, &statements);
    names.retain(|name| !is_guarded(code, name));
    let own = assigned_own(p, &statements);
    let mut out: Vec<Flow> = Vec::new();
    for statement in &statements {
        for (sink, pattern) in &p.sinks {
            let Some(value) = pattern.captures(statement).and_then(|c| c.get(1)) else { continue };
            // What stands in a string is no sink.
            if value.start() > 0 && lex(statement).kind_at(value.start() - 1) != Kind::Code {
                continue;
            }
            let value = value.as_str();
            let dirty = in_code(source, value) || names.iter().any(|n| uses(value, n));
            let stays = *sink == "an address" && stays_here(value, &own);
            if dirty && !p.cleaner.is_match(value) && !stays && out.len() < 5 {
                out.push(Flow { statement: statement.chars().take(300).collect(), sink });
            }
        }
    }
    out
}

/// Whether an assigned address keeps to the site: it begins with a path or query of its own, or with the present address.
fn stays_here(value: &str, own: &[String]) -> bool {
    let value = value.trim_start();
    let literal = value.trim_start_matches(['"', '\'', '`']);
    let begins = |s: &str| literal.starts_with(s);
    let fixed = begins("/") && !begins("//") || begins("?") || begins("#") || begins("http");
    (literal.len() < value.len() && fixed)
        || is_own(value)
        || own.iter().any(|n| value.starts_with(n.as_str()))
}

/// Whether a value begins with the present address as a whole.
fn is_own(value: &str) -> bool {
    let value = value.trim_start();
    let bare =
        ["window.", "document.", "self.", "top."].iter().find_map(|p| value.strip_prefix(p)).unwrap_or(value);
    let rest = ["location.href", "location.pathname", "location.origin", "URL", "location"]
        .iter()
        .find_map(|p| bare.strip_prefix(p));
    let Some(rest) = rest else { return false };
    let taken_apart =
        [".split", ".sub", ".slice", ".match", ".hash", ".search"].iter().any(|p| rest.starts_with(p));
    !taken_apart && !rest.starts_with(|c: char| c.is_alphanumeric()) || rest.contains(")[0]")
}

/// Whether the script looks at a name before it uses it.
fn is_guarded(code: &str, name: &str) -> bool {
    let before = ["test(", "includes(", "indexOf(", "hasOwnProperty(", "has("];
    let after =
        [".startsWith(", ".indexOf(", ".charAt(", ".match(", "[0]", " in ", ".origin", ".host", ".protocol"];
    before.iter().any(|b| code.contains(&format!("{b}{name})")))
        || after.iter().any(|a| code.contains(&format!("{name}{a}")))
}

/// The script in statements, comments left out; strings stay whole.
fn statements(code: &str) -> Vec<String> {
    let lexed = lex(code);
    let mut out = Vec::new();
    let mut current = String::new();
    for (at, c) in code.char_indices() {
        match lexed.kind_at(at) {
            Kind::Line | Kind::Block => {}
            Kind::Code if matches!(c, ';' | '\n' | '{' | '}') => {
                if !current.trim().is_empty() {
                    out.push(current.trim().to_owned());
                }
                current.clear();
            }
            _ => current.push(c),
        }
        if out.len() > 20_000 {
            break;
        }
    }
    if !current.trim().is_empty() {
        out.push(current.trim().to_owned());
    }
    out
}

/// The names that hold the present address as a whole.
fn assigned_own(p: &Patterns, statements: &[String]) -> Vec<String> {
    let assigned = statements.iter().filter_map(|s| {
        let found = p.assigned.captures(s)?;
        is_own(found.get(2)?.as_str()).then(|| found.get(1).map(|n| n.as_str().to_owned()))?
    });
    assigned.take(MOST_NAMES).collect()
}

/// The names that hold what other sites control.
fn tainted(p: &Patterns, source: &Regex, statements: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for _ in 0..ROUNDS {
        let before = names.len();
        for statement in statements {
            let Some(found) = p.assigned.captures(statement) else { continue };
            let (Some(name), Some(value)) = (found.get(1), found.get(2)) else { continue };
            let (name, value) = (name.as_str(), value.as_str());
            let dirty = in_code(source, value) || names.iter().any(|n| uses(value, n));
            if dirty
                && !p.cleaner.is_match(value)
                && !["location", "href", "innerHTML"].contains(&name)
                && !names.iter().any(|n| n == name)
                && names.len() < MOST_NAMES
            {
                names.push(name.to_owned());
            }
        }
        if names.len() == before {
            break;
        }
    }
    names
}

/// Whether code, not a string in it, matches.
fn in_code(pattern: &Regex, code: &str) -> bool {
    if !pattern.is_match(code) {
        return false;
    }
    let lexed = lex(code);
    pattern.find_iter(code).any(|found| lexed.kind_at(found.start()) == Kind::Code)
}

/// Whether code uses a name, not as a field of something else nor in a string.
fn uses(code: &str, name: &str) -> bool {
    if !code.contains(name) {
        return false;
    }
    let lexed = lex(code);
    let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '.'));
    code.match_indices(name).any(|(at, _)| {
        let before = code.get(..at).and_then(|t| t.chars().next_back());
        let after = code.get(at + name.len()..).and_then(|t| t.chars().next());
        let inside = after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | ':'));
        lexed.kind_at(at) == Kind::Code && !word(before) && !inside
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn follows_values_to_sinks() {
        for code in [
            "document.write('<p>' + location.hash + '</p>')",
            "el.innerHTML = decodeURIComponent(location.hash.slice(1))",
            "var q = location.search.substring(1); var t = 'x' + q; $('#a').html(t)",
            "const p = new URLSearchParams(location.search); const n = p.get('n'); box.innerHTML = `hi ${n}`",
            "eval(location.hash.substr(1))",
            "setTimeout('go(' + document.referrer + ')', 10)",
            "var u = new URLSearchParams(window.location.search).get('next'); location.href = u",
            "$(decodeURIComponent(location.hash.slice(1)))",
            "$('#a').append('<b>' + location.hash)",
            "location = location.search.split('=')[1]",
            "window.addEventListener('message', function (e) { box.innerHTML = e.data })",
            "if (a) { var x = document.URL\n document.getElementById('b').outerHTML = x }",
            "div.insertAdjacentHTML('beforeend', window.name)",
        ] {
            assert!(!flows(code).is_empty(), "{code}");
        }
    }

    #[test]
    fn honest_scripts_stay_quiet() {
        for code in [
            "el.textContent = location.hash",
            "el.innerHTML = encodeURIComponent(location.hash)",
            "el.innerHTML = DOMPurify.sanitize(location.hash)",
            "var id = parseInt(location.hash.slice(1)); el.innerHTML = id",
            "var q = location.search; el.innerHTML = 'q'",
            "// el.innerHTML = location.hash",
            "var s = 'el.innerHTML = location.hash'",
            "location.href = '/search?q=' + encodeURIComponent(location.hash)",
            "location.href = '/login?next=' + location.search",
            "if (location.hash === '#a') { el.innerHTML = 'a' }",
            "var href = location.href; track(href)",
            "location.href = location.pathname + location.search",
            "$('#a').html(data.html)",
            "$(location.hash).show()",
            "$('a[href=\"' + location.href + '\"]').addClass('on')",
            "form.append('from', location.href)",
            "location.href = window.location.href",
            "window.location = location.href.split('?')[0]",
            "var u = location.href; location.href = u + '&a=1'",
            "setTimeout(() => location.search, 10)",
            "setTimeout(function () { go(location.hash) }, 10)",
            "var n = location.hash.slice(1); if (/^\\d+$/.test(n)) { el.innerHTML = n }",
            "var to = new URLSearchParams(location.search).get('to'); if (to.startsWith('/')) { location = to }",
            "el.innerHTML = location.hash.replace(/[^a-z]/g, '')",
            "addEventListener('message', e => { if (e.origin !== 'https://a.test') return\n box.innerHTML = e.data })",
            "$.get('/x', function (e) { box.innerHTML = e.data })",
        ] {
            assert_eq!(flows(code), [], "{code}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(code in "(location\\.hash|var a = |a|innerHTML = |'|;|é|\\(|\\)|\n){0,20}") {
            let _ = flows(&code);
        }
    }
}
