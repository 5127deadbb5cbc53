//! `watchpost serve`: everything on one machine.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use app::Services;
use app::organizations::{self, FirstUser};
use config::Config;
use model::Env;
use secrecy::ExposeSecret;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::allocator;
use crate::cli::ServeArgs;
use crate::demo::{self, Demo};
use crate::logging;
use crate::wiring::{self, Loops};

pub(crate) async fn run(args: ServeArgs) -> Result<ExitCode> {
    let ServeArgs { mut installation, listen, demo } = args;
    if demo {
        installation.data_dir.get_or_insert_with(|| demo::DATA_DIR.into());
    }
    let config = wiring::configuration(installation, listen)?;
    logging::start(&config.log);
    // The port first: a second server must fail before it touches the database.
    let listener = TcpListener::bind(config.server.listen)
        .await
        .with_context(|| format!("listening on {}", config.server.listen))?;
    let services = wiring::services(&config, Env::system()).await?;
    // Before the first organization is made: a demo asks whether there was one.
    let mut demo = if demo { Some(Demo::open(&services, &config.server).await?) } else { None };
    first_start(&services, &config).await?;
    if let Some(demo) = &mut demo {
        demo.prepare(&services).await.context("preparing the demo")?;
    }
    let loops = Loops::start(&services, &config);
    let (close, closing) = watch::channel(false);
    let router = wiring::web::router(&services, closing);
    let giving_back = tokio::spawn(allocator::keep_giving_back());
    println!("Watchpost listens on http://{}", listener.local_addr().context("reading the address")?);
    let demo = demo.map(|demo| {
        print!("{demo}");
        demo.follow(&services)
    });
    let stop = async {
        stop_signal().await;
        close.send_replace(true);
    };
    wiring::http::serve(listener, router, stop).await;
    tracing::info!("shutting down");
    giving_back.abort();
    loops.shut_down().await;
    // After the scans: a server that goes away under a scan looks like one that was repaired.
    if let Some(demo) = demo {
        demo.stop().await;
    }
    services.db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Makes organization and administrator where there are none, and shows a made-up password this once.
async fn first_start(services: &Arc<Services>, config: &Config) -> Result<()> {
    let first = FirstUser { email: config.admin.email.clone(), password: config.admin.password.clone() };
    let Some(made) =
        organizations::bootstrap(services, first).await.context("making the first administrator")?
    else {
        return Ok(());
    };
    println!("First administrator: {}", made.user.email);
    match made.password {
        Some(password) => println!("Password (shown only now): {}", password.expose_secret()),
        None => println!("Password: as configured"),
    }
    Ok(())
}

/// Resolves at SIGINT or SIGTERM. A second one ends the process at once.
async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
    tokio::spawn(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        std::process::exit(130);
    });
}
