//! LDAP: entries that anybody may read. The root entry is public by design and proves nothing.

use model::evidence::Evidence;
use model::finding::Observation;
use net::{NetError, Stream};

use crate::ber::{Element, children, element, read, sequence};
use crate::context::Context;
use crate::talk::group;

group!(LDAP: "ldap", &["ldap-anonymous-read"], Tcp, &["ldap", "ldaps"], &[389, 636, 3268], talk);

/// The longest message and the most messages of a search.
const MAX_MESSAGE: usize = 256 * 1024;
const MAX_MESSAGES: usize = 16;
/// Naming contexts that are searched.
const MAX_BASES: usize = 3;

async fn talk(context: Context<'_>) -> Result<Vec<Observation>, NetError> {
    let mut stream = context.open().await?;
    let bind = sequence(0x60, &[vec![2, 1, 3], element(4, b""), element(0x80, b"")]);
    stream.send(&sequence(0x30, &[vec![2, 1, 1], bind])).await?;
    let (tag, answer) = message(&mut stream).await?;
    if tag != 0x61 || !matches!(children(&answer).first(), Some(Element { tag: 0x0a, content: [0] })) {
        return Ok(Vec::new());
    }
    let root = search(&mut stream, 2, b"", 0).await?;
    let bases: Vec<Vec<u8>> =
        root.iter().flat_map(|entry| values(entry, b"namingcontexts")).take(MAX_BASES).collect();
    for (id, base) in (3..).zip(&bases) {
        let entries = search(&mut stream, id, base, 2).await?;
        if let Some(entry) = entries.first() {
            let name = children(entry).first().map(|e| String::from_utf8_lossy(e.content).into_owned());
            let evidence = Evidence::new("entries of the directory can be searched without signing in")
                .with("base", String::from_utf8_lossy(base))
                .with("first entry", name.unwrap_or_default());
            return Ok(vec![context.confirmed("ldap-anonymous-read", evidence)]);
        }
    }
    Ok(Vec::new())
}

/// Searches for anything with an object class; only the attribute that is needed is asked for, of at most one entry.
async fn search(stream: &mut Stream, id: u8, base: &[u8], scope: u8) -> Result<Vec<Vec<u8>>, NetError> {
    let attributes = sequence(0x30, &[element(4, if base.is_empty() { b"namingContexts" } else { b"1.1" })]);
    let request = sequence(
        0x63,
        &[
            element(4, base),
            vec![0x0a, 1, scope],
            vec![0x0a, 1, 0],
            vec![2, 1, 1],
            vec![2, 1, 5],
            vec![1, 1, 0],
            element(0x87, b"objectClass"),
            attributes,
        ],
    );
    stream.send(&sequence(0x30, &[vec![2, 1, id], request])).await?;
    let mut entries = Vec::new();
    for _ in 0..MAX_MESSAGES {
        match message(stream).await? {
            (0x64, entry) => entries.push(entry),
            (0x65, _) => break,
            _ => {}
        }
    }
    Ok(entries)
}

/// The values of an attribute of a SearchResultEntry.
fn values(entry: &[u8], wanted: &[u8]) -> Vec<Vec<u8>> {
    let attributes = children(entry).get(1).map(|list| children(list.content)).unwrap_or_default();
    attributes
        .iter()
        .filter_map(|attribute| match children(attribute.content).as_slice() {
            [name, set, ..] if name.content.eq_ignore_ascii_case(wanted) => Some(children(set.content)),
            _ => None,
        })
        .flatten()
        .map(|value| value.content.to_vec())
        .filter(|value| !value.is_empty() && value.len() <= 512)
        .collect()
}

/// The operation's tag and content of the next message.
async fn message(stream: &mut Stream) -> Result<(u8, Vec<u8>), NetError> {
    let mut raw = stream.read_count(2).await?;
    let long = match raw.get(1) {
        Some(long) if long & 0x80 != 0 => usize::from(long & 0x7f),
        _ => 0,
    };
    if raw.first() != Some(&0x30) || long > 4 {
        return Err(NetError::Protocol("LDAP message"));
    }
    let digits = stream.read_count(long).await?;
    let length = match long {
        0 => raw.get(1).map_or(0, |b| usize::from(*b)),
        _ => digits.iter().fold(0, |n: usize, b| (n << 8) | usize::from(*b)),
    };
    if length > MAX_MESSAGE {
        return Err(NetError::TooLarge);
    }
    raw.extend(digits);
    raw.extend(stream.read_count(length).await?);
    let (outer, _) = read(&raw).ok_or(NetError::Protocol("LDAP message"))?;
    let parts = children(outer.content);
    parts.get(1).map(|op| (op.tag, op.content.to_vec())).ok_or(NetError::Protocol("LDAP message"))
}
