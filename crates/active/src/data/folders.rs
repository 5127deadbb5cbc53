//! Servers of files that leave their folder where the path of the request itself leads upwards.
//!
//! Browsers and clients settle `/../` before they send it, and so does every address of a crawl: here the request line is
//! written as it is meant. Files and proof are those of the check at insertion points.

mod beside;
mod choose;
mod ways;

use crawl::{Exchange, Found, SendError, SiteRequest, WebUrl};
use model::evidence::{InsertionKind, WebEvidence};
use model::finding::Observation;
use net::NetError;

use self::choose::{Folder, folders};
use self::ways::{Way, ways};
use crate::conclude::{Sighting, conclude};
use crate::probe::{ProbeError, shown};
use crate::{Running, SiteProbe};

/// The words of this check.
pub(crate) const WORDS: &[&str] = &[TRAVERSAL];
const TRAVERSAL: &str = "path-traversal";

/// Tries to leave each folder.
pub(crate) fn run<'a>(probe: &'a SiteProbe<'a>) -> Running<'a> {
    Box::pin(async move {
        let mut observed = Vec::new();
        let end = leave_all(probe, &mut observed).await;
        conclude(WORDS, observed, end)
    })
}

async fn leave_all(probe: &SiteProbe<'_>, observed: &mut Vec<Observation>) -> Result<(), ProbeError> {
    // What serves a folder serves those below it: there the same weakness would only be told again.
    let mut weak: Vec<WebUrl> = Vec::new();
    for folder in folders(probe.site) {
        let address = &folder.address;
        let below = |top: &WebUrl| top.origin() == address.origin() && address.path().starts_with(top.path());
        if weak.iter().any(below) {
            continue;
        }
        if let Some(found) = leave(probe, &folder).await? {
            observed.push(found);
            weak.push(folder.address);
        }
    }
    Ok(())
}

/// The first way that leads out of a folder.
async fn leave(probe: &SiteProbe<'_>, folder: &Folder) -> Result<Option<Observation>, ProbeError> {
    let place = format!("GET {}* path", folder.address.path());
    if let Some(sighting) = outside(probe, &folder.address).await? {
        return Ok(Some(probe.observe(sighting, &folder.address, place)));
    }
    let beside = beside::leave(probe, folder).await?;
    Ok(beside.map(|sighting| probe.observe(sighting, &folder.address, place)))
}

/// A file of the machine.
async fn outside(probe: &SiteProbe<'_>, folder: &WebUrl) -> Result<Option<Sighting>, ProbeError> {
    let windows = probe.stack.iter().any(|s| ["windows", "iis", "asp.net"].iter().any(|w| s.contains(w)));
    for way in ways(probe.payloads, windows, folder.path()) {
        let target = way.target(folder.path());
        let Some(attack) = ask(probe, folder, &target).await? else { continue };
        let Some(text) = way.file.proof().find(&attack.response.text()) else { continue };
        if let Some(sighting) = confirm(probe, folder, &way, &attack, &text).await? {
            return Ok(Some(sighting));
        }
    }
    Ok(None)
}

/// The file beside it must not look like that, and the file itself must do so again.
async fn confirm(
    probe: &SiteProbe<'_>,
    folder: &WebUrl,
    way: &Way,
    attack: &Exchange,
    text: &str,
) -> Result<Option<Sighting>, ProbeError> {
    let proof = way.file.proof();
    let holds = |answer: &Exchange| proof.find(&answer.response.text()).is_some();
    let target = way.target(folder.path());
    let control = ask(probe, folder, &way.beside(folder.path(), &probe.token())).await?;
    // A server that hangs up on a file that is not there leaves nothing to compare with.
    let Some(control) = control.filter(|c| !holds(c)) else { return Ok(None) };
    let again = ask(probe, folder, &target).await?;
    if !again.is_some_and(|a| holds(&a)) {
        return Ok(None);
    }
    let summary = format!(
        "The answer to a path that leads out of \"{}\" holds {} ({}), twice in two tries; with the name of a file that is not \
         there it does not",
        folder.path(),
        proof.what(),
        text.lines().next().unwrap_or_default()
    );
    let web = evidence(probe, folder, &target, attack, text);
    Ok(Some(Sighting::confirmed(
        TRAVERSAL,
        summary,
        web.with("control", &control.raw_request, shown(&control)),
    )))
}

/// Evidence that begins with the attack, its address as asked for: the usual form would be that of another file.
fn evidence(
    probe: &SiteProbe<'_>,
    folder: &WebUrl,
    target: &str,
    attack: &Exchange,
    marker: &str,
) -> WebEvidence {
    let value = target.strip_prefix(folder.path()).unwrap_or(target);
    let mut web = probe.evidence(InsertionKind::UrlFilename, "", value, attack, marker);
    web.url = format!("{}{target}", folder.as_str().strip_suffix(folder.path()).unwrap_or_default());
    web
}

/// Asks for a path as it is written; `None` if the server hung up or answered with something that is no HTTP.
async fn ask(probe: &SiteProbe<'_>, folder: &WebUrl, target: &str) -> Result<Option<Exchange>, ProbeError> {
    let request = SiteRequest::get(folder.clone(), Found::Parent);
    match probe.client.send_as_written(&request, target).await {
        Ok(exchange) => Ok(Some(exchange)),
        Err(SendError::Net(NetError::Closed | NetError::Protocol(_) | NetError::TooLarge)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
