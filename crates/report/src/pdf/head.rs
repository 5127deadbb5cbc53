//! Cover, scope and coverage.

use model::report::ReportHead;
use model::run::Compliance;
use serde::Serialize;

use super::prose::line;
use crate::text::thousands;

/// Rows of what was not tested; the rest is counted.
const GAPS: usize = 200;

/// The cover and the running heads.
#[derive(Serialize)]
pub(super) struct Cover {
    title: String,
    organization: String,
    product: &'static str,
    product_text: &'static str,
    facts: Vec<(&'static str, String)>,
    verdict: Option<Verdict>,
    /// Year, month and day for the file's properties.
    date: Option<(i16, i8, i8)>,
    date_text: String,
    generator: String,
}

#[derive(Serialize)]
struct Verdict {
    key: &'static str,
    word: &'static str,
    text: &'static str,
}

impl Cover {
    pub(super) fn new(head: &ReportHead) -> Self {
        let at =
            head.finished_at.or(head.started_at).map(|at| at.to_jiff().to_zoned(jiff::tz::TimeZone::UTC));
        let time = |at: Option<model::Timestamp>| at.map_or_else(|| "–".to_owned(), model::Timestamp::human);
        Self {
            title: line(&head.title, 160),
            organization: line(&head.organization, 120),
            product: head.product.title(),
            product_text: head.product.description(),
            facts: vec![
                ("Scan", line(&head.scan_name, 160)),
                ("Target", line(&head.target_name, 160)),
                ("Profile", line(&head.profile, 120)),
                ("Started", time(head.started_at)),
                ("Finished", time(head.finished_at)),
                ("Run", line(&head.run, 80)),
            ],
            verdict: head.compliance.map(verdict),
            // A document date outside the years that PDF can write is left out.
            date: at
                .as_ref()
                .filter(|at| (1..=9999).contains(&at.year()))
                .map(|at| (at.year(), at.month(), at.day())),
            date_text: at.map_or_else(String::new, |at| at.strftime("%-d %B %Y").to_string()),
            generator: line(&head.generator, 80),
        }
    }
}

const fn verdict(compliance: Compliance) -> Verdict {
    match compliance {
        Compliance::Pass => Verdict {
            key: "pass",
            word: "PASS",
            text: "No finding of this run fails the compliance rules of the product.",
        },
        Compliance::Fail => Verdict {
            key: "fail",
            word: "FAIL",
            text: "At least one finding of this run fails the compliance rules of the product.",
        },
    }
}

/// What was tested, how, and what was not.
#[derive(Serialize)]
pub(super) struct Scope {
    rows: Vec<(&'static str, String)>,
    tested: Vec<(&'static str, String)>,
    gaps: Vec<(String, String)>,
    more_gaps: Option<String>,
}

impl Scope {
    pub(super) fn new(head: &ReportHead) -> Self {
        let coverage = &head.coverage;
        let or_none = |text: &str| if text.trim().is_empty() { "none".to_owned() } else { line(text, 3_000) };
        let state = match &head.run_reason {
            Some(reason) => format!("{} – {}", line(&head.run_state, 40), line(reason, 400)),
            None => line(&head.run_state, 40),
        };
        let more = coverage.not_tested.len().saturating_sub(GAPS) as u64;
        Self {
            rows: vec![
                ("Hosts in scope", or_none(&head.hosts_in_scope)),
                ("Excluded hosts", or_none(&head.hosts_excluded)),
                ("Profile", line(&head.profile, 160)),
                ("Ports", or_none(&head.ports)),
                ("State of the run", state),
            ],
            tested: vec![
                ("Hosts in scope", thousands(coverage.hosts_total)),
                ("Hosts that answered", thousands(coverage.hosts_up)),
                ("Ports asked on each host", thousands(coverage.ports_per_host)),
                ("Open ports found", thousands(coverage.ports_open)),
                ("Checks that came to an answer", thousands(coverage.checks_run)),
            ],
            gaps: coverage
                .not_tested
                .iter()
                .take(GAPS)
                .map(|(place, reason)| (line(place, 120), line(reason, 300)))
                .collect(),
            more_gaps: (more > 0)
                .then(|| format!("and {} more; the JSON report lists them.", thousands(more))),
        }
    }
}
