//! Whether an organization may scan a host list: every address in its allowed ranges, or excluded.
//!
//! Names are not looked up here. The engine resolves them and holds each address against the same ranges.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;
use model::hosts::{HostList, HostSpec};

/// The first range of `hosts` that is neither inside `allowed` nor excluded, as text; `None` when all is well.
pub(crate) fn first_outside(hosts: &HostList, exclude: &HostList, allowed: &[IpNet]) -> Option<String> {
    let fine: Vec<Span> = allowed.iter().map(|net| Span::new(net.network(), last(*net))).collect();
    let excluded = exclude.specs().iter().filter_map(Span::of_spec);
    let fine = merge(fine.into_iter().chain(excluded).collect());
    hosts.specs().iter().filter_map(Span::of_spec).find_map(|span| {
        let inside = fine.iter().find(|f| f.v4 == span.v4 && f.first <= span.first && span.first <= f.last);
        match inside {
            Some(f) if span.last <= f.last => None,
            Some(f) => Some(Span { first: f.last.saturating_add(1), ..span }.to_string()),
            None => Some(span.to_string()),
        }
    })
}

/// Everything that is not private, local or reserved: where a target whose owner agreed may be. Special-purpose ranges as
/// the IANA registries (RFC 6890) list them.
pub(crate) fn public_ranges() -> Vec<IpNet> {
    const SPECIAL: [&str; 14] = [
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
    ];
    let special: Vec<Span> = SPECIAL
        .iter()
        .map(|t| t.parse::<IpNet>().expect("a written-out range is valid"))
        .map(|net| Span::new(net.network(), last(net)))
        .collect();
    let mut public = Vec::new();
    let mut next = 0_u128;
    for span in merge(special) {
        if span.first > next {
            public.extend(nets(next, span.first - 1));
        }
        next = span.last + 1;
    }
    // Global unicast (RFC 4291 section 2.4) without documentation and mapped ranges, which lie outside of it.
    public.push("2000::/3".parse().expect("a written-out range is valid"));
    public
}

/// The networks that cover the IPv4 addresses from `first` to `last`.
fn nets(first: u128, last: u128) -> Vec<IpNet> {
    let v4 = |n: u128| Ipv4Addr::from(u32::try_from(n).unwrap_or(u32::MAX));
    ipnet::Ipv4Subnets::new(v4(first), v4(last), 0).map(IpNet::V4).collect()
}

/// Whether every name of `hosts` is one that the organization may scan without proof. Addresses are held against ranges.
pub(crate) fn names_allowed(hosts: &HostList, allowed: &[String]) -> bool {
    let fine = |name: &str| {
        allowed.iter().any(|entry| match entry.strip_prefix('*') {
            Some(below) => below.starts_with('.') && name.ends_with(below),
            None => entry == name,
        })
    };
    let mut names = hosts.specs().iter().filter_map(|spec| match spec {
        HostSpec::Name(name) => Some(name.as_str()),
        HostSpec::Range(..) => None,
    });
    let first = names.next();
    first.is_some_and(fine) && names.all(fine)
}

/// Addresses from the first to the last of one family, as numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    v4: bool,
    first: u128,
    last: u128,
}

impl Span {
    fn new(first: IpAddr, last: IpAddr) -> Self {
        Self { v4: first.is_ipv4(), first: number(first), last: number(last) }
    }

    fn of_spec(spec: &HostSpec) -> Option<Self> {
        match spec {
            HostSpec::Range(first, last) => Some(Self::new(*first, *last)),
            HostSpec::Name(_) => None,
        }
    }
}

impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (first, last) = (address(self.v4, self.first), address(self.v4, self.last));
        if first == last { write!(f, "{first}") } else { write!(f, "{first}-{last}") }
    }
}

fn merge(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(top) if top.v4 == span.v4 && span.first <= top.last.saturating_add(1) => {
                top.last = top.last.max(span.last);
            }
            _ => out.push(span),
        }
    }
    out
}

fn last(net: IpNet) -> IpAddr {
    match net {
        IpNet::V4(net) => net.broadcast().into(),
        IpNet::V6(net) => net.broadcast().into(),
    }
}

fn number(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(v4) => u128::from(u32::from(v4)),
        IpAddr::V6(v6) => u128::from(v6),
    }
}

fn address(v4: bool, number: u128) -> IpAddr {
    match (v4, u32::try_from(number)) {
        (true, Ok(number)) => Ipv4Addr::from(number).into(),
        _ => Ipv6Addr::from(number).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(hosts: &str, exclude: &str, allowed: &[&str], outside: Option<&str>) {
        let exclude = HostList::try_from(exclude.to_owned()).unwrap();
        let allowed: Vec<IpNet> = allowed.iter().map(|net| net.parse().unwrap()).collect();
        assert_eq!(first_outside(&hosts.parse().unwrap(), &exclude, &allowed).as_deref(), outside, "{hosts}");
    }

    #[test]
    fn names_the_first_range_outside() {
        let private = ["10.0.0.0/8", "127.0.0.0/8", "fc00::/7"];
        check("10.1.0.0/17,127.0.0.1,fd00::1,example.test", "", &private, None);
        check("10.0.0.1,192.0.2.0/30", "", &private, Some("192.0.2.0-192.0.2.3"));
        check("192.0.2.7", "", &private, Some("192.0.2.7"));
        check("10.255.255.250-11.0.0.5", "", &private, Some("11.0.0.0-11.0.0.5"));
        check("10.255.255.250-11.0.0.5", "11.0.0.0/24", &private, None);
        check("10.0.0.0-10.0.0.7", "", &["10.0.0.0/30", "10.0.0.4/30"], None);
        check("2001:db8::1", "", &["0.0.0.0/0"], Some("2001:db8::1"));
        check("0.0.0.1", "", &["::/0"], Some("0.0.0.1"));
        check("10.0.0.1", "", &[], Some("10.0.0.1"));
    }

    #[test]
    fn public_is_what_no_registry_reserves() {
        let public = public_ranges();
        let holds = |ip: &str| public.iter().any(|net| net.contains(&ip.parse::<IpAddr>().unwrap()));
        for ip in ["1.0.0.0", "8.8.8.8", "172.15.255.255", "172.32.0.0", "223.255.255.255", "2001:4860::1"] {
            assert!(holds(ip), "{ip}");
        }
        for ip in [
            "0.0.0.1",
            "10.1.2.3",
            "127.0.0.1",
            "169.254.169.254",
            "192.168.1.1",
            "224.0.0.1",
            "255.255.255.255",
        ] {
            assert!(!holds(ip), "{ip}");
        }
        for ip in ["::1", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1"] {
            assert!(!holds(ip), "{ip}");
        }
    }

    #[test]
    fn names_are_allowed_as_such_or_below() {
        let allowed = ["app.test".to_owned(), "*.corp.test".to_owned()];
        for (hosts, fine) in [
            ("app.test", true),
            ("www.app.test", false),
            ("a.b.corp.test", true),
            ("corp.test", false),
            ("evilcorp.test", false),
            ("app.test,other.test", false),
            ("10.0.0.1", false),
        ] {
            assert_eq!(names_allowed(&hosts.parse().unwrap(), &allowed), fine, "{hosts}");
        }
    }
}
