//! DNS: recursion for anybody and the server's version.

use model::evidence::Evidence;
use model::finding::Observation;
use model::ports::Protocol;
use net::NetError;

use crate::context::{Context, shown};
use crate::talk::gather;
use crate::wire::u16_at;

const WORDS: &[&str] = &["dns-open-recursion", "dns-version-disclosed"];
gather!(UDP: "dns-udp", WORDS, Udp, &["dns", "domain"], &[53], talk);
gather!(TCP: "dns-tcp", WORDS, Tcp, &["dns", "domain"], &[53], talk);

/// TXT version.bind in class CHAOS.
const VERSION: &[u8] = b"wp\x01\0\0\x01\0\0\0\0\0\0\x07version\x04bind\0\0\x10\0\x03";
/// NS of the root with recursion wanted: every resolver has it at hand, so that nobody else is bothered.
const ROOT: &[u8] = b"wq\x01\0\0\x01\0\0\0\0\0\0\0\0\x02\0\x01";

async fn talk(context: Context<'_>, found: &mut Vec<Observation>) -> Result<(), NetError> {
    let answer = ask(context, VERSION).await?;
    if let Some(version) = version(&answer) {
        let evidence = Evidence::new("the server tells its version").with("version.bind", version);
        found.push(context.confirmed("dns-version-disclosed", evidence));
    }
    let answer = ask(context, ROOT).await?;
    if recurses(&answer) {
        let evidence = Evidence::new("a foreign name was answered with recursion").with("asked", ". NS");
        found.push(context.confirmed("dns-open-recursion", evidence.with("received", shown(&answer))));
    }
    Ok(())
}

async fn ask(context: Context<'_>, question: &[u8]) -> Result<Vec<u8>, NetError> {
    if context.port.protocol == Protocol::Udp {
        return context.datagram(question).await;
    }
    let mut stream = context.open().await?;
    let length = u16::try_from(question.len()).unwrap_or(0);
    stream.send(&[length.to_be_bytes().as_slice(), question].concat()).await?;
    let length = u16_at(&stream.read_count(2).await?, 0).unwrap_or(0);
    stream.read_count(usize::from(length)).await
}

/// The text of the first TXT answer.
fn version(answer: &[u8]) -> Option<String> {
    if !answer.starts_with(b"wp") || u16_at(answer, 6)? == 0 {
        return None;
    }
    // Header and question are as sent; the owner name is a pointer or the name again.
    let mut at = VERSION.len();
    at += match answer.get(at)? {
        pointer if pointer & 0xc0 == 0xc0 => 2,
        _ => 14,
    };
    if u16_at(answer, at)? != 16 {
        return None;
    }
    let length = usize::from(*answer.get(at + 10)?);
    let text = answer.get(at + 11..at + 11 + length)?;
    (!text.is_empty()).then(|| String::from_utf8_lossy(text).into_owned())
}

/// Recursion available, no error, not the server's own zone, and an answer.
fn recurses(answer: &[u8]) -> bool {
    let flags = u16_at(answer, 2).unwrap_or(0);
    answer.starts_with(b"wq")
        && flags & 0x8000 != 0
        && flags & 0x0080 != 0
        && flags & 0x0400 == 0
        && flags & 0x000f == 0
        && u16_at(answer, 6).is_some_and(|count| count > 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn answers_are_read() {
        let mut answer = VERSION.to_vec();
        answer[7] = 1;
        answer.extend_from_slice(b"\xc0\x0c\0\x10\0\x03\0\0\0\0\0\x05\x049.18");
        assert_eq!(version(&answer).as_deref(), Some("9.18"));
        assert!(recurses(b"wq\x81\x80\0\x01\0\x0d\0\0\0\0"));
        assert!(!recurses(b"wq\x81\x05\0\x01\0\0\0\0\0\0"));
        assert!(!recurses(b"wq\x85\x80\0\x01\0\x0d\0\0\0\0"));
    }

    proptest! {
        #[test]
        fn never_panics(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let _ = recurses(&bytes);
            let _ = version(&[b"wp".as_slice(), &bytes].concat());
        }
    }
}
