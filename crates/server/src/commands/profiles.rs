//! `watchpost profiles`

use std::process::ExitCode;

use anyhow::Result;
use knowledge::Knowledge;

use crate::cli::ProfilesArgs;

pub(crate) fn run(args: &ProfilesArgs) -> Result<ExitCode> {
    let knowledge = Knowledge::builtin();
    let profiles = knowledge.catalogue().profiles();
    if args.json {
        let plain: Vec<_> = profiles.iter().map(std::convert::AsRef::as_ref).collect();
        println!("{}", serde_json::to_string_pretty(&plain)?);
        return Ok(ExitCode::SUCCESS);
    }
    for profile in profiles {
        let products: Vec<_> = profile.products.iter().map(|p| p.as_str()).collect();
        println!(
            "{:<12} {} (version {}; {})",
            profile.id,
            profile.name,
            profile.version,
            products.join(", ")
        );
        println!("{:<12} {}", "", profile.description);
        println!("{:<12} {}\n", "", profile.rationale);
    }
    Ok(ExitCode::SUCCESS)
}
