//! Sets of TCP and UDP ports.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

crate::words! {
    /// A transport protocol.
    Protocol { Tcp = "tcp", Udp = "udp" }
}

/// A set of ports: merged ascending ranges for each protocol. The text form is `T:22,80-90,U:53`; without a letter
/// ports are TCP.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PortSet {
    tcp: Vec<(u16, u16)>,
    udp: Vec<(u16, u16)>,
}

/// Why a port list was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PortSetError {
    /// No port in it.
    #[error("names no port")]
    Empty,
    /// An item that is no port or range between 1 and 65535.
    #[error("\"{item}\" is not a port or range between 1 and 65535")]
    BadItem {
        /// The item, cut to 32 characters.
        item: String,
    },
    /// More than 64 KiB of text.
    #[error("is longer than 65536 bytes")]
    TooLong,
}

impl PortSet {
    /// Every TCP port.
    pub fn all_tcp() -> Self {
        Self { tcp: vec![(1, u16::MAX)], udp: Vec::new() }
    }

    /// A set of single ports.
    pub fn from_ports(tcp: impl IntoIterator<Item = u16>, udp: impl IntoIterator<Item = u16>) -> Self {
        let singles = |ports: &mut dyn Iterator<Item = u16>| merge(ports.map(|p| (p, p)).collect());
        Self { tcp: singles(&mut tcp.into_iter()), udp: singles(&mut udp.into_iter()) }
    }

    /// The ranges of a protocol, merged and ascending.
    pub fn ranges(&self, protocol: Protocol) -> &[(u16, u16)] {
        match protocol {
            Protocol::Tcp => &self.tcp,
            Protocol::Udp => &self.udp,
        }
    }

    /// Every port of a protocol, ascending.
    pub fn ports(&self, protocol: Protocol) -> impl Iterator<Item = u16> + Clone {
        self.ranges(protocol).iter().flat_map(|&(a, b)| a..=b)
    }

    /// How many ports of a protocol.
    pub fn count(&self, protocol: Protocol) -> u32 {
        self.ranges(protocol).iter().map(|&(a, b)| u32::from(b - a) + 1).sum()
    }

    /// Whether the set holds the port.
    pub fn contains(&self, protocol: Protocol, port: u16) -> bool {
        let ranges = self.ranges(protocol);
        let i = ranges.partition_point(|&(_, b)| b < port);
        ranges.get(i).is_some_and(|&(a, _)| a <= port)
    }

    /// Both sets together.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let both = |a: &[(u16, u16)], b: &[(u16, u16)]| merge([a, b].concat());
        Self { tcp: both(&self.tcp, &other.tcp), udp: both(&self.udp, &other.udp) }
    }
}

fn merge(mut ranges: Vec<(u16, u16)>) -> Vec<(u16, u16)> {
    ranges.sort_unstable();
    let mut out: Vec<(u16, u16)> = Vec::with_capacity(ranges.len());
    for (a, b) in ranges {
        match out.last_mut() {
            Some((_, last)) if a <= last.saturating_add(1) => *last = (*last).max(b),
            _ => out.push((a, b)),
        }
    }
    out
}

impl FromStr for PortSet {
    type Err = PortSetError;

    fn from_str(text: &str) -> Result<Self, PortSetError> {
        if text.len() > 65_536 {
            return Err(PortSetError::TooLong);
        }
        let (mut tcp, mut udp) = (Vec::new(), Vec::new());
        let mut protocol = Protocol::Tcp;
        for item in text.split(',').map(str::trim).filter(|i| !i.is_empty()) {
            let (letter, rest) = item.split_once(':').unwrap_or(("", item));
            protocol = match letter {
                "" => protocol,
                "T" | "t" => Protocol::Tcp,
                "U" | "u" => Protocol::Udp,
                _ => return Err(PortSetError::BadItem { item: item.chars().take(32).collect() }),
            };
            let range = parse_range(rest)
                .ok_or_else(|| PortSetError::BadItem { item: item.chars().take(32).collect() })?;
            match protocol {
                Protocol::Tcp => tcp.push(range),
                Protocol::Udp => udp.push(range),
            }
        }
        if tcp.is_empty() && udp.is_empty() {
            return Err(PortSetError::Empty);
        }
        Ok(Self { tcp: merge(tcp), udp: merge(udp) })
    }
}

fn parse_range(text: &str) -> Option<(u16, u16)> {
    let number = |t: &str| t.trim().parse::<u16>().ok().filter(|p| *p > 0);
    match text.split_once('-') {
        Some((a, b)) => Some((number(a)?, number(b)?)).filter(|(a, b)| a <= b),
        None => number(text).map(|p| (p, p)),
    }
}

impl std::fmt::Display for PortSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let item = |&(a, b): &(u16, u16)| if a == b { a.to_string() } else { format!("{a}-{b}") };
        let mut parts: Vec<String> = self.tcp.iter().map(item).collect();
        for (i, range) in self.udp.iter().enumerate() {
            parts.push(format!("{}{}", if i == 0 { "U:" } else { "" }, item(range)));
        }
        f.write_str(&parts.join(","))
    }
}

impl From<PortSet> for String {
    fn from(set: PortSet) -> Self {
        set.to_string()
    }
}

impl TryFrom<String> for PortSet {
    type Error = PortSetError;

    /// As [`PortSet::from_str`], but an empty text is an empty set (stored values).
    fn try_from(text: String) -> Result<Self, PortSetError> {
        if text.trim().is_empty() { Ok(Self::default()) } else { text.parse() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_merges_and_prints() {
        let set: PortSet = "80, 22,81-90,T:1-5,U:161,53".parse().unwrap();
        assert_eq!(set.to_string(), "1-5,22,80-90,U:53,161");
        assert_eq!((set.count(Protocol::Tcp), set.count(Protocol::Udp)), (17, 2));
        assert!(set.contains(Protocol::Tcp, 85) && !set.contains(Protocol::Tcp, 53));
        assert_eq!(PortSet::all_tcp().count(Protocol::Tcp), 65_535);
        for bad in ["", "0", "65536", "5-1", "x", "X:1", "1-", "-1"] {
            assert!(bad.parse::<PortSet>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn prints_what_it_reads(text in "[0-9TU:,\\-]{0,30}") {
            if let Ok(set) = text.parse::<PortSet>() {
                prop_assert_eq!(set.to_string().parse::<PortSet>().unwrap(), set);
            }
        }
    }
}
