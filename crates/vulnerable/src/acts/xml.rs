//! A parser of XML as trusting as its options let it be.

use super::files;

/// What the parser does with declarations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// Fetches external entities.
    External,
    /// Knows entities that are written out.
    Internal,
    /// Refuses a DOCTYPE.
    None,
}

/// A document taken apart.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// Elements that hold text alone: name and text.
    pub(crate) elements: Vec<(String, String)>,
    /// An address that was to be fetched; `@@FETCHED@@` stands for what it brings.
    pub(crate) fetch: Option<String>,
}

impl Document {
    /// The text of an element.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.elements.iter().find(|(n, _)| n == name).map(|(_, t)| t.as_str())
    }
}

/// Most bytes that entities may grow to.
const MOST: usize = 64 * 1024;

/// Takes a document apart. `includes` says whether XInclude is followed.
///
/// # Errors
/// What the parser complains about.
pub(crate) fn parse(text: &str, trust: Trust, includes: bool) -> Result<Document, String> {
    let mut document = Document::default();
    let mut entities: Vec<(String, String)> = Vec::new();
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    if let Some(after) = rest.strip_prefix("<?xml") {
        rest = after.split_once("?>").ok_or("XML declaration not finished")?.1.trim_start();
    }
    if let Some(after) = rest.strip_prefix("<!DOCTYPE") {
        if trust == Trust::None {
            return Err("DOCTYPE is disallowed".to_owned());
        }
        let (subset, next) = doctype(after)?;
        declarations(subset, trust, &mut entities, &mut document)?;
        rest = next.trim_start();
    }
    if !rest.starts_with('<') {
        return Err("Start tag expected, '<' not found, line 1, column 1".to_owned());
    }
    content(rest, &entities, includes, &mut document)?;
    Ok(document)
}

/// The internal subset (and the external address before it) and what follows the declaration.
fn doctype(text: &str) -> Result<(&str, &str), String> {
    let end = text.find(['[', '>']).ok_or("DOCTYPE not finished")?;
    if text[end..].starts_with('>') {
        return Ok((&text[..end], &text[end + 1..]));
    }
    let close = text[end..].find("]>").or_else(|| text[end..].find(']')).ok_or("DOCTYPE not finished")? + end;
    let after = text[close + 1..].trim_start();
    Ok((&text[..close], after.strip_prefix('>').ok_or("DOCTYPE not finished")?))
}

fn declarations(
    subset: &str,
    trust: Trust,
    entities: &mut Vec<(String, String)>,
    document: &mut Document,
) -> Result<(), String> {
    let head = subset.split('[').next().unwrap_or_default();
    if trust == Trust::External && head.contains("SYSTEM") {
        external(literal(head, 0).unwrap_or_default(), document)?;
    }
    for declaration in subset.split("<!ENTITY").skip(1).take(50) {
        let declaration = declaration.split_inclusive('>').next().unwrap_or_default();
        let mut words = declaration.split_whitespace();
        let first = words.next().ok_or("entity without a name")?;
        let (parameter, name) =
            if first == "%" { (true, words.next().unwrap_or_default()) } else { (false, first) };
        let keyword = words.next().unwrap_or_default();
        let value = if keyword == "SYSTEM" || keyword == "PUBLIC" {
            let address = literal(declaration, usize::from(keyword == "PUBLIC")).ok_or("address expected")?;
            if trust != Trust::External || (parameter && !subset.contains(&format!("%{name};"))) {
                String::new()
            } else {
                external(address, document)?
            }
        } else {
            literal(declaration, 0).ok_or("AttValue: \" or ' expected")?.to_owned()
        };
        if !parameter {
            entities.push((name.to_owned(), value));
        }
    }
    Ok(())
}

/// The n-th quoted text.
fn literal(text: &str, n: usize) -> Option<&str> {
    let mut rest = text;
    for at in 0..=n {
        let open = rest.find(['"', '\''])?;
        let quote = rest[open..].chars().next()?;
        let inner = &rest[open + 1..];
        let close = inner.find(quote)?;
        if at == n {
            return Some(&inner[..close]);
        }
        rest = &inner[close + 1..];
    }
    None
}

fn external(address: &str, document: &mut Document) -> Result<String, String> {
    let path = address.strip_prefix("file://").map(|p| p.strip_prefix("localhost").unwrap_or(p));
    if let Some(path) = path.or(address.starts_with('/').then_some(address)) {
        let windows = path.to_ascii_lowercase().trim_start_matches('/').starts_with("c:");
        let text = if windows {
            files::read_windows("", path.trim_start_matches('/'))
        } else {
            files::read("/", path)
        };
        return text
            .map(str::to_owned)
            .ok_or_else(|| format!("failed to load external entity \"{address}\""));
    }
    if address.starts_with("http://") {
        document.fetch.get_or_insert_with(|| address.to_owned());
        return Ok("@@FETCHED@@".to_owned());
    }
    Err(format!("failed to load external entity \"{address}\""))
}

fn content(
    text: &str,
    entities: &[(String, String)],
    includes: bool,
    document: &mut Document,
) -> Result<(), String> {
    let mut stack: Vec<(String, String)> = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        if let Some((_, inner)) = stack.last_mut() {
            *inner += &expand(before, entities, document.fetch.is_some(), 0)?;
        }
        if let Some(after) = tag.strip_prefix("<!--") {
            rest = after.split_once("-->").ok_or("Comment not terminated")?.1;
            continue;
        }
        if let Some(after) = tag.strip_prefix("<![CDATA[") {
            let (data, next) = after.split_once("]]>").ok_or("CData section not finished")?;
            stack.last_mut().ok_or("text outside the root")?.1 += data;
            rest = next;
            continue;
        }
        let close = tag.find('>').ok_or("Couldn't find end of Start Tag")?;
        let (inner, next) = (&tag[1..close], &tag[close + 1..]);
        rest = next;
        if let Some(name) = inner.strip_prefix('/') {
            let (open, text) = stack.pop().ok_or("Extra content at the end of the document")?;
            if open != name.trim() {
                return Err(format!("Opening and ending tag mismatch: {open} and {}", name.trim()));
            }
            document.elements.push((open, text));
        } else {
            let name = inner.split([' ', '\t', '\n', '/']).next().unwrap_or_default();
            if name.is_empty() || stack.len() > 60 {
                return Err("StartTag: invalid element name".to_owned());
            }
            if includes && name.ends_with(":include") {
                let address = inner.split_once("href=").and_then(|(_, a)| literal(a, 0)).unwrap_or_default();
                let text = external(address, document)?;
                if let Some((_, inner)) = stack.last_mut() {
                    *inner += &text;
                }
            } else if !inner.ends_with('/') {
                stack.push((name.to_owned(), String::new()));
            }
        }
        if stack.is_empty() && !rest.trim().is_empty() && !rest.trim_start().starts_with("<!--") {
            return Err("Extra content at the end of the document".to_owned());
        }
    }
    if stack.is_empty() { Ok(()) } else { Err("Premature end of data in tag".to_owned()) }
}

/// Text with its entities written out. Where a declaration outside the document was read, one that is not known may be
/// declared there, and is empty.
fn expand(text: &str, entities: &[(String, String)], outside: bool, depth: u32) -> Result<String, String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out += before;
        let (name, next) = after.split_once(';').ok_or("EntityRef: expecting ';'")?;
        rest = next;
        match name {
            "lt" => out.push('<'),
            "gt" => out.push('>'),
            "amp" => out.push('&'),
            "quot" => out.push('"'),
            "apos" => out.push('\''),
            _ => {
                let value = entities.iter().find(|(n, _)| n == name).map(|(_, v)| v);
                let empty = String::new();
                let value = value.or(outside.then_some(&empty));
                let value = value.ok_or_else(|| format!("Entity '{name}' not defined"))?;
                // What a file holds may have signs that mean something: it goes in as it is.
                let plain = depth > 6 || !value.contains('&');
                out += &if plain { value.clone() } else { expand(value, entities, outside, depth + 1)? };
            }
        }
        if out.len() > MOST {
            return Err("Detected an entity reference loop".to_owned());
        }
    }
    Ok(out + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str =
        "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r><a>&x;</a></r>";

    #[test]
    fn entities() {
        assert!(parse(FILE, Trust::External, false).unwrap().text("a").unwrap().starts_with("root:"));
        assert_eq!(parse(FILE, Trust::Internal, false).unwrap().text("a"), Some(""));
        assert!(parse(FILE, Trust::None, false).is_err());
        let inner = "<!DOCTYPE r [<!ENTITY x \"hey\">]><r>&x;&lt;</r>";
        assert_eq!(parse(inner, Trust::Internal, false).unwrap().text("r"), Some("hey<"));
    }

    #[test]
    fn fetches() {
        let text = "<!DOCTYPE r [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\"> %p;]><r>1</r>";
        assert_eq!(
            parse(text, Trust::External, false).unwrap().fetch.as_deref(),
            Some("http://127.0.0.1:1/x")
        );
        let text = "<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/d.dtd\"><r>1</r>";
        assert!(parse(text, Trust::External, false).unwrap().fetch.is_some());
        let text = "<r><xi:include parse=\"text\" href=\"file:///etc/hostname\"/></r>";
        assert_eq!(parse(text, Trust::None, true).unwrap().text("r"), Some("harbour\n"));
    }

    #[test]
    fn nothing_makes_it_panic() {
        for text in
            ["", "<", "<a", "<a>&x", "<!DOCTYPE", "<!DOCTYPE r [<!ENTITY", "<?xml", "<a></b>", "<>é</>"]
        {
            assert!(parse(text, Trust::External, true).is_err(), "{text}");
        }
        let bomb = "<!DOCTYPE r [<!ENTITY a \"&a;&a;&a;&a;\">]><r>&a;&a;</r>";
        let _ = parse(bomb, Trust::Internal, false);
    }
}
