//! How long a page of findings takes: in each order, wherever the page is, and with each filter.

mod filters;

use std::time::Instant;

use model::finding::Decision;
use store::findings::{self, FindingDecision};
use store::{ListQuery, Order, Sort};

use crate::World;

pub(crate) use filters::filters;

/// Findings of a page.
const PER_PAGE: u32 = 50;
/// What the 99th percentile of any page is to stay below, in milliseconds.
const LIMIT: f64 = 100.0;
/// Findings of each target that are fixed, so that there are some of each state.
const FIXED: u32 = 400;
/// Findings that somebody decided on, and commented.
const DECIDED: i64 = 40;

/// A list in an order.
struct Of {
    /// That of the DAST dialect.
    web: bool,
    sort: Sort,
}

impl Of {
    /// Each list in each order.
    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for (web, columns) in [(false, findings::COLUMNS), (true, findings::WEB_COLUMNS)] {
            for column in columns.iter().filter(|c| c.sort) {
                for order in [Order::Asc, Order::Desc] {
                    all.push(Self { web, sort: Sort { column: column.name.to_owned(), order } });
                }
            }
        }
        all
    }

    fn name(&self) -> String {
        format!("{}{} {:?}", if self.web { "web " } else { "" }, self.sort.column, self.sort.order)
    }

    /// How long one page takes, in milliseconds, and how many rows there are.
    async fn page(&self, world: &World, query: &ListQuery) -> (f64, u64) {
        let of = world.runs[0][0];
        let query = ListQuery { per_page: PER_PAGE, sort: Some(self.sort.clone()), ..query.clone() };
        let started = Instant::now();
        let mut tx = world.t.db.read().await.expect("a transaction begins");
        let total = if self.web {
            findings::list_web(&mut tx, of.organization, of.product, &query).await.expect("a page").total
        } else {
            findings::list(&mut tx, of.organization, of.product, &query).await.expect("a page").total
        };
        drop(tx);
        (started.elapsed().as_secs_f64() * 1000.0, total)
    }
}

fn print(name: &str, mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    let (p50, p99) = (times[times.len() / 2], times[times.len() - 2]);
    println!("  {name:<58}  p50 {p50:>8.2} ms  p99 {p99:>8.2} ms   {:.2} of the limit", p99 / LIMIT);
    p99
}

/// Some findings are fixed, some decided on: what lists are filtered by.
pub(crate) async fn decide(world: &World) {
    for [run, _] in &world.runs {
        let mut tx = world.t.db.write().await.expect("a transaction begins");
        let other = world.t.env.id();
        let open = findings::open_not_seen(&mut tx, run.organization, run.target, other, None, FIXED);
        let ids: Vec<_> = open.await.expect("findings").into_iter().map(|f| f.id).collect();
        findings::mark_fixed(&mut tx, run.organization, run.target, &ids, world.t.env.now())
            .await
            .expect("findings are fixed");
        for number in 1..=DECIDED {
            let found = findings::by_number(&mut tx, run.organization, run.target, number * 7).await;
            let Some(finding) = found.expect("a finding") else { continue };
            let decision = if number % 2 == 0 { Decision::Invalid } else { Decision::Accepted };
            let decision = FindingDecision {
                decision: Some(decision),
                severity: None,
                comment: "looked at".to_owned(),
                assignee: None,
                labels: None,
                changed_by: None,
                changed_at: world.t.env.now(),
            };
            findings::decide(&mut tx, run.organization, &finding, &decision).await.expect("a decision");
        }
        tx.commit().await.expect("the transaction ends");
    }
}

/// Where in a list a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The first page.
    Front,
    /// The last one.
    End,
    /// The middle one, right after findings changed: nothing is known of the way there.
    FirstLook,
    /// The middle one again.
    Middle,
    /// Another one each time.
    Any,
}

impl Place {
    const ALL: [Self; 5] = [Self::Front, Self::End, Self::FirstLook, Self::Middle, Self::Any];

    const fn name(self) -> &'static str {
        match self {
            Self::Front => "front",
            Self::End => "end",
            Self::FirstLook => "middle, first",
            Self::Middle => "middle, again",
            Self::Any => "any",
        }
    }

    /// The page of a round; pages of [`Self::Any`] are scattered all over.
    const fn page(self, round: u32, pages: u32) -> u32 {
        match self {
            Self::Front => 1,
            Self::End => pages,
            Self::FirstLook | Self::Middle => pages / 2,
            Self::Any => 1 + round.wrapping_mul(2_654_435_761) % pages,
        }
    }
}

/// Each order without a filter, wherever the page is.
pub(crate) async fn sorts(world: &World, rows: usize) {
    for of in Of::all() {
        // One of 101 scores only informs, which the DAST dialect does not list.
        let listed = if of.web { rows - rows / 100 } else { rows };
        let pages = u32::try_from(listed / PER_PAGE as usize).unwrap_or(u32::MAX);
        for place in Place::ALL {
            if place == Place::Any {
                of.page(world, &ListQuery { page: pages / 2 + 2, ..ListQuery::default() }).await;
            }
            let mut times = Vec::new();
            // First looks take long; 20 of them leave the second worst as the last percentile.
            for round in 0..if place == Place::FirstLook { 20 } else { 100 } {
                if place == Place::FirstLook {
                    change(world).await;
                }
                let query = ListQuery { page: place.page(round, pages), ..ListQuery::default() };
                times.push(of.page(world, &query).await.0);
            }
            print(&format!("{} {}", of.name(), place.name()), times);
        }
    }
}

/// What lists remember is no longer true, as far as they know.
async fn change(world: &World) {
    let run = &world.runs[0][0];
    let mut tx = world.t.db.write().await.expect("a transaction begins");
    findings::mark_fixed(&mut tx, run.organization, run.target, &[], world.t.env.now())
        .await
        .expect("the change is counted");
    tx.commit().await.expect("the transaction ends");
}
