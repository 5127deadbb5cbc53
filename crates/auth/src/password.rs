//! Password hashes: Argon2id in PHC form.

use argon2::password_hash::PasswordHasher;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordVerifier, Version};
use model::Env;
use secrecy::{ExposeSecret, SecretString};

/// Memory in KiB: 19 MiB, with two passes and one lane the second of the equivalent settings that the OWASP Password
/// Storage Cheat Sheet recommends for Argon2id. RFC 9106 §4 asks for 64 MiB where memory allows it; here every sign-in
/// attempt costs the memory, and an idle server is to stay under 64 MiB altogether.
pub const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over the memory (OWASP, as above).
pub const PASSES: u32 = 2;
/// Lanes (OWASP, as above).
pub const LANES: u32 = 1;
/// Salt length in bytes (RFC 9106 §3.1 recommends 16).
const SALT: usize = 16;
/// Longer texts are refused before they cost anything (bytes).
const MAX_BYTES: usize = 4 * crate::policy::MAX_CHARS;

/// Hashes a password under a fresh salt. Takes tens of milliseconds of CPU: call it off the async threads.
pub fn hash(password: &SecretString, env: &Env) -> String {
    let salt = env.bytes::<SALT>();
    let hash: PasswordHash = hasher()
        .hash_password_with_salt(password.expose_secret().as_bytes(), &salt)
        .expect("constant parameters and salt length are valid");
    hash.to_string()
}

/// Whether `password` is the one behind `stored` (PHC form). Pass `None` for an unknown or disabled user: the same work
/// is done, so that the time tells nobody which users exist. An unreadable hash matches nothing, at the same cost.
pub fn verify(password: &SecretString, stored: Option<&str>) -> bool {
    let given = password.expose_secret().as_bytes();
    if given.len() > MAX_BYTES {
        return false;
    }
    match stored.map(PasswordHash::new) {
        Some(Ok(known)) => hasher().verify_password(given, &known).is_ok(),
        Some(Err(_)) | None => {
            let mut out = [0; Params::DEFAULT_OUTPUT_LEN];
            // The outcome is "no" either way; the work is the point.
            std::hint::black_box(hasher().hash_password_into(given, &[0; SALT], &mut out)).ok();
            false
        }
    }
}

/// Whether `stored` was made with other parameters than today's: hash again at the next successful sign-in.
pub fn is_outdated(stored: &str) -> bool {
    let Ok(hash) = PasswordHash::new(stored) else { return true };
    hash.algorithm != Algorithm::Argon2id.ident()
        || Params::try_from(&hash)
            .map_or(true, |p| (p.m_cost(), p.t_cost(), p.p_cost()) != (MEMORY_KIB, PASSES, LANES))
}

/// A first password that people can read out: four groups of six symbols, 120 bits.
pub fn generate(env: &Env) -> SecretString {
    // 32 symbols of 5 bits each, without those that are mistaken for another: 0, 1, l, o.
    const SYMBOLS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let random = env.bytes::<24>();
    let mut text = String::with_capacity(27);
    for (at, byte) in random.iter().enumerate() {
        if at > 0 && at % 6 == 0 {
            text.push('-');
        }
        text.push(char::from(SYMBOLS[usize::from(byte % 32)]));
    }
    SecretString::from(text)
}

fn hasher() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).expect("constant parameters are valid");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use model::Timestamp;

    use super::*;

    fn secret(text: &str) -> SecretString {
        SecretString::from(text.to_owned())
    }

    #[test]
    fn only_the_right_password_of_a_known_user_matches() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 7);
        let stored = hash(&secret("correct horse"), &env);
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert_ne!(stored, hash(&secret("correct horse"), &env));
        assert!(verify(&secret("correct horse"), Some(&stored)));
        assert!(!verify(&secret("correct hors"), Some(&stored)));
        assert!(!verify(&secret("correct horse"), None));
        assert!(!verify(&secret("correct horse"), Some("not a hash")));
        assert!(!verify(&secret(&"x".repeat(1 << 20)), Some(&stored)));
        assert!(!is_outdated(&stored));
        assert!(is_outdated(&stored.replace("t=2", "t=1")));
        assert!(is_outdated("x"));
    }

    #[test]
    fn first_passwords_are_readable_and_differ() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 7);
        let (one, two) = (generate(&env), generate(&env));
        assert_ne!(one.expose_secret(), two.expose_secret());
        assert_eq!(one.expose_secret().len(), 27);
        assert!(crate::policy::Policy::default().check(&one, "admin@example.com").is_ok());
    }
}
