//! Scans a web application on loopback and says what was found and how long each stage took: `webscan URL [FULL|LIGHT]`.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use engine::Engine;
use model::Env;
use model::definition::Effect;
use model::plan::RunPlan;
use model::ports::PortSet;
use model::profile::{
    CheckSelection, Discovery, Intensity, Payloads, ScanProfile, Speed, WebKind, WebProfile,
};
use model::scope::{Scope, private_ranges};
use model::unit::{Lane, UnitEvent, UnitMessage, UnitWork, WorkUnit};
use model::web::{WebPlan, WebTarget};
use net::{CancellationToken, Governor, Resolver};

fn profile() -> ScanProfile {
    let web = WebProfile {
        kind: WebKind::Web,
        active: true,
        crawl: true,
        payloads: Payloads::Thorough,
        speed: Speed::Normal,
        can_scan_unverified: true,
        delay_ms: 0,
        max_run_time_s: 172_800,
        dedup_enabled: true,
        auto_patterns_enabled: true,
        max_urls: 20_000,
    };
    ScanProfile {
        id: "full".into(),
        name: "Full".into(),
        version: 1,
        description: String::new(),
        rationale: String::new(),
        products: vec![],
        default_for: vec![],
        mandatory_for: vec![],
        port_list: "web".into(),
        discovery: Discovery::AssumeUp,
        checks: CheckSelection::AllExcept(vec![]),
        effect_ceiling: Effect::StateChanging,
        version_checks: true,
        detect_services: false,
        inspect_tls: true,
        intensity: Intensity {
            parallel_hosts: 1,
            parallel_connections: 10,
            parallel_checks: 6,
            connections_per_second: 0,
            connect_timeout_ms: 5000,
            read_timeout_ms: 30_000,
            retries: 1,
        },
        web: Some(web),
    }
}

#[tokio::main(flavor = "multi_thread")]
async fn main() {
    let url = std::env::args().nth(1).expect("an address");
    let env = Env::system();
    let scope = Scope {
        include: "127.0.0.1".parse().unwrap(),
        exclude: "127.9.9.9".parse().unwrap(),
        allowed: private_ranges(),
    };
    let target = WebTarget { url, ..WebTarget::default() };
    let plan = RunPlan {
        target_name: "t".into(),
        scope,
        profile: profile(),
        ports: PortSet::default(),
        max_hosts: None,
        web: Some(WebPlan {
            target,
            is_api: false,
            user_data: None,
            reduced_scopes: Vec::new(),
            ignore_blackout_period: false,
        }),
    };
    let unit = WorkUnit {
        id: env.id(),
        run: env.id(),
        epoch: 1,
        lane: Lane::User,
        plan,
        work: UnitWork::Web,
        checkpoint: None,
        parts: Default::default(),
        secrets: Default::default(),
    };
    let begin = Instant::now();
    let seen = Arc::new(Mutex::new(std::collections::BTreeSet::new()));
    let sink: engine::Sink = Box::new(move |message: UnitMessage, _| {
        let at = begin.elapsed().as_secs_f64();
        match message.event {
            UnitEvent::Observed(o) => {
                let line = format!("{at:8.2} FOUND\t{}\t{}", o.check, o.place);
                if seen.lock().unwrap().insert(format!("{}\t{}", o.check, o.place)) {
                    println!("{line}");
                }
            }
            UnitEvent::Log { level, message } => println!("{at:8.2} LOG {level:?} {message}"),
            UnitEvent::NotCovered { place, checks, reason, .. } => {
                println!("{at:8.2} NOT {place} {reason} {}", checks.len());
            }
            UnitEvent::Stage(s) => eprintln!("{at:8.2} STAGE {s:?}"),
            UnitEvent::Finished(o) => println!("{at:8.2} END {o:?}"),
            _ => {}
        }
        Box::pin(std::future::ready(Ok(())))
    });
    let engine = Engine::new(env, Governor::from_system(), Resolver::fixed(Vec::new()));
    engine.run(unit, sink, CancellationToken::new()).await;
}
