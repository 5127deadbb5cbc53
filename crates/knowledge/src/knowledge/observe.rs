//! Observations from versions.

use model::check::END_OF_LIFE;
use model::evidence::Evidence;
use model::finding::{Confidence, Observation};
use model::host::{Host, Port};
use model::service::Service;

use crate::eol::Cycle;
use crate::feed::CveEntry;
use crate::matching::{Candidate, Hit, Package, Sureness};

/// The least certainty of service detection that makes a version more than a banner.
const SURE: u8 = 80;

#[expect(clippy::too_many_arguments, reason = "one fact each; a struct would have this one use")]
pub(super) fn cve(
    host: &Host,
    port: Port,
    service: &Service,
    entry: &CveEntry,
    hit: Hit<'_>,
    candidate: &Candidate,
    package: &Package,
    title: &str,
) -> Observation {
    let whole = hit.sureness == Sureness::Whole;
    let plain = *package == Package::Plain && !candidate.component && service.certainty >= SURE;
    let affected = if hit.matched.cpe.version == crate::cpe::Component::Any {
        hit.matched.range.to_string()
    } else {
        hit.matched.cpe.full_version().unwrap_or_default()
    };
    let summary = format!("{title} {} lies within the versions affected by {}.", candidate.version, entry.id);
    let mut evidence = Evidence::new(summary)
        .with("version", &candidate.version)
        .with("affected", affected)
        .with("cpe", &candidate.cpe)
        .with("matched", hit.matched.cpe.to_string());
    if let Some(remark) = remark(package) {
        evidence = evidence.with("package", remark);
    }
    if !whole {
        evidence = evidence.with(
            "platform",
            "the entry applies to certain systems only, and which system this is does not show from outside",
        );
    }
    Observation {
        check: format!("cve:{}", entry.id),
        host: host.clone(),
        port: Some(port),
        place: String::new(),
        confidence: if whole && plain { Confidence::Likely } else { Confidence::Banner },
        severity: None,
        evidence,
    }
}

pub(super) fn end_of_life(
    host: &Host,
    port: Port,
    candidate: &Candidate,
    cycle: &Cycle,
    package: &Package,
    title: &str,
) -> Observation {
    let summary = format!(
        "{title} {} belongs to a release line ({}) whose maker ended support on {}.",
        candidate.version, cycle.cycle, cycle.end
    );
    let mut evidence = Evidence::new(summary)
        .with("version", &candidate.version)
        .with("end of support", &cycle.end)
        .with("cpe", &candidate.cpe);
    if let Some(remark) = remark(package) {
        evidence = evidence.with("package", remark);
    }
    Observation {
        check: END_OF_LIFE.to_owned(),
        host: host.clone(),
        port: Some(port),
        // Two outdated products behind one port are two findings.
        place: candidate.key.clone(),
        confidence: if *package == Package::Plain { Confidence::Likely } else { Confidence::Banner },
        severity: None,
        evidence,
    }
}

fn remark(package: &Package) -> Option<String> {
    match package {
        Package::Plain => None,
        Package::Silent => Some(
            "this product does not show whether it comes from a distribution, which may have repaired it without \
             changing the version"
                .to_owned(),
        ),
        Package::Distribution(name) => Some(format!(
            "the service shows a package of {name}, which repairs versions without changing them: compare the \
             installed package revision with the distribution's security tracker"
        )),
    }
}
