//! What is shown of a finding.

use std::collections::BTreeMap;

use app::Ctx;
use app::web_findings::{FindingRef, WebFindingView};
use model::evidence::{Evidence, RawExchange, WebEvidence};
use model::finding::FindingState;
use model::label::Label;
use model::{Severity, TargetId, Threat};
use serde::Serialize;
use utoipa::ToSchema;

use crate::dast::around::Around;
use crate::dast::frame::{Reply, read_id, show_id};
use crate::dast::labels::view::LabelView;
use crate::dast::targets::view::SimpleTarget;
use crate::dast::views::{ChangedBy, People};
use crate::shared::query_string::pairs;

/// The severities as clients know them, with our bands.
pub(crate) const SEVERITIES: &[(&str, &str)] =
    &[("10", "low"), ("20", "medium"), ("30", "high"), ("40", "critical")];
/// The states as clients know them.
pub(crate) const STATES: &[(&str, &str)] =
    &[("notfixed", "notfixed"), ("fixed", "fixed"), ("invalid", "invalid"), ("accepted", "accepted")];
/// The methods that clients know.
const METHODS: &[&str] =
    &["get", "post", "delete", "put", "patch", "head", "trace", "options", "debug", "track"];

/// A weakness at one place of a target.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Finding {
    /// Number, unique in the target.
    id: i64,
    target: SimpleTarget,
    /// The scans that saw it, newest first.
    scans: Vec<String>,
    labels: Vec<LabelView>,
    /// What to do, in Markdown.
    fix: String,
    requests: Vec<Exchange>,
    evidence: Option<String>,
    extra: String,
    definition: DefinitionView,
    url: String,
    /// The URL without query and fragment.
    path: String,
    /// In lower case; empty where there is none.
    method: String,
    insertion_point: &'static str,
    parameter: String,
    value: String,
    params: Option<BTreeMap<String, Vec<String>>>,
    assignee: Option<ChangedBy>,
    /// `notfixed`, `fixed`, `invalid`, `accepted`.
    state: &'static str,
    /// 10 low, 20 medium, 30 high, 40 critical.
    severity: u8,
    cvss_score: f64,
    cvss_vector: String,
    last_found: String,
    retesting: bool,
    /// Whether the newest scan was the first to see it.
    new: bool,
    review_status: &'static str,
    review_reason: String,
    created_at: String,
    changed: String,
    changed_by: ChangedBy,
    comment: String,
}

/// A request and its answer, in Markdown.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Exchange {
    request: String,
    response: String,
}

/// What a finding is about.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DefinitionView {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) desc: String,
}

impl Finding {
    /// One with its target and people.
    pub(crate) async fn one(ctx: &Ctx, view: WebFindingView) -> Reply<Self> {
        let around = around(ctx, std::slice::from_ref(&view)).await?;
        Ok(Self::new(view, &around))
    }

    /// A finding among things that were read for it.
    pub(crate) fn new(view: WebFindingView, around: &Around) -> Self {
        let changed = view.found.changed();
        let state = view.found.shown_state();
        let WebFindingView { found, definition, runs, labels } = view;
        let finding = found.finding;
        let target = around.target(finding.target);
        let place = Place::of(finding.evidence.web.as_deref(), &target.site.url);
        let base = definition.as_ref().map_or(finding.severity, |d| d.severity);
        Self {
            id: finding.number,
            scans: runs.into_iter().map(show_id).collect(),
            labels: labels.iter().map(|label| shown_label(label, &around.people)).collect(),
            fix: definition.as_ref().map(|d| d.solution.clone()).unwrap_or_default(),
            requests: exchanges(&finding.evidence),
            evidence: Some(finding.evidence.summary.clone()).filter(|text| !text.is_empty()),
            extra: extra(&finding.evidence),
            definition: DefinitionView {
                id: finding.check.clone(),
                name: finding.name.clone(),
                desc: definition.as_ref().map(|d| d.summary.clone()).unwrap_or_default(),
            },
            url: place.url,
            path: place.path,
            method: place.method,
            insertion_point: place.insertion_point,
            parameter: place.parameter,
            value: place.value,
            params: place.params,
            assignee: found.assignee.map(|id| ChangedBy::of(Some(id), &around.people)),
            state,
            severity: severity(finding.severity),
            cvss_score: base.score(),
            cvss_vector: finding.cvss_vector,
            last_found: finding.last_seen.iso_micros(),
            retesting: false,
            new: finding.state == FindingState::New,
            review_status: "notrequired",
            review_reason: String::new(),
            created_at: finding.first_seen.iso_micros(),
            changed: changed.iso_micros(),
            changed_by: ChangedBy::of(found.changed_by, &around.people),
            comment: found.comment,
            target,
        }
    }
}

/// Targets and people of findings.
pub(crate) async fn around(ctx: &Ctx, views: &[WebFindingView]) -> Reply<Around> {
    let mut people = Vec::new();
    for view in views {
        people.extend([view.found.changed_by, view.found.assignee]);
        people.extend(view.labels.iter().map(|label| label.changed_by));
    }
    Around::of(ctx, views.iter().map(|v| v.found.finding.target).collect(), people).await
}

/// Target and number as one text, which names a finding in the whole account.
pub(crate) fn compound((target, number): FindingRef) -> String {
    format!("{}-{number}", show_id(target))
}

/// Reads [`compound`].
pub(crate) fn read_compound(text: &str) -> Option<FindingRef> {
    let (target, number) = text.rsplit_once('-')?;
    Some((read_id::<TargetId>(target)?, number.parse().ok().filter(|n| *n > 0)?))
}

/// The band in the numbers of the dialect. It has none for what only informs.
const fn severity(severity: Severity) -> u8 {
    match severity.threat() {
        Threat::Info | Threat::Low => 10,
        Threat::Medium => 20,
        Threat::High => 30,
        Threat::Critical => 40,
    }
}

fn shown_label(label: &Label, people: &People) -> LabelView {
    LabelView::new(label, people)
}

/// Where in the site.
struct Place {
    url: String,
    path: String,
    method: String,
    insertion_point: &'static str,
    parameter: String,
    value: String,
    params: Option<BTreeMap<String, Vec<String>>>,
}

impl Place {
    /// A finding of the site as a whole is shown at its start address.
    fn of(web: Option<&WebEvidence>, start: &str) -> Self {
        let url = web.map_or(start, |web| web.url.as_str()).to_owned();
        let end = url.find(['?', '#']).unwrap_or(url.len());
        let method = web.map(|web| web.method.to_ascii_lowercase()).unwrap_or_default();
        Self {
            path: url.get(..end).unwrap_or_default().to_owned(),
            method: if METHODS.contains(&method.as_str()) { method } else { String::new() },
            insertion_point: web.map_or("", |web| web.insertion_point.as_str()),
            parameter: web.map(|web| web.parameter.chars().take(1024).collect()).unwrap_or_default(),
            value: web.map(|web| web.value.clone()).unwrap_or_default(),
            params: params(&url),
            url,
        }
    }
}

/// The parameters of the query.
fn params(url: &str) -> Option<BTreeMap<String, Vec<String>>> {
    let query = url.split_once('?')?.1;
    let query = query.split('#').next().unwrap_or_default();
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in pairs(query).ok()? {
        out.entry(name).or_default().push(value);
    }
    (!out.is_empty()).then_some(out)
}

fn exchanges(evidence: &Evidence) -> Vec<Exchange> {
    let all = evidence.web.iter().flat_map(|web| &web.exchanges);
    all.map(|RawExchange { request, response, .. }| Exchange {
        request: fenced(request),
        response: fenced(response),
    })
    .collect()
}

/// A text as a block of code, behind a fence that the text itself does not hold: it is a target's.
fn fenced(text: &str) -> String {
    let mut fence = "```".to_owned();
    while text.contains(&fence) {
        fence.push('`');
    }
    let end = if text.ends_with('\n') { "" } else { "\n" };
    format!("{fence}http\n{text}{end}{fence}")
}

/// The named details and what each request shows.
fn extra(evidence: &Evidence) -> String {
    let mut out = Vec::new();
    for item in &evidence.items {
        out.push(format!("{}:\n{}", item.label, fenced(&item.text)));
    }
    let labels = evidence.web.iter().flat_map(|web| &web.exchanges);
    for (n, exchange) in labels.enumerate().filter(|(_, e)| !e.label.is_empty()) {
        out.push(format!("request {}: {}", n + 1, exchange.label));
    }
    out.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::evidence::InsertionKind;
    use model::{Env, Timestamp};

    #[test]
    fn compound_ids_come_back() {
        let (env, _) = Env::fake(Timestamp::from_micros(0), 1);
        let finding: FindingRef = (env.id(), 12);
        assert_eq!(read_compound(&compound(finding)), Some(finding));
        for odd in [
            "",
            "12",
            "-12",
            "x-12",
            &format!("{}-", show_id(finding.0)),
            &format!("{}-0", show_id(finding.0)),
        ] {
            assert_eq!(read_compound(odd), None, "{odd}");
        }
    }

    #[test]
    fn places_are_urls() {
        let web = WebEvidence {
            method: "POST".into(),
            url: "http://a.example/b?x=1&x=2#top".into(),
            insertion_point: InsertionKind::Parameter,
            parameter: "x".into(),
            value: "'".into(),
            exchanges: Vec::new(),
        };
        let place = Place::of(Some(&web), "http://a.example/");
        assert_eq!((place.path.as_str(), place.method.as_str()), ("http://a.example/b", "post"));
        assert_eq!(place.params.unwrap()["x"], ["1", "2"]);
        let whole = Place::of(None, "http://a.example/");
        assert_eq!(
            (whole.url.as_str(), whole.method.as_str(), whole.params),
            ("http://a.example/", "", None)
        );
    }

    #[test]
    fn a_target_cannot_leave_its_block() {
        assert_eq!(fenced("a"), "```http\na\n```");
        assert!(fenced("a\n```\n# b").starts_with("````http\n"));
    }
}
