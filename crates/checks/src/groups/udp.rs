//! Services over UDP: most are found by the answer alone, and most amplify.

use super::remote::{RPC_DUMP_UDP, rpc_dump};
use crate::talk::talk;
use crate::wire::u16_at;

talk!(MEMCACHED: "memcached-udp", Udp, &["memcached", "memcache"], &[11211], true, b"\x77\x70\0\0\0\x01\0\0version\r\n", memcached);
talk!(NTP: "ntp-monlist", Udp, &["ntp"], &[123], false, MONLIST, ntp);
talk!(TFTP: "tftp-open", Udp, &["tftp"], &[69], true, b"\0\x01watchpost-no-such-file-7f3a\0octet\0", tftp);
talk!(RPCBIND: "rpcbind-exposed", Udp, &["rpcbind", "portmapper", "sunrpc"], &[111], true, RPC_DUMP_UDP, rpc_dump);

/// Mode 7, implementation 3 (XNTPD), request 42 (MON_GETLIST_1).
const MONLIST: &[u8] =
    b"\x17\0\x03\x2a\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

fn memcached(answer: &[u8]) -> Option<&'static str> {
    (answer.starts_with(b"wp") && answer.get(8..)?.starts_with(b"VERSION "))
        .then_some("memcached answers datagrams, whose sender can be forged")
}

/// A response of mode 7 without an error that carries at least one item.
fn ntp(answer: &[u8]) -> Option<&'static str> {
    let response = matches!(answer, [first, _, 3, 0x2a, ..] if first & 0x87 == 0x87);
    let state = u16_at(answer, 4)?;
    (response && state >> 12 == 0 && state & 0x0fff > 0).then_some("the list of clients was given")
}

/// Data (3), or an error (5) about the file: both show that requests are served.
fn tftp(answer: &[u8]) -> Option<&'static str> {
    matches!(u16_at(answer, 0)?, 3 | 5).then_some("a TFTP server serves requests without any sign-in")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_apart() {
        assert!(ntp(&[0xd7, 0, 3, 42, 0, 1, 0, 72]).is_some());
        assert!(ntp(&[0x97, 0, 3, 42, 0x40, 0, 0, 0]).is_none());
        assert!(memcached(b"wp\0\0\0\x01\0\0VERSION 1.6\r\n").is_some());
        assert!(tftp(b"\0\x05\0\x01File not found\0").is_some() && tftp(b"\0\x01").is_none());
    }
}
