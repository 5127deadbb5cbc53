//! Small datagram protocols.

use crate::parse::{Bytes, Found, between};

/// DNS: an answer to version.bind, over UDP or with the length of TCP.
pub(crate) fn dns(answer: &[u8]) -> Option<Found> {
    let over_tcp = answer.get(2..4) == Some(b"wp");
    let message = if over_tcp { answer.get(2..)? } else { answer };
    let mut bytes = Bytes(message);
    bytes.expect(b"wp")?;
    let flags = bytes.u16().filter(|f| f & 0x8000 != 0)?;
    let (questions, answers) = (bytes.u16()?, bytes.u16()?);
    let text = if flags & 0x0f == 0 && answers > 0 { dns_text(bytes, questions) } else { None };
    Some(text.map_or_else(Found::default, |t| dns_product(&t)))
}

/// The first string of the first answer, if that is a TXT record.
fn dns_text(mut bytes: Bytes<'_>, questions: u16) -> Option<String> {
    bytes.take(4)?;
    for _ in 0..questions.min(1) {
        skip_name(&mut bytes)?;
        bytes.take(4)?;
    }
    skip_name(&mut bytes)?;
    bytes.u16().filter(|kind| *kind == 16)?;
    bytes.take(2 + 4 + 2)?;
    let length = bytes.u8()?;
    Some(String::from_utf8_lossy(bytes.take(length.into())?).into_owned())
}

fn skip_name(bytes: &mut Bytes<'_>) -> Option<()> {
    for _ in 0..128 {
        match bytes.u8()? {
            0 => return Some(()),
            length @ 1..=63 => bytes.take(length.into()).map(|_| ())?,
            0xc0.. => return bytes.u8().map(|_| ()),
            _ => return None,
        }
    }
    None
}

/// What servers say of themselves; a text set by the operator is kept as a remark.
fn dns_product(text: &str) -> Found {
    const KNOWN: &[(&str, &str, &str)] = &[
        ("dnsmasq-", "dnsmasq", "a:thekelleys:dnsmasq"),
        ("unbound ", "Unbound", "a:nlnetlabs:unbound"),
        (
            "PowerDNS Authoritative Server ",
            "PowerDNS Authoritative Server",
            "a:powerdns:authoritative_server",
        ),
        ("PowerDNS Recursor ", "PowerDNS Recursor", "a:powerdns:recursor"),
        ("Knot DNS ", "Knot DNS", "a:nic:knot_dns"),
        ("NSD ", "NSD", "a:nlnetlabs:nsd"),
        ("CoreDNS-", "CoreDNS", "a:coredns.io:coredns"),
    ];
    let first = |rest: &str| {
        rest.split([' ', '-'])
            .next()
            .map(str::to_owned)
            .filter(|v| v.starts_with(|c: char| c.is_ascii_digit()))
    };
    for (prefix, product, cpe) in KNOWN {
        if let Some(rest) = text.strip_prefix(prefix) {
            let product = Some((*product).to_owned());
            return Found { product, version: first(rest), cpe: Some(cpe), ..Found::default() };
        }
    }
    // BIND prints its bare version: "9.18.24-1-Debian".
    if text.starts_with("9.") {
        let extra = text.split_once('-').map(|(_, rest)| rest.to_owned());
        let product = Some("ISC BIND".to_owned());
        return Found { product, version: first(text), extra, cpe: Some("a:isc:bind"), ..Found::default() };
    }
    Found { extra: Some(text.to_owned()), ..Found::default() }
}

/// NTP: a server's answer to a client request, or the variables of the control protocol.
pub(crate) fn ntp(answer: &[u8]) -> Option<Found> {
    let first = *answer.first()?;
    match first & 0x07 {
        4 if answer.len() >= 48 => {
            let stratum = answer.get(1)?;
            Some(Found {
                extra: Some(format!("version {}, stratum {stratum}", (first >> 3) & 7)),
                ..Found::default()
            })
        }
        6 if answer.get(1)? & 0x80 != 0 && answer.len() >= 12 => {
            let text = between(answer, b"version=\"ntpd ", b"\"");
            let version = text.as_deref().and_then(|t| t.split(['@', ' ']).next()).map(str::to_owned);
            let known = version.is_some();
            Some(Found {
                product: known.then(|| "NTP daemon".to_owned()),
                version,
                extra: between(answer, b"system=\"", b"\""),
                cpe: known.then_some("a:ntp:ntp"),
                starttls: false,
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dns_versions() {
        let reply = |text: &[u8]| {
            let mut m = b"wp\x84\0\0\x01\0\x01\0\0\0\0\x07version\x04bind\0\0\x10\0\x03\xc0\x0c\0\x10\0\x03\0\0\0\0\0".to_vec();
            m.push(u8::try_from(text.len() + 1).unwrap());
            m.push(u8::try_from(text.len()).unwrap());
            m.extend_from_slice(text);
            m
        };
        for (text, product, version) in [
            (b"9.18.24-1-Debian".as_slice(), Some("ISC BIND"), Some("9.18.24")),
            (b"dnsmasq-2.89", Some("dnsmasq"), Some("2.89")),
            (b"unbound 1.17.1", Some("Unbound"), Some("1.17.1")),
            (b"none of your business", None, None),
        ] {
            let found = dns(&reply(text)).unwrap();
            assert_eq!((found.product.as_deref(), found.version.as_deref()), (product, version));
            let tcp = [b"\0\x40".as_slice(), &reply(text)].concat();
            assert_eq!(dns(&tcp), Some(found));
        }
        assert_eq!(dns(b"wp\x81\x05\0\x01\0\0\0\0\0\0"), Some(Found::default()), "refused, yet DNS");
        assert!(dns(b"wp\x01\0\0\x01\0\0\0\0\0\0").is_none(), "an echo is no answer");
    }

    #[test]
    fn ntp_servers_and_daemons() {
        let mut time = vec![0; 48];
        time[0] = 0x24;
        time[1] = 2;
        assert_eq!(ntp(&time).unwrap().extra.as_deref(), Some("version 4, stratum 2"));
        let control = b"\x16\x82\0\x01\x06\x18\0\0\0\0\0\x2aversion=\"ntpd 4.2.8p15@1.3728-o Wed\", system=\"Linux/5.10\"";
        assert_eq!(ntp(control).unwrap().version.as_deref(), Some("4.2.8p15"));
    }
}
