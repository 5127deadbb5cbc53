//! Which other sites may read answers with the visitor's session.

use crawl::{Exchange, Found, SiteRequest, WebUrl};
use model::definition::Effect;
use model::evidence::InsertionKind;
use model::finding::Observation;
use model::profile::Payloads;
use model::severity::Severity;

use crate::answer::shown_around;
use crate::conclude::{Sighting, conclude};
use crate::markup::pages::pages;
use crate::markup::proof::own_host;
use crate::probe::ProbeError;
use crate::site_check::{SiteCheck, SiteProbe};

const WORDS: &[&str] = &["cors-misconfiguration"];
/// The most addresses that are asked.
const MOST_PAGES: usize = 60;

/// Sharing with other sites.
pub(crate) const CHECK: SiteCheck = SiteCheck {
    name: "cors-misconfiguration",
    words: WORDS,
    effect: Effect::Safe,
    from: Payloads::Light,
    run: |probe| {
        Box::pin(async move {
            let mut observed = Vec::new();
            let end = attack(probe, &mut observed).await;
            conclude(WORDS, observed, end)
        })
    },
};

async fn attack(probe: &SiteProbe<'_>, observed: &mut Vec<Observation>) -> Result<(), ProbeError> {
    let mut asked: Vec<WebUrl> = Vec::new();
    for page in pages(probe.site, MOST_PAGES) {
        if probe.client.net().stop().is_cancelled() {
            return Ok(());
        }
        // What the query says does not decide who may read.
        if asked.iter().any(|a| a.path() == page.path() && a.origin() == page.origin()) {
            continue;
        }
        of_page(probe, &page, observed).await?;
        asked.push(page);
    }
    Ok(())
}

/// An origin to claim, and why trusting it is a fault.
struct Claim {
    origin: String,
    why: &'static str,
}

fn claims(url: &WebUrl, t: &str) -> Vec<Claim> {
    let own = url.origin();
    let claim = |origin: String, why| Claim { origin, why };
    let scheme = if own.tls { "https" } else { "http" };
    vec![
        claim("null".to_owned(), "the origin \"null\", which any site can have by a sandboxed frame,"),
        claim(
            format!("{scheme}://{}.{}", own.host, own_host(t)),
            "any origin that begins with the host's name",
        ),
        claim(format!("{scheme}://{t}{}", own.host), "any origin that ends with the host's name"),
    ]
}

async fn of_page(
    probe: &SiteProbe<'_>,
    page: &WebUrl,
    observed: &mut Vec<Observation>,
) -> Result<(), ProbeError> {
    let t = probe.token();
    let first = Claim { origin: format!("https://{}", own_host(&t)), why: "every origin" };
    let Ok(answer) = ask(probe, page, &first.origin).await else { return Ok(()) };
    let shares = answer.response.header("access-control-allow-origin").is_some();
    let varies = answer.response.header("vary").is_some_and(|v| v.to_ascii_lowercase().contains("origin"));
    let credentials = answer.response.header("access-control-allow-credentials").is_some();
    if report(probe, page, &first, &answer, None, observed) || !(shares || varies || credentials) {
        return Ok(());
    }
    for claim in claims(page, &t) {
        let Ok(attack) = ask(probe, page, &claim.origin).await else { continue };
        if report(probe, page, &claim, &attack, Some(&answer), observed) {
            return Ok(());
        }
    }
    Ok(())
}

async fn ask(probe: &SiteProbe<'_>, page: &WebUrl, origin: &str) -> Result<Exchange, ProbeError> {
    let mut request = SiteRequest::get(page.clone(), Found::Link);
    request.headers.push(("Origin".to_owned(), origin.to_owned()));
    probe.send(&request).await
}

/// Reports what the answer allows; whether there was something.
fn report(
    probe: &SiteProbe<'_>,
    page: &WebUrl,
    claim: &Claim,
    answer: &Exchange,
    control: Option<&Exchange>,
    observed: &mut Vec<Observation>,
) -> bool {
    let value = |name: &str| answer.response.header(name).unwrap_or_default().trim().to_owned();
    let allowed = value("access-control-allow-origin") == claim.origin;
    let credentials = value("access-control-allow-credentials").eq_ignore_ascii_case("true");
    // Without the session every site can fetch an answer by itself.
    if !allowed || !credentials {
        return false;
    }
    let mut web = probe.evidence(InsertionKind::Header, "Origin", &claim.origin, answer, "");
    if let Some(control) = control {
        web = web.with("control", &control.raw_request, shown_around(control, ""));
    }
    let summary = format!("{} may read the answer with the session of the visitor", claim.why);
    // Where there is no session, nothing is given away yet.
    let severity = (!answer.authenticated).then(|| Severity::from_tenths(54));
    let sighting = Sighting::confirmed("cors-misconfiguration", summary, web).severity(severity);
    observed.push(probe.observe(sighting, page, format!("GET {}", page.path())));
    true
}
