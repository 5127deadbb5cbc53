//! Names to addresses: the system's resolvers and hosts file, or a fixed table.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::config::{LookupIpStrategy, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;

use crate::error::NetError;

/// The most addresses taken from one answer.
const MOST_ADDRESSES: usize = 16;
/// For one question to one server.
const QUESTION_TIMEOUT: Duration = Duration::from_secs(3);
/// For a name altogether.
const NAME_TIMEOUT: Duration = Duration::from_secs(10);

/// Finds the addresses of names. Cheap to clone.
#[derive(Clone)]
pub struct Resolver(Kind);

#[derive(Clone)]
enum Kind {
    System(Arc<TokioResolver>),
    Fixed(Arc<HashMap<String, Vec<IpAddr>>>),
}

impl Resolver {
    /// The machine's own resolvers and hosts file. Where the configuration cannot be read, the hosts file alone answers.
    pub fn system() -> Self {
        let mut builder = TokioResolver::builder_tokio().unwrap_or_else(|error| {
            tracing::warn!(%error, "no resolver configuration; only the hosts file resolves names");
            TokioResolver::builder_with_config(ResolverConfig::default(), TokioRuntimeProvider::default())
        });
        let options = builder.options_mut();
        options.timeout = QUESTION_TIMEOUT;
        options.attempts = 2;
        options.ip_strategy = LookupIpStrategy::Ipv4AndIpv6;
        match builder.build() {
            Ok(resolver) => Self(Kind::System(Arc::new(resolver))),
            Err(error) => {
                tracing::warn!(%error, "resolver cannot be built; no name resolves");
                Self::fixed([])
            }
        }
    }

    /// A fixed table, for tests and closed networks. Names are compared in lower case.
    pub fn fixed(table: impl IntoIterator<Item = (String, Vec<IpAddr>)>) -> Self {
        let table = table.into_iter().map(|(name, ips)| (name.to_ascii_lowercase(), ips)).collect();
        Self(Kind::Fixed(Arc::new(table)))
    }

    /// The TXT records of a name, at most 64 of at most 1 KiB each. A fixed table has none.
    ///
    /// # Errors
    /// `Unresolved`.
    pub async fn texts(&self, name: &str) -> Result<Vec<String>, NetError> {
        let unresolved =
            |reason: String| NetError::Unresolved { name: name.chars().take(253).collect(), reason };
        let Kind::System(resolver) = &self.0 else { return Ok(Vec::new()) };
        let whole = format!("{}.", name.trim_end_matches('.'));
        let lookup = tokio::time::timeout(NAME_TIMEOUT, resolver.txt_lookup(whole)).await;
        let answer = lookup.map_err(|_| unresolved("timed out".to_owned()))?;
        let answer = answer.map_err(|e| unresolved(e.to_string()))?;
        let text = |data: &hickory_resolver::proto::rr::RData| match data {
            hickory_resolver::proto::rr::RData::TXT(txt) => {
                let bytes: Vec<u8> =
                    txt.txt_data.iter().flat_map(|part| part.iter().copied()).take(1024).collect();
                Some(String::from_utf8_lossy(&bytes).into_owned())
            }
            _ => None,
        };
        Ok(answer.answers().iter().filter_map(|record| text(&record.data)).take(64).collect())
    }

    /// The addresses of a name: each once, IPv4 first, at most 16.
    pub(crate) async fn addresses(&self, name: &str) -> Result<Vec<IpAddr>, NetError> {
        let unresolved =
            |reason: String| NetError::Unresolved { name: name.chars().take(253).collect(), reason };
        let mut found: Vec<IpAddr> = match &self.0 {
            Kind::Fixed(table) => table.get(&name.to_ascii_lowercase()).cloned().unwrap_or_default(),
            Kind::System(resolver) => {
                // With the final dot no search domain is tried: a target's name is whole.
                let whole = if name.contains('.') { format!("{name}.") } else { name.to_owned() };
                let lookup = tokio::time::timeout(NAME_TIMEOUT, resolver.lookup_ip(whole)).await;
                let answer = lookup.map_err(|_| unresolved("timed out".to_owned()))?;
                answer.map_err(|e| unresolved(e.to_string()))?.iter().take(MOST_ADDRESSES * 4).collect()
            }
        };
        found.iter_mut().for_each(|ip| *ip = ip.to_canonical());
        found.sort_unstable();
        found.dedup();
        found.truncate(MOST_ADDRESSES);
        if found.is_empty() { Err(unresolved("no address".to_owned())) } else { Ok(found) }
    }
}

impl std::fmt::Debug for Resolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Resolver")
    }
}
