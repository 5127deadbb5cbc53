//! Control requests: what a server answers for an address that surely does not exist. Many answer 200.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::client::Client;
use crate::exchange::Exchange;
use crate::hash::{fold, hash};
use crate::similarity::Words;
use crate::site::{Found, SiteRequest};
use crate::web_url::WebUrl;

/// The most controls of a crawl. Each costs a request.
const MOST: usize = 200;
/// From this share of common words on an answer is taken for the one of the control. Pages of one template share most of
/// their words too; what differs must be little more than the address and the time of day.
const ALIKE: f64 = 0.95;

/// What missing pages look like, by folder and file extension.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Controls(BTreeMap<u64, Option<Control>>);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Control {
    status: u16,
    redirect: Option<WebUrl>,
    words: Words,
}

impl Controls {
    /// Whether the answer is what a missing page brings. Asks for a control where there is none yet.
    pub(super) async fn is_missing(&mut self, exchange: &Exchange, client: &Client) -> bool {
        if matches!(exchange.response.status, 404 | 410) {
            return true;
        }
        let url = &exchange.request.url;
        // The front page is never missing, whatever a catch-all answers.
        if url.path() == "/" {
            return false;
        }
        let key = key(url);
        if !self.0.contains_key(&key) {
            if self.0.len() >= MOST {
                return false;
            }
            let control = ask(url, client).await;
            self.0.insert(key, control);
        }
        let Some(Some(control)) = self.0.get(&key) else { return false };
        control.resembles(exchange)
    }
}

impl Control {
    fn of(exchange: &Exchange) -> Self {
        Self {
            status: exchange.response.status,
            redirect: exchange.redirect().map(|u| u.with_params(&[])),
            words: Words::of(&exchange.response.body, exchange.request.url.as_str()),
        }
    }

    fn resembles(&self, exchange: &Exchange) -> bool {
        let other = Self::of(exchange);
        if self.status != other.status || matches!(self.status, 404 | 410) {
            return false;
        }
        match (&self.redirect, &other.redirect) {
            (Some(a), Some(b)) => a == b,
            (None, None) => self.words.likeness(&other.words) >= ALIKE,
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
    client.send(&request).await.ok().map(|exchange| Control::of(&exchange))
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
