//! The way of a check to its insertion point.

use std::time::{Duration, Instant};

use crawl::{Client, Exchange, InsertionPoint, Place, SendError, SiteRequest};
use model::evidence::{InsertionKind, WebEvidence};
use model::host::{Host, Port};
use model::profile::Payloads;
use net::CallbackListener;

use crate::answer::shown_around;
use crate::data::page::{Divide, Features};
use crate::fresh::{MOST_ROUNDS, refreshed, send};

/// One insertion point of one request, and what it takes to ask it.
pub struct Probe<'a> {
    /// The client of the unit.
    pub client: &'a Client,
    /// The request as the site offers it.
    pub request: &'a SiteRequest,
    /// The point.
    pub point: &'a InsertionPoint,
    /// Points that take the same value along with it: to look at many at once where most show nothing.
    pub also: &'a [InsertionPoint],
    /// Where the request goes, as findings name it: what `client.net().resolve()` gives for the host of its address.
    pub host: &'a Host,
    /// Whether a description of the interface names the point as a parameter. A segment of a path is data then, whatever it
    /// looks like.
    pub is_parameter: bool,
    /// How many payloads to try.
    pub payloads: Payloads,
    /// The answer to the request as it is, if it was asked for.
    pub baseline: Option<&'a Exchange>,
    /// Whether values of its form that hold only once are read anew for each request.
    pub refresh: bool,
    /// Technologies that the site is known to be built with, lower case.
    pub stack: &'a [String],
    /// Where targets can call back, if they can.
    pub callback: Option<&'a CallbackListener>,
    /// The shortest delay that checks by time ask for: a second in honest use, far above what a network wavers.
    pub time_unit: Duration,
    /// What checks of this point found out for each other; empty at first.
    pub memo: Memo,
}

/// What checks of one point found out for each other.
#[derive(Debug, Default)]
pub struct Memo {
    /// Whether the value has any influence on the answer.
    pub(crate) moves: tokio::sync::OnceCell<bool>,
    /// The slowest of a few answers without any delay.
    pub(crate) slowest: tokio::sync::OnceCell<Duration>,
    /// How often a payload that asks for no delay took as long as one that does.
    pub(crate) slow_anyway: std::sync::atomic::AtomicU32,
}

/// Why a value brought no answer.
#[derive(Debug, thiserror::Error)]
pub enum ProbeError {
    /// The request has no such point any more.
    #[error("request has no such insertion point")]
    NoPoint,
    /// The request failed.
    #[error("request failed")]
    Send(#[from] SendError),
}

impl Probe<'_> {
    /// A fresh token: ten lower-case letters and digits, a letter first. No answer can know it by chance.
    pub fn token(&self) -> String {
        token(self.client)
    }

    /// The TCP port that the request goes to.
    pub fn port(&self) -> Port {
        Port::tcp(self.request.url.origin().port)
    }

    /// The request with `value` at the point, with those values of its form that hold only once read anew.
    ///
    /// # Errors
    /// The request has no such point.
    pub async fn filled(&self, value: &str) -> Result<SiteRequest, ProbeError> {
        let fresh = match self.refresh {
            true => refreshed(self.client, self.request, &self.point.name).await,
            false => None,
        };
        let request = fresh.as_ref().unwrap_or(self.request);
        let mut filled = request.with_value(self.point, value).ok_or(ProbeError::NoPoint)?;
        for point in self.also {
            filled = filled.with_value(point, value).ok_or(ProbeError::NoPoint)?;
        }
        Ok(filled)
    }

    /// Whether a word at the point leaves the answer as it is: answers with one and without are compared.
    ///
    /// # Errors
    /// A request did not come to an answer.
    pub async fn is_indifferent(&self) -> Result<bool, ProbeError> {
        let (mut with, mut without) = (Vec::new(), Vec::new());
        for round in 0..MOST_ROUNDS {
            with.push(Features::of(&self.send(&self.token()).await?));
            let plain = match self.refresh {
                true => refreshed(self.client, self.request, "").await,
                false => None,
            };
            without.push(Features::of(&send(self.client, plain.as_ref().unwrap_or(self.request)).await?));
            // What pages hold by chance is the same twice now and then, and seldom more often.
            if round > 0 && Divide::learn(&with, &without).is_none() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Sends the request with `value` at the point and everything else as it is.
    ///
    /// # Errors
    /// The request did not come to an answer.
    pub async fn send(&self, value: &str) -> Result<Exchange, ProbeError> {
        let request = self.filled(value).await?;
        Ok(send(self.client, &request).await?)
    }

    /// The same with the time until the answer was whole.
    ///
    /// # Errors
    /// As [`Probe::send`].
    pub async fn send_timed(&self, value: &str) -> Result<(Exchange, Duration), ProbeError> {
        let request = self.filled(value).await?;
        let begin = Instant::now();
        let exchange = send(self.client, &request).await?;
        Ok((exchange, begin.elapsed()))
    }

    /// Where findings of this point are: `GET /item query:id`. Values are no part of it.
    pub fn place(&self) -> String {
        place(self.request, self.point)
    }

    /// Evidence that begins with the attack.
    pub fn evidence(&self, value: &str, attack: &Exchange) -> WebEvidence {
        self.empty_evidence(value).with("attack", &attack.raw_request, shown(attack))
    }

    /// The same with the answer cut around `marker`.
    pub fn evidence_at(&self, value: &str, attack: &Exchange, marker: &str) -> WebEvidence {
        let shown = shown_around(attack, marker);
        self.empty_evidence(value).with("attack", &attack.raw_request, shown)
    }

    fn empty_evidence(&self, value: &str) -> WebEvidence {
        WebEvidence {
            method: self.request.method.clone(),
            // Where it is, not how it was shown: the attack's own address is in its request.
            url: self.request.url.as_str().to_owned(),
            insertion_point: kind(self.request, self.point),
            parameter: self.point.name.clone(),
            value: value.to_owned(),
            exchanges: Vec::new(),
        }
    }
}

/// A fresh token: ten lower-case letters and digits, a letter first.
pub(crate) fn token(client: &Client) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let pick = |n: u64| {
        let at = usize::try_from(client.env().below(n)).unwrap_or(0);
        char::from(LETTERS.get(at).copied().unwrap_or(b'a'))
    };
    let first = pick(26);
    std::iter::once(first).chain((0..9).map(|_| pick(36))).collect()
}

/// Where findings of a point are: method, path and point. A tested path segment is `*`.
pub fn place(request: &SiteRequest, point: &InsertionPoint) -> String {
    let path = match point.place {
        Place::PathSegment => {
            let segments = request.url.path().trim_start_matches('/').split('/').enumerate();
            let segments: Vec<&str> =
                segments.map(|(i, s)| if i.to_string() == point.name { "*" } else { s }).collect();
            format!("/{}", segments.join("/"))
        }
        _ => request.url.path().to_owned(),
    };
    format!("{} {path} {}:{}", request.method, point.place, point.name)
}

/// The word of the DAST API for a point.
pub fn kind(request: &SiteRequest, point: &InsertionPoint) -> InsertionKind {
    match point.place {
        Place::Query => InsertionKind::Parameter,
        Place::FormField if matches!(request.body, crawl::Body::Multipart(_)) => {
            InsertionKind::MultipartParameter
        }
        Place::FormField => InsertionKind::Parameter,
        Place::JsonField => InsertionKind::JsonParameter,
        Place::Header => InsertionKind::Header,
        Place::Cookie => InsertionKind::Cookie,
        Place::PathSegment => {
            let last = request.url.path().trim_end_matches('/').split('/').count().saturating_sub(2);
            if point.name == last.to_string() { InsertionKind::UrlFilename } else { InsertionKind::UrlFolder }
        }
    }
}

/// An answer as it is shown: head and the first part of the body.
pub fn shown(exchange: &Exchange) -> String {
    let response = &exchange.response;
    let head = String::from_utf8_lossy(&response.raw_head);
    let head = head.trim_end();
    format!("{head}\n\n{}", response.text())
}
