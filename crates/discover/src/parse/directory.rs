//! LDAP.

use crate::parse::{Bytes, Found, find};

/// Extended operation StartTLS (RFC 4511, section 4.14).
const START_TLS: &[u8] = b"1.3.6.1.4.1.1466.20037";

/// The answer to a search of the root entry: an entry, or the end of the search with a result code.
pub(crate) fn ldap(answer: &[u8]) -> Option<Found> {
    let (tag, mut message) = Bytes(answer).ber()?;
    let (id_tag, id) = message.ber()?;
    let (operation, _) = message.ber()?;
    if tag != 0x30 || id_tag != 0x02 || id.0.len() > 4 || !matches!(operation, 0x64 | 0x65 | 0x73 | 0x78) {
        return None;
    }
    let starttls = find(answer, START_TLS).is_some();
    let (product, cpe) = if find(answer, b"OpenLDAProotDSE").is_some() {
        (Some("OpenLDAP"), Some("a:openldap:openldap"))
    } else if find(answer, b"domainControllerFunctionality").is_some() {
        (Some("Microsoft Active Directory"), None)
    } else {
        (None, None)
    };
    let product = product.map(str::to_owned).or_else(|| value(answer, b"vendorName"));
    Some(Found { product, version: value(answer, b"vendorVersion"), cpe, starttls, extra: None })
}

/// The first value of an attribute: the attribute's name, a set, an octet string.
fn value(answer: &[u8], name: &[u8]) -> Option<String> {
    let mut rest = Bytes(answer.get(find(answer, name)? + name.len()..)?);
    let (_, mut set) = rest.ber().filter(|(tag, _)| *tag == 0x31)?;
    let (_, text) = set.ber().filter(|(tag, _)| *tag == 0x04)?;
    Some(String::from_utf8_lossy(text.0).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_root_entry() {
        let entry = b"\x30\x50\x02\x01\x01\x64\x4b\x04\0\x30\x47\x30\x1e\x04\x0avendorName\x31\x10\x04\x0eExample Vendor\x30\x18\x04\x12supportedExtension\x31\x18\x04\x161.3.6.1.4.1.1466.20037";
        let found = ldap(entry).unwrap();
        assert_eq!(found.product.as_deref(), Some("Example Vendor"));
        assert!(found.starttls);
        assert!(
            ldap(b"\x30\x0c\x02\x01\x01\x65\x07\x0a\x01\x32\x04\0\x04\0").is_some(),
            "not allowed, yet LDAP"
        );
        assert!(ldap(b"\x30\x0c\x04\x01\x01\x65\x07").is_none());
    }
}
