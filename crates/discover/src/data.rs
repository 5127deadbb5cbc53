//! Probes and rules from their files.

use std::sync::LazyLock;

use model::ports::Protocol;
use serde::Deserialize;

use crate::rule::{Rule, RuleData};

const PROBES: &str = include_str!("../data/probes.toml");
const RULES: &[&str] = &[
    include_str!("../data/rules/banners.toml"),
    include_str!("../data/rules/http.toml"),
    include_str!("../data/rules/binary.toml"),
];

/// Everything detection knows: read once, never changed.
#[derive(Debug)]
pub struct Detector {
    pub(crate) probes: Vec<Probe>,
    pub(crate) rules: Vec<Rule>,
}

/// Something to send.
#[derive(Debug, Clone)]
pub(crate) struct Probe {
    pub(crate) name: String,
    pub(crate) protocol: Protocol,
    pub(crate) send: Vec<u8>,
    pub(crate) ports: Vec<u16>,
    pub(crate) rarity: u8,
}

/// Why probes or rules cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// Not TOML of the right shape.
    #[error("cannot read detection data")]
    Toml(#[from] toml::de::Error),
    /// A pattern that is no regular expression.
    #[error("cannot compile pattern \"{pattern}\"")]
    Pattern {
        /// The pattern.
        pattern: String,
        /// Why.
        #[source]
        source: Box<regex::Error>,
    },
    /// A name that nothing has.
    #[error("there is no {kind} \"{name}\"")]
    Unknown {
        /// `parser` or `probe`.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// Bytes with a broken escape.
    #[error("cannot read the escapes of probe \"{0}\"")]
    Escape(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProbeFile {
    probe: Vec<ProbeData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProbeData {
    name: String,
    #[serde(default = "tcp")]
    protocol: Protocol,
    send: String,
    #[serde(default)]
    ports: Vec<u16>,
    rarity: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    rule: Vec<RuleData>,
}

const fn tcp() -> Protocol {
    Protocol::Tcp
}

impl Detector {
    /// The built-in knowledge. Reading it takes some milliseconds, once for the process.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Detector> =
            LazyLock::new(|| Detector::parse(PROBES, RULES).expect("the built-in data is tested"));
        &BUILTIN
    }

    /// Knowledge from the text of a probe file and of rule files.
    ///
    /// # Errors
    /// Says what cannot be read.
    pub fn parse(probes: &str, rules: &[&str]) -> Result<Self, DataError> {
        let probes: Vec<Probe> = toml::from_str::<ProbeFile>(probes)?
            .probe
            .into_iter()
            .map(|data| {
                let send = unescape(&data.send).ok_or_else(|| DataError::Escape(data.name.clone()))?;
                let ProbeData { name, protocol, ports, rarity, .. } = data;
                Ok(Probe { name, protocol, send, ports, rarity })
            })
            .collect::<Result<_, DataError>>()?;
        let mut all = Vec::new();
        for text in rules {
            for data in toml::from_str::<RuleFile>(text)?.rule {
                if let Some(name) = data.probe.iter().find(|n| !probes.iter().any(|p| p.name == **n)) {
                    return Err(DataError::Unknown { kind: "probe", name: name.clone() });
                }
                all.push(Rule::new(data)?);
            }
        }
        Ok(Self { probes, rules: all })
    }
}

/// Text with the escapes \r \n \t \0 \\ and \xNN as bytes.
fn unescape(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        out.push(match bytes.next()? {
            b'r' => b'\r',
            b'n' => b'\n',
            b't' => b'\t',
            b'0' => 0,
            b'\\' => b'\\',
            b'x' => {
                let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
                digit(bytes.next()?)? * 16 + digit(bytes.next()?)?
            }
            _ => return None,
        });
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_builtin_data_is_sound() {
        let detector = Detector::parse(PROBES, RULES).unwrap();
        for probe in &detector.probes {
            assert!(!probe.send.is_empty() && (1..=9).contains(&probe.rarity), "{}", probe.name);
            assert_eq!(detector.probes.iter().filter(|p| p.name == probe.name).count(), 1, "{}", probe.name);
        }
    }

    #[test]
    fn reads_escapes() {
        assert_eq!(unescape(r"a\r\n\0\xfF\\").unwrap(), b"a\r\n\0\xff\\");
        assert!(unescape(r"\q").is_none() && unescape(r"\x1").is_none() && unescape("\\").is_none());
    }
}
