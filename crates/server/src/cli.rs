//! What can be said on the command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use model::Threat;
use model::definition::Effect;
use model::ports::PortSet;
use model::user::Role;

/// Self-hosted vulnerability scanning: targets, schedules, findings, reports.
#[derive(Debug, Parser)]
#[command(name = "watchpost", version, about, max_term_width = 110)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start the server: APIs, scheduler and scanner.
    Serve(ServeArgs),
    /// Scan hosts or a web application right now, without a server, and print the findings.
    ///
    /// Exit status: 0 nothing at or above the threshold, 1 something, 2 could not scan.
    Scan(Box<ScanArgs>),
    /// Run check templates against the address of a web application and print the findings.
    ///
    /// Exit status: 0 nothing at or above the threshold, 1 something, 2 could not check.
    Check(CheckArgs),
    /// Look after check templates.
    Template(TemplateArgs),
    /// List the scan profiles and what each one does.
    Profiles(ProfilesArgs),
    /// Manage organizations and users of an installation.
    User(UserArgs),
    /// Migrate, check or back up the database.
    Db(DbArgs),
    /// Show, check or explain the configuration.
    Config(ConfigArgs),
    /// Look for what would keep Watchpost from working on this machine.
    Doctor(Installation),
}

/// Which installation a command works on. Each can also come from the configuration file or the environment.
#[derive(Debug, Args, Default)]
pub(crate) struct Installation {
    /// Configuration file (TOML).
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) config: Option<PathBuf>,
    /// Data directory; it holds the database unless another is named.
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) data_dir: Option<PathBuf>,
    /// Database: `sqlite:FILE` or `postgres://…`.
    #[arg(long, value_name = "URL", global = true)]
    pub(crate) database_url: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) installation: Installation,
    /// Address and port to listen on.
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<SocketAddr>,
    /// Bring something to scan: simulated servers on loopback, with targets, schedules and scans that start at once.
    ///
    /// Data goes to `./watchpost-data-demo` unless --data-dir says otherwise, never to an installation that is no demo.
    #[arg(long)]
    pub(crate) demo: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ScanArgs {
    /// Addresses, CIDRs, ranges or names, comma separated; or the address of a web application: `http://…`.
    pub(crate) target: String,
    #[command(flatten)]
    pub(crate) web: WebArgs,
    /// Scan profile; see `watchpost profiles`.
    #[arg(long, default_value = "normal")]
    pub(crate) profile: String,
    /// Ports instead of the profile's: `22,80,8000-8100`, `T:22,U:53,161`.
    #[arg(long)]
    pub(crate) ports: Option<PortSet>,
    /// Hosts to leave out.
    #[arg(long, value_name = "HOSTS", default_value = "")]
    pub(crate) exclude: String,
    /// Scan addresses outside loopback and private networks too: say it when you may.
    #[arg(long)]
    pub(crate) allow_public: bool,
    /// What to print on standard output.
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    pub(crate) format: OutputFormat,
    /// Exit with 1 when a finding is at least this severe.
    #[arg(long, value_name = "SEVERITY", default_value = "high", value_parser = threat)]
    pub(crate) fail_on: Threat,
    /// Vulnerability feed files in the NVD JSON 2.0 form, on top of the shipped one.
    #[arg(long, value_name = "FILE")]
    pub(crate) feed: Vec<PathBuf>,
    /// No progress on standard error.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// What only scans of web applications know.
#[derive(Debug, Args, Default)]
#[command(next_help_heading = "Web applications")]
pub(crate) struct WebArgs {
    /// Description of an API (OpenAPI or Postman), a file or an address: its operations are tested instead of a crawl.
    #[arg(long, value_name = "FILE|URL")]
    pub(crate) api: Option<String>,
    /// Header sent with every request, `Name: value`.
    #[arg(long = "header", value_name = "HEADER")]
    pub(crate) headers: Vec<String>,
    /// Cookie sent with every request, `name=value`.
    #[arg(long = "cookie", value_name = "COOKIE")]
    pub(crate) cookies: Vec<String>,
    /// User and password for Basic authentication, `user:password`.
    #[arg(long, value_name = "USER:PASSWORD", env = "WATCHPOST_SCAN_BASIC", hide_env_values = true)]
    pub(crate) basic: Option<String>,
    /// Page with a login form.
    #[arg(long, value_name = "URL")]
    pub(crate) login_url: Option<String>,
    /// Field of the login form, `name=value`.
    #[arg(long = "login-field", value_name = "FIELD")]
    pub(crate) login_fields: Vec<String>,
    /// Text of the page that follows a login that worked.
    #[arg(long, value_name = "TEXT")]
    pub(crate) login_check: Option<String>,
    /// Address never asked for; `*` stands for anything.
    #[arg(long = "exclude-url", value_name = "PATTERN")]
    pub(crate) exclude_urls: Vec<String>,
    /// Host that belongs to the application: `name` or `name:port`.
    #[arg(long = "extra-host", value_name = "HOST")]
    pub(crate) extra_hosts: Vec<String>,
}

#[derive(Debug, Args)]
#[command(allow_missing_positional = true)]
pub(crate) struct CheckArgs {
    /// A template, or a folder of them; without it the templates that come with the program.
    #[arg(value_name = "FILE|DIR")]
    pub(crate) path: Option<PathBuf>,
    /// Where they are run: `http://…` or `https://…`.
    #[arg(required = true)]
    pub(crate) url: String,
    /// What templates may do to the target: `safe`, `state_changing` or `intrusive`. Those that may do more are left out.
    #[arg(long, default_value = "safe", value_parser = effect)]
    pub(crate) effect: Effect,
    /// Check addresses outside loopback and private networks too: say it when you may.
    #[arg(long)]
    pub(crate) allow_public: bool,
    /// What to print on standard output.
    #[arg(long, value_enum, default_value_t = OutputFormat::Table)]
    pub(crate) format: OutputFormat,
    /// Exit with 1 when a finding is at least this severe.
    #[arg(long, value_name = "SEVERITY", default_value = "high", value_parser = threat)]
    pub(crate) fail_on: Threat,
    /// Nothing on standard error but what keeps it from working.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

fn effect(text: &str) -> Result<Effect, String> {
    text.parse::<Effect>().map_err(|e| e.to_string())
}

#[derive(Debug, Args)]
pub(crate) struct TemplateArgs {
    #[command(subcommand)]
    pub(crate) command: TemplateCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TemplateCommand {
    /// Load a template or a folder of them and say what is refused: file, line and reason.
    ///
    /// Exit status: 0 all are loaded, 1 some are refused, 2 could not read them.
    Check {
        /// A template, or a folder of them.
        #[arg(value_name = "FILE|DIR")]
        path: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    Table,
    Json,
    Sarif,
    Junit,
    Csv,
    Pdf,
}

fn threat(text: &str) -> Result<Threat, String> {
    text.parse::<Threat>().map_err(|e| e.to_string())
}

#[derive(Debug, Args)]
pub(crate) struct ProfilesArgs {
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct UserArgs {
    #[command(flatten)]
    pub(crate) installation: Installation,
    #[command(subcommand)]
    pub(crate) command: UserCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserCommand {
    /// List the users of every organization.
    List,
    /// Add a user; the password is generated and printed unless `WATCHPOST_NEW_PASSWORD` holds one.
    Add {
        /// E-mail address: the sign-in name.
        email: String,
        /// Role.
        #[arg(long, default_value = "viewer", value_parser = role)]
        role: Role,
        /// Organization's name; it is created if there is none of that name.
        #[arg(long)]
        organization: Option<String>,
    },
    /// Make an API key of an organization (`x-api-key`), printed once.
    ApiKey {
        /// What the key is for.
        name: String,
        /// Organization's name, where there are several.
        #[arg(long)]
        organization: Option<String>,
    },
    /// Give a user a new password, printed unless `WATCHPOST_NEW_PASSWORD` holds one. All sessions end.
    ResetPassword {
        /// E-mail address.
        email: String,
    },
}

fn role(text: &str) -> Result<Role, String> {
    text.parse::<Role>().map_err(|e| e.to_string())
}

#[derive(Debug, Args)]
pub(crate) struct DbArgs {
    #[command(flatten)]
    pub(crate) installation: Installation,
    #[command(subcommand)]
    pub(crate) command: DbCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DbCommand {
    /// Bring the database to this version's schema. `serve` does it by itself.
    Migrate,
    /// Check the database's integrity, its schema and every organization's audit chain.
    Check,
    /// Write a consistent copy of the SQLite database while the server runs.
    Backup {
        /// The file to write; it must not exist.
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    #[command(flatten)]
    pub(crate) installation: Installation,
    #[command(subcommand)]
    pub(crate) command: ConfigCommand,
}

#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Say what is wrong with the configuration, if anything is.
    Check,
    /// Print the effective configuration, secrets left out.
    Show,
    /// Print the commented default configuration file.
    Default,
    /// Print the JSON Schema of the configuration file.
    Schema,
}
