//! What a password must be.

use secrecy::{ExposeSecret, SecretString};

/// Longest password, in characters: NIST SP 800-63B §5.1.1.2 asks for at least 64; beyond this it is no password.
pub const MAX_CHARS: usize = 256;
/// Shortest password in characters unless the configuration says otherwise: PCI DSS 4.0 §8.3.6.
pub const MIN_CHARS: usize = 12;
/// Fewest different characters: "aaaaaaaaaaaa" and "abababababab" are long, too.
const MIN_DIFFERENT: usize = 5;

/// The rules for new passwords. Length and not composition, as NIST SP 800-63B advises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Policy {
    /// Shortest password in characters.
    pub min_chars: usize,
}

impl Default for Policy {
    fn default() -> Self {
        Self { min_chars: MIN_CHARS }
    }
}

/// Why a password is refused. Never says what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    /// Too short.
    #[error("the password has fewer than {0} characters")]
    TooShort(usize),
    /// Too long.
    #[error("the password has more than {MAX_CHARS} characters")]
    TooLong,
    /// The e-mail address, or the part before its @.
    #[error("the password is the e-mail address")]
    IsEmail,
    /// Too few different characters.
    #[error("the password has fewer than {MIN_DIFFERENT} different characters")]
    Monotonous,
    /// Holds a control character: it could not be typed again.
    #[error("the password holds a control character")]
    Control,
}

impl Policy {
    /// Whether `password` may become the password of the user with this e-mail address.
    ///
    /// # Errors
    /// [`Weak`] with the first rule it breaks.
    pub fn check(&self, password: &SecretString, email: &str) -> Result<(), Weak> {
        let text = password.expose_secret();
        // Cheap before thorough: a megabyte is never walked.
        if text.len() > MAX_CHARS * 4 || text.chars().count() > MAX_CHARS {
            return Err(Weak::TooLong);
        }
        let local = email.split('@').next().unwrap_or(email);
        let lower = text.to_lowercase();
        if lower == email.to_lowercase() || (!local.is_empty() && lower == local.to_lowercase()) {
            return Err(Weak::IsEmail);
        }
        if text.chars().count() < self.min_chars {
            return Err(Weak::TooShort(self.min_chars));
        }
        if text.chars().any(char::is_control) {
            return Err(Weak::Control);
        }
        let mut different: Vec<char> = text.chars().collect();
        different.sort_unstable();
        different.dedup();
        if different.len() < MIN_DIFFERENT { Err(Weak::Monotonous) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(password: &str, expect: Result<(), Weak>) {
        let given = SecretString::from(password.to_owned());
        assert_eq!(Policy::default().check(&given, "Alice.Archer@example.com"), expect);
    }

    #[test]
    fn length_counts_and_the_address_does_not() {
        check("correct horse", Ok(()));
        check("ünïcödé wörd", Ok(()));
        check("elevenchars", Err(Weak::TooShort(12)));
        check("alice.archer@EXAMPLE.com", Err(Weak::IsEmail));
        check("alice.archer", Err(Weak::IsEmail));
        check("abababababab", Err(Weak::Monotonous));
        check("tabs\tare not typed", Err(Weak::Control));
        check(&"0123456789".repeat(25), Ok(()));
        check(&"0123456789".repeat(26), Err(Weak::TooLong));
    }
}
