//! The session of the active checks: some of what they send may end it, and then the rest would test pages for strangers.

use crawl::{Client, Exchange, LoginState, Site, WebUrl};
use model::unit::LogLevel;

use super::WebUnit;

/// The most logins of a hand-out. Accounts are locked after too many failures, but these succeed.
const MOST_LOGINS: u32 = 100;
/// Where nothing tells whether the session lasts, it is renewed after the points of so many requests.
const RENEW_EVERY: u32 = 100;

/// What became of the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// It lasts, or there is none, or nothing can tell.
    Lasts,
    /// It had ended, and there is a new one.
    Renewed,
}

/// Signs in, looks whether the session lasts, and signs in again.
pub(super) struct Session<'a> {
    web: &'a WebUnit<'a>,
    client: &'a Client,
    /// A page that tells whether the session is there.
    landing: Option<WebUrl>,
    logins_left: u32,
    /// Requests since the last login, where nothing tells.
    unknown: u32,
}

impl<'a> Session<'a> {
    /// Begins a session for the checks. What the crawl could do failed meanwhile: the checks go on signed out and say so.
    pub(super) async fn begin(web: &'a WebUnit<'a>, client: &'a Client) -> Self {
        let mut session = Self { web, client, landing: None, logins_left: MOST_LOGINS, unknown: 0 };
        if web.setup.options.login.is_some() {
            session.sign_in().await;
        }
        session
    }

    /// Whether there is a session that can end and begin anew.
    pub(super) fn can_renew(&self) -> bool {
        let login = &self.web.setup.options.login;
        login.form.is_some() || login.api.is_some()
    }

    /// Looks whether the session lasts after so many requests more, by the page that tells; signs in again if it does not.
    pub(super) async fn keep(&mut self, requests: usize) -> Kept {
        let login = &self.web.setup.options.login;
        if !self.can_renew() || self.logins_left == 0 || self.web.stop.is_cancelled() {
            return Kept::Lasts;
        }
        match login.probe(self.client, self.landing.as_ref()).await {
            LoginState::In => Kept::Lasts,
            LoginState::Out => self.renewed().await,
            LoginState::Unknown => {
                self.unknown += u32::try_from(requests).unwrap_or(u32::MAX);
                if self.unknown >= RENEW_EVERY {
                    self.sign_in().await;
                }
                Kept::Lasts
            }
        }
    }

    /// Looks at the answer to a request as it is. One that the crawl got and that now looks signed out makes the session
    /// suspect; the page that tells decides, where there is one.
    pub(super) async fn saw(&mut self, answer: &Exchange, site: &Site) -> Kept {
        let login = &self.web.setup.options.login;
        if !self.can_renew() || self.logins_left == 0 || !login.looks_signed_out(answer) {
            return Kept::Lasts;
        }
        let status = answer.response.status;
        let was_there =
            site.pages.iter().any(|p| p.status != status && p.authenticated && p.url == answer.request.url);
        if !was_there || login.probe(self.client, self.landing.as_ref()).await == LoginState::In {
            return Kept::Lasts;
        }
        self.renewed().await
    }

    async fn renewed(&mut self) -> Kept {
        if self.sign_in().await { Kept::Renewed } else { Kept::Lasts }
    }

    /// Whether it worked.
    async fn sign_in(&mut self) -> bool {
        let options = &self.web.setup.options;
        self.logins_left = self.logins_left.saturating_sub(1);
        self.unknown = 0;
        match options.login.sign_in_at(self.client, &options.scope.trusted_origins()).await {
            Ok((_, landing)) => {
                // A greeting that is shown only once would tell nothing later.
                let lasts = options.login.probe(self.client, landing.as_ref()).await != LoginState::Out;
                self.landing = landing.filter(|_| lasts);
                true
            }
            Err(error) => {
                let message = format!("signing in for the checks failed: {}", crawl::error_chain(&error));
                let _ = self.web.log(LogLevel::Warning, message).await;
                false
            }
        }
    }
}
