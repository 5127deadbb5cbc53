//! The job that writes the files of reports.

use app::{Ctx, reports};
use model::Product;
use model::evidence::Evidence;
use model::report::{FileStatus, Report, ReportFormat};

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

    async fn a_file_that_cannot_be_stored_does_not_hold_up_the_job(t: TestDb) {
        let world = World::new(t, 8);
        let (ctx, report) = report(&world, large()).await;
        reports::generate(&ctx, report.id, &[ReportFormat::Json]).await.unwrap();
        // Bytes at a later position that the job does not know of: its own chunk there is refused, again and again.
        let mut tx = world.services.db.write().await.unwrap();
        store::reports::delete(&mut tx, report.organization, report.product, report.id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.control.run_due_jobs().await.unwrap(), 1, "a report that is gone is not missed");
        assert_eq!(world.control.run_due_jobs().await.unwrap(), 0);
    }

    async fn a_failing_file_says_so_and_is_written_when_asked_again(t: TestDb) {
        let world = World::new(t, 8);
        let (ctx, report) = report(&world, three_findings()).await;
        // The organization's row is unreadable for the job: the head of the report cannot be made.
        let organization = app::organizations::show(&ctx).await.unwrap();
        reports::generate(&ctx, report.id, &[ReportFormat::Csv]).await.unwrap();
        drop(organization);
        world.control.run_due_jobs().await.unwrap();
        let file = reports::exists(&ctx, report.id, ReportFormat::Csv).await.unwrap().unwrap();
        assert_eq!(file.status, FileStatus::Done);
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
