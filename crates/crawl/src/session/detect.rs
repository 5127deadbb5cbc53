//! Telling whether a session lasts.

use crate::client::Client;
use crate::exchange::Exchange;
use crate::html;
use crate::pattern::wild;
use crate::site::{Found, SiteRequest};
use crate::web_url::WebUrl;

/// What is known about the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginState {
    /// Signed in.
    In,
    /// Signed out.
    Out,
    /// It cannot be told.
    Unknown,
}

/// How many detectors must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Condition {
    /// One.
    #[default]
    Any,
    /// Each.
    All,
}

/// A sign of being signed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detector {
    /// The body holds this text.
    Text(String),
    /// The address, or the one that the answer redirects to, matches this text; `*` stands for anything.
    Url(String),
    /// The page holds an element that this simple selector finds.
    Selector(Selector),
}

/// When a session has ended.
#[derive(Debug, Clone, Default)]
pub struct LogoutDetection {
    /// A page that tells.
    pub check_url: Option<WebUrl>,
    /// Signs of being signed out.
    pub detectors: Vec<Detector>,
    /// How many must agree.
    pub condition: Condition,
}

impl LogoutDetection {
    /// What an answer says. Without detectors: 401, a redirect to a login page and nothing else is a sign.
    pub(crate) fn judge(&self, exchange: &Exchange, login_page: Option<&WebUrl>) -> LoginState {
        if self.detectors.is_empty() {
            let to_login = exchange
                .redirect()
                .zip(login_page)
                .is_some_and(|(to, login)| to.origin() == login.origin() && to.path() == login.path());
            let out = exchange.response.status == 401 || to_login;
            return if out { LoginState::Out } else { LoginState::Unknown };
        }
        let mut seen = self.detectors.iter().map(|d| d.sees(exchange));
        let out = match self.condition {
            Condition::Any => seen.any(|s| s),
            Condition::All => seen.all(|s| s),
        };
        if out { LoginState::Out } else { LoginState::In }
    }

    /// Asks the page that tells.
    pub(crate) async fn check(&self, client: &Client) -> LoginState {
        let Some(url) = &self.check_url else { return LoginState::Unknown };
        if self.detectors.is_empty() {
            return LoginState::Unknown;
        }
        match client.send(&SiteRequest::get(url.clone(), Found::Start)).await {
            Ok(exchange) => {
                client.take_cookies(&exchange);
                self.judge(&exchange, None)
            }
            Err(_) => LoginState::Unknown,
        }
    }
}

impl Detector {
    fn sees(&self, exchange: &Exchange) -> bool {
        match self {
            Self::Text(text) => exchange.response.text().contains(text.as_str()),
            Self::Url(pattern) => {
                let hit = |url: &WebUrl| {
                    wild(pattern.as_bytes(), url.as_str().as_bytes())
                        || url.as_str().contains(pattern.as_str())
                };
                hit(&exchange.request.url) || exchange.redirect().as_ref().is_some_and(hit)
            }
            Self::Selector(selector) => {
                html::is_html(&exchange.media_type(), &exchange.response.body)
                    && selector.finds(&exchange.response.body)
            }
        }
    }
}

/// A selector of one element: `tag`, `#id`, `.class`, `[attribute]`, `[attribute=value]`, and these joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    tag: Option<String>,
    /// Attribute, and the value or (for a class) the word that it must hold.
    parts: Vec<(String, Option<String>)>,
}

/// The selector is none that is understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("selector is none of tag, #id, .class, [attribute] and [attribute=value]")]
pub struct SelectorError;

impl std::str::FromStr for Selector {
    type Err = SelectorError;

    fn from_str(text: &str) -> Result<Self, SelectorError> {
        let text = text.trim();
        let name = |t: &str| {
            let fine =
                !t.is_empty() && t.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
            if fine { Ok(t.to_owned()) } else { Err(SelectorError) }
        };
        let border = text.find(['#', '.', '[']).unwrap_or(text.len());
        let (tag, mut rest) = text.split_at(border);
        let tag = if tag.is_empty() || tag == "*" { None } else { Some(name(tag)?.to_ascii_lowercase()) };
        let mut parts = Vec::new();
        while let Some(kind) = rest.chars().next() {
            rest = rest.get(1..).unwrap_or_default();
            if kind == '[' {
                let (inner, behind) = rest.split_once(']').ok_or(SelectorError)?;
                rest = behind;
                let (key, value) = inner.split_once('=').map_or((inner, None), |(k, v)| (k, Some(v)));
                let value = value.map(|v| v.trim().trim_matches(['"', '\'']).to_owned());
                parts.push((name(key.trim())?.to_ascii_lowercase(), value));
                continue;
            }
            let end = rest.find(['#', '.', '[']).unwrap_or(rest.len());
            let (word, behind) = rest.split_at(end);
            rest = behind;
            let key = if kind == '#' { "id" } else { "class" };
            parts.push((key.to_owned(), Some(name(word)?)));
        }
        if tag.is_none() && parts.is_empty() { Err(SelectorError) } else { Ok(Self { tag, parts }) }
    }
}

impl Selector {
    /// Whether a page holds such an element.
    pub fn finds(&self, html: &[u8]) -> bool {
        let mut emitter = html5gum::DefaultEmitter::default();
        emitter.naively_switch_states(true);
        html5gum::Tokenizer::new_with_emitter(html, emitter).flatten().any(|token| match token {
            html5gum::Token::StartTag(tag) => self.fits(&tag),
            _ => false,
        })
    }

    fn fits(&self, tag: &html5gum::StartTag<()>) -> bool {
        let named = self.tag.as_ref().is_none_or(|t| t.as_bytes() == tag.name.as_slice());
        named
            && self.parts.iter().all(|(key, wanted)| {
                let held =
                    tag.attributes.get(key.as_bytes()).map(|v| String::from_utf8_lossy(v).into_owned());
                match (held, wanted) {
                    (None, _) => false,
                    (Some(_), None) => true,
                    (Some(held), Some(word)) if key == "class" => held.split_whitespace().any(|w| w == word),
                    (Some(held), Some(value)) => held == *value,
                }
            })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn selectors_find() {
        let html = b"<form id=login class='big box'><input type=password name=p></form>";
        for (text, expect) in [
            ("form", true),
            ("#login", true),
            ("form.box", true),
            ("input[type=\"password\"][name]", true),
            ("input.box", false),
            ("#log", false),
        ] {
            assert_eq!(text.parse::<Selector>().unwrap().finds(html), expect, "{text}");
        }
        for bad in ["", "a b", "a > b", "a:hover", "[", "#", "*"] {
            assert!(bad.parse::<Selector>().is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "[a-zü#.\\[\\]=\"' *]{0,20}") {
            let _ = text.parse::<Selector>().map(|s| s.finds(b"<a id=b class=c>"));
        }
    }
}
