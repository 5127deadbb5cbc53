//! Messages are applied once and in order, however they are cut, repeated and mixed.

use app::{Ctx, runs};
use model::Product;
use model::run::{Run, RunState};
use model::unit::UnitMessage;

use crate::support::*;

/// Runs of one unit in the test's hands, each of a target of its own.
struct Bench {
    world: World,
    ctx: Ctx,
}

impl Bench {
    async fn new(t: testkit::TestDb) -> Self {
        let world = World::new(t, 8);
        let ctx = world.organization("one", Product::Vrms).await;
        Self { world, ctx }
    }

    async fn start(&self) -> (Run, Hand) {
        self.world.advance(60);
        let name = format!("scan {}", self.world.services.env.now().micros());
        let scan = scan(&self.ctx, &name, "127.0.0.1").await;
        let run = runs::start(&self.ctx, scan.id).await.unwrap();
        self.world.tick().await;
        (run, self.world.take().unwrap())
    }

    /// Frees the worker; the run is left as it is.
    fn drop(&self, hand: &Hand) {
        self.world.worker.done(hand.unit.id, hand.unit.epoch);
    }

    async fn deliver(&self, hand: &Hand, batches: &[&[UnitMessage]]) {
        for batch in batches.iter().filter(|batch| !batch.is_empty()) {
            for message in *batch {
                hand.send_raw(message.clone()).await;
            }
            self.world.take_in(batch.len()).await;
        }
    }
}

/// What one batch of everything leaves behind.
async fn whole(t: testkit::TestDb) -> (Bench, Seen) {
    let bench = Bench::new(t).await;
    let (run, mut hand) = bench.start().await;
    let messages = hand.messages(three_findings());
    bench.deliver(&hand, &[&messages]).await;
    let seen = seen(&bench.world, &run).await;
    assert_eq!((seen.findings.len(), seen.log.len(), seen.units.len()), (3, 1, 1));
    assert_eq!(seen.units, ["dispatched 900 Some(Object {\"at\": Number(2)})"]);
    bench.drop(&hand);
    (bench, seen)
}

testkit::db_test! {
    async fn cut_anywhere_they_say_the_same(t: TestDb) {
        let (bench, expect) = whole(t).await;
        let length = three_findings().len();
        for cut in 1..length {
            let (run, mut hand) = bench.start().await;
            let messages = hand.messages(three_findings());
            let (head, tail) = messages.split_at(cut);
            bench.deliver(&hand, &[head, tail]).await;
            let got = seen(&bench.world, &run).await;
            assert_eq!(got, expect, "cut at {cut}");
            bench.drop(&hand);
        }
    }

    async fn repeated_or_mixed_they_count_once(t: TestDb) {
        let (bench, expect) = whole(t).await;
        for case in 0..5 {
            let (run, mut hand) = bench.start().await;
            let m = hand.messages(three_findings());
            let reversed: Vec<_> = m.iter().rev().cloned().collect();
            let twice = [&m[..], &m[..]].concat();
            let overlap = [&m[..6], &m[3..]].concat();
            match case {
                0 => bench.deliver(&hand, &[&m, &m]).await,
                1 => bench.deliver(&hand, &[&twice]).await,
                2 => bench.deliver(&hand, &[&reversed]).await,
                3 => bench.deliver(&hand, &[&overlap]).await,
                _ => bench.deliver(&hand, &[&m[..8], &m[2..6], &m[4..]]).await,
            }
            let got = seen(&bench.world, &run).await;
            assert_eq!(got, expect, "case {case}");
            bench.drop(&hand);
        }
    }

    async fn after_a_gap_nothing_is_taken(t: TestDb) {
        let bench = Bench::new(t).await;
        let (run, mut hand) = bench.start().await;
        let messages = hand.messages(three_findings());
        bench.deliver(&hand, &[&messages[..7]]).await;
        let before = seen(&bench.world, &run).await;
        assert_eq!(before.findings.len(), 1);
        bench.deliver(&hand, &[&messages[8..]]).await;
        assert_eq!(seen(&bench.world, &run).await, before);
        // What was missing closes the gap.
        bench.deliver(&hand, &[&messages[7..]]).await;
        assert_eq!(seen(&bench.world, &run).await.findings.len(), 3);
    }

    async fn nothing_follows_the_last_word(t: TestDb) {
        let bench = Bench::new(t).await;
        let (run, mut hand) = bench.start().await;
        let messages = hand.messages([up(), completed(), observed(REDIS, 6379)]);
        bench.deliver(&hand, &[&messages]).await;
        assert_eq!(bench.world.finish(&run).await.counts.total(), 0);
    }

    async fn hosts_that_go_and_come_say_the_same_in_any_cut(t: TestDb) {
        let bench = Bench::new(t).await;
        for events in [vec![skipped("127.0.0.1"), up()], vec![up(), skipped("127.0.0.1")]] {
            let mut got = Vec::new();
            for cut in [1, 2] {
                let (run, mut hand) = bench.start().await;
                let messages = hand.messages(events.clone());
                bench.deliver(&hand, &[&messages[..cut], &messages[cut..]]).await;
                got.push(seen(&bench.world, &run).await);
                bench.drop(&hand);
            }
            assert_eq!(got[0], got[1]);
        }
    }

    async fn long_and_odd_texts_are_stored(t: TestDb) {
        let bench = Bench::new(t).await;
        let (run, hand) = bench.start().await;
        // More than an index row of PostgreSQL holds, and hard to compress.
        let many: Vec<String> = (0..2000_u32).map(|n| (n * 31 % 60_000 + 1).to_string()).collect();
        let words: Vec<String> = (0..600_u32).map(|n| format!("word-{:x}", n.wrapping_mul(2_654_435_761))).collect();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let odd = model::evidence::Evidence::new("a\0b").with("response", "\0\u{202e}");
        let events = [
            up(),
            ports(&many.join(","), &[32], &many[..900].join(",")),
            covered(32, &words),
            not_covered(63, &words),
            observed_with(REDIS, 32, "a\0b", odd),
            log("a\0b"),
        ];
        bench.world.complete(hand, events).await;
        let ended = bench.world.finish(&run).await;
        assert_eq!((ended.state, ended.counts.total()), (RunState::Completed, 1), "{:?}", ended.reason);
        let mut tx = bench.world.services.db.read().await.unwrap();
        let facts = store::coverage::facts(&mut tx, run.organization, run.id).await.unwrap();
        assert_eq!(facts.checks_run, 600);
        let asked = store::coverage::ports_of_hosts(&mut tx, run.id, &["127.0.0.1".into()]).await.unwrap();
        let tcp = model::ports::Protocol::Tcp;
        assert!(many.iter().all(|n| asked.iter().any(|a| a.scanned.contains(tcp, n.parse().unwrap()))));
    }
}
