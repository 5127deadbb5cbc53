//! Weak, stale and wrong certificates.

use model::Timestamp;
use model::evidence::Evidence;
use model::host::Host;

use crate::certificate::CertificateFacts;
use crate::weakness::Weakness;

const DAY: i64 = 86_400_000_000;
/// Days before the end at which a certificate "expires soon".
const SOON: i64 = 30;
/// Days that a leaf may be valid before it is called long (CA/Browser Forum ballot 193: 825).
const LONG: i64 = 825;

pub(super) fn weaknesses(chains: &[Vec<CertificateFacts>], host: &Host, now: Timestamp) -> Vec<Weakness> {
    let leaves: Vec<_> = chains.iter().filter_map(|c| c.first()).collect();
    // A self-signed certificate above the leaf is a root: it is trusted by being known, not by its signature.
    let signed: Vec<_> = chains
        .iter()
        .flat_map(|c| c.iter().enumerate().filter(|(i, c)| *i == 0 || !c.self_signed).map(|(_, c)| c))
        .collect();
    let all: Vec<_> = chains.iter().flatten().collect();
    let days = |c: &CertificateFacts| (c.not_after.micros() - c.not_before.micros()) / DAY;
    let left = |c: &CertificateFacts| (c.not_after.micros() - now.micros()) / DAY;
    let mut found = Vec::new();
    let mut add = |word,
                   certificates: &[&CertificateFacts],
                   summary: &str,
                   wanted: &dyn Fn(&CertificateFacts) -> bool| {
        let bad: Vec<_> = certificates.iter().copied().filter(|c| wanted(c)).collect();
        if let Some(first) = bad.first() {
            found.push(Weakness::confirmed(word, evidence(summary, first, &bad)));
        }
    };
    add("cert-expired", &all, "the certificate has expired", &|c| c.not_after < now);
    add("cert-not-yet-valid", &all, "the certificate is not valid yet", &|c| c.not_before > now);
    add("cert-expires-soon", &leaves, "the certificate expires within 30 days", &|c| {
        c.not_after >= now && left(c) < SOON
    });
    add("cert-self-signed", &leaves, "the certificate is signed by itself", &|c| c.self_signed);
    if let Some(name) = &host.name {
        add("cert-name-mismatch", &leaves, "the certificate is not for the name of the host", &|c| {
            !c.covers(name)
        });
    }
    add("cert-weak-key", &all, "the key of the certificate is too short", &CertificateFacts::has_weak_key);
    add("cert-weak-signature", &signed, "the certificate is signed with a broken hash", &|c| {
        c.has_weak_signature()
    });
    add("cert-long-validity", &leaves, "the certificate is valid for more than 825 days", &|c| {
        !c.self_signed && days(c) > LONG
    });
    found
}

fn evidence(summary: &str, first: &CertificateFacts, bad: &[&CertificateFacts]) -> Evidence {
    let mut evidence = Evidence::new(summary)
        .with("subject", &first.subject)
        .with("issuer", &first.issuer)
        .with("valid", format!("{} to {}", first.not_before.human(), first.not_after.human()))
        .with("key", format!("{} {} bits", first.key_type, first.key_bits))
        .with("signature", &first.signature)
        .with("names", first.names.iter().take(20).cloned().collect::<Vec<_>>().join(", "))
        .with("sha256", &first.sha256);
    for other in bad.iter().skip(1).take(8) {
        evidence = evidence.with("also", format!("{} ({})", other.subject, other.sha256));
    }
    evidence
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::example;

    #[track_caller]
    fn check(edit: impl Fn(&mut CertificateFacts), name: Option<&str>, expect: &[&str]) {
        let mut facts = example();
        edit(&mut facts);
        let host = Host { address: "127.0.0.1".parse().unwrap(), name: name.map(str::to_owned) };
        let now = Timestamp::from_micros(10 * DAY);
        let words: Vec<_> = weaknesses(&[vec![facts]], &host, now).iter().map(|w| w.word).collect();
        assert_eq!(words, expect);
    }

    #[test]
    fn each_weakness_has_its_word() {
        let at = |days: i64| Timestamp::from_micros(days * DAY);
        check(|_| {}, Some("a.test"), &[]);
        check(|_| {}, None, &[]);
        check(|_| {}, Some("other.test"), &["cert-name-mismatch"]);
        check(|c| c.not_after = at(9), None, &["cert-expired"]);
        check(|c| c.not_before = at(11), None, &["cert-not-yet-valid"]);
        check(|c| c.not_after = at(39), None, &["cert-expires-soon"]);
        check(|c| c.self_signed = true, None, &["cert-self-signed"]);
        check(|c| c.key_bits = 1024, None, &["cert-weak-key"]);
        check(|c| c.signature = "sha1WithRSA".into(), None, &["cert-weak-signature"]);
        check(|c| c.not_after = at(900), None, &["cert-long-validity"]);
    }
}
