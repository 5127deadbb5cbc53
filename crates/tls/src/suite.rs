//! Cipher suites as data.

use std::sync::LazyLock;

const TABLE: &str = include_str!("../data/ciphers.tsv");

/// A cipher suite of SSL 3.0 to TLS 1.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suite {
    /// Two bytes on the wire.
    pub code: u16,
    /// IANA name; `unknown` for a code that is not in the table.
    pub name: &'static str,
    /// Key exchange: `rsa`, `dh`, `dhe`, `ecdh`, `ecdhe`, `psk`, `any` (TLS 1.3) …
    pub key_exchange: &'static str,
    /// Authentication: `rsa`, `ecdsa`, `dss`, `anon` …
    pub authentication: &'static str,
    /// Cipher with its mode, lower case.
    pub encryption: &'static str,
    /// Strength of the cipher's key in bits, 0 for none.
    pub bits: u16,
    flags: &'static str,
}

static SUITES: LazyLock<Vec<Suite>> = LazyLock::new(|| TABLE.lines().filter_map(read_line).collect());

fn read_line(line: &'static str) -> Option<Suite> {
    let mut fields = line.split('\t');
    Some(Suite {
        code: u16::from_str_radix(fields.next()?, 16).ok()?,
        name: fields.next()?,
        key_exchange: fields.next()?,
        authentication: fields.next()?,
        encryption: fields.next()?,
        bits: fields.next()?.parse().ok()?,
        flags: fields.nth(1)?,
    })
}

impl Suite {
    /// Every suite of the table, ascending by code.
    pub fn all() -> &'static [Self] {
        &SUITES
    }

    /// The suite of a code, `None` when the table does not hold it.
    pub fn find(code: u16) -> Option<&'static Self> {
        SUITES.binary_search_by_key(&code, |s| s.code).ok().and_then(|i| SUITES.get(i))
    }

    /// Whether the table gives the suite this flag (`fs`, `export`, `null`, `anon`, `rc4`, `des`, `block64`, `tls12`,
    /// `tls13`).
    pub fn is(&self, flag: &str) -> bool {
        self.flags.split(',').any(|f| f == flag)
    }
}

/// The name of a code, also for those that the table lacks.
pub(crate) fn name_of(code: u16) -> String {
    Suite::find(code).map_or_else(|| format!("0x{code:04x}"), |s| s.name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole_and_ascending() {
        let lines = TABLE.lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(Suite::all().len(), lines);
        assert!(Suite::all().is_sorted_by(|a, b| a.code < b.code));
    }

    #[test]
    fn flags_follow_the_name() {
        #[track_caller]
        fn check(code: u16, name: &str, flags: &[&str]) {
            let suite = Suite::find(code).expect("in the table");
            assert_eq!(suite.name, name);
            for flag in ["fs", "export", "null", "anon", "rc4", "des", "block64", "tls12", "tls13"] {
                assert_eq!(suite.is(flag), flags.contains(&flag), "{name} {flag}");
            }
        }
        check(0x0003, "TLS_RSA_EXPORT_WITH_RC4_40_MD5", &["export", "rc4"]);
        check(0x003b, "TLS_RSA_WITH_NULL_SHA256", &["null", "tls12"]);
        check(0x0034, "TLS_DH_anon_WITH_AES_128_CBC_SHA", &["anon", "fs"]);
        check(0x000a, "TLS_RSA_WITH_3DES_EDE_CBC_SHA", &["block64"]);
        check(0x0009, "TLS_RSA_WITH_DES_CBC_SHA", &["des"]);
        check(0x1301, "TLS_AES_128_GCM_SHA256", &["fs", "tls13"]);
        check(0xc02f, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", &["fs", "tls12"]);
    }
}
