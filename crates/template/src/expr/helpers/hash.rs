//! Hashes, as lower-case hex; `mmh3` as the signed decimal number that favicon catalogues use.

use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};

use super::Call;
use crate::expr::{EvalError, Value};

fn digest<D: Digest>(call: &Call<'_>) -> Result<Value, EvalError> {
    Ok(Value::from(hex::encode(D::digest(call.bytes(0)))))
}

pub(super) fn md5(call: &Call<'_>) -> Result<Value, EvalError> {
    digest::<Md5>(call)
}

pub(super) fn sha1(call: &Call<'_>) -> Result<Value, EvalError> {
    digest::<Sha1>(call)
}

pub(super) fn sha256(call: &Call<'_>) -> Result<Value, EvalError> {
    digest::<Sha256>(call)
}

pub(super) fn sha512(call: &Call<'_>) -> Result<Value, EvalError> {
    digest::<Sha512>(call)
}

/// `hmac(algorithm, data, secret)`
pub(super) fn hmac(call: &Call<'_>) -> Result<Value, EvalError> {
    let (data, secret) = (call.bytes(1), call.bytes(2));
    let hex = match call.text(0).as_str() {
        "sha1" => mac::<Hmac<Sha1>>(&data, &secret),
        "sha256" => mac::<Hmac<Sha256>>(&data, &secret),
        "sha512" => mac::<Hmac<Sha512>>(&data, &secret),
        _ => None,
    };
    hex.map(Value::from).ok_or_else(|| call.unfit("knows sha1, sha256 and sha512"))
}

fn mac<M: Mac + KeyInit>(data: &[u8], secret: &[u8]) -> Option<String> {
    let mut mac = <M as KeyInit>::new_from_slice(secret).ok()?;
    mac.update(data);
    Some(hex::encode(mac.finalize().into_bytes()))
}

pub(super) fn mmh3(call: &Call<'_>) -> Result<Value, EvalError> {
    Ok(Value::from(murmur3(&call.bytes(0)).cast_signed().to_string()))
}

/// MurmurHash3_x86_32 with seed 0 (A. Appleby, public domain).
fn murmur3(data: &[u8]) -> u32 {
    let mix = |k: u32| k.wrapping_mul(0xcc9e_2d51).rotate_left(15).wrapping_mul(0x1b87_3593);
    let word = |bytes: &[u8]| bytes.iter().rev().fold(0_u32, |k, b| (k << 8) | u32::from(*b));
    let mut hash = 0_u32;
    let mut chunks = data.chunks_exact(4);
    for chunk in &mut chunks {
        hash = (hash ^ mix(word(chunk))).rotate_left(13).wrapping_mul(5).wrapping_add(0xe654_6b64);
    }
    if !chunks.remainder().is_empty() {
        hash ^= mix(word(chunks.remainder()));
    }
    // The algorithm counts its input in 32 bits.
    hash ^= u32::try_from(data.len() & 0xffff_ffff).unwrap_or(0);
    hash ^= hash >> 16;
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^= hash >> 13;
    hash = hash.wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn murmur3_gives_the_published_values() {
        for (text, hash) in [
            ("", 0),
            ("test", 0xba6b_d213),
            ("Hello, world!", 0xc036_3e43),
            ("abc", 0xb3dd_93fa),
            ("foo", 0xf6a5_c420),
        ] {
            assert_eq!(murmur3(text.as_bytes()), hash, "{text}");
        }
    }
}
