//! Sessions: how the crawl signs in, how it tells whether it is, and what it does when it is not any more.

mod api_login;
mod detect;
mod form_login;
mod secrets;

use secrecy::SecretString;

use crate::web_url::WebUrl;

pub use api_login::{ApiLogin, TokenPlace};
pub use detect::{Condition, Detector, LoginState, LogoutDetection, Selector, SelectorError};
pub(crate) use secrets::Secrets;

use crate::client::{Client, SendError};
use crate::exchange::Exchange;
use crate::site::{Found, SiteRequest};

/// How often the crawl signs in again after it was signed out, unless told otherwise.
pub const MAX_LOGINS: u32 = 10;

/// How to sign in. Fixed secrets reach only the origins of the start
/// addresses (and their `https` siblings), never extra hosts or redirect targets.
#[derive(Debug, Clone, Default)]
pub struct Login {
    /// User and password for Basic authentication.
    pub basic: Option<(String, SecretString)>,
    /// Headers that go with every request.
    pub headers: Vec<(String, SecretString)>,
    /// Cookies that go with every request.
    pub cookies: Vec<(String, SecretString)>,
    /// A login form.
    pub form: Option<FormLogin>,
    /// A login of an API.
    pub api: Option<ApiLogin>,
    /// How to tell that the session has ended.
    pub logout: LogoutDetection,
    /// How often to sign in again.
    pub max_logins: Option<u32>,
}

/// A login form and what to type.
#[derive(Debug, Clone)]
pub struct FormLogin {
    /// The page with the form.
    pub url: WebUrl,
    /// Names of fields and their values. Other fields of the form keep what the page gives them.
    pub fields: Vec<(String, SecretString)>,
    /// A text of the page that follows a login that worked.
    pub check_pattern: Option<String>,
}

/// Why signing in failed. Holds no secret.
#[derive(Debug, thiserror::Error)]
pub enum LoginError {
    /// A request failed.
    #[error("login request failed")]
    Send(#[from] SendError),
    /// The page holds no such form.
    #[error("no form with the given fields on the login page")]
    NoForm,
    /// The server refused user or password.
    #[error("login was refused")]
    Refused,
    /// The answer of an API holds no token where one is expected.
    #[error("no token in the answer to the login")]
    NoToken,
    /// A request would leave the origins that may have the secrets.
    #[error("login leads to another origin")]
    OtherOrigin,
}

impl Login {
    /// Whether there is anything to sign in with.
    pub fn is_some(&self) -> bool {
        self.basic.is_some()
            || !self.headers.is_empty()
            || !self.cookies.is_empty()
            || self.form.is_some()
            || self.api.is_some()
    }

    /// Signs in: begins a new session and says whether it is known to be one.
    ///
    /// # Errors
    /// Says what went wrong; an answer that cannot be told is `Ok(Unknown)`.
    pub async fn sign_in(
        &self,
        client: &Client,
        origins: &[crate::web_url::Origin],
    ) -> Result<LoginState, LoginError> {
        self.sign_in_at(client, origins).await.map(|(state, _)| state)
    }

    /// Signs in and says where that led to: a page that can be asked whether the session lasts.
    ///
    /// # Errors
    /// As [`Login::sign_in`].
    pub async fn sign_in_at(
        &self,
        client: &Client,
        origins: &[crate::web_url::Origin],
    ) -> Result<(LoginState, Option<WebUrl>), LoginError> {
        let mut secrets = Secrets::new(self, origins);
        client.begin_session(secrets.clone());
        if let Some(api) = &self.api {
            api_login::sign_in(api, client, origins, &mut secrets).await?;
            client.begin_session(secrets);
        }
        let (state, landing) = match &self.form {
            Some(form) => form_login::sign_in(form, client, origins).await?,
            None => (LoginState::Unknown, None),
        };
        if state == LoginState::Out {
            return Err(LoginError::Refused);
        }
        match self.logout.check(client).await {
            LoginState::Unknown => Ok((state, landing)),
            LoginState::Out => Err(LoginError::Refused),
            LoginState::In => Ok((LoginState::In, landing)),
        }
    }

    /// Asks whether the session is still there: the page that the user named, else the one that the login led to.
    pub async fn probe(&self, client: &Client, landing: Option<&WebUrl>) -> LoginState {
        let told = self.logout.check(client).await;
        let (LoginState::Unknown, Some(landing)) = (told, landing) else { return told };
        let Ok(exchange) = client.send(&SiteRequest::get(landing.clone(), Found::Start)).await else {
            return LoginState::Unknown;
        };
        client.take_cookies(&exchange);
        match self.form.as_ref().and_then(|f| f.check_pattern.as_ref()) {
            Some(pattern) if exchange.response.text().contains(pattern.as_str()) => LoginState::In,
            Some(_) => LoginState::Out,
            None => self.logout.judge(&exchange, self.form.as_ref().map(|f| &f.url)),
        }
    }

    /// Whether an answer looks as if nobody were signed in: by the user's signs, else a 401 or the way to the login page.
    pub fn looks_signed_out(&self, exchange: &Exchange) -> bool {
        self.logout.judge(exchange, self.form.as_ref().map(|f| &f.url)) == LoginState::Out
    }
}
