//! SQL injection: by error texts, by pages that follow a condition, by times that follow a delay, by rows of our own.

mod boolean;
mod context;
mod error;
mod errors;
mod time;
mod union;

use model::finding::{Confidence, Observation};
use model::profile::Payloads;

use crate::Running;
use crate::conclude::Sighting;
use crate::data::verdict::Verdict;
use crate::data::{moves, point};
use crate::probe::{Probe, ProbeError};

/// The words of this check.
pub(crate) const WORDS: &[&str] = &[ERROR, BOOLEAN, TIME, UNION];
const ERROR: &str = "sqli-error";
const BOOLEAN: &str = "sqli-boolean";
const TIME: &str = "sqli-time";
const UNION: &str = "sqli-union";

/// A database management system, or a family that reads the same dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dbms {
    MySql,
    PostgreSql,
    Sqlite,
    MsSql,
    Oracle,
    Db2,
    H2,
    Hsqldb,
    Access,
    Firebird,
    Sybase,
}

impl Dbms {
    /// As a summary names it.
    fn name(self) -> &'static str {
        match self {
            Self::MySql => "MySQL or MariaDB",
            Self::PostgreSql => "PostgreSQL",
            Self::Sqlite => "SQLite",
            Self::MsSql => "Microsoft SQL Server",
            Self::Oracle => "Oracle",
            Self::Db2 => "Db2",
            Self::H2 => "H2",
            Self::Hsqldb => "HSQLDB",
            Self::Access => "Microsoft Access",
            Self::Firebird => "Firebird",
            Self::Sybase => "Sybase",
        }
    }
}

/// What a technique saw.
struct Proven {
    sighting: Sighting,
    dbms: Option<Dbms>,
    /// What closes the value in the statement, if it is known.
    close: Option<&'static str>,
}

/// Every technique until one has proven it.
pub(crate) fn run<'a>(probe: &'a Probe<'a>) -> Running<'a> {
    Box::pin(async move {
        let mut verdict = Verdict::new(WORDS);
        let end = techniques(probe, &mut verdict).await;
        verdict.end(end)
    })
}

async fn techniques(probe: &Probe<'_>, verdict: &mut Verdict) -> Result<(), ProbeError> {
    if let Some(proven) = error::prove(probe).await? {
        let observed = strengthened(probe, proven).await;
        verdict.proven(ERROR, observed);
        return Ok(());
    }
    verdict.no(ERROR);
    if let Some(proven) = boolean::prove(probe).await? {
        let observed = strengthened(probe, proven).await;
        verdict.proven(BOOLEAN, observed);
        return Ok(());
    }
    verdict.no(BOOLEAN);
    // A row of ours shows where rows show at all, and then no word in the place of the value leaves them as they are.
    if probe.payloads >= Payloads::Thorough && !point::is_outside(probe) {
        if moves::moves(probe).await?
            && let Some(proven) = union::prove(probe, None, None).await?
        {
            verdict.proven(UNION, probe.observe(proven.sighting));
            return Ok(());
        }
        verdict.no(UNION);
    }
    if probe.payloads >= Payloads::Normal {
        match time::prove(probe).await? {
            time::Timed::Proven(proven) => verdict.proven(TIME, probe.observe(proven.sighting)),
            time::Timed::No => verdict.no(TIME),
            time::Timed::Unclear(reason) => verdict.unclear(TIME, reason),
        }
    }
    Ok(())
}

/// A proof by rows of our own on top, where it can be had: it shows that data can be read.
async fn strengthened(probe: &Probe<'_>, proven: Proven) -> Observation {
    let Proven { mut sighting, dbms, close } = proven;
    if probe.payloads >= Payloads::Normal
        && let Ok(Some(more)) = union::prove(probe, dbms, close).await
    {
        sighting.confidence = Confidence::Confirmed;
        sighting.summary.push_str(". ");
        sighting.summary.push_str(&more.sighting.summary);
        if let Some(first) = more.sighting.web.exchanges.into_iter().next() {
            sighting.web = sighting.web.with("union", first.request, first.response);
        }
    }
    probe.observe(sighting)
}
