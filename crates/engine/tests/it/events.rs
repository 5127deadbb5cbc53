//! What a unit reports about services that are weak, clean, unknown or not there.

use model::definition::Effect;
use model::ports::Protocol;
use model::profile::CheckSelection;
use model::unit::{UnitEvent, UnitOutcome};

use crate::harness::{Story, profile, run, unit};
use crate::services::{FTP, REDIS_LOCKED, REDIS_OPEN, UNKNOWN, closed, scripted};

const HOST: [u8; 4] = [127, 0, 0, 1];

fn ports_scanned(story: &Story) -> (Vec<u16>, Vec<u16>, u32) {
    let mut all = story.events().filter_map(|e| match e {
        UnitEvent::PortsScanned { protocol: Protocol::Tcp, scanned, open, filtered, .. } => {
            Some((scanned.ports(Protocol::Tcp).collect(), open.clone(), filtered.count(Protocol::Tcp)))
        }
        _ => None,
    });
    all.next().expect("the ports of the host")
}

#[tokio::test]
async fn tells_weak_clean_unknown_and_closed_apart() {
    let open = scripted(HOST, REDIS_OPEN).await;
    let locked = scripted(HOST, REDIS_LOCKED).await;
    let ftp = scripted(HOST, FTP).await;
    let unknown = scripted(HOST, UNKNOWN).await;
    let closed = closed(HOST);
    let list = format!("{open},{locked},{ftp},{unknown},{closed}");
    let story = run(unit("127.0.0.1", &list, profile()), None).await;

    assert_eq!(story.outcome(), &UnitOutcome::Completed);
    assert!(matches!(
        story.events().find(|e| !matches!(e, UnitEvent::Progress { .. })),
        Some(UnitEvent::HostUp { .. })
    ));
    let mut expect = [open, locked, ftp, unknown];
    expect.sort_unstable();
    let (mut scanned, found, filtered) = ports_scanned(&story);
    assert_eq!((found.as_slice(), filtered), (expect.as_slice(), 0));
    scanned.retain(|p| !expect.contains(p));
    assert_eq!(scanned, [closed]);

    assert_eq!(story.service(open).name, "redis");
    assert_eq!(story.service(locked).name, "redis");
    assert_eq!(story.service(ftp).product.as_deref(), Some("vsftpd"));
    assert_eq!(story.service(unknown).name, "unknown");
    assert_eq!(story.words(open), ["redis-no-password"]);
    assert_eq!(story.words(locked), [""; 0]);
    assert_eq!(story.words(ftp), ["ftp-anonymous", "ftp-cleartext"]);
    assert_eq!(story.words(unknown), [""; 0]);
}

#[tokio::test]
async fn covers_what_was_answered_and_nothing_else() {
    let open = scripted(HOST, REDIS_OPEN).await;
    let locked = scripted(HOST, REDIS_LOCKED).await;
    let unknown = scripted(HOST, UNKNOWN).await;
    let story = run(unit("127.0.0.1", &format!("{open},{locked},{unknown}"), profile()), None).await;

    assert_eq!(story.covered(open), ["*"].into(), "{:?}", story.missed(open));
    assert!(story.missed(open).is_empty());
    // The version hides behind the password: what followed from it yesterday may still be there.
    let covered = story.covered(locked);
    assert!(covered.contains("redis-no-password") && covered.contains("ftp-anonymous"));
    assert!(!covered.contains("*") && !covered.contains("cve:*"));
    assert_eq!(story.missed(locked), [("cve:*", "the service's version is not known")]);
    let missed = story.missed(unknown);
    assert!(missed.contains(&("redis-no-password", "the service could not be identified")));
    assert!(missed.iter().any(|(word, _)| *word == "cve:*"));
    assert!(story.covered(unknown).iter().all(|w| !missed.iter().any(|(m, _)| m == w)));
    assert!(!story.covered(unknown).contains("*"));
}

#[tokio::test]
async fn a_narrow_profile_claims_no_more_than_it_selected() {
    let port = scripted(HOST, REDIS_OPEN).await;
    let mut narrow = profile();
    narrow.checks = CheckSelection::Only(vec!["redis-no-password".into(), "ftp-anonymous".into()]);
    let story = run(unit("127.0.0.1", &port.to_string(), narrow), None).await;
    assert_eq!(story.words(port), ["redis-no-password"]);
    assert_eq!(story.covered(port), ["redis-no-password", "ftp-anonymous"].into());

    let mut without_tls = profile();
    without_tls.inspect_tls = false;
    let story = run(unit("127.0.0.1", &port.to_string(), without_tls), None).await;
    assert!(story.covered(port).contains("redis-no-password") && !story.covered(port).contains("*"));

    let mut inventory = profile();
    (inventory.checks, inventory.version_checks) = (CheckSelection::None, false);
    let story = run(unit("127.0.0.1", &port.to_string(), inventory), None).await;
    assert_eq!(story.service(port).name, "redis");
    assert!(story.observed().is_empty() && story.covered(port).is_empty() && story.missed(port).is_empty());
}

#[tokio::test]
async fn the_effect_ceiling_holds_and_is_told() {
    let port = scripted(HOST, REDIS_OPEN).await;
    let mut passive = profile();
    passive.effect_ceiling = Effect::Passive;
    let story = run(unit("127.0.0.1", &port.to_string(), passive), None).await;
    for group in checks::groups().iter().filter(|g| g.effect > Effect::Passive) {
        for word in group.words.iter().filter(|w| !tls::WORDS.contains(w)) {
            assert!(!story.words(port).contains(word) && !story.covered(port).contains(word), "{word}");
            assert!(story.missed(port).contains(&(word, "above the profile's effect ceiling")), "{word}");
        }
    }
}

#[tokio::test]
async fn without_service_detection_a_unit_ends_with_the_ports() {
    let port = scripted(HOST, REDIS_OPEN).await;
    let mut ports_only = profile();
    ports_only.detect_services = false;
    let story = run(unit("127.0.0.1", &format!("{port},U:1161"), ports_only), None).await;
    assert_eq!(ports_scanned(&story).1, [port]);
    let more = |e: &UnitEvent| {
        matches!(e, UnitEvent::ServiceFound { .. } | UnitEvent::Covered { .. } | UnitEvent::Observed(_))
    };
    assert!(!story.events().any(more));
}
