//! `watchpost scan`: the engine alone, without a server or a database.

use std::io::{IsTerminal, Write};
use std::net::IpAddr;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use engine::Engine;
use ipnet::IpNet;
use knowledge::Knowledge;
use model::Env;
use model::hosts::HostList;
use model::plan::RunPlan;
use model::report::{ReportFinding, ReportFormat, ReportHead};
use model::scope::{OutOfScope, Scope, private_ranges};
use model::unit::{Lane, UnitMessage, UnitWork, WorkUnit};
use net::{Governor, Resolver};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::cli::{OutputFormat, ScanArgs};
use crate::scan::collect::Collector;
use crate::scan::progress::Progress;

/// Units scanned at the same time; the governor bounds what they do together.
const PARALLEL_UNITS: usize = 4;

pub(crate) async fn run(args: ScanArgs) -> Result<ExitCode> {
    let env = Env::system();
    let knowledge = knowledge(&args)?;
    let plan = plan(&args, &knowledge)?;
    let stop = CancellationToken::new();
    let mut collector = Collector::new(&args.target, plan.clone(), env.clone());
    let progress = Progress::start(&args, plan.units().len());

    let (sender, mut receiver) = mpsc::channel::<UnitMessage>(1024);
    let scanning = tokio::spawn(scan(env, plan, sender, stop.clone()));
    let mut interrupted = false;
    loop {
        tokio::select! {
            message = receiver.recv() => match message {
                Some(message) => {
                    progress.event(&message);
                    collector.apply(message.event, &knowledge);
                }
                None => break,
            },
            _ = tokio::signal::ctrl_c(), if !interrupted => {
                interrupted = true;
                stop.cancel();
            }
        }
    }
    scanning.await.context("the scan ended unexpectedly")?;
    progress.finish();

    let (head, findings) = collector.finish(&knowledge, interrupted);
    print(args.format, &head, &findings)?;
    if interrupted {
        bail!("interrupted; the output above is incomplete");
    }
    if let Some(why) = &head.run_reason {
        bail!("{why}");
    }
    let worst = findings.iter().map(|f| f.severity).max();
    Ok(ExitCode::from(u8::from(worst.is_some_and(|s| s >= args.fail_on.floor()))))
}

fn knowledge(args: &ScanArgs) -> Result<Knowledge> {
    let mut knowledge = Knowledge::builtin();
    for path in &args.feed {
        let file =
            std::fs::File::open(path).with_context(|| format!("opening feed \"{}\"", path.display()))?;
        knowledge = knowledge
            .with_feed(std::io::BufReader::new(file))
            .with_context(|| format!("reading feed \"{}\"", path.display()))?;
    }
    Ok(knowledge)
}

fn plan(args: &ScanArgs, knowledge: &Knowledge) -> Result<RunPlan> {
    let catalogue = knowledge.catalogue();
    let Some(profile) = catalogue.profile(&args.profile) else {
        let known: Vec<_> = catalogue.profiles().iter().map(|p| p.id.as_str()).collect();
        bail!("there is no scan profile \"{}\"; there are {}", args.profile, known.join(", "));
    };
    let include: HostList = args.target.parse().with_context(|| format!("target \"{}\"", args.target))?;
    let exclude = HostList::try_from(args.exclude.clone())
        .with_context(|| format!("--exclude \"{}\"", args.exclude))?;
    let ports = match &args.ports {
        Some(ports) => ports.clone(),
        None => catalogue
            .port_list(&profile.port_list)
            .context("the profile's port list is missing")?
            .ports
            .clone(),
    };
    let allowed = allowed(args.allow_public);
    let scope = Scope { include, exclude, allowed };
    if let Some(outside) = first_outside(&scope) {
        bail!("{outside} lies outside loopback and private networks; say --allow-public if you may scan it");
    }
    Ok(RunPlan {
        target_name: args.target.clone(),
        scope,
        profile: (**profile).clone(),
        ports,
        max_hosts: None,
        web: None,
    })
}

/// The ranges that may be scanned. A typing error must not send probes to somebody else's network.
fn allowed(public: bool) -> Vec<IpNet> {
    if public {
        ["0.0.0.0/0", "::/0"].iter().map(|t| t.parse().expect("a written-out range is valid")).collect()
    } else {
        private_ranges()
    }
}

/// The first address of the target that may not be scanned. Names are resolved later; their addresses meet the same fence.
fn first_outside(scope: &Scope) -> Option<IpAddr> {
    scope.include.addresses().find(|ip| scope.permits(*ip, None) == Err(OutOfScope::NotAllowed))
}

/// Runs all units and reports to `sender`, which it drops at the end.
async fn scan(env: Env, plan: RunPlan, sender: mpsc::Sender<UnitMessage>, stop: CancellationToken) {
    let engine = Engine::new(env.clone(), Governor::from_system(), Resolver::system());
    let run = env.id();
    let units = plan.units().into_iter().map(|work| WorkUnit {
        id: env.id(),
        run,
        epoch: 1,
        lane: Lane::User,
        plan: plan.clone(),
        work,
        checkpoint: None,
        parts: BTreeMap::new(),
        secrets: BTreeMap::new(),
    });
    let turns = Arc::new(Semaphore::new(PARALLEL_UNITS));
    let mut running = JoinSet::new();
    for unit in units {
        let Ok(turn) = turns.clone().acquire_owned().await else { break };
        let (engine, sink, stop) = (engine.clone(), sink(sender.clone()), stop.clone());
        running.spawn(async move {
            engine.run(unit, sink, stop).await;
            drop(turn);
        });
    }
    while running.join_next().await.is_some() {}
}

fn sink(sender: mpsc::Sender<UnitMessage>) -> engine::Sink {
    // Nothing outlives this process: what was sent is as good as stored.
    Box::new(move |message, _| {
        let sender = sender.clone();
        Box::pin(async move { sender.send(message).await.map_err(|_| engine::Lost) })
    })
}

fn print(format: OutputFormat, head: &ReportHead, findings: &[ReportFinding]) -> Result<()> {
    let stdout = std::io::stdout();
    let mut out = stdout.lock();
    let format = match format {
        OutputFormat::Table => {
            let style = report::TableStyle { colour: out.is_terminal() };
            out.write_all(report::table(head, findings, style).as_bytes()).context("writing the result")?;
            return Ok(());
        }
        OutputFormat::Json => ReportFormat::Json,
        OutputFormat::Sarif => ReportFormat::Sarif,
        OutputFormat::Junit => ReportFormat::Junit,
        OutputFormat::Csv => ReportFormat::Csv,
        OutputFormat::Pdf => ReportFormat::Pdf,
    };
    let mut writer = report::writer(format, head, &mut out).context("writing the result")?;
    for finding in findings {
        writer.finding(finding).context("writing the result")?;
    }
    writer.finish().context("writing the result")
}
