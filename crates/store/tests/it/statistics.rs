//! Sums of days, and numbers over all findings.

use crate::common::{PRODUCT, next_run, sighting, world};
use model::finding::{Decision, Finding};
use model::{OrganizationId, SeverityCounts, Threat, Timestamp};
use store::findings::{self, FindingDecision, RunRef};
use store::statistics::{self, Day, Over};
use store::{Tx, scans};
use testkit::db::START;
use testkit::db_test;

const DAY: i64 = 86_400_000_000;

const fn over(run: &RunRef, target: bool) -> Over {
    let target = if target { Some(run.target) } else { None };
    Over { organization: run.organization, product: PRODUCT, target }
}

/// What happened since the start: days from then, band, net, found, reopened, fixed.
async fn moves(tx: &mut Tx, over: Over) -> Vec<(i64, Threat, i64, u64, u64, u64)> {
    let days = statistics::days(tx, over, START).await.unwrap();
    let from = START.micros() / DAY;
    let told = |d: Day| (d.day - from, d.threat, d.net, d.found, d.reopened, d.fixed);
    days.into_iter().map(told).filter(|d| d.2 != 0 || d.3 + d.4 + d.5 > 0).collect()
}

async fn decide(tx: &mut Tx, finding: &Finding, decision: Option<Decision>, at: Timestamp) {
    let new = FindingDecision {
        decision,
        severity: None,
        comment: String::new(),
        assignee: None,
        labels: None,
        changed_by: None,
        changed_at: at,
    };
    assert!(findings::decide(tx, finding.organization, finding, &new).await.unwrap());
}

async fn numbered(tx: &mut Tx, organization: OrganizationId, run: &RunRef, number: i64) -> Finding {
    findings::by_number(tx, organization, run.target, number).await.unwrap().unwrap()
}

db_test! {
    async fn days_tell_what_became_of_findings(t: TestDb) {
        let (organization, other) = (t.organization("one").await, t.organization("two").await);
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, "lab").await;
        let all = |run: &RunRef, tenths| vec![
            sighting(run, "redis-no-password", "a", Some(6379), 98),
            sighting(run, "weak-cipher", "a", Some(443), tenths),
            sighting(run, "icmp-timestamp", "a", None, 0),
        ];
        findings::record(&mut tx, &t.env, &run, &all(&run, 53)).await.unwrap();
        t.clock.advance(DAY);
        // One is decided on, another one is graver than it was; the same again changes nothing.
        let first = numbered(&mut tx, organization, &run, 1).await;
        decide(&mut tx, &first, Some(Decision::Invalid), t.env.now()).await;
        decide(&mut tx, &first, Some(Decision::Accepted), t.env.now()).await;
        let second = next_run(&t, &mut tx, run).await;
        findings::record(&mut tx, &t.env, &second, &all(&second, 75)).await.unwrap();
        t.clock.advance(DAY);
        let (cipher, ping) = (numbered(&mut tx, organization, &run, 2).await, numbered(&mut tx, organization, &run, 3).await);
        let gone = [first.id, cipher.id, ping.id];
        assert_eq!(findings::mark_fixed(&mut tx, organization, run.target, &gone, t.env.now()).await.unwrap(), 3);
        t.clock.advance(DAY);
        let third = next_run(&t, &mut tx, run).await;
        findings::record(&mut tx, &t.env, &third, &all(&third, 75)).await.unwrap();
        let expect = [
            (0, Threat::Critical, 1, 1, 0, 0),
            (0, Threat::Info, 1, 1, 0, 0),
            (0, Threat::Medium, 1, 1, 0, 0),
            (1, Threat::Critical, -1, 0, 0, 0),
            (1, Threat::High, 1, 0, 0, 0),
            (1, Threat::Medium, -1, 0, 0, 0),
            (2, Threat::Critical, 0, 0, 0, 1),
            (2, Threat::High, -1, 0, 0, 1),
            (2, Threat::Info, -1, 0, 0, 1),
            (3, Threat::Critical, 0, 0, 1, 0),
            (3, Threat::High, 1, 0, 1, 0),
            (3, Threat::Info, 1, 0, 1, 0),
        ];
        assert_eq!(moves(&mut tx, over(&run, false)).await, expect);
        assert_eq!(moves(&mut tx, over(&run, true)).await, expect);
        let days = statistics::days(&mut tx, over(&run, false), START).await.unwrap();
        let high = days.iter().find(|day| day.threat == Threat::High && day.fixed == 1).unwrap();
        assert_eq!(high.fix_seconds / 86_400, 2);

        let decided = statistics::decided(&mut tx, over(&run, true)).await.unwrap();
        assert_eq!(decided, SeverityCounts { critical: 1, ..SeverityCounts::default() });
        let top = statistics::top(&mut tx, over(&run, false), 5).await.unwrap();
        assert_eq!(top.iter().map(|t| (t.check.as_str(), t.findings)).collect::<Vec<_>>(), [("weak-cipher", 1)]);
        assert_eq!(statistics::top(&mut tx, over(&run, true), 5).await.unwrap(), top);
        let targets = statistics::targets(&mut tx, organization, PRODUCT).await.unwrap();
        assert_eq!((targets.len(), targets[0].open.critical, targets[0].open.high), (1, 0, 1));
        let reopened: u64 = statistics::states(&mut tx, over(&run, false)).await.unwrap().iter().map(|s| s.2).sum();
        assert_eq!(reopened, 3);

        // Counted anew, the rows tell their first sighting and the decision.
        findings::recount(&mut tx, organization, run.target).await.unwrap();
        let recounted = moves(&mut tx, over(&run, false)).await;
        assert_eq!(recounted.iter().map(|m| m.2).sum::<i64>(), 2, "{recounted:?}");
        let strange = Over { organization: other, ..over(&run, true) };
        assert!(moves(&mut tx, strange).await.is_empty());
        assert!(statistics::top(&mut tx, strange, 5).await.unwrap().is_empty());
        assert_eq!(statistics::decided(&mut tx, strange).await.unwrap().total(), 0);
        scans::delete(&mut tx, organization, PRODUCT, run.scan).await.unwrap();
        assert!(moves(&mut tx, over(&run, false)).await.is_empty());
    }
}
