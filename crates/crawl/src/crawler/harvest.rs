//! What an answer brings: a page, its links, forms and calls.

use serde_json::{Map, Value};

use crate::crawler::Observer;
use crate::crawler::control::parent;
use crate::crawler::run::Crawler;
use crate::css;
use crate::exchange::Exchange;
use crate::fill;
use crate::frontier::Job;
use crate::html::{self, Document, Field, Form};
use crate::keyword;
use crate::ledger::{Reason, Row, RowOutcome};
use crate::look::Look;
use crate::script::{self, Call, Encoding, Use};
use crate::site::{Body, Found, Page, SiteRequest};
use crate::technology;
use crate::web_url::WebUrl;

/// The most pages of a site that are kept; crawls are bounded below it by default.
const MOST_PAGES: usize = 50_000;
/// The most forms of a page that are sent to an address that code gives one of them.
const MOST_FORMS_OF_ACTION: usize = 3;

impl<O: Observer> Crawler<'_, O> {
    /// Takes in an answer: the ledger's row, the page, and what it leads to.
    pub(super) async fn harvest(&mut self, job: &Job, exchange: &Exchange) {
        let media_type = exchange.media_type();
        let body = &exchange.response.body;
        let document = html::is_html(&media_type, body).then(|| html::parse(body, &exchange.request.url));
        self.state.site.saw_hints(technology::hints(exchange, document.as_ref()));
        let look = Look::of_read(exchange, document.as_ref());
        let missing = self.is_missing(job, exchange, document.as_ref(), look).await;
        let new = self.state.frontier.answered(job, look.structure);
        self.record(job, exchange, document.as_ref(), look, missing);
        if new && is_worth_testing(&job.request, exchange, missing) {
            self.state.saw_request(SiteRequest { sent: true, ..job.request.clone() });
        }
        if missing && job.request.found != Found::Start {
            return;
        }
        if let Some(to) = exchange.redirect() {
            self.offer_link(to, Found::Redirect, job, job.depth + 1);
        }
        self.headers(job, exchange);
        match document {
            Some(document) => self.document(job, exchange, &document),
            None => self.text(job, exchange, &media_type),
        }
        self.parents(job);
    }

    /// A control is worth its request where nothing promises that the page exists.
    async fn is_missing(
        &mut self,
        job: &Job,
        exchange: &Exchange,
        document: Option<&Document>,
        look: Look,
    ) -> bool {
        if matches!(exchange.response.status, 404 | 410) {
            return true;
        }
        if job.request.method != "GET" {
            return false;
        }
        let structure = document.map(|d| d.structure);
        let known = structure.is_some_and(|s| self.state.controls.saw(s, look.sketch));
        if job.request.found.is_guess() {
            return self.state.controls.is_missing(exchange, self.client).await;
        }
        // Parameters are worth to be known even if nothing shows what they do.
        match structure.filter(|_| known && job.request.url.query().is_none()) {
            Some(structure) => self.state.controls.is_everywhere(exchange, structure, self.client).await,
            None => false,
        }
    }

    fn record(
        &mut self,
        job: &Job,
        exchange: &Exchange,
        document: Option<&Document>,
        look: Look,
        missing: bool,
    ) {
        let request = &job.request;
        let source = request.source.as_ref().map(ToString::to_string);
        self.state.ledger.add(Row {
            method: request.method.clone(),
            url: request.url.to_string(),
            outcome: if missing { RowOutcome::Rejected } else { RowOutcome::Crawled },
            reason: missing.then_some(Reason::Missing),
            info: if exchange.response.truncated { "answer was cut".to_owned() } else { String::new() },
            source,
            status: Some(exchange.response.status),
            authenticated: exchange.authenticated,
            request_bytes: exchange.request_bytes,
            response_bytes: exchange.response_bytes,
            parameters: request.parameter_count(),
        });
        if self.state.site.pages.len() < MOST_PAGES {
            self.state.site.pages.push(Page {
                method: request.method.clone(),
                url: request.url.clone(),
                status: exchange.response.status,
                media_type: exchange.media_type().chars().take(100).collect(),
                title: document.map(|d| d.title.clone()).unwrap_or_default(),
                depth: job.depth,
                bytes: exchange.response.body.len() as u64,
                structure: look.structure,
                sketch: look.sketch,
                source: request.source.clone(),
                found: request.found,
                authenticated: exchange.authenticated,
                missing,
            });
        }
    }

    fn document(&mut self, job: &Job, exchange: &Exchange, document: &Document) {
        let page = exchange.request.url.clone();
        for link in &document.links {
            self.offer_link(link.url.clone(), link.found, job, job.depth + 1);
        }
        for bad in &document.bad_links {
            self.state.ledger.add(Row::rejected("GET", bad, Reason::Invalid, Some(page.as_str())));
        }
        if document.more_links {
            self.state.ledger.add(Row::rejected("GET", page.as_str(), Reason::LinksPerPage, None));
        }
        for form in &document.forms {
            self.form(form, job);
        }
        let base = document.base.clone().unwrap_or(page);
        self.code(&document.script, &base, &document.forms, job);
    }

    /// An answer that is no page: code, a style sheet, a document with addresses.
    fn text(&mut self, job: &Job, exchange: &Exchange, media_type: &str) {
        let url = &exchange.request.url;
        let kind = Kind::of(media_type, url);
        let text = match kind {
            Kind::Other => return,
            _ => exchange.response.text(),
        };
        match kind {
            Kind::Code if is_script(url) => {
                // References in a script file are relative to the page that loads it, not to the file.
                let base = job.request.source.clone().unwrap_or_else(|| url.clone());
                self.code(&text, &base, &[], job);
            }
            Kind::Code => self.code(&text, url, &[], job),
            Kind::Style => self.references(css::references(&text), Found::Link, job),
            Kind::Text => self.references(html::references_in(&text), Found::Hidden, job),
            Kind::Markup => {
                self.code(&text, url, &[], job);
                // A closing tag is no address.
                self.references(html::references_in(&text.replace("</", " <")), Found::Hidden, job);
            }
            Kind::Other => {}
        }
    }

    fn references<'t>(&mut self, references: impl IntoIterator<Item = &'t str>, found: Found, job: &Job) {
        for reference in references {
            if let Ok(url) = job.request.url.join(reference) {
                self.offer_link(url, found, job, job.depth + 1);
            }
        }
    }

    fn form(&mut self, form: &Form, job: &Job) {
        let request = fill::request(form);
        if form.is_login() {
            self.state.site.saw_login_form(form);
        }
        // A login form sent with made-up values would end the session that there is.
        let ends = form.is_login() && self.options.login.is_some();
        match keyword::of_form(form).or(ends.then_some(Reason::LogsOut)) {
            Some(reason) => self.reject(&request, reason),
            None => self.offer(request, job.depth + 1),
        }
    }

    /// Addresses in code, and links and forms of the markup that it writes. `forms` are those of the page.
    fn code(&mut self, code: &str, base: &WebUrl, forms: &[Form], job: &Job) {
        if !self.options.scripts {
            return;
        }
        let script = script::read(code);
        for call in &script.calls {
            self.call(call, base, forms, job);
        }
        if script.markup.is_empty() {
            return;
        }
        // Markup that code writes may hold code again; that is read for addresses only.
        let written = html::parse(script.markup.as_bytes(), base);
        for link in written.links {
            self.offer_link(link.url, Found::Script, job, job.depth + 1);
        }
        for form in &written.forms {
            self.form(&Form { page: job.request.url.clone(), ..form.clone() }, job);
        }
        for call in script::calls(&written.script) {
            self.call(&call, base, &written.forms, job);
        }
    }

    fn call(&mut self, call: &Call, base: &WebUrl, forms: &[Form], job: &Job) {
        let base = if call.used == Use::Module { &job.request.url } else { base };
        let Ok(url) = base.join(&call.reference) else { return };
        if call.used == Use::Action && !forms.is_empty() {
            for form in forms.iter().take(MOST_FORMS_OF_ACTION) {
                self.form(&Form { action: url.clone(), ..form.clone() }, job);
            }
            return;
        }
        let mut request = SiteRequest::get(url, Found::Script);
        request.source = Some(job.request.url.clone());
        request.method.clone_from(&call.method);
        if let Some((media_type, text)) = &call.document {
            request.body = Body::Raw { media_type: media_type.clone(), text: text.clone() };
        }
        let fields: Vec<(String, String)> = call.fields.iter().map(filled).collect();
        if !fields.is_empty() {
            match (request.method.as_str(), call.encoding) {
                ("GET", _) => {
                    let params = [request.url.params(), fields].concat();
                    request.url = request.url.with_params(&params);
                }
                (_, Encoding::Form) => request.body = Body::Form(fields),
                (_, Encoding::Json) => {
                    let fields = fields.into_iter().map(|(n, v)| (n, Value::String(v)));
                    request.body = Body::Json(Value::Object(fields.collect::<Map<_, _>>()));
                }
            }
        }
        self.offer(request, job.depth + 1);
    }

    /// `Link` and `Refresh` headers.
    fn headers(&mut self, job: &Job, exchange: &Exchange) {
        let response = &exchange.response;
        let links = response.headers_named("link").flat_map(link_targets);
        let refresh = response.header("refresh").and_then(html::refresh_target);
        let found: Vec<WebUrl> =
            links.chain(refresh).take(50).filter_map(|t| exchange.request.url.join(t).ok()).collect();
        for url in found {
            self.offer_link(url, Found::Header, job, job.depth + 1);
        }
    }

    /// The folders above an address.
    fn parents(&mut self, job: &Job) {
        let mut path = job.request.url.path().to_owned();
        for _ in 0..8 {
            if path == "/" {
                return;
            }
            path = if path.ends_with('/') { parent(&path) } else { job.request.url.folder().to_owned() };
            let url = job.request.url.with_params(&[]).with_path(&path);
            self.offer_link(url, Found::Parent, job, job.depth + 1);
        }
    }

    fn offer_link(&mut self, url: WebUrl, found: Found, job: &Job, depth: u16) {
        let mut request = SiteRequest::get(url, found);
        request.source = Some(job.request.url.clone());
        self.offer(request, depth);
    }
}

/// A field of a call with a sensible value where the code tells none.
fn filled((name, value): &(String, String)) -> (String, String) {
    if !value.is_empty() {
        return (name.clone(), value.clone());
    }
    let field = Field { name: name.clone(), ..Field::default() };
    (name.clone(), fill::value(&field))
}

/// The structure of an answer: that of the page, the keys of JSON, else status and media type.
/// Whether checks should know a request: it brought a page, or it takes values. Redirects, errors and missing entries are
/// where values go wrong.
fn is_worth_testing(request: &SiteRequest, exchange: &Exchange, missing: bool) -> bool {
    let start = request.found == Found::Start;
    let page = exchange.response.status < 500 && exchange.redirect().is_none();
    let offered = !request.found.is_guess();
    (page && (!missing || start || offered)) || (offered && request.parameter_count() > 0)
}

fn is_script(url: &WebUrl) -> bool {
    url.extension().is_some_and(|e| matches!(e.as_str(), "js" | "mjs"))
}

/// What an answer that is no page may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Code,
    Style,
    Markup,
    Text,
    Other,
}

impl Kind {
    fn of(media_type: &str, url: &WebUrl) -> Self {
        let holds = |word: &str| media_type.contains(word);
        if holds("javascript") || holds("ecmascript") || holds("json") || is_script(url) {
            Self::Code
        } else if holds("css") {
            Self::Style
        } else if holds("xml") {
            Self::Markup
        } else if media_type == "text/plain" {
            Self::Text
        } else {
            Self::Other
        }
    }
}

/// The targets of a `Link` header: `</a>; rel=next, </b>`.
fn link_targets(value: &str) -> impl Iterator<Item = &str> {
    value.split('<').skip(1).filter_map(|part| part.split_once('>').map(|(target, _)| target)).take(50)
}
