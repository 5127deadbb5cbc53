//! The signed ticket of a session: a JWT under HS256.
//!
//! The ticket says who signed in; whether the session still stands (signed out, user disabled) is asked of the database
//! on every request, by its `jti`.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use model::{Env, OrganizationId, SessionId, Timestamp, UserId};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use crate::key::MasterKey;

/// Who issues and who accepts.
const ISSUER: &str = "watchpost";
/// How far in the future a ticket may have been issued, in seconds: clocks of two nodes differ a little.
const SKEW_SECONDS: i64 = 60;
/// Longer tickets are not looked at (bytes); ours have about 330.
const MAX_BYTES: usize = 2048;

/// What a ticket says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claims {
    /// The user.
    pub user: UserId,
    /// The user's organization.
    pub organization: OrganizationId,
    /// The session.
    pub session: SessionId,
    /// When it was issued, in whole seconds.
    pub issued_at: Timestamp,
    /// When it ends, in whole seconds; not valid at that very instant any more.
    pub expires_at: Timestamp,
}

/// Why a ticket is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JwtError {
    /// Not a ticket of ours: malformed, foreign algorithm, issuer or signature.
    #[error("the session token is not valid")]
    Invalid,
    /// It was one.
    #[error("the session token has expired")]
    Expired,
}

/// The key that signs and checks tickets, derived from the master key.
#[derive(Clone)]
pub struct JwtKey {
    encoding: EncodingKey,
    decoding: DecodingKey,
}

#[derive(Serialize, Deserialize)]
struct Wire {
    iss: String,
    sub: UserId,
    org: OrganizationId,
    jti: SessionId,
    iat: i64,
    exp: i64,
}

impl JwtKey {
    /// The key of this installation.
    pub fn new(master: &MasterKey) -> Self {
        let key = master.derive("watchpost jwt hs256 v1");
        Self {
            encoding: EncodingKey::from_secret(key.as_slice()),
            decoding: DecodingKey::from_secret(key.as_slice()),
        }
    }

    /// Issues a ticket that lasts `lifetime_seconds` from now.
    pub fn issue(
        &self,
        user: UserId,
        organization: OrganizationId,
        session: SessionId,
        lifetime_seconds: u32,
        env: &Env,
    ) -> (SecretString, Claims) {
        let now = env.now().micros().div_euclid(1_000_000);
        let exp = now + i64::from(lifetime_seconds);
        let wire = Wire { iss: ISSUER.to_owned(), sub: user, org: organization, jti: session, iat: now, exp };
        let text = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &wire, &self.encoding)
            .expect("these claims have a JSON form and the key is for HMAC");
        (SecretString::from(text), claims(&wire))
    }

    /// Checks a ticket: form, algorithm, signature, issuer and, by the clock of `env`, its time.
    ///
    /// # Errors
    /// [`JwtError`].
    pub fn verify(&self, token: &str, env: &Env) -> Result<Claims, JwtError> {
        if token.len() > MAX_BYTES {
            return Err(JwtError::Invalid);
        }
        let mut rules = Validation::new(Algorithm::HS256);
        // The library would ask the machine's clock; ours is in `env`.
        rules.validate_exp = false;
        rules.validate_nbf = false;
        rules.set_issuer(&[ISSUER]);
        rules.set_required_spec_claims(&["iss", "sub", "exp"]);
        let wire = jsonwebtoken::decode::<Wire>(token, &self.decoding, &rules)
            .map_err(|_| JwtError::Invalid)?
            .claims;
        let now = env.now().micros().div_euclid(1_000_000);
        if wire.exp <= now {
            return Err(JwtError::Expired);
        }
        if wire.iat > now.saturating_add(SKEW_SECONDS) {
            return Err(JwtError::Invalid);
        }
        Ok(claims(&wire))
    }
}

impl std::fmt::Debug for JwtKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JwtKey")
    }
}

fn claims(wire: &Wire) -> Claims {
    Claims {
        user: wire.sub,
        organization: wire.org,
        session: wire.jti,
        issued_at: Timestamp::from_micros(0).plus_seconds(wire.iat),
        expires_at: Timestamp::from_micros(0).plus_seconds(wire.exp),
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use secrecy::ExposeSecret;

    use super::*;

    const NOW: Timestamp = Timestamp::from_micros(1_800_000_000_500_000);

    #[test]
    fn lasts_as_long_as_it_says_by_the_clock_given() {
        let (env, clock) = Env::fake(NOW, 5);
        let key = JwtKey::new(&MasterKey::generate(&env));
        let (user, organization, session) = (env.id(), env.id(), env.id());
        let (token, issued) = key.issue(user, organization, session, 60, &env);
        assert_eq!(key.verify(token.expose_secret(), &env), Ok(issued));
        assert_eq!((issued.user, issued.organization, issued.session), (user, organization, session));
        clock.set(issued.expires_at.plus_micros(-1));
        assert_eq!(key.verify(token.expose_secret(), &env), Ok(issued));
        clock.set(issued.expires_at);
        assert_eq!(key.verify(token.expose_secret(), &env), Err(JwtError::Expired));
        clock.set(issued.issued_at.plus_seconds(-61));
        assert_eq!(key.verify(token.expose_secret(), &env), Err(JwtError::Invalid));
    }

    #[test]
    fn refuses_what_it_did_not_sign() {
        let (env, _) = Env::fake(NOW, 5);
        let key = JwtKey::new(&MasterKey::generate(&env));
        let other = JwtKey::new(&MasterKey::generate(&env));
        let (token, _) = key.issue(env.id(), env.id(), env.id(), 60, &env);
        let token = token.expose_secret();
        let (body, _) = token.rsplit_once('.').unwrap();
        let payload = body.split('.').nth(1).unwrap();
        let unsigned = format!("{}.{payload}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#));
        let hs512 = format!("{}.{payload}.AAAA", URL_SAFE_NO_PAD.encode(r#"{"alg":"HS512","typ":"JWT"}"#));
        assert_eq!(other.verify(token, &env), Err(JwtError::Invalid));
        for bad in ["", "a.b.c", body, &unsigned, &hs512, &format!("{token}x"), &"x".repeat(100_000)] {
            assert_eq!(key.verify(bad, &env), Err(JwtError::Invalid), "{bad}");
        }
    }
}
