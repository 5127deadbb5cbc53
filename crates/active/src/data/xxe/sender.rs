//! The way of a document to the site: as a value or as a body.

use std::time::Duration;

use crawl::{Body, Exchange, Place, SiteRequest};
use model::evidence::{InsertionKind, WebEvidence};
use net::{CallbackListener, Hit};

use super::document::Document;
use crate::SiteProbe;
use crate::probe::{Probe, ProbeError, shown};

/// How long a call may come after the answer.
const PATIENCE: Duration = Duration::from_millis(150);

/// Where documents go.
pub(super) enum Sender<'a> {
    /// Into a value.
    Value(&'a Probe<'a>),
    /// Into the body of a request.
    Body(&'a SiteProbe<'a>, &'a SiteRequest),
}

/// A document with its answer.
pub(super) struct Reply {
    pub(super) document: String,
    pub(super) exchange: Exchange,
}

impl Sender<'_> {
    pub(super) fn token(&self) -> String {
        match self {
            Self::Value(probe) => probe.token(),
            Self::Body(probe, _) => probe.token(),
        }
    }

    pub(super) fn listener(&self) -> Option<&CallbackListener> {
        match self {
            Self::Value(probe) => probe.callback,
            Self::Body(probe, _) => probe.callback,
        }
    }

    /// Sends a document.
    pub(super) async fn send(&self, document: &str) -> Result<Reply, ProbeError> {
        let exchange = match self {
            Self::Value(probe) => {
                let request = uploaded(probe.filled(document).await?, probe);
                crate::fresh::send(probe.client, &request).await?
            }
            Self::Body(probe, request) => probe.send(&with_body(request, document)).await?,
        };
        Ok(Reply { document: document.to_owned(), exchange })
    }

    /// Whether a JSON body sent as XML is turned away at the door: then nothing parses it.
    pub(super) async fn refuses(&self, document: &Document) -> Result<bool, ProbeError> {
        if !matches!(self, Self::Body(_, request) if matches!(request.body, Body::Json(_))) {
            return Ok(false);
        }
        let reply = self.send(&document.plain(&self.token())).await?;
        Ok(matches!(reply.exchange.response.status, 404 | 405 | 406 | 415))
    }

    /// Whether a document brings a call of its address.
    pub(super) async fn call(
        &self,
        listener: &CallbackListener,
        make: super::WithFile<'_>,
    ) -> Result<Option<(Reply, Hit)>, ProbeError> {
        let token = self.token();
        let reply = self.send(&make(&listener.url(&token), &self.token())).await?;
        let hit = listener.wait(&token, PATIENCE).await;
        Ok(hit.map(|hit| (reply, hit)))
    }

    pub(super) fn evidence(&self, attack: &Reply, control: &Reply, marker: &str) -> WebEvidence {
        let evidence = match self {
            Self::Value(probe) => probe.evidence_at(&attack.document, &attack.exchange, marker),
            Self::Body(probe, _) => {
                probe.evidence(InsertionKind::RequestBody, "", &attack.document, &attack.exchange, marker)
            }
        };
        evidence.with("control", &control.exchange.raw_request, shown(&control.exchange))
    }
}

/// Whether the point is a file of a form.
pub(super) fn is_file(probe: &Probe<'_>) -> bool {
    probe.point.place == Place::FormField
        && matches!(&probe.request.body, Body::Multipart(parts)
            if parts.iter().any(|p| p.name == probe.point.name && p.file.is_some()))
}

/// The request with the file of the point, if it is one, named as a drawing; a document that the form offers keeps its ending.
fn uploaded(mut request: SiteRequest, probe: &Probe<'_>) -> SiteRequest {
    if let Body::Multipart(parts) = &mut request.body {
        for part in parts.iter_mut().filter(|p| p.name == probe.point.name) {
            if let Some(file) = &mut part.file {
                let ending = file.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
                let ending = if matches!(ending.as_str(), "xml" | "xhtml" | "rss" | "gpx" | "kml") {
                    ending.as_str()
                } else {
                    "svg"
                };
                *file = format!("{}.{ending}", probe.token());
            }
        }
    }
    request
}

/// The request with a document as its body.
fn with_body(request: &SiteRequest, document: &str) -> SiteRequest {
    let mut request = request.clone();
    let media_type = match &request.body {
        Body::Raw { media_type, .. } => media_type.clone(),
        _ => "application/xml".to_owned(),
    };
    request.headers.retain(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
    request.body = Body::Raw { media_type, text: document.to_owned() };
    request
}
