//! The fixed secrets of a session and where they may go.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};

use crate::session::{Login, TokenPlace};
use crate::web_url::{Origin, WebUrl};

/// Headers and cookies that go with requests to some origins.
#[derive(Clone, Default)]
pub(crate) struct Secrets {
    origins: Vec<Origin>,
    headers: Vec<(String, SecretString)>,
    cookies: Vec<(String, SecretString)>,
}

impl Secrets {
    pub(crate) fn new(login: &Login, origins: &[Origin]) -> Self {
        let mut headers = login.headers.clone();
        if let Some((user, password)) = &login.basic {
            let encoded = STANDARD.encode(format!("{user}:{}", password.expose_secret()));
            headers.push(("Authorization".to_owned(), SecretString::from(format!("Basic {encoded}"))));
        }
        Self { origins: origins.to_vec(), headers, cookies: login.cookies.clone() }
    }

    /// Adds a token that a login brought.
    pub(crate) fn add(&mut self, place: TokenPlace, name: String, value: SecretString) {
        match place {
            TokenPlace::Header => self.headers.push((name, value)),
            TokenPlace::Cookie => self.cookies.push((name, value)),
        }
    }

    /// Whether requests to `url` may have the secrets.
    pub(crate) fn reach(&self, url: &WebUrl) -> bool {
        self.origins.contains(&url.origin())
    }

    /// Headers for `url`, in the clear.
    pub(crate) fn headers(&self, url: &WebUrl) -> Vec<(String, String)> {
        self.clear(url, &self.headers)
    }

    /// Cookies for `url`, in the clear.
    pub(crate) fn cookies(&self, url: &WebUrl) -> Vec<(String, String)> {
        self.clear(url, &self.cookies)
    }

    fn clear(&self, url: &WebUrl, list: &[(String, SecretString)]) -> Vec<(String, String)> {
        if !self.reach(url) {
            return Vec::new();
        }
        list.iter().map(|(n, v)| (n.clone(), v.expose_secret().to_owned())).collect()
    }
}
