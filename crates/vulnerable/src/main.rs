//! Serves every class, or prints what there is to find.
//!
//! `vulnerable serve --base-port N` listens on N, N+1, … and prints class and address of each; `vulnerable truth` prints
//! every case. `vulnerable demo` starts the estate of the demo alone.

use std::net::SocketAddr;
use std::process::ExitCode;

use vulnerable::{Class, callbacks, canary, demo, start, truth_tsv};

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["truth"] => {
            print!("{}", truth_tsv());
            Ok(())
        }
        ["serve"] => serve(18_100).await,
        ["serve", "--base-port", port] => match port.parse() {
            Ok(port) => serve(port).await,
            Err(_) => Err(format!("read a port: \"{port}\" is none")),
        },
        ["demo"] => estate().await,
        _ => Err("usage: vulnerable serve [--base-port N] | demo | truth".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("vulnerable: {why}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(base: u16) -> Result<(), String> {
    let at = |port: u16| SocketAddr::from(([127, 0, 0, 1], port));
    let mut servers = Vec::new();
    for (port, class) in (base..).zip(Class::ALL) {
        let server = start(*class, at(port))
            .await
            .map_err(|e| format!("serve \"{}\" at {port}: {e}", class.word()))?;
        println!("{}\t{}", class.word(), server.url());
        servers.push(server);
    }
    let port = base + u16::try_from(Class::ALL.len()).unwrap_or(0);
    let canary = canary::start(at(port)).await.map_err(|e| format!("serve the canary at {port}: {e}"))?;
    println!("canary\t{}", canary.server.url());
    let callbacks = callbacks::start(at(port + 1)).await.map_err(|e| format!("serve callbacks: {e}"))?;
    println!("callbacks\t{}", callbacks.url());
    std::future::pending::<()>().await;
    drop(servers);
    Ok(())
}

async fn estate() -> Result<(), String> {
    let mut running = Vec::new();
    for service in demo::SERVICES {
        let addr = SocketAddr::from((service.machine.address(), service.port));
        let started = demo::start(service.key, addr, &demo::Repairs::default()).await;
        running.push(started.map_err(|e| format!("serve \"{}\" at {addr}: {e}", service.title))?);
        println!("{}\t{addr}", service.key);
    }
    std::future::pending::<()>().await;
    drop(running);
    Ok(())
}
