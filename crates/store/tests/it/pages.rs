//! Deep pages of findings start at fences: whatever happens to findings, they are the pages of the plain list.

use model::evidence::{EvidenceItem, InsertionKind, WebEvidence};
use model::finding::Decision;
use model::{FindingId, OrganizationId, Product, Severity};
use store::findings::{self, FindingDecision, RunRef, Sighting};
use store::{Db, Filter, ListQuery, Order, Sort, Tx, scans, targets};
use testkit::{TestDb, db_test};

use crate::common::{next_run, scan, sighting, target};

/// Numbers that are the same in each run of the test.
fn below(t: &TestDb, n: usize) -> usize {
    usize::from(u16::from_le_bytes(t.env.bytes::<2>())) % n
}

fn pick<T: Copy>(t: &TestDb, from: &[T]) -> T {
    from[below(t, from.len())]
}

async fn world(t: &TestDb, tx: &mut Tx, organization: OrganizationId, product: Product) -> RunRef {
    let name = t.env.id::<FindingId>().to_string();
    let mut target = target(t, organization, &name);
    target.product = product;
    targets::insert(tx, &target).await.unwrap();
    let mut scan = scan(t, organization, target.id, &name);
    scan.product = product;
    scans::insert(tx, &scan).await.unwrap();
    next_run(t, tx, RunRef { organization, product, target: target.id, scan: scan.id, run: t.env.id() }).await
}

fn sightings(t: &TestDb, run: &RunRef) -> Vec<Sighting> {
    let make = |_| {
        let check = pick(t, &["redis-no-password", "weak-cipher", "open-proxy", "old-ssh"]);
        let host = pick(t, &["alpha", "Beta", "gamma", "delta", "epsilon", "zeta"]);
        sighting(run, check, host, Some(pick(t, &[80, 443])), pick(t, &[0, 5, 53, 98]))
    };
    (0..1 + below(t, 12)).map(make).collect()
}

/// Something happens to one of the targets.
async fn change(t: &TestDb, tx: &mut Tx, runs: &mut [RunRef]) {
    let n = below(t, runs.len());
    let run = &mut runs[n];
    t.clock.advance(1 + below(t, 3) as i64);
    match below(t, 8) {
        0 => {
            *run = next_run(t, tx, *run).await;
            let open =
                findings::open_not_seen(tx, run.organization, run.target, run.run, None, 5).await.unwrap();
            let ids: Vec<_> = open.iter().map(|f| f.id).collect();
            findings::mark_fixed(tx, run.organization, run.target, &ids, t.env.now()).await.unwrap();
        }
        1 | 2 => decide(t, tx, run).await,
        3 if below(t, 3) == 0 => {
            assert!(scans::delete(tx, run.organization, run.product, run.scan).await.unwrap());
            if below(t, 2) == 0 {
                assert!(targets::delete(tx, run.organization, run.product, run.target).await.unwrap());
            }
            *run = world(t, tx, run.organization, run.product).await;
        }
        _ => {
            *run = next_run(t, tx, *run).await;
            findings::record(tx, &t.env, run, &sightings(t, run)).await.unwrap();
        }
    }
}

async fn decide(t: &TestDb, tx: &mut Tx, run: &RunRef) {
    let number = 1 + below(t, 10) as i64;
    let found = findings::by_number(tx, run.organization, run.target, number).await.unwrap();
    let Some(finding) = found else { return };
    let decision = FindingDecision {
        decision: pick(t, &[None, Some(Decision::Invalid), Some(Decision::Accepted)]),
        severity: pick(t, &[None, Some(Severity::from_tenths(20)), Some(Severity::from_tenths(91))]),
        comment: String::new(),
        assignee: None,
        labels: None,
        changed_by: None,
        changed_at: t.env.now(),
    };
    assert!(findings::decide(tx, run.organization, &finding, &decision).await.unwrap());
}

/// What list of which tenant.
#[derive(Debug, Clone, Copy)]
struct Of {
    organization: OrganizationId,
    product: Product,
    web: bool,
}

impl Of {
    async fn page(self, tx: &mut Tx, query: &ListQuery) -> (Vec<FindingId>, u64) {
        if self.web {
            let page = findings::list_web(tx, self.organization, self.product, query).await.unwrap();
            (page.items.iter().map(|f| f.finding.id).collect(), page.total)
        } else {
            let page = findings::list(tx, self.organization, self.product, query).await.unwrap();
            (page.items.iter().map(|f| f.id).collect(), page.total)
        }
    }

    fn some_query(self, t: &TestDb) -> ListQuery {
        let columns = if self.web { findings::WEB_COLUMNS } else { findings::COLUMNS };
        let sorts: Vec<_> = columns.iter().filter(|c| c.sort).collect();
        let filters: &[(&str, &str)] = if self.web {
            &[("threat", "low"), ("state", "notfixed"), ("new", "true"), ("search", "cipher")]
        } else {
            &[("threat", "low"), ("state", "new"), ("host", "*a"), ("name", "*s*"), ("port", "80")]
        };
        let filter =
            |(column, pattern): (&str, &str)| Filter { column: column.into(), pattern: pattern.into() };
        ListQuery {
            sort: Some(Sort {
                column: pick(t, &sorts).name.to_owned(),
                order: pick(t, &[Order::Asc, Order::Desc]),
            }),
            filters: if below(t, 2) == 0 { vec![filter(pick(t, filters))] } else { Vec::new() },
            ..ListQuery::default()
        }
    }

    /// The whole list in one page, which needs no fence.
    async fn whole(self, tx: &mut Tx, query: &ListQuery) -> (Vec<FindingId>, u64) {
        self.page(tx, &ListQuery { page: 1, per_page: 10_000, ..query.clone() }).await
    }

    /// Pages, the last one first, are the whole list.
    async fn check(self, tx: &mut Tx, query: &ListQuery, (whole, total): (&[FindingId], u64)) {
        let size = 4;
        let pages = u32::try_from(whole.len() / size).unwrap() + 2;
        for page in (1..=pages).rev() {
            let query = ListQuery { page, per_page: size as u32, ..query.clone() };
            let from = whole.len().min((page as usize - 1) * size);
            let expect = &whole[from..whole.len().min(from + size)];
            assert_eq!(self.page(tx, &query).await, (expect.to_vec(), total), "{self:?} {query:?}");
        }
    }
}

/// Every fence stands at each third row.
fn fenced(t: &TestDb) -> Db {
    t.db.clone().fenced_every(3)
}

db_test! {
    async fn pages_are_those_of_the_plain_list_whatever_happens(t: TestDb) {
        let db = fenced(&t);
        let organization = t.organization("one").await;
        let mut runs = Vec::new();
        let mut tx = db.write().await.unwrap();
        for product in [Product::Vrms, Product::Dast, Product::Vrms, Product::Dast] {
            let run = world(&t, &mut tx, organization, product).await;
            findings::record(&mut tx, &t.env, &run, &sightings(&t, &run)).await.unwrap();
            runs.push(run);
        }
        tx.commit().await.unwrap();
        let mut kept = 0;
        for step in 0..30 {
            let mut tx = db.write().await.unwrap();
            change(&t, &mut tx, &mut runs.clone()).await;
            if step % 5 == 0 {
                // What a transaction saw that left nothing behind is of no use to others.
                for product in [Product::Vrms, Product::Dast] {
                    let of = Of { organization, product, web: false };
                    let query = of.some_query(&t);
                    of.page(&mut tx, &ListQuery { page: 5, per_page: 4, ..query }).await;
                }
            }
            drop(tx);
            let mut tx = db.write().await.unwrap();
            change(&t, &mut tx, &mut runs).await;
            tx.commit().await.unwrap();
            for _ in 0..3 {
                let of = Of { organization, product: pick(&t, &[Product::Vrms, Product::Dast]), web: below(&t, 2) == 0 };
                let query = of.some_query(&t);
                let mut plain = db.write().await.unwrap();
                let (whole, total) = of.whole(&mut plain, &query).await;
                drop(plain);
                assert_eq!(whole.len() as u64, total, "{of:?} {query:?}");
                // The second time fences are there.
                for _ in 0..2 {
                    of.check(&mut db.read().await.unwrap(), &query, (&whole, total)).await;
                }
                kept = kept.max(db.fences().len());
            }
        }
        assert!(kept > 10, "{kept} fences were kept");
    }

    async fn a_reader_stays_in_the_state_that_it_sees(t: TestDb) {
        let db = fenced(&t);
        let organization = t.organization("one").await;
        let mut tx = db.write().await.unwrap();
        let mut runs = vec![world(&t, &mut tx, organization, Product::Vrms).await];
        for _ in 0..4 {
            findings::record(&mut tx, &t.env, &runs[0], &sightings(&t, &runs[0])).await.unwrap();
        }
        tx.commit().await.unwrap();
        let of = Of { organization, product: Product::Vrms, web: false };
        let query = ListQuery { sort: Some(Sort { column: "host".into(), order: Order::Asc }), ..ListQuery::default() };
        let mut old = db.read().await.unwrap();
        let (before, total_before) = of.whole(&mut old, &query).await;
        assert!(before.len() > 12);
        let mut tx = db.write().await.unwrap();
        for _ in 0..3 {
            findings::record(&mut tx, &t.env, &runs[0], &sightings(&t, &runs[0])).await.unwrap();
            change(&t, &mut tx, &mut runs).await;
        }
        tx.commit().await.unwrap();
        let mut new = db.read().await.unwrap();
        let (after, total_after) = of.whole(&mut new, &query).await;
        assert_ne!(before, after);
        for _ in 0..2 {
            of.check(&mut new, &query, (&after, total_after)).await;
            of.check(&mut old, &query, (&before, total_before)).await;
        }
    }

    async fn no_sort_of_the_dast_dialect_sorts_the_table(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, Product::Dast).await;
        for part in 0..10 {
            let make = |n: usize| sighting(&run, "check", &format!("host-{part}-{n}"), Some(80), (n % 100) as u8);
            let many: Vec<_> = (0..300).map(make).collect();
            t.clock.advance(1_000);
            findings::record(&mut tx, &t.env, &run, &many).await.unwrap();
        }
        tx.commit().await.unwrap();
        store::maintenance::analyze(&t.db).await.unwrap();
        let mut tx = t.db.read().await.unwrap();
        for column in findings::WEB_COLUMNS.iter().filter(|c| c.sort) {
            for order in [Order::Asc, Order::Desc] {
                let sort = Some(Sort { column: column.name.to_owned(), order });
                let query = ListQuery { page: 100, per_page: 10, sort, ..ListQuery::default() };
                let plan = findings::explain_web(&mut tx, organization, Product::Dast, &query, 2970).await.unwrap();
                let finds = plan.iter().any(|l| l.contains("findings_by_"));
                // The page of ten rows is put in order after its rows were fetched; more than that is too much.
                let sorts = plan.iter().filter(|l| l.contains("TEMP B-TREE") || l.contains("Sort  ")).count();
                assert!(finds && sorts <= 1, "{} {order:?}: {plan:#?}", column.name);
            }
        }
    }

    async fn a_page_has_only_so_much_evidence(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, Product::Dast).await;
        let items = vec![EvidenceItem { label: String::new(), text: "x".repeat(8_000) }; 16];
        let make = |n: usize| {
            let mut sighting = sighting(&run, "check", &format!("host-{n:04}"), Some(80), 50);
            let evidence = &mut sighting.observation.evidence;
            evidence.items.clone_from(&items);
            evidence.web = Some(Box::new(WebEvidence {
                method: "GET".to_owned(),
                url: format!("http://{n}.test/"),
                insertion_point: InsertionKind::None,
                parameter: String::new(),
                value: String::new(),
                exchanges: Vec::new(),
            }));
            sighting
        };
        let many = 300;
        findings::record(&mut tx, &t.env, &run, &(0..many).map(make).collect::<Vec<_>>()).await.unwrap();
        let query = ListQuery { per_page: 10_000, ..ListQuery::default() };
        let page = findings::list_web(&mut tx, organization, Product::Dast, &query).await.unwrap();
        let evidence: Vec<_> = page.items.iter().map(|f| &f.finding.evidence).collect();
        let full = findings::MAX_EVIDENCE / (16 * 8_000);
        let first_cut = evidence.iter().position(|e| e.items.is_empty()).unwrap();
        assert!((full - 5..=full).contains(&first_cut), "{first_cut} of {full}");
        assert!(evidence[first_cut..].iter().all(|e| e.items.is_empty()));
        assert!(evidence.iter().all(|e| e.summary == "seen" && e.web.as_ref().unwrap().method == "GET"));
        assert_eq!(evidence.len(), many);
    }
}
