//! `watchpost scan`: the engine alone, without a server or a database.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use engine::Engine;
use knowledge::Knowledge;
use model::Env;
use model::plan::RunPlan;
use model::report::{ReportFinding, ReportFormat, ReportHead};
use model::unit::{Lane, UnitMessage, WorkUnit};
use net::{Governor, Resolver};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::cli::{OutputFormat, ScanArgs};
use crate::scan::collect::Collector;
use crate::scan::plan::{Parts, Planned, Secrets};
use crate::scan::progress::Progress;

/// Units scanned at the same time; the governor bounds what they do together.
const PARALLEL_UNITS: usize = 4;

pub(crate) async fn run(args: ScanArgs) -> Result<ExitCode> {
    let env = Env::system();
    let knowledge = knowledge(&args)?;
    let Planned { plan, parts, secrets } = crate::scan::plan::of(&args, &knowledge)?;
    let stop = CancellationToken::new();
    let mut collector = Collector::new(&args.target, plan.clone(), env.clone());
    let progress = Progress::start(&args, plan.units().len());

    let (sender, mut receiver) = mpsc::channel::<UnitMessage>(1024);
    let scanning = tokio::spawn(scan(env, (plan, parts, secrets), sender, stop.clone()));
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

/// Runs all units and reports to `sender`, which it drops at the end.
async fn scan(
    env: Env,
    (plan, parts, secrets): (RunPlan, Parts, Secrets),
    sender: mpsc::Sender<UnitMessage>,
    stop: CancellationToken,
) {
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
        parts: parts.clone(),
        secrets: secrets.clone(),
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

pub(crate) fn print(format: OutputFormat, head: &ReportHead, findings: &[ReportFinding]) -> Result<()> {
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
