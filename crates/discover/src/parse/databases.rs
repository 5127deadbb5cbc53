//! Databases.

use crate::parse::{Bytes, Found, between, find};

/// MySQL and MariaDB: the handshake packet, or the error that a server sends to hosts it does not know.
pub(crate) fn mysql(answer: &[u8]) -> Option<Found> {
    let mut bytes = Bytes(answer);
    let head = bytes.u32_le()?;
    if head >> 24 > 1 || head & 0x00ff_ffff < 4 {
        return None;
    }
    match bytes.u8()? {
        0x0a => {
            let text = bytes.text().filter(|t| t.bytes().next().is_some_and(|b| b.is_ascii_digit()))?;
            bytes.take(4 + 8 + 1)?;
            let tls = bytes.u16_le()? & 0x0800 != 0;
            Some(Found { starttls: tls, ..mysql_version(&text) })
        }
        0xff => {
            let number = bytes.u16_le()?;
            let text = String::from_utf8_lossy(bytes.0).into_owned();
            // ER_HOST_IS_BLOCKED, ER_HOST_NOT_PRIVILEGED, ER_CON_COUNT_ERROR
            if ![1129, 1130, 1040].contains(&number) {
                return None;
            }
            let maria = text.contains("MariaDB");
            let (product, cpe) = product(maria);
            Some(Found { product: Some(product), extra: Some(text), cpe: Some(cpe), ..Found::default() })
        }
        _ => None,
    }
}

/// `5.5.5-10.11.6-MariaDB-0+deb12u1` is MariaDB 10.11.6: the prefix is there for old clients.
fn mysql_version(text: &str) -> Found {
    let maria = text.contains("MariaDB") || text.starts_with("5.5.5-");
    let whole = if maria { text.strip_prefix("5.5.5-").unwrap_or(text) } else { text };
    let (version, extra) = whole.split_once('-').map_or((whole, None), |(v, e)| (v, Some(e.to_owned())));
    let (product, cpe) = product(maria);
    Found {
        product: Some(product),
        version: Some(version.to_owned()),
        extra,
        cpe: Some(cpe),
        ..Found::default()
    }
}

fn product(maria: bool) -> (String, &'static str) {
    if maria { ("MariaDB".to_owned(), "a:mariadb:mariadb") } else { ("MySQL".to_owned(), "a:oracle:mysql") }
}

/// PostgreSQL: the answer to a start-up message. The version shows only where no password is asked.
pub(crate) fn postgresql(answer: &[u8]) -> Option<Found> {
    let mut bytes = Bytes(answer);
    let kind = bytes.u8()?;
    let length = bytes.u32()?;
    match kind {
        b'R' if (8..=200).contains(&length) && bytes.u32()? <= 12 => {
            let version = between(answer, b"server_version\0", b"\0");
            let (version, extra) = match version.as_deref().and_then(|v| v.split_once(' ')) {
                Some((number, rest)) => (Some(number.to_owned()), Some(rest.to_owned())),
                None => (version, None),
            };
            Some(Found { version, extra, ..Found::default() })
        }
        b'E' if (8..=8192).contains(&length) => {
            let fields = bytes.0;
            // S severity and C SQLSTATE are in every error since protocol 3.0.
            let severity = fields.first() == Some(&b'S');
            let code = between(fields, b"\0C", b"\0").filter(|c| c.len() == 5)?;
            let message = between(fields, b"\0M", b"\0").unwrap_or_default();
            severity.then(|| Found { extra: Some(format!("{code} {message}")), ..Found::default() })
        }
        _ => None,
    }
}

/// MongoDB: replies (OP_MSG) to hello and buildInfo. With access control on, the second is an error.
pub(crate) fn mongodb(answer: &[u8]) -> Option<Found> {
    let mut bytes = Bytes(answer);
    bytes.take(12)?;
    if ![2013, 1].contains(&bytes.u32_le()?) || find(answer, b"maxWireVersion\0").is_none() {
        return None;
    }
    let version = find(answer, b"\x02version\0").and_then(|at| {
        let mut rest = Bytes(answer.get(at + 9..)?);
        rest.take(4)?;
        rest.text()
    });
    Some(Found { version, ..Found::default() })
}

/// Cassandra: SUPPORTED, or an error that names the protocol versions.
pub(crate) fn cassandra(answer: &[u8]) -> Option<Found> {
    let mut bytes = Bytes(answer);
    let version = bytes.u8()?;
    if !(0x81..=0x86).contains(&version) {
        return None;
    }
    bytes.take(3)?;
    match bytes.u8()? {
        0x06 => {
            find(answer, b"CQL_VERSION")?;
            let mut rest = Bytes(answer.get(find(answer, b"CQL_VERSION")? + 11..)?);
            let count = rest.u16()?;
            let length = rest.u16()?;
            let text = String::from_utf8_lossy(rest.take(length.into())?).into_owned();
            Some(Found { extra: (count > 0).then(|| format!("CQL {text}")), ..Found::default() })
        }
        0x00 => find(answer, b"protocol version").map(|_| Found::default()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handshake(version: &str, flags: u16) -> Vec<u8> {
        let mut packet = vec![0x4a, 0, 0, 0, 0x0a];
        packet.extend_from_slice(version.as_bytes());
        packet.extend_from_slice(b"\0\x0b\0\0\0saltsalt\0");
        packet.extend_from_slice(&flags.to_le_bytes());
        packet
    }

    #[test]
    fn mysql_strips_the_prefix_and_sees_tls() {
        for (text, flags, product, version, tls) in [
            ("8.0.36-0ubuntu0.22.04.1", 0xffff, "MySQL", "8.0.36", true),
            ("5.5.5-10.11.6-MariaDB-0+deb12u1", 0xf7fe, "MariaDB", "10.11.6", false),
            ("11.4.2-MariaDB", 0xf7ff, "MariaDB", "11.4.2", false),
        ] {
            let found = mysql(&handshake(text, flags)).unwrap();
            assert_eq!((found.product.as_deref(), found.version.as_deref()), (Some(product), Some(version)));
            assert_eq!(found.starttls, tls, "{text}");
        }
        let blocked =
            b"\x45\0\0\0\xff\x6a\x04Host '10.0.0.9' is not allowed to connect to this MariaDB server";
        assert_eq!(mysql(blocked).unwrap().product.as_deref(), Some("MariaDB"));
        assert!(mysql(b"SSH-2.0-OpenSSH_9.2").is_none());
    }

    #[test]
    fn postgresql_answers() {
        let trust = b"R\0\0\0\x08\0\0\0\0S\0\0\0\x28server_version\x0015.6 (Debian 15.6-0+deb12u1)\0";
        let found = postgresql(trust).unwrap();
        assert_eq!(found.version.as_deref(), Some("15.6"));
        let refused = b"E\0\0\0\x50SFATAL\0VFATAL\0C28000\0Mno pg_hba.conf entry\0Fauth.c\0L543\0\0";
        assert!(postgresql(refused).unwrap().extra.unwrap().starts_with("28000 no pg_hba"));
        assert!(postgresql(b"E\0\0\0\x10 something else").is_none());
    }

    #[test]
    fn mongodb_and_cassandra() {
        let mut reply = vec![0; 12];
        reply.extend_from_slice(&2013u32.to_le_bytes());
        reply.extend_from_slice(b"\0\0\0\0\0\x10maxWireVersion\0\x15\0\0\0\x02version\0\x07\0\0\x006.0.14\0");
        assert_eq!(mongodb(&reply).unwrap().version.as_deref(), Some("6.0.14"));
        let options = b"\x84\0\0\0\x06\0\0\0\x20\0\x01\0\x0bCQL_VERSION\0\x01\0\x053.4.6";
        assert_eq!(cassandra(options).unwrap().extra.as_deref(), Some("CQL 3.4.6"));
    }
}
