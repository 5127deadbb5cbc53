//! Attacks on what stands behind the application.

mod calls;
mod confused;
mod execution;
mod files;
mod folders;
mod mirrors;
mod queries;
mod silence;
mod sql;
mod sql_engine;
mod xml;

use std::time::Duration;

use active::{Outcome, Probe, checks};
use crawl::{InsertionPoint, SiteRequest};
use model::definition::Effect;
use model::profile::Payloads;
use net::CallbackListener;

use crate::support::{client, get, host, point, words};

/// How a check is run.
pub(crate) struct Run<'a> {
    pub(crate) payloads: Payloads,
    pub(crate) callback: Option<&'a CallbackListener>,
    pub(crate) stack: &'a [String],
}

impl Default for Run<'_> {
    fn default() -> Self {
        Self { payloads: Payloads::Thorough, callback: None, stack: &[] }
    }
}

impl Run<'_> {
    /// Runs the check of that name at the point.
    pub(crate) async fn at(&self, name: &str, request: &SiteRequest, point: &InsertionPoint) -> Outcome {
        let client = client(Effect::Intrusive);
        let baseline = client.send(request).await.ok();
        let host = host();
        let probe = Probe {
            client: &client,
            request,
            point,
            host: &host,
            is_parameter: false,
            also: &[],
            payloads: self.payloads,
            baseline: baseline.as_ref(),
            refresh: true,
            stack: self.stack,
            callback: self.callback,
            // Long enough for a busy machine, short enough for a test.
            time_unit: Duration::from_millis(120),
            memo: active::Memo::default(),
        };
        let check = checks().iter().find(|c| c.name == name).unwrap_or_else(|| panic!("no check {name}"));
        if (check.applies)(&probe) { (check.run)(&probe).await } else { Outcome::default() }
    }

    /// Runs it at a parameter of a GET.
    pub(crate) async fn get(&self, name: &str, port: u16, path: &str, parameter: &str) -> Outcome {
        let request = get(port, path);
        let point = point(&request, parameter);
        self.at(name, &request, &point).await
    }
}

/// Asserts the words that were observed, and that each comes with an attack and a control.
#[track_caller]
pub(crate) fn expect(outcome: &Outcome, expected: &[&str], what: &str) {
    assert_eq!(words(outcome), expected, "{what}: {outcome:#?}");
    for observation in &outcome.observed {
        let web = observation.evidence.web.as_ref().unwrap();
        let labels: Vec<&str> = web.exchanges.iter().map(|e| e.label.as_str()).collect();
        assert!(labels.starts_with(&["attack", "control"]), "{what}: {labels:?}");
        assert!(observation.evidence.summary.len() > 40, "{what}");
    }
}
