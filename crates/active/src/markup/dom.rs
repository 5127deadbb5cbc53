//! Scripts of a page that put what stands in its address where it becomes markup or code: judged by reading them.

use std::collections::BTreeSet;

use crawl::{Exchange, Found, SiteRequest, WebUrl};
use model::definition::Effect;
use model::evidence::InsertionKind;
use model::finding::Observation;
use model::profile::Payloads;

use crate::conclude::{Sighting, conclude};
use crate::markup::context::script_of;
use crate::markup::flow::{Flow, flows};
use crate::markup::html::{Holder, Node, read};
use crate::markup::medium::{Medium, final_medium};
use crate::markup::pages::pages;
use crate::probe::ProbeError;
use crate::site_check::{SiteCheck, SiteProbe};

const WORDS: &[&str] = &["xss-dom", "open-redirect-dom"];
/// The most pages that are read.
const MOST_PAGES: usize = 60;
/// The most script files that are read.
const MOST_FILES: usize = 40;
/// The most bytes of a script file; larger ones are libraries.
const LARGEST: usize = 200 * 1024;

/// Scripting in the browser.
pub(crate) const CHECK: SiteCheck = SiteCheck {
    name: "xss-dom",
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
    let mut files: BTreeSet<WebUrl> = BTreeSet::new();
    for page in pages(probe.site, MOST_PAGES) {
        if probe.client.net().stop().is_cancelled() {
            return Ok(());
        }
        let Ok(answer) = probe.send(&SiteRequest::get(page.clone(), Found::Link)).await else { continue };
        if final_medium(&answer) != Medium::Html {
            continue;
        }
        let (code, sources) = scripts(&answer);
        files.extend(sources);
        report(probe, &answer, &flows(&code), observed);
    }
    for file in files.into_iter().filter(|f| !is_library(f)).take(MOST_FILES) {
        let Ok(answer) = probe.send(&SiteRequest::get(file, Found::Link)).await else { continue };
        if answer.response.status == 200 && answer.response.body.len() <= LARGEST {
            let found = flows(&answer.response.text());
            report(probe, &answer, &found, observed);
        }
    }
    Ok(())
}

/// The code of a page, and the script files of its own site.
fn scripts(answer: &Exchange) -> (String, Vec<WebUrl>) {
    let own = answer.request.url.origin();
    let (mut code, mut files) = (String::new(), Vec::new());
    for placed in read(&answer.response.body) {
        match placed.node {
            Node::Text { text, holder: Holder::Script } => {
                code.push_str(&text);
                code.push_str("\n;\n");
            }
            Node::Start { name, attributes } => {
                for attribute in &attributes {
                    if name == "script" && attribute.name == "src" {
                        let file = answer.request.url.join(&attribute.value).ok();
                        files.extend(file.filter(|f| f.origin() == own));
                    } else if let Some(inline) = script_of(&attribute.name, &attribute.value) {
                        code.push_str(inline);
                        code.push_str("\n;\n");
                    }
                }
            }
            _ => {}
        }
    }
    (code, files)
}

/// Whether a file is a known library by its name: those take what they are given, the fault is at the caller.
fn is_library(file: &WebUrl) -> bool {
    let name = file.path().rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    const NAMES: &[&str] = &[
        "jquery",
        "bootstrap",
        "angular",
        "react",
        "vue",
        "lodash",
        "moment",
        "modernizr",
        "d3.",
        "popper",
        "polyfill",
    ];
    NAMES.iter().any(|n| name.starts_with(n)) || name.ends_with(".min.js")
}

fn report(probe: &SiteProbe<'_>, answer: &Exchange, found: &[Flow], observed: &mut Vec<Observation>) {
    let url = &answer.request.url;
    let is_address = |f: &Flow| f.sink == "an address";
    // An address whose scheme can be chosen runs scripts as well as it leads away.
    let scripts = found.iter().find(|f| f.runs && !is_address(f)).or_else(|| found.iter().find(|f| f.runs));
    let leads = found.iter().find(|f| is_address(f));
    for (word, flow) in [("xss-dom", scripts), ("open-redirect-dom", leads)] {
        let Some(flow) = flow else { continue };
        let place = format!("GET {}", url.path());
        if observed.iter().any(|o| o.check == word && o.place == place) {
            continue;
        }
        let start: String = flow.statement.chars().take(40).collect();
        let web = probe.evidence(InsertionKind::None, "", "", answer, &start);
        let scheme = if word == "xss-dom" && is_address(flow) {
            ", even one that begins with javascript:"
        } else {
            ""
        };
        let summary = format!(
            "a script uses what other sites can choose as {}{scheme} without cleaning it: \"{}\"",
            flow.sink, flow.statement
        );
        observed.push(probe.observe(Sighting::likely(word, summary, web), url, place));
    }
}
