//! What the built-in knowledge answers.

use std::net::Ipv4Addr;

use model::Severity;
use model::definition::Effect;
use model::finding::Confidence;

use super::*;
use crate::pci::assess;

fn host() -> Host {
    Host::from_address(Ipv4Addr::LOCALHOST.into())
}

fn service(product: &str, version: &str, banner: &str) -> Service {
    Service {
        product: Some(product.to_owned()),
        version: Some(version.to_owned()),
        banner: Some(banner.to_owned()),
        certainty: 100,
        ..Service::default()
    }
}

#[track_caller]
fn check(service: &Service, cve: &str, expect: Option<Confidence>) {
    let found = Knowledge::builtin().cve_observations(&host(), Port::tcp(1), service);
    let found = found.into_iter().find(|o| o.check == format!("cve:{cve}"));
    assert_eq!(found.map(|o| o.confidence), expect, "{cve} {service:?}");
}

#[test]
fn finds_known_vulnerabilities() {
    use Confidence::{Banner, Likely};
    for (product, version, cve, expect) in [
        ("OpenSSH", "9.7p1", "CVE-2024-6387", Some(Banner)),
        ("OpenSSH", "9.8p1", "CVE-2024-6387", None),
        ("OpenSSH", "8.4p1", "CVE-2024-6387", None),
        ("OpenSSH", "7.7p1", "CVE-2018-15473", Some(Banner)),
        ("Apache httpd", "2.4.49", "CVE-2021-41773", Some(Banner)),
        ("Apache httpd", "2.4.50", "CVE-2021-41773", None),
        ("Apache httpd", "2.4.50", "CVE-2021-42013", Some(Banner)),
        ("Redis", "6.2.4", "CVE-2021-32761", Some(Likely)),
        ("Redis", "6.2.5", "CVE-2021-32761", None),
        ("memcached", "1.4.32", "CVE-2016-8704", Some(Likely)),
        ("MySQL", "5.5.23-log", "CVE-2012-2122", Some(Likely)),
        ("MariaDB", "5.5.5-10.11.19-MariaDB", "CVE-2012-2122", None),
        ("OpenSSL", "1.0.1f", "CVE-2014-0160", Some(Banner)),
        ("OpenSSL", "1.0.1g", "CVE-2014-0160", None),
        ("nginx", "1.20.1", "CVE-2021-23017", None),
        ("rsync", "3.2.7", "CVE-2024-12084", Some(Banner)),
        ("Unheard of", "1.0", "CVE-2024-12084", None),
    ] {
        check(&service(product, version, ""), cve, expect);
    }
}

#[test]
fn distribution_packages_are_only_suspects() {
    let ssh = |banner| service("OpenSSH", "9.2p1", banner);
    check(&ssh("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u2"), "CVE-2024-6387", Some(Confidence::Banner));
    check(&ssh("SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3"), "CVE-2024-6387", None);
    let redis = service("Redis", "6.2.4", "6.2.4 (Debian)");
    check(&redis, "CVE-2021-32761", Some(Confidence::Banner));
    let found = Knowledge::builtin().cve_observations(&host(), Port::tcp(1), &redis);
    assert!(found.iter().all(|o| o.evidence.items.iter().any(|i| i.text.contains("Debian"))), "{found:?}");
}

#[test]
fn current_versions_are_clean() {
    let knowledge = Knowledge::builtin();
    for (product, version) in [
        ("OpenSSH", "10.0p2"),
        ("nginx", "1.28.0"),
        ("Redis", "8.0.2"),
        ("Apache httpd", "2.4.65"),
        ("MariaDB", "11.8.3"),
    ] {
        let found = knowledge.cve_observations(&host(), Port::tcp(1), &service(product, version, ""));
        assert_eq!(found, [], "{product} {version}");
    }
}

#[test]
fn defines_feed_entries() {
    let knowledge = Knowledge::builtin();
    assert!(knowledge.cve_count() >= 60, "{}", knowledge.cve_count());
    let d = knowledge.definition("cve:CVE-2021-42013").unwrap();
    assert_eq!(
        (d.name.as_str(), d.severity),
        ("CVE-2021-42013 in Apache HTTP Server", Severity::from_tenths(98))
    );
    assert!(d.oid.ends_with(".2.2021.42013") && d.cwe == ["CWE-22"], "{d:?}");
    let d = knowledge.definition("cve:CVE-2021-23017").unwrap();
    assert!(d.solution.contains("1.20.1") && d.impact.contains("without an account"), "{d:?}");
    assert!(
        knowledge.definition("cve:CVE-1999-0001").is_none() && knowledge.definition("nonsense").is_none()
    );
    for known in &knowledge.entries {
        let d = knowledge.definition(&format!("cve:{}", known.entry.id)).unwrap();
        assert!(d.severity > Severity::INFO && !d.summary.is_empty() && !d.impact.is_empty(), "{d:?}");
    }
}

#[test]
fn feeds_replace_entries() {
    let feed = r#"{"vulnerabilities":[{"cve":{"id":"CVE-2024-6387","configurations":[{"nodes":[{"cpeMatch":[
        {"vulnerable":true,"criteria":"cpe:2.3:a:acme:rocket:1.0:*:*:*:*:*:*:*"}]}]}]}}]}"#;
    let before = Knowledge::builtin();
    let after = Knowledge::builtin().with_feed(feed.as_bytes()).unwrap();
    assert_eq!(before.cve_count(), after.cve_count());
    let found = |s: &Service| after.cve_observations(&host(), Port::tcp(1), s).len();
    let rocket = Service { cpe: vec!["cpe:2.3:a:acme:rocket:1.0".to_owned()], ..Service::default() };
    assert_eq!((found(&service("OpenSSH", "9.7p1", "")), found(&rocket)), (0, 1));
    assert_eq!(after.definition("cve:CVE-2024-6387").unwrap().severity, Severity::INFO);
}

#[test]
fn derives_what_the_profile_selects_from_versions() {
    let knowledge = Knowledge::builtin();
    let now = Timestamp::from_jiff("2026-01-01T00:00:00Z".parse().unwrap());
    let banner = "HTTP/1.1 200 OK\nServer: Apache/2.4.6 (CentOS) OpenSSL/1.0.2k-fips PHP/5.3.3\n";
    let service = service("Apache httpd", "2.4.6", banner);
    let found = knowledge.end_of_life_observations(&host(), Port::tcp(80), &service, now);
    let places: Vec<_> = found.iter().map(|o| o.place.as_str()).collect();
    assert_eq!(places, ["openssl:openssl", "php:php"]);
    assert!(knowledge.definition(&found[0].check).is_some());
    let profile = |checks| ScanProfile {
        checks,
        ..ScanProfile::clone(knowledge.catalogue().profile("normal").unwrap())
    };
    let words = |checks| {
        let found = knowledge.service_observations(&profile(checks), &host(), Port::tcp(80), &service, now);
        found.into_iter().map(|o| o.check).collect::<Vec<_>>()
    };
    let one = "cve:CVE-2012-1823".to_owned();
    assert!(words(CheckSelection::AllExcept(Vec::new())).contains(&one));
    assert!(!words(CheckSelection::AllExcept(vec![one.clone()])).contains(&one));
    assert_eq!(words(CheckSelection::AllExcept(vec![VERSIONS.to_owned()])), [END_OF_LIFE, END_OF_LIFE]);
    assert_eq!(words(CheckSelection::None), Vec::<String>::new());
}

#[test]
fn selects_words_by_profile() {
    let knowledge = Knowledge::builtin();
    let profile = |id: &str| ScanProfile::clone(knowledge.catalogue().profile(id).unwrap());
    assert_eq!(knowledge.selected_words(&profile("discovery")), Vec::<&str>::new());
    let normal = knowledge.selected_words(&profile("normal"));
    assert!(
        normal.contains(&VERSIONS) && normal.contains(&"tls-1-0") && normal.contains(&"redis-no-password")
    );
    let mut few = profile("normal");
    few.effect_ceiling = Effect::Passive;
    assert!(!knowledge.selected_words(&few).contains(&"redis-no-password"));
    few = ScanProfile { inspect_tls: false, version_checks: false, ..profile("normal") };
    let words = knowledge.selected_words(&few);
    assert!(!words.contains(&"tls-1-0") && !words.contains(&VERSIONS) && !words.contains(&END_OF_LIFE));
    few = ScanProfile { checks: CheckSelection::Only(vec!["tls-1-0".to_owned()]), ..profile("normal") };
    assert_eq!(knowledge.selected_words(&few), ["tls-1-0"]);
}

#[test]
fn judges_checks_for_pci() {
    let knowledge = Knowledge::builtin();
    let passes = |check: &str| {
        let severity = knowledge.definition(check).unwrap().severity;
        assess(knowledge.pci_finding(check, severity, None)).compliance == model::run::Compliance::Pass
    };
    for (check, expect) in [
        ("tls-1-0", false),
        ("cert-expires-soon", true),
        ("redis-no-password", false),
        ("ntp-monlist", true),
        ("ssh-weak-mac", true),
        ("end-of-life-product", false),
        ("cve:CVE-2021-41773", false),
        ("cve:CVE-2022-0778", true),
    ] {
        assert_eq!(passes(check), expect, "{check}");
    }
}
