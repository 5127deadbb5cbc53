//! Secrets at rest: AES-256-GCM under a key derived from the master key, bound to the place where they are stored.
//!
//! A sealed value is `v1.<key id>.<base64url(nonce ‖ ciphertext ‖ tag)>`. The key id lets a new master key come in while
//! old values still open under the old one. Nonces are random, 96 bits: safe for 2³² values under one key (NIST
//! SP 800-38D §8.3), far beyond the credentials of an installation.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::{Env, Id, OrganizationId};
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;
use uuid::Uuid;

use crate::key::MasterKey;

/// Nonce length in bytes (NIST SP 800-38D §5.2.1.1).
const NONCE: usize = 12;
/// Largest secret in bytes: keys and certificates fit, uploads do not belong here.
pub const MAX_BYTES: usize = 1024 * 1024;
const VERSION: &str = "v1";

/// Where a secret is stored. A sealed value copied to any other place does not open.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Tenant.
    pub organization: OrganizationId,
    /// Table.
    pub table: &'a str,
    /// Id of the row.
    pub row: Uuid,
    /// Column.
    pub column: &'a str,
}

/// Why a secret was not sealed or opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Larger than [`MAX_BYTES`].
    #[error("cannot seal a secret of {0} bytes")]
    TooLarge(usize),
    /// Not a sealed value.
    #[error("the sealed value is not well-formed")]
    Malformed,
    /// Sealed under a master key that was not given.
    #[error("the value is sealed under master key \"{0}\", which is not configured")]
    UnknownKey(String),
    /// Changed, or sealed for another place.
    #[error("the sealed value does not belong here or was changed")]
    Refused,
}

/// Seals and opens secrets.
#[derive(Clone)]
pub struct Vault {
    /// The current key first, then older ones that only open.
    keys: Vec<(String, Aes256Gcm)>,
}

impl Vault {
    /// A vault that seals under `current` and also opens what `older` keys sealed.
    pub fn new(current: &MasterKey, older: &[MasterKey]) -> Self {
        Self { keys: std::iter::once(current).chain(older).map(|key| (key.id(), cipher(key))).collect() }
    }

    /// Seals a secret for its place.
    ///
    /// # Errors
    /// [`VaultError::TooLarge`].
    pub fn seal(&self, place: &Place<'_>, secret: &[u8], env: &Env) -> Result<String, VaultError> {
        let too_large = VaultError::TooLarge(secret.len());
        if secret.len() > MAX_BYTES {
            return Err(too_large);
        }
        let (id, cipher) = self.keys.first().ok_or(VaultError::Malformed)?;
        let nonce = env.bytes::<NONCE>();
        let aad = aad(place);
        let sealed =
            cipher.encrypt(&Nonce::from(nonce), Payload { msg: secret, aad: &aad }).map_err(|_| too_large)?;
        let body = URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat());
        Ok(format!("{VERSION}.{id}.{body}"))
    }

    /// Opens a sealed secret of that place.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn open(&self, place: &Place<'_>, sealed: &str) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (id, body) = split(sealed)?;
        let bytes = URL_SAFE_NO_PAD.decode(body).map_err(|_| VaultError::Malformed)?;
        let (nonce, ciphertext) = bytes.split_at_checked(NONCE).ok_or(VaultError::Malformed)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| VaultError::Malformed)?;
        let known = self.keys.iter().find(|(known, _)| known == id);
        let (_, cipher) = known.ok_or_else(|| VaultError::UnknownKey(id.to_owned()))?;
        cipher
            .decrypt(&Nonce::from(nonce), Payload { msg: ciphertext, aad: &aad(place) })
            .map(Zeroizing::new)
            .map_err(|_| VaultError::Refused)
    }

    /// Opens a sealed text of that place.
    ///
    /// # Errors
    /// [`VaultError`]; [`VaultError::Malformed`] also if the secret is not UTF-8.
    pub fn open_text(&self, place: &Place<'_>, sealed: &str) -> Result<SecretString, VaultError> {
        let bytes = self.open(place, sealed)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| VaultError::Malformed)?;
        Ok(SecretString::from(text.to_owned()))
    }

    /// Whether a value is sealed under another key than the current one: seal it again.
    pub fn is_outdated(&self, sealed: &str) -> bool {
        split(sealed).map_or(true, |(id, _)| self.keys.first().is_none_or(|(current, _)| current != id))
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.keys.iter().map(|(id, _)| id)).finish()
    }
}

fn cipher(key: &MasterKey) -> Aes256Gcm {
    Aes256Gcm::new_from_slice(key.derive("watchpost vault aes-256-gcm v1").as_slice())
        .expect("the derived key has 32 bytes")
}

/// Key id and body of a sealed value.
fn split(sealed: &str) -> Result<(&str, &str), VaultError> {
    let mut parts = sealed.splitn(3, '.');
    let (Some(VERSION), Some(id), Some(body)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(VaultError::Malformed);
    };
    // The id goes into an error text.
    if id.len() == 8 && id.bytes().all(|b| b.is_ascii_hexdigit()) {
        Ok((id, body))
    } else {
        Err(VaultError::Malformed)
    }
}

/// Organization ‖ table ‖ row ‖ column, each preceded by its length so that no two places give the same bytes.
fn aad(place: &Place<'_>) -> Vec<u8> {
    let Place { organization, table, row, column } = place;
    let mut bytes = Vec::with_capacity(96);
    for part in
        [organization.uuid().as_bytes().as_slice(), table.as_bytes(), row.as_bytes(), column.as_bytes()]
    {
        bytes.extend_from_slice(&(part.len() as u64).to_le_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use model::Timestamp;
    use secrecy::ExposeSecret;

    use super::*;

    fn env() -> Env {
        Env::fake(Timestamp::from_micros(0), 4).0
    }

    fn place(env: &Env) -> Place<'static> {
        Place {
            organization: env.id(),
            table: "credentials",
            row: env.id::<model::TargetId>().uuid(),
            column: "secret",
        }
    }

    #[test]
    fn opens_only_in_its_own_place() {
        let env = env();
        let vault = Vault::new(&MasterKey::generate(&env), &[]);
        let home = place(&env);
        let sealed = vault.seal(&home, b"hunter2", &env).unwrap();
        assert_eq!(vault.open_text(&home, &sealed).unwrap().expose_secret(), "hunter2");
        assert_ne!(vault.seal(&home, b"hunter2", &env).unwrap(), sealed);
        let elsewhere = [
            Place { organization: env.id(), ..home },
            Place { table: "webhooks", ..home },
            Place { row: env.id::<model::TargetId>().uuid(), ..home },
            Place { column: "username", ..home },
            Place { table: "credentialss", column: "ecret", ..home },
        ];
        for other in elsewhere {
            assert_eq!(vault.open(&other, &sealed).unwrap_err(), VaultError::Refused, "{other:?}");
        }
    }

    #[test]
    fn old_keys_open_and_unknown_ones_are_named() {
        let env = env();
        let (old, new) = (MasterKey::generate(&env), MasterKey::generate(&env));
        let home = place(&env);
        let sealed = Vault::new(&old, &[]).seal(&home, b"x", &env).unwrap();
        let rotated = Vault::new(&new, std::slice::from_ref(&old));
        assert_eq!(rotated.open(&home, &sealed).unwrap().as_slice(), b"x");
        assert!(rotated.is_outdated(&sealed));
        assert!(!rotated.is_outdated(&rotated.seal(&home, b"x", &env).unwrap()));
        assert_eq!(Vault::new(&new, &[]).open(&home, &sealed).unwrap_err(), VaultError::UnknownKey(old.id()));
    }

    #[test]
    fn refuses_what_was_changed() {
        let env = env();
        let vault = Vault::new(&MasterKey::generate(&env), &[]);
        let home = place(&env);
        let sealed = vault.seal(&home, b"hunter2", &env).unwrap();
        for at in [12, 30] {
            let mut changed = sealed.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert_eq!(vault.open(&home, &changed).unwrap_err(), VaultError::Refused, "character {at}");
        }
        for bad in ["", "v1", "v1..", "v2.00000000.AAAA", "v1.zzzzzzzz.AAAA", "v1.00000000.A"] {
            assert_eq!(vault.open(&home, bad).unwrap_err(), VaultError::Malformed, "{bad}");
        }
        let large = vec![0; MAX_BYTES + 1];
        assert_eq!(vault.seal(&home, &large, &env), Err(VaultError::TooLarge(MAX_BYTES + 1)));
    }
}
