//! SSH as far as it goes before anything is encrypted: the version and the offer of methods (RFC 4253, section 7).

use crate::demo::accept::{Heard, Say, Script};

/// As an installation of 2016 offers it.
pub(super) const OLD: Script = Script {
    hello: || b"SSH-2.0-OpenSSH_7.2p2 Ubuntu-4ubuntu2.8\r\n".to_vec(),
    lines: false,
    answer: |heard| {
        once(
            heard,
            &[
                "curve25519-sha256@libssh.org,diffie-hellman-group14-sha1,diffie-hellman-group-exchange-sha1,diffie-hellman-group1-sha1",
                "ssh-rsa,ssh-dss",
                "aes128-ctr,aes256-ctr,aes128-cbc,3des-cbc,arcfour256",
                "hmac-sha2-256,hmac-sha1,hmac-md5,hmac-sha1-96",
            ],
        )
    },
};

/// As a recent one does.
pub(super) const NEW: Script = Script {
    hello: || b"SSH-2.0-OpenSSH_10.0\r\n".to_vec(),
    lines: false,
    answer: |heard| {
        once(
            heard,
            &[
                "mlkem768x25519-sha256,sntrup761x25519-sha512,curve25519-sha256,kex-strict-s-v00@openssh.com",
                "ssh-ed25519",
                "chacha20-poly1305@openssh.com,aes256-gcm@openssh.com",
                "hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com",
            ],
        )
    },
};

/// The offer answers the first piece; whatever follows would need keys.
fn once(heard: &Heard<'_>, offer: &[&str; 4]) -> Say {
    if heard.turn > 0 || !heard.bytes.starts_with(b"SSH-") {
        return Say::Last(Vec::new());
    }
    Say::More(kexinit(offer))
}

/// A KEXINIT in an unencrypted packet: methods, host keys, then ciphers and codes for both ways.
fn kexinit([kex, keys, ciphers, macs]: &[&str; 4]) -> Vec<u8> {
    let mut payload = vec![20];
    // The cookie need not be random: no key is ever made from it.
    payload.extend_from_slice(&[0x5a; 16]);
    for list in [kex, keys, ciphers, ciphers, macs, macs, &"none", &"none", &"", &""] {
        payload.extend_from_slice(&(list.len() as u32).to_be_bytes());
        payload.extend_from_slice(list.as_bytes());
    }
    // No guess follows; four bytes are reserved.
    payload.extend_from_slice(&[0; 5]);
    let padding = 4 + (8 - (payload.len() + 5 + 4) % 8) % 8;
    let mut packet = ((payload.len() + padding + 1) as u32).to_be_bytes().to_vec();
    packet.push(padding as u8);
    packet.extend_from_slice(&payload);
    packet.resize(packet.len() + padding, 0);
    packet
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_are_whole_blocks() {
        for lists in [["a", "b", "c", "d"], ["", "", "", ""], ["abcdefg", "h", "ij", "klm"]] {
            let packet = kexinit(&lists);
            assert_eq!(packet.len() % 8, 0);
            let length = u32::from_be_bytes([packet[0], packet[1], packet[2], packet[3]]) as usize;
            assert_eq!(length + 4, packet.len());
            assert!(packet[4] >= 4, "at least four bytes of padding");
        }
    }
}
