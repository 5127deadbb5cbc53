//! SSL 2.0: its own record and hello, spoken only to find out whether anybody still answers.

use crate::wire::{Reader, put_vector};

/// The cipher kinds of SSL 2.0 (draft-hickman-netscape-ssl-00).
const KINDS: [(u32, &str); 7] = [
    (0x01_00_80, "SSL_CK_RC4_128_WITH_MD5"),
    (0x02_00_80, "SSL_CK_RC4_128_EXPORT40_WITH_MD5"),
    (0x03_00_80, "SSL_CK_RC2_128_CBC_WITH_MD5"),
    (0x04_00_80, "SSL_CK_RC2_128_CBC_EXPORT40_WITH_MD5"),
    (0x05_00_80, "SSL_CK_IDEA_128_CBC_WITH_MD5"),
    (0x06_00_40, "SSL_CK_DES_64_CBC_WITH_MD5"),
    (0x07_00_c0, "SSL_CK_DES_192_EDE3_CBC_WITH_MD5"),
];

/// What an SSL 2.0 server answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Ssl2Hello {
    /// Names of the cipher kinds that the server shares.
    pub(crate) kinds: Vec<String>,
    /// DER certificate.
    pub(crate) certificate: Vec<u8>,
}

/// A CLIENT-HELLO that offers every kind.
pub(crate) fn client_hello() -> Vec<u8> {
    let mut body = vec![1, 0, 2];
    let kinds: Vec<u8> = KINDS.iter().flat_map(|(k, _)| k.to_be_bytes().into_iter().skip(1)).collect();
    // Three lengths come first, then the three fields: kinds, no session, a challenge of 16 bytes.
    for length in [u16::try_from(kinds.len()).unwrap_or_default(), 0, 16] {
        body.extend_from_slice(&length.to_be_bytes());
    }
    body.extend_from_slice(&kinds);
    body.extend_from_slice(b"watchpost-ssl2-?");
    let mut record = Vec::new();
    put_vector(&mut record, 2, &body);
    record[0] |= 0x80;
    record
}

/// Reads a SERVER-HELLO record; `None` when it is none or not all of it is there yet.
pub(crate) fn server_hello(raw: &[u8]) -> Option<Ssl2Hello> {
    let mut r = Reader::new(raw);
    let length = r.u16()?;
    if length & 0x8000 == 0 {
        return None;
    }
    let mut r = Reader::new(r.take(usize::from(length & 0x7fff))?);
    let (kind, _hit, _certificate_type) = (r.u8()?, r.u8()?, r.u8()?);
    if kind != 4 || r.u16()? != 2 {
        return None;
    }
    let (certificate, kinds, _connection) = (r.number(2)?, r.number(2)?, r.number(2)?);
    let certificate = r.take(certificate)?.to_vec();
    let kinds = r.take(kinds)?.chunks_exact(3).map(kind_name).collect();
    Some(Ssl2Hello { kinds, certificate })
}

fn kind_name(kind: &[u8]) -> String {
    let code = kind.iter().fold(0, |n, b| (n << 8) | u32::from(*b));
    let known = KINDS.iter().find(|(k, _)| *k == code);
    known.map_or_else(|| format!("0x{code:06x}"), |(_, name)| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_a_server_hello() {
        let raw = [0x80, 17, 4, 0, 1, 0, 2, 0, 2, 0, 3, 0, 1, 0xaa, 0xbb, 1, 0, 0x80, 9];
        let hello = server_hello(&raw).expect("reads");
        assert_eq!(hello.kinds, ["SSL_CK_RC4_128_WITH_MD5"]);
        assert_eq!(hello.certificate, [0xaa, 0xbb]);
        assert_eq!(server_hello(&raw[..10]), None);
        assert_eq!(client_hello().len(), 2 + 9 + 21 + 16);
    }

    proptest! {
        #[test]
        fn never_panics(raw in prop::collection::vec(any::<u8>(), 0..80)) {
            let _ = server_hello(&raw);
        }
    }
}
