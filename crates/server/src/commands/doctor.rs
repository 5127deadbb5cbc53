//! `watchpost doctor`: what would keep it from working here.

use std::process::ExitCode;

use anyhow::Result;
use config::Config;

use crate::cli::Installation;
use crate::wiring;

/// One line of the examination.
struct Finding {
    fine: bool,
    what: &'static str,
    detail: String,
}

pub(crate) async fn run(installation: Installation) -> Result<ExitCode> {
    let config = match wiring::configuration(installation, None) {
        Ok(config) => config,
        Err(error) => {
            print(&Finding { fine: false, what: "configuration", detail: format!("{error:#}") });
            return Ok(ExitCode::from(1));
        }
    };
    let findings = [
        Finding { fine: true, what: "configuration", detail: "can be read".to_owned() },
        data_dir(&config),
        database(&config).await,
        port(&config).await,
        knowledge(&config),
        interface(),
        sockets(),
        raw_sockets(),
    ];
    findings.iter().for_each(print);
    Ok(ExitCode::from(u8::from(findings.iter().any(|f| !f.fine))))
}

fn print(finding: &Finding) {
    println!("{:<4} {:<14} {}", if finding.fine { "ok" } else { "FAIL" }, finding.what, finding.detail);
}

fn data_dir(config: &Config) -> Finding {
    let dir = &config.server.data_dir;
    let probe = dir.join(".doctor");
    let (fine, detail) = match dir.exists() {
        false => (true, format!("\"{}\" will be made", dir.display())),
        true => match std::fs::write(&probe, b"") {
            Ok(()) => {
                let _ = std::fs::remove_file(&probe);
                (true, format!("\"{}\" can be written", dir.display()))
            }
            Err(error) => (false, format!("\"{}\" cannot be written: {error}", dir.display())),
        },
    };
    Finding { fine, what: "data directory", detail }
}

async fn database(config: &Config) -> Finding {
    let what = "database";
    if let config::DatabaseKind::Sqlite(path) = &config.database.kind
        && !path.exists()
    {
        return Finding { fine: true, what, detail: format!("\"{}\" will be made", path.display()) };
    }
    let outcome = async {
        let db = wiring::database(config).await?;
        let found = store::maintenance::check(&db).await?;
        db.close().await;
        anyhow::Ok(found.problems)
    };
    match outcome.await {
        Ok(problems) if problems.is_empty() => Finding { fine: true, what, detail: "is whole".to_owned() },
        Ok(problems) => Finding { fine: false, what, detail: problems.join("; ") },
        Err(error) => Finding { fine: false, what, detail: format!("{error:#}") },
    }
}

async fn port(config: &Config) -> Finding {
    let listen = config.server.listen;
    let (fine, detail) = match tokio::net::TcpListener::bind(listen).await {
        Ok(_) => (true, format!("{listen} is free")),
        Err(error) => (false, format!("{listen}: {error} (is Watchpost running already?)")),
    };
    Finding { fine, what: "port", detail }
}

fn knowledge(config: &Config) -> Finding {
    let (fine, detail) = match wiring::knowledge(&config.server.data_dir) {
        Ok(knowledge) => {
            (true, format!("{} checks, {} CVE", knowledge.all_definitions().count(), knowledge.cve_count()))
        }
        Err(error) => (false, format!("{error:#}")),
    };
    Finding { fine, what: "knowledge", detail }
}

/// Scans and the APIs work without it.
fn interface() -> Finding {
    let detail = match ui::built() {
        Some(ui::Built { files, bytes }) => format!("{files} files, {} kB", bytes / 1000),
        None => ui::MISSING.to_owned(),
    };
    Finding { fine: true, what: "web interface", detail }
}

/// Few descriptors make scans slow, not wrong.
fn sockets() -> Finding {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find(|l| l.starts_with("Max open files")).unwrap_or_default();
    let hard = line.split_whitespace().nth(4).unwrap_or("unknown").to_owned();
    let fine = hard.parse::<u64>().is_ok_and(|n| n >= 1024) || hard == "unlimited";
    Finding { fine, what: "open files", detail: format!("at most {hard}; scans want 1024 or more") }
}

fn raw_sockets() -> Finding {
    let detail = "not needed: ports are scanned with ordinary connections".to_owned();
    Finding { fine: true, what: "privileges", detail }
}
