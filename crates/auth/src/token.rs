//! Access tokens and API keys: long random texts of which only a SHA-256 is stored.
//!
//! A fast hash is enough here: 256 random bits cannot be guessed, however quick one guess is. The prefix lets secret
//! scanners recognise a leaked token, the checksum lets a mistyped one be refused without asking the database.

use model::Env;
use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Characters of 32 random bytes in base 62: ⌈256 / log₂ 62⌉.
const BODY: usize = 43;
/// Characters of a 32-bit checksum in base 62: ⌈32 / log₂ 62⌉.
const CHECKSUM: usize = 6;
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A text that is no token of the wanted kind. Never repeats the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the token is not well-formed")]
pub struct BadToken;

/// A personal access token, `wp_at_…`: stands for its user.
#[derive(Clone)]
pub struct AccessToken(SecretString);

/// An API key, `wp_ak_…`: names an application of an organization (`x-api-key`).
#[derive(Clone)]
pub struct ApiKey(SecretString);

/// The secret in the address of a calendar feed, `wp_ck_…`: shows what its owner may see of coming runs.
#[derive(Clone)]
pub struct CalendarKey(SecretString);

/// SHA-256 of a token: what is stored and looked up.
#[derive(Clone, Copy)]
pub struct TokenHash([u8; 32]);

macro_rules! token {
    ($name:ident, $prefix:literal) => {
        impl $name {
            /// What every one begins with.
            pub const PREFIX: &'static str = $prefix;

            /// A fresh one.
            pub fn generate(env: &Env) -> Self {
                Self(SecretString::from(write(Self::PREFIX, env.bytes())))
            }

            /// Reads one, checking prefix, alphabet, length and checksum.
            ///
            /// # Errors
            /// [`BadToken`] if it cannot be one.
            pub fn parse(text: &str) -> Result<Self, BadToken> {
                read(Self::PREFIX, text)?;
                Ok(Self(SecretString::from(text.to_owned())))
            }

            /// The text, to be shown once to its owner.
            pub fn secret(&self) -> &SecretString {
                &self.0
            }

            /// What to store.
            pub fn hash(&self) -> TokenHash {
                TokenHash(Sha256::digest(self.0.expose_secret().as_bytes()).into())
            }

            /// The beginning, to tell tokens apart in lists: the prefix and four characters (24 of 256 bits).
            pub fn hint(&self) -> String {
                self.0.expose_secret().chars().take(Self::PREFIX.len() + 4).collect()
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

token!(AccessToken, "wp_at_");
token!(ApiKey, "wp_ak_");
token!(CalendarKey, "wp_ck_");

impl TokenHash {
    /// As 64 hex digits, the stored form.
    pub fn to_hex(self) -> String {
        hex::encode(self.0)
    }

    /// Reads the stored form; `None` if it is not 64 hex digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).ok()?;
        Some(Self(bytes))
    }
}

/// Compares in constant time.
impl PartialEq for TokenHash {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for TokenHash {}

impl std::fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenHash(…)")
    }
}

fn write(prefix: &str, bytes: [u8; 32]) -> String {
    let body = base62(&bytes, BODY);
    let sum = checksum(prefix, &body);
    format!("{prefix}{body}{sum}")
}

fn read(prefix: &str, text: &str) -> Result<(), BadToken> {
    let rest = text.strip_prefix(prefix).ok_or(BadToken)?;
    if rest.len() != BODY + CHECKSUM || !rest.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(BadToken);
    }
    let (body, sum) = rest.split_at(BODY);
    if checksum(prefix, body) == sum { Ok(()) } else { Err(BadToken) }
}

fn checksum(prefix: &str, body: &str) -> String {
    let mut sha = Sha256::new();
    sha.update(prefix.as_bytes());
    sha.update(body.as_bytes());
    let digest: [u8; 32] = sha.finalize().into();
    base62(&digest[..4], CHECKSUM)
}

/// A big-endian number in base 62, `width` digits: schoolbook division, once per digit.
fn base62(bytes: &[u8], width: usize) -> String {
    let mut number = bytes.to_vec();
    let mut digits = vec![b'0'; width];
    for digit in digits.iter_mut().rev() {
        let mut rest = 0u32;
        for byte in &mut number {
            let value = (rest << 8) | u32::from(*byte);
            // `rest` is below 62, so the quotient is below 256.
            *byte = u8::try_from(value / 62).unwrap_or(u8::MAX);
            rest = value % 62;
        }
        *digit = DIGITS[rest as usize];
    }
    digits.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use model::Timestamp;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_token_is_read_back_and_a_typing_error_is_not() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 9);
        let token = AccessToken::generate(&env);
        let text = token.secret().expose_secret().to_owned();
        assert_eq!(AccessToken::parse(&text).unwrap().hash(), token.hash());
        assert_eq!(TokenHash::from_hex(&token.hash().to_hex()), Some(token.hash()));
        assert_ne!(AccessToken::generate(&env).hash(), token.hash());
        assert!(text.starts_with(&token.hint()) && token.hint().len() == 10);
        assert!(ApiKey::parse(&text).is_err());
        assert!(ApiKey::parse(&text.replace("wp_at_", "wp_ak_")).is_err());
        for at in 0..text.len() {
            let mut wrong = text.clone().into_bytes();
            wrong[at] = if wrong[at] == b'x' { b'y' } else { b'x' };
            assert!(AccessToken::parse(std::str::from_utf8(&wrong).unwrap()).is_err(), "character {at}");
        }
        assert!(!format!("{token:?} {:?}", token.hash()).contains(&text[6..]));
    }

    #[test]
    fn base62_is_a_number() {
        assert_eq!(base62(&[0, 61], 3), "00z");
        assert_eq!(base62(&[0, 62], 3), "010");
        assert_eq!(base62(&[0xff; 4], 6), "4gfFC3");
        assert_eq!(base62(&[0xff; 32], 43).len(), 43);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "(wp_at_)?\\PC{0,60}") {
            prop_assert!(AccessToken::parse(&text).is_err());
        }
    }
}
