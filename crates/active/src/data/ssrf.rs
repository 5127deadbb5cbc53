//! Requests that the server sends where it is told, and code that it fetches from there.

use model::finding::Observation;
use model::profile::Payloads;

use crate::Running;
use crate::conclude::Sighting;
use crate::data::verdict::Verdict;
use crate::data::{callback, point};
use crate::probe::{Probe, ProbeError};

/// The words of this check.
pub(crate) const WORDS: &[&str] = &[SSRF, INCLUSION];
const SSRF: &str = "ssrf";
const INCLUSION: &str = "file-inclusion-remote";

/// `{U}` is the address, `{R}` what stands behind its scheme, `{H}` the host that the present value names, `{V}` the present value,
/// `{X}` its extension.
const TEMPLATES: &[(Payloads, &str)] = &[
    (Payloads::Light, "{U}"),
    (Payloads::Normal, "//{R}"),
    (Payloads::Normal, "{U}?"),
    (Payloads::Normal, "{U}#{V}"),
    (Payloads::Normal, "{U}.{X}"),
    (Payloads::Normal, "http://{H}@{R}"),
    (Payloads::Normal, "{R}"),
    (Payloads::Thorough, "HTTP://{R}"),
    (Payloads::Thorough, "{U}?u={V}"),
    (Payloads::Thorough, "http:\\\\{R}"),
    (Payloads::Thorough, "http:{R}"),
    (Payloads::Thorough, "gopher://{G}"),
    (Payloads::Thorough, "dict://{R}"),
    (Payloads::Thorough, "url:{U}"),
    (Payloads::Thorough, "@{R}"),
    (Payloads::Thorough, "%0a{U}"),
];

/// Tries every form of the address.
pub(crate) fn run<'a>(probe: &'a Probe<'a>) -> Running<'a> {
    Box::pin(async move {
        let mut verdict = Verdict::new(WORDS);
        let end = attempts(probe, &mut verdict).await;
        verdict.end(end)
    })
}

/// Whether there is a listener to call.
pub(crate) fn applies(probe: &Probe<'_>) -> bool {
    probe.callback.is_some() && (point::takes_data(probe) || probe.payloads >= Payloads::Thorough)
}

async fn attempts(probe: &Probe<'_>, verdict: &mut Verdict) -> Result<(), ProbeError> {
    let Some(listener) = probe.callback else { return Ok(()) };
    let host = host_of(&probe.point.value).unwrap_or_else(|| probe.request.url.origin().host);
    let host = &host;
    let templates = TEMPLATES.iter().filter(|(from, _)| *from <= probe.payloads);
    let attacks: Vec<_> =
        templates.map(|(_, template)| move |url: &str| fill(probe, template, url, host)).collect();
    let attacks: Vec<callback::WithUrl<'_>> = attacks.iter().map(|a| a as callback::WithUrl<'_>).collect();
    // The same words, but no address.
    let control = |url: &str| url.replace("://", " ").replace([':', '/'], " ");
    if let Some(called) = callback::prove(probe, listener, &attacks, &control).await? {
        let (word, observed) = judged(probe, called);
        verdict.proven(word, observed);
        return Ok(());
    }
    verdict.no(SSRF);
    verdict.no(INCLUSION);
    Ok(())
}

fn judged(probe: &Probe<'_>, called: callback::Called) -> (&'static str, Observation) {
    let (word, what) = match (called.executed, called.read) {
        (true, _) => (INCLUSION, "The server ran as PHP what it fetched from an address in the value"),
        (_, true) => (SSRF, "The server fetches the address in the value and shows what it got"),
        _ => (SSRF, "The server fetches the address in the value"),
    };
    let sighting = Sighting::confirmed(word, format!("{what}: {}", called.summary), called.web);
    (word, probe.observe(sighting))
}

fn fill(probe: &Probe<'_>, template: &str, url: &str, host: &str) -> String {
    let rest = url.strip_prefix("http://").unwrap_or(url);
    let gopher = rest.replacen('/', "/_", 1);
    let value = probe.point.value.as_str();
    let extension = value.rsplit_once('.').map_or("png", |(_, x)| x);
    let extension = if extension.len() <= 5 && !extension.contains('/') { extension } else { "png" };
    template
        .replace("{U}", url)
        .replace("{R}", rest)
        .replace("{G}", &gopher)
        .replace("{H}", host)
        .replace("{X}", extension)
        .replace("{V}", value)
}

/// The host that a value names, if it is an address.
fn host_of(value: &str) -> Option<String> {
    let url = crawl::WebUrl::parse(value).ok()?;
    Some(url.origin().host)
}
