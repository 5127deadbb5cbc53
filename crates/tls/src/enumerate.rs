//! Which suites a version accepts: offer a set, take the chosen one away, offer again.

use futures::future::join_all;
use futures::stream::{self, StreamExt};
use net::NetError;

use crate::hello::Offer;
use crate::message::{KeyExchange, group_name};
use crate::probe::{Accepted, Answer, Service};
use crate::report::{Dh, VersionReport};
use crate::ssl2;
use crate::suite::Suite;
use crate::version::Version;

/// Suites of one offer. Some old servers choke on hellos over 256 bytes or on more than 128 suites.
const BATCH: usize = 64;
/// Offers of one version that are open at the same time.
const PARALLEL: usize = 4;
/// The most different chains that are kept for a version.
const MAX_CHAINS: usize = 4;

/// What was found for one version.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) report: Option<VersionReport>,
    /// Different chains in DER.
    pub(crate) chains: Vec<Vec<Vec<u8>>>,
    /// Whether an answer came that was no TLS at all.
    pub(crate) not_tls: bool,
    /// Why some suites could not be asked for, if so.
    pub(crate) incomplete: Option<String>,
}

/// Asks for every suite of a version from SSL 3.0 to TLS 1.3.
pub(crate) async fn enumerate(service: Service<'_>, version: Version) -> Result<Found, NetError> {
    let batches = batches(version);
    let mut found = Found { report: None, chains: Vec::new(), not_tls: false, incomplete: None };
    // The first batch holds what nearly every server of the version accepts; it alone offers the extras.
    let answers = stream::iter(batches.into_iter().enumerate())
        .map(|(i, batch)| drain(service, version, batch, i == 0))
        .buffered(PARALLEL)
        .collect::<Vec<_>>()
        .await;
    let mut report = VersionReport::new(version);
    let mut failure = None;
    for answer in answers {
        match answer {
            Ok(drained) => {
                found.not_tls |= drained.not_tls;
                found.incomplete = found.incomplete.or(drained.incomplete);
                for accepted in drained.accepted {
                    note(&mut report, &mut found.chains, accepted);
                }
            }
            Err(error) => failure = Some(error),
        }
    }
    match failure {
        Some(error) if report.suites.is_empty() => Err(error),
        failure => {
            found.incomplete = found.incomplete.or(failure.map(|e| e.to_string()));
            found.report = (!report.suites.is_empty()).then_some(report);
            Ok(found)
        }
    }
}

#[derive(Default)]
struct Drained {
    accepted: Vec<Accepted>,
    not_tls: bool,
    incomplete: Option<String>,
}

/// Offers `batch` until nothing of it is accepted any more.
async fn drain(
    service: Service<'_>,
    version: Version,
    batch: Vec<u16>,
    extras: bool,
) -> Result<Drained, NetError> {
    let mut left = batch;
    let mut out = Drained::default();
    while !left.is_empty() {
        let offer = Offer {
            version,
            suites: &left,
            server_name: service.server_name(),
            compression: extras && out.accepted.is_empty(),
            heartbeat: extras && version <= Version::Tls12,
        };
        match service.ask(&offer).await {
            Ok(Answer::Accepted(accepted)) => {
                left.retain(|s| *s != accepted.hello.suite);
                out.accepted.push(*accepted);
            }
            Ok(Answer::Declined) => break,
            Ok(Answer::NotTls) => {
                out.not_tls = true;
                break;
            }
            // What was accepted before stays true.
            Err(error) if out.accepted.is_empty() => return Err(error),
            Err(NetError::Stopped) => return Err(NetError::Stopped),
            Err(error) => {
                out.incomplete = Some(error.to_string());
                break;
            }
        }
    }
    Ok(out)
}

fn note(report: &mut VersionReport, chains: &mut Vec<Vec<Vec<u8>>>, accepted: Accepted) {
    let hello = accepted.hello;
    // Every answer must carry the indication: a mixed farm is as weak as its weakest member.
    report.secure_renegotiation =
        hello.renegotiation_info && (report.suites.is_empty() || report.secure_renegotiation);
    report.suites.push(hello.suite);
    report.compression |= hello.compression != 0;
    report.heartbeat |= hello.heartbeat;
    match accepted.exchange {
        Some(KeyExchange::Dh { bits }) => report.dh.push(Dh { suite: hello.suite, bits }),
        Some(KeyExchange::Group(group)) => {
            report.groups.insert(group_name(group));
        }
        None => {}
    }
    if !accepted.chain.is_empty() && chains.len() < MAX_CHAINS && !chains.contains(&accepted.chain) {
        chains.push(accepted.chain);
    }
}

/// The offers of a version: common suites first, then the others by kind, so that each batch drains on its own.
fn batches(version: Version) -> Vec<Vec<u16>> {
    if version == Version::Tls13 {
        return vec![Suite::all().iter().filter(|s| s.is("tls13")).map(|s| s.code).collect()];
    }
    let usable = |s: &&Suite| !s.is("tls13") && (version == Version::Tls12 || !s.is("tls12"));
    let kind = |s: &Suite| {
        let common = matches!(s.key_exchange, "rsa" | "dhe" | "ecdhe")
            && matches!(s.authentication, "rsa" | "ecdsa" | "dss");
        let weak = s.bits < 128 || s.is("rc4");
        match (s.is("anon"), common, weak, s.key_exchange, s.encryption.starts_with("aes")) {
            (true, ..) => 4,
            (false, true, true, ..) => 3,
            (false, true, false, "ecdhe", true) => 0,
            (false, true, false, "rsa", true) => 1,
            (false, true, false, "dhe", true) => 2,
            (false, true, false, ..) => 5,
            (false, false, ..) => 6,
        }
    };
    let mut sorted: Vec<_> = Suite::all().iter().filter(usable).map(|s| (kind(s), s.code)).collect();
    sorted.sort_unstable();
    sorted
        .chunk_by(|a, b| a.0 == b.0)
        .flat_map(|kind| kind.chunks(BATCH))
        .map(|batch| batch.iter().map(|(_, code)| *code).collect())
        .collect()
}

/// Asks for SSL 2.0.
pub(crate) async fn ssl2(service: Service<'_>) -> Result<Found, NetError> {
    let mut connection = service.open().await?;
    connection.send(&ssl2::client_hello()).await?;
    let mut raw = Vec::new();
    let hello = loop {
        match connection.read_some(4096).await {
            Ok(bytes) => raw.extend_from_slice(&bytes),
            Err(NetError::Closed) => break None,
            Err(error) => return Err(error),
        }
        // The record of SSL 2.0 has its high bit set; alerts and other protocols do not begin so.
        if let Some(hello) = ssl2::server_hello(&raw) {
            break Some(hello);
        }
        if raw.len() > 32 * 1024 || raw.first().is_some_and(|b| b & 0x80 == 0) {
            break None;
        }
    };
    let mut found = Found { report: None, chains: Vec::new(), not_tls: false, incomplete: None };
    // A hello without a shared cipher cannot become a session.
    if let Some(hello) = hello.filter(|h| !h.kinds.is_empty()) {
        if !hello.certificate.is_empty() {
            found.chains.push(vec![hello.certificate]);
        }
        found.report = Some(VersionReport { ssl2_kinds: hello.kinds, ..VersionReport::new(Version::Ssl2) });
    }
    Ok(found)
}

/// Asks for every version at once.
pub(crate) async fn all_versions(service: Service<'_>) -> Vec<(Version, Result<Found, NetError>)> {
    join_all(Version::ALL.iter().map(|&version| one_version(service, version))).await
}

async fn one_version(service: Service<'_>, version: Version) -> (Version, Result<Found, NetError>) {
    let found = match version {
        Version::Ssl2 => ssl2(service).await,
        version => enumerate(service, version).await,
    };
    (version, found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_hold_every_usable_suite_once() {
        for version in [Version::Ssl3, Version::Tls10, Version::Tls12, Version::Tls13] {
            let batches = batches(version);
            assert!(batches.iter().all(|b| b.len() <= BATCH));
            let mut all = batches.concat();
            all.sort_unstable();
            let before = all.len();
            all.dedup();
            assert_eq!(all.len(), before, "{version}");
            assert_eq!(all.contains(&0xc02f), version == Version::Tls12);
        }
    }
}
