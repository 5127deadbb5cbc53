//! Scripting by parts of a request that are no insertion points: what follows the path, parameters of any name, the names
//! of files.

use crawl::{Exchange, Found, SiteRequest, WebUrl};
use model::definition::Effect;
use model::evidence::InsertionKind;
use model::finding::Observation;
use model::profile::Payloads;

use crate::answer::shown_around;
use crate::conclude::{Sighting, conclude};
use crate::fresh::refreshed;
use crate::markup::context::{contexts, find};
use crate::markup::medium::{Medium, medium, policy_blocks_inline};
use crate::markup::pages::pages;
use crate::markup::payload;
use crate::markup::proof::Proof;
use crate::markup::slot::Slot;
use crate::markup::xss::proven;
use crate::probe::ProbeError;
use crate::site_check::{SiteCheck, SiteProbe};

const WORDS: &[&str] = &["xss-reflected"];
/// The most pages that are asked.
const MOST_PAGES: usize = 30;
/// The most requests that are looked at for files.
const MOST_REQUESTS: usize = 5_000;
/// The most payloads of a way.
const MOST_PAYLOADS: usize = 6;

/// Scripting by the address itself.
pub(crate) const CHECK: SiteCheck = SiteCheck {
    name: "xss-address",
    words: WORDS,
    effect: Effect::Safe,
    from: Payloads::Normal,
    run: |probe| {
        Box::pin(async move {
            let mut observed = Vec::new();
            let end = attack(probe, &mut observed).await;
            conclude(WORDS, observed, end)
        })
    },
};

/// A part of an address that no page offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// A segment behind the path.
    Behind,
    /// The name of a parameter.
    Name,
}

impl Way {
    /// The address with `value` there.
    fn with(self, page: &WebUrl, value: &str) -> WebUrl {
        match self {
            Self::Behind => {
                let value: String = value.bytes().map(escaped).collect();
                page.with_path(&format!("{}/{value}", page.path().trim_end_matches('/')))
            }
            Self::Name => {
                let mut params = page.params();
                params.push((value.to_owned(), "1".to_owned()));
                page.with_params(&params)
            }
        }
    }

    fn kind(self) -> InsertionKind {
        match self {
            Self::Behind => InsertionKind::UrlFilename,
            Self::Name => InsertionKind::ArbitraryParameter,
        }
    }

    /// As places of findings name it.
    fn place(self) -> &'static str {
        match self {
            Self::Behind => "path:*",
            Self::Name => "query:*",
        }
    }

    fn describe(self) -> &'static str {
        match self {
            Self::Behind => "what follows the path of the address",
            Self::Name => "the name of any parameter",
        }
    }
}

fn escaped(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}

async fn attack(probe: &SiteProbe<'_>, observed: &mut Vec<Observation>) -> Result<(), ProbeError> {
    let mut asked: Vec<WebUrl> = Vec::new();
    let missing = of_missing(probe, observed).await?;
    for page in pages(probe.site, MOST_PAGES) {
        if probe.client.net().stop().is_cancelled() {
            break;
        }
        if asked.iter().any(|a| a.path() == page.path()) {
            continue;
        }
        for way in [Way::Behind, Way::Name] {
            // What answers behind every path is one program: a few places show it.
            // Behind the root stands what is missing.
            if way == Way::Behind && page.path() == "/" {
                continue;
            }
            let everywhere = observed.iter().filter(|o| o.place.ends_with(way.place())).count() >= 3;
            if !everywhere {
                let page = Asked { url: &page, place: format!("GET {} {}", page.path(), way.place()) };
                of_way(probe, &page, way, missing, observed).await?;
            }
        }
        asked.push(page);
    }
    for request in probe.site.requests.iter().take(MOST_REQUESTS) {
        for slot in Slot::file_names(request) {
            of_file(probe, request, &slot, observed).await;
        }
    }
    Ok(())
}

/// Tries the name of a file that is sent along.
async fn of_file(probe: &SiteProbe<'_>, request: &SiteRequest, slot: &Slot, observed: &mut Vec<Observation>) {
    let fill = async |value: &str| {
        let fresh = refreshed(probe.client, request, "").await;
        let filled = slot.with(fresh.as_ref().unwrap_or(request), value)?;
        probe.send(&filled).await.ok()
    };
    let token = probe.token();
    let Some(control) = fill(&token).await else { return };
    if medium(&control) == Medium::Inert {
        return;
    }
    for context in contexts(&control.response.body, &token).iter().take(2) {
        let t = probe.token();
        for value in payload::payloads(context, &t).plain.into_iter().take(MOST_PAYLOADS) {
            let Some(answer) = fill(&value).await else { continue };
            let Some(proof) = proven(&answer, &t, false).filter(Proof::runs) else { continue };
            let found = Proven { answer: &answer, control: &control, token: &token, value: &value, t: &t };
            let part = Part { kind: slot.kind(request), name: slot.name(), what: &slot.describe() };
            observed.push(seen(probe, &found, &part, &proof, &request.url, slot.place(request)));
            return;
        }
    }
}

/// What was sent and what came back.
struct Proven<'a> {
    answer: &'a Exchange,
    control: &'a Exchange,
    token: &'a str,
    value: &'a str,
    t: &'a str,
}

/// The part of the request that took the value.
struct Part<'a> {
    kind: InsertionKind,
    name: &'a str,
    what: &'a str,
}

fn seen(
    probe: &SiteProbe<'_>,
    found: &Proven<'_>,
    part: &Part<'_>,
    proof: &Proof,
    url: &WebUrl,
    place: String,
) -> Observation {
    let web = probe.evidence(part.kind, part.name, found.value, found.answer, found.t).with(
        "control",
        &found.control.raw_request,
        shown_around(found.control, found.token),
    );
    let summary = format!("{} comes back as {} and would run in the browser", part.what, proof.describe());
    let sighting = if policy_blocks_inline(&found.answer.response) {
        Sighting::likely("xss-reflected", summary, web)
    } else {
        Sighting::confirmed("xss-reflected", summary, web)
    };
    probe.observe(sighting, url, place)
}

/// A page whose address is tried, and where findings of it are.
struct Asked<'a> {
    url: &'a WebUrl,
    place: String,
}

/// Tries the page for entries that are missing; gives its status if it is at fault. It answers behind other paths too.
async fn of_missing(
    probe: &SiteProbe<'_>,
    observed: &mut Vec<Observation>,
) -> Result<Option<u16>, ProbeError> {
    let Some(any) = pages(probe.site, 1).pop() else { return Ok(None) };
    let root = Asked { url: &any.with_path("/").with_params(&[]), place: "GET /* path:0".to_owned() };
    of_way(probe, &root, Way::Behind, None, observed).await
}

/// Tries one way; gives the status of the page that was at fault. A page with the status `known` is that one again.
async fn of_way(
    probe: &SiteProbe<'_>,
    page: &Asked<'_>,
    way: Way,
    known: Option<u16>,
    observed: &mut Vec<Observation>,
) -> Result<Option<u16>, ProbeError> {
    let token = probe.token();
    let Some(control) = ask(probe, way.with(page.url, &token)).await else { return Ok(None) };
    let status = control.response.status;
    let again = way == Way::Behind && status >= 400 && known == Some(status);
    if again || medium(&control) == Medium::Inert || find(&control.response.text(), &token).is_none() {
        return Ok(None);
    }
    for context in contexts(&control.response.body, &token).iter().take(3) {
        let t = probe.token();
        for value in payload::payloads(context, &t).plain.into_iter().take(MOST_PAYLOADS) {
            let Some(answer) = ask(probe, way.with(page.url, &value)).await else { continue };
            let Some(proof) = proven(&answer, &t, false).filter(Proof::runs) else { continue };
            let found = Proven { answer: &answer, control: &control, token: &token, value: &value, t: &t };
            let part = Part { kind: way.kind(), name: "", what: way.describe() };
            observed.push(seen(probe, &found, &part, &proof, page.url, page.place.clone()));
            return Ok(Some(status));
        }
    }
    Ok(None)
}

async fn ask(probe: &SiteProbe<'_>, url: WebUrl) -> Option<Exchange> {
    probe.send(&SiteRequest::get(url, Found::Link)).await.ok()
}
