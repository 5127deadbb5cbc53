//! What listens on a port.

use std::collections::VecDeque;
use std::pin::Pin;
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use model::host::{Host, Port};
use model::ports::Protocol;
use model::profile::Intensity;
use model::service::Service;
use net::{Net, NetError};
use tokio::time::{Instant, timeout_at};

use crate::data::{Detector, Probe};
use crate::rule::banner;
use crate::talk::{Answer, Place};
use crate::udp::UdpAnswer;
use crate::{starttls, udp};

/// How long a service may take to greet before it is asked.
const GREETING: Duration = Duration::from_millis(150);
/// The same where the port is one of a protocol in which the client speaks first.
const SHORT_GREETING: Duration = Duration::from_millis(60);
/// The longest wait for a greeting where the port is one of a protocol that greets: name servers may be asked first.
const LONGEST_GREETING: Duration = Duration::from_secs(6);
/// The longest wait for the answer to a probe.
const LONGEST_ANSWER: Duration = Duration::from_millis(1500);
/// So long only the likely probes run; then, if nothing is known, the others join.
const GENTLE: Duration = Duration::from_millis(400);
/// After a good answer others get this time to be better.
const GRACE: Duration = Duration::from_millis(700);
/// Probes in flight at once.
const AT_ONCE: usize = 8;
/// Ports where the server speaks first.
const GREETERS: &[u16] = &[
    13, 19, 21, 22, 23, 25, 110, 119, 143, 220, 465, 563, 587, 873, 990, 993, 995, 2121, 2222, 2323, 2525,
    3306, 3307, 4222, 5900, 5901, 6667,
];
/// Ports of printers: whatever is sent there may be printed, so nothing is.
const PRINTERS: std::ops::RangeInclusive<u16> = 9100..=9107;

/// Finds out what listens on an open port. Nothing that the service does makes this fail or hang: what cannot be understood
/// is called `unknown`, with its banner if it had one.
pub async fn identify(net: &Net, host: &Host, port: Port, intensity: &Intensity) -> Service {
    let detector = Detector::builtin();
    let place = Place { detector, net, host, port: port.number };
    match port.protocol {
        Protocol::Udp => match udp::identify(place).await {
            UdpAnswer::Service(service) => service,
            UdpAnswer::Closed | UdpAnswer::Silent => unknown(),
        },
        Protocol::Tcp => {
            let wait = Duration::from_millis(intensity.read_timeout_ms.max(200).into());
            let mut service = Search::new(place, wait).run().await;
            starttls::look(place, &mut service).await;
            service
        }
    }
}

fn unknown() -> Service {
    Service { name: "unknown".to_owned(), ..Service::default() }
}

type Asking<'a> = Pin<Box<dyn Future<Output = Answer> + Send + 'a>>;

/// One search: the probes still to be tried, those under way, and the best answer yet.
struct Search<'a> {
    place: Place<'a>,
    wait: Duration,
    likely: usize,
    todo: VecDeque<Option<&'a Probe>>,
    running: FuturesUnordered<Asking<'a>>,
    best: Option<Service>,
    banner: Option<String>,
}

impl<'a> Search<'a> {
    fn new(place: Place<'a>, wait: Duration) -> Self {
        let tcp = || place.detector.probes.iter().filter(|p| p.protocol == Protocol::Tcp);
        let mut hinted: Vec<_> = tcp().filter(|p| p.ports.contains(&place.port)).collect();
        hinted.sort_by_key(|p| p.rarity);
        let mut rest: Vec<_> =
            tcp().filter(|p| p.rarity < 9 && !hinted.iter().any(|h| h.name == p.name)).collect();
        rest.sort_by_key(|p| p.rarity);
        let mut todo: VecDeque<_> = hinted.into_iter().chain(rest).map(Some).collect();
        let hints = todo.iter().flatten().take_while(|p| p.ports.contains(&place.port)).count();
        // `None` is TLS: right behind the first generic probe.
        todo.insert((hints + 1).min(todo.len()), None);
        Self {
            place,
            wait,
            likely: hints + 2,
            todo,
            running: FuturesUnordered::new(),
            best: None,
            banner: None,
        }
    }

    async fn run(mut self) -> Service {
        let greeter = GREETERS.contains(&self.place.port);
        let printer = PRINTERS.contains(&self.place.port);
        let quiet = greeting(self.place, self.wait.min(LONGEST_GREETING));
        let place = self.place;
        let wait = self.wait.min(LONGEST_ANSWER);
        // The first probe goes over the connection that waited for a greeting: services that serve one client at a time
        // would not look at a second one.
        let first = if greeter || printer { None } else { self.todo.pop_front().flatten() };
        self.running.push(Box::pin(place.greet(first, false, quiet, wait)));
        if printer {
            self.todo.clear();
        }
        // Whether anybody is there, and what a quick greeting says.
        if let Ok(Some(answer)) = timeout_at(Instant::now() + GREETING * 2, self.running.next()).await {
            if !answer.reached {
                return unknown();
            }
            self.take(answer);
        }
        if !self.is_final() {
            self.drain().await;
        }
        self.finish(printer)
    }

    async fn drain(&mut self) {
        let begin = Instant::now();
        let mut until: Option<Instant> = None;
        loop {
            // Where the likely probes are through already, there is nobody left to be gentle with.
            let likely_over = self.likely == 0 && self.running.is_empty();
            let gentle = begin.elapsed() < GENTLE && self.best.is_none() && !likely_over;
            let room = if gentle { self.likely.min(AT_ONCE) } else { AT_ONCE };
            while until.is_none() && self.running.len() < room && (!gentle || self.likely > 0) {
                let Some(next) = self.todo.pop_front() else { break };
                self.likely = self.likely.saturating_sub(1);
                self.start(next);
            }
            if self.running.is_empty() && (self.todo.is_empty() || until.is_some()) {
                return;
            }
            let look = until.unwrap_or_else(|| Instant::now() + GENTLE);
            match timeout_at(look, self.running.next()).await {
                Ok(Some(answer)) => self.take(answer),
                Ok(None) => tokio::time::sleep(Duration::from_millis(20)).await,
                Err(_) if until.is_some() => return,
                Err(_) => {}
            }
            if self.is_final() || self.place.net.stop().is_cancelled() {
                return;
            }
            if until.is_none() && self.best.as_ref().is_some_and(|s| s.certainty >= 80) {
                until = Some(Instant::now() + GRACE);
            }
        }
    }

    fn start(&mut self, probe: Option<&'a Probe>) {
        let wait = self.wait.min(LONGEST_ANSWER);
        let place = self.place;
        match probe {
            Some(probe) => self.running.push(Box::pin(place.ask(probe, false, wait))),
            None => self.running.push(Box::pin(inside_tls(place, wait))),
        }
    }

    fn take(&mut self, answer: Answer) {
        if self.banner.is_none() {
            self.banner = banner(&answer.bytes);
        }
        if let Some(service) = answer.service
            && self.best.as_ref().is_none_or(|best| score(&service) > score(best))
        {
            self.best = Some(service);
        }
    }

    /// Whether no other answer can be better. A web server that calls the request bad may expect TLS.
    fn is_final(&self) -> bool {
        self.best.as_ref().is_some_and(|s| {
            let bad_request = s.banner.as_deref().and_then(|b| b.get(9..12)) == Some("400") && !s.tls;
            let plain_web = s.name == "http" && s.version.is_none();
            s.certainty >= 90 && !bad_request && !plain_web
        })
    }

    fn finish(self, printer: bool) -> Service {
        match self.best {
            Some(service) => service,
            None if printer => Service {
                name: "jetdirect".to_owned(),
                banner: self.banner,
                certainty: 10,
                ..Service::default()
            },
            None => Service { banner: self.banner, ..unknown() },
        }
    }
}

/// TLS outweighs everything (a handshake is no accident), then certainty, then what is known of the product.
fn score(service: &Service) -> (bool, u8, bool, bool) {
    (service.tls, service.certainty, service.version.is_some(), service.product.is_some())
}

/// Tries a TLS handshake; where it succeeds, looks for the service inside.
async fn inside_tls(place: Place<'_>, wait: Duration) -> Answer {
    match place.net.connect_tls(place.host, place.port).await {
        Ok(stream) => drop(stream),
        Err(NetError::Tls(why)) if speaks_tls(&why) => {
            let service = Service { name: "ssl".to_owned(), tls: true, certainty: 60, ..Service::default() };
            return Answer { reached: true, bytes: Vec::new(), service: Some(service) };
        }
        Err(_) => return Answer::default(),
    }
    let http = place.detector.probes.iter().find(|p| p.name == "http");
    let fits = |p: &&Probe| p.protocol == Protocol::Tcp && p.ports.contains(&place.port) && p.name != "http";
    let hinted = place.detector.probes.iter().filter(fits);
    let mut seen = Vec::new();
    let quiet = greeting(place, wait);
    let mut best = place.greet(http, true, quiet, wait).await;
    for probe in hinted {
        if best.service.as_ref().is_some_and(|s| s.certainty >= 90 && s.version.is_some()) {
            break;
        }
        let answer = place.ask(probe, true, wait).await;
        if seen.is_empty() {
            seen.clone_from(&answer.bytes);
        }
        let better = answer.service.as_ref().map(score) > best.service.as_ref().map(score);
        if better {
            best = answer;
        }
    }
    let bytes = if best.bytes.is_empty() { seen } else { best.bytes };
    let service = best.service.unwrap_or_else(|| Service {
        name: "ssl".to_owned(),
        tls: true,
        certainty: 70,
        banner: banner(&bytes),
        ..Service::default()
    });
    Answer { reached: true, bytes, service: Some(service) }
}

/// How long a service on this port may take to greet, at most `longest`.
fn greeting(place: Place<'_>, longest: Duration) -> Duration {
    let hinted = |p: &Probe| p.protocol == Protocol::Tcp && p.ports.contains(&place.port);
    if GREETERS.contains(&place.port) {
        longest
    } else if place.detector.probes.iter().any(hinted) {
        SHORT_GREETING
    } else {
        GREETING
    }
}

/// Whether a failed handshake still proves that the peer speaks TLS: it sent an alert, or only versions and suites differ.
fn speaks_tls(why: &str) -> bool {
    ["received fatal alert", "peer is incompatible", "peer misbehaved"].iter().any(|sign| why.contains(sign))
}
