//! Real runs against targets that note every connection and every request: what blackouts, pauses and cancels let through.

use std::collections::BTreeSet;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::time::Duration;

use model::{Env, Timestamp};
use serde_json::{Value, json};
use vulnerable::canary::{self, Canary};

use crate::support::dast::Dast;
use crate::support::eventually;
use crate::support::process::Server;
use crate::support::services::{Estate, Kind, Service};
use crate::support::tap::Heard;

/// What a run may take from the beginning of a blackout, a pause or a cancel to its last packet.
const DRAIN_SECONDS: i64 = 5;
/// Services of a network scan.
const SERVICES: usize = 12;
/// How long each answer takes, so that runs last.
const SLOW: Duration = Duration::from_millis(120);
/// The same for a web site, whose scan asks for much more.
const WEB_SLOW: Duration = Duration::from_millis(15);
/// How much slower everything is until what is tested has happened: no run is to end before.
const DRAG: u32 = 6;

/// Targets that share one count.
struct Targets {
    heard: Heard,
    services: Vec<Service>,
    sites: Vec<Canary>,
    /// The ports of each network scan.
    ports: Vec<String>,
    /// The address of each web scan.
    urls: Vec<String>,
}

impl Targets {
    async fn new(networks: usize, webs: usize) -> Self {
        let (heard, estate) = (Heard::default(), Estate::default());
        heard.drag(DRAG);
        let (mut services, mut ports) = (Vec::new(), Vec::new());
        for _ in 0..networks {
            let mut of_one = Vec::new();
            for n in 0..SERVICES {
                let service = estate.serve([Kind::Redis, Kind::Ftp, Kind::Clean][n % 3]).await;
                of_one.push(heard.tap(service.port, SLOW).await.to_string());
                services.push(service);
            }
            ports.push(of_one.join(","));
        }
        let (mut sites, mut urls) = (Vec::new(), Vec::new());
        for _ in 0..webs {
            let site = canary::start(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await.expect("loopback");
            let url = site.server.url();
            let port = url.trim_end_matches('/').rsplit(':').next().and_then(|p| p.parse().ok());
            let tapped = heard.tap(port.expect("a port"), WEB_SLOW).await;
            urls.push(format!("http://127.0.0.1:{tapped}/"));
            sites.push(site);
        }
        Self { heard, services, sites, ports, urls }
    }
}

/// A server with a scan of each target.
struct World {
    server: Server,
    dast: Dast,
    /// Scan and run.
    networks: Vec<(String, String)>,
    /// Target and scan.
    webs: Vec<(String, String)>,
}

impl World {
    async fn start(dir: &Path, targets: &Targets) -> Self {
        let server = Server::start(dir).await;
        let dast = Dast::sign_in(&server.client.base).await;
        let mut world = Self { server, dast, networks: Vec::new(), webs: Vec::new() };
        for ports in &targets.ports {
            let scan = world.server.client.scan("127.0.0.1", ports, "normal").await;
            let run = world.server.client.start(&scan).await;
            world.networks.push((scan, run));
        }
        for url in &targets.urls {
            let target = world.dast.target(url).await;
            let scan = world.dast.scan_now(&target, "normal").await;
            world.webs.push((target, scan));
        }
        world
    }

    /// The power cord, and the next process over the same directory.
    async fn killed(self, dir: &Path) -> Self {
        let Self { server, networks, webs, .. } = self;
        server.kill().await;
        let server = Server::start(dir).await;
        let dast = Dast::sign_in(&server.client.base).await;
        Self { server, dast, networks, webs }
    }

    /// The state of every run, with who holds it.
    async fn states(&self) -> Vec<(String, Value)> {
        let mut states = Vec::new();
        for (scan, run) in &self.networks {
            let run = self.server.client.run(scan, run).await;
            states.push((run["status"].as_str().expect("a state").to_owned(), run["held_by"].clone()));
        }
        for (_, scan) in &self.webs {
            let scan = self.dast.get(&format!("/scans/{scan}/")).await;
            states.push((scan["status"].as_str().expect("a state").to_owned(), scan["held_by"].clone()));
        }
        states
    }

    /// Waits until every run is in a state; none may have ended before.
    async fn all(&self, state: &str) -> Vec<(String, Value)> {
        eventually(state, || async {
            let states = self.states().await;
            let over = |s: &str| ["completed", "failed", "canceled", "completed_invalid"].contains(&s);
            assert!(over(state) || !states.iter().any(|(s, _)| over(s)), "not {state}: {states:?}");
            states.iter().all(|(s, _)| s == state).then_some(states)
        })
        .await
    }

    /// Waits until every run is well under way.
    async fn under_way(&self, targets: &Targets, more: usize) {
        let before = targets.heard.count();
        eventually("traffic", || async { (targets.heard.count() > before + more).then_some(()) }).await;
        self.all("started").await;
    }

    /// Asks something of every run: `pause`, `resume`, `stop`.
    async fn ask(&self, what: &str) {
        for (scan, _) in &self.networks {
            self.server.client.post(&format!("/v2/scans/{scan}/{what}"), json!({})).await;
        }
        for (target, scan) in &self.webs {
            self.dast.post(&format!("/targets/{target}/scans/{scan}/{what}/"), json!({})).await;
        }
    }

    async fn blackout(&self, attributes: Value) -> String {
        let made = self.server.client.post("/v2/blackouts", json!({"blackout": attributes})).await;
        made["data"]["id"].as_str().expect("an id").to_owned()
    }

    /// Everything found, without what differs from run to run.
    async fn found(&self, targets: &Targets) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for (scan, _) in &self.networks {
            let all = self.server.client.findings(scan).await;
            found.extend(all.into_iter().map(|f| format!("{} {}", f.check, f.place)));
        }
        for ((target, _), url) in self.webs.iter().zip(&targets.urls) {
            let all = self.dast.findings(target, url).await;
            found.extend(all.into_iter().map(|f| f.trim_end_matches(" notfixed").to_owned()));
        }
        found
    }

    /// An undisturbed run of everything finds nothing that is new, and misses nothing.
    async fn same_as_undisturbed(mut self, targets: &Targets) {
        let found = self.found(targets).await;
        assert!(found.len() >= self.networks.len() * SERVICES / 2, "{found:?}");
        for (scan, run) in &mut self.networks {
            *run = self.server.client.start(scan).await;
        }
        for (target, scan) in &mut self.webs {
            *scan = self.dast.scan_now(target, "normal").await;
        }
        self.all("completed").await;
        let again = self.found(targets).await;
        let differing: Vec<_> = again.symmetric_difference(&found).collect();
        assert!(differing.is_empty(), "{differing:#?}");
    }
}

fn now() -> Timestamp {
    Env::system().now()
}

/// The time of an instant's day in UTC, as a window says it.
fn clock(at: Timestamp) -> String {
    at.iso_millis()[11..19].to_owned()
}

async fn until(at: Timestamp) {
    let left = at.micros() - now().micros();
    tokio::time::sleep(Duration::from_micros(u64::try_from(left).unwrap_or(0))).await;
}

/// Nothing came from the drain time after `begin` up to `end`; says how long the last took.
#[track_caller]
fn silent(targets: &Targets, what: &str, begin: Timestamp, end: Timestamp) {
    let late = targets.heard.between(begin.plus_seconds(DRAIN_SECONDS), end);
    eprintln!("{what}: last packet {} ms after the beginning", targets.heard.last_after(begin, end));
    assert!(late.is_empty(), "{what}: {} packets after the drain time", late.len());
    assert!(end > begin.plus_seconds(DRAIN_SECONDS), "nothing was looked at");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_freeze_nothing_is_sent_and_afterwards_everything_is_found() {
    let targets = Targets::new(2, 2).await;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let world = World::start(dir.path(), &targets).await;
    world.under_way(&targets, 40).await;
    let begin = Timestamp::from_micros((now().micros() / 1000 + 2_000) * 1000);
    let end = begin.plus_seconds(10);
    let freeze = json!({"name": "release", "scope": "organization", "kind": "freeze",
        "from": begin.iso_millis(), "until": end.iso_millis()});
    world.blackout(freeze).await;
    let held = world.all("paused").await;
    assert!(held.iter().all(|(_, by)| by == "blackout"), "{held:?}");
    assert!(!targets.heard.between(begin.plus_seconds(-2), begin).is_empty(), "they ran up to it");
    until(end).await;
    targets.heard.drag(0);
    silent(&targets, "freeze", begin, end);
    world.all("completed").await;
    assert!(!targets.heard.between(end, now()).is_empty(), "they went on after it");
    world.same_as_undisturbed(&targets).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_overnight_window_holds_too_until_it_is_deleted() {
    let targets = Targets::new(2, 1).await;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let world = World::start(dir.path(), &targets).await;
    world.under_way(&targets, 30).await;
    // To the whole second, as windows know no less. It ends a second before it begins, on the next day.
    let begin = Timestamp::from_micros((now().micros() / 1_000_000 + 3) * 1_000_000);
    let window = json!({"name": "night", "scope": "organization", "kind": "window", "timezone": "UTC",
        "begin": clock(begin), "cease": clock(begin.plus_seconds(-1))});
    let id = world.blackout(window).await;
    let held = world.all("paused").await;
    assert!(held.iter().all(|(_, by)| by == "blackout"), "{held:?}");
    until(begin.plus_seconds(9)).await;
    let end = now();
    targets.heard.drag(0);
    world.server.client.delete(&format!("/v2/blackouts/{id}")).await;
    silent(&targets, "overnight window", begin, end);
    world.all("completed").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_a_pause_and_after_a_cancel_nothing_is_sent() {
    let targets = Targets::new(2, 2).await;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let world = World::start(dir.path(), &targets).await;
    world.under_way(&targets, 40).await;
    world.ask("pause").await;
    let begin = now();
    let held = world.all("paused").await;
    assert!(held.iter().all(|(_, by)| by == "person"), "{held:?}");
    until(begin.plus_seconds(8)).await;
    let end = now();
    silent(&targets, "pause", begin, end);
    world.ask("resume").await;
    world.under_way(&targets, 20).await;
    world.ask("stop").await;
    let begin = now();
    world.all("canceled").await;
    until(begin.plus_seconds(8)).await;
    silent(&targets, "cancel", begin, now());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_in_every_state_of_a_hold_change_nothing() {
    let targets = Targets::new(1, 1).await;
    let dir = tempfile::tempdir().expect("a temporary folder");
    let world = World::start(dir.path(), &targets).await;
    world.under_way(&targets, 30).await;

    // Killed while pausing.
    world.ask("pause").await;
    let world = world.killed(dir.path()).await;
    let held = world.all("paused").await;
    assert!(held.iter().all(|(_, by)| by == "person"), "{held:?}");

    // Killed while paused: it stays so, and nothing is sent.
    let before = targets.heard.count();
    let world = world.killed(dir.path()).await;
    world.all("paused").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    world.all("paused").await;
    assert_eq!(targets.heard.count(), before);

    // Killed while resuming.
    world.ask("resume").await;
    let world = world.killed(dir.path()).await;
    world.under_way(&targets, 10).await;

    // Killed in a blackout: it is kept, and ends by itself.
    let end = now().plus_seconds(12);
    let freeze = json!({"name": "release", "scope": "organization", "kind": "freeze",
        "from": now().iso_millis(), "until": end.iso_millis()});
    world.blackout(freeze).await;
    world.all("paused").await;
    let before = targets.heard.count();
    let world = world.killed(dir.path()).await;
    let held = world.all("paused").await;
    assert!(held.iter().all(|(_, by)| by == "blackout"), "{held:?}");
    until(end).await;
    assert_eq!(targets.heard.between(end.plus_seconds(-4), end).len(), 0);
    assert!(targets.heard.count() >= before);
    targets.heard.drag(0);
    world.all("completed").await;
    for site in &targets.sites {
        let counts = site.counts();
        assert_eq!(counts.repeated, 0, "{:#?}", counts.again);
    }
    assert!(!targets.services.is_empty());
    world.same_as_undisturbed(&targets).await;
}
