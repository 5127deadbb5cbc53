//! Whatever order batches, repetitions and restarts come in, a run ends with the findings of an undisturbed one.

use app::{Ctx, runs};
use model::Product;
use model::run::RunState;
use model::unit::UnitMessage;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::support::*;

/// What happens next.
#[derive(Debug, Clone)]
enum Step {
    /// The worker says so many things more and they are stored.
    Say(usize),
    /// The last so many messages come once more.
    Again(usize),
    /// A message of a hand-out before comes late.
    Late(usize),
    /// The process is started anew.
    Restart,
    /// The worker says nothing for twenty minutes.
    Silence,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (1_usize..6).prop_map(Step::Say),
        2 => (1_usize..6).prop_map(Step::Again),
        2 => (0_usize..40).prop_map(Step::Late),
        1 => Just(Step::Restart),
        1 => Just(Step::Silence),
    ];
    prop::collection::vec(step, 0..12)
}

/// Lives through the steps, then lets the unit end undisturbed; what is left.
async fn live(world: &mut World, ctx: &Ctx, steps: &[Step]) -> (RunState, Seen) {
    world.advance(60);
    let name = format!("scan {}", world.services.env.now().micros());
    let scan = scan(ctx, &name, "127.0.0.1").await;
    let run = runs::start(ctx, scan.id).await.unwrap();
    world.tick().await;
    let mut hand = world.take().unwrap();
    let mut script = hand.messages(three_findings());
    let (mut said, mut history, mut silences) = (0, Vec::<UnitMessage>::new(), 0);
    for step in steps {
        let batch: Vec<UnitMessage> = match step {
            Step::Say(count) => script.iter().skip(said).take(*count).cloned().collect(),
            Step::Again(count) => script[..said].iter().rev().take(*count).rev().cloned().collect(),
            Step::Late(which) => history.get(*which).cloned().into_iter().collect(),
            // A third silence gives the unit up.
            Step::Silence if silences == 2 => continue,
            Step::Restart | Step::Silence => {
                history.append(&mut script);
                if matches!(step, Step::Restart) {
                    *world = world.restarted(8).await;
                } else {
                    silences += 1;
                    world.advance(20 * 60);
                }
                world.tick().await;
                hand = world.take().unwrap();
                script = hand.messages(three_findings());
                said = 0;
                continue;
            }
        };
        if matches!(step, Step::Say(_)) {
            said += batch.len();
        }
        let count = batch.len();
        for message in batch {
            hand.send_raw(message).await;
        }
        if count > 0 {
            world.take_in(count).await;
        }
    }
    let rest: Vec<UnitMessage> = script.drain(said..).chain([hand.message(completed())]).collect();
    for message in &rest {
        hand.send_raw(message.clone()).await;
    }
    world.take_in(rest.len()).await;
    world.worker.done(hand.unit.id, hand.unit.epoch);
    let ended = world.finish(&run).await;
    let mut seen = seen(world, &run).await;
    // The log tells of every hand-out, and should.
    seen.log.dedup();
    (ended.state, seen)
}

testkit::db_test! {
    async fn any_history_ends_with_the_same_findings(t: TestDb) {
        let mut world = World::new(t, 8);
        let ctx = world.organization("one", Product::Vrms).await;
        let expect = live(&mut world, &ctx, &[]).await;
        assert_eq!((expect.0, expect.1.findings.len()), (RunState::Completed, 3));
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        for _ in 0..24 {
            let steps = steps().new_tree(&mut runner).unwrap().current();
            let got = live(&mut world, &ctx, &steps).await;
            assert_eq!(got, expect, "{steps:?}");
        }
    }
}
