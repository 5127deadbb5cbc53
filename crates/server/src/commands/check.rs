//! `watchpost check`: runs templates against one address, without a server.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use crawl::{Client, Found, SiteRequest, WebScope, WebUrl};
use engine::templates::{Outcome, Runner, TemplateOptions};
use knowledge::Knowledge;
use model::definition::Effect;
use model::host::{Host, Port};
use model::hosts::HostList;
use model::plan::RunPlan;
use model::ports::PortSet;
use model::profile::{CheckSelection, ScanProfile};
use model::scope::Scope;
use model::unit::UnitEvent;
use model::web::{WebPlan, WebTarget};
use model::{Env, Product};
use net::{CallbackListener, Governor, Net, NetOptions, Resolver};
use template::Template;
use tokio_util::sync::CancellationToken;

use crate::cli::CheckArgs;
use crate::commands::scan::print;
use crate::commands::template::{Loaded, load};
use crate::scan::collect::Collector;
use crate::scan::plan::allowed;

pub(crate) async fn run(args: CheckArgs) -> Result<ExitCode> {
    let env = Env::system();
    let url = WebUrl::parse(&args.url).with_context(|| format!("address \"{}\"", args.url))?;
    let templates = templates(&args)?;
    let knowledge = Knowledge::builtin().with_templates(&templates);
    let plan = plan(&args, &url, &knowledge)?;
    let mut collector = Collector::new(&args.url, plan.clone(), env.clone());

    let stop = CancellationToken::new();
    let client = client(&plan, env, &stop);
    let host = reach(&client, &url).await?;
    let mut options = TemplateOptions::new(WebScope::of(std::slice::from_ref(&url)));
    if templates.iter().any(Template::needs_callback) {
        options.callback = listener(&client, &host).await;
    }
    let runner = Runner::new(client, options);
    let chosen: Vec<&Template> = templates.iter().collect();
    let bases = [url.clone()];
    let interrupt = async {
        // Without a signal handler the signal ends the process, which is as good.
        if tokio::signal::ctrl_c().await.is_ok() {
            stop.cancel();
        }
        std::future::pending::<()>().await;
    };
    let outcome = tokio::select! {
        outcome = runner.run_all(&bases, &chosen, &stop) => outcome,
        () = interrupt => bail!("interrupted"),
    };
    report(&args, outcome, &host, &url, &mut collector, &knowledge);

    let interrupted = stop.is_cancelled();
    let (head, findings) = collector.finish(&knowledge, interrupted);
    print(args.format, &head, &findings)?;
    if interrupted {
        bail!("interrupted; the output above is incomplete");
    }
    let worst = findings.iter().map(|f| f.severity).max();
    Ok(ExitCode::from(u8::from(worst.is_some_and(|s| s >= args.fail_on.floor()))))
}

/// The templates to run. What a folder holds beside them is told and left out; a single file must be one.
fn templates(args: &CheckArgs) -> Result<Vec<Template>> {
    let Some(path) = &args.path else { return Ok(template::builtin().to_vec()) };
    let Loaded { templates, refused, refused_files } = load(path)?;
    if templates.is_empty() {
        bail!("no template can be run:\n{}", refused.join("\n"));
    }
    if !args.quiet {
        refused.iter().for_each(|why| eprintln!("watchpost: {why}"));
        if refused_files > 0 {
            eprintln!("watchpost: {} templates loaded, {refused_files} files refused", templates.len());
        }
    }
    Ok(templates)
}

/// A plan of templates alone: what a report needs to know.
fn plan(args: &CheckArgs, url: &WebUrl, knowledge: &Knowledge) -> Result<RunPlan> {
    let include: HostList =
        url.origin().bare_host().parse().with_context(|| format!("address \"{}\"", args.url))?;
    let scope = Scope { include, exclude: HostList::default(), allowed: allowed(args.allow_public) };
    if let Some(outside) = scope.include.addresses().find(|ip| scope.permits(*ip, None).is_err()) {
        bail!("{outside} lies outside loopback and private networks; say --allow-public if you may check it");
    }
    let web = knowledge.catalogue().profiles_for(Product::Dast);
    let model =
        web.first().or(knowledge.catalogue().profiles().first()).context("there is no scan profile")?;
    let profile = ScanProfile {
        id: "templates".to_owned(),
        name: "Templates".to_owned(),
        version: 1,
        checks: CheckSelection::None,
        effect_ceiling: args.effect,
        ..ScanProfile::clone(model)
    };
    let target = WebTarget { url: args.url.clone(), ..WebTarget::default() };
    let web = WebPlan {
        target,
        is_api: false,
        user_data: None,
        reduced_scopes: Vec::new(),
        narrowing: Default::default(),
    };
    let ports = PortSet::default();
    Ok(RunPlan { target_name: args.url.clone(), scope, profile, ports, max_hosts: None, web: Some(web) })
}

fn client(plan: &RunPlan, env: Env, stop: &CancellationToken) -> Client {
    let net = Net::new(NetOptions {
        governor: Governor::from_system(),
        resolver: Resolver::system(),
        stop: stop.clone(),
        ..NetOptions::new(plan.scope.clone())
    });
    Client::new(net, env, plan.profile.effect_ceiling)
}

/// The host behind the address, if a web server answers there.
async fn reach(client: &Client, url: &WebUrl) -> Result<Host> {
    let host = url.origin().bare_host().to_owned();
    let hosts = client.net().resolve(&host).await.with_context(|| format!("looking for \"{host}\""))?;
    client
        .send(&SiteRequest::get(url.clone(), Found::Start))
        .await
        .with_context(|| format!("asking \"{url}\""))?;
    hosts.into_iter().next().with_context(|| format!("\"{host}\" has no address"))
}

/// Where the target can call back. Templates that need it are left out with a reason where there is no such place.
async fn listener(client: &Client, host: &Host) -> Option<Arc<CallbackListener>> {
    let address = client.net().source_address(host).await.ok()?;
    CallbackListener::start(address, client.env().clone()).await.ok()
}

/// Hands the outcome to the collector, and says on standard error what was left out.
fn report(
    args: &CheckArgs,
    outcome: Outcome,
    host: &Host,
    url: &WebUrl,
    collector: &mut Collector,
    knowledge: &Knowledge,
) {
    let port = Some(Port::tcp(url.origin().port));
    let (host, place) = (host.clone(), String::new());
    let mut events = vec![UnitEvent::HostUp { host: host.clone(), reason: "http answered".to_owned() }];
    events.extend(outcome.observed.into_iter().map(|o| UnitEvent::Observed(Box::new(o))));
    let covered =
        UnitEvent::Covered { host: host.clone(), port, place: place.clone(), checks: outcome.covered };
    events.push(covered);
    let effects = outcome.not_covered.iter().filter(|(_, why)| why.contains("effect ceiling")).count();
    for (word, reason) in outcome.not_covered {
        if !args.quiet {
            eprintln!("watchpost: {word}: {reason}");
        }
        let (host, place) = (host.clone(), place.clone());
        events.push(UnitEvent::NotCovered { host, port, place, checks: vec![word], reason });
    }
    if effects > 0 && !args.quiet && args.effect < Effect::Intrusive {
        eprintln!("watchpost: {effects} templates may change something at the target; --effect allows them");
    }
    events.into_iter().for_each(|event| collector.apply(event, knowledge));
}
