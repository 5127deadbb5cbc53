//! SSH: what the server offers in its KEXINIT, which is sent before anything is encrypted.

mod hostkey;

use model::evidence::Evidence;
use model::finding::Observation;
use net::{NetError, Stream};

use crate::context::Context;
use crate::talk::gather;
use crate::wire::u32_at;

gather!(SSH: "ssh", &["ssh-weak-kex", "ssh-weak-cipher", "ssh-weak-mac", "ssh-weak-hostkey", "ssh-protocol-1"],
    Tcp, &["ssh"], &[22, 2222], talk);

/// The longest packet (RFC 4253 section 6.1 asks for 35,000 bytes).
const MAX_PACKET: usize = 35_000;
/// The most lines before the version line.
const MAX_LINES: usize = 32;

/// The name lists of a KEXINIT, in the order of RFC 4253 section 7.1.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Offer {
    kex: Vec<String>,
    host_keys: Vec<String>,
    ciphers: Vec<String>,
    macs: Vec<String>,
}

async fn talk(context: Context<'_>, found: &mut Vec<Observation>) -> Result<(), NetError> {
    let mut stream = context.open().await?;
    let mut version = String::new();
    for _ in 0..MAX_LINES {
        let line = stream.read_until(b"\n", 1024).await?;
        if line.starts_with(b"SSH-") {
            version = String::from_utf8_lossy(&line).trim_end().to_owned();
            break;
        }
    }
    if version.starts_with("SSH-1.") {
        let evidence = Evidence::new("the server offers version 1 of the protocol").with("banner", &version);
        found.push(context.confirmed("ssh-protocol-1", evidence));
        if !version.starts_with("SSH-1.99") {
            return Ok(());
        }
    } else if !version.starts_with("SSH-2.") {
        return Err(NetError::Protocol("SSH version line"));
    }
    stream.send(b"SSH-2.0-watchpost\r\n").await?;
    let packet = read_packet(&mut stream).await?;
    let offer = kexinit(&packet).ok_or(NetError::Protocol("SSH key exchange offer"))?;
    found.extend(weaknesses(&offer).into_iter().map(|(word, evidence)| context.confirmed(word, evidence)));
    // The offer has been judged; a server that goes no further with us takes nothing of that back.
    let bits = match hostkey::rsa_bits(&mut stream, &offer).await {
        Err(NetError::Stopped) => return Err(NetError::Stopped),
        bits => bits.ok().flatten(),
    };
    if let Some(bits) = bits.filter(|b| *b < 2048)
        && !found.iter().any(|o| o.check == "ssh-weak-hostkey")
    {
        let evidence = Evidence::new(format!("the RSA host key has only {bits} bits"));
        found.push(context.confirmed("ssh-weak-hostkey", evidence));
    }
    Ok(())
}

/// The next unencrypted packet, without its length.
async fn read_packet(stream: &mut Stream) -> Result<Vec<u8>, NetError> {
    let length = u32_at(&stream.read_count(4).await?, 0).unwrap_or(0) as usize;
    if !(2..=MAX_PACKET).contains(&length) {
        return Err(NetError::Protocol("SSH packet"));
    }
    stream.read_count(length).await
}

/// Reads a packet (after its length) that holds a KEXINIT.
fn kexinit(packet: &[u8]) -> Option<Offer> {
    // Padding length, message number 20, a cookie of 16 bytes, then the lists.
    if packet.get(1) != Some(&20) {
        return None;
    }
    let mut at = 18;
    let mut list = || {
        let length = u32_at(packet, at)? as usize;
        let text = packet.get(at + 4..(at + 4).checked_add(length)?)?;
        at += 4 + length;
        let text = std::str::from_utf8(text).ok()?;
        Some(text.split(',').filter(|n| !n.is_empty()).map(str::to_owned).collect::<Vec<_>>())
    };
    let (kex, host_keys) = (list()?, list()?);
    let (mut ciphers, back) = (list()?, list()?);
    merge(&mut ciphers, back);
    let (mut macs, back) = (list()?, list()?);
    merge(&mut macs, back);
    Some(Offer { kex, host_keys, ciphers, macs })
}

fn merge(names: &mut Vec<String>, more: Vec<String>) {
    for name in more {
        if !names.contains(&name) {
            names.push(name);
        }
    }
}

fn weaknesses(offer: &Offer) -> Vec<(&'static str, Evidence)> {
    let weak = |names: &[String], is_weak: fn(&str) -> bool| -> Vec<String> {
        names.iter().filter(|n| is_weak(n)).cloned().collect()
    };
    let mut found = Vec::new();
    for (word, names, is_weak, summary) in [
        ("ssh-weak-kex", &offer.kex, weak_kex as fn(&str) -> bool, "weak key exchange methods are offered"),
        ("ssh-weak-cipher", &offer.ciphers, weak_cipher, "weak ciphers are offered"),
        ("ssh-weak-mac", &offer.macs, weak_mac, "weak message authentication codes are offered"),
    ] {
        let weak = weak(names, is_weak);
        if !weak.is_empty() {
            let evidence =
                Evidence::new(summary).with("weak", weak.join(", ")).with("offered", names.join(", "));
            found.push((word, evidence));
        }
    }
    found.extend(weak_host_keys(&offer.host_keys));
    found
}

/// Whatever rests on SHA-1: fixed groups, the group exchange and RSA-1024 (RFC 9142).
fn weak_kex(name: &str) -> bool {
    matches!(
        name,
        "diffie-hellman-group1-sha1"
            | "diffie-hellman-group-exchange-sha1"
            | "rsa1024-sha1"
            | "diffie-hellman-group14-sha1"
    ) || name.starts_with("gss-group1-sha1-")
        || name.starts_with("gss-gex-sha1-")
}

fn weak_cipher(name: &str) -> bool {
    name == "none" || name.ends_with("-cbc") || name.contains("-cbc@") || name.starts_with("arcfour")
}

fn weak_mac(name: &str) -> bool {
    name == "none" || name.contains("md5") || name.contains("-96") || name.starts_with("umac-32")
}

/// DSA at all (1024 bits by RFC 4253), or SHA-1 signatures as the only way for RSA.
fn weak_host_keys(names: &[String]) -> Option<(&'static str, Evidence)> {
    let has = |name: &str| names.iter().any(|n| n == name);
    let old_rsa = has("ssh-rsa") && !has("rsa-sha2-256") && !has("rsa-sha2-512");
    let weak: Vec<_> =
        names.iter().filter(|n| *n == "ssh-dss" || (old_rsa && *n == "ssh-rsa")).cloned().collect();
    (!weak.is_empty()).then(|| {
        let evidence = Evidence::new("the server proves itself with weak host keys");
        ("ssh-weak-hostkey", evidence.with("weak", weak.join(", ")).with("offered", names.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(lists: [&str; 4], expect: &[&str]) {
        let [kex, host_keys, ciphers, macs] = lists.map(|l| l.split(',').map(str::to_owned).collect());
        let words: Vec<_> =
            weaknesses(&Offer { kex, host_keys, ciphers, macs }).iter().map(|w| w.0).collect();
        assert_eq!(words, expect);
    }

    #[test]
    fn weak_algorithms_are_told_from_sound_ones() {
        let sound = [
            "sntrup761x25519-sha512@openssh.com,curve25519-sha256,diffie-hellman-group14-sha256",
            "rsa-sha2-512,ssh-rsa,ssh-ed25519",
            "chacha20-poly1305@openssh.com,aes128-ctr,aes256-gcm@openssh.com",
            "umac-64-etm@openssh.com,hmac-sha1,hmac-sha2-256",
        ];
        check(sound, &[]);
        check(
            ["diffie-hellman-group1-sha1", "ssh-dss", "3des-cbc", "hmac-md5"],
            &["ssh-weak-kex", "ssh-weak-cipher", "ssh-weak-mac", "ssh-weak-hostkey"],
        );
        check([sound[0], "ssh-rsa", sound[2], sound[3]], &["ssh-weak-hostkey"]);
    }

    proptest! {
        #[test]
        fn never_panics(mut packet in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Some(kind) = packet.get_mut(1) { *kind = 20; }
            let _ = kexinit(&packet);
        }
    }
}
