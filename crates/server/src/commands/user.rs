//! `watchpost user`: for whoever runs the machine; no sign-in.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use app::organizations::{self, NewOrganization};
use app::users::{self, NewUser, WithPassword};
use app::{Ctx, ListQuery, Services};
use model::organization::Organization;
use model::{Env, Product};
use secrecy::{ExposeSecret, SecretString};

use crate::cli::{UserArgs, UserCommand};
use crate::wiring;

/// Holds a password for `user add` and `user reset-password`: arguments can be read by every user of the machine.
const PASSWORD_VARIABLE: &str = "WATCHPOST_NEW_PASSWORD";

pub(crate) async fn run(args: UserArgs) -> Result<ExitCode> {
    let config = wiring::configuration(args.installation, None)?;
    let services = wiring::services(&config, Env::system()).await?;
    let password = std::env::var(PASSWORD_VARIABLE).ok().map(SecretString::from);
    match args.command {
        UserCommand::List => list(&services).await?,
        UserCommand::Add { email, role, organization } => {
            let organization = find_or_make(&services, organization).await?;
            let ctx = inside(&services, &organization);
            let new = NewUser { email, role, password, ..NewUser::default() };
            show(&users::create(&ctx, new).await.context("adding the user")?);
        }
        UserCommand::ApiKey { name, organization } => {
            let organization = find(&services, organization).await?;
            let key = users::create_api_key(&inside(&services, &organization), &name).await;
            println!("{}", key.context("making the API key")?.expose_secret());
        }
        UserCommand::ResetPassword { email } => {
            let user = users::by_email(&services, &email).await?;
            let all = organizations::all(&services).await?;
            let organization =
                all.into_iter().find(|o| o.id == user.organization).context("the user's organization")?;
            let ctx = inside(&services, &organization);
            show(&users::reset_password(&ctx, user.id, password).await.context("resetting the password")?);
        }
    }
    services.db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// The machine's own hand inside an organization.
fn inside(services: &Arc<Services>, organization: &Organization) -> Ctx {
    let product = organization.products.first().copied().unwrap_or(Product::Vrms);
    Ctx::internal(services.clone(), organization.id, product)
}

async fn list(services: &Arc<Services>) -> Result<()> {
    for organization in organizations::all(services).await? {
        let ctx = inside(services, &organization);
        let mut query = ListQuery { per_page: 100, ..ListQuery::default() };
        loop {
            let page = users::list(&ctx, &query).await?;
            for user in &page.items {
                let state = if user.enabled { "" } else { "  (disabled)" };
                println!("{:<40} {:<8} {}{state}", user.email, user.role, organization.name);
            }
            if page.items.len() < 100 {
                break;
            }
            query.page += 1;
        }
    }
    Ok(())
}

/// The organization of that name, made where there is none; without a name, the only one.
async fn find_or_make(services: &Services, name: Option<String>) -> Result<Organization> {
    let all = organizations::all(services).await?;
    match name {
        Some(name) => match all.into_iter().find(|o| o.name == name) {
            Some(organization) => Ok(organization),
            None => Ok(organizations::create(services, NewOrganization::local(name)).await?),
        },
        None if all.len() > 1 => bail!("there are several organizations: name one with --organization"),
        None => match all.into_iter().next() {
            Some(organization) => Ok(organization),
            None => Ok(organizations::create(services, NewOrganization::local("My organization")).await?),
        },
    }
}

/// The organization of that name, which must be there; without a name, the only one.
async fn find(services: &Services, name: Option<String>) -> Result<Organization> {
    let mut all = organizations::all(services).await?;
    match name {
        Some(name) => all
            .into_iter()
            .find(|o| o.name == name)
            .with_context(|| format!("no organization is named \"{name}\"")),
        None if all.len() > 1 => bail!("there are several organizations: name one with --organization"),
        None => all.pop().context("there is no organization yet: start the server or add a user"),
    }
}

fn show(made: &WithPassword) {
    println!("{}", made.user.email);
    if let Some(password) = &made.password {
        println!("Password (shown only now): {}", password.expose_secret());
    }
}
