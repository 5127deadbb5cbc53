//! The queue on both databases: claims, leases, retries, keys.

use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;

use jobs::{EnqueueOptions, Job, Outcome, Runner, enqueue};
use model::JobId;
use serde::{Deserialize, Serialize};
use store::jobs::{JobRow, JobState};
use testkit::{TestDb, db_test};
use tokio_util::sync::CancellationToken;

#[derive(Serialize, Deserialize)]
struct Write(u32);

impl Job for Write {
    const KIND: &'static str = "write";
    const MAX_ATTEMPTS: u32 = 3;
    const LEASE_SECONDS: i64 = 30;
}

const KINDS: &[(&str, i64)] = &[("write", 30)];

/// What handlers did, in order.
type Seen = Arc<Mutex<Vec<u32>>>;

async fn put(t: &TestDb, job: u32, options: EnqueueOptions) -> Option<JobId> {
    t.clock.advance(1);
    let mut tx = t.db.write().await.unwrap();
    let id = enqueue(&mut tx, &t.env, &Write(job), options).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn row(t: &TestDb, id: JobId) -> JobRow {
    store::jobs::get(&mut t.db.read().await.unwrap(), id).await.unwrap().unwrap()
}

async fn claim(t: &TestDb, worker: &str) -> Option<JobRow> {
    let mut tx = t.db.write().await.unwrap();
    let row = store::jobs::claim(&mut tx, worker, KINDS, t.env.now()).await.unwrap();
    tx.commit().await.unwrap();
    row
}

async fn end(t: &TestDb, row: &JobRow) -> bool {
    let mut tx = t.db.write().await.unwrap();
    let done = store::jobs::end(&mut tx, row.id, row.epoch, JobState::Done, None, t.env.now()).await.unwrap();
    tx.commit().await.unwrap();
    done
}

fn runner(t: &TestDb, seen: &Seen, answer: fn(u32) -> Outcome) -> Runner<Seen> {
    Runner::new(t.db.clone(), t.env.clone(), seen.clone()).register::<Write, _>(
        move |seen: Seen, Write(n)| async move {
            seen.lock().unwrap().push(n);
            answer(n)
        },
    )
}

db_test! {
    async fn eight_workers_never_claim_one_job_twice(t: TestDb) {
        for n in 0..40 {
            put(&t, n, EnqueueOptions::default()).await.unwrap();
        }
        let mut workers = tokio::task::JoinSet::new();
        for worker in 0..8 {
            let (db, now) = (t.db.clone(), t.env.now());
            workers.spawn(async move {
                let mut claimed = Vec::new();
                loop {
                    let mut tx = db.write().await.unwrap();
                    let row = store::jobs::claim(&mut tx, &worker.to_string(), KINDS, now).await.unwrap();
                    tx.commit().await.unwrap();
                    let Some(row) = row else { return claimed };
                    claimed.push(row.id);
                }
            });
        }
        let mut claimed: Vec<JobId> = workers.join_all().await.concat();
        claimed.sort_unstable();
        claimed.dedup();
        assert_eq!(claimed.len(), 40);
    }

    async fn a_lost_lease_cannot_end_the_job(t: TestDb) {
        let id = put(&t, 1, EnqueueOptions::default()).await.unwrap();
        let first = claim(&t, "a").await.unwrap();
        assert!(claim(&t, "b").await.is_none(), "it is still a's");
        t.clock.advance(31_000_000);
        let second = claim(&t, "b").await.unwrap();
        assert_eq!((second.id, second.epoch, second.attempt), (id, first.epoch + 1, 2));
        assert!(!end(&t, &first).await, "the old epoch is refused");
        let mut tx = t.db.write().await.unwrap();
        let beat = store::jobs::heartbeat(&mut tx, id, first.epoch, t.env.now()).await.unwrap();
        assert_eq!(beat, None);
        tx.commit().await.unwrap();
        assert_eq!(row(&t, id).await.state, JobState::Running);
        assert!(end(&t, &second).await);
        assert_eq!(row(&t, id).await.state, JobState::Done);
    }

    async fn a_heartbeat_keeps_the_lease(t: TestDb) {
        put(&t, 1, EnqueueOptions::default()).await.unwrap();
        let first = claim(&t, "a").await.unwrap();
        t.clock.advance(20_000_000);
        let mut tx = t.db.write().await.unwrap();
        let until = t.env.now().plus_seconds(30);
        assert_eq!(store::jobs::heartbeat(&mut tx, first.id, first.epoch, until).await.unwrap(), Some(false));
        tx.commit().await.unwrap();
        t.clock.advance(20_000_000);
        assert!(claim(&t, "b").await.is_none());
    }

    async fn a_job_whose_workers_die_is_given_up_after_its_last_attempt(t: TestDb) {
        let id = put(&t, 1, EnqueueOptions::default()).await.unwrap();
        for attempt in 1..=3 {
            assert_eq!(claim(&t, "a").await.unwrap().attempt, attempt);
            t.clock.advance(31_000_000);
        }
        assert!(claim(&t, "a").await.is_none());
        let row = row(&t, id).await;
        assert_eq!((row.state, row.last_error.as_deref()), (JobState::Failed, Some("its worker was lost")));
    }

    async fn a_panic_is_tried_again_later_and_fails_in_the_end(t: TestDb) {
        let id = put(&t, 7, EnqueueOptions::default()).await.unwrap();
        let seen = Seen::default();
        let runner = runner(&t, &seen, |_| panic!("out of order"));
        for tries in 1..=3_usize {
            assert_eq!(runner.run_due_once().await.unwrap(), 1);
            assert_eq!(runner.run_due_once().await.unwrap(), 0, "not before its time");
            assert_eq!(seen.lock().unwrap().len(), tries);
            t.clock.advance(60_000_000);
        }
        let row = row(&t, id).await;
        assert_eq!((row.state, row.last_error.as_deref()), (JobState::Failed, Some("panicked: out of order")));
    }

    async fn outcomes_are_kept(t: TestDb) {
        let seen = Seen::default();
        let runner = runner(&t, &seen, |n| match n {
            1 => Outcome::Done,
            2 => Outcome::Retry(Some(Duration::from_secs(100))),
            _ => Outcome::Fail("no such thing".to_owned()),
        });
        let ids = [
            put(&t, 1, EnqueueOptions::default()).await.unwrap(),
            put(&t, 2, EnqueueOptions::default()).await.unwrap(),
            put(&t, 3, EnqueueOptions { priority: 5, ..EnqueueOptions::default() }).await.unwrap(),
            put(&t, 4, EnqueueOptions { run_at: Some(t.env.now().plus_seconds(9)), ..EnqueueOptions::default() })
                .await
                .unwrap(),
        ];
        assert_eq!(runner.run_due_once().await.unwrap(), 3);
        assert_eq!(*seen.lock().unwrap(), [3, 1, 2], "priority, then time");
        assert_eq!(row(&t, ids[0]).await.state, JobState::Done);
        let retried = row(&t, ids[1]).await;
        assert_eq!((retried.state, retried.run_at), (JobState::Ready, t.env.now().plus_seconds(100)));
        assert_eq!(row(&t, ids[2]).await.last_error.as_deref(), Some("no such thing"));
        assert_eq!(row(&t, ids[3]).await.state, JobState::Ready);
    }

    async fn one_unfinished_job_has_a_key(t: TestDb) {
        let keyed = || EnqueueOptions { dedup_key: Some("run 1".to_owned()), ..EnqueueOptions::default() };
        assert!(put(&t, 1, keyed()).await.is_some());
        assert!(put(&t, 2, keyed()).await.is_none());
        let first = claim(&t, "a").await.unwrap();
        assert!(put(&t, 2, keyed()).await.is_none(), "a running one counts");
        assert!(end(&t, &first).await);
        assert!(put(&t, 3, keyed()).await.is_some());
    }

    async fn what_is_rolled_back_was_never_enqueued(t: TestDb) {
        let mut tx = t.db.write().await.unwrap();
        enqueue(&mut tx, &t.env, &Write(1), EnqueueOptions::default()).await.unwrap().unwrap();
        drop(tx);
        assert!(claim(&t, "a").await.is_none());
    }

    async fn a_job_can_be_called_off(t: TestDb) {
        let (waiting, running) = (put(&t, 1, EnqueueOptions::default()).await.unwrap(), claim(&t, "a").await.unwrap());
        assert_eq!(waiting, running.id);
        let waiting = put(&t, 2, EnqueueOptions::default()).await.unwrap();
        let mut tx = t.db.write().await.unwrap();
        for id in [waiting, running.id] {
            assert!(store::jobs::cancel(&mut tx, id, t.env.now()).await.unwrap());
        }
        assert!(!store::jobs::cancel(&mut tx, waiting, t.env.now()).await.unwrap());
        let until = t.env.now().plus_seconds(30);
        let beat = store::jobs::heartbeat(&mut tx, running.id, running.epoch, until).await.unwrap();
        assert_eq!(beat, Some(true), "the worker learns it");
        tx.commit().await.unwrap();
        assert_eq!(row(&t, waiting).await.state, JobState::Cancelled);
        assert!(claim(&t, "b").await.is_none());
    }

    async fn a_woken_runner_works_and_stops(t: TestDb) {
        let (seen, stop) = (Seen::default(), CancellationToken::new());
        let (db, env) = (t.db.clone(), t.env.clone());
        let done = stop.clone();
        let runner = Runner::new(db, env, seen.clone()).register::<Write, _>(move |seen: Seen, Write(n)| {
            let done = done.clone();
            async move {
                seen.lock().unwrap().push(n);
                done.cancel();
                Outcome::Done
            }
        });
        let wake = runner.wake();
        let task = tokio::spawn(runner.run(stop));
        let id = put(&t, 5, EnqueueOptions::default()).await.unwrap();
        wake.notify_one();
        task.await.unwrap();
        assert_eq!(*seen.lock().unwrap(), [5]);
        assert_eq!(row(&t, id).await.state, JobState::Done);
    }

    async fn what_does_not_end_in_time_is_given_back(t: TestDb) {
        let (started, stop) = (CancellationToken::new(), CancellationToken::new());
        let told = started.clone();
        let runner = Runner::new(t.db.clone(), t.env.clone(), ())
            .grace(Duration::ZERO)
            .register::<Write, _>(move |(), Write(_)| {
                told.cancel();
                std::future::pending()
            });
        let id = put(&t, 1, EnqueueOptions::default()).await.unwrap();
        let task = tokio::spawn(runner.run(stop.clone()));
        started.cancelled().await;
        stop.cancel();
        task.await.unwrap();
        let row = row(&t, id).await;
        assert_eq!((row.state, row.attempt), (JobState::Ready, 0), "as if it had never been claimed");
    }
}
