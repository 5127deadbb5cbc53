//! Writes ClientHello messages.

use sha2::{Digest, Sha256};

use crate::version::Version;
use crate::wire::put_vector;

/// What a ClientHello offers.
#[derive(Debug, Clone)]
pub(crate) struct Offer<'a> {
    pub(crate) version: Version,
    pub(crate) suites: &'a [u16],
    /// For the server name extension; an address is never sent.
    pub(crate) server_name: Option<&'a str>,
    /// Whether DEFLATE is offered besides no compression (never in TLS 1.3).
    pub(crate) compression: bool,
    /// Whether the heartbeat extension is offered.
    pub(crate) heartbeat: bool,
}

/// TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746): how SSL 3.0, which knows no extensions, asks for the indication.
const RENEGOTIATION_SCSV: u16 = 0x00ff;

/// Named groups offered: x25519, P-256, P-384, P-521, x448, ffdhe2048 to 8192, then old curves that only old servers know.
const GROUPS: [u16; 13] = [0x001d, 23, 24, 25, 0x001e, 0x0100, 0x0101, 0x0102, 22, 21, 19, 26, 0x000d];

/// Signature schemes offered, SHA-1 and MD5 ones last: weak certificates shall be shown, not withheld.
const SIGNATURES: [u16; 20] = [
    0x0403, 0x0503, 0x0603, 0x0807, 0x0808, 0x0804, 0x0805, 0x0806, 0x0809, 0x080a, 0x080b, 0x0401, 0x0501,
    0x0601, 0x0402, 0x0301, 0x0303, 0x0203, 0x0201, 0x0202,
];

/// The whole record with the ClientHello.
///
/// The client random is derived from the offer: no key is ever made from it, so it need not be secret.
pub(crate) fn client_hello(offer: &Offer<'_>) -> Vec<u8> {
    let mut body = Vec::with_capacity(512);
    body.extend_from_slice(&offer.version.wire().min(Version::Tls12.wire()).to_be_bytes());
    body.extend_from_slice(&nonce(offer, b"random"));
    let session =
        if offer.version == Version::Tls13 { nonce(offer, b"session").to_vec() } else { Vec::new() };
    put_vector(&mut body, 1, &session);
    let mut suites: Vec<u8> = offer.suites.iter().flat_map(|s| s.to_be_bytes()).collect();
    if offer.version == Version::Ssl3 {
        suites.extend_from_slice(&RENEGOTIATION_SCSV.to_be_bytes());
    }
    put_vector(&mut body, 2, &suites);
    let compression: &[u8] =
        if offer.compression && offer.version != Version::Tls13 { &[1, 0] } else { &[0] };
    put_vector(&mut body, 1, compression);
    if offer.version != Version::Ssl3 {
        put_vector(&mut body, 2, &extensions(offer));
    }
    let mut message = vec![1];
    put_vector(&mut message, 3, &body);
    let record_version = offer.version.wire().min(Version::Tls10.wire());
    let mut record = vec![22];
    record.extend_from_slice(&record_version.to_be_bytes());
    put_vector(&mut record, 2, &message);
    record
}

fn nonce(offer: &Offer<'_>, purpose: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(purpose);
    hash.update(offer.version.wire().to_be_bytes());
    hash.update(offer.server_name.unwrap_or_default());
    for suite in offer.suites {
        hash.update(suite.to_be_bytes());
    }
    hash.finalize().into()
}

fn extensions(offer: &Offer<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(256);
    if let Some(name) = offer.server_name.filter(|n| n.len() <= 253) {
        let mut entry = vec![0];
        put_vector(&mut entry, 2, name.as_bytes());
        extension(&mut out, 0, &vector(2, &entry));
    }
    let groups: Vec<u8> = GROUPS.iter().flat_map(|g| g.to_be_bytes()).collect();
    extension(&mut out, 10, &vector(2, &groups));
    extension(&mut out, 11, &[1, 0]);
    extension(&mut out, 0xff01, &[0]);
    if offer.version >= Version::Tls12 {
        let schemes: Vec<u8> = SIGNATURES.iter().flat_map(|s| s.to_be_bytes()).collect();
        extension(&mut out, 13, &vector(2, &schemes));
    }
    if offer.heartbeat {
        extension(&mut out, 15, &[1]);
    }
    if offer.version == Version::Tls13 {
        extension(&mut out, 43, &[2, 3, 4]);
        extension(&mut out, 45, &[1, 1]);
        // Any 32 bytes are an x25519 public key; the secret behind these is nobody's.
        let mut share = 0x001d_u16.to_be_bytes().to_vec();
        put_vector(&mut share, 2, &nonce(offer, b"share"));
        extension(&mut out, 51, &vector(2, &share));
    }
    out
}

fn vector(width: usize, body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + width);
    put_vector(&mut out, width, body);
    out
}

fn extension(out: &mut Vec<u8>, kind: u16, body: &[u8]) {
    out.extend_from_slice(&kind.to_be_bytes());
    put_vector(out, 2, body);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_add_up() {
        for version in [Version::Ssl3, Version::Tls10, Version::Tls12, Version::Tls13] {
            let offer = Offer {
                version,
                suites: &[0x1301, 0xc02f],
                server_name: Some("a.test"),
                compression: true,
                heartbeat: true,
            };
            let record = client_hello(&offer);
            assert_eq!(
                usize::from(u16::from_be_bytes([record[3], record[4]])),
                record.len() - 5,
                "{version}"
            );
            assert_eq!(
                usize::from(u16::from_be_bytes([record[7], record[8]])),
                record.len() - 9,
                "{version}"
            );
        }
    }
}
