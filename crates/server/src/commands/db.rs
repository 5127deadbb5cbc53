//! `watchpost db`

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use config::DatabaseKind;

use crate::cli::{DbArgs, DbCommand};
use crate::wiring;

pub(crate) async fn run(args: DbArgs) -> Result<ExitCode> {
    let config = wiring::configuration(args.installation, None)?;
    if let (DatabaseKind::Sqlite(path), DbCommand::Check | DbCommand::Backup { .. }) =
        (&config.database.kind, &args.command)
        && !path.exists()
    {
        // Opening would make an empty one.
        bail!("there is no database at \"{}\"", path.display());
    }
    let db = wiring::database(&config).await?;
    let code = match args.command {
        DbCommand::Migrate => {
            let done = store::migrate::migrate(&db).await.context("migrating the database")?;
            match done.from == done.to {
                true => println!("the database is up to date (version {})", done.to),
                false => println!("the database went from version {} to {}", done.from, done.to),
            }
            if let Some(backup) = done.backup {
                println!("the database as it was: {}", backup.display());
            }
            ExitCode::SUCCESS
        }
        DbCommand::Check => {
            let found = store::maintenance::check(&db).await.context("checking the database")?;
            for problem in &found.problems {
                println!("{problem}");
            }
            if found.problems.is_empty() {
                println!("the database is fine; {} audit entries were recomputed", found.audit_entries);
            }
            ExitCode::from(u8::from(!found.problems.is_empty()))
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
