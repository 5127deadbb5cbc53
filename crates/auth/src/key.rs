//! The master key: one secret of the installation, from which every other key is derived.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use model::Env;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;

/// The installation's master key: 256 bits. Never printed; wiped from memory when dropped.
#[derive(Clone)]
pub struct MasterKey(Zeroizing<[u8; 32]>);

/// A text that is no master key. Never repeats the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the master key is not 32 bytes in base64 or hex")]
pub struct BadKey;

impl MasterKey {
    /// A fresh key.
    pub fn generate(env: &Env) -> Self {
        Self(Zeroizing::new(env.bytes()))
    }

    /// Reads 32 bytes written as 64 hex digits or as base64 (standard or URL alphabet, with or without padding), white
    /// space around it ignored.
    ///
    /// # Errors
    /// [`BadKey`] for anything else.
    pub fn parse(text: &SecretString) -> Result<Self, BadKey> {
        let text = text.expose_secret().trim();
        let decoded = if text.len() == 64 {
            hex::decode(text).map_err(|_| BadKey)?
        } else {
            let url: String = text
                .trim_end_matches('=')
                .chars()
                .map(|c| match c {
                    '+' => '-',
                    '/' => '_',
                    other => other,
                })
                .collect();
            URL_SAFE_NO_PAD.decode(Zeroizing::new(url).as_bytes()).map_err(|_| BadKey)?
        };
        let decoded = Zeroizing::new(decoded);
        <[u8; 32]>::try_from(decoded.as_slice()).map(|key| Self(Zeroizing::new(key))).map_err(|_| BadKey)
    }

    /// The form for a key file: base64.
    pub fn to_text(&self) -> SecretString {
        SecretString::from(STANDARD.encode(self.0.as_slice()))
    }

    /// Names the key without giving it away: 8 hex digits, the prefix of everything sealed under it.
    pub fn id(&self) -> String {
        hex::encode(&self.derive("watchpost key id v1")[..4])
    }

    /// A key for one purpose: HKDF-SHA-256 (RFC 5869) without salt, one output block. Different purposes give keys that
    /// say nothing about each other.
    pub fn derive(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        let extracted = Zeroizing::new(mac(&[0; 32], &[self.0.as_slice()]));
        Zeroizing::new(mac(&extracted, &[purpose.as_bytes(), &[1]]))
    }
}

impl std::fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "MasterKey({})", self.id())
    }
}

pub(crate) fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use model::Timestamp;

    use super::*;

    fn parse(text: &str) -> Result<MasterKey, BadKey> {
        MasterKey::parse(&SecretString::from(text.to_owned()))
    }

    #[test]
    fn reads_what_it_writes_and_hex() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 3);
        let key = MasterKey::generate(&env);
        let text = key.to_text();
        assert_eq!(parse(&format!(" {}\n", text.expose_secret())).unwrap().id(), key.id());
        assert_eq!(parse(text.expose_secret().trim_end_matches('=')).unwrap().id(), key.id());
        assert_eq!(parse(&hex::encode(key.0.as_slice())).unwrap().id(), key.id());
        assert!(!format!("{key:?}").contains(text.expose_secret()));
        for bad in ["", "short", &"g".repeat(64), &"A".repeat(42), &"A".repeat(44), "äöü"] {
            assert_eq!(parse(bad).unwrap_err(), BadKey, "{bad}");
        }
    }

    #[test]
    fn derives_as_rfc_5869_does() {
        // Same construction as RFC 5869 test case 3 (no salt, no info) but a 32-byte secret; expected value computed
        // with an independent implementation.
        let key = parse(&"0b".repeat(32)).unwrap();
        assert_eq!(hex::encode(key.derive("").as_slice()), EXPECTED);
        assert_ne!(*key.derive("a"), *key.derive("b"));
    }

    const EXPECTED: &str = "27488977d7c845fa17e618b4e225651a0a417521175396f455da2c465679eea8";
}
