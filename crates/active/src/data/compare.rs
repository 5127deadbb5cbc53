//! Two payloads of which one says yes and the other no, decided by pages.

use crawl::{Body, Exchange, Place, SendError, SiteRequest};
use model::evidence::WebEvidence;
use net::NetError;
use net::http::Response;
use serde_json::Value;

use crate::data::page::{Divide, Features};
use crate::data::stats;
use crate::probe::{Probe, ProbeError, shown};

/// What is put at a point.
#[derive(Debug, Clone)]
pub(crate) enum Payload {
    /// Another text.
    Text(String),
    /// The parameter several times under other names: each time its name followed by the first text, and the second as value.
    Renamed(Vec<(&'static str, String)>),
    /// Another JSON value.
    Json(Value),
}

impl Payload {
    /// As evidence names it.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Renamed(all) => {
                let shown: Vec<String> =
                    all.iter().map(|(suffix, value)| format!("{suffix}={value}")).collect();
                shown.join("&")
            }
            Self::Json(value) => value.to_string(),
        }
    }
}

/// A payload and its answer.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) value: String,
    pub(crate) exchange: Exchange,
}

/// Makes the payload that says yes or no, other random parts in it each time.
pub(crate) type Make<'a> = &'a (dyn Fn(bool) -> Payload + Send + Sync);

/// A decision: an answer of each kind.
#[derive(Debug)]
pub(crate) struct Decided {
    pub(crate) yes: Asked,
    pub(crate) no: Asked,
}

impl Decided {
    /// The answers as evidence: yes is the attack and no the control.
    pub(crate) fn evidence(&self, probe: &Probe<'_>) -> WebEvidence {
        let no = &self.no.exchange;
        probe.evidence(&self.yes.value, &self.yes.exchange).with("control", &no.raw_request, shown(no))
    }
}

/// Sends the payload.
pub(crate) async fn ask(probe: &Probe<'_>, payload: &Payload) -> Result<Asked, ProbeError> {
    let value = payload.shown();
    let request = match payload {
        Payload::Text(text) => probe.filled(text).await?,
        Payload::Renamed(all) => renamed(probe.filled("").await?, probe, all),
        Payload::Json(json) => replaced(probe.filled("").await?, probe, json)?,
    };
    match crate::fresh::send(probe.client, &request).await {
        Ok(exchange) => Ok(Asked { value, exchange }),
        // Some servers and firewalls hang up on signs that they do not like: that is an answer too, and not the end of a check.
        Err(SendError::Net(NetError::Closed | NetError::Protocol(_) | NetError::TooLarge)) => {
            Ok(Asked { value, exchange: silence(probe, request) })
        }
        Err(error) => Err(error.into()),
    }
}

/// An answer without a word.
fn silence(probe: &Probe<'_>, request: SiteRequest) -> Exchange {
    Exchange {
        raw_request: format!("{} {}", request.method, request.url.target()),
        request,
        request_bytes: 0,
        response: Response::default(),
        response_bytes: 0,
        authenticated: false,
        session: probe.client.session(),
    }
}

fn renamed(mut request: SiteRequest, probe: &Probe<'_>, all: &[(&'static str, String)]) -> SiteRequest {
    let point = probe.point;
    let rename = |fields: &mut Vec<(String, String)>| {
        let own = fields.iter().enumerate().filter(|(_, (n, _))| *n == point.name).nth(point.index);
        if let Some(at) = own.map(|(at, _)| at) {
            let new = all.iter().map(|(suffix, value)| (format!("{}{suffix}", point.name), value.clone()));
            fields.splice(at..=at, new);
        }
    };
    match (&mut request.body, point.place) {
        (_, Place::Query) => {
            let mut params = request.url.params();
            rename(&mut params);
            request.url = request.url.with_params(&params);
        }
        (Body::Form(fields), Place::FormField) => rename(fields),
        _ => {}
    }
    request
}

fn replaced(mut request: SiteRequest, probe: &Probe<'_>, json: &Value) -> Result<SiteRequest, ProbeError> {
    let Body::Json(body) = &mut request.body else { return Err(ProbeError::NoPoint) };
    *body.pointer_mut(&probe.point.name).ok_or(ProbeError::NoPoint)? = json.clone();
    Ok(request)
}

/// Whether yes and no are told apart by the answers: learnt from two of each, then shown by [`stats::PAGES`] of each in
/// random order without a mistake. What a page holds by chance (advertisements, times) may have been learnt along: a mistake is
/// one lesson more, after which everything is shown anew, [`stats::LESSONS`] times at most. The error rate is that of [`stats`].
pub(crate) async fn decide(probe: &Probe<'_>, make: Make<'_>) -> Result<Option<Decided>, ProbeError> {
    let yes = ask(probe, &make(true)).await?;
    let no = ask(probe, &make(false)).await?;
    let (mut of_yes, mut of_no) = (vec![Features::of(&yes.exchange)], vec![Features::of(&no.exchange)]);
    if Divide::learn(&of_yes, &of_no).is_none() {
        return Ok(None);
    }
    for lesson in 0..stats::LESSONS {
        of_no.push(Features::of(&ask(probe, &make(false)).await?.exchange));
        of_yes.push(Features::of(&ask(probe, &make(true)).await?.exchange));
        let Some(divide) = Divide::learn(&of_yes, &of_no) else { return Ok(None) };
        let answers = if lesson == 0 { stats::PAGES } else { stats::PAGES_AGAIN };
        match mistake(probe, make, &divide, answers).await? {
            None => return Ok(Some(Decided { yes, no })),
            Some((true, page)) => of_yes.push(page),
            Some((false, page)) => of_no.push(page),
        }
    }
    Ok(None)
}

/// The first answer of the wrong kind among `answers` of each, with the kind that it should be of.
async fn mistake(
    probe: &Probe<'_>,
    make: Make<'_>,
    divide: &Divide,
    answers: u32,
) -> Result<Option<(bool, Features)>, ProbeError> {
    for kind in stats::order(probe.client.env(), answers) {
        let page = Features::of(&ask(probe, &make(kind)).await?.exchange);
        if divide.kind(&page) != Some(kind) {
            return Ok(Some((kind, page)));
        }
    }
    Ok(None)
}
