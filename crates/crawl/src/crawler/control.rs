//! Control requests: what a server answers for an address that surely does not exist. Many answer 200.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::client::Client;
use crate::exchange::Exchange;
use crate::hash::{fold, hash};
use crate::html;
use crate::similarity::{Words, is_near};
use crate::site::{Found, SiteRequest};
use crate::web_url::WebUrl;

/// The most controls of a crawl. Each costs a request. Beyond it the controls of the root folder count, for at most as
/// many kinds of address again.
const MOST: usize = 200;
const MOST_OF_ROOT: usize = 50;
/// The most page structures that are remembered, and the most pages of one structure that differ.
const MOST_STRUCTURES: usize = 20_000;
const MOST_OF_STRUCTURE: usize = 8;
/// From this share of common words on an answer is taken for the one of the control. Pages of one template share most of
/// their words too; what differs must be little more than the address and the time of day.
const ALIKE: f64 = 0.95;
/// The same for an address that a page links to, whose structure must be the same as well: what is left is a token or the
/// time of day.
const SAME: f64 = 0.98;

/// What missing pages look like, by folder and file extension.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Controls {
    asked: BTreeMap<u64, Option<Control>>,
    /// The pages that were seen: their sketches by structure.
    seen: BTreeMap<u64, Vec<u64>>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Control {
    status: u16,
    redirect: Option<WebUrl>,
    words: Words,
    /// The structure, if it is a page.
    structure: Option<u64>,
}

impl Controls {
    /// Remembers a page. Gives whether one much like it was seen, or many of its structure: it may be one that answers to
    /// any address.
    pub(super) fn saw(&mut self, structure: u64, sketch: u64) -> bool {
        if self.seen.len() >= MOST_STRUCTURES && !self.seen.contains_key(&structure) {
            return false;
        }
        let pages = self.seen.entry(structure).or_default();
        if pages.len() >= MOST_OF_STRUCTURE || pages.iter().any(|p| is_near(*p, sketch)) {
            return true;
        }
        pages.push(sketch);
        false
    }

    /// Whether a page with this structure, which another page links to, is one that answers to any address: servers that
    /// hand every path to one script would else lead ever deeper.
    pub(super) async fn is_everywhere(
        &mut self,
        exchange: &Exchange,
        structure: u64,
        client: &Client,
    ) -> bool {
        match self.control(&exchange.request.url, client).await {
            Some(control) => control.structure == Some(structure) && control.resembles(exchange, SAME),
            None => false,
        }
    }

    /// Whether the answer is what a missing page brings. Asks for a control where there is none yet.
    pub(super) async fn is_missing(&mut self, exchange: &Exchange, client: &Client) -> bool {
        if matches!(exchange.response.status, 404 | 410) {
            return true;
        }
        let control = self.control(&exchange.request.url, client).await;
        control.is_some_and(|control| control.resembles(exchange, ALIKE))
    }

    /// The control for an address; asks for it where there is none yet. The front page has none: it is never missing,
    /// whatever a catch-all answers.
    async fn control(&mut self, url: &WebUrl, client: &Client) -> Option<&Control> {
        if url.path() == "/" {
            return None;
        }
        let (mut url, mut most) = (url.clone(), MOST);
        if self.asked.len() >= MOST && !self.asked.contains_key(&key(&url)) {
            let extension = url.extension().map(|e| format!(".{e}")).unwrap_or_default();
            let slash = if url.path().ends_with('/') { "/" } else { "" };
            (url, most) = (url.with_path(&format!("/x{extension}{slash}")), MOST + MOST_OF_ROOT);
        }
        let key = key(&url);
        if !self.asked.contains_key(&key) {
            if self.asked.len() >= most {
                return None;
            }
            let control = ask(&url, client).await;
            self.asked.insert(key, control);
        }
        self.asked.get(&key)?.as_ref()
    }
}

impl Control {
    fn of(exchange: &Exchange) -> Self {
        Self {
            status: exchange.response.status,
            redirect: exchange.redirect().map(|u| u.with_params(&[])),
            words: Words::of(&exchange.response.body, exchange.request.url.as_str()),
            structure: None,
        }
    }

    fn resembles(&self, exchange: &Exchange, from: f64) -> bool {
        let other = Self::of(exchange);
        if self.status != other.status || matches!(self.status, 404 | 410) {
            return false;
        }
        match (&self.redirect, &other.redirect) {
            (Some(a), Some(b)) => a == b,
            (None, None) => self.words.likeness(&other.words) >= from,
            _ => false,
        }
    }
}

async fn ask(url: &WebUrl, client: &Client) -> Option<Control> {
    let random: String = client.env().bytes::<8>().iter().map(|b| format!("{b:02x}")).collect();
    let extension = url.extension().map(|e| format!(".{e}")).unwrap_or_default();
    // A folder is compared with a folder.
    let parent = if url.path().ends_with('/') { parent(url.path()) } else { url.folder().to_owned() };
    let slash = if url.path().ends_with('/') { "/" } else { "" };
    let control = url.with_path(&format!("{parent}{random}{extension}{slash}"));
    let request = SiteRequest::get(control, Found::Parent);
    let exchange = client.send(&request).await.ok()?;
    let body = &exchange.response.body;
    let page = html::is_html(&exchange.media_type(), body);
    let structure = page.then(|| html::parse(body, &exchange.request.url).structure);
    Some(Control { structure, ..Control::of(&exchange) })
}

/// The folder above a folder.
pub(super) fn parent(path: &str) -> String {
    let trimmed = path.trim_end_matches('/');
    trimmed.get(..=trimmed.rfind('/').unwrap_or(0)).filter(|p| !p.is_empty()).unwrap_or("/").to_owned()
}

fn key(url: &WebUrl) -> u64 {
    let origin = url.origin();
    let is_folder = url.path().ends_with('/');
    let folder = if is_folder { parent(url.path()) } else { url.folder().to_owned() };
    let parts = [
        origin.host.as_str(),
        &folder,
        &url.extension().unwrap_or_default(),
        if is_folder { "/" } else { "" },
    ];
    parts.iter().fold(u64::from(origin.port), |h, p| fold(h, hash(p.as_bytes())))
}
