//! SMB, RDP and SQL Server.

use crate::parse::{Bytes, Found};

/// SMB: the answer to a negotiation, of version 1 or later.
pub(crate) fn smb(answer: &[u8]) -> Option<Found> {
    let mut bytes = Bytes(answer);
    bytes.expect(b"\0")?;
    bytes.take(3)?;
    let version = bytes.u8()?;
    bytes.expect(b"SMB")?;
    let extra = match version {
        0xff => {
            bytes.expect(b"\x72")?;
            bytes.take(4)?;
            // Only an answer has the reply flag.
            bytes.u8().filter(|flags| flags & 0x80 != 0)?;
            bytes.take(22)?;
            let words = bytes.u8()?;
            let dialect = bytes.u16_le()?;
            let mode = if words >= 17 { bytes.u8()? } else { 0 };
            format!("dialect {}, signing {}", smb1(dialect), signing(mode & 0x04 != 0, mode & 0x08 != 0))
        }
        0xfe => {
            bytes.take(60)?;
            bytes.u16_le().filter(|size| *size == 65)?;
            let mode = bytes.u16_le()?;
            let dialect = bytes.u16_le()?;
            format!("dialect {}, signing {}", smb2(dialect), signing(mode & 1 != 0, mode & 2 != 0))
        }
        _ => return None,
    };
    Some(Found { extra: Some(extra), ..Found::default() })
}

const fn smb1(dialect: u16) -> &'static str {
    match dialect {
        0 => "NT LM 0.12 (SMB 1)",
        _ => "none accepted",
    }
}

fn smb2(dialect: u16) -> String {
    match dialect {
        // The wildcard: SMB 2.1 or later, settled in a second round.
        0x02ff => "2.1 or later".to_owned(),
        d => format!("{}.{}.{}", d >> 8, (d >> 4) & 15, d & 15),
    }
}

const fn signing(enabled: bool, required: bool) -> &'static str {
    match (enabled, required) {
        (_, true) => "required",
        (true, false) => "optional",
        (false, false) => "off",
    }
}

/// RDP: the X.224 connection confirm with the security that was chosen.
pub(crate) fn rdp(answer: &[u8]) -> Option<Found> {
    let mut bytes = Bytes(answer);
    bytes.expect(b"\x03\0")?;
    bytes.take(3)?;
    bytes.expect(b"\xd0")?;
    bytes.take(5)?;
    let negotiated = bytes.u8().and_then(|kind| {
        bytes.take(3)?;
        Some((kind, bytes.u32_le()?))
    });
    let (security, tls) = match negotiated {
        Some((2, 0)) | None => ("standard RDP security", false),
        Some((2, 1)) => ("TLS", true),
        Some((2, 2 | 8)) => ("CredSSP", true),
        Some((3, _)) => ("negotiation refused", false),
        Some(_) => ("unknown", false),
    };
    Some(Found { extra: Some(format!("security: {security}")), starttls: tls, ..Found::default() })
}

/// SQL Server: the first option of the PRELOGIN answer is the version.
pub(crate) fn mssql(answer: &[u8]) -> Option<Found> {
    let mut bytes = Bytes(answer);
    bytes.expect(b"\x04\x01")?;
    bytes.take(6)?;
    let body = bytes.0;
    bytes.expect(b"\0")?;
    let at = usize::from(bytes.u16()?);
    bytes.u16().filter(|length| *length >= 6)?;
    let mut version = Bytes(body.get(at..)?);
    let (major, minor, build) = (version.u8()?, version.u8()?, version.u16()?);
    Some(Found { version: Some(format!("{major}.{minor:02}.{build}")), starttls: true, ..Found::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_each() {
        let mut modern = b"\0\0\0\x50\xfeSMB".to_vec();
        modern.extend_from_slice(&[0; 60]);
        modern.extend_from_slice(&[65, 0, 3, 0, 0x11, 0x03]);
        assert_eq!(smb(&modern).unwrap().extra.as_deref(), Some("dialect 3.1.1, signing required"));
        let mut old = b"\0\0\0\x50\xffSMB\x72".to_vec();
        old.extend_from_slice(&[0, 0, 0, 0, 0x98]);
        old.extend_from_slice(&[0; 22]);
        old.extend_from_slice(&[17, 0, 0, 3]);
        assert_eq!(smb(&old).unwrap().extra.as_deref(), Some("dialect NT LM 0.12 (SMB 1), signing off"));
        let confirm = b"\x03\0\0\x13\x0e\xd0\0\0\x12\x34\0\x02\x1f\x08\0\x02\0\0\0";
        assert_eq!(rdp(confirm).unwrap().extra.as_deref(), Some("security: CredSSP"));
        let prelogin = b"\x04\x01\0\x20\0\0\x01\0\0\0\x06\0\x06\xff\x0f\0\x10\x03\0\0";
        assert_eq!(mssql(prelogin).unwrap().version.as_deref(), Some("15.00.4099"));
    }
}
