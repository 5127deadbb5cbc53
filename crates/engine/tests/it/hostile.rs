//! Services that try to hold up or overwhelm a unit.

use model::unit::{UnitEvent, UnitOutcome};

use crate::harness::{engine, profile, run, run_with, unit};
use crate::services::{REDIS_OPEN, drip, flood, hang_up, listen, mute, scripted};

const HOST: [u8; 4] = [127, 0, 0, 1];

#[tokio::test]
async fn hostile_services_cost_time_but_nothing_else() {
    let hostile = [
        listen(HOST, flood).await,
        listen(HOST, hang_up).await,
        listen(HOST, mute).await,
        listen(HOST, drip).await,
    ];
    let redis = scripted(HOST, REDIS_OPEN).await;
    let ports = format!("{redis},{}", hostile.map(|p| p.to_string()).join(","));
    let story = run(unit("127.0.0.1", &ports, profile()), None).await;
    assert_eq!(story.outcome(), &UnitOutcome::Completed);
    assert_eq!(story.words(redis), ["redis-no-password"]);
    for port in hostile {
        assert_eq!(story.words(port), [""; 0], "{:?}", story.service(port));
        assert!(story.covered(port).iter().all(|w| *w != "*"), "{:?}", story.service(port));
    }
}

#[tokio::test]
async fn a_host_that_accepts_everything_is_not_believed() {
    let mut ports = [listen(HOST, hang_up).await, listen(HOST, hang_up).await, listen(HOST, hang_up).await];
    ports.sort_unstable();
    let list = ports.map(|p| p.to_string()).join(",");
    let story = run_with(engine().max_services(2), unit("127.0.0.1", &list, profile()), None).await;
    assert_eq!(story.outcome(), &UnitOutcome::Completed);
    let looked_into = story.events().filter(|e| matches!(e, UnitEvent::ServiceFound { .. })).count();
    assert_eq!(looked_into, 2);
    let said = story.events().any(
        |e| matches!(e, UnitEvent::NotCovered { port: None, reason, .. } if reason.starts_with("3 ports")),
    );
    assert!(said, "the ledger says what was left alone");
}
