//! A directory of four people, asked by filters.

/// A person: attributes and values.
type Entry = &'static [(&'static str, &'static str)];

const ENTRIES: &[Entry] = &[
    &[
        ("uid", "anna"),
        ("cn", "Anna Berg"),
        ("mail", "anna@harbour.test"),
        ("objectClass", "person"),
        ("userPassword", "moss-green-9"),
    ],
    &[
        ("uid", "bert"),
        ("cn", "Bert Dahl"),
        ("mail", "bert@harbour.test"),
        ("objectClass", "person"),
        ("userPassword", "tin-boat-44"),
    ],
    &[
        ("uid", "carl"),
        ("cn", "Carl Eide"),
        ("mail", "carl@harbour.test"),
        ("objectClass", "person"),
        ("userPassword", "x-9-y-8-z"),
    ],
    &[("uid", "print"), ("cn", "Printer"), ("objectClass", "device")],
];

/// Deepest nesting.
const DEPTH: u32 = 30;

/// The names of those whom a filter fits. A strict library refuses what follows the filter, a lenient one drops it.
///
/// # Errors
/// The filter is none.
pub(crate) fn search(filter: &str, strict: bool) -> Result<Vec<&'static str>, &'static str> {
    const BAD: &str = "Bad search filter (-7)";
    let mut out = Vec::new();
    for entry in ENTRIES {
        let mut rest = filter.trim();
        let fits = fits(&mut rest, entry, 0).ok_or(BAD)?;
        if strict && !rest.is_empty() {
            return Err(BAD);
        }
        if fits {
            out.extend(entry.iter().find(|(name, _)| *name == "cn").map(|(_, value)| *value));
        }
    }
    Ok(out)
}

fn fits(rest: &mut &str, entry: Entry, depth: u32) -> Option<bool> {
    *rest = rest.strip_prefix('(')?;
    let sign = rest.chars().next()?;
    let out = if matches!(sign, '&' | '|' | '!') {
        *rest = &rest[1..];
        let mut all = Vec::new();
        while rest.starts_with('(') {
            if depth > DEPTH {
                return None;
            }
            all.push(fits(rest, entry, depth + 1)?);
        }
        match sign {
            '&' => all.iter().all(|b| *b),
            '|' => all.iter().any(|b| *b),
            _ => !*all.first()?,
        }
    } else {
        let end = rest.find([')', '('])?;
        let (name, value) = rest[..end].split_once('=')?;
        *rest = &rest[end..];
        let name = name.trim_end_matches(['~', '>', '<']);
        if name.is_empty() || name.contains(|c: char| !c.is_ascii_alphanumeric()) {
            return None;
        }
        let own = entry.iter().filter(|(n, _)| n.eq_ignore_ascii_case(name));
        own.into_iter().any(|(_, text)| glob(value, text))
    };
    *rest = rest.strip_prefix(')')?;
    Some(out)
}

/// Whether a text fits a value with stars; `\2a` is a star meant as such.
fn glob(pattern: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    let parts: Vec<String> = pattern.to_lowercase().split('*').map(unescape).collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    if parts.len() == 1 {
        return *first == text;
    }
    let Some(mut rest) = text.strip_prefix(first.as_str()) else { return false };
    for part in parts.get(1..parts.len() - 1).unwrap_or_default() {
        let Some((_, after)) = rest.split_once(part.as_str()) else { return false };
        rest = after;
    }
    rest.ends_with(last.as_str())
}

fn unescape(text: &str) -> String {
    [("\\2a", "*"), ("\\28", "("), ("\\29", ")"), ("\\5c", "\\")]
        .iter()
        .fold(text.to_owned(), |t, (a, b)| t.replace(a, b))
}

/// A value as it belongs into a filter.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '*' => out += "\\2a",
            '(' => out += "\\28",
            ')' => out += "\\29",
            '\\' => out += "\\5c",
            '\0' => out += "\\00",
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters() {
        let count = |f: &str| search(f, false).map(|v| v.len());
        assert_eq!(count("(uid=anna)"), Ok(1));
        assert_eq!(count("(&(uid=*)(objectClass=person))"), Ok(3));
        assert_eq!(count("(|(uid=a*)(cn=*dahl))"), Ok(2));
        assert_eq!(count("(!(objectClass=person))"), Ok(1));
        assert_eq!(count("(&(uid=*)(uid=*))(|(uid=*)(userPassword=x))"), Ok(4));
        assert!(search("(&(uid=*)(uid=*))(|(uid=*)", true).is_err());
        for bad in ["(uid=a", "uid=a", "(uid)", "(&", "(uid=a(b)", "", "((", "(=é)"] {
            assert!(count(bad).is_err(), "{bad}");
        }
        assert_eq!(count(&format!("(uid={})", escape("*)(uid=*"))), Ok(0));
    }
}
