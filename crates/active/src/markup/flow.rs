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
    /// Whether what arrives there may run as code or markup; an address may if its scheme can be chosen.
    pub(crate) runs: bool,
}

/// Where a listener for messages of other windows names its argument, or takes it apart.
const LISTENER: &str = r#"(?:addEventListener\s*\(\s*["'`]message["'`]\s*,|\bonmessage\s*=)\s*(?:async\s*)?(?:function\b\s*[\w$]*\s*)?\(?\s*(?:([A-Za-z_$][\w$]*)|\{([^{}]*)\})"#;
/// A listener that is declared elsewhere.
const DECLARED: &str = r"\bfunction\s+([A-Za-z_$][\w$]*)\s*\(\s*([A-Za-z_$][\w$]*)";
/// Browsers escape what could be markup in the path of an address: it is harmful once decoded, or as code.
const PATH: &str = r"\b(?:document\.|window\.|self\.|top\.)?location\.pathname\b";
/// What undoes the escapes of an address.
const DECODERS: &str = r"\b(?:decodeURI|decodeURIComponent|unescape)\s*\(";
/// What begins as freely as its source: such an address may begin with `javascript:`.
const FREE: &str = r"^(?:(?:String|unescape|decodeURI|decodeURIComponent)\(\s*)*(?:new\s+URL(?:SearchParams)?\(|(?:window\.)?name\b|[\w.$]*location\.(?:hash|search|href)[\w.]*\.(?:sub|slice|split|match|replace)|document\.(?:URL|documentURI|baseURI)\.(?:sub|slice|split|match|replace)|[A-Za-z_$][\w$]*\.data\b)";

struct Patterns {
    source: Regex,
    path: Regex,
    decoder: Regex,
    listener: Regex,
    declared: Regex,
    free: Regex,
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
            ("code", r"\b(?:execScript|globalEval)\s*\((.*)"),
            ("code", r#"\.setAttribute\s*\(\s*["'`](?:on\w+|srcdoc)["'`]\s*,(.*)"#),
            ("markup of the page", r"\.(?:setHTMLUnsafe|parseHTMLUnsafe)\s*\((.*)"),
            (
                "an address",
                r"(?:^|[^\w.])(?:window\.|document\.|self\.|top\.)?location(?:\.href)?\s*=\s*([^=].*)",
            ),
            ("an address", r"\b(?:location\.(?:replace|assign)|window\.open|navigation\.navigate)\s*\((.*)"),
            ("an address", r"\b(?:script|frame|iframe|s)\.src\s*=\s*([^=].*)"),
        ];
        let sinks =
            sinks.into_iter().map(|(name, p)| Some((name, Regex::new(p).ok()?))).collect::<Option<_>>()?;
        Some(Patterns {
            source: Regex::new(SOURCES).ok()?,
            path: Regex::new(PATH).ok()?,
            decoder: Regex::new(DECODERS).ok()?,
            listener: Regex::new(LISTENER).ok()?,
            declared: Regex::new(DECLARED).ok()?,
            free: Regex::new(FREE).ok()?,
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
    let statements = statements(code);
    let seeds = messages(p, code);
    if seeds.is_empty() && !p.source.is_match(code) && !p.path.is_match(code) {
        return Vec::new();
    }
    let escaped = Taint { source: &p.path, names: tainted(p, &p.path, Vec::new(), None, &statements) };
    let mut names = tainted(p, &p.source, seeds, Some(&escaped), &statements);
    names.retain(|name| !is_guarded(code, name));
    let taint = Taint { source: &p.source, names };
    let own = assigned_own(p, &statements);
    let mut out: Vec<Flow> = Vec::new();
    for statement in &statements {
        for (sink, pattern) in &p.sinks {
            let Some(value) = pattern.captures(statement).and_then(|c| c.get(1)) else { continue };
            // What stands in a string is no sink.
            if value.start() > 0 && lex(statement).kind_at(value.start() - 1) != Kind::Code {
                continue;
            }
            let (value, address) = (value.as_str(), *sink == "an address");
            let harmful = *sink == "code" || p.decoder.is_match(value);
            let dirty = taint.is_in(value) || (harmful && !address && escaped.is_in(value));
            let stays = address && stays_here(value, &own);
            if dirty && !p.cleaner.is_match(value) && !stays && out.len() < 5 {
                let runs = !address || begins_free(p, value, &taint.names, &statements);
                out.push(Flow { statement: statement.chars().take(300).collect(), sink, runs });
            }
        }
    }
    out
}

/// A source and the names that hold something of it.
struct Taint<'a> {
    source: &'a Regex,
    names: Vec<String>,
}

impl Taint<'_> {
    fn is_in(&self, value: &str) -> bool {
        in_code(self.source, value) || self.names.iter().any(|n| uses(value, n))
    }
}

/// What listeners get of the messages of other windows, by the names that the script gives it. A listener that looks where
/// a message comes from knows what it is.
fn messages(p: &Patterns, code: &str) -> Vec<String> {
    let mut out = Vec::new();
    for found in p.listener.captures_iter(code).take(10) {
        if let Some(parts) = found.get(2) {
            let parts: Vec<&str> = parts.as_str().split(',').map(str::trim).collect();
            let data = parts.iter().find_map(|part| match part.split_once(':') {
                Some((field, name)) => (field.trim() == "data").then(|| name.trim()),
                None => (*part == "data").then_some("data"),
            });
            let asks = parts.iter().any(|part| part.starts_with("origin") || part.starts_with("source"));
            out.extend(data.filter(|_| !asks).map(str::to_owned));
            continue;
        }
        let Some(name) = found.get(1).map(|n| n.as_str()) else { continue };
        let mut declared = p.declared.captures_iter(code).take(200);
        let elsewhere = declared.find(|d| d.get(1).is_some_and(|n| n.as_str() == name));
        let argument = elsewhere.and_then(|d| d.get(2)).map_or(name, |a| a.as_str());
        if !code.contains(&format!("{argument}.origin")) && !code.contains(&format!("{argument}.source")) {
            out.push(format!("{argument}.data"));
        }
    }
    out
}

/// Whether a tainted value begins as its source likes, not with something that the script or the browser puts there.
fn begins_free(p: &Patterns, value: &str, names: &[String], statements: &[String]) -> bool {
    let value = value.trim_start();
    let starts = |name: &str| {
        let rest = value.strip_prefix(name);
        rest.is_some_and(|r| !r.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$')))
    };
    if p.free.is_match(value) {
        return true;
    }
    let Some(name) = names.iter().find(|n| starts(n)) else { return false };
    name.ends_with(".data")
        || statements.iter().any(|s| {
            let found = p.assigned.captures(s);
            found.is_some_and(|f| {
                f.get(1).is_some_and(|n| n.as_str() == name)
                    && f.get(2).is_some_and(|v| {
                        let v = v.as_str().trim_start();
                        p.free.is_match(v) || names.iter().any(|n| n != name && v.starts_with(n.as_str()))
                    })
            })
        })
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

/// The names that hold what other sites control, `seeds` first. What is `escaped` counts once it is decoded.
fn tainted(
    p: &Patterns,
    source: &Regex,
    seeds: Vec<String>,
    escaped: Option<&Taint<'_>>,
    statements: &[String],
) -> Vec<String> {
    let mut taint = Taint { source, names: seeds };
    for _ in 0..ROUNDS {
        let before = taint.names.len();
        for statement in statements {
            let Some(found) = p.assigned.captures(statement) else { continue };
            let (Some(name), Some(value)) = (found.get(1), found.get(2)) else { continue };
            let (name, value) = (name.as_str(), value.as_str());
            let decoded = escaped.is_some_and(|e| p.decoder.is_match(value) && e.is_in(value));
            if (taint.is_in(value) || decoded)
                && !p.cleaner.is_match(value)
                && !["location", "href", "innerHTML"].contains(&name)
                && !taint.names.iter().any(|n| n == name)
                && taint.names.len() < MOST_NAMES
            {
                taint.names.push(name.to_owned());
            }
        }
        if taint.names.len() == before {
            break;
        }
    }
    taint.names
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
            "addEventListener('message', (packet) => { box.innerHTML = packet.data.html })",
            "addEventListener('message', ({data}) => { box.innerHTML = data })",
            "function take(m) { var o = JSON.parse(m.data); box.innerHTML = o.html }\nwindow.addEventListener(\"message\", take)",
            "onmessage = function (ev) { eval(ev.data) }",
            "addEventListener('message', e => { box.innerHTML = e.data }); api(location.origin)",
            "h1.innerHTML = decodeURIComponent(location.pathname.split('/').pop())",
            "var last = location.pathname.split('/').pop(); var name = decodeURIComponent(last); h1.innerHTML = name",
            "eval('show(\\'' + location.pathname + '\\')')",
            "window.open(new URL(document.URL).searchParams.get('to'))",
            "el.setAttribute('onclick', 'go(' + location.hash + ')')",
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
            "addEventListener('message', ({data, origin}) => { if (origin === a) { box.innerHTML = data } })",
            "addEventListener('message', e => { if (e.source !== parent) return\n box.innerHTML = e.data })",
            "addEventListener('message', e => { total += 1 }); $.get('/x', r => { box.innerHTML = r.data })",
            "nav.innerHTML = '<a href=\"' + location.pathname + '\">here</a>'",
            "location.href = location.pathname",
            "h1.textContent = decodeURIComponent(location.pathname)",
            "el.setAttribute('title', location.hash)",
        ] {
            assert_eq!(flows(code), [], "{code}");
        }
    }

    #[test]
    fn knows_addresses_that_may_run() {
        for (code, runs) in [
            ("var to = new URL(document.URL).searchParams.get('to'); if (to) { location.href = to }", true),
            ("location = location.hash.slice(1)", true),
            ("location.href = decodeURIComponent(location.search.split('=')[1])", true),
            ("location.assign(window.name)", true),
            ("addEventListener('message', e => { location = e.data })", true),
            ("location.href = document.referrer", false),
            ("var h = location.hash; location.href = host + h", false),
            ("location.href = 'htt' + 'ps://' + location.hash.slice(1)", false),
        ] {
            let found = flows(code);
            assert_eq!(found.iter().map(|f| f.runs).collect::<Vec<_>>(), [runs], "{code}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(code in "(location\\.hash|var a = |a|innerHTML = |'|;|é|\\(|\\)|\n){0,20}") {
            let _ = flows(&code);
        }
    }
}
