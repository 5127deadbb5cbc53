//! A request that a site offers.

use model::definition::Effect;
use serde::{Deserialize, Serialize};

use crate::site::Body;
use crate::web_url::WebUrl;

model::words! {
    /// How a request was found; the order is the order of trust.
    Found {
        /// Given by the user.
        Start = "start",
        /// A redirect led there.
        Redirect = "redirect",
        /// A link, frame or embedded resource.
        Link = "link",
        /// A form.
        Form = "form",
        /// A `Link` or `Refresh` header.
        Header = "header",
        /// `sitemap.xml`.
        Sitemap = "sitemap",
        /// `robots.txt`.
        Robots = "robots",
        /// Code of a page or a script file.
        Script = "script",
        /// A comment or a `data-` attribute.
        Hidden = "hidden",
        /// A folder above a known address.
        Parent = "parent",
    }
}

impl Found {
    /// Whether nothing promises that the address exists.
    pub fn is_guess(self) -> bool {
        matches!(self, Self::Robots | Self::Script | Self::Hidden | Self::Parent | Self::Sitemap)
    }
}

/// A request: address, method, extra headers and cookies, body. The session's own headers and cookies are not part of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SiteRequest {
    /// Method in upper case.
    pub method: String,
    /// Address with its query.
    pub url: WebUrl,
    /// Headers in addition to the client's own; they overrule those.
    pub headers: Vec<(String, String)>,
    /// Cookies in addition to the session's; they overrule those.
    pub cookies: Vec<(String, String)>,
    /// Body.
    pub body: Body,
    /// How it was found.
    pub found: Found,
    /// The page that offers it.
    pub source: Option<WebUrl>,
    /// Whether the crawl sent it.
    pub sent: bool,
}

impl SiteRequest {
    /// A GET.
    pub fn get(url: WebUrl, found: Found) -> Self {
        Self {
            method: "GET".to_owned(),
            url,
            headers: Vec::new(),
            cookies: Vec::new(),
            body: Body::None,
            found,
            source: None,
            sent: false,
        }
    }

    /// What sending it may do: GET, HEAD and OPTIONS are safe (RFC 9110 section 9.2.1), the rest may change state.
    pub fn effect(&self) -> Effect {
        match self.method.as_str() {
            "GET" | "HEAD" | "OPTIONS" => Effect::Safe,
            _ => Effect::StateChanging,
        }
    }

    /// Bytes of its texts, for bounds of memory.
    pub(crate) fn weight(&self) -> usize {
        let pairs = |list: &[(String, String)]| list.iter().map(|(n, v)| n.len() + v.len()).sum::<usize>();
        let source = self.source.as_ref().map_or(0, |s| s.as_str().len());
        self.url.as_str().len() + source + pairs(&self.headers) + pairs(&self.cookies) + self.body.weight()
    }

    /// How many parameters query and body have.
    pub fn parameter_count(&self) -> u32 {
        u32::try_from(self.url.params().len() + self.body.names().len()).unwrap_or(u32::MAX)
    }
}
