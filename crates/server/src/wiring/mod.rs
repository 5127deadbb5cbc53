//! From configuration to services: the one place where every room meets.

pub(crate) mod http;
mod loops;
mod ready;
mod verifier;
pub(crate) mod web;
#[cfg(test)]
mod words;
mod workers;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use app::Services;
use app::settings::{RunLimits, Settings};
use auth::MasterKey;
use config::{Config, DatabaseKind, Overrides, Sources};
use knowledge::Knowledge;
use model::Env;
use secrecy::{ExposeSecret, SecretString};
use store::{Db, DbOptions};

use crate::cli::Installation;

pub(crate) use loops::Loops;

/// Reads the configuration of an installation.
pub(crate) fn configuration(
    installation: Installation,
    listen: Option<std::net::SocketAddr>,
) -> Result<Config> {
    let Installation { config, data_dir, database_url } = installation;
    let overrides = Overrides {
        listen: listen.map(|l| l.to_string()),
        data_dir,
        database_url: database_url.map(SecretString::from),
        ..Overrides::default()
    };
    Config::load(&Sources::process(config, overrides)).context("reading the configuration")
}

/// Opens the database of an installation; SQLite files are made where there is none.
pub(crate) async fn database(config: &Config) -> Result<Db> {
    let options = match &config.database.kind {
        DatabaseKind::Sqlite(path) => {
            if let Some(dir) = path.parent() {
                private_dir(dir)?;
            }
            DbOptions::Sqlite(path.clone())
        }
        DatabaseKind::Postgres => DbOptions::Postgres {
            url: config.database.url.expose().to_owned(),
            max_connections: config.database.max_connections,
        },
    };
    Db::open(&options).await.context("opening the database")
}

/// The database of an installation, of this version's schema.
pub(crate) async fn migrated(config: &Config) -> Result<Db> {
    let db = database(config).await?;
    let done = store::migrate::migrate(&db).await.context("migrating the database")?;
    if let Some(backup) = done.backup {
        tracing::info!(
            from = done.from,
            to = done.to,
            "migrated; the database as it was: {}",
            backup.display()
        );
    }
    Ok(db)
}

/// Everything that use-cases need.
pub(crate) async fn services(config: &Config, env: Env) -> Result<Arc<Services>> {
    private_dir(&config.server.data_dir)?;
    let master = master_key(config, &env)?;
    let db = migrated(config).await?;
    let knowledge = Arc::new(knowledge(&config.server.data_dir)?);
    let settings = Settings {
        require_api_key: config.api.require_api_key,
        session_seconds: config.api.jwt_lifetime_seconds,
        passwords: auth::policy::Policy { min_chars: config.api.min_password_chars },
        runs: RunLimits {
            per_target: config.runs.per_target,
            per_organization: config.runs.per_organization,
            per_scanner: config.runs.per_scanner,
            longest_seconds: config.runs.longest_seconds.into(),
        },
        ..Settings::default()
    };
    let services = Services::new(db, env, knowledge, &master, settings);
    services.set_verifier(Arc::new(verifier::Network::system()));
    Ok(services)
}

/// The shipped knowledge, with the feed files that lie in `feeds/` of the data directory on top.
pub(crate) fn knowledge(data_dir: &Path) -> Result<Knowledge> {
    let mut knowledge = Knowledge::builtin();
    let Ok(entries) = std::fs::read_dir(data_dir.join("feeds")) else { return Ok(knowledge) };
    let mut files: Vec<_> = entries.flatten().map(|e| e.path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "json"));
    files.sort();
    for path in files {
        let file =
            std::fs::File::open(&path).with_context(|| format!("opening feed \"{}\"", path.display()))?;
        knowledge = knowledge
            .with_feed(std::io::BufReader::new(file))
            .with_context(|| format!("reading feed \"{}\"", path.display()))?;
    }
    Ok(knowledge)
}

/// The key that protects what is secret: given, or kept in a file that only this user can read and that the first start
/// writes.
fn master_key(config: &Config, env: &Env) -> Result<MasterKey> {
    if let Some(text) = &config.secrets.master_key {
        return MasterKey::parse(text).context("reading the master key");
    }
    let path = &config.secrets.master_key_path;
    match std::fs::read_to_string(path) {
        Ok(text) => MasterKey::parse(&SecretString::from(text))
            .with_context(|| format!("reading \"{}\"", path.display())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let key = MasterKey::generate(env);
            write_private(path, key.to_text().expose_secret())
                .with_context(|| format!("writing \"{}\"", path.display()))?;
            Ok(key)
        }
        Err(error) => Err(error).with_context(|| format!("reading \"{}\"", path.display())),
    }
}

fn write_private(path: &Path, text: &str) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()
}

fn private_dir(dir: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    if dir.as_os_str().is_empty() || dir.is_dir() {
        return Ok(());
    }
    if dir.exists() {
        bail!("\"{}\" is not a directory", dir.display());
    }
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(dir)
        .with_context(|| format!("creating \"{}\"", dir.display()))
}
