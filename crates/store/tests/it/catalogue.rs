//! Targets, port lists, schedules, occurrences, scans, runs and reports.

use crate::common::{PRODUCT, next_run, plan, scan, target, world};
use model::report::{FileStatus, Report, ReportFormat};
use model::run::{Compliance, RunState};
use model::scan::PortList;
use model::schedule::{
    CatchUp, GapPolicy, Occurrence, OccurrenceOutcome, OverlapPolicy, PeriodUnit, Rule, RunOverlap, Schedule,
    WaitsFor,
};
use model::{OrganizationId, Product, SeverityCounts, Timestamp};
use store::{
    DbError, Filter, ListQuery, Order, Sort, audit, occurrences, port_lists, reports, runs, scans, schedules,
    targets, users,
};
use testkit::{TestDb, db_test};

fn schedule(t: &TestDb, organization: OrganizationId, name: &str, due: i64) -> Schedule {
    let now = t.env.now();
    Schedule {
        id: t.env.id(),
        organization,
        product: PRODUCT,
        name: name.to_owned(),
        comment: String::new(),
        first_time: "2026-01-01T03:00:00".to_owned(),
        timezone: "Europe/Berlin".to_owned(),
        rule: Rule {
            unit: PeriodUnit::Day,
            interval: 1,
            weekday: None,
            week_index: None,
            count: None,
            until: None,
            gap: GapPolicy::ShiftForward,
            overlap: OverlapPolicy::First,
        },
        enabled: true,
        catch_up: CatchUp::Latest,
        overlap_policy: RunOverlap::Skip,
        jitter_seconds: 0,
        next_due: Some(now.plus_seconds(due)),
        created_at: now,
        updated_at: now,
    }
}

db_test! {
    async fn targets_and_port_lists_are_kept(t: TestDb) {
        let (one, two) = (t.organization("one").await, t.organization("two").await);
        let mut tx = t.db.write().await.unwrap();
        let mut lab = target(&t, one, "Lab");
        targets::insert(&mut tx, &lab).await.unwrap();
        lab.max_hosts = Some(3);
        lab.exclude_hosts = "10.0.0.2".parse().unwrap();
        assert!(targets::update(&mut tx, &lab).await.unwrap());
        assert_eq!(targets::get(&mut tx, one, PRODUCT, lab.id).await.unwrap(), Some(lab.clone()));
        assert_eq!(targets::get(&mut tx, two, PRODUCT, lab.id).await.unwrap(), None);
        assert_eq!(targets::get(&mut tx, one, Product::Pci, lab.id).await.unwrap(), None);
        let filters = vec![Filter { column: "hosts".to_owned(), pattern: "127.0.0.*".to_owned() }];
        let query = ListQuery { filters, ..ListQuery::default() };
        assert_eq!(targets::list(&mut tx, one, PRODUCT, &query).await.unwrap().items, [lab.clone()]);
        assert!(!targets::delete(&mut tx, two, PRODUCT, lab.id).await.unwrap());
        assert!(targets::delete(&mut tx, one, PRODUCT, lab.id).await.unwrap());

        let mut list = PortList {
            id: t.env.id(),
            organization: one,
            product: PRODUCT,
            name: "mine".to_owned(),
            comment: String::new(),
            ports: "22,U:53".parse().unwrap(),
            created_at: t.env.now(),
            updated_at: t.env.now(),
        };
        port_lists::insert(&mut tx, &list).await.unwrap();
        list.comment = "changed".to_owned();
        assert!(port_lists::update(&mut tx, &list).await.unwrap());
        assert_eq!(port_lists::get(&mut tx, one, PRODUCT, list.id).await.unwrap(), Some(list.clone()));
        assert_eq!(port_lists::list(&mut tx, two, PRODUCT, &ListQuery::default()).await.unwrap().total, 0);
        assert!(scans::using_port_list(&mut tx, one, list.id, 9).await.unwrap().is_empty());
        assert!(port_lists::delete(&mut tx, one, PRODUCT, list.id).await.unwrap());
        targets::insert(&mut tx, &target(&t, one, "Lab")).await.unwrap();
        let error = targets::insert(&mut tx, &target(&t, one, "Lab")).await.unwrap_err();
        assert!(matches!(error, DbError::Conflict("targets_name_key")), "{error}");
    }

    async fn every_declared_column_can_be_listed_by(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, "lab").await;
        let schedule = schedule(&t, organization, "nightly", 5);
        schedules::insert(&mut tx, &schedule).await.unwrap();
        macro_rules! all {
            ($($module:ident ($($scope:expr),*)),+ $(,)?) => {$(
                for column in $module::COLUMNS.iter().filter(|c| c.sort) {
                    for order in [Order::Asc, Order::Desc] {
                        let sort = Some(Sort { column: column.name.to_owned(), order });
                        let query = ListQuery { sort, ..ListQuery::default() };
                        let page = $module::list(&mut tx, organization, $($scope,)* &query).await;
                        assert!(page.is_ok(), "{} {page:?}", column.name);
                    }
                }
                for column in $module::COLUMNS.iter().filter(|c| c.filter) {
                    let pattern = match column.kind {
                        store::list::ColumnKind::Id => run.run.to_string(),
                        store::list::ColumnKind::Bool => "true".to_owned(),
                        store::list::ColumnKind::Threat => "low".to_owned(),
                        store::list::ColumnKind::Number | store::list::ColumnKind::Score => "5".to_owned(),
                        _ => "*a_b%'\\".to_owned(),
                    };
                    let filters = vec![Filter { column: column.name.to_owned(), pattern }];
                    let query = ListQuery { filters, from: Some(t.env.now()), ..ListQuery::default() };
                    let page = $module::list(&mut tx, organization, $($scope,)* &query).await;
                    assert!(page.is_ok(), "{} {page:?}", column.name);
                }
            )+};
        }
        use store::{findings, hosts};
        all!(
            audit(), users(), targets(PRODUCT), port_lists(PRODUCT), schedules(PRODUCT), occurrences(schedule.id),
            scans(PRODUCT), runs(PRODUCT), reports(PRODUCT), findings(PRODUCT), hosts(PRODUCT),
        );
    }

    async fn a_due_time_has_one_outcome(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, "lab").await;
        let (mut soon, late) = (schedule(&t, organization, "soon", 5), schedule(&t, organization, "late", 50));
        for schedule in [&soon, &late] {
            schedules::insert(&mut tx, schedule).await.unwrap();
        }
        assert_eq!(schedules::next_due(&mut tx).await.unwrap(), soon.next_due);
        assert_eq!(schedules::take_due(&mut tx, t.env.now(), 9).await.unwrap(), []);
        let due = schedules::take_due(&mut tx, t.env.now().plus_seconds(6), 9).await.unwrap();
        assert_eq!(due, [soon.clone()]);
        let (at, next) = (soon.next_due.unwrap(), Some(t.env.now().plus_seconds(86_405)));
        let fired = t.env.now().plus_seconds(5);
        let then = t.env.now().plus_seconds(6);
        assert_eq!(schedules::take_one(&mut tx, then, soon.id).await.unwrap().as_ref(), Some(&soon));
        schedules::advance(&mut tx, &[(&soon, next)], fired).await.unwrap();
        assert_eq!(schedules::take_one(&mut tx, then, soon.id).await.unwrap(), None);
        assert_eq!(schedules::many(&mut tx, &[soon.id]).await.unwrap()[0].next_due, next);
        assert_eq!(schedules::ahead(&mut tx, fired, 9).await.unwrap(), []);
        let ahead = schedules::ahead(&mut tx, t.env.now(), 9).await.unwrap();
        assert_eq!((ahead.len(), ahead[0].id), (1, soon.id), "decided on by a clock that is ahead");
        schedules::set_back(&mut tx, &soon, next, t.env.now()).await.unwrap();
        assert_eq!(schedules::ahead(&mut tx, t.env.now(), 9).await.unwrap(), []);
        soon.next_due = next;
        soon.enabled = false;
        assert!(schedules::update(&mut tx, &soon).await.unwrap());
        assert_eq!(schedules::get(&mut tx, organization, PRODUCT, soon.id).await.unwrap(), Some(soon.clone()));
        assert_eq!(schedules::next_due(&mut tx).await.unwrap(), late.next_due);

        let occurrence = |scan| Occurrence {
            id: t.env.id(),
            organization,
            schedule: soon.id,
            scan,
            due: at,
            outcome: OccurrenceOutcome::Started,
            reason: None,
            run: Some(run.run),
            waits: None,
            waits_until: None,
            decided_at: t.env.now(),
        };
        let scans_of = [None, Some(run.scan)];
        occurrences::insert_all(&mut tx, &scans_of.map(occurrence)).await.unwrap();
        tx.commit().await.unwrap();
        for scan in scans_of {
            let mut tx = t.db.write().await.unwrap();
            assert!(occurrences::exists(&mut tx, &occurrence(scan)).await.unwrap());
            let later = Occurrence { due: at.plus_seconds(1), ..occurrence(scan) };
            assert!(!occurrences::exists(&mut tx, &later).await.unwrap());
            let second = occurrences::insert_all(&mut tx, &[later, occurrence(scan)]).await;
            assert!(matches!(second, Err(store::DbError::Conflict(_))), "{second:?}");
        }
        let mut tx = t.db.write().await.unwrap();
        let page = occurrences::list(&mut tx, organization, soon.id, &ListQuery::default()).await.unwrap();
        assert_eq!((page.total, page.items[0].run), (2, Some(run.run)));
        let mut of = scans::get(&mut tx, organization, PRODUCT, run.scan).await.unwrap().unwrap();
        of.schedule = Some(late.id);
        assert!(scans::update(&mut tx, &of).await.unwrap());
        assert_eq!(scans::upcoming(&mut tx, organization, PRODUCT, 5).await.unwrap(), [of.clone()]);
        assert_eq!(scans::of_schedules(&mut tx, &[late.id, soon.id]).await.unwrap(), [of]);
        for id in [soon.id, late.id] {
            assert!(schedules::delete(&mut tx, organization, PRODUCT, id).await.unwrap());
        }
        let of = scans::get_any(&mut tx, organization, run.scan).await.unwrap().unwrap();
        assert_eq!(of.schedule, None);
    }

    async fn due_times_wait_for_blackouts_and_runs(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, "lab").await;
        let daily = schedule(&t, organization, "daily", 5);
        schedules::insert(&mut tx, &daily).await.unwrap();
        let now = t.env.now();
        let row = |due: i64, waits, until| Occurrence {
            id: t.env.id(),
            organization,
            schedule: daily.id,
            scan: Some(run.scan),
            due: now.plus_seconds(due),
            outcome: OccurrenceOutcome::Deferred,
            reason: None,
            run: None,
            waits: Some(waits),
            waits_until: Some(until),
            decided_at: now,
        };
        let mut held = row(1, WaitsFor::Blackout, now.plus_seconds(60));
        let queued = row(2, WaitsFor::Run, now);
        occurrences::insert_all(&mut tx, &[held.clone(), queued.clone()]).await.unwrap();
        assert!(!occurrences::any_waiting(&mut tx, now).await.unwrap(), "a run goes on, a blackout holds");
        assert_eq!(occurrences::next_look(&mut tx).await.unwrap(), held.waits_until);
        assert_eq!(occurrences::waiting_of(&mut tx, &[daily.id]).await.unwrap(), [held.clone(), queued.clone()]);
        occurrences::rouse(&mut tx, organization).await.unwrap();
        held.waits_until = Some(Timestamp::from_micros(0));
        assert_eq!(occurrences::take_waiting(&mut tx, now, 9).await.unwrap(), [held.clone()]);
        for step in [(RunState::Queued, RunState::Started), (RunState::Started, RunState::Failed)] {
            assert!(runs::transition(&mut tx, organization, run.run, step, None, now).await.unwrap());
        }
        assert_eq!(occurrences::take_waiting(&mut tx, now, 9).await.unwrap(), [held.clone(), queued.clone()]);
        (held.waits, held.waits_until, held.run) = (None, None, Some(run.run));
        assert!(occurrences::settle(&mut tx, &held).await.unwrap());
        assert!(!occurrences::settle(&mut tx, &held).await.unwrap(), "it waits no more");
        assert_eq!(occurrences::take_one(&mut tx, held.id).await.unwrap(), None);
        assert_eq!(occurrences::take_one(&mut tx, queued.id).await.unwrap(), Some(queued));
        assert!(occurrences::exists(&mut tx, &held).await.unwrap());
    }

    async fn runs_move_by_their_states(t: TestDb) {
        let organization = t.organization("one").await;
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, "lab").await;
        let now = t.env.now();
        assert!(scans::lock(&mut tx, organization, run.scan).await.unwrap());
        let stored = runs::get(&mut tx, organization, PRODUCT, run.run).await.unwrap().unwrap();
        assert_eq!((stored.plan, stored.state), (plan(), RunState::Queued));
        assert!(runs::active_of_scan(&mut tx, organization, run.scan).await.unwrap().is_some());
        let start = (RunState::Queued, RunState::Started);
        assert!(runs::transition(&mut tx, organization, run.run, start, None, now).await.unwrap());
        assert!(!runs::transition(&mut tx, organization, run.run, start, None, now).await.unwrap());
        for permille in [500, 300] {
            runs::set_progress(&mut tx, organization, run.run, permille).await.unwrap();
        }
        let active = runs::active(&mut tx).await.unwrap();
        assert_eq!((active.len(), active[0].progress), (1, 500));
        let counts = SeverityCounts { high: 2, ..SeverityCounts::default() };
        runs::set_results(&mut tx, organization, run.run, &counts, Some(Compliance::Fail), 3).await.unwrap();
        for step in [(RunState::Started, RunState::FinishingUp), (RunState::FinishingUp, RunState::Completed)] {
            assert!(runs::transition(&mut tx, organization, run.run, step, Some("done"), now).await.unwrap());
        }
        let ended = runs::get(&mut tx, organization, PRODUCT, run.run).await.unwrap().unwrap();
        assert_eq!((ended.counts, ended.compliance, ended.hosts_up), (counts, Some(Compliance::Fail), 3));
        assert_eq!((ended.started_at, ended.finished_at, ended.reason.as_deref()), (Some(now), Some(now), Some("done")));
        assert!(runs::active(&mut tx).await.unwrap().is_empty());
        let later = next_run(&t, &mut tx, run).await;
        let page = runs::list_of_scan(&mut tx, organization, PRODUCT, run.scan, &ListQuery::default()).await.unwrap();
        assert_eq!((page.total, page.items[0].id), (2, later.run));
        assert!(runs::delete(&mut tx, organization, later.run).await.unwrap());
        let last = scans::get(&mut tx, organization, PRODUCT, run.scan).await.unwrap().unwrap().last_run;
        assert_eq!(last, Some(run.run));
        let filters = vec![Filter { column: "status".to_owned(), pattern: "completed".to_owned() }];
        let query = ListQuery { filters, ..ListQuery::default() };
        assert_eq!(scans::list(&mut tx, organization, PRODUCT, &query).await.unwrap().total, 1);
        let error = scans::insert(&mut tx, &scan(&t, organization, t.env.id(), "no target")).await;
        // SQLite says so at once, as PostgreSQL does: the keys are not deferred.
        assert!(matches!(error, Err(DbError::ForeignKey)), "{error:?}");
    }

    async fn report_files_are_written_in_chunks(t: TestDb) {
        let (organization, other) = (t.organization("one").await, t.organization("two").await);
        let mut tx = t.db.write().await.unwrap();
        let run = world(&t, &mut tx, organization, "lab").await;
        let report = Report {
            id: t.env.id(),
            organization,
            product: PRODUCT,
            name: "lab".to_owned(),
            scan: run.scan,
            run: run.run,
            counts: SeverityCounts::default(),
            compliance: None,
            files: Vec::new(),
            created_by: None,
            created_at: t.env.now(),
        };
        reports::insert(&mut tx, &report).await.unwrap();
        let (id, pdf) = (report.id, ReportFormat::Pdf);
        assert!(reports::request_file(&mut tx, id, pdf).await.unwrap());
        assert!(!reports::request_file(&mut tx, id, pdf).await.unwrap(), "somebody is at it");
        for (position, byte) in [(0, 9), (1, 9), (0, 1), (1, 2)] {
            reports::write_chunk(&mut tx, id, pdf, position, vec![byte; 3]).await.unwrap();
        }
        assert_eq!(reports::read_chunk(&mut tx, organization, id, pdf, 0).await.unwrap(), None, "not done");
        assert!(reports::fail_file(&mut tx, id, pdf, "no disk").await.unwrap());
        assert!(reports::request_file(&mut tx, id, pdf).await.unwrap(), "a failed one may be tried again");
        assert!(reports::finish_file(&mut tx, id, pdf, 6, "ab").await.unwrap());
        assert_eq!(reports::read_chunk(&mut tx, organization, id, pdf, 1).await.unwrap(), Some(vec![2; 3]));
        assert_eq!(reports::read_chunk(&mut tx, organization, id, pdf, 2).await.unwrap(), None);
        assert_eq!(reports::read_chunk(&mut tx, other, id, pdf, 1).await.unwrap(), None);
        let stored = reports::get(&mut tx, organization, PRODUCT, id).await.unwrap().unwrap();
        assert_eq!((stored.files[0].status, stored.files[0].size), (FileStatus::Done, Some(6)));
        assert_eq!(reports::get_any(&mut tx, other, id).await.unwrap(), None);
        let page = reports::list(&mut tx, organization, PRODUCT, &ListQuery::default()).await.unwrap();
        assert_eq!(page.items, [stored]);
        assert_eq!(reports::purge(&mut tx, other, t.env.now().plus_seconds(9)).await.unwrap(), 0);
        assert!(!reports::delete(&mut tx, other, PRODUCT, id).await.unwrap());
        assert!(reports::delete(&mut tx, organization, PRODUCT, id).await.unwrap());
    }
}
