//! How a crawl begins: signing in, start addresses, robots and sitemaps.

use crate::client::Client;
use crate::crawler::run::Crawler;
use crate::crawler::{CrawlError, Observer};
use crate::exchange::Exchange;
use crate::ledger::{Reason, Row};
use crate::robots;
use crate::site::{Found, SiteRequest};
use crate::sitemap;
use crate::web_url::WebUrl;

/// The most sitemaps that are read, those of an index included.
const MOST_SITEMAPS: usize = 20;
/// The most redirects of a well-known file.
const MOST_REDIRECTS: usize = 3;

impl<O: Observer> Crawler<'_, O> {
    /// Signs in, takes up what an earlier hand-out left, and fills the queue.
    pub(super) async fn begin(&mut self) -> Result<(), CrawlError> {
        if self.options.login.is_some() {
            self.sign_in().await?;
        }
        for job in self.state.frontier.recover() {
            let mut row =
                Row::rejected(&job.request.method, job.request.url.as_str(), Reason::Interrupted, None);
            row.source = job.request.source.as_ref().map(ToString::to_string);
            self.state.ledger.add(row);
            self.state.saw_request(SiteRequest { sent: true, ..job.request });
        }
        for start in &self.options.starts {
            self.offer(SiteRequest::get(start.clone(), Found::Start), 0);
        }
        if self.options.well_known && !self.state.well_known_done {
            self.well_known().await;
            self.state.well_known_done = true;
        }
        Ok(())
    }

    async fn well_known(&mut self) {
        let mut roots: Vec<WebUrl> = self.options.starts.iter().filter_map(|s| s.origin().root()).collect();
        roots.sort();
        roots.dedup();
        for root in roots {
            let mut maps = Vec::new();
            if let Some(exchange) = self.fetch(&root, "/robots.txt").await
                && exchange.response.status == 200
                && exchange.media_type() != "text/html"
            {
                let found = robots::parse(&exchange.response.body);
                for path in found.paths {
                    self.offer_reference(&exchange.request.url, &path, Found::Robots);
                }
                maps.extend(found.sitemaps);
            }
            maps.push("/sitemap.xml".to_owned());
            self.sitemaps(&root, maps).await;
        }
    }

    async fn sitemaps(&mut self, root: &WebUrl, mut waiting: Vec<String>) {
        let mut read: Vec<String> = Vec::new();
        while let Some(reference) = waiting.pop() {
            if read.len() >= MOST_SITEMAPS || read.contains(&reference) {
                continue;
            }
            let exchange = self.fetch(root, &reference).await;
            read.push(reference);
            let Some(exchange) =
                exchange.filter(|e| e.response.status == 200 && e.media_type() != "text/html")
            else {
                continue;
            };
            let found = sitemap::parse(&exchange.response.body);
            if found.is_index {
                waiting.extend(found.locations.into_iter().take(MOST_SITEMAPS));
                continue;
            }
            for location in found.locations {
                self.offer_reference(&exchange.request.url, &location, Found::Sitemap);
            }
        }
    }

    fn offer_reference(&mut self, base: &WebUrl, reference: &str, found: Found) {
        match base.join(reference) {
            Ok(url) => {
                let mut request = SiteRequest::get(url, found);
                request.source = Some(base.clone());
                self.offer(request, 1);
            }
            Err(_) => {
                self.state.ledger.add(Row::rejected("GET", reference, Reason::Invalid, Some(base.as_str())));
            }
        }
    }

    /// Gets a well-known file, within the scope.
    async fn fetch(&mut self, root: &WebUrl, reference: &str) -> Option<Exchange> {
        let mut url = root.join(reference).ok()?;
        for _ in 0..=MOST_REDIRECTS {
            self.options.scope.judge(&url).ok()?;
            let exchange = send(self.client, &url).await?;
            self.state.bytes += exchange.cost();
            self.client.take_cookies(&exchange);
            self.observer.exchange(&exchange);
            match exchange.redirect() {
                Some(next) => url = next,
                None => return Some(exchange),
            }
        }
        None
    }
}

async fn send(client: &Client, url: &WebUrl) -> Option<Exchange> {
    client.send(&SiteRequest::get(url.clone(), Found::Robots)).await.ok()
}
