//! Sites that stop to answer: what was not answered is told, and proves nothing.

use std::time::Duration;

use active::{Outcome, Probe, SiteProbe, checks, site_checks};
use crawl::{Body, Site};
use model::definition::Effect;
use model::profile::Payloads;

use crate::support::{Seen, client_with, get, host, page, point, post, site};

/// Answers the page itself and nothing else; connections stay open.
fn stops(s: &Seen) -> Vec<u8> {
    if s.target == "/?q=7" { page("Item 7") } else { Vec::new() }
}

/// How long an answer is waited for. Nothing that is measured depends on it.
const WAIT: Duration = Duration::from_millis(150);

#[track_caller]
fn untold(outcome: &Outcome, words: &[&str], what: &str) {
    assert!(outcome.observed.is_empty() && outcome.covered.is_empty(), "{what}: {outcome:#?}");
    for word in words {
        let why = outcome.not_covered.iter().find(|(w, _)| w == word).map(|(_, why)| why.as_str());
        assert_eq!(why, Some("request failed: request failed: timed out"), "{what}, {word}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn points_are_not_covered() {
    const POINTS: &[&str] = &["path", "code", "command", "sql", "nosql", "xpath", "ldap"];
    for name in POINTS {
        let (port, _) = site(stops).await;
        let (client, host) = (client_with(Effect::Intrusive, WAIT), host());
        let request = get(port, "/?q=7");
        let point = point(&request, "q");
        let baseline = client.send(&request).await.unwrap();
        let probe = Probe {
            client: &client,
            request: &request,
            point: &point,
            host: &host,
            is_parameter: false,
            also: &[],
            payloads: Payloads::Normal,
            baseline: Some(&baseline),
            refresh: true,
            stack: &[],
            callback: None,
            time_unit: Duration::from_millis(120),
            memo: active::Memo::default(),
        };
        let check = checks().iter().find(|c| c.name == *name).unwrap();
        assert!((check.applies)(&probe), "{name}");
        untold(&(check.run)(&probe).await, check.words, name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sites_are_not_covered() {
    for name in ["path-folders", "xxe-bodies"] {
        let (port, _) = site(stops).await;
        let (client, host) = (client_with(Effect::Intrusive, WAIT), host());
        let mut body = post(port, "/items", &[]);
        body.body = Body::Json(serde_json::json!({"id": 1}));
        let site = Site { requests: vec![get(port, "/?q=7"), body], ..Site::default() };
        let probe = SiteProbe {
            client: &client,
            site: &site,
            host: &host,
            payloads: Payloads::Normal,
            stack: &[],
            callback: None,
        };
        let check = site_checks().iter().find(|c| c.name == name).unwrap();
        untold(&(check.run)(&probe).await, check.words, name);
    }
}
