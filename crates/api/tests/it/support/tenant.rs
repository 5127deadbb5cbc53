//! An organization with something of everything, each name holding the same word.

use ::app::blackouts::{HoldInput, NewBlackout};
use ::app::hosts;
use ::app::port_lists::NewPortList;
use ::app::scans::NewScan;
use ::app::schedules::{NewSchedule, Timing};
use ::app::targets::NewTarget;
use ::app::{Ctx, ListQuery};
use model::Timestamp;
use model::blackout::BlackoutScope;
use model::finding::{Confidence, Observation};
use model::host::{Host, Port};
use model::organization::Organization;
use model::report::{Report, ReportFormat};
use model::run::{Run, RunState};
use model::schedule::{Occurrence, OccurrenceOutcome};
use model::service::Service;
use model::unit::{LogLevel, UnitEvent, UnitMessage};
use model::user::Role;
use store::findings::{RunRef, Sighting};

use super::TestApp;

/// The organization and the ids of what it has.
pub(crate) struct Tenant {
    pub(crate) word: &'static str,
    pub(crate) organization: Organization,
    pub(crate) target: String,
    pub(crate) port_list: String,
    pub(crate) schedule: String,
    pub(crate) blackout: String,
    pub(crate) scan: String,
    pub(crate) run: String,
    pub(crate) host: String,
    pub(crate) finding: String,
    pub(crate) report: String,
    pub(crate) event: String,
    pub(crate) user: String,
    /// Tokens by role.
    pub(crate) tokens: Vec<(Role, String)>,
}

impl Tenant {
    /// Makes it. `word` is in every name.
    pub(crate) async fn new(app: &TestApp, word: &'static str) -> Self {
        let organization = app.organization(&format!("{word} inc")).await;
        let mut tokens = Vec::new();
        for &role in Role::ALL {
            tokens.push((role, app.user(&organization, role, &format!("{role}@{word}.example")).await));
        }
        let ctx = app.internal(&organization);
        let new =
            NewTarget { name: format!("{word} target"), hosts: "127.0.0.1".into(), ..NewTarget::default() };
        let target = ::app::targets::create(&ctx, new).await.unwrap();
        let new = NewPortList { name: format!("{word} ports"), comment: None, ports: "22".into() };
        let port_list = ::app::port_lists::create(&ctx, new).await.unwrap();
        let timing = Timing {
            first_time: "2026-02-01 03:00:00".into(),
            timezone: Some("UTC".into()),
            period_unit: Some("week".into()),
            ..Timing::default()
        };
        let new = NewSchedule { name: format!("{word} schedule"), timing, ..NewSchedule::default() };
        let schedule = ::app::schedules::create(&ctx, new).await.unwrap();
        let blackout = ::app::blackouts::create(&ctx, frozen(word)).await.unwrap();
        let new = NewScan {
            name: format!("{word} scan"),
            target_id: Some(target.id),
            port_list_id: Some(port_list.id.clone()),
            schedule_id: Some(schedule.id),
            ..NewScan::default()
        };
        let scan = owner_scan(app, &tokens, new).await;
        let run = ::app::runs::start(&ctx, scan.parse().unwrap()).await.unwrap();
        scanned(&ctx, &run, word).await;
        let report = reported(&ctx, &run, word).await;
        occurred(&ctx, &run, schedule.id).await;
        let query = ListQuery::default();
        let host = hosts::list(&ctx, &query).await.unwrap().items.remove(0).id;
        let finding = ::app::findings::list(&ctx, &query).await.unwrap().items.remove(0).finding.id;
        let user = ::app::users::list(&ctx, &query).await.unwrap().items.remove(0).id;
        let event = ::app::audit::list(&ctx, &query).await.unwrap().items.remove(0).id;
        Self {
            word,
            organization,
            target: target.id.to_string(),
            port_list: port_list.id,
            schedule: schedule.id.to_string(),
            blackout: blackout.id.to_string(),
            scan,
            run: run.id.to_string(),
            host: host.to_string(),
            finding: finding.to_string(),
            report,
            event: event.to_string(),
            user: user.to_string(),
            tokens,
        }
    }

    pub(crate) fn token(&self, role: Role) -> &str {
        &self.tokens.iter().find(|(r, _)| *r == role).unwrap().1
    }

    /// Every id of it.
    pub(crate) fn ids(&self) -> Vec<String> {
        let Self {
            target, port_list, schedule, blackout, scan, run, host, finding, report, event, user, ..
        } = self;
        let ids = [target, port_list, schedule, blackout, scan, run, host, finding, report, event, user];
        ids.into_iter().cloned().chain([self.organization.id.to_string()]).collect()
    }
}

/// A freeze of the whole organization, long after the tests.
fn frozen(word: &str) -> NewBlackout {
    let at = |day: i64| Some(Timestamp::from_micros(1_800_000_000_000_000).plus_seconds(day * 86_400));
    let hold = HoldInput { from: at(0), until: at(1), ..HoldInput::default() };
    NewBlackout { name: format!("{word} freeze"), scope: BlackoutScope::Organization, hold, enabled: None }
}

/// A scan belongs to a stored user: it is made by request.
async fn owner_scan(app: &TestApp, tokens: &[(Role, String)], new: NewScan) -> String {
    let body = serde_json::json!({"scan": {
        "name": new.name,
        "target_id": new.target_id,
        "port_list_id": new.port_list_id,
        "schedule_id": new.schedule_id,
    }});
    app.post(&tokens[0].1, "/v2/scans", body).await.expect(201).id()
}

/// What a worker would report, and the end of the run.
async fn scanned(ctx: &Ctx, run: &Run, word: &str) {
    let services = &ctx.services;
    let at = services.env.now();
    let host = Host { address: "127.0.0.1".parse().unwrap(), name: None };
    let port = Port::tcp(22);
    let service = Service { name: "ssh".into(), product: Some(format!("{word}ssh")), ..Service::default() };
    let events = [
        UnitEvent::HostUp { host: host.clone(), reason: "tcp 22 open".into() },
        UnitEvent::ServiceFound { host: host.clone(), port, service },
        UnitEvent::HostSkipped { host: "192.0.2.1".into(), reason: "no answer".into() },
        UnitEvent::Log { level: LogLevel::Info, message: format!("{word} looked") },
        UnitEvent::Log { level: LogLevel::Warning, message: format!("{word} looked away") },
        UnitEvent::Covered {
            host: host.clone(),
            port: Some(port),
            place: String::new(),
            checks: vec!["ssh-weak-mac".into(), "ssh_cbc".into()],
        },
        UnitEvent::NotCovered {
            host: host.clone(),
            port: Some(port),
            place: String::new(),
            checks: vec!["cve:*".into()],
            reason: "the connection was reset".into(),
        },
    ];
    let mut tx = services.db.write().await.unwrap();
    for (from, to) in [(RunState::Queued, RunState::Started)] {
        assert!(
            store::runs::transition(&mut tx, run.organization, run.id, (from, to), None, at).await.unwrap()
        );
    }
    let unit = store::units::of_run(&mut tx, run.organization, run.id).await.unwrap().remove(0).id;
    let epoch = store::units::dispatch(&mut tx, unit, at).await.unwrap().unwrap();
    let run_ref = RunRef {
        organization: run.organization,
        product: run.product,
        target: run.target,
        scan: run.scan,
        run: run.id,
    };
    let messages: Vec<_> = events
        .into_iter()
        .zip(1..)
        .map(|(event, sequence)| UnitMessage { unit, run: run.id, epoch, sequence, event })
        .collect();
    store::ingest::apply(&mut tx, &services.env, &run_ref, &messages).await.unwrap();
    let definition = services.knowledge.definition("redis-no-password").unwrap();
    let evidence = model::evidence::Evidence::new(format!("the {word} service answered"));
    let observation = Observation {
        check: definition.check.clone(),
        host,
        port: Some(port),
        place: String::new(),
        confidence: Confidence::Confirmed,
        severity: None,
        evidence,
    };
    let severity = definition.severity;
    let fingerprint = format!("v1:{word}");
    let sighting = Sighting { observation, definition, fingerprint, severity, service: Some("ssh".into()) };
    store::findings::record(&mut tx, &services.env, &run_ref, &[sighting]).await.unwrap();
    for step in [(RunState::Started, RunState::FinishingUp), (RunState::FinishingUp, RunState::Completed)] {
        assert!(store::runs::transition(&mut tx, run.organization, run.id, step, None, at).await.unwrap());
    }
    tx.commit().await.unwrap();
}

/// A report with a finished file.
pub(crate) async fn reported(ctx: &Ctx, run: &Run, word: &str) -> String {
    let services = &ctx.services;
    let report = Report {
        id: services.env.id(),
        organization: run.organization,
        product: run.product,
        name: format!("{word} report"),
        scan: run.scan,
        run: run.id,
        counts: model::SeverityCounts::default(),
        compliance: None,
        files: Vec::new(),
        created_by: None,
        created_at: services.env.now(),
    };
    let bytes = format!("{word} findings").into_bytes();
    let hash = sha256(&bytes);
    let mut tx = services.db.write().await.unwrap();
    store::reports::insert(&mut tx, &report).await.unwrap();
    for format in [ReportFormat::Pdf, ReportFormat::Csv] {
        store::reports::request_file(&mut tx, report.id, format).await.unwrap();
        store::reports::write_chunk(&mut tx, report.id, format, 0, bytes.clone()).await.unwrap();
        store::reports::finish_file(&mut tx, report.id, format, bytes.len() as u64, &hash).await.unwrap();
    }
    tx.commit().await.unwrap();
    report.id.to_string()
}

async fn occurred(ctx: &Ctx, run: &Run, schedule: model::ScheduleId) {
    let now = ctx.now();
    let occurrence = Occurrence {
        id: ctx.env().id(),
        organization: run.organization,
        schedule,
        scan: Some(run.scan),
        due: now,
        outcome: OccurrenceOutcome::Started,
        reason: None,
        run: Some(run.id),
        waits: None,
        waits_until: None,
        decided_at: now,
    };
    let mut tx = ctx.services.db.write().await.unwrap();
    store::occurrences::insert_all(&mut tx, &[occurrence]).await.unwrap();
    tx.commit().await.unwrap();
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
