//! `watchpost config`

use std::process::ExitCode;

use anyhow::Result;

use crate::cli::{ConfigArgs, ConfigCommand};
use crate::wiring;

pub(crate) fn run(args: ConfigArgs) -> Result<ExitCode> {
    match args.command {
        ConfigCommand::Default => print!("{}", config::default_toml()),
        ConfigCommand::Schema => println!("{}", serde_json::to_string_pretty(&config::schema())?),
        ConfigCommand::Show => print!("{}", wiring::configuration(args.installation, None)?.show()),
        ConfigCommand::Check => {
            wiring::configuration(args.installation, None)?;
            println!("the configuration is fine");
        }
    }
    Ok(ExitCode::SUCCESS)
}
