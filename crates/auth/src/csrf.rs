//! The token by which a changing request shows that a page of this server made it.
//!
//! A browser sends its session cookie along with whatever any page asks for; what another page cannot do is read this
//! token and put it into a header. It is an HMAC of the session's id, so that nothing has to be stored: every node of an
//! installation knows it, it ends with the session, and the token of one session says nothing about that of another.

use model::{Id, SessionId};
use secrecy::zeroize::Zeroizing;
use subtle::ConstantTimeEq;

use crate::key::{MasterKey, mac};

/// The key of the tokens, derived from the master key.
#[derive(Clone)]
pub struct CsrfKey(Zeroizing<[u8; 32]>);

impl CsrfKey {
    /// The key of this installation.
    pub fn new(master: &MasterKey) -> Self {
        Self(master.derive("watchpost csrf hmac-sha256 v1"))
    }

    /// The token of a session: 64 hexadecimal digits.
    pub fn token(&self, session: SessionId) -> String {
        hex::encode(mac(&self.0, &[session.uuid().as_bytes()]))
    }

    /// Whether `given` is the token of the session; takes as long whatever it is.
    pub fn fits(&self, session: SessionId, given: &str) -> bool {
        self.token(session).as_bytes().ct_eq(given.as_bytes()).into()
    }
}

impl std::fmt::Debug for CsrfKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CsrfKey")
    }
}

#[cfg(test)]
mod tests {
    use model::{Env, Timestamp};

    use super::*;

    #[test]
    fn a_token_fits_its_session_under_its_key_only() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 6);
        let (key, other) = (MasterKey::generate(&env), MasterKey::generate(&env));
        let (key, other) = (CsrfKey::new(&key), CsrfKey::new(&other));
        let (one, two): (SessionId, SessionId) = (env.id(), env.id());
        let token = key.token(one);
        assert!(token.len() == 64 && key.fits(one, &token) && key.fits(one, &key.clone().token(one)));
        for (session, given) in
            [(two, token.as_str()), (one, ""), (one, &token[1..]), (one, &token.to_uppercase())]
        {
            assert!(!key.fits(session, given), "{given}");
        }
        assert!(!other.fits(one, &token));
        assert!(!format!("{key:?}").contains(&token));
    }
}
