//! The size of an RSA host key. The server shows its key in the reply of the key exchange, before anything is encrypted:
//! the exchange is begun with a public value whose secret nobody needs to know, and dropped after the reply.

use net::{NetError, Stream};

use super::{Offer, read_packet};
use crate::wire::u32_at;

/// Host key algorithms that show an RSA key.
const RSA: [&str; 3] = ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"];
/// Packets that may come before the reply (extension info, debug messages).
const MAX_PACKETS: usize = 8;
const KEXINIT: u8 = 20;
const INIT: u8 = 30;
const REPLY: u8 = 31;

/// Bits of the RSA host key; `None` where the server has none or shares no exchange with us.
pub(super) async fn rsa_bits(stream: &mut Stream, offer: &Offer) -> Result<Option<u32>, NetError> {
    let Some((exchange, value)) = exchange(&offer.kex) else { return Ok(None) };
    let keys: Vec<_> = RSA.into_iter().filter(|k| offer.host_keys.iter().any(|o| o == k)).collect();
    if keys.is_empty() {
        return Ok(None);
    }
    stream.send(&packet(&our_kexinit(exchange, &keys.join(","), offer))).await?;
    let mut init = vec![INIT];
    put(&mut init, &value);
    stream.send(&packet(&init)).await?;
    for _ in 0..MAX_PACKETS {
        let answer = read_packet(stream).await?;
        match answer.get(1) {
            Some(&REPLY) => return Ok(reply(&answer)),
            // 1 is a disconnect.
            Some(&1) | None => return Ok(None),
            Some(_) => {}
        }
    }
    Ok(None)
}

/// An exchange of the server's that we can begin, with a valid public value for it.
fn exchange(offered: &[String]) -> Option<(&'static str, Vec<u8>)> {
    let has = |name: &str| offered.iter().any(|o| o == name);
    for name in ["curve25519-sha256", "curve25519-sha256@libssh.org"] {
        if has(name) {
            // The base point of the curve (RFC 7748 section 4.1): 9.
            let mut point = vec![0; 32];
            point[0] = 9;
            return Some((name, point));
        }
    }
    // Any number between 1 and the prime; this one has 512 bits, half of them set.
    let number = vec![0x5a; 64];
    [
        "diffie-hellman-group14-sha256",
        "diffie-hellman-group16-sha512",
        "diffie-hellman-group14-sha1",
        "diffie-hellman-group1-sha1",
    ]
    .into_iter()
    .find(|name| has(name))
    .map(|name| (name, number))
}

fn our_kexinit(exchange: &str, keys: &str, offer: &Offer) -> Vec<u8> {
    let (ciphers, macs) = (offer.ciphers.join(","), offer.macs.join(","));
    let mut out = vec![KEXINIT];
    out.extend_from_slice(b"watchpost-cookie");
    for list in [exchange, keys, &ciphers, &ciphers, &macs, &macs, "none", "none", "", ""] {
        put(&mut out, list.as_bytes());
    }
    out.extend_from_slice(&[0; 5]);
    out
}

fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(0).to_be_bytes());
    out.extend_from_slice(bytes);
}

/// An unencrypted packet: length, padding length, payload, at least four bytes of padding up to a multiple of eight.
fn packet(payload: &[u8]) -> Vec<u8> {
    let padding = 4 + (8 - (5 + payload.len() + 4) % 8) % 8;
    let mut out = u32::try_from(1 + payload.len() + padding).unwrap_or(0).to_be_bytes().to_vec();
    out.push(u8::try_from(padding).unwrap_or(4));
    out.extend_from_slice(payload);
    out.resize(out.len() + padding, 0);
    out
}

/// Bits of the modulus in the key that a reply shows.
fn reply(answer: &[u8]) -> Option<u32> {
    let key = field(answer, 2)?;
    let name = field(key, 0)?;
    if name != b"ssh-rsa" {
        return None;
    }
    let exponent_at = 4 + name.len();
    let exponent = field(key, exponent_at)?;
    let modulus = field(key, exponent_at + 4 + exponent.len())?;
    let first = modulus.iter().position(|b| *b != 0)?;
    let top = 8 - modulus.get(first)?.leading_zeros();
    Some(u32::try_from(modulus.len() - first - 1).ok()? * 8 + top)
}

/// The bytes behind a length of four bytes at `at`.
fn field(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let length = u32_at(bytes, at)? as usize;
    bytes.get(at + 4..(at + 4).checked_add(length)?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_modulus_is_measured() {
        let mut key = Vec::new();
        put(&mut key, b"ssh-rsa");
        put(&mut key, &[1, 0, 1]);
        put(&mut key, &[&[0, 0x80][..], &[0; 127]].concat());
        let mut answer = vec![4, REPLY];
        put(&mut answer, &key);
        assert_eq!(reply(&answer), Some(1024));
        assert_eq!(packet(&[0; 21]).len() % 8, 0);
    }

    proptest! {
        #[test]
        fn never_panics(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let _ = reply(&bytes);
            prop_assert_eq!(packet(&bytes).len() % 8, 0);
        }
    }
}
