//! The host list of a network target: addresses, CIDRs, ranges and names, comma separated.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

/// The most addresses a target may hold: a /16.
pub const MAX_HOSTS: u64 = 65_536;
/// The longest host list text that is read, in bytes.
pub const MAX_TEXT: usize = 64 * 1024;

/// One item of a host list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum HostSpec {
    /// Addresses from the first to the last, both included, of one family.
    Range(IpAddr, IpAddr),
    /// A DNS name, lower case, without a trailing dot.
    Name(String),
}

/// A parsed host list. The order of the text is kept; overlaps count once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HostList {
    specs: Vec<HostSpec>,
}

/// Why a host list was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HostListError {
    /// Nothing between the commas.
    #[error("names no host")]
    Empty,
    /// The text is longer than [`MAX_TEXT`].
    #[error("is longer than {MAX_TEXT} bytes")]
    TooLong,
    /// One item cannot be read.
    #[error("\"{item}\" is not an address, CIDR, range or host name")]
    BadItem {
        /// The item, cut to 64 characters.
        item: String,
    },
    /// A range that ends before it begins or mixes IPv4 and IPv6.
    #[error("range \"{item}\" does not run upwards within one address family")]
    BadRange {
        /// The item, cut to 64 characters.
        item: String,
    },
    /// More addresses than a target may hold.
    #[error("holds {count} hosts; at most {MAX_HOSTS} (a /16) are allowed in a target")]
    TooMany {
        /// How many there are (at least).
        count: u64,
    },
}

impl HostList {
    /// The items in the order of the text.
    pub fn specs(&self) -> &[HostSpec] {
        &self.specs
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.specs.is_empty()
    }

    /// How many different hosts: addresses, overlaps counted once, plus names.
    pub fn count(&self) -> u64 {
        let addresses: u128 =
            self.merged().iter().map(|&(_, a, b)| (b - a).saturating_add(1)).fold(0, u128::saturating_add);
        u64::try_from(addresses).unwrap_or(u64::MAX).saturating_add(self.names().count() as u64)
    }

    /// The names in it.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.specs.iter().filter_map(|s| if let HostSpec::Name(n) = s { Some(n.as_str()) } else { None })
    }

    /// Whether the list holds the address.
    pub fn contains(&self, ip: IpAddr) -> bool {
        let ip = ip.to_canonical();
        self.specs.iter().any(|s| match s {
            HostSpec::Range(a, b) => a.is_ipv4() == ip.is_ipv4() && *a <= ip && ip <= *b,
            HostSpec::Name(_) => false,
        })
    }

    /// Whether the list holds the name (case does not matter).
    pub fn contains_name(&self, name: &str) -> bool {
        let name = name.trim_end_matches('.');
        self.names().any(|n| n.eq_ignore_ascii_case(name))
    }

    /// Every address once, ascending, IPv4 first.
    pub fn addresses(&self) -> impl Iterator<Item = IpAddr> {
        self.merged().into_iter().flat_map(|(v4, a, b)| (a..=b).map(move |n| to_ip(v4, n)))
    }

    /// The list cut into pieces of at most `size` hosts, for work units. Names come after addresses.
    pub fn chunks(&self, size: usize) -> Vec<HostList> {
        let size = size.max(1) as u128;
        let mut out = Vec::new();
        for (v4, a, b) in self.merged() {
            let mut start = a;
            while start <= b {
                let end = b.min(start + (size - 1));
                out.push(Self { specs: vec![HostSpec::Range(to_ip(v4, start), to_ip(v4, end))] });
                start = end + 1;
            }
        }
        let names: Vec<_> = self.specs.iter().filter(|s| matches!(s, HostSpec::Name(_))).cloned().collect();
        out.extend(names.chunks(size as usize).map(|c| Self { specs: c.to_vec() }));
        out
    }

    /// The address ranges as numbers, merged and ascending: (is IPv4, first, last).
    fn merged(&self) -> Vec<(bool, u128, u128)> {
        let mut ranges: Vec<_> = self
            .specs
            .iter()
            .filter_map(|s| match s {
                HostSpec::Range(a, b) => Some((!a.is_ipv4(), to_number(*a), to_number(*b))),
                HostSpec::Name(_) => None,
            })
            .collect();
        ranges.sort_unstable();
        let mut out: Vec<(bool, u128, u128)> = Vec::with_capacity(ranges.len());
        for (v6, a, b) in ranges {
            match out.last_mut() {
                Some((last_v4, _, last)) if *last_v4 != v6 && a <= last.saturating_add(1) => {
                    *last = (*last).max(b);
                }
                _ => out.push((!v6, a, b)),
            }
        }
        out
    }
}

fn to_number(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(v4) => u128::from(u32::from(v4)),
        IpAddr::V6(v6) => u128::from(v6),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "an IPv4 number came from 32 bits")]
fn to_ip(v4: bool, number: u128) -> IpAddr {
    if v4 { IpAddr::V4(Ipv4Addr::from(number as u32)) } else { IpAddr::V6(Ipv6Addr::from(number)) }
}

impl FromStr for HostList {
    type Err = HostListError;

    /// Reads a host list; at most [`MAX_HOSTS`] hosts.
    fn from_str(text: &str) -> Result<Self, HostListError> {
        if text.len() > MAX_TEXT {
            return Err(HostListError::TooLong);
        }
        let items = text.split([',', '\n', ';']).map(str::trim).filter(|i| !i.is_empty());
        let list = Self { specs: items.map(parse_item).collect::<Result<_, _>>()? };
        if list.is_empty() {
            return Err(HostListError::Empty);
        }
        match list.count() {
            count if count > MAX_HOSTS => Err(HostListError::TooMany { count }),
            _ => Ok(list),
        }
    }
}

fn parse_item(item: &str) -> Result<HostSpec, HostListError> {
    let cut = || item.chars().take(64).collect::<String>();
    if let Ok(ip) = item.parse::<IpAddr>() {
        let ip = ip.to_canonical();
        return Ok(HostSpec::Range(ip, ip));
    }
    if item.contains('/') {
        let net: IpNet = item.parse().map_err(|_| HostListError::BadItem { item: cut() })?;
        return Ok(HostSpec::Range(net.network(), last_of(net)));
    }
    if let Some((first, last)) = item.split_once('-')
        && let Ok(a) = first.trim().parse::<IpAddr>()
    {
        let b = range_end(a, last.trim()).ok_or_else(|| HostListError::BadItem { item: cut() })?;
        return if a.is_ipv4() == b.is_ipv4() && a <= b {
            Ok(HostSpec::Range(a, b))
        } else {
            Err(HostListError::BadRange { item: cut() })
        };
    }
    host_name(item).map(HostSpec::Name).ok_or_else(|| HostListError::BadItem { item: cut() })
}

fn last_of(net: IpNet) -> IpAddr {
    match net {
        IpNet::V4(n) => IpAddr::V4(n.broadcast()),
        IpNet::V6(n) => IpAddr::V6(n.broadcast()),
    }
}

/// The end of a range: a whole address, or the last octet alone (`10.0.0.1-20`).
fn range_end(first: IpAddr, text: &str) -> Option<IpAddr> {
    if let Ok(ip) = text.parse() {
        return Some(ip);
    }
    let IpAddr::V4(v4) = first else { return None };
    let [a, b, c, _] = v4.octets();
    text.parse().ok().map(|d| IpAddr::V4(Ipv4Addr::new(a, b, c, d)))
}

/// The name in lower case if it is a host name by RFC 1123 (underscores are let through, they exist), else `None`.
/// A name that ends in a number is an address in an old spelling (`127.1`, `0x7f000001`), which resolvers would take for
/// another host than the reader does, and refused.
pub fn host_name(text: &str) -> Option<String> {
    let name = text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase();
    let label = |l: &str| {
        (1..=63).contains(&l.len())
            && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
            && !l.starts_with('-')
            && !l.ends_with('-')
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    let number = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    let hex = |digits: &str| digits.bytes().all(|b| b.is_ascii_hexdigit());
    let numeric = number(last) || last.strip_prefix("0x").is_some_and(hex);
    (name.len() <= 253 && !numeric && name.split('.').all(label)).then_some(name)
}

impl std::fmt::Display for HostList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, spec) in self.specs.iter().enumerate() {
            if i > 0 {
                f.write_str(",")?;
            }
            match spec {
                HostSpec::Range(a, b) if a == b => write!(f, "{a}")?,
                HostSpec::Range(a, b) => write!(f, "{a}-{b}")?,
                HostSpec::Name(name) => f.write_str(name)?,
            }
        }
        Ok(())
    }
}

impl From<HostList> for String {
    fn from(list: HostList) -> Self {
        list.to_string()
    }
}

impl TryFrom<String> for HostList {
    type Error = HostListError;

    /// As [`HostList::from_str`], but an empty text is an empty list (exclusions, stored values).
    fn try_from(text: String) -> Result<Self, HostListError> {
        if text.trim().is_empty() { Ok(Self::default()) } else { text.parse() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, count: u64, printed: &str) {
        let list: HostList = text.parse().unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!((list.count(), list.to_string().as_str()), (count, printed), "{text}");
    }

    #[test]
    fn reads_each_form() {
        check("10.0.0.1", 1, "10.0.0.1");
        check("10.0.0.0/30, 10.0.0.2", 4, "10.0.0.0-10.0.0.3,10.0.0.2");
        check("10.0.0.5-9", 5, "10.0.0.5-10.0.0.9");
        check("10.0.0.5 - 10.0.1.4", 256, "10.0.0.5-10.0.1.4");
        check("Example.COM., a-b.test", 2, "example.com,a-b.test");
        check("::ffff:10.0.0.1,2001:db8::/120", 257, "10.0.0.1,2001:db8::-2001:db8::ff");
        check("10.1.0.0/16", 65_536, "10.1.0.0-10.1.255.255");
    }

    #[test]
    fn refuses_with_the_item() {
        for text in [
            "",
            " , ",
            "10.0.0.0/15",
            "10.0.0.9-5",
            "300.1.2.3",
            "a b",
            "http://x",
            "-x.test",
            "2001:db8::/32",
            "::/0",
            "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,0.0.0.0/0",
            "127.1",
            "0x7f000001",
            "10.0x1",
        ] {
            assert!(text.parse::<HostList>().is_err(), "{text}");
        }
    }

    #[test]
    fn chunks_cover_everything_once() {
        let list: HostList = "10.0.0.0/29,10.0.0.4-12,x.test,2001:db8::1".parse().unwrap();
        let chunks = list.chunks(5);
        let all: Vec<_> = chunks.iter().flat_map(HostList::addresses).collect();
        assert_eq!(all, list.addresses().collect::<Vec<_>>());
        assert!(chunks.iter().all(|c| c.count() <= 5));
        assert_eq!(chunks.iter().flat_map(HostList::names).collect::<Vec<_>>(), ["x.test"]);
    }

    proptest! {
        #[test]
        fn never_panics_and_prints_what_it_reads(text in "[0-9a-f.:/,\\- ]{0,40}") {
            if let Ok(list) = text.parse::<HostList>() {
                prop_assert_eq!(list.to_string().parse::<HostList>().unwrap(), list);
            }
        }
    }
}
