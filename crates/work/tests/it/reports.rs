//! The job that writes the files of reports.

use app::{Ctx, reports};
use model::Product;
use model::evidence::Evidence;
use model::report::{FileStatus, Report, ReportFormat};
use store::scratch;

use crate::support::*;

async fn report(world: &World, events: Vec<model::unit::UnitEvent>) -> (Ctx, Report) {
    let ctx = world.organization("one", Product::Vrms).await;
    let scan = scan(&ctx, "weekly", "127.0.0.1").await;
    let run = world.run_with(&ctx, &scan, events).await;
    let report = reports_of(&ctx, &run).await.remove(0);
    (ctx, report)
}

async fn bytes(ctx: &Ctx, report: &Report, format: ReportFormat) -> Vec<u8> {
    let mut chunks = reports::download(ctx, report.id, format).await.unwrap().chunks;
    let mut all = Vec::new();
    while let Some(chunk) = chunks.next().await.unwrap() {
        all.extend(chunk);
    }
    all
}

testkit::db_test! {
    async fn every_format_is_written_and_verified(t: TestDb) {
        let world = World::new(t, 8);
        let (ctx, report) = report(&world, three_findings()).await;
        reports::generate(&ctx, report.id, ReportFormat::ALL).await.unwrap();
        assert_eq!(world.control.run_due_jobs().await.unwrap(), ReportFormat::ALL.len());
        let checked = reports::verify(&ctx, report.id, None).await.unwrap();
        assert_eq!(checked.len(), ReportFormat::ALL.len());
        for file in checked {
            assert!(file.verified && file.size > 100, "{file:?}");
            let bytes = bytes(&ctx, &report, file.format).await;
            if file.format == ReportFormat::Pdf {
                assert!(bytes.starts_with(b"%PDF-"));
            } else {
                let text = String::from_utf8(bytes).unwrap();
                assert!([REDIS, MEMCACHED, MONGODB].iter().all(|w| text.contains(w)) || text.contains("Redis without"));
            }
        }
    }

    async fn a_large_report_is_written_in_chunks(t: TestDb) {
        let world = World::new(t, 8);
        let (ctx, report) = report(&world, large()).await;
        reports::generate(&ctx, report.id, &[ReportFormat::Json]).await.unwrap();
        world.control.run_due_jobs().await.unwrap();
        let checked = reports::verify(&ctx, report.id, None).await.unwrap();
        assert!(checked[0].verified && checked[0].size > 2 << 20, "{checked:?}");
    }

    async fn a_report_that_is_gone_is_not_missed(t: TestDb) {
        let world = World::new(t, 8);
        let (ctx, report) = report(&world, three_findings()).await;
        reports::generate(&ctx, report.id, ReportFormat::ALL).await.unwrap();
        reports::delete(&ctx, report.id).await.unwrap();
        assert_eq!(world.control.run_due_jobs().await.unwrap(), ReportFormat::ALL.len());
        world.advance(24 * 3600);
        assert_eq!(world.control.run_due_jobs().await.unwrap(), 0);
    }

    async fn a_file_that_cannot_be_stored_fails_and_is_written_later(t: TestDb) {
        let world = World::new(t, 8);
        let (ctx, report) = report(&world, large()).await;
        let db = &world.services.db;
        for format in ReportFormat::ALL {
            reports::generate(&ctx, report.id, &[*format]).await.unwrap();
            scratch::remove_table(db, "report_chunks").await.unwrap();
            assert_eq!(world.control.run_due_jobs().await.unwrap(), 1, "the renderer does not wait for ever");
            scratch::restore_table(db, "report_chunks").await.unwrap();
            let file = reports::exists(&ctx, report.id, *format).await.unwrap().unwrap();
            assert_eq!((file.status, file.reason.is_some()), (FileStatus::Failed, true));
            // Asked again while its job waits for the next try: still one job.
            reports::generate(&ctx, report.id, &[*format]).await.unwrap();
            world.advance(24 * 3600);
            assert_eq!(world.control.run_due_jobs().await.unwrap(), 1);
            assert!(reports::verify(&ctx, report.id, Some(*format)).await.unwrap()[0].verified);
        }
    }

    async fn findings_that_cannot_be_read_make_no_file(t: TestDb) {
        let world = World::new(t, 8);
        let (ctx, report) = report(&world, three_findings()).await;
        reports::generate(&ctx, report.id, &[ReportFormat::Csv]).await.unwrap();
        scratch::remove_table(&world.services.db, "observations").await.unwrap();
        for _ in 0..3 {
            assert_eq!(world.control.run_due_jobs().await.unwrap(), 1);
            let file = reports::exists(&ctx, report.id, ReportFormat::Csv).await.unwrap().unwrap();
            assert_eq!(file.status, FileStatus::Failed, "half a file is no file");
            world.advance(24 * 3600);
        }
        assert_eq!(world.control.run_due_jobs().await.unwrap(), 0);
        scratch::restore_table(&world.services.db, "observations").await.unwrap();
        reports::generate(&ctx, report.id, &[ReportFormat::Csv]).await.unwrap();
        assert_eq!(world.control.run_due_jobs().await.unwrap(), 1);
        assert!(reports::verify(&ctx, report.id, None).await.unwrap()[0].verified);
    }

    async fn a_file_whose_job_died_is_written_when_asked_again(t: TestDb) {
        let world = World::new(t, 8);
        let (ctx, report) = report(&world, three_findings()).await;
        reports::generate(&ctx, report.id, &[ReportFormat::Json]).await.unwrap();
        // Every process that takes the job dies with it.
        let kinds = [("report.write", 60)];
        for _ in 0..4 {
            let mut tx = world.services.db.write().await.unwrap();
            store::jobs::claim(&mut tx, "doomed", &kinds, world.services.env.now()).await.unwrap();
            tx.commit().await.unwrap();
            world.advance(61);
        }
        assert_eq!(world.control.run_due_jobs().await.unwrap(), 0);
        reports::generate(&ctx, report.id, &[ReportFormat::Json]).await.unwrap();
        assert_eq!(world.control.run_due_jobs().await.unwrap(), 1);
        assert!(reports::verify(&ctx, report.id, None).await.unwrap()[0].verified);
    }
}

/// Findings whose evidence alone is larger than all that may be in flight between renderer and database.
fn large() -> Vec<model::unit::UnitEvent> {
    let text = "x".repeat(8000);
    let findings = (0..300).map(|n| {
        let evidence = Evidence::new("seen").with("response", &text);
        observed_with(REDIS, 6379, &format!("/{n}"), evidence)
    });
    std::iter::once(up()).chain(findings).collect()
}
