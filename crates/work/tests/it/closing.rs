//! A second run over the findings of the first: what it has to see, and not see, for each state.

use app::settings::{RunLimits, Settings};
use model::Product;
use model::finding::FindingState;
use model::run::RunState;
use model::unit::UnitEvent;

use crate::support::*;

/// The state of a finding of a check on port 6379 after a second run that reports `second`.
async fn check(t: testkit::TestDb, word: &str, second: Vec<UnitEvent>, expect: FindingState) {
    let world = World::new(t, 8);
    let ctx = world.organization("one", Product::Vrms).await;
    let scan = scan(&ctx, "weekly", "127.0.0.1").await;
    let first = vec![up(), ports("6379", &[6379], ""), observed(word, 6379)];
    let run = world.run_with(&ctx, &scan, first).await;
    assert_eq!((run.state, state_of(&ctx, &scan, word).await), (RunState::Completed, FindingState::New));
    let mut events = vec![up()];
    events.extend(second);
    let run = world.run_with(&ctx, &scan, events).await;
    assert_eq!(run.state, RunState::Completed);
    assert_eq!(state_of(&ctx, &scan, word).await, expect, "{word}");
}

const CVE: &str = "end-of-life-product";

testkit::db_test! {
    async fn seen_again_is_active(t: TestDb) {
        check(t, REDIS, vec![observed(REDIS, 6379), covered(6379, &[REDIS])], FindingState::Active).await;
    }

    async fn covered_by_its_own_word_is_fixed(t: TestDb) {
        check(t, REDIS, vec![ports("6379", &[6379], ""), covered(6379, &[REDIS])], FindingState::Fixed).await;
    }

    async fn covered_by_every_word_is_fixed(t: TestDb) {
        check(t, REDIS, vec![ports("6379", &[6379], ""), covered(6379, &["*"])], FindingState::Fixed).await;
    }

    async fn derived_from_a_version_is_fixed_by_the_version_word(t: TestDb) {
        check(t, CVE, vec![ports("6379", &[6379], ""), covered(6379, &["cve:*"])], FindingState::Fixed).await;
    }

    async fn the_version_word_stands_for_nothing_else(t: TestDb) {
        check(t, REDIS, vec![ports("6379", &[6379], ""), covered(6379, &["cve:*"])], FindingState::New).await;
    }

    async fn not_covered_stays(t: TestDb) {
        let second = vec![ports("6379", &[6379], ""), not_covered(6379, &[REDIS]), covered(6379, &[MEMCACHED])];
        check(t, REDIS, second, FindingState::New).await;
    }

    async fn covered_elsewhere_stays(t: TestDb) {
        check(t, REDIS, vec![covered(6380, &["*"])], FindingState::New).await;
    }

    async fn a_filtered_port_stays(t: TestDb) {
        check(t, REDIS, vec![ports("1-9999", &[22], "6379")], FindingState::New).await;
    }

    async fn a_port_that_was_not_asked_stays(t: TestDb) {
        check(t, REDIS, vec![ports("1-1000", &[22], "")], FindingState::New).await;
    }

    async fn a_closed_port_is_fixed(t: TestDb) {
        check(t, REDIS, vec![ports("1-9999", &[22], "80")], FindingState::Fixed).await;
    }

    async fn fixed_and_seen_again_is_reopened_then_active(t: TestDb) {
        let world = World::new(t, 8);
        let ctx = world.organization("one", Product::Vrms).await;
        let scan = scan(&ctx, "weekly", "127.0.0.1").await;
        let there = || vec![up(), observed(REDIS, 6379)];
        let gone = || vec![up(), covered(6379, &[REDIS])];
        use FindingState::{Active, Fixed, New, Reopened};
        for (events, expect) in
            [(there(), New), (gone(), Fixed), (there(), Reopened), (there(), Active), (gone(), Fixed), (gone(), Fixed)]
        {
            let run = world.run_with(&ctx, &scan, events).await;
            assert_eq!(state_of(&ctx, &scan, REDIS).await, expect);
            let open = u64::from(expect != Fixed);
            assert_eq!(run.counts.total(), open);
            let mut tx = ctx.services.db.read().await.unwrap();
            let counts = store::findings::counts_of_target(&mut tx, run.organization, run.target).await.unwrap();
            assert_eq!(counts.total(), open, "the counters are in step");
        }
    }

    async fn a_host_that_did_not_answer_keeps_its_findings(t: TestDb) {
        let world = World::new(t, 8);
        let ctx = world.organization("one", Product::Vrms).await;
        let scan = scan(&ctx, "weekly", "127.0.0.1").await;
        world.run_with(&ctx, &scan, vec![up(), observed(REDIS, 6379)]).await;
        let run = world.run_with(&ctx, &scan, vec![skipped("127.0.0.1")]).await;
        assert_eq!(run.state, RunState::CompletedInvalid);
        assert_eq!(state_of(&ctx, &scan, REDIS).await, FindingState::New);
    }

    async fn what_another_run_saw_meanwhile_is_not_closed(t: TestDb) {
        let runs = RunLimits { per_target: 0, ..RunLimits::default() };
        let world = World::with(t, 8, Settings { runs, ..Settings::default() });
        let ctx = world.organization("one", Product::Vrms).await;
        let first = scan(&ctx, "weekly", "127.0.0.1").await;
        let new = app::scans::NewScan {
            name: "daily".into(),
            target_id: Some(first.target),
            ..app::scans::NewScan::default()
        };
        let second = app::scans::create(&ctx, new).await.unwrap().scan;
        let slow = app::runs::start(&ctx, first.id).await.unwrap();
        world.tick().await;
        let mut hand = world.take().unwrap();
        world.say(&mut hand, [up(), covered(6379, &[REDIS])]).await;
        // The weakness comes up after the first run looked there, and the second run sees it.
        world.run_with(&ctx, &second, vec![up(), observed(REDIS, 6379)]).await;
        world.complete(hand, []).await;
        assert_eq!(world.finish(&slow).await.state, RunState::Completed);
        assert_eq!(state_of(&ctx, &first, REDIS).await, FindingState::New);
    }
}
