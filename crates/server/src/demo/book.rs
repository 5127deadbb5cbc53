//! What the demo remembers from one start to the next: a small file in the data directory.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use model::{OrganizationId, Product, RunId, ScanId};
use serde::{Deserialize, Serialize};

/// What the demo remembers.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Book {
    /// Addresses by the keys of services.
    pub(super) places: BTreeMap<String, SocketAddr>,
    /// Where targets and schedules were made; `None` until all of them were.
    pub(super) organization: Option<OrganizationId>,
    /// Whether Redis has got its password.
    pub(super) repaired: bool,
    /// The first runs.
    pub(super) runs: Vec<FirstRun>,
    #[serde(skip)]
    path: PathBuf,
}

/// The first run of a scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FirstRun {
    pub(super) product: Product,
    pub(super) scan: ScanId,
    /// `None` as long as it waits for those before it.
    pub(super) run: Option<RunId>,
    /// Whether nothing is left to be done about it.
    pub(super) settled: bool,
}

impl Book {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, ..Self::default() }
    }

    /// Reads the file, if there is one.
    pub(super) fn read(path: &Path) -> Result<Option<Self>> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| format!("reading \"{}\"", path.display())),
        };
        let book: Self =
            serde_json::from_str(&text).with_context(|| format!("reading \"{}\"", path.display()))?;
        Ok(Some(Self { path: path.to_owned(), ..book }))
    }

    /// Writes the file whole or not at all.
    pub(super) fn write(&self) -> Result<()> {
        let text = serde_json::to_string_pretty(self).context("writing down the demo")?;
        let fresh = self.path.with_extension("json.new");
        std::fs::write(&fresh, text)
            .and_then(|()| std::fs::rename(&fresh, &self.path))
            .with_context(|| format!("writing \"{}\"", self.path.display()))
    }

    pub(super) fn is_prepared(&self) -> bool {
        self.organization.is_some()
    }

    pub(super) fn prepared(&mut self, organization: OrganizationId, runs: Vec<FirstRun>) {
        self.organization = Some(organization);
        self.runs = runs;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("demo.json");
        assert!(Book::read(&path).unwrap().is_none());
        let mut book = Book::new(path.clone());
        book.places.insert("shop".to_owned(), "127.0.0.1:8000".parse().unwrap());
        let (env, _) = model::Env::fake(model::Timestamp::from_micros(0), 1);
        let run = FirstRun { product: Product::Pci, scan: env.id(), run: Some(env.id()), settled: false };
        book.prepared(env.id(), vec![run.clone()]);
        book.write().unwrap();
        let read = Book::read(&path).unwrap().unwrap();
        assert!(read.is_prepared() && !read.repaired);
        assert_eq!((read.places, read.runs), (book.places, vec![run]));
        std::fs::write(&path, "{").unwrap();
        assert!(Book::read(&path).is_err());
    }
}
