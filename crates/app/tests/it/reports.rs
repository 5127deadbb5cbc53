//! Reports: asked for, written, downloaded, verified.

use app::reports::{self, Chunks, Findings, Writer};
use app::{Ctx, Error, ListQuery, runs};
use model::report::{FileStatus, Report, ReportFormat};
use model::run::RunState;
use sha2::{Digest, Sha256};

use crate::support::{World, fields, scan, walk};

/// The report of a completed run.
async fn report(ctx: &Ctx) -> Report {
    let scan = scan(ctx, "Weekly check").await.scan;
    let run = runs::start(ctx, scan.id).await.unwrap();
    walk(ctx, &run, &[RunState::Started, RunState::FinishingUp, RunState::Completed]).await;
    let run = runs::show(ctx, scan.id, run.id).await.unwrap();
    let mut tx = ctx.services.db.write().await.unwrap();
    let made = reports::create_for_run(&mut tx, &ctx.services.env, &run).await.unwrap();
    assert_eq!(reports::create_for_run(&mut tx, &ctx.services.env, &run).await.unwrap().id, made.id);
    tx.commit().await.unwrap();
    made
}

async fn write(ctx: &Ctx, report: &Report, format: ReportFormat, bytes: &[u8]) -> String {
    let mut writer = Writer::new(ctx.services.clone(), report.organization, report.id, format);
    for piece in bytes.chunks(100_000) {
        writer.write(piece).await.unwrap();
    }
    writer.finish().await.unwrap()
}

async fn read(mut chunks: Chunks) -> Vec<u8> {
    let mut all = Vec::new();
    while let Some(chunk) = chunks.next().await.unwrap() {
        all.extend(chunk);
    }
    all
}

testkit::db_test!(a_file_is_asked_for_written_and_sent, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let report = report(&ctx).await;
    assert_eq!(report.name, "Weekly check, 2027-01-15 08:00:00 UTC");
    assert_eq!(reports::exists(&ctx, report.id, ReportFormat::Pdf).await.unwrap(), None);
    assert_eq!(
        fields(reports::download(&ctx, report.id, ReportFormat::Pdf).await),
        [("base", "not_generated")]
    );
    let asked = reports::generate(&ctx, report.id, &[ReportFormat::Csv, ReportFormat::Pdf]).await.unwrap();
    assert!(asked.files.iter().all(|file| file.status == FileStatus::Queued) && asked.files.len() == 2);
    assert_eq!(fields(reports::download(&ctx, report.id, ReportFormat::Pdf).await), [("base", "not_ready")]);

    let bytes: Vec<u8> = (0..700_000_u32).map(|n| (n % 251) as u8).collect();
    let sha256 = write(&ctx, &report, ReportFormat::Pdf, &bytes).await;
    assert_eq!(sha256, hex::encode(Sha256::digest(&bytes)));
    let download = reports::download(&ctx, report.id, ReportFormat::Pdf).await.unwrap();
    assert_eq!(download.file_name, "weekly-check-2027-01-15-08-00-00-utc.pdf");
    assert_eq!((download.size, &download.sha256), (700_000, &sha256));
    assert_eq!(read(download.chunks).await, bytes);
    // Asked again, a file that is done stays as it is.
    let again = reports::generate(&ctx, report.id, &[]).await.unwrap();
    assert!(again.files.iter().any(|f| f.format == ReportFormat::Pdf && f.status == FileStatus::Done));
});

testkit::db_test!(verification_computes_the_hash_again, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let report = report(&ctx).await;
    assert_eq!(fields(reports::verify(&ctx, report.id, None).await), [("base", "not_ready")]);
    reports::generate(&ctx, report.id, &[ReportFormat::Csv]).await.unwrap();
    write(&ctx, &report, ReportFormat::Csv, b"a,b\n1,2\n").await;
    let checked = reports::verify(&ctx, report.id, None).await.unwrap();
    assert!(checked.len() == 1 && checked[0].verified && checked[0].size == 8);

    let mut tx = ctx.services.db.write().await.unwrap();
    store::reports::write_chunk(&mut tx, report.id, ReportFormat::Csv, 0, b"a,b\n1,3\n".to_vec())
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let checked = reports::verify(&ctx, report.id, Some(ReportFormat::Csv)).await.unwrap();
    assert!(!checked[0].verified && checked[0].actual_sha256 != checked[0].expected_sha256);
    assert_eq!(
        fields(reports::verify(&ctx, report.id, Some(ReportFormat::Pdf)).await),
        [("base", "not_generated")]
    );
});

testkit::db_test!(a_failed_file_says_why_and_is_tried_again, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let report = report(&ctx).await;
    reports::generate(&ctx, report.id, &[ReportFormat::Pdf]).await.unwrap();
    reports::write::fail(&ctx.services, report.id, ReportFormat::Pdf, "out of paper").await.unwrap();
    let error = reports::download(&ctx, report.id, ReportFormat::Pdf).await.unwrap_err();
    assert!(error.to_string().contains("out of paper"), "{error}");
    let again = reports::generate(&ctx, report.id, &[ReportFormat::Pdf]).await.unwrap();
    assert_eq!(again.files[0].status, FileStatus::Queued);
    reports::delete(&ctx, report.id).await.unwrap();
    assert!(matches!(reports::show(&ctx, report.id).await, Err(Error::NotFound { kind: "report", .. })));
    assert_eq!(reports::list(&ctx, &ListQuery::default()).await.unwrap().total, 0);
});

testkit::db_test!(a_head_tells_what_was_scanned, |db| {
    let world = World::new(db);
    let ctx = world.owner("one").await;
    let report = report(&ctx).await;
    let head = reports::head(&ctx.services, report.organization, report.run).await.unwrap();
    assert_eq!((head.scan_name.as_str(), head.hosts_in_scope.as_str()), ("Weekly check", "127.0.0.1"));
    assert_eq!((head.run_state.as_str(), head.coverage.hosts_total), ("completed", 1));
    assert!(head.coverage.ports_per_host >= 1000);
    let mut findings = Findings::of_run(ctx.services.clone(), report.organization, report.run);
    assert!(findings.next().await.unwrap().is_empty());
});
