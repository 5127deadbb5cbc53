//! The demo: a small estate of simulated servers on loopback, targets and schedules for it, and scans that start at once.
//!
//! What is shown is found by scanning: nothing is put into the database but through the use-cases that people use, and
//! no finding, run or date is made up. The estate keeps its addresses from one start to the next, so that a scan of it
//! finds it again.

mod book;
mod estate;
mod network;
mod story;
mod web;

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use app::organizations;
use app::{Ctx, Services};
use model::Product;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use vulnerable::demo::{CUSTOMER, SERVICES};

use book::Book;
use estate::Estate;

/// Where the demo keeps its data unless it is told otherwise: never where real data is.
pub(crate) const DATA_DIR: &str = "./watchpost-data-demo";
/// The file in the data directory that says that it is one of a demo.
const BOOK: &str = "demo.json";

/// A running demo. Its servers stop when it is dropped.
pub(crate) struct Demo {
    book: Book,
    estate: Estate,
    data_dir: PathBuf,
    beyond: bool,
}

impl Demo {
    /// Starts the estate: at the addresses of the last start, or at free ones.
    ///
    /// # Errors
    /// The data directory holds an installation that is no demo, or a server could not be started.
    pub(crate) async fn open(services: &Services, server: &config::Server) -> Result<Self> {
        let data_dir = &server.data_dir;
        let path = data_dir.join(BOOK);
        let mut book = match Book::read(&path)? {
            Some(book) => book,
            None if organizations::all(services).await?.is_empty() => Book::new(path),
            None => bail!(
                "the data directory \"{}\" belongs to an installation that is no demo: name another one with --data-dir",
                data_dir.display()
            ),
        };
        let estate = Estate::start(&mut book).await?;
        book.write()?;
        let beyond = !server.listen.ip().is_loopback();
        Ok(Self { book, estate, data_dir: data_dir.clone(), beyond })
    }

    /// Makes targets, schedules and first runs where this was not done yet. Cut off in the middle, it goes on at the next
    /// start.
    ///
    /// # Errors
    /// When a use-case refuses.
    pub(crate) async fn prepare(&mut self, services: &Arc<Services>) -> Result<()> {
        if self.book.is_prepared() {
            return Ok(());
        }
        let organizations = organizations::all(services).await?;
        let first = organizations.first().context("looking for the first organization")?;
        let ctx = |product| Ctx::internal(services.clone(), first.id, product);
        let mut runs =
            network::prepare(&ctx(Product::Vrms), &self.estate).await.context("making network scans")?;
        runs.extend(web::prepare(&ctx(Product::Dast), &self.estate).await.context("making web scans")?);
        runs.extend(
            network::prepare_pci(&ctx(Product::Pci), &self.estate).await.context("making PCI scans")?,
        );
        self.book.prepared(first.id, runs);
        self.book.write()
    }

    /// Follows the first runs: has a report written of each, and something repaired after a while.
    pub(crate) fn follow(self, services: &Arc<Services>) -> Following {
        let stop = CancellationToken::new();
        let task = tokio::spawn(until_stopped(self, services.clone(), stop.clone()));
        Following { task, stop }
    }
}

async fn until_stopped(mut demo: Demo, services: Arc<Services>, stop: CancellationToken) {
    let followed = stop.run_until_cancelled(story::follow(&mut demo.book, &demo.estate, &services)).await;
    if let Some(Err(error)) = followed {
        tracing::warn!("the demo is not followed any further: {error:#}");
    }
    // The servers are needed as long as anything may be scanned.
    stop.cancelled().await;
}

/// A demo whose runs are followed.
pub(crate) struct Following {
    task: JoinHandle<()>,
    stop: CancellationToken,
}

impl Following {
    /// Stops following, then the servers.
    pub(crate) async fn stop(self) {
        self.stop.cancel();
        let _ = self.task.await;
    }
}

impl fmt::Display for Demo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Demo: a trading house of {} simulated servers, all on loopback.", SERVICES.len())?;
        for service in SERVICES {
            if let Some(addr) = self.estate.addr(service.key) {
                writeln!(f, "  {addr:<20} {}", service.title)?;
            }
        }
        writeln!(
            f,
            "  The shop is at {}; its customer signs in as {} with {}.",
            self.estate.url("shop"),
            CUSTOMER.0,
            CUSTOMER.1
        )?;
        writeln!(
            f,
            "Scans of all of it have started or are under way; findings come within seconds, a PDF with the end of a scan."
        )?;
        if self.beyond {
            writeln!(
                f,
                "Watchpost itself can be reached from beyond this machine; the simulated servers cannot."
            )?;
        }
        writeln!(f, "They stop with Watchpost. Remove \"{}\" to begin anew.", self.data_dir.display())
    }
}
