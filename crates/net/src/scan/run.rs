//! The loop of a scan: keep the window full, count answers, ask silent ports again.

use std::collections::VecDeque;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use model::host::Host;

use crate::error::NetError;
use crate::governor::Permit;
use crate::scan::probe::{Answer, Started, Starter, wait};
use crate::scan::window::Window;
use crate::scan::{PortScan, order};
use crate::unit::Net;

/// Immediate answers between two looks at the stop, so that one look costs nothing and none comes late.
const BATCH: u32 = 128;
/// Pause when this machine has no socket to spare.
const EXHAUSTED_PAUSE: Duration = Duration::from_millis(25);
/// Pauses in a row without any progress before the scan gives up: half a minute.
const EXHAUSTED_PAUSES: u32 = 1200;

/// A port to be asked.
#[derive(Debug, Clone, Copy)]
struct Ask {
    port: u16,
    attempt: u8,
}

/// An answer of a connection that had to be waited for.
type Late = (Ask, Answer, Duration);

struct Scan<'a> {
    net: &'a Net,
    host: &'a Host,
    window: Window,
    todo: VecDeque<Ask>,
    found: PortScan,
    pauses: u32,
}

pub(super) async fn scan(
    net: &Net,
    host: &Host,
    ports: &[u16],
    mut on_progress: impl FnMut(usize) + Send,
) -> Result<PortScan, NetError> {
    let todo = order::spread(ports).into_iter().filter(|p| *p > 0).map(|port| Ask { port, attempt: 0 });
    let window = Window::new(net.caps().parallel, net.limits().connect_timeout);
    let mut scan = Scan { net, host, window, todo: todo.collect(), found: PortScan::default(), pauses: 0 };
    let done = scan.run(&mut on_progress);
    net.until_stopped(done).await?;
    let mut found = scan.found;
    for list in [&mut found.open, &mut found.closed, &mut found.filtered] {
        list.sort_unstable();
    }
    Ok(found)
}

impl Scan<'_> {
    async fn run(&mut self, on_progress: &mut (impl FnMut(usize) + Send)) -> Result<(), NetError> {
        let gate = self.net.gate(self.host);
        let mut starter = Starter::default();
        let mut waiting = FuturesUnordered::new();
        let mut spare: Option<Permit> = None;
        let mut batch = 0;
        loop {
            while self.window.has_room(waiting.len()) && !self.todo.is_empty() {
                let Some(permit) = spare.take().or_else(|| self.net.try_permit(&gate)) else { break };
                self.pace(&gate).await;
                let Some(ask) = self.todo.pop_front() else { break };
                match starter.start(SocketAddr::new(self.host.address, ask.port)) {
                    Started::Done(answer) => {
                        spare = Some(permit);
                        self.record(ask, answer);
                        batch += 1;
                    }
                    Started::Pending(socket) => {
                        let bound = self.window.timeout(ask.attempt);
                        let answer = wait(socket, bound, permit);
                        waiting.push(async move {
                            let (answer, took) = answer.await;
                            (ask, answer, took)
                        });
                    }
                    Started::Exhausted(error) => {
                        self.todo.push_front(ask);
                        self.back_off(waiting.len(), error).await?;
                        break;
                    }
                }
                if batch >= BATCH {
                    batch = 0;
                    on_progress(self.done());
                    tokio::task::yield_now().await;
                }
            }
            if waiting.is_empty() && self.todo.is_empty() {
                on_progress(self.done());
                return Ok(());
            }
            match waiting.next().await {
                Some((ask, answer, took)) => self.late((ask, answer, took)),
                // Another unit holds all of this host's room.
                None => spare = Some(self.net.permit(self.host).await?),
            }
            on_progress(self.done());
        }
    }

    /// Waits as the profile's pace demands.
    async fn pace(&self, gate: &crate::governor::Gate) {
        let pause = gate.reserve(self.net.caps());
        if !pause.is_zero() {
            tokio::time::sleep(pause).await;
        }
    }

    /// Waits for sockets to come free.
    async fn back_off(&mut self, waiting: usize, error: io::Error) -> Result<(), NetError> {
        self.window.exhausted(waiting);
        self.pauses += 1;
        if self.pauses > EXHAUSTED_PAUSES {
            return Err(NetError::Io(error));
        }
        tokio::time::sleep(EXHAUSTED_PAUSE).await;
        Ok(())
    }

    fn late(&mut self, (ask, answer, took): Late) {
        match answer {
            Answer::Silent if ask.attempt < self.net.retries() => {
                self.window.silent();
                self.todo.push_back(Ask { attempt: ask.attempt + 1, ..ask });
            }
            Answer::Silent => {
                self.window.silent();
                self.record(ask, answer);
            }
            Answer::Open | Answer::Closed | Answer::Rejected => {
                if ask.attempt > 0 {
                    self.window.lost();
                }
                self.window.answered(took);
                self.record(ask, answer);
            }
        }
    }

    fn record(&mut self, ask: Ask, answer: Answer) {
        self.pauses = 0;
        match answer {
            Answer::Open => self.found.open.push(ask.port),
            Answer::Closed => self.found.closed.push(ask.port),
            Answer::Rejected | Answer::Silent => self.found.filtered.push(ask.port),
        }
    }

    fn done(&self) -> usize {
        self.found.open.len() + self.found.closed.len() + self.found.filtered.len()
    }
}
