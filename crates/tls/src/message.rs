//! Reads the handshake messages of a server's first flight.

use crate::wire::Reader;

/// The most certificates of a chain that are kept.
const MAX_CHAIN: usize = 16;

/// A handshake message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Message {
    ServerHello(ServerHello),
    /// DER certificates, leaf first.
    Certificate(Vec<Vec<u8>>),
    /// Its body; what it means depends on the chosen suite.
    ServerKeyExchange(Vec<u8>),
    HelloDone,
    Other,
}

/// A ServerHello or HelloRetryRequest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ServerHello {
    /// Version on the wire, with `supported_versions` taken into account.
    pub(crate) version: u16,
    pub(crate) suite: u16,
    pub(crate) compression: u8,
    /// RFC 5746 indication present.
    pub(crate) renegotiation_info: bool,
    /// Heartbeat extension present.
    pub(crate) heartbeat: bool,
    /// Named group of a TLS 1.3 key share.
    pub(crate) group: Option<u16>,
}

/// Reads one message; `None` when its bytes contradict its kind.
pub(crate) fn parse_message(kind: u8, body: &[u8]) -> Option<Message> {
    Some(match kind {
        2 => Message::ServerHello(server_hello(body)?),
        11 => Message::Certificate(certificates(body)?),
        12 => Message::ServerKeyExchange(body.to_vec()),
        14 => Message::HelloDone,
        _ => Message::Other,
    })
}

fn server_hello(body: &[u8]) -> Option<ServerHello> {
    let mut r = Reader::new(body);
    let mut hello = ServerHello { version: r.u16()?, ..ServerHello::default() };
    r.take(32)?;
    r.vector(1)?;
    hello.suite = r.u16()?;
    hello.compression = r.u8()?;
    if r.is_empty() {
        return Some(hello);
    }
    let mut extensions = Reader::new(r.vector(2)?);
    while !extensions.is_empty() {
        let kind = extensions.u16()?;
        let mut data = Reader::new(extensions.vector(2)?);
        match kind {
            15 => hello.heartbeat = true,
            43 => hello.version = data.u16()?,
            51 => hello.group = data.u16(),
            0xff01 => hello.renegotiation_info = true,
            _ => {}
        }
    }
    Some(hello)
}

/// A certificate list as SSL 3.0 to TLS 1.2 send it.
fn certificates(body: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut list = Reader::new(Reader::new(body).vector(3)?);
    let mut out = Vec::new();
    while !list.is_empty() && out.len() < MAX_CHAIN {
        out.push(list.vector(3)?.to_vec());
    }
    Some(out)
}

/// What a ServerKeyExchange says about the exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyExchange {
    /// Diffie-Hellman over a prime of so many bits.
    Dh {
        /// Bits of the prime.
        bits: u32,
    },
    /// A named group.
    Group(u16),
}

/// Reads the parameters of an ephemeral exchange (`key_exchange` is the suite's word); `None` for other kinds.
pub(crate) fn key_exchange(key_exchange: &str, psk: bool, body: &[u8]) -> Option<KeyExchange> {
    let mut r = Reader::new(body);
    if psk {
        r.vector(2)?;
    }
    match key_exchange {
        "dhe" => Some(KeyExchange::Dh { bits: bit_length(r.vector(2)?) }),
        "ecdhe" => (r.u8()? == 3).then_some(()).and_then(|()| r.u16()).map(KeyExchange::Group),
        _ => None,
    }
}

/// Bits of a big-endian number.
pub(crate) fn bit_length(number: &[u8]) -> u32 {
    let first = number.iter().position(|b| *b != 0).unwrap_or(number.len());
    let rest = number.get(first..).unwrap_or_default();
    let top = rest.first().map_or(0, |b| 8 - b.leading_zeros());
    u32::try_from(rest.len().saturating_sub(1)).unwrap_or(u32::MAX / 8) * 8 + top
}

/// The name of a group (IANA "TLS Supported Groups").
pub(crate) fn group_name(group: u16) -> String {
    match group {
        19 => "secp192r1".into(),
        21 => "secp224r1".into(),
        22 => "secp256k1".into(),
        23 => "secp256r1".into(),
        24 => "secp384r1".into(),
        25 => "secp521r1".into(),
        26 => "brainpoolP256r1".into(),
        29 => "x25519".into(),
        30 => "x448".into(),
        0x0100 => "ffdhe2048".into(),
        0x0101 => "ffdhe3072".into(),
        0x0102 => "ffdhe4096".into(),
        other => format!("group {other}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_exchange_parameters() {
        let dh = [0, 3, 0, 0x80, 1, 0, 1, 2];
        assert_eq!(key_exchange("dhe", false, &dh), Some(KeyExchange::Dh { bits: 16 }));
        assert_eq!(key_exchange("ecdhe", false, &[3, 0, 29, 32]), Some(KeyExchange::Group(29)));
        assert_eq!(key_exchange("ecdhe", true, &[0, 1, 9, 3, 0, 23]), Some(KeyExchange::Group(23)));
        assert_eq!(key_exchange("dhe", false, &[0, 9, 1]), None);
        assert_eq!(bit_length(&[]), 0);
        assert_eq!(bit_length(&[1]), 1);
    }
}
