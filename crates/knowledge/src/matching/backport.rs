//! Distributions repair old versions without raising them. A banner that shows a distribution's package is therefore
//! only a suspicion, and where the package revision that brought the repair is known, not even that.

use model::service::Service;
use serde::Deserialize;

use crate::version;

const FILE: &str = include_str!("../../data/backports.toml");

/// The rules.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Backports {
    /// Words that show a distribution's package, lower case, with the name to print.
    marker: Vec<Marker>,
    /// Products whose banners never show the package that they come from.
    silent: Vec<String>,
    /// Package revisions that brought a repair.
    #[serde(default)]
    fixed: Vec<FixedIn>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Marker {
    text: String,
    distribution: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FixedIn {
    cve: Vec<String>,
    key: String,
    /// Upstream version that the distribution stays with.
    version: String,
    /// What begins the revision's text in the banner: `Debian-`, `Ubuntu-`.
    prefix: String,
    /// The first repaired revision.
    revision: String,
}

/// Where a version comes from, as far as the service tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Package {
    /// The maker's own, as far as the banner goes.
    Plain,
    /// A product that does not say; it may come from a distribution.
    Silent,
    /// A distribution's package.
    Distribution(String),
}

impl Backports {
    /// Reads the compiled-in rules.
    ///
    /// # Errors
    /// The file is not as it should be; a test reads it.
    pub(crate) fn load() -> Result<Self, toml::de::Error> {
        toml::from_str(FILE)
    }

    /// Where the product of a service comes from.
    pub(crate) fn package(&self, key: &str, service: &Service) -> Package {
        let text = texts(service).collect::<Vec<_>>().join(" ").to_lowercase();
        if let Some(marker) = self.marker.iter().find(|m| text.contains(&m.text)) {
            return Package::Distribution(marker.distribution.clone());
        }
        if self.silent.iter().any(|k| k == key) { Package::Silent } else { Package::Plain }
    }

    /// The package revision in the banner, if it is known to hold the repair of a CVE.
    pub(crate) fn repaired(
        &self,
        cve: &str,
        key: &str,
        full_version: &str,
        service: &Service,
    ) -> Option<String> {
        let known = self
            .fixed
            .iter()
            .filter(|f| f.cve.iter().any(|c| c == cve) && f.key == key && f.version == full_version);
        known.into_iter().find_map(|fixed| {
            texts(service).find_map(|text| {
                let (_, after) = text.split_once(fixed.prefix.as_str())?;
                let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '~')));
                let revision = &after[..end.unwrap_or(after.len())];
                (version::compare(revision, &fixed.revision).is_ge())
                    .then(|| format!("{}{revision}", fixed.prefix))
            })
        })
    }
}

fn texts(service: &Service) -> impl Iterator<Item = &str> {
    [&service.version, &service.extra, &service.banner].into_iter().filter_map(|t| t.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ssh(banner: &str) -> Service {
        Service { banner: Some(banner.to_owned()), ..Service::default() }
    }

    #[test]
    fn knows_packages() {
        let rules = Backports::load().unwrap();
        for (key, banner, expect) in [
            (
                "openbsd:openssh",
                "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3",
                Package::Distribution("Debian".into()),
            ),
            ("openbsd:openssh", "SSH-2.0-OpenSSH_9.2p1", Package::Silent),
            ("apache:http_server", "Server: Apache/2.4.52 (Ubuntu)", Package::Distribution("Ubuntu".into())),
            ("redis:redis", "redis_version:6.0.0", Package::Plain),
        ] {
            assert_eq!(rules.package(key, &ssh(banner)), expect, "{banner}");
        }
    }

    #[test]
    fn knows_repaired_revisions() {
        let rules = Backports::load().unwrap();
        for (version, banner, repaired) in [
            ("9.2p1", "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n", true),
            ("9.2p1", "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u7", true),
            ("9.2p1", "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u2", false),
            ("9.2p1", "SSH-2.0-OpenSSH_9.2p1 Debian-2", false),
            ("9.2p1", "SSH-2.0-OpenSSH_9.2p1", false),
            ("8.9p1", "SSH-2.0-OpenSSH_8.9p1 Ubuntu-3ubuntu0.10", true),
            ("8.9p1", "SSH-2.0-OpenSSH_8.9p1 Ubuntu-3ubuntu0.6", false),
            ("8.9p1", "SSH-2.0-OpenSSH_8.9p1 Debian-3ubuntu0.10", false),
        ] {
            let found = rules.repaired("CVE-2024-6387", "openbsd:openssh", version, &ssh(banner));
            assert_eq!(found.is_some(), repaired, "{banner}");
        }
    }
}
