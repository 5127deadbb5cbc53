//! Each filter that the web interface offers, with each order: patterns that match most findings, few and none.

use store::{Filter, ListQuery};

use super::{LIMIT, Of, PER_PAGE, print};
use crate::World;

/// Rounds of one filter and order at one place.
const ROUNDS: u32 = 12;

/// What a list is filtered by: column and pattern.
type Set = &'static [(&'static str, &'static str)];

/// As the interface of `/v2` says it; `open` is what it shows unasked.
const NET: &[Set] = &[
    &[OPEN[0], OPEN[1], OPEN[2]],
    &[OPEN[0], OPEN[1], OPEN[2], ("name", "*check-number-42 *")],
    &[OPEN[0], OPEN[1], OPEN[2], ("name", "*NUMBER-4*")],
    &[OPEN[0], OPEN[1], OPEN[2], ("name", "*weakness*")],
    &[OPEN[0], OPEN[1], OPEN[2], ("name", "*nothing like it*")],
    &[OPEN[0], OPEN[1], OPEN[2], ("host", "*host-4321.*")],
    &[OPEN[0], OPEN[1], OPEN[2], ("host", "*host-77*")],
    &[OPEN[0], OPEN[1], OPEN[2], ("host", "*bench*")],
    &[OPEN[0], OPEN[1], OPEN[2], ("host", "*nothing like it*")],
    &[OPEN[0], OPEN[1], OPEN[2], ("host", "*host-77*"), ("name", "*NUMBER-4*")],
    &[OPEN[0], OPEN[1], OPEN[2], ("host", "*bench*"), ("name", "*check-number-42 *")],
    &[OPEN[0], OPEN[1], OPEN[2], ("threat", "critical"), ("name", "*weakness*")],
    &[OPEN[0], OPEN[1], OPEN[2], ("threat", "low"), ("threat", "critical"), ("host", "*host-1*")],
    &[OPEN[0], OPEN[1], OPEN[2], ("threat", "critical")],
    &[OPEN[0], OPEN[1], OPEN[2], ("threat", "low"), ("threat", "medium")],
    &[OPEN[0], OPEN[1], OPEN[2], ("confidence", "confirmed")],
    &[OPEN[0], OPEN[1], OPEN[2], ("confidence", "banner")],
    &[OPEN[0], OPEN[1], OPEN[2], ("decision", "open")],
    &[OPEN[0], OPEN[1], OPEN[2], ("decision", "accepted")],
    &[OPEN[0], OPEN[1], OPEN[2], ("target_id", TARGET)],
    &[OPEN[0], OPEN[1], OPEN[2], ("scan_id", SCAN)],
    &[OPEN[0], OPEN[1], OPEN[2], ("target_id", TARGET), ("name", "*check-number-42 *")],
    &[("state", "fixed")],
    &[("state", "reopened")],
    &[("state", "fixed"), ("name", "*weakness*")],
];
const OPEN: [(&str, &str); 3] = [("state", "new"), ("state", "active"), ("state", "reopened")];

/// As the interface of the DAST dialect says it.
const WEB: &[Set] = &[
    &[NOT_FIXED],
    &[NOT_FIXED, ("search", "check-number-42 ")],
    &[NOT_FIXED, ("search", "weakness")],
    &[NOT_FIXED, ("search", "nothing like it")],
    &[NOT_FIXED, ("search", "/page-4321/")],
    &[NOT_FIXED, ("search", "/page-77")],
    &[NOT_FIXED, ("search", "target 3")],
    &[NOT_FIXED, ("search", "looked at")],
    &[NOT_FIXED, ("search", "/page-77"), ("threat", "critical")],
    &[NOT_FIXED, ("threat", "critical")],
    &[NOT_FIXED, ("threat", "low"), ("threat", "medium")],
    &[NOT_FIXED, ("new", "true")],
    &[NOT_FIXED, ("new", "false")],
    &[NOT_FIXED, ("target", TARGET)],
    &[NOT_FIXED, ("definition", "check-number-42")],
    &[("state", "fixed")],
    &[("state", "accepted")],
    &[("state", "invalid"), ("search", "weakness")],
];
const NOT_FIXED: (&str, &str) = ("state", "notfixed");

/// Stand for those of the second target.
const TARGET: &str = "the target";
const SCAN: &str = "the scan";

fn query(world: &World, set: Set, page: u32) -> ListQuery {
    let of = world.runs[1][0];
    let filter = |&(column, pattern): &(&str, &str)| {
        let pattern = match pattern {
            TARGET => of.target.to_string(),
            SCAN => of.scan.to_string(),
            other => other.to_owned(),
        };
        Filter { column: column.to_owned(), pattern }
    };
    ListQuery { page, filters: set.iter().map(filter).collect(), ..ListQuery::default() }
}

fn name(set: Set) -> String {
    let said = set.iter().filter(|one| !OPEN.contains(one) && **one != NOT_FIXED);
    let said: Vec<_> = said.map(|(column, pattern)| format!("{column}={pattern}")).collect();
    if said.is_empty() { "open".to_owned() } else { said.join(" ") }
}

/// Each filter with each order, at the front and in the middle of what it leaves.
pub(crate) async fn filters(world: &World) {
    let (mut slow, mut all) = (Vec::new(), 0);
    for of in Of::all() {
        for &set in if of.web { WEB } else { NET } {
            let (_, total) = of.page(world, &query(world, set, 1)).await;
            let middle = u32::try_from(total / u64::from(PER_PAGE) / 2).unwrap_or(u32::MAX).max(1);
            for (place, page) in [("front", 1), ("middle", middle)] {
                let mut times = Vec::new();
                for _ in 0..ROUNDS {
                    times.push(of.page(world, &query(world, set, page)).await.0);
                }
                let name = format!("{} | {} | {place}", of.name(), name(set));
                let p99 = print(&name, times);
                all += 1;
                if p99 > LIMIT {
                    slow.push((name, p99));
                }
            }
        }
    }
    println!("  {} of {all} are beyond the limit", slow.len());
    for (name, p99) in slow {
        println!("    {name}: {p99:.0} ms");
    }
}
