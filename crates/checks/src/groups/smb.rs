//! SMB: version 1, signing, and sessions for guests.

mod ntlm;

use model::evidence::Evidence;
use model::finding::Observation;
use net::{NetError, Stream};

use crate::context::Context;
use crate::talk::gather;
use crate::wire::{u16_le_at, u32_at, u32_le_at};

gather!(SMB: "smb", &["smb-v1", "smb-signing-not-required", "smb-guest-session"],
    Tcp, &["smb", "microsoft-ds", "netbios-ssn"], &[445, 139], talk);

/// The longest message that is read.
const MAX_MESSAGE: usize = 128 * 1024;
/// SMB1 NEGOTIATE with the one dialect `NT LM 0.12`.
const NEGOTIATE_1: &[u8] = b"\xffSMB\x72\0\0\0\0\x18\x01\xc8\0\0\0\0\0\0\0\0\0\0\0\0\xff\xff\xfe\xff\0\0\0\0\0\x0c\0\x02NT LM 0.12\0";
/// STATUS_MORE_PROCESSING_REQUIRED.
const MORE: u32 = 0xc000_0016;

async fn talk(context: Context<'_>, found: &mut Vec<Observation>) -> Result<(), NetError> {
    let old = ask_version_1(context).await?;
    if let Some(signing_required) = old {
        let evidence = Evidence::new("the dialect NT LM 0.12 of SMB 1 was negotiated");
        found.push(context.confirmed("smb-v1", evidence));
        if !signing_required {
            found.push(unsigned(context, "SMB 1"));
        }
    }
    match ask_version_2(context).await {
        Ok((signing_required, guest)) => {
            if !signing_required && !found.iter().any(|o| o.check == "smb-signing-not-required") {
                found.push(unsigned(context, "SMB 2"));
            }
            found.extend(guest.map(|flags| {
                let evidence = Evidence::new("a user that does not exist was let in as a guest");
                context
                    .confirmed("smb-guest-session", evidence.with("session flags", format!("{flags:#06x}")))
            }));
        }
        // A server of version 1 alone closes here.
        Err(NetError::Closed | NetError::Protocol(_)) if old.is_some() => {}
        Err(error) => return Err(error),
    }
    Ok(())
}

fn unsigned(context: Context<'_>, version: &str) -> Observation {
    let evidence = Evidence::new(format!(
        "{version} messages need not be signed: the negotiated security mode allows it"
    ));
    context.confirmed("smb-signing-not-required", evidence)
}

/// Whether SMB 1 requires signing; `None` where it is not spoken.
async fn ask_version_1(context: Context<'_>) -> Result<Option<bool>, NetError> {
    let mut stream = context.open().await?;
    match exchange(&mut stream, NEGOTIATE_1).await {
        Ok(answer) => Ok(version_1(&answer)),
        Err(NetError::Closed) => Ok(None),
        Err(error) => Err(error),
    }
}

fn version_1(answer: &[u8]) -> Option<bool> {
    let negotiated = answer.starts_with(b"\xffSMB\x72")
        && u32_le_at(answer, 5) == Some(0)
        && answer.get(32) == Some(&17)
        && u16_le_at(answer, 33) == Some(0);
    // Bit 3 of the security mode: signatures required.
    negotiated.then(|| answer.get(35).is_some_and(|mode| mode & 8 != 0))
}

/// Whether signing is required, and the session flags of a guest session if one was given.
async fn ask_version_2(context: Context<'_>) -> Result<(bool, Option<u16>), NetError> {
    let mut stream = context.open().await?;
    let answer = exchange(&mut stream, &negotiate_2()).await?;
    let mode = version_2(&answer).ok_or(NetError::Protocol("SMB 2 answer"))?;
    let guest = match guest_session(&mut stream).await {
        Ok(flags) => flags,
        Err(NetError::Stopped) => return Err(NetError::Stopped),
        Err(_) => None,
    };
    Ok((mode & 2 != 0, guest))
}

/// The security mode of a NEGOTIATE response.
fn version_2(answer: &[u8]) -> Option<u16> {
    let fine = answer.starts_with(b"\xfeSMB")
        && u32_le_at(answer, 8) == Some(0)
        && u16_le_at(answer, 64) == Some(65);
    fine.then(|| u16_le_at(answer, 66)).flatten()
}

/// Signs in as a user that does not exist, with a password response that is no response: only a server that maps bad
/// users to guests says yes.
async fn guest_session(stream: &mut Stream) -> Result<Option<u16>, NetError> {
    let challenge = exchange(stream, &session_setup(1, 0, &ntlm::negotiate())).await?;
    if u32_le_at(&challenge, 8) != Some(MORE) {
        return Ok(None);
    }
    let session = challenge.get(40..48).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes);
    let answer = exchange(stream, &session_setup(2, session, &ntlm::authenticate())).await?;
    let flags = u16_le_at(&answer, 66).unwrap_or(0);
    Ok((answer.starts_with(b"\xfeSMB") && u32_le_at(&answer, 8) == Some(0) && flags & 1 != 0)
        .then_some(flags))
}

fn header_2(command: u16, message: u64, session: u64) -> Vec<u8> {
    let mut out = b"\xfeSMB\x40\0\0\0\0\0\0\0".to_vec();
    out.extend_from_slice(&command.to_le_bytes());
    out.extend_from_slice(&[1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    out.extend_from_slice(&message.to_le_bytes());
    out.extend_from_slice(&[0; 8]);
    out.extend_from_slice(&session.to_le_bytes());
    out.extend_from_slice(&[0; 16]);
    out
}

/// Dialects 2.0.2, 2.1, 3.0 and 3.0.2; signing enabled on our side.
fn negotiate_2() -> Vec<u8> {
    let mut out = header_2(0, 0, 0);
    out.extend_from_slice(&[36, 0, 4, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
    out.extend_from_slice(b"watchpost-client");
    out.extend_from_slice(&[0; 8]);
    for dialect in [0x0202_u16, 0x0210, 0x0300, 0x0302] {
        out.extend_from_slice(&dialect.to_le_bytes());
    }
    out
}

fn session_setup(message: u64, session: u64, token: &[u8]) -> Vec<u8> {
    let mut out = header_2(1, message, session);
    out.extend_from_slice(&[25, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 88, 0]);
    out.extend_from_slice(&u16::try_from(token.len()).unwrap_or(0).to_le_bytes());
    out.extend_from_slice(&[0; 8]);
    out.extend_from_slice(token);
    out
}

/// Sends one message and reads one, in the framing of direct TCP.
async fn exchange(stream: &mut Stream, message: &[u8]) -> Result<Vec<u8>, NetError> {
    let length = u32::try_from(message.len()).unwrap_or(0).to_be_bytes();
    stream.send(&[length.as_slice(), message].concat()).await?;
    let head = stream.read_count(4).await?;
    let length = u32_at(&head, 0).unwrap_or(0) as usize;
    if head.first() != Some(&0) || length > MAX_MESSAGE {
        return Err(NetError::Protocol("SMB message"));
    }
    stream.read_count(length).await
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn offsets_add_up() {
        assert_eq!(header_2(0, 0, 0).len(), 64);
        assert_eq!(negotiate_2().len(), 64 + 36 + 8);
        assert_eq!(session_setup(1, 0, b"").len(), 88);
    }

    proptest! {
        #[test]
        fn never_panics(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            let _ = version_1(&[b"\xffSMB\x72".as_slice(), &bytes].concat());
            let _ = version_2(&[b"\xfeSMB".as_slice(), &bytes].concat());
        }
    }
}
