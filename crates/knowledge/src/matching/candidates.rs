//! What a service is made of, in the words of CPE.

use model::service::Service;

use crate::cpe::Cpe;
use crate::products::Products;
use crate::version;

/// The most products of one service that are looked at.
const MAX_CANDIDATES: usize = 16;
/// The most of a banner that is searched for further products, in bytes.
const MAX_BANNER: usize = 2048;

/// A product with a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// `vendor:product` by today's words.
    pub key: String,
    /// Version without what distributions append, patch level included: `9.2p1`.
    pub version: String,
    /// The CPE name that it was taken from or that was made of it.
    pub cpe: String,
    /// Whether it was read from a list in the banner (`OpenSSL/1.0.2k` behind `Apache`) and is not the service itself.
    pub component: bool,
}

/// The operating system, as far as the service tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    /// A Microsoft Windows.
    Windows,
    /// A Unix: Linux, a BSD, macOS.
    Unix,
    /// It does not tell.
    Unknown,
}

/// What is known of the platform below a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Platform {
    /// Kind of system.
    pub system: System,
    /// `vendor:product` words of systems that the service names.
    pub keys: Vec<String>,
}

/// The products of a service that carry a version. Those without one cannot be held against a range and are left out.
pub(crate) fn candidates(service: &Service, products: &Products) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = Vec::new();
    let own_version = service.version.as_deref().unwrap_or("");
    for text in service.cpe.iter().take(MAX_CANDIDATES) {
        let Ok(cpe) = text.parse::<Cpe>() else { continue };
        let Some(key) = cpe.key().filter(|_| cpe.part == 'a') else { continue };
        let version = cpe.full_version().unwrap_or_else(|| own_version.to_owned());
        push(&mut out, products.canonical(&key), &version, Some(text), false);
    }
    if let Some(product) = service.product.as_deref().and_then(|name| products.named(name)) {
        push(&mut out, &product.key, own_version, None, false);
    }
    let banner = service.banner.as_deref().unwrap_or("");
    // Line ends may be printed as escapes.
    let lines = banner.lines().flat_map(|l| l.split("\\n")).filter(|line| names_software(line));
    for text in service.extra.iter().map(String::as_str).chain(lines) {
        for (name, version) in tokens(text) {
            if let Some(product) = products.named(name) {
                push(&mut out, &product.key, version, None, true);
            }
        }
    }
    out
}

/// What the service tells about the system that it runs on.
pub(crate) fn platform(service: &Service) -> Platform {
    let keys: Vec<String> = service
        .cpe
        .iter()
        .take(MAX_CANDIDATES)
        .filter_map(|text| text.parse::<Cpe>().ok())
        .filter(|cpe| cpe.part == 'o')
        .filter_map(|cpe| cpe.key())
        .collect();
    let mut text = keys.join(" ");
    for part in [&service.product, &service.version, &service.extra, &service.banner].into_iter().flatten() {
        text.push(' ');
        text.extend(part.chars().take(MAX_BANNER));
    }
    let text = text.to_lowercase();
    let names = |words: &[&str]| words.iter().any(|w| text.contains(w));
    let system = if names(&["win32", "win64", "windows", "microsoft"]) {
        System::Windows
    } else if names(&[
        "unix", "linux", "debian", "ubuntu", "centos", "red hat", "fedora", "freebsd", "openbsd", "suse",
    ]) {
        System::Unix
    } else {
        System::Unknown
    };
    Platform { system, keys }
}

fn push(out: &mut Vec<Candidate>, key: &str, version: &str, cpe: Option<&str>, component: bool) {
    let version = version::upstream(version).to_lowercase();
    if !version.contains(|c: char| c.is_ascii_digit()) || out.len() >= MAX_CANDIDATES {
        return;
    }
    if out.iter().any(|c| c.key == key) {
        return;
    }
    let made = || Cpe::application(key, &version).map(|c| c.to_string()).unwrap_or_default();
    let cpe = cpe.map_or_else(made, str::to_owned);
    out.push(Candidate { key: key.to_owned(), version, cpe, component });
}

/// Header lines in which servers list the software they are made of.
fn names_software(line: &str) -> bool {
    let line = line.trim_start().to_ascii_lowercase();
    ["server:", "x-powered-by:"].iter().any(|name| line.starts_with(name))
}

/// The `Name/1.2.3` words of a text.
fn tokens(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut end = text.len().min(MAX_BANNER);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end]
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '\\'))
        .filter_map(|word| word.split_once('/'))
        .filter(|(name, version)| !name.is_empty() && version.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn service(product: &str, version: &str, cpe: &[&str], banner: &str) -> Service {
        let some = |t: &str| Some(t.to_owned()).filter(|t| !t.is_empty());
        Service {
            product: some(product),
            version: some(version),
            cpe: cpe.iter().map(|c| (*c).to_owned()).collect(),
            banner: some(banner),
            ..Service::default()
        }
    }

    #[track_caller]
    fn check(service: &Service, expect: &[(&str, &str)]) {
        let found = candidates(service, &Products::load().unwrap());
        let found: Vec<_> = found.iter().map(|c| (c.key.as_str(), c.version.as_str())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn finds_products() {
        let ssh = ("openbsd:openssh", "9.2p1");
        check(&service("OpenSSH", "9.2p1", &[], ""), &[ssh]);
        check(&service("OpenSSH", "9.2p1 Debian-2+deb12u3", &[], ""), &[ssh]);
        check(&service("OpenSSH", "9.2p1", &["cpe:2.3:a:openbsd:openssh:9.2:p1:*:*:*:*:*:*"], ""), &[ssh]);
        check(&service("OpenSSH", "9.2p1", &["cpe:2.3:a:openbsd:openssh:*"], ""), &[ssh]);
        check(&service("nginx", "1.20.0", &["cpe:2.3:a:nginx:nginx:1.20.0"], ""), &[("f5:nginx", "1.20.0")]);
        check(&service("nginx", "", &["cpe:2.3:a:f5:nginx"], ""), &[]);
        check(&service("who knows", "1.0", &["cpe:2.3:o:linux:linux_kernel:5.10"], ""), &[]);
        let banner =
            "HTTP/1.1 200 OK\nServer: Apache/2.4.6 (CentOS) OpenSSL/1.0.2k-fips PHP/5.4.16\n\nPHP/4.0";
        let expect = [("apache:http_server", "2.4.6"), ("openssl:openssl", "1.0.2k"), ("php:php", "5.4.16")];
        check(&service("", "", &[], banner), &expect);
        check(&service("", "", &[], &banner.replace('\n', "\\r\\n")), &expect);
    }

    #[test]
    fn tells_the_system() {
        for (banner, expect) in [
            ("Server: Apache/2.4.49 (Win64)", System::Windows),
            ("SSH-2.0-OpenSSH_9.2p1 Debian-2", System::Unix),
            ("SSH-2.0-OpenSSH_9.2", System::Unknown),
        ] {
            assert_eq!(platform(&service("", "", &[], banner)).system, expect, "{banner}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(product in ".{0,20}", version in ".{0,20}", cpe in ".{0,60}", banner in ".{0,99}") {
            let service = service(&product, &version, &[&cpe], &banner);
            candidates(&service, &Products::load().unwrap());
            platform(&service);
        }
    }
}
