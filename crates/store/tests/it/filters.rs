//! Filters of findings leave what a look at each finding leaves, whichever way its list is found.

use model::finding::{Confidence, Decision, Finding, FindingState};
use model::label::{Label, LabelKind};
use model::{FindingId, LabelId, OrganizationId, Product, Severity, Threat};
use store::findings::{self, FindingDecision, RunRef, Sighting};
use store::{Db, Filter, ListQuery, Order, Sort, Tx, labels, scans, targets};
use testkit::{TestDb, db_test};

use crate::common::{next_run, scan, sighting, target};

/// Numbers that are the same in each run of the test.
fn below(t: &TestDb, n: usize) -> usize {
    usize::from(u16::from_le_bytes(t.env.bytes::<2>())) % n
}

fn pick<T: Copy>(t: &TestDb, from: &[T]) -> T {
    from[below(t, from.len())]
}

const CHECKS: &[&str] = &["redis-no-password", "Weak-Cipher", "open%proxy", "old_ssh", "back\\slash"];
const HOSTS: &[&str] = &["alpha", "Beta", "be_ta", "gamma.test", "10.0.0.7", "10.0.0.70"];
const PLACES: &[&str] = &["", "/login", "/Login?next=a%20b", "/a_b", "CVE-2020-0001"];
const COMMENTS: &[&str] = &["", "", "looked AT", "100%"];

async fn world(t: &TestDb, tx: &mut Tx, organization: OrganizationId, product: Product) -> RunRef {
    let name = format!("{} {}", pick(t, &["Shop", "login"]), t.env.id::<FindingId>());
    let mut target = target(t, organization, &name);
    target.product = product;
    targets::insert(tx, &target).await.unwrap();
    let mut scan = scan(t, organization, target.id, &name);
    scan.product = product;
    scans::insert(tx, &scan).await.unwrap();
    next_run(t, tx, RunRef { organization, product, target: target.id, scan: scan.id, run: t.env.id() }).await
}

fn some(t: &TestDb, run: &RunRef) -> Sighting {
    let host = pick(t, HOSTS);
    let mut some = sighting(run, pick(t, CHECKS), host, Some(pick(t, &[80, 443])), pick(t, &[0, 5, 53, 98]));
    some.observation.place = pick(t, PLACES).to_owned();
    some.observation.confidence = pick(t, Confidence::ALL);
    some.fingerprint = format!("{} {}", some.fingerprint, some.observation.place);
    some
}

/// Runs that see some of the same, findings that are fixed, and some that people say something about.
async fn history(t: &TestDb, tx: &mut Tx, organization: OrganizationId, product: Product) -> Vec<RunRef> {
    let labels = labelled(t, tx, organization).await;
    let mut runs = Vec::new();
    for _ in 0..3 {
        let mut run = world(t, tx, organization, product).await;
        for _ in 0..3 {
            t.clock.advance(1 + below(t, 3) as i64);
            let seen: Vec<_> = (0..30).map(|_| some(t, &run)).collect();
            findings::record(tx, &t.env, &run, &seen).await.unwrap();
            run = next_run(t, tx, run).await;
            let open = findings::open_not_seen(tx, organization, run.target, run.run, None, 8).await.unwrap();
            let ids: Vec<_> = open.iter().map(|f| f.id).collect();
            findings::mark_fixed(tx, organization, run.target, &ids, t.env.now()).await.unwrap();
            for number in 0..8 {
                decide(t, tx, &run, (1 + number * 3, &labels)).await;
            }
        }
        runs.push(run);
    }
    runs
}

async fn decide(t: &TestDb, tx: &mut Tx, run: &RunRef, (number, labels): (i64, &[LabelId])) {
    let Some(finding) = findings::by_number(tx, run.organization, run.target, number).await.unwrap() else {
        return;
    };
    let decision = FindingDecision {
        decision: pick(t, &[None, Some(Decision::Invalid), Some(Decision::Accepted)]),
        severity: pick(t, &[None, None, Some(Severity::from_tenths(91))]),
        comment: pick(t, COMMENTS).to_owned(),
        assignee: None,
        labels: pick(t, &[None, Some(pick(t, labels))]).map(|label| vec![label]),
        changed_by: None,
        changed_at: t.env.now(),
    };
    assert!(findings::decide(tx, run.organization, &finding, &decision).await.unwrap());
}

/// Two labels of findings.
async fn labelled(t: &TestDb, tx: &mut Tx, organization: OrganizationId) -> Vec<LabelId> {
    let mut ids = Vec::new();
    for name in ["To do", "login"] {
        let (id, now) = (t.env.id(), t.env.now());
        let label = Label {
            id,
            organization,
            kind: LabelKind::Finding,
            name: format!("{name} {id}"),
            color: String::new(),
            changed_by: None,
            created_at: now,
            updated_at: now,
        };
        labels::insert(tx, &label).await.unwrap();
        ids.push(id);
    }
    ids
}

/// What is known of a finding.
struct Seen {
    finding: Finding,
    decision: Option<Decision>,
    comment: String,
    labels: Vec<String>,
    target: String,
    runs: Vec<String>,
}

/// Which list of whom.
#[derive(Debug, Clone, Copy)]
struct Of {
    organization: OrganizationId,
    product: Product,
    web: bool,
}

impl Of {
    async fn list(self, tx: &mut Tx, query: &ListQuery) -> (Vec<Finding>, u64) {
        if self.web {
            let page = findings::list_web(tx, self.organization, self.product, query).await.unwrap();
            (page.items.into_iter().map(|f| f.finding).collect(), page.total)
        } else {
            let page = findings::list(tx, self.organization, self.product, query).await.unwrap();
            (page.items, page.total)
        }
    }

    /// Every finding in an order, looked at one by one.
    async fn all(self, tx: &mut Tx, sort: &Sort) -> Vec<Seen> {
        let query = ListQuery { per_page: 10_000, sort: Some(sort.clone()), ..ListQuery::default() };
        let (all, _) = self.list(tx, &query).await;
        let ids: Vec<_> = all.iter().map(|f| f.id).collect();
        let mut decided = findings::decided(tx, self.organization, &ids).await.unwrap();
        let mut labels = labels::of_findings(tx, self.organization, &ids).await.unwrap();
        let mut seen = Vec::new();
        for finding in all {
            let target =
                targets::get(tx, self.organization, self.product, finding.target).await.unwrap().unwrap();
            let runs = findings::runs_of(tx, self.organization, finding.target, &[finding.id]).await.unwrap();
            let runs = runs.into_values().flatten().map(|run| run.to_string()).collect();
            let labels = labels.remove(&finding.id).unwrap_or_default();
            let (decision, comment) =
                decided.remove(&finding.id).map_or((None, String::new()), |d| (d.decision, d.comment));
            let labels = labels.into_iter().map(|label| label.name).collect();
            seen.push(Seen { finding, decision, comment, labels, target: target.name, runs });
        }
        seen
    }

    fn some_filters(self, t: &TestDb, runs: &[RunRef]) -> Vec<Filter> {
        let run = pick(t, runs);
        let mut filters = Vec::new();
        for _ in 0..below(t, 4) {
            let (column, pattern) = if self.web { web_filter(t, &run) } else { net_filter(t, &run) };
            filters.push(Filter { column: column.to_owned(), pattern });
        }
        filters
    }
}

/// A part of a text, with or without what stands for anything.
fn part(t: &TestDb, texts: &[&str], star: &str) -> String {
    let text = pick(t, texts);
    let from = below(t, text.len() + 1);
    let to = from + below(t, text.len() - from + 1);
    match below(t, 4) {
        0 => text.to_ascii_uppercase(),
        1 => format!("{}{star}{}", &text[..from], &text[to..]),
        _ => format!("{star}{}{star}", &text[from..to]),
    }
}

fn net_filter(t: &TestDb, run: &RunRef) -> (&'static str, String) {
    match below(t, 10) {
        0 | 1 => ("name", part(t, &["Weak-Cipher weakness", "open%proxy weakness", "old_ssh weakness"], "*")),
        2 | 3 => ("host", part(t, HOSTS, "*")),
        4 => ("state", pick(t, FindingState::ALL).to_string()),
        5 => ("threat", pick(t, Threat::ALL).to_string()),
        6 => ("confidence", pick(t, Confidence::ALL).to_string()),
        7 => ("decision", pick(t, &["open", "accepted", "false_positive"]).to_owned()),
        8 => ("target_id", run.target.to_string()),
        _ => ("scan_id", run.scan.to_string()),
    }
}

fn web_filter(t: &TestDb, run: &RunRef) -> (&'static str, String) {
    match below(t, 10) {
        0..=3 => (
            "search",
            part(t, &["Weak-Cipher", "old_ssh", "/login?", "/a_b", "looked at", "to do", "shop"], ""),
        ),
        4 => ("state", pick(t, &["notfixed", "fixed", "accepted", "invalid"]).to_owned()),
        5 => ("threat", pick(t, Threat::ALL).to_string()),
        6 => ("new", pick(t, &["true", "false"]).to_owned()),
        7 => ("target", run.target.to_string()),
        8 => ("definition", pick(t, CHECKS).to_owned()),
        _ => ("scan", run.run.to_string()),
    }
}

/// Whether a text matches a pattern in which `*` stands for anything.
fn like(text: &str, pattern: &str) -> bool {
    let (text, pattern) = (text.to_ascii_lowercase(), pattern.to_ascii_lowercase());
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let mut parts: Vec<_> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

fn matches(seen: &Seen, filter: &Filter, web: bool) -> bool {
    let (finding, pattern) = (&seen.finding, filter.pattern.as_str());
    let decided = seen.decision.map(Decision::as_str);
    match filter.column.as_str() {
        "name" => like(&finding.name, pattern),
        "host" => like(&finding.host, pattern),
        "state" if web => {
            let fixed = if finding.state == FindingState::Fixed { "fixed" } else { "notfixed" };
            decided.unwrap_or(fixed) == pattern
        }
        "state" => finding.state.as_str() == pattern,
        "threat" => finding.severity.threat().as_str() == pattern,
        "confidence" => finding.confidence.as_str() == pattern,
        "decision" => {
            let word = decided.map_or("open", |word| if word == "invalid" { "false_positive" } else { word });
            word == pattern
        }
        "target_id" | "target" => finding.target.to_string() == pattern,
        "scan_id" => finding.scan.to_string() == pattern,
        "scan" => seen.runs.iter().any(|run| run == pattern),
        "new" => (finding.state == FindingState::New).to_string() == pattern,
        "definition" => finding.check == pattern,
        "search" => {
            let pattern = format!("*{pattern}*");
            let labels = seen.labels.iter().any(|label| like(label, &pattern));
            let texts = [&finding.name, &finding.place, &seen.comment, &seen.target];
            labels || texts.iter().any(|text| like(text, &pattern))
        }
        other => unreachable!("{other}"),
    }
}

/// Filters of one column are alternatives, different columns must all match.
fn left(seen: &Seen, filters: &[Filter], web: bool) -> bool {
    filters.iter().all(|filter| {
        filters.iter().filter(|other| other.column == filter.column).any(|other| matches(seen, other, web))
    })
}

/// Some filters in some order, as each of the databases' ways finds them.
async fn check(t: &TestDb, dbs: &[Db], of: Of, runs: &[RunRef]) {
    let columns = if of.web { findings::WEB_COLUMNS } else { findings::COLUMNS };
    let sorts: Vec<_> = columns.iter().filter(|c| c.sort).map(|c| c.name).collect();
    let sort = Sort { column: pick(t, &sorts).to_owned(), order: pick(t, &[Order::Asc, Order::Desc]) };
    let filters = of.some_filters(t, runs);
    let all = of.all(&mut t.db.read().await.unwrap(), &sort).await;
    let expect: Vec<FindingId> =
        all.iter().filter(|seen| left(seen, &filters, of.web)).map(|seen| seen.finding.id).collect();
    for db in dbs {
        let mut tx = db.read().await.unwrap();
        for (page, per_page) in [(1, 10_000), (1, 7), (2, 7), (4, 7)] {
            let query = ListQuery {
                page,
                per_page,
                filters: filters.clone(),
                sort: Some(sort.clone()),
                ..ListQuery::default()
            };
            let (found, total) = of.list(&mut tx, &query).await;
            let found: Vec<_> = found.iter().map(|f| f.id).collect();
            let from = expect.len().min((page as usize - 1) * per_page as usize);
            let to = expect.len().min(from + per_page as usize);
            assert_eq!((&found[..], total), (&expect[from..to], expect.len() as u64), "{of:?} {query:?}");
        }
    }
}

db_test! {
    async fn filters_leave_what_a_look_at_each_finding_leaves(t: TestDb) {
        let (one, other) = (t.organization("one").await, t.organization("other").await);
        let mut tx = t.db.write().await.unwrap();
        let mut all = Vec::new();
        for product in [Product::Vrms, Product::Dast] {
            history(&t, &mut tx, other, product).await;
            all.push((product, history(&t, &mut tx, one, product).await));
        }
        tx.commit().await.unwrap();
        store::maintenance::analyze(&t.db).await.unwrap();
        // Lists of more than so many rows are walked: of all but the shortest, of some, of none.
        let dbs = [t.db.clone().fenced_every(3), t.db.clone().fenced_every(40), t.db.clone()];
        for _ in 0..60 {
            let (product, runs) = &all[below(&t, 2)];
            let of = Of { organization: one, product: *product, web: below(&t, 2) == 0 };
            check(&t, &dbs, of, runs).await;
        }
    }
}
