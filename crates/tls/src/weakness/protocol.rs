//! Weak versions, suites and features.

use model::evidence::Evidence;
use model::finding::Confidence;

use crate::report::{HeartbeatAnswer, TlsReport, VersionReport};
use crate::suite::{Suite, name_of};
use crate::version::Version;
use crate::weakness::Weakness;

/// Words by the flag of the suites that they are about.
const BY_FLAG: [(&str, &str, &str); 6] = [
    ("tls-null-ciphers", "null", "suites without encryption are accepted"),
    ("tls-anonymous-ciphers", "anon", "suites without authentication of the server are accepted"),
    ("tls-export-ciphers", "export", "export-grade suites of at most 56 bits are accepted"),
    ("tls-rc4", "rc4", "suites with the broken stream cipher RC4 are accepted"),
    ("tls-des", "des", "suites with single DES are accepted"),
    ("tls-3des", "block64", "suites with a 64-bit block cipher are accepted (Sweet32)"),
];

pub(super) fn weaknesses(report: &TlsReport) -> Vec<Weakness> {
    let mut found: Vec<Weakness> = report.versions.iter().filter_map(old_version).collect();
    for (word, flag, summary) in BY_FLAG {
        let suites = listed(report, |s| s.is(flag));
        if !suites.is_empty() {
            found.push(Weakness::confirmed(word, Evidence::new(summary).with("accepted", suites)));
        }
    }
    found.extend(weak_dh(report));
    found.extend(no_forward_secrecy(report));
    found.extend(compression(report));
    found.extend(no_secure_renegotiation(report));
    found.extend(heartbleed(report));
    found
}

fn old_version(version: &VersionReport) -> Option<Weakness> {
    let word = match version.version {
        Version::Ssl2 => "ssl-v2",
        Version::Ssl3 => "ssl-v3",
        Version::Tls10 => "tls-1-0",
        Version::Tls11 => "tls-1-1",
        Version::Tls12 | Version::Tls13 => return None,
    };
    let names: Vec<_> =
        version.suites.iter().map(|s| name_of(*s)).chain(version.ssl2_kinds.clone()).collect();
    let summary = format!("a handshake in {} was answered", version.version);
    Some(Weakness::confirmed(word, Evidence::new(summary).with("accepted", names.join("\n"))))
}

fn listed(report: &TlsReport, wanted: impl Fn(&Suite) -> bool) -> String {
    let lines: Vec<_> = report.suites_that(wanted).map(|(v, s)| format!("{v}: {}", s.name)).collect();
    lines.join("\n")
}

/// Primes under 1024 bits are Logjam; from there to 2047 they are weak (RFC 7919 and NIST SP 800-57 want 2048). Export
/// suites with their 512 bits count as well: an attacker makes both sides use them.
fn weak_dh(report: &TlsReport) -> Vec<Weakness> {
    let all = || report.versions.iter().flat_map(|v| v.dh.iter().map(move |dh| (v.version, dh)));
    let list = |from: u32, to: u32| -> Vec<String> {
        all()
            .filter(|(_, dh)| (from..to).contains(&dh.bits))
            .map(|(v, dh)| format!("{v}: {} with a prime of {} bits", name_of(dh.suite), dh.bits))
            .collect()
    };
    [("tls-logjam", 0, 1024), ("tls-weak-dh", 1024, 2048)]
        .into_iter()
        .filter_map(|(word, from, to)| {
            let lines = list(from, to);
            let smallest = all().map(|(_, dh)| dh.bits).filter(|b| (from..to).contains(b)).min()?;
            let summary = format!("Diffie-Hellman uses a prime of only {smallest} bits");
            Some(Weakness::confirmed(word, Evidence::new(summary).with("accepted", lines.join("\n"))))
        })
        .collect()
}

fn no_forward_secrecy(report: &TlsReport) -> Option<Weakness> {
    let suites = listed(report, |_| true);
    let any_forward = report.suites_that(|s| s.is("fs")).next().is_some();
    (!suites.is_empty() && !any_forward).then(|| {
        let evidence = Evidence::new("no accepted suite has an ephemeral key exchange");
        Weakness::confirmed("tls-no-forward-secrecy", evidence.with("accepted", suites))
    })
}

fn compression(report: &TlsReport) -> Option<Weakness> {
    let versions = versions_that(report, |v| v.compression)?;
    let evidence = Evidence::new("the server chose DEFLATE compression when it was offered");
    Some(Weakness::confirmed("tls-compression", evidence.with("versions", versions)))
}

/// Versions before 1.3 only. Whether the server also lets a client renegotiate is not tried, hence only likely.
fn no_secure_renegotiation(report: &TlsReport) -> Option<Weakness> {
    let old = |v: &VersionReport| (Version::Ssl3..=Version::Tls12).contains(&v.version);
    let versions = versions_that(report, |v| old(v) && !v.secure_renegotiation)?;
    let evidence = Evidence::new("the server does not send the secure renegotiation indication of RFC 5746");
    Some(Weakness {
        word: "tls-no-secure-renegotiation",
        confidence: Confidence::Likely,
        evidence: evidence.with("versions", versions),
    })
}

fn heartbleed(report: &TlsReport) -> Option<Weakness> {
    let HeartbeatAnswer::OverRead { sent, returned } = report.heartbleed? else { return None };
    let summary =
        format!("a heartbeat of {sent} payload bytes was answered with {returned}: memory was over-read");
    Some(Weakness::confirmed("tls-heartbleed", Evidence::new(summary)))
}

fn versions_that(report: &TlsReport, wanted: impl Fn(&VersionReport) -> bool) -> Option<String> {
    let names: Vec<_> = report.versions.iter().filter(|v| wanted(v)).map(|v| v.version.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Dh;

    fn speaks(version: Version, suites: &[u16]) -> VersionReport {
        VersionReport { suites: suites.to_vec(), secure_renegotiation: true, ..VersionReport::new(version) }
    }

    #[track_caller]
    fn check(versions: Vec<VersionReport>, expect: &[&str]) {
        let report = TlsReport { versions, ..TlsReport::default() };
        let words: Vec<_> = weaknesses(&report).iter().map(|w| w.word).collect();
        assert_eq!(words, expect);
    }

    #[test]
    fn good_servers_give_nothing() {
        check(vec![speaks(Version::Tls12, &[0xc02f, 0x009c]), speaks(Version::Tls13, &[0x1301])], &[]);
        check(vec![], &[]);
    }

    #[test]
    fn each_weakness_has_its_word() {
        let ssl2 = VersionReport { ssl2_kinds: vec!["x".into()], ..VersionReport::new(Version::Ssl2) };
        check(vec![ssl2, speaks(Version::Tls12, &[0xc02f])], &["ssl-v2"]);
        check(vec![speaks(Version::Ssl3, &[0xc013])], &["ssl-v3"]);
        check(vec![speaks(Version::Tls10, &[0x002f])], &["tls-1-0", "tls-no-forward-secrecy"]);
        check(vec![speaks(Version::Tls11, &[0xc013])], &["tls-1-1"]);
        let weak = [0x003b, 0x0034, 0x0003, 0x0005, 0x0009, 0x000a];
        check(
            vec![speaks(Version::Tls12, &weak)],
            &[
                "tls-null-ciphers",
                "tls-anonymous-ciphers",
                "tls-export-ciphers",
                "tls-rc4",
                "tls-des",
                "tls-3des",
            ],
        );
        for (bits, expect) in
            [(512, &["tls-logjam"][..]), (1024, &["tls-weak-dh"]), (2047, &["tls-weak-dh"]), (2048, &[])]
        {
            let dh = vec![Dh { suite: 0x009e, bits }];
            check(vec![VersionReport { dh, ..speaks(Version::Tls12, &[0x009e]) }], expect);
        }
        check(
            vec![VersionReport { compression: true, ..speaks(Version::Tls12, &[0xc02f]) }],
            &["tls-compression"],
        );
        check(
            vec![VersionReport { secure_renegotiation: false, ..speaks(Version::Tls12, &[0xc02f]) }],
            &["tls-no-secure-renegotiation"],
        );
        let tls13 = VersionReport { secure_renegotiation: false, ..speaks(Version::Tls13, &[0x1301]) };
        check(vec![tls13], &[]);
    }
}
