//! One conversation: connect, listen or ask, and read until the answer is understood or silence falls.

use std::time::Duration;

use model::host::Host;
use model::service::Service;
use net::{Net, NetError, Stream};

use crate::data::{Detector, Probe};
use crate::rule::MOST_ANSWER;

/// Silence behind an answer that is not fully understood yet, after which it is taken to be whole.
const QUIET: Duration = Duration::from_millis(250);
/// Pieces of an answer read at most, so that a drip ends.
const MOST_PIECES: usize = 64;

/// What came of a conversation.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// Whether a connection stood.
    pub(crate) reached: bool,
    /// What was said.
    pub(crate) bytes: Vec<u8>,
    /// What says so.
    pub(crate) service: Option<Service>,
}

/// Who is asked.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) detector: &'a Detector,
    pub(crate) net: &'a Net,
    pub(crate) host: &'a Host,
    pub(crate) port: u16,
}

impl Place<'_> {
    /// Sends `probe` on a connection of its own and waits at most `wait` for the first byte.
    pub(crate) async fn ask(self, probe: &Probe, tls: bool, wait: Duration) -> Answer {
        let Ok(mut stream) = self.connect(tls).await else { return Answer::default() };
        let mut answer = Answer { reached: true, ..Answer::default() };
        self.question(&mut stream, probe, wait, &mut answer).await;
        Self::mark(answer, tls)
    }

    /// Listens for a greeting for `quiet`; a service that stays silent so long is asked `probe` on the same connection.
    pub(crate) async fn greet(
        self,
        probe: Option<&Probe>,
        tls: bool,
        quiet: Duration,
        wait: Duration,
    ) -> Answer {
        let Ok(mut stream) = self.connect(tls).await else { return Answer::default() };
        let mut answer = Answer { reached: true, ..Answer::default() };
        self.listen(&mut stream, "greeting", quiet, &mut answer).await;
        if let Some(probe) = probe
            && answer.bytes.is_empty()
        {
            self.question(&mut stream, probe, wait, &mut answer).await;
        }
        Self::mark(answer, tls)
    }

    /// Sends `probe` and listens. A service that gives back what it was sent would look like whatever it was asked for.
    async fn question(self, stream: &mut Stream, probe: &Probe, wait: Duration, answer: &mut Answer) {
        let sent = self.fill(probe);
        if stream.send(&sent).await.is_ok() {
            self.listen(stream, &probe.name, wait, answer).await;
        }
        if answer.bytes.starts_with(&sent) {
            let banner = crate::rule::banner(&answer.bytes);
            answer.service =
                Some(Service { name: "echo".to_owned(), banner, certainty: 95, ..Service::default() });
        }
    }

    async fn connect(self, tls: bool) -> Result<Stream, NetError> {
        if tls {
            self.net.connect_tls(self.host, self.port).await
        } else {
            self.net.connect(self.host, self.port).await
        }
    }

    async fn listen(self, stream: &mut Stream, probe: &str, wait: Duration, answer: &mut Answer) {
        let mut wait = wait;
        for _ in 0..MOST_PIECES {
            let Ok(piece) = stream.read_some_within(MOST_ANSWER, wait).await else { return };
            answer.bytes.extend_from_slice(&piece);
            answer.service = self.detector.read(probe, &answer.bytes);
            let whole = answer.service.as_ref().is_some_and(|s| s.version.is_some() && s.certainty >= 90);
            if whole || answer.bytes.len() >= MOST_ANSWER {
                return;
            }
            wait = QUIET;
        }
    }

    fn mark(mut answer: Answer, tls: bool) -> Answer {
        if let Some(service) = &mut answer.service {
            service.tls = tls;
        }
        answer
    }

    /// The probe's bytes with the host's name filled in.
    pub(crate) fn fill(self, probe: &Probe) -> Vec<u8> {
        const HOLE: &[u8] = b"{host}";
        let name = self.host.label();
        let mut out = Vec::with_capacity(probe.send.len() + name.len());
        let mut rest = probe.send.as_slice();
        while let Some(at) = crate::parse::find(rest, HOLE) {
            out.extend_from_slice(rest.get(..at).unwrap_or_default());
            out.extend_from_slice(name.as_bytes());
            rest = rest.get(at + HOLE.len()..).unwrap_or_default();
        }
        out.extend_from_slice(rest);
        out
    }
}
