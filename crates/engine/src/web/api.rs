//! APIs: what their description says is asked instead of a crawl.

use crawl::{Body, Client, Found, Look, Page, Site, SiteRequest, WebUrl};
use futures::StreamExt;
use futures::future::BoxFuture;
use model::definition::Effect;
use model::unit::LogLevel;
use model::web::{Endpoint, PART_API_SCHEMA};
use passive::Passive;

use super::crawling::Asked;
use super::parts::Stored;
use super::{End, WebUnit};

/// The longest description that is read, in bytes.
const MAX_SCHEMA: usize = 16 << 20;
/// Lines of the import report that go into the run's log.
const MOST_LINES: usize = 200;

/// What became of one request of the description.
type Answered = (SiteRequest, Result<crawl::Exchange, crawl::SendError>);

impl WebUnit<'_> {
    /// The requests of the API's description; those that change nothing are sent once. `None` when the unit was stopped.
    pub(super) async fn described(&self, client: &Client) -> Result<Option<(Stored, Asked)>, End> {
        let Some(text) = self.description(client).await? else { return Ok(None) };
        let api = &self.plan.target.api;
        let imported = apispec::parse(&text, api.schema_type, Some(&self.setup.start), &api.parameters)
            .map_err(|error| {
                End::Failed(format!("the description of the API: {}", crawl::error_chain(&error)))
            })?;
        self.import_report(&imported.report).await?;
        let scope = &self.setup.options.scope;
        let allowed = imported.requests.into_iter().filter(|r| scope.judge(&r.request.url).is_ok());
        let (requests, parameters): (Vec<SiteRequest>, Vec<_>) = allowed
            .take(self.setup.profile.max_urls as usize)
            .map(|r| (r.request, r.path_parameters))
            .unzip();
        if requests.is_empty() {
            return Err(End::Failed(
                "the description of the API holds no operation that may be asked".to_owned(),
            ));
        }
        let login = &self.setup.options.login;
        if login.is_some()
            && let Err(error) = login.sign_in(client, &scope.trusted_origins()).await
        {
            return Err(End::Failed(crawl::error_chain(&error)));
        }
        let (mut stored, asked) = self.ask_all(client, requests).await;
        let told = parameters.into_iter().enumerate().filter_map(|(number, p)| Some((number, p?)));
        stored.path_parameters = told.collect();
        Ok((!self.stop.is_cancelled()).then_some((stored, asked)))
    }

    /// The text of the description: uploaded, or fetched from its address.
    async fn description(&self, client: &Client) -> Result<Option<String>, End> {
        if let Some(text) = self.unit.parts.get(PART_API_SCHEMA).and_then(|v| v.as_str()) {
            return Ok(Some(text.to_owned()));
        }
        let address = self.plan.target.api.schema_url.as_str();
        if address.is_empty() {
            return Err(End::Failed("the target has no description of its API".to_owned()));
        }
        let failed = |why: String| End::Failed(format!("the description of the API at \"{address}\": {why}"));
        let url = WebUrl::parse(address).map_err(|e| failed(e.to_string()))?;
        match client.send(&SiteRequest::get(url, Found::Start)).await {
            Err(_) if self.stop.is_cancelled() => Ok(None),
            Err(error) => Err(failed(crawl::error_chain(&error))),
            Ok(exchange) if exchange.response.status != 200 => {
                Err(failed(format!("answered with status {}", exchange.response.status)))
            }
            Ok(exchange) if exchange.response.truncated || exchange.response.body.len() > MAX_SCHEMA => {
                Err(failed("is too long".to_owned()))
            }
            Ok(exchange) => Ok(Some(exchange.response.text().into_owned())),
        }
    }

    /// What is not tested, and what was done without, as lines of the run's log.
    async fn import_report(&self, report: &[apispec::OperationReport]) -> Result<(), End> {
        let skipped = report.iter().filter(|r| r.outcome == apispec::ImportOutcome::Skipped);
        let message =
            format!("API description: {} operations, {} skipped", report.len(), skipped.clone().count());
        self.log(LogLevel::Info, message).await?;
        let skipped = skipped.map(|r| format!("{} {} is not tested: {}", r.method, r.path, r.reason));
        let warnings = report.iter().flat_map(|r| {
            r.warnings.iter().map(move |warning| format!("{} {}: {warning}", r.method, r.path))
        });
        let mut lines: Vec<String> = skipped.chain(warnings).collect();
        let more = lines.len().saturating_sub(MOST_LINES);
        lines.truncate(MOST_LINES);
        if more > 0 {
            lines.push(format!("{more} more lines about the description"));
        }
        for message in lines {
            self.log(LogLevel::Warning, message).await?;
        }
        Ok(())
    }

    /// Sends what changes nothing, side by side, and notes what came back.
    async fn ask_all(&self, client: &Client, requests: Vec<SiteRequest>) -> (Stored, Asked) {
        let total = requests.len();
        let asking: Vec<BoxFuture<'_, Answered>> = requests
            .into_iter()
            .map(|request| -> BoxFuture<'_, Answered> {
                Box::pin(async move {
                    let result = match request.effect() {
                        Effect::Passive | Effect::Safe => client.send(&request).await,
                        _ => Err(crawl::SendError::EffectCeiling),
                    };
                    (request, result)
                })
            })
            .collect();
        let mut asking = futures::stream::iter(asking).buffered(self.setup.parallel);
        let (mut site, mut passive, mut endpoints) = (Site::default(), Passive::default(), Vec::new());
        while let Some((mut request, result)) = asking.next().await {
            let changes = request.effect() > Effect::Safe;
            request.sent = result.is_ok();
            endpoints.push(endpoint(endpoints.len(), &request, &result, changes, client.ceiling()));
            if let Ok(exchange) = &result {
                passive.exchange(exchange);
                site.cookies.extend(client.take_cookies(exchange));
                site.pages.push(page(exchange));
            }
            site.requests.push(request);
        }
        let asked = Asked { endpoints, asked: total, warnings: Vec::new() };
        (Stored { site, passive, ..Stored::default() }, asked)
    }
}

fn page(exchange: &crawl::Exchange) -> Page {
    let look = Look::of(exchange);
    Page {
        method: exchange.request.method.clone(),
        url: exchange.request.url.clone(),
        status: exchange.response.status,
        media_type: exchange.media_type(),
        title: String::new(),
        depth: 0,
        bytes: exchange.response.body.len() as u64,
        structure: look.structure,
        sketch: look.sketch,
        source: None,
        found: Found::Start,
        authenticated: exchange.authenticated,
        missing: exchange.response.status == 404 && matches!(exchange.request.body, Body::None),
    }
}

/// A row of the coverage list. What changes something is not sent as it is: the checks send it with values of their own.
fn endpoint(
    position: usize,
    request: &SiteRequest,
    result: &Result<crawl::Exchange, crawl::SendError>,
    changes: bool,
    ceiling: Effect,
) -> Endpoint {
    let tested = changes && request.effect() <= ceiling;
    let (reason, info) = match result {
        Ok(_) => (String::new(), String::new()),
        Err(_) if tested => (String::new(), "asked by checks only".to_owned()),
        Err(_) if changes => ("above the effect ceiling".to_owned(), String::new()),
        Err(error) => ("network error".to_owned(), crawl::error_chain(error)),
    };
    let answer = result.as_ref().ok();
    Endpoint {
        position: u32::try_from(position).unwrap_or(u32::MAX),
        method: request.method.clone(),
        url: request.url.as_str().to_owned(),
        accepted: reason.is_empty(),
        reason,
        info,
        source: None,
        status: answer.map(|e| e.response.status),
        authenticated: answer.is_some_and(|e| e.authenticated),
        request_bytes: answer.map_or(0, |e| e.request_bytes),
        response_bytes: answer.map_or(0, |e| e.response_bytes),
        parameters: request.parameter_count(),
    }
}
