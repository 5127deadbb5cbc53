//! The life of findings, their counters and lists.

use std::sync::Arc;

use crate::common::{PRODUCT, next_run, sighting, world};
use model::definition::Definition;
use model::finding::{Confidence, FindingState};
use model::{Product, Severity, SeverityCounts};
use store::findings::{self, FindingDecision, RunRef, Sighting};
use store::{Filter, ListError, ListQuery, Order, Sort, Tx, hosts, runs, scans, targets};
use testkit::db_test;

/// The state of the one finding of a run's target.
async fn state(tx: &mut Tx, run: &RunRef) -> FindingState {
    let page = findings::list(tx, run.organization, PRODUCT, &ListQuery::default()).await.unwrap();
    assert_eq!((page.total, page.items.len()), (1, 1));
    page.items[0].state
}

fn by(column: &str, order: Order) -> ListQuery {
    ListQuery { sort: Some(Sort { column: column.to_owned(), order }), per_page: 100, ..ListQuery::default() }
}

fn only(column: &str, pattern: &str) -> ListQuery {
    let filters = vec![Filter { column: column.to_owned(), pattern: pattern.to_owned() }];
    ListQuery { filters, per_page: 100, ..ListQuery::default() }
}

fn define(sighting: &mut Sighting, change: fn(&mut Definition)) {
    change(Arc::make_mut(&mut sighting.definition));
}

/// Three hosts with three weaknesses each.
fn nine(run: &RunRef) -> Vec<Sighting> {
    let mut all = Vec::new();
    for host in ["alpha", "beta_1", "gamma"] {
        all.push(sighting(run, "redis-no-password", host, Some(6379), 98));
        all.push(sighting(run, "weak-cipher", host, Some(443), 53));
        all.push(sighting(run, "icmp-timestamp", host, None, 0));
    }
    all
}

db_test! {
    async fn a_finding_lives_through_runs(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, "lab").await;
        let one = |run: &RunRef, tenths| vec![sighting(run, "redis-no-password", "a", Some(6379), tenths)];
        let recorded = findings::record(&mut tx, &t.env, &run, &one(&run, 98)).await.unwrap();
        assert_eq!((recorded.new, recorded.known), (1, 0));
        let recorded = findings::record(&mut tx, &t.env, &run, &one(&run, 98)).await.unwrap();
        assert_eq!((recorded.new, recorded.known), (0, 1));
        assert_eq!(state(&mut tx, &run).await, FindingState::New, "once a run");

        let second = next_run(&t, &mut tx, run).await;
        findings::record(&mut tx, &t.env, &second, &one(&second, 70)).await.unwrap();
        assert_eq!(state(&mut tx, &run).await, FindingState::Active);
        let counts = findings::counts(&mut tx, organization, PRODUCT).await.unwrap();
        assert_eq!(counts, SeverityCounts { high: 1, ..SeverityCounts::default() }, "severity moved on");

        let third = next_run(&t, &mut tx, run).await;
        let open = findings::open_not_seen(&mut tx, organization, run.target, third.run, None, 10).await.unwrap();
        assert_eq!((open.len(), open[0].host.as_str(), open[0].port.unwrap().number), (1, "a", 6379));
        let none = findings::open_not_seen(&mut tx, organization, run.target, second.run, None, 10).await.unwrap();
        assert!(none.is_empty());
        let ids: Vec<_> = open.iter().map(|f| f.id).collect();
        assert_eq!(findings::mark_fixed(&mut tx, organization, run.target, &ids, t.env.now()).await.unwrap(), 1);
        assert_eq!(findings::mark_fixed(&mut tx, organization, run.target, &ids, t.env.now()).await.unwrap(), 0);
        assert_eq!(state(&mut tx, &run).await, FindingState::Fixed);
        assert_eq!(findings::counts(&mut tx, organization, PRODUCT).await.unwrap().total(), 0);
        assert_eq!(findings::counts_of_target(&mut tx, organization, run.target).await.unwrap().total(), 0);

        let fourth = next_run(&t, &mut tx, run).await;
        let recorded = findings::record(&mut tx, &t.env, &fourth, &one(&fourth, 98)).await.unwrap();
        assert_eq!(recorded.reopened, 1);
        let finding = findings::by_number(&mut tx, organization, run.target, 1).await.unwrap().unwrap();
        assert_eq!((finding.state, finding.fixed_at), (FindingState::Reopened, None));
        assert_eq!((finding.first_run, finding.last_run), (run.run, fourth.run));
        assert!(finding.first_seen < finding.last_seen);
        assert_eq!(finding.evidence.items.len(), 1);
        tx.commit().await.unwrap();
    }

    async fn a_known_finding_takes_over_what_its_sighting_says(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let mut run = world(&t, &mut tx, organization, "lab").await;
        let changes: [fn(&mut Sighting); 9] = [
            |_| (),
            |s| s.observation.confidence = Confidence::Likely,
            |s| s.observation.host.address = "10.0.0.2".parse().unwrap(),
            |s| s.service = None,
            |s| s.severity = Severity::from_tenths(41),
            |s| define(s, |d| d.name = "another name".to_owned()),
            |s| define(s, |d| d.family = "Databases".to_owned()),
            |s| define(s, |d| d.cvss_vector = "CVSS:3.1/AV:N".to_owned()),
            |s| define(s, |d| (d.oid, d.cve) = ("1.2.4".to_owned(), Vec::new())),
        ];
        let mut seen = sighting(&run, "redis-no-password", "a", Some(6379), 98);
        findings::record(&mut tx, &t.env, &run, std::slice::from_ref(&seen)).await.unwrap();
        for change in changes {
            run = next_run(&t, &mut tx, run).await;
            change(&mut seen);
            findings::record(&mut tx, &t.env, &run, std::slice::from_ref(&seen)).await.unwrap();
            let f = findings::by_number(&mut tx, organization, run.target, 1).await.unwrap().unwrap();
            let d = &seen.definition;
            assert_eq!((&f.oid, &f.name, &f.family, &f.cvss_vector, &f.cve),
                (&d.oid, &d.name, &d.family, &d.cvss_vector, &d.cve));
            assert_eq!((f.severity, &f.service, f.address, f.confidence),
                (seen.severity, &seen.service, seen.observation.host.address, seen.observation.confidence));
            assert_eq!((f.state, f.last_run, f.last_seen), (FindingState::Active, run.run, t.env.now()));
        }
    }

    async fn a_severity_that_a_person_chose_stays(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let mut run = world(&t, &mut tx, organization, "lab").await;
        for (reported, expect) in [(98, 98), (98, 20), (70, 20)] {
            let seen = sighting(&run, "redis-no-password", "a", Some(6379), reported);
            findings::record(&mut tx, &t.env, &run, &[seen]).await.unwrap();
            let finding = findings::by_number(&mut tx, organization, run.target, 1).await.unwrap().unwrap();
            assert_eq!(finding.severity.tenths(), expect);
            let decision = FindingDecision {
                decision: None,
                severity: Some(Severity::from_tenths(20)),
                comment: String::new(),
                assignee: None,
                labels: None,
                changed_by: None,
                changed_at: t.env.now(),
            };
            assert!(findings::decide(&mut tx, organization, &finding, &decision).await.unwrap());
            let counts = SeverityCounts { low: 1, ..SeverityCounts::default() };
            assert_eq!(findings::counts(&mut tx, organization, PRODUCT).await.unwrap(), counts);
            run = next_run(&t, &mut tx, run).await;
        }
    }

    async fn numbers_count_within_a_target_and_a_fingerprint_counts_once(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let (a, b) = (world(&t, &mut tx, organization, "a").await, world(&t, &mut tx, organization, "b").await);
        for run in [&a, &b] {
            let twice = [nine(run), nine(run)].concat();
            let recorded = findings::record(&mut tx, &t.env, run, &twice).await.unwrap();
            assert_eq!(recorded.new, 9);
            let last = findings::by_number(&mut tx, organization, run.target, 9).await.unwrap();
            assert_eq!(last.unwrap().check, "icmp-timestamp");
        }
        let more = sighting(&a, "another", "alpha", None, 10);
        findings::record(&mut tx, &t.env, &a, &[more]).await.unwrap();
        assert!(findings::by_number(&mut tx, organization, a.target, 10).await.unwrap().is_some());
    }

    async fn lists_filter_sort_and_count(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, "lab").await;
        findings::record(&mut tx, &t.env, &run, &nine(&run)).await.unwrap();
        for (column, pattern, expect) in [
            ("host", "alpha", 3), ("host", "ALPHA", 3), ("host", "*a", 6), ("host", "beta_*", 3), ("host", "b%", 0),
            ("name", "*CIPHER*", 3), ("threat", "critical", 3), ("threat", "info", 3), ("threat", "high", 0),
            ("severity", "9.8", 3), ("state", "new", 9), ("state", "fixed", 0), ("port", "443", 3), ("cve", "*2020-0001*", 9),
            ("protocol", "tcp", 6), ("confidence", "confirmed", 9), ("target_id", &run.target.to_string(), 9),
            ("scan_id", &run.scan.to_string(), 9), ("number", "5", 1), ("host", "' OR 1=1 --", 0),
        ] {
            let query = only(column, pattern);
            let page = findings::list(&mut tx, organization, PRODUCT, &query).await.unwrap();
            assert_eq!((page.total, page.items.len()), (expect, usize::try_from(expect).unwrap()), "{column}={pattern}");
        }
        let mut alternatives = only("host", "alpha");
        alternatives.filters.extend(only("host", "gamma").filters);
        alternatives.filters.extend(only("threat", "critical").filters);
        assert_eq!(findings::list(&mut tx, organization, PRODUCT, &alternatives).await.unwrap().total, 2);
        let late = ListQuery { from: Some(t.env.now().plus_seconds(1)), ..ListQuery::default() };
        assert_eq!(findings::list(&mut tx, organization, PRODUCT, &late).await.unwrap().total, 0);

        let error = findings::list(&mut tx, organization, PRODUCT, &only("evidence", "x")).await.unwrap_err();
        assert!(matches!(&error, ListError::UnknownFilter { column, .. } if column == "evidence"), "{error}");
        let error = findings::list(&mut tx, organization, PRODUCT, &by("cve", Order::Asc)).await.unwrap_err();
        assert!(matches!(&error, ListError::UnknownSort { column, .. } if column == "cve"), "{error}");
        for (column, bad) in [("port", "x"), ("severity", "high"), ("threat", "red"), ("target_id", "1"), ("id", "*")] {
            let error = findings::list(&mut tx, organization, PRODUCT, &only(column, bad)).await.unwrap_err();
            assert!(matches!(&error, ListError::BadValue { column: named, .. } if *named == column), "{error}");
        }
        let many = ListQuery { filters: vec![only("host", "a").filters.remove(0); store::list::MAX_FILTERS + 1], ..ListQuery::default() };
        assert!(matches!(findings::list(&mut tx, organization, PRODUCT, &many).await, Err(ListError::TooMany)));
    }

    async fn pages_from_both_ends_make_up_the_whole_list(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, "lab").await;
        findings::record(&mut tx, &t.env, &run, &nine(&run)).await.unwrap();
        for (columns, of_run) in [(findings::COLUMNS, false), (findings::RUN_COLUMNS, true)] {
            for column in columns.iter().filter(|c| c.sort) {
                for order in [Order::Asc, Order::Desc] {
                    let mut ids = Vec::new();
                    let mut whole = Vec::new();
                    for (per_page, pages, into) in [(100, 1, &mut whole), (2, 6, &mut ids)] {
                        for page in 1..=pages {
                            let query = ListQuery { page, per_page, ..by(column.name, order) };
                            let page = if of_run {
                                findings::list_of_run(&mut tx, organization, run.run, &query).await
                            } else {
                                findings::list(&mut tx, organization, PRODUCT, &query).await
                            };
                            let page = page.unwrap();
                            assert_eq!(page.total, 9);
                            into.extend(page.items.iter().map(|f| f.id));
                        }
                    }
                    assert_eq!((ids.len(), &ids), (9, &whole), "{} {order:?}", column.name);
                }
            }
        }
        let page = findings::list(&mut tx, organization, PRODUCT, &by("severity", Order::Desc)).await.unwrap();
        let severities: Vec<_> = page.items.iter().map(|f| f.severity.tenths()).collect();
        assert_eq!(severities, [98, 98, 98, 53, 53, 53, 0, 0, 0]);
        let mut after = None;
        let mut read = Vec::new();
        loop {
            let some = findings::page_of_run(&mut tx, organization, run.run, after, 2).await.unwrap();
            let Some(last) = some.last() else { break };
            after = Some((last.severity, last.id));
            read.extend(some.iter().map(|f| f.severity.tenths()));
        }
        assert_eq!(read, severities);
    }

    async fn no_allowed_sort_sorts_the_table(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, "lab").await;
        // Enough rows that the planner of PostgreSQL would rather sort than read an index that does not fit.
        for part in 0..10 {
            let many: Vec<_> = (0..300)
                .map(|n| sighting(&run, "check", &format!("host-{part}-{n}"), Some(80), u8::try_from(n % 100).unwrap()))
                .collect();
            findings::record(&mut tx, &t.env, &run, &many).await.unwrap();
        }
        tx.commit().await.unwrap();
        store::maintenance::analyze(&t.db).await.unwrap();
        let mut tx = t.db.read().await.unwrap();
        for column in findings::COLUMNS.iter().filter(|c| c.sort) {
            for order in [Order::Asc, Order::Desc] {
                for page in [1, 200] {
                    let query = ListQuery { page, per_page: 10, ..by(column.name, order) };
                    let plan = findings::explain(&mut tx, organization, PRODUCT, &query, 3000).await.unwrap();
                    let finds = plan.iter().any(|l| l.contains("findings_by_"));
                    // The page of ten rows is put in order after its rows were fetched; more than that is too much.
                    let sorts = plan.iter().filter(|l| l.contains("TEMP B-TREE") || l.contains("Sort  ")).count();
                    assert!(finds && sorts <= 1, "{} {order:?}: {plan:#?}", column.name);
                }
            }
        }
    }

    async fn nothing_of_another_tenant_is_seen(t: TestDb) {
        let (one, two) = (t.organization("one").await, t.organization("two").await);
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, one, "lab").await;
        findings::record(&mut tx, &t.env, &run, &nine(&run)).await.unwrap();
        let all = findings::list(&mut tx, one, PRODUCT, &ListQuery::default()).await.unwrap();
        let id = all.items[0].id;
        assert!(findings::get(&mut tx, one, PRODUCT, id).await.unwrap().is_some());
        assert!(findings::get(&mut tx, two, PRODUCT, id).await.unwrap().is_none());
        assert!(findings::get(&mut tx, one, Product::Pci, id).await.unwrap().is_none());
        for (organization, product) in [(two, PRODUCT), (one, Product::Pci)] {
            let page = findings::list(&mut tx, organization, product, &ListQuery::default()).await.unwrap();
            assert_eq!(page.total, 0);
            assert_eq!(findings::counts(&mut tx, organization, product).await.unwrap().total(), 0);
            assert!(findings::top(&mut tx, organization, product, 9).await.unwrap().is_empty());
            assert_eq!(hosts::list(&mut tx, organization, product, &ListQuery::default()).await.unwrap().total, 0);
        }
        let query = ListQuery::default();
        assert_eq!(findings::list_of_run(&mut tx, two, run.run, &query).await.unwrap().total, 0);
        assert!(findings::page_of_run(&mut tx, two, run.run, None, 9).await.unwrap().is_empty());
        assert_eq!(findings::counts_of_run(&mut tx, two, run.run).await.unwrap().total(), 0);
        assert_eq!(findings::counts_of_target(&mut tx, two, run.target).await.unwrap().total(), 0);
        assert_eq!(findings::mark_fixed(&mut tx, two, run.target, &[id], t.env.now()).await.unwrap(), 0);
        assert!(findings::by_number(&mut tx, two, run.target, 1).await.unwrap().is_none());
        let stolen = RunRef { organization: two, ..run };
        assert!(findings::record(&mut tx, &t.env, &stolen, &nine(&stolen)).await.is_err());
    }

    async fn counters_and_hosts_follow_findings_to_their_end(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, "lab").await;
        findings::record(&mut tx, &t.env, &run, &nine(&run)).await.unwrap();
        let counts = SeverityCounts { critical: 3, medium: 3, info: 3, ..SeverityCounts::default() };
        assert_eq!(findings::counts(&mut tx, organization, PRODUCT).await.unwrap(), counts);
        assert_eq!(findings::counts_of_run(&mut tx, organization, run.run).await.unwrap(), counts);
        findings::recount(&mut tx, organization, run.target).await.unwrap();
        assert_eq!(findings::counts(&mut tx, organization, PRODUCT).await.unwrap(), counts, "counting anew agrees");
        let worst = hosts::most_vulnerable(&mut tx, organization, PRODUCT, 2).await.unwrap();
        assert_eq!((worst.len(), worst[0].counts.critical, worst[0].counts.info), (2, 1, 1));
        let top = findings::top(&mut tx, organization, PRODUCT, 4).await.unwrap();
        assert_eq!((top.len(), top[0].severity), (4, Severity::from_tenths(98)));
        let refused = targets::delete(&mut tx, organization, PRODUCT, run.target).await;
        assert!(matches!(refused, Err(store::DbError::ForeignKey)), "{refused:?}");
    }

    async fn a_scan_takes_its_findings_along(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, "lab").await;
        findings::record(&mut tx, &t.env, &run, &nine(&run)).await.unwrap();
        assert!(!scans::delete(&mut tx, organization, Product::Pci, run.scan).await.unwrap());
        assert!(scans::delete(&mut tx, organization, PRODUCT, run.scan).await.unwrap());
        assert_eq!(findings::list(&mut tx, organization, PRODUCT, &ListQuery::default()).await.unwrap().total, 0);
        assert!(runs::by_id(&mut tx, run.run).await.unwrap().is_none());
        assert_eq!(hosts::most_vulnerable(&mut tx, organization, PRODUCT, 1).await.unwrap()[0].counts.total(), 0);
        assert!(targets::delete(&mut tx, organization, PRODUCT, run.target).await.unwrap());
    }

    async fn evidence_survives_hostile_text(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, "lab").await;
        let mut hostile = sighting(&run, "x", "nul\0host", Some(1), 10);
        hostile.service = Some("\0".to_owned());
        hostile.observation.evidence.summary = "a\0b\u{fffd}\u{10ffff}".to_owned();
        findings::record(&mut tx, &t.env, &run, std::slice::from_ref(&hostile)).await.unwrap();
        let stored = findings::by_number(&mut tx, organization, run.target, 1).await.unwrap().unwrap();
        assert_eq!(stored.evidence, hostile.observation.evidence);
        assert_eq!(stored.host, "nul\u{fffd}host");
    }
}
