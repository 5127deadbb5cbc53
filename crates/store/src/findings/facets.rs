//! Facets: what many findings of a scan have in common. Lists filter by them instead of by the findings themselves: a
//! million findings have a few thousand. They are only ever added, so that one which no finding has any more is left over
//! and matches nothing.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use model::{FindingId, OrganizationId, ScanId, Severity};

use super::record::{RunRef, Sighting};
use crate::bulk::{Bulk, find_by_texts};
use crate::db::{Tx, sql};
use crate::error::DbError;
use crate::row::Row;
use crate::value::{Kind, Val};

const FACETS: Bulk = Bulk {
    table: "finding_facets",
    columns: &[
        ("organization", Kind::Uuid),
        ("product", Kind::Text),
        ("target", Kind::Uuid),
        ("scan", Kind::Uuid),
        ("check_word", Kind::Text),
        ("name", Kind::Text),
        ("oid", Kind::Text),
        ("family", Kind::Text),
        ("severity", Kind::Int),
        ("confidence", Kind::Text),
    ],
    suffix: "ON CONFLICT (target, check_word, scan, severity, confidence, name, oid, family) DO NOTHING",
};

const PLACES: Bulk = Bulk {
    table: "finding_places",
    columns: &[
        ("target", Kind::Uuid),
        ("place", Kind::Text),
        ("organization", Kind::Uuid),
        ("product", Kind::Text),
    ],
    suffix: "ON CONFLICT (target, place) DO NOTHING",
};

/// What a finding of a target has in common with others. Ordered, so that transactions that add the same ones wait for
/// each other in one order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Facet<'a> {
    check: Cow<'a, str>,
    scan: ScanId,
    severity: i64,
    confidence: Cow<'a, str>,
    name: Cow<'a, str>,
    oid: Cow<'a, str>,
    family: Cow<'a, str>,
}

impl<'a> Facet<'a> {
    /// That of a sighting, whose severity a person may have chosen.
    pub(super) fn of(scan: ScanId, sighting: &'a Sighting, severity: Severity) -> Self {
        let definition = &*sighting.definition;
        Self {
            check: stored(&sighting.observation.check),
            scan,
            severity: i64::from(severity.tenths()),
            confidence: Cow::Borrowed(sighting.observation.confidence.as_str()),
            name: stored(&definition.name),
            oid: stored(&definition.oid),
            family: stored(&definition.family),
        }
    }

    fn row(&self, run: &RunRef) -> Vec<Val> {
        vec![
            run.organization.into(),
            run.product.as_str().into(),
            run.target.into(),
            self.scan.into(),
            (&*self.check).into(),
            (&*self.name).into(),
            (&*self.oid).into(),
            (&*self.family).into(),
            self.severity.into(),
            (&*self.confidence).into(),
        ]
    }
}

/// A text as it is read back.
fn stored(text: &str) -> Cow<'_, str> {
    if text.contains('\0') {
        Cow::Owned(crate::value::without_nul(text.to_owned()))
    } else {
        Cow::Borrowed(text)
    }
}

/// The ids of facets.
pub(super) type Known<'a> = HashMap<Facet<'a>, i64>;

/// The ids of the facets of a run's target that are wanted; those that are new are made.
pub(super) async fn ids<'a>(
    tx: &mut Tx,
    run: &RunRef,
    wanted: BTreeSet<Facet<'a>>,
) -> Result<Known<'a>, DbError> {
    let mut known = find(tx, run, &wanted).await?;
    let new: BTreeSet<Facet<'a>> = wanted.into_iter().filter(|facet| !known.contains_key(facet)).collect();
    if !new.is_empty() {
        FACETS.insert(tx, new.iter().map(|facet| facet.row(run)).collect()).await?;
        known.extend(find(tx, run, &new).await?);
    }
    Ok(known)
}

async fn find(tx: &mut Tx, run: &RunRef, wanted: &BTreeSet<Facet<'_>>) -> Result<Known<'static>, DbError> {
    let texts = (
        "SELECT id, scan, check_word, name, oid, family, severity, confidence FROM finding_facets \
         WHERE target = $1 AND check_word IN (SELECT value FROM json_each($2))",
        "SELECT id, scan, check_word, name, oid, family, severity, confidence FROM finding_facets \
         WHERE target = $1 AND check_word = ANY($2)",
    );
    let read = |row: Row<'_>| {
        let row = row.of("finding_facets");
        let text = |column| row.text(column).map(Cow::Owned);
        let facet = Facet {
            check: text("check_word")?,
            scan: row.id("scan")?,
            severity: row.int("severity")?,
            confidence: text("confidence")?,
            name: text("name")?,
            oid: text("oid")?,
            family: text("family")?,
        };
        Ok((facet, row.int("id")?))
    };
    let mut checks: Vec<String> = wanted.iter().map(|facet| facet.check.to_string()).collect();
    checks.dedup();
    Ok(find_by_texts(tx, texts, run.target.into(), &checks, read).await?.into_iter().collect())
}

/// Remembers the places of new findings.
pub(super) async fn add_places(tx: &mut Tx, run: &RunRef, places: &BTreeSet<String>) -> Result<(), DbError> {
    let row = |place: &String| {
        vec![run.target.into(), place.into(), run.organization.into(), run.product.as_str().into()]
    };
    PLACES.insert(tx, places.iter().map(row).collect()).await.map(drop)
}

/// Gives a finding the facet of what its row says by now.
pub(super) async fn refresh(
    tx: &mut Tx,
    organization: OrganizationId,
    finding: FindingId,
) -> Result<(), DbError> {
    sql("INSERT INTO finding_facets \
         (organization, product, target, scan, check_word, name, oid, family, severity, confidence) \
         SELECT organization, product, target, scan, check_word, name, oid, family, severity, confidence FROM findings \
         WHERE id = $1 AND organization = $2 \
         ON CONFLICT (target, check_word, scan, severity, confidence, name, oid, family) DO NOTHING")
    .bind(finding)
    .bind(organization)
    .run(tx)
    .await?;
    sql("UPDATE findings SET facet = (SELECT f.id FROM finding_facets f WHERE f.target = findings.target \
         AND f.check_word = findings.check_word AND f.scan = findings.scan AND f.severity = findings.severity \
         AND f.confidence = findings.confidence AND f.name = findings.name AND f.oid = findings.oid \
         AND f.family = findings.family) WHERE id = $1 AND organization = $2")
    .bind(finding)
    .bind(organization)
    .run(tx)
    .await
    .map(drop)
}
