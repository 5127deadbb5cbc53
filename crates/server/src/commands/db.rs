//! `watchpost db`

use std::process::ExitCode;

use anyhow::{Context, Result};
use model::Env;

use crate::cli::{DbArgs, DbCommand};
use crate::wiring;

pub(crate) async fn run(args: DbArgs) -> Result<ExitCode> {
    let config = wiring::configuration(args.installation, None)?;
    let db = wiring::database(&config).await?;
    let code = match args.command {
        DbCommand::Migrate => {
            let done =
                store::migrate::migrate(&db, &Env::system()).await.context("migrating the database")?;
            match done.applied.len() {
                0 => println!("the database is up to date"),
                n => println!("{n} migrations applied"),
            }
            if let Some(backup) = done.backup {
                println!("the database as it was: {}", backup.display());
            }
            ExitCode::SUCCESS
        }
        DbCommand::Check => {
            let problems = store::maintenance::check(&db).await.context("checking the database")?;
            for problem in &problems {
                println!("{problem}");
            }
            if problems.is_empty() {
                println!("the database is fine");
            }
            ExitCode::from(u8::from(!problems.is_empty()))
        }
        DbCommand::Backup { file } => {
            store::maintenance::backup(&db, &file).await.context("backing up the database")?;
            println!("written: {}", file.display());
            ExitCode::SUCCESS
        }
    };
    db.close().await;
    Ok(code)
}
