//! The two NTLMSSP messages of a client, raw (without SPNEGO), as far as a refused sign-in needs them.

const SIGNATURE: &[u8] = b"NTLMSSP\0";
/// UNICODE | REQUEST_TARGET | NTLM | ALWAYS_SIGN | EXTENDED_SESSIONSECURITY.
const FLAGS: u32 = 0x0008_8205;
/// Length of the fixed part of AUTHENTICATE without version and MIC.
const FIXED: usize = 64;

/// NEGOTIATE_MESSAGE without domain and workstation.
pub(super) fn negotiate() -> Vec<u8> {
    let mut out = SIGNATURE.to_vec();
    out.extend_from_slice(&1_u32.to_le_bytes());
    out.extend_from_slice(&FLAGS.to_le_bytes());
    out.extend_from_slice(&[0; 16]);
    out
}

/// AUTHENTICATE_MESSAGE for a user that does not exist, with responses of zeros.
pub(super) fn authenticate() -> Vec<u8> {
    let text = |t: &str| t.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let fields =
        [vec![0; 24], vec![0; 24], Vec::new(), text("wp-no-such-user"), text("WATCHPOST"), Vec::new()];
    let mut out = SIGNATURE.to_vec();
    out.extend_from_slice(&3_u32.to_le_bytes());
    let mut at = FIXED;
    for field in &fields {
        let length = u16::try_from(field.len()).unwrap_or(0).to_le_bytes();
        out.extend_from_slice(&length);
        out.extend_from_slice(&length);
        out.extend_from_slice(&u32::try_from(at).unwrap_or(0).to_le_bytes());
        at += field.len();
    }
    out.extend_from_slice(&FLAGS.to_le_bytes());
    for field in fields {
        out.extend(field);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fixed_part_has_its_length() {
        let message = authenticate();
        assert_eq!(message.len(), FIXED + 24 + 24 + 30 + 18);
        assert_eq!(negotiate().len(), 32);
    }
}
