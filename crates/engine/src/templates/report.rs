//! From a match to an observation.

use crawl::WebUrl;
use model::evidence::{Evidence, InsertionKind, MAX_ITEM, WebEvidence};
use model::finding::{Confidence, Observation};
use model::host::{Host, Port};
use net::{Net, NetError};
use template::expr::Value;
use template::{Match, RequestSpec, Template};

use super::cache::Answer;

/// What is shown before the text that matters, in bytes.
const LEAD: usize = 1024;
/// The most values of one extractor that are shown.
const MOST_VALUES: usize = 10;
/// The longest value that is shown, in characters.
const LONGEST_VALUE: usize = 200;

/// All that is known of a match.
pub(super) struct Told<'a> {
    pub(super) template: &'a Template,
    pub(super) spec: &'a RequestSpec,
    pub(super) answer: &'a Answer,
    /// The answer to a control request that did not match.
    pub(super) control: Option<&'a Answer>,
    pub(super) found: &'a Match,
}

/// The host of an address, as findings call it.
pub(super) async fn host(net: &Net, url: &WebUrl) -> Result<Host, NetError> {
    let origin = url.origin();
    let hosts = Box::pin(net.resolve(origin.bare_host())).await?;
    hosts.into_iter().next().ok_or(NetError::Unreachable)
}

pub(super) fn observation(told: &Told<'_>, host: Host, confidence: Confidence) -> Observation {
    let Told { template, spec, answer, control, found } = told;
    let path = spec.target.split('?').next().unwrap_or("/");
    let path: String = path.chars().take(500).collect();
    let mut evidence = Evidence::new(format!(
        "{} at \"{path}\": the answer (status {}) met the conditions of the check.",
        template.info.name, answer.response.status
    ));
    if !found.names.is_empty() {
        evidence = evidence.with("matched", found.names.join(", "));
    }
    for extracted in &found.extracted {
        let label = if extracted.name.is_empty() { "extracted" } else { &extracted.name };
        let values: Vec<String> = extracted.values.iter().take(MOST_VALUES).map(shown_value).collect();
        evidence = evidence.with(label, values.join("\n"));
    }
    for (name, value) in &found.payload {
        evidence = evidence.with(&format!("payload {name}"), shown_value(value));
    }
    let around = found.extracted.iter().find_map(|e| e.values.first()).map(Value::to_bytes);
    let web = WebEvidence {
        method: spec.method.clone(),
        url: answer.url.to_string(),
        insertion_point: InsertionKind::None,
        parameter: String::new(),
        value: String::new(),
        exchanges: Vec::new(),
    };
    let mut web = web.with("attack", &answer.request, shown(answer, around.as_deref()));
    if let Some(control) = control {
        web = web.with("control", &control.request, shown(control, None));
    }
    evidence.web = Some(Box::new(web));
    Observation {
        check: template::word(&template.id),
        host,
        port: Some(Port::tcp(answer.url.origin().port)),
        place: format!("{} {path}", spec.method),
        confidence,
        severity: None,
        evidence,
    }
}

fn shown_value(value: &Value) -> String {
    value.to_text().chars().take(LONGEST_VALUE).collect()
}

/// Head and body; of a long body the part around what was extracted.
fn shown(answer: &Answer, around: Option<&[u8]>) -> String {
    let body = &answer.response.body;
    let at = around
        .filter(|text| !text.is_empty() && text.len() <= MAX_ITEM)
        .and_then(|text| body.windows(text.len()).take(1 << 20).position(|window| window == text));
    let from = match at {
        Some(at) if at + LEAD > MAX_ITEM / 2 => at.saturating_sub(LEAD),
        _ => 0,
    };
    let part = body.get(from..body.len().min(from + MAX_ITEM)).unwrap_or_default();
    let gap = if from > 0 { "[…]\n" } else { "" };
    format!("{}\n\n{gap}{}", answer.head, String::from_utf8_lossy(part))
}
