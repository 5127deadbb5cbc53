//! The whole conversation with one TLS service.

use model::host::Host;
use net::{Net, NetError};

use crate::certificate::{CertificateFacts, read_certificate};
use crate::enumerate::{Found, all_versions};
use crate::heartbleed;
use crate::probe::Service;
use crate::report::TlsReport;
use crate::starttls::StartTls;
use crate::version::Version;

/// The most different chains that are kept.
const MAX_CHAINS: usize = 4;

/// Finds out which versions, suites and certificates a service accepts, all versions side by side. Against a service that
/// is there but speaks no TLS the report is empty.
///
/// # Errors
/// When no version could be asked at all: what the first of them failed with.
pub async fn inspect(
    net: &Net,
    host: &Host,
    port: u16,
    starttls: Option<StartTls>,
) -> Result<TlsReport, NetError> {
    let service = Service { net, host, port, starttls };
    let mut report = TlsReport::default();
    let mut chains = Vec::new();
    let mut failure = None;
    let mut asked = false;
    for (version, found) in all_versions(service).await {
        match found {
            Ok(Found { report: accepted, chains: shown, not_tls: _, incomplete }) => {
                asked = true;
                report.not_covered.extend(incomplete.map(|reason| (version, reason)));
                report.versions.extend(accepted);
                chains.extend(shown);
            }
            Err(NetError::Stopped) => return Err(NetError::Stopped),
            Err(error) => {
                report.not_covered.push((version, error.to_string()));
                failure.get_or_insert(error);
            }
        }
    }
    if let (false, Some(error)) = (asked, failure) {
        return Err(error);
    }
    if chains.is_empty() && report.version(Version::Tls13).is_some() {
        chains.extend(certificates_of_tls13(service).await?);
    }
    report.chains = facts(chains);
    report.heartbleed = heartbeat(service, &report).await?;
    Ok(report)
}

/// The chain of a server that speaks TLS 1.3 alone: there it is encrypted, so a real handshake is needed.
async fn certificates_of_tls13(service: Service<'_>) -> Result<Option<Vec<Vec<u8>>>, NetError> {
    match service.open().await?.start_tls(&[]).await {
        Ok(stream) => Ok(stream.tls_info().map(|info| info.certificates)),
        Err(NetError::Stopped) => Err(NetError::Stopped),
        Err(_) => Ok(None),
    }
}

fn facts(chains: Vec<Vec<Vec<u8>>>) -> Vec<Vec<CertificateFacts>> {
    let mut out: Vec<Vec<CertificateFacts>> = Vec::new();
    for chain in chains {
        let read: Vec<_> = chain.iter().filter_map(|der| read_certificate(der)).collect();
        let leaf = read.first().map(|c| c.sha256.clone());
        let known = out.iter().any(|c| c.first().map(|c| c.sha256.clone()) == leaf);
        if leaf.is_some() && !known && out.len() < MAX_CHAINS {
            out.push(read);
        }
    }
    out
}

async fn heartbeat(
    service: Service<'_>,
    report: &TlsReport,
) -> Result<Option<crate::report::HeartbeatAnswer>, NetError> {
    let Some(version) = report.versions.iter().rev().find(|v| v.heartbeat) else { return Ok(None) };
    match heartbleed::ask(service, version.version, &version.suites).await {
        Ok(answer) => Ok(answer),
        Err(NetError::Stopped) => Err(NetError::Stopped),
        Err(_) => Ok(None),
    }
}
