//! A unit that is stopped or lost and handed out again finds what an undisturbed one finds.

use model::unit::{UnitEvent, UnitOutcome, WorkUnit};

use crate::harness::{again, facts, profile, run, unit};
use crate::services::{FTP, REDIS_LOCKED, REDIS_OPEN, UNKNOWN, closed, scripted, snmp};

/// Two hosts with four services and a closed port, and one that is left out.
async fn estate(third: u8) -> WorkUnit {
    let (a, b) = ([127, 0, third, 1], [127, 0, third, 2]);
    snmp(a).await;
    let ports = [
        scripted(a, REDIS_OPEN).await,
        scripted(a, FTP).await,
        scripted(b, REDIS_LOCKED).await,
        scripted(b, UNKNOWN).await,
        closed(a),
    ];
    let ports = ports.map(|p| p.to_string()).join(",");
    unit(&format!("127.0.{third}.1,127.0.{third}.2,127.9.9.9"), &format!("{ports},U:1161"), profile())
}

#[tokio::test]
async fn every_checkpoint_leads_to_the_same_end() {
    let unit = estate(78).await;
    let whole = run(unit.clone(), None).await;
    let expect = facts(&whole.messages);
    let (unit, whole, expect) = (&unit, &whole, &expect);
    let trials = whole.messages.iter().enumerate().filter_map(|(at, message)| match &message.event {
        UnitEvent::Checkpoint(checkpoint) => Some(async move {
            let rest = run(again(unit, Some(checkpoint.clone())), None).await;
            assert_eq!(rest.outcome(), &UnitOutcome::Completed);
            let before = &whole.messages[..at];
            assert_eq!(&facts(before.iter().chain(&rest.messages)), expect, "from message {at}");
            let repeated = facts(before).intersection(&facts(&rest.messages)).count();
            assert_eq!(repeated, 0, "what was reported before a checkpoint is not done again");
        }),
        _ => None,
    });
    let checkpoints = futures::future::join_all(trials).await.len();
    assert!(checkpoints >= 12, "{checkpoints}");
}

#[tokio::test]
async fn a_stop_at_any_moment_loses_nothing() {
    let unit = estate(79).await;
    let whole = run(unit.clone(), None).await;
    let expect = &facts(&whole.messages);
    let unit = &unit;
    let moments = (1..whole.messages.len() - 1).step_by(whole.messages.len() / 12);
    let trials = moments.map(|moment| async move {
        let first = run(unit.clone(), Some(moment)).await;
        // What was said after the stop belongs to the step that was being reported.
        assert!(first.messages.len() <= moment + 16, "{} after {moment}", first.messages.len());
        if first.outcome() != &UnitOutcome::Stopped {
            return;
        }
        let rest = run(again(unit, first.checkpoint()), None).await;
        assert_eq!(rest.outcome(), &UnitOutcome::Completed);
        assert_eq!(&facts(first.messages.iter().chain(&rest.messages)), expect, "stopped after {moment}");
    });
    futures::future::join_all(trials).await;
}
