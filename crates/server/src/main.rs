//! The binary `watchpost`: commands, wiring, lifecycle. Everything else is in the other rooms.

mod allocator;
mod cli;
mod commands;
mod demo;
mod logging;
mod scan;
mod wiring;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};

fn main() -> ExitCode {
    allocator::fix_threshold();
    let cli = Cli::parse();
    // reqwest and other users of rustls find the provider here; probes name theirs.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&anyhow::Error::new(error).context("starting the runtime")),
    };
    let done = match cli.command {
        Command::Serve(args) => runtime.block_on(commands::serve::run(args)),
        Command::Scan(args) => runtime.block_on(commands::scan::run(*args)),
        Command::Check(args) => runtime.block_on(commands::check::run(args)),
        Command::Template(args) => commands::template::run(args),
        Command::Profiles(args) => commands::profiles::run(&args),
        Command::User(args) => runtime.block_on(commands::user::run(args)),
        Command::Db(args) => runtime.block_on(commands::db::run(args)),
        Command::Config(args) => commands::config::run(args),
        Command::Doctor(args) => runtime.block_on(commands::doctor::run(args)),
    };
    // Blocking work (a PDF in the making) must not hold the end of the process.
    runtime.shutdown_timeout(std::time::Duration::from_secs(2));
    match done {
        Ok(code) => code,
        Err(error) => fail(&error),
    }
}

/// Prints an error with its causes. 2 says "could not be done", as opposed to 1, "done, and something was found".
fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("watchpost: {error:#}");
    ExitCode::from(2)
}
