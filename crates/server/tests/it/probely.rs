//! The vendor's own command line client, unchanged, against this server.
//!
//! `WATCHPOST_TEST_PROBELY` names the Python of an environment with `probely` 0.0.1a16; `./test` makes one. Without it the
//! test fails, unless `WATCHPOST_TEST_SKIP_PROBELY=1` says that there is none.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::{Value, json};
use tokio::process::Command;

use crate::support::process::{EMAIL, PASSWORD, Server};
use crate::support::weak_site::WeakSite;

/// Starts the client as its own program does; it would ask for the state of a scan only every thirty seconds.
const PROGRAM: &str = "import sys\n\
    import probely.cli.commands.targets.follow_scan as follow\n\
    follow.CLI_POLLING_INTERVAL_SECS = 0.2\n\
    from probely.cli import app\n\
    sys.argv[0] = 'probely'\n\
    sys.exit(app())\n";

/// The client with its settings.
struct Cli {
    python: String,
    home: PathBuf,
    base: String,
    key: String,
}

/// How a command ended.
#[derive(Debug)]
struct Ended {
    code: i32,
    out: String,
    err: String,
}

impl Ended {
    #[track_caller]
    fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    /// An error of that code whose text says so.
    #[track_caller]
    fn refused(self, code: i32, text: &str) {
        let ended = self.expect(code);
        assert!(format!("{}{}", ended.out, ended.err).contains(text), "{ended:#?}");
    }

    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }

    /// The one id that was printed.
    #[track_caller]
    fn id(&self) -> String {
        let words: Vec<&str> = self.out.split_whitespace().collect();
        assert_eq!(words.len(), 1, "{self:#?}");
        words.concat()
    }
}

impl Cli {
    async fn run(&self, args: &[&str]) -> Ended {
        let mut command = Command::new(&self.python);
        command
            .args(["-c", PROGRAM])
            .args(args)
            .env_clear()
            .env("HOME", &self.home)
            .env("LC_ALL", "C.UTF-8")
            .env("COLUMNS", "500")
            .env("PROBELY_API_BASE_URL", &self.base)
            .env("PROBELY_API_KEY", &self.key)
            .env("PROBELY_DISABLE_ANALYTICS", "true")
            .stdin(Stdio::null())
            .kill_on_drop(true);
        let output = command.output().await.expect("the client starts");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        Ended { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The same with what is printed as JSON.
    async fn json(&self, args: &[&str]) -> Value {
        let args: Vec<&str> = args.iter().copied().chain(["-o", "JSON"]).collect();
        self.run(&args).await.expect(0).json()
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.home.join(name);
        std::fs::write(&path, text).expect("a file is written");
        path.to_str().expect("a plain path").to_owned()
    }
}

/// The Python with the client; `None` where somebody said that there is none.
fn python() -> Option<String> {
    if let Ok(python) = std::env::var("WATCHPOST_TEST_PROBELY") {
        return Some(python);
    }
    let skip = std::env::var("WATCHPOST_TEST_SKIP_PROBELY").is_ok_and(|v| v == "1");
    assert!(skip, "WATCHPOST_TEST_PROBELY is not set: run the tests with tools/with-probely");
    eprintln!("SKIPPED: WATCHPOST_TEST_SKIP_PROBELY=1");
    None
}

/// A key for programs, made as a client of the dialect makes one.
async fn key(base: &str) -> String {
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let post = async |path: &str, token: Option<&str>, body: Value| {
        let mut request = http.post(format!("{base}{path}")).json(&body);
        if let Some(token) = token {
            request = request.header("authorization", format!("JWT {token}"));
        }
        let answer = request.send().await.expect("the server answers");
        let status = answer.status();
        let text = answer.text().await.expect("a body");
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str::<Value>(&text).expect("JSON")
    };
    let body = json!({"username": EMAIL, "password": PASSWORD});
    let token = post("/auth/obtain/", None, body).await["token"].as_str().expect("a token").to_owned();
    let key = post("/keys/", Some(&token), json!({"name": "pipeline"})).await;
    key["key"].as_str().expect("a key").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_vendors_client_drives_this_server() {
    let Some(python) = python() else { return };
    let (data, home) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let server = Server::start(data.path()).await;
    let base = server.client.base.trim_end_matches('/').to_owned();
    let cli = Cli { key: key(&base).await, python, home: home.path().to_owned(), base };
    let site = WeakSite::start().await;

    without_access(&cli, home.path()).await;
    let target = targets(&cli, &site.url).await;
    profiles_and_labels(&cli, &target).await;
    schedules(&cli, &target).await;
    let second = cli.run(&["targets", "add", &site.url, "--target-name", "second", "-o", "IDS_ONLY"]).await;
    let second = second.expect(0).id();
    schedules_of_several(&cli, &target, &second).await;
    held(&cli, &[&target, &second], &site).await;
    canceled(&cli, &target, &site).await;
    followed(&cli, &target).await;
    findings(&cli, &target).await;
    cli.run(&["targets", "delete", &target]).await.expect(0);
    cli.run(&["targets", "get", &target]).await.refused(1, &target);
}

async fn without_access(cli: &Cli, home: &Path) {
    let with = |base: &str, key: &str| Cli {
        python: cli.python.clone(),
        home: home.to_owned(),
        base: base.to_owned(),
        key: key.to_owned(),
    };
    let wrong = with(&cli.base, "wrong");
    wrong.run(&["targets", "get"]).await.refused(1, "Incorrect authentication credentials.");
    // Nothing listens on port 1.
    let nowhere = with("http://127.0.0.1:1", &cli.key);
    nowhere.run(&["targets", "get"]).await.refused(1, "API is unavailable");
    cli.run(&["targets", "follow-scan"]).await.expect(2);
}

/// Adds a target, reads and changes it; its id.
async fn targets(cli: &Cli, url: &str) -> String {
    let id =
        cli.run(&["targets", "add", url, "--target-name", "shop", "-o", "IDS_ONLY"]).await.expect(0).id();
    let shown = cli.json(&["targets", "get", &id]).await;
    assert_eq!((&shown["id"], &shown["site"]["name"]), (&json!(id), &json!("shop")), "{shown}");
    let change = cli.file("target.yaml", "site:\n  name: renamed\nlabels:\n  - name: nightly\n");
    let changed = cli.json(&["targets", "update", &id, "-f", &change]).await;
    assert_eq!(changed["site"]["name"], "renamed", "{changed}");
    let found = cli.json(&["targets", "get", "--f-search", "renam"]).await;
    assert_eq!((found.as_array().map(Vec::len), &found[0]["id"]), (Some(1), &json!(id)), "{found}");
    cli.run(&["targets", "get", &"1".repeat(22)]).await.expect(1);
    id
}

async fn profiles_and_labels(cli: &Cli, target: &str) {
    let profiles = cli.json(&["scan-profiles", "get"]).await;
    let ids: Vec<&str> =
        profiles.as_array().expect("a list").iter().filter_map(|p| p["id"].as_str()).collect();
    for id in ["lightning", "safe", "normal", "full"] {
        assert!(ids.contains(&id), "{ids:?}");
    }
    assert_eq!(cli.json(&["scan-profiles", "get", "safe"]).await["id"], "safe");
    let labels = cli.json(&["target-labels", "get"]).await;
    assert_eq!(labels[0]["name"], "nightly", "{labels}");
    let label = labels[0]["id"].as_str().expect("an id");
    let found = cli.json(&["targets", "get", "--f-label", label]).await;
    assert_eq!(found[0]["id"], target, "{found}");
}

async fn schedules(cli: &Cli, target: &str) {
    let args = ["targets", "schedule-scan", target, "--date-time", "2036-12-01T02:00:00", "--timezone"];
    let args = [&args[..], &["Europe/Lisbon", "--recurrence", "MONTHLY", "--week-of-month", "LAST"]].concat();
    let made = cli.json(&[&args[..], &["--day-of-week", "FRIDAY", "--scan-profile", "safe"]].concat()).await;
    assert_eq!(made["date_time"], "2036-12-26T02:00:00Z", "{made}");
    let id = made["id"].as_str().expect("an id");
    assert_eq!(cli.json(&["scheduled-scans", "get", id]).await["scan_profile"], "safe");
    let change = cli.file("schedule.yaml", "recurrence: d\nrun_on_day_of_week: false\n");
    let changed = cli.json(&["scheduled-scans", "update", id, "-f", &change]).await;
    assert_eq!(
        (&changed["recurrence"], &changed["date_time"]),
        (&json!("d"), &json!("2036-12-01T02:00:00Z"))
    );
    cli.run(&["scheduled-scans", "delete", id]).await.expect(0);
    cli.run(&["scheduled-scans", "get", id]).await.expect(1);
}

/// Every recurrence, everything that a file can say, and several targets at once.
async fn schedules_of_several(cli: &Cli, one: &str, two: &str) {
    let make = ["targets", "schedule-scan", one, two, "--date-time", "2036-12-01T02:00:00", "--recurrence"];
    for (word, letter) in
        [("HOURLY", "h"), ("DAILY", "d"), ("WEEKLY", "w"), ("MONTHLY", "m"), ("QUARTERLY", "q")]
    {
        let made = cli.json(&[&make[..], &[word]].concat()).await;
        let ids: Vec<&str> =
            made.as_array().expect("two").iter().map(|made| made["id"].as_str().expect("an id")).collect();
        assert_eq!((ids.len(), &made[1]["recurrence"]), (2, &json!(letter)), "{made}");
        cli.run(&[&["scheduled-scans", "delete"], &ids[..]].concat()).await.expect(0);
    }
    assert_eq!(cli.json(&["scheduled-scans", "get"]).await, json!([]));
    let file = "date_time: 2036-12-01T02:00:00\ntimezone: Asia/Tokyo\nrecurrence: q\nscheduled_day_of_week: 1\n\
        week_index: first\nscan_profile: safe\noverride_target_settings: true\npartial_scan: true\nincremental: true\n\
        reduced_scope: true\nblackout_period:\n  begin: '22:00'\n  cease: '06:00'\n  weekdays: [1, 7]\n";
    let file = cli.file("several.yaml", file);
    let made = cli.json(&["targets", "schedule-scan", one, two, "-f", &file]).await;
    for made in made.as_array().expect("two") {
        for flag in
            ["override_target_settings", "partial_scan", "incremental", "reduced_scope", "run_on_day_of_week"]
        {
            assert_eq!(made[flag], true, "{flag}: {made}");
        }
        assert_eq!(made["date_time"], "2036-11-30T17:00:00Z", "{made}");
        assert_eq!(
            (&made["scan_profile"], &made["timezone"]),
            (&json!("safe"), &json!("Asia/Tokyo")),
            "{made}"
        );
        assert_eq!(made["blackout_period"]["weekdays"], json!([1, 7]), "{made}");
    }
    let ids: Vec<&str> =
        made.as_array().expect("two").iter().filter_map(|made| made["id"].as_str()).collect();
    for (filter, value, count) in
        [("--f-target", two, 1), ("--f-search", "second", 1), ("--f-search", "nothing at all", 0)]
    {
        let found = cli.json(&["scheduled-scans", "get", filter, value]).await;
        assert_eq!(found.as_array().map(Vec::len), Some(count), "{filter} {value}: {found}");
    }
    let found = cli.json(&[&["scheduled-scans", "get"], &ids[..]].concat()).await;
    assert_eq!(found.as_array().map(Vec::len), Some(2), "{found}");
    let change = cli.file("change.yaml", "recurrence: w\nrun_on_day_of_week: false\nunlimited: true\n");
    let update = [&["scheduled-scans", "update"], &ids[..], &["-f", &change]].concat();
    let changed = cli.json(&update).await;
    for changed in changed.as_array().expect("two") {
        assert_eq!((&changed["recurrence"], &changed["unlimited"]), (&json!("w"), &json!(true)), "{changed}");
    }
    cli.run(&["scheduled-scans", "get", ids[0], &"1".repeat(22)]).await.expect(1);
    cli.run(&[&["scheduled-scans", "delete"], &ids[..]].concat()).await.expect(0);
    assert_eq!(cli.json(&["scheduled-scans", "get"]).await, json!([]));
}

/// Scans that take long are paused, resumed and canceled: one, and several at once.
async fn held(cli: &Cli, targets: &[&str], site: &WeakSite) {
    site.set_slow(true);
    for targets in [&targets[..1], targets] {
        let started =
            cli.run(&[&["targets", "start-scan"], targets, &["-o", "IDS_ONLY"]].concat()).await.expect(0);
        let ids: Vec<&str> = started.out.split_whitespace().collect();
        assert_eq!(ids.len(), targets.len(), "{started:?}");
        all_become(cli, &ids, "started").await;
        cli.run(&[&["scans", "pause"], &ids[..]].concat()).await.expect(0);
        all_become(cli, &ids, "paused").await;
        cli.run(&[&["scans", "resume"], &ids[..], &["--ignore-blackout-period"]].concat()).await.expect(0);
        all_become(cli, &ids, "started").await;
        for id in &ids {
            assert_eq!(cli.json(&["scans", "get", id]).await["ignore_blackout_period"], true);
        }
        cli.run(&[&["scans", "cancel"], &ids[..]].concat()).await.expect(0);
        all_become(cli, &ids, "canceled").await;
        // What has ended is not paused any more.
        cli.run(&["scans", "pause", ids[0]]).await.refused(1, "canceled");
    }
    site.set_slow(false);
}

async fn all_become(cli: &Cli, ids: &[&str], status: &str) {
    for id in ids {
        crate::support::eventually(status, || async {
            (cli.json(&["scans", "get", id]).await["status"] == status).then_some(())
        })
        .await;
    }
}

/// A scan that takes long is canceled.
async fn canceled(cli: &Cli, target: &str, site: &WeakSite) {
    site.set_slow(true);
    let scan = cli.run(&["targets", "start-scan", target, "-o", "IDS_ONLY"]).await.expect(0).id();
    let shown = cli.json(&["scans", "get", &scan]).await;
    assert_eq!((&shown["id"], &shown["target"]["id"]), (&json!(scan), &json!(target)), "{shown}");
    // One scan of a target at a time.
    cli.run(&["targets", "start-scan", target]).await.expect(1);
    let canceled = cli.json(&["scans", "cancel", &scan]).await;
    assert!(
        ["canceling", "canceled"].contains(&canceled["status"].as_str().unwrap_or_default()),
        "{canceled}"
    );
    site.set_slow(false);
    crate::support::eventually("the end of the canceled scan", || async {
        let shown = cli.json(&["scans", "get", &scan]).await;
        (shown["status"] == "canceled").then_some(())
    })
    .await;
    let found = cli.json(&["scans", "get", "--f-status", "CANCELED", "--f-target", target]).await;
    assert_eq!(found[0]["id"], json!(scan), "{found}");
}

/// A pipeline's gate: the exit code follows the threshold.
async fn followed(cli: &Cli, target: &str) {
    let ended =
        cli.run(&["targets", "follow-scan", target, "--severity-threshold", "LOW", "--timeout", "10"]).await;
    ended.refused(1, "found vulnerabilities within threshold");
    let options = cli.file("scan.yaml", "scan_profile: lightning\n");
    let args =
        ["targets", "follow-scan", target, "--severity-threshold", "CRITICAL", "--timeout", "10", "-f"];
    cli.run(&[&args[..], &[&options]].concat()).await.expect(0);
}

async fn findings(cli: &Cli, target: &str) {
    let found = cli.json(&["findings", "get", "--f-target", target]).await;
    let found = found.as_array().expect("a list");
    let reflected =
        found.iter().find(|f| f["parameter"] == "q").unwrap_or_else(|| panic!("no finding at q: {found:#?}"));
    assert!(!reflected["requests"].as_array().expect("requests").is_empty(), "{reflected}");
    let id = format!("{target}-{}", reflected["id"]);
    assert_eq!(cli.json(&["findings", "get", &id]).await["id"], reflected["id"]);
    cli.run(&["findings", "get", &format!("{target}-999999")]).await.expect(1);
    let none = cli.json(&["findings", "get", "--f-target", target, "--f-state", "FIXED"]).await;
    assert_eq!(none, json!([]));
}
