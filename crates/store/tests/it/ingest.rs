//! Messages of workers are applied once and in order; units go through their states.

use crate::common::{PRODUCT, next_run, world};
use model::UnitId;
use model::host::{Host, Port};
use model::hosts::HostList;
use model::ports::{PortSet, Protocol};
use model::run::RunState;
use model::service::Service;
use model::unit::{Lane, LogLevel, NetworkUnit, UnitEvent, UnitMessage, UnitOutcome, UnitState, UnitWork};
use model::web::part_seen;
use store::findings::RunRef;
use store::{ListQuery, Tx, coverage, hosts, ingest, run_log, runs, units};
use testkit::{TestDb, db_test};

async fn with_units(t: &TestDb, tx: &mut Tx, run: &RunRef, lane: Lane, n: usize) -> Vec<units::Unit> {
    let hosts: HostList = "127.0.0.1".parse().unwrap();
    let work = vec![UnitWork::Network(NetworkUnit { hosts }); n];
    let at = (run.organization, run.run);
    units::insert_all(tx, &t.env, at, lane, &work).await.unwrap();
    let started = (RunState::Queued, RunState::Started);
    assert!(runs::transition(tx, run.organization, run.run, started, None, t.env.now()).await.unwrap());
    units::of_run(tx, run.organization, run.run).await.unwrap()
}

fn messages(run: &RunRef, unit: UnitId, epoch: u32, first: u64, events: Vec<UnitEvent>) -> Vec<UnitMessage> {
    (first..)
        .zip(events)
        .map(|(sequence, event)| UnitMessage { unit, run: run.run, epoch, sequence, event })
        .collect()
}

fn events() -> Vec<UnitEvent> {
    let host = Host::from_address("127.0.0.1".parse().unwrap());
    let ssh = Service { name: "ssh".to_owned(), version: Some("9.2".to_owned()), ..Service::default() };
    let words = |w: &[&str]| w.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    vec![
        UnitEvent::HostSkipped { host: "127.0.0.1".to_owned(), reason: "did not answer".to_owned() },
        UnitEvent::HostUp { host: host.clone(), reason: "tcp 22 open".to_owned() },
        UnitEvent::HostSkipped { host: "gone.test".to_owned(), reason: "does not resolve".to_owned() },
        UnitEvent::PortsScanned {
            host: host.clone(),
            protocol: Protocol::Tcp,
            scanned: PortSet::from_ports([22, 80, 443], []),
            open: vec![22, 80],
            filtered: PortSet::from_ports([443], []),
        },
        UnitEvent::ServiceFound { host: host.clone(), port: Port::tcp(22), service: ssh },
        UnitEvent::Covered {
            host: host.clone(),
            port: Some(Port::tcp(22)),
            place: String::new(),
            checks: words(&["b", "a", "b"]),
        },
        UnitEvent::Covered {
            host: host.clone(),
            port: Some(Port::tcp(22)),
            place: String::new(),
            checks: words(&["c"]),
        },
        UnitEvent::Covered { host: host.clone(), port: None, place: String::new(), checks: words(&["*"]) },
        UnitEvent::NotCovered {
            host,
            port: Some(Port::tcp(80)),
            place: String::new(),
            checks: words(&["x"]),
            reason: "timed out".to_owned(),
        },
        UnitEvent::Log { level: LogLevel::Warning, message: "slow\r\n\0".to_owned() },
        UnitEvent::Progress { permille: 400 },
        UnitEvent::Checkpoint(serde_json::json!({"host": 1})),
    ]
}

db_test! {
    async fn events_become_rows(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, "lab").await;
        let unit = with_units(&t, &mut tx, &run, Lane::User, 1).await.remove(0);
        let epoch = units::dispatch(&mut tx, unit.id, t.env.now()).await.unwrap().unwrap();
        let sent = messages(&run, unit.id, epoch, 1, events());
        for again in [false, true] {
            let fresh = ingest::fence(&mut tx, t.env.now(), &sent).await.unwrap();
            assert_eq!(fresh.is_empty(), again, "applied at most once");
            let applied = ingest::apply(&mut tx, &t.env, &run, if again { &sent } else { fresh }).await.unwrap();
            assert_eq!((applied.progress, applied.finished), (Some(400), None));
        }
        let facts = coverage::facts(&mut tx, organization, run.run).await.unwrap();
        let expect =
            coverage::CoverageFacts { hosts_up: 1, hosts_skipped: 1, ports_open: 2, checks_run: 4, gaps: 1 };
        assert_eq!(facts, expect);
        let host = ["127.0.0.1".to_owned()];
        let places = coverage::of_hosts(&mut tx, run.run, &host).await.unwrap();
        let words: Vec<_> = places.iter().map(|p| (p.port.map(|p| p.number), p.words.len())).collect();
        assert_eq!(words, [(None, 1), (Some(22), 3)]);
        let asked = coverage::ports_of_hosts(&mut tx, run.run, &host).await.unwrap();
        assert_eq!((asked[0].scanned.to_string().as_str(), asked[0].filtered.to_string().as_str()), ("22,80,443", "443"));
        let gaps = coverage::gaps(&mut tx, organization, run.run, 9).await.unwrap();
        let gaps: Vec<_> = gaps.iter().map(|g| (g.host.as_str(), g.reason.as_str())).collect();
        assert_eq!(gaps, [("127.0.0.1", "timed out"), ("gone.test", "does not resolve")]);
        let of_run = hosts::of_run(&mut tx, organization, run.run).await.unwrap();
        let services: Vec<_> = of_run[0].services.iter().map(|(p, s)| (p.number, s.name.as_str())).collect();
        assert_eq!((of_run.len(), services), (1, vec![(22, "ssh"), (80, "unknown")]));
        let page = hosts::list_of_run(&mut tx, organization, run.run, &ListQuery::default()).await.unwrap();
        assert_eq!(page.items, of_run);
        assert_eq!(hosts::count_of_run(&mut tx, organization, run.run).await.unwrap(), 1);
        let known = hosts::list(&mut tx, organization, PRODUCT, &ListQuery::default()).await.unwrap();
        assert_eq!((known.total, known.items[0].last_run), (1, run.run));
        assert!(hosts::get(&mut tx, organization, PRODUCT, known.items[0].id).await.unwrap().is_some());
        let log = run_log::of_run(&mut tx, organization, run.run, 9).await.unwrap();
        assert_eq!((log.len(), log[0].level, log[0].message.as_str()), (1, LogLevel::Warning, "slow\\r\n\\x00"));
        let unit = units::by_id(&mut tx, unit.id).await.unwrap().unwrap();
        assert_eq!((unit.progress, unit.checkpoint), (400, Some(serde_json::json!({"host": 1}))));
        let other = t.env.id();
        assert_eq!(coverage::facts(&mut tx, other, run.run).await.unwrap(), coverage::CoverageFacts::default());
        assert!(hosts::of_run(&mut tx, other, run.run).await.unwrap().is_empty());
        assert!(run_log::of_run(&mut tx, other, run.run, 9).await.unwrap().is_empty());
        assert!(coverage::gaps(&mut tx, other, run.run, 9).await.unwrap().is_empty());
    }

    async fn an_incremental_run_builds_on_the_last_that_completed(t: TestDb) {
        let (one, two) = (t.organization("one").await, t.organization("two").await);
        let mut tx = t.db.write().await.unwrap();
        let mut run = world(&t, &mut tx, one, "shop").await;
        let (target, other) = (run.target, world(&t, &mut tx, one, "other").await.target);
        let ends = [
            ("first", "normal", RunState::Completed),
            ("second", "light", RunState::Completed),
            ("third", "normal", RunState::Completed),
            ("lost", "normal", RunState::CompletedInvalid),
        ];
        for (seen, profile, end) in ends {
            let unit = with_units(&t, &mut tx, &run, Lane::User, 1).await.remove(0);
            let part = UnitEvent::Part { key: part_seen(profile), value: seen.into() };
            ingest::apply(&mut tx, &t.env, &run, &messages(&run, unit.id, 1, 1, vec![part])).await.unwrap();
            for step in [(RunState::Started, RunState::FinishingUp), (RunState::FinishingUp, end)] {
                assert!(runs::transition(&mut tx, one, run.run, step, None, t.env.now()).await.unwrap());
            }
            run = next_run(&t, &mut tx, run).await;
        }
        for (organization, target, profile, expect) in [
            (one, target, "normal", Some("third")),
            (one, target, "light", Some("second")),
            (one, target, "safe", None),
            (one, other, "normal", None),
            (two, target, "normal", None),
        ] {
            let seen = ingest::last_seen(&mut tx, organization, target, profile).await.unwrap();
            assert_eq!(seen.as_ref().and_then(|s| s.as_str()), expect, "{profile}");
        }
    }

    async fn the_fence_takes_messages_once_and_in_order(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, "lab").await;
        let unit = with_units(&t, &mut tx, &run, Lane::User, 1).await.remove(0);
        let progress = |n: u16| (0..n).map(|p| UnitEvent::Progress { permille: p }).collect::<Vec<_>>();
        let now = t.env.now();
        let sent = messages(&run, unit.id, 1, 1, progress(6));
        assert!(ingest::fence(&mut tx, now, &sent).await.unwrap().is_empty(), "nobody has it");
        assert_eq!(units::dispatch(&mut tx, unit.id, now).await.unwrap(), Some(1));
        assert_eq!(units::dispatch(&mut tx, unit.id, now).await.unwrap(), None, "once");
        assert_eq!(ingest::fence(&mut tx, now, &sent[..2]).await.unwrap().len(), 2);
        assert_eq!(ingest::fence(&mut tx, now, &sent[..4]).await.unwrap().len(), 2, "two are new");
        assert_eq!(ingest::fence(&mut tx, now, &sent[5..]).await.unwrap().len(), 0, "one is missing");
        let foreign = messages(&run, unit.id, 2, 5, progress(1));
        assert_eq!(ingest::fence(&mut tx, now, &foreign).await.unwrap().len(), 0, "no such hand-out yet");
        assert!(units::release(&mut tx, unit.id, 1, now).await.unwrap());
        assert_eq!(ingest::fence(&mut tx, now, &sent[4..]).await.unwrap().len(), 0, "taken back");
        assert_eq!(units::dispatch(&mut tx, unit.id, now).await.unwrap(), Some(2));
        assert_eq!(ingest::fence(&mut tx, now, &sent[4..]).await.unwrap().len(), 0, "an old hand-out");
        let second = messages(&run, unit.id, 2, 1, vec![UnitEvent::Finished(UnitOutcome::Completed)]);
        let fresh = ingest::fence(&mut tx, now, &second).await.unwrap();
        let applied = ingest::apply(&mut tx, &t.env, &run, fresh).await.unwrap();
        assert_eq!(applied.finished, Some(UnitOutcome::Completed));
        assert!(!units::finish(&mut tx, unit.id, 1, UnitState::Done, None, now).await.unwrap());
        assert!(units::finish(&mut tx, unit.id, 2, UnitState::Done, None, now).await.unwrap());
    }

    async fn units_go_out_fairly_and_come_back(t: TestDb) {
        let (one, two) = (t.organization("one").await, t.organization("two").await);
        let mut tx = t.db.write().await.unwrap();
        let now = t.env.now();
        let scheduled = world(&t, &mut tx, one, "scheduled").await;
        with_units(&t, &mut tx, &scheduled, Lane::Scheduled, 1).await;
        let first = world(&t, &mut tx, one, "first").await;
        with_units(&t, &mut tx, &first, Lane::User, 3).await;
        let second = world(&t, &mut tx, two, "second").await;
        with_units(&t, &mut tx, &second, Lane::User, 1).await;
        let waiting = units::waiting(&mut tx, 10).await.unwrap();
        let order: Vec<_> = waiting.iter().map(|u| (u.run == first.run, u.run == second.run, u.position)).collect();
        let expect = [(true, false, 0), (false, true, 0), (true, false, 1), (true, false, 2), (false, false, 0)];
        assert_eq!(order, expect, "people first, organizations in turn");

        let unit = &waiting[0];
        units::dispatch(&mut tx, unit.id, now).await.unwrap().unwrap();
        assert_eq!(units::retry(&mut tx, unit.id, 1, "lost", now).await.unwrap(), Some(1));
        assert_eq!(units::retry(&mut tx, unit.id, 1, "lost", now).await.unwrap(), None);
        units::dispatch(&mut tx, unit.id, now).await.unwrap().unwrap();
        assert_eq!(units::reset_dispatched(&mut tx, now).await.unwrap(), 1);
        units::dispatch(&mut tx, unit.id, now).await.unwrap().unwrap();
        assert!(units::finish(&mut tx, unit.id, 3, UnitState::Done, None, now).await.unwrap());
        let tally = units::tally(&mut tx, one, first.run).await.unwrap();
        assert_eq!((tally.done, tally.waiting, tally.progress, tally.is_over()), (1, 2, 333, false));
        assert_eq!(units::abandon(&mut tx, one, first.run, "stopped", now).await.unwrap(), 2);
        assert!(units::tally(&mut tx, one, first.run).await.unwrap().is_over());
        let pause = (RunState::Started, RunState::Pausing);
        assert!(runs::transition(&mut tx, two, second.run, pause, Some("blackout"), now).await.unwrap());
        assert!(units::waiting(&mut tx, 10).await.unwrap().iter().all(|u| u.run != second.run), "a pausing run rests");
    }
}
