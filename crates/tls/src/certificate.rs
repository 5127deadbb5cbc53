//! Facts about a certificate. Nothing is trusted here: a scanner reads certificates, it does not believe them.

use std::net::IpAddr;

use model::Timestamp;
use sha2::{Digest, Sha256};
use x509_parser::prelude::{FromDer, GeneralName, X509Certificate};
use x509_parser::public_key::PublicKey;

use crate::message::bit_length;

/// The most subject alternative names that are kept.
const MAX_NAMES: usize = 256;

/// What a certificate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFacts {
    /// Subject, as text.
    pub subject: String,
    /// Issuer, as text.
    pub issuer: String,
    /// `RSA`, `EC`, `DSA`, `Ed25519` … or the OID of the key's algorithm.
    pub key_type: String,
    /// Bits of the key; 0 when unknown.
    pub key_bits: u32,
    /// Name of the signature algorithm, or its OID.
    pub signature: String,
    /// Start of validity.
    pub not_before: Timestamp,
    /// End of validity.
    pub not_after: Timestamp,
    /// DNS names of the subject alternative name; the common name where there are none.
    pub names: Vec<String>,
    /// Addresses of the subject alternative name.
    pub addresses: Vec<IpAddr>,
    /// Whether subject and issuer are the same.
    pub self_signed: bool,
    /// Whether it may sign certificates.
    pub is_ca: bool,
    /// SHA-256 of the DER bytes, hexadecimal.
    pub sha256: String,
}

/// Reads a DER certificate; `None` when it is none.
pub fn read_certificate(der: &[u8]) -> Option<CertificateFacts> {
    let (_, cert) = X509Certificate::from_der(der).ok()?;
    let (names, addresses) = names(&cert);
    let (key_type, key_bits) = key(&cert);
    let validity = cert.validity();
    Some(CertificateFacts {
        subject: cert.subject().to_string(),
        issuer: cert.issuer().to_string(),
        key_type,
        key_bits,
        signature: signature_name(&cert.signature_algorithm.algorithm.to_id_string()),
        not_before: Timestamp::from_micros(validity.not_before.timestamp().saturating_mul(1_000_000)),
        not_after: Timestamp::from_micros(validity.not_after.timestamp().saturating_mul(1_000_000)),
        names,
        addresses,
        self_signed: cert.subject().as_raw() == cert.issuer().as_raw(),
        is_ca: cert.is_ca(),
        sha256: hex::encode(Sha256::digest(der)),
    })
}

fn names(cert: &X509Certificate<'_>) -> (Vec<String>, Vec<IpAddr>) {
    let (mut dns, mut addresses) = (Vec::new(), Vec::new());
    let alternative = cert.subject_alternative_name().ok().flatten();
    for name in alternative.iter().flat_map(|e| e.value.general_names.iter()).take(MAX_NAMES) {
        match name {
            GeneralName::DNSName(name) => dns.push((*name).to_owned()),
            GeneralName::IPAddress(raw) => addresses.extend(address(raw)),
            _ => {}
        }
    }
    if dns.is_empty() && addresses.is_empty() {
        dns.extend(
            cert.subject().iter_common_name().filter_map(|n| n.as_str().ok()).map(str::to_owned).take(1),
        );
    }
    (dns, addresses)
}

fn address(raw: &[u8]) -> Option<IpAddr> {
    match raw.len() {
        4 => <[u8; 4]>::try_from(raw).ok().map(IpAddr::from),
        16 => <[u8; 16]>::try_from(raw).ok().map(IpAddr::from),
        _ => None,
    }
}

fn key(cert: &X509Certificate<'_>) -> (String, u32) {
    let info = cert.public_key();
    let oid = info.algorithm.algorithm.to_id_string();
    match (info.parsed(), oid.as_str()) {
        (Ok(PublicKey::RSA(rsa)), _) => ("RSA".into(), bit_length(rsa.modulus)),
        (Ok(PublicKey::EC(point)), _) => ("EC".into(), u32::try_from(point.key_size()).unwrap_or(0)),
        (Ok(PublicKey::DSA(y)), _) => ("DSA".into(), dsa_bits(y)),
        (_, "1.3.101.112") => ("Ed25519".into(), 256),
        (_, "1.3.101.113") => ("Ed448".into(), 456),
        _ => (oid, 0),
    }
}

/// The public value of a DSA key is a DER INTEGER about as long as the prime; rounded up to a multiple of 64.
fn dsa_bits(der_integer: &[u8]) -> u32 {
    let skip = match der_integer.get(1) {
        Some(long) if long & 0x80 != 0 => 2 + usize::from(long & 0x7f),
        _ => 2,
    };
    bit_length(der_integer.get(skip..).unwrap_or_default()).div_ceil(64) * 64
}

fn signature_name(oid: &str) -> String {
    let name = match oid {
        "1.2.840.113549.1.1.2" => "md2WithRSA",
        "1.2.840.113549.1.1.3" => "md4WithRSA",
        "1.2.840.113549.1.1.4" => "md5WithRSA",
        "1.2.840.113549.1.1.5" | "1.3.14.3.2.29" => "sha1WithRSA",
        "1.2.840.113549.1.1.10" => "RSASSA-PSS",
        "1.2.840.113549.1.1.11" => "sha256WithRSA",
        "1.2.840.113549.1.1.12" => "sha384WithRSA",
        "1.2.840.113549.1.1.13" => "sha512WithRSA",
        "1.2.840.113549.1.1.14" => "sha224WithRSA",
        "1.2.840.10040.4.3" => "sha1WithDSA",
        "2.16.840.1.101.3.4.3.2" => "sha256WithDSA",
        "1.2.840.10045.4.1" => "sha1WithECDSA",
        "1.2.840.10045.4.3.1" => "sha224WithECDSA",
        "1.2.840.10045.4.3.2" => "sha256WithECDSA",
        "1.2.840.10045.4.3.3" => "sha384WithECDSA",
        "1.2.840.10045.4.3.4" => "sha512WithECDSA",
        "1.3.101.112" => "Ed25519",
        "1.3.101.113" => "Ed448",
        other => other,
    };
    name.to_owned()
}

impl CertificateFacts {
    /// Whether the signature uses a broken hash.
    pub fn has_weak_signature(&self) -> bool {
        ["md2", "md4", "md5", "sha1"].iter().any(|hash| self.signature.starts_with(hash))
    }

    /// Whether the key is shorter than NIST SP 800-131A allows: 2048 bits for RSA and DSA, 224 for curves.
    pub fn has_weak_key(&self) -> bool {
        match self.key_type.as_str() {
            "RSA" | "DSA" => self.key_bits < 2048,
            "EC" => self.key_bits > 0 && self.key_bits < 224,
            _ => false,
        }
    }

    /// Whether the certificate is for `name` (RFC 6125: a `*` stands for the whole first label only).
    pub fn covers(&self, name: &str) -> bool {
        let name = name.trim_end_matches('.');
        self.names.iter().any(|pattern| {
            let pattern = pattern.trim_end_matches('.');
            match pattern.strip_prefix("*.") {
                Some(parent) => name.split_once('.').is_some_and(|(first, rest)| {
                    !first.is_empty() && parent.contains('.') && rest.eq_ignore_ascii_case(parent)
                }),
                None => pattern.eq_ignore_ascii_case(name),
            }
        })
    }
}

#[cfg(test)]
pub(crate) fn example() -> CertificateFacts {
    CertificateFacts {
        subject: "CN=a.test".into(),
        issuer: "CN=Test CA".into(),
        key_type: "RSA".into(),
        key_bits: 2048,
        signature: "sha256WithRSA".into(),
        not_before: Timestamp::from_micros(0),
        not_after: Timestamp::from_micros(90 * 86_400_000_000),
        names: vec!["a.test".into(), "*.b.test".into()],
        addresses: Vec::new(),
        self_signed: false,
        is_ca: false,
        sha256: "00".repeat(32),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_match_by_rfc_6125() {
        for (name, covered) in [
            ("a.test", true),
            ("A.Test.", true),
            ("x.b.test", true),
            ("x.y.b.test", false),
            ("b.test", false),
        ] {
            assert_eq!(example().covers(name), covered, "{name}");
        }
    }

    #[test]
    fn reads_what_was_issued() {
        let made =
            rcgen::generate_simple_self_signed(["one.test".to_owned(), "127.0.0.9".to_owned()]).unwrap();
        let facts = read_certificate(made.cert.der()).unwrap();
        assert_eq!((facts.key_type.as_str(), facts.key_bits), ("EC", 256));
        assert_eq!(facts.signature, "sha256WithECDSA");
        assert!(facts.self_signed && facts.covers("one.test"));
        assert_eq!(facts.addresses, ["127.0.0.9".parse::<IpAddr>().unwrap()]);
        assert!(!facts.has_weak_key() && !facts.has_weak_signature());
    }

    proptest! {
        #[test]
        fn never_panics(der in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = read_certificate(&der);
        }

        #[test]
        fn never_panics_on_damage(at in 0usize..400, byte in any::<u8>()) {
            let made = rcgen::generate_simple_self_signed(["one.test".to_owned()]).unwrap();
            let mut der = made.cert.der().to_vec();
            if let Some(b) = der.get_mut(at) { *b = byte; }
            let _ = read_certificate(&der);
        }
    }
}
