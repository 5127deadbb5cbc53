//! Descriptions of interfaces that a crawl comes upon: what they name is tested along with what pages offer.

use std::collections::BTreeMap;

use crawl::{Client, Found, Site, SiteRequest, WebUrl};
use model::definition::Effect;
use model::unit::LogLevel;
use model::web::Endpoint;

use super::WebUnit;
use crate::Lost;

/// The most descriptions of a site that are read.
const MOST: usize = 3;
/// The most requests that descriptions add to those of a crawl.
const MOST_REQUESTS: usize = 500;
/// Parts of the addresses at which descriptions commonly are.
const NAMES: &[&str] = &["openapi", "swagger", "api-docs", "apidocs", "api_docs"];

/// By the number of a request: which segments of its path are parameters.
type Parameters = BTreeMap<usize, Vec<usize>>;

impl WebUnit<'_> {
    /// Adds the requests of the descriptions among the pages of the site. Nobody asked for these operations by name: what
    /// destroys by its method or by a word of its address is left alone, as it is in pages. `endpoints` gains their rows.
    pub(super) async fn add_described(
        &self,
        client: &Client,
        site: &mut Site,
        endpoints: &mut Vec<Endpoint>,
    ) -> Result<Parameters, Lost> {
        let mut parameters = Parameters::new();
        let most = endpoints.len() + MOST_REQUESTS;
        for url in descriptions(site) {
            if self.stop.is_cancelled() {
                break;
            }
            let Some(imported) = fetched(client, &url).await else { continue };
            let before = endpoints.len();
            for described in imported.requests {
                let request =
                    SiteRequest { found: Found::Link, source: Some(url.clone()), ..described.request };
                if endpoints.len() < most && self.takes(&request, site) {
                    if let Some(segments) = described.path_parameters {
                        parameters.insert(site.requests.len(), segments);
                    }
                    endpoints.push(endpoint(endpoints.len(), &request, client.ceiling()));
                    site.requests.push(request);
                }
            }
            let count = endpoints.len() - before;
            self.log(LogLevel::Info, format!("description of an API at \"{url}\": {count} requests more"))
                .await?;
        }
        Ok(parameters)
    }

    fn takes(&self, request: &SiteRequest, site: &Site) -> bool {
        request.method != "DELETE"
            && self.setup.options.scope.judge(&request.url).is_ok()
            && crawl::left_alone(&request.url).is_none()
            && !site.requests.iter().any(|known| same(known, request))
    }
}

/// Pages that are descriptions by their address and media type.
fn descriptions(site: &Site) -> Vec<WebUrl> {
    let pages = site.pages.iter().filter(|p| p.method == "GET" && p.status == 200 && !p.missing);
    let mut found: Vec<WebUrl> = Vec::new();
    for page in pages {
        let address = page.url.path().to_ascii_lowercase();
        let reads = ["json", "yaml", "yml"].iter().any(|t| page.media_type.contains(t))
            || [".json", ".yaml", ".yml"].iter().any(|e| address.ends_with(e));
        if found.len() < MOST
            && reads
            && NAMES.iter().any(|n| address.contains(n))
            && !found.contains(&page.url)
        {
            found.push(page.url.clone());
        }
    }
    found
}

/// The description at an address; `None` if it is none after all.
async fn fetched(client: &Client, url: &WebUrl) -> Option<apispec::Imported> {
    let answer = client.send(&SiteRequest::get(url.clone(), Found::Link)).await.ok()?;
    if answer.response.status != 200 || answer.response.truncated {
        return None;
    }
    let root = url.with_params(&[]).with_path("/");
    apispec::parse(&answer.response.text(), None, Some(&root), &[]).ok()
}

/// Whether two requests ask the same with other values.
fn same(a: &SiteRequest, b: &SiteRequest) -> bool {
    let names = |r: &SiteRequest| {
        let mut names: Vec<String> = r.url.params().into_iter().map(|(n, _)| n).collect();
        names.sort();
        (names, r.body.names(), std::mem::discriminant(&r.body))
    };
    a.method == b.method && a.url.path() == b.url.path() && names(a) == names(b)
}

/// A row of the coverage list: the request is sent by checks alone.
fn endpoint(position: usize, request: &SiteRequest, ceiling: Effect) -> Endpoint {
    let tested = request.effect() <= ceiling;
    Endpoint {
        position: u32::try_from(position).unwrap_or(u32::MAX),
        method: request.method.clone(),
        url: request.url.as_str().to_owned(),
        accepted: tested,
        reason: if tested { String::new() } else { "above the effect ceiling".to_owned() },
        info: if tested { "asked by checks only".to_owned() } else { String::new() },
        source: request.source.as_ref().map(ToString::to_string),
        status: None,
        authenticated: false,
        request_bytes: 0,
        response_bytes: 0,
        parameters: request.parameter_count(),
    }
}
