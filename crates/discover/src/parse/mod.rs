//! Parsers of binary answers. Each takes bytes that a stranger chose: it reads through [`Bytes`], which ends instead of
//! panicking, and allocates no more than it was given.

mod bytes;
mod databases;
mod directory;
mod messages;
mod microsoft;
mod small;
mod snmp;

pub(crate) use bytes::Bytes;

/// What a parser read; the rule adds the rest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Found {
    pub(crate) product: Option<String>,
    pub(crate) version: Option<String>,
    pub(crate) extra: Option<String>,
    pub(crate) cpe: Option<&'static str>,
    pub(crate) starttls: bool,
}

/// Reads an answer; `None` if it is of another protocol.
pub(crate) type Parser = fn(&[u8]) -> Option<Found>;

const PARSERS: &[(&str, Parser)] = &[
    ("amqp", messages::amqp),
    ("cassandra", databases::cassandra),
    ("dns", small::dns),
    ("kafka", messages::kafka),
    ("ldap", directory::ldap),
    ("mongodb", databases::mongodb),
    ("mssql", microsoft::mssql),
    ("mysql", databases::mysql),
    ("ntp", small::ntp),
    ("postgresql", databases::postgresql),
    ("rdp", microsoft::rdp),
    ("smb", microsoft::smb),
    ("snmp", snmp::snmp),
    ("snmp-v3", snmp::snmp_v3),
];

/// The parser of that name.
pub(crate) fn named(name: &str) -> Option<Parser> {
    PARSERS.iter().find(|(n, _)| *n == name).map(|(_, parser)| *parser)
}

/// The text between the first `before` and the next byte of `ends` behind it.
pub(crate) fn between(bytes: &[u8], before: &[u8], ends: &[u8]) -> Option<String> {
    let at = find(bytes, before)? + before.len();
    let rest = bytes.get(at..)?;
    let end = rest.iter().position(|b| ends.contains(b)).unwrap_or(rest.len());
    Some(String::from_utf8_lossy(rest.get(..end)?).into_owned())
}

pub(crate) fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_parser_panics(bytes in prop::collection::vec(any::<u8>(), 0..200), start in 0usize..SAMPLES.len()) {
            let mut mutated = SAMPLES[start].to_vec();
            mutated.extend_from_slice(&bytes);
            for (_, parser) in PARSERS {
                let _ = parser(&bytes);
                let _ = parser(&mutated);
            }
        }
    }

    const SAMPLES: &[&[u8]] = &[
        b"\x4a\0\0\0\x0a8.0.36\0",
        b"R\0\0\0\x08\0\0\0\0",
        b"\0\0\0\x10\0\0\x77\x01\0\0",
        b"\x84\0\0\0\x06\0\0\0\x10",
        b"\x30\x84\0\0\0\x10\x02\x01\x01\x64",
        b"\0\0\0\x50\xfeSMB",
        b"\x03\0\0\x13\x0e\xd0",
        b"\x04\x01\0\x30",
        b"wp\x84\0\0\x01\0\x01\0\0\0\0\x07version\x04bind\0\0\x10\0\x03",
        b"\x30\x40\x02\x01\x01\x04\x06public\xa2",
        b"\x30\x6b\x02\x01\x03\x30\x11\x02\x04wpwp\x02\x03\0\xff\xe3\x04\x01\0\x02\x01\x03\x04\x21\x30\x1f",
        b"\x01\0\0\0\0\x01\0\0\x0a\0\x0a\0\x09",
        b"\x16\x82\0\x01\0\0\0\0\0\0\0\x20",
    ];
}
