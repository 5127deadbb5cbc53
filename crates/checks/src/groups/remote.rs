//! Remote desktops and calls.

use crate::talk::talk;
use crate::wire::{u16_at, u16_le_at, u32_at};

talk!(X11: "x11-open", Tcp, &["x11", "X11"], &[6000, 6001, 6002, 6003, 6004, 6005, 6006, 6007, 6008, 6009], false,
    b"l\0\x0b\0\0\0\0\0\0\0\0\0", x11);
talk!(RDP: "rdp-no-nla", Tcp, &["rdp", "ms-wbt-server"], &[3389], true, RDP_REQUEST, rdp);
talk!(RPCBIND: "rpcbind-exposed", Tcp, &["rpcbind", "portmapper", "sunrpc"], &[111], true, RPC_DUMP_TCP, rpc_tcp);

/// X.224 connection request with an RDP negotiation request for TLS alone: a server that wants NLA must say so.
const RDP_REQUEST: &[u8] = b"\x03\0\0\x13\x0e\xe0\0\0\0\0\0\x01\0\x08\0\x01\0\0\0";
/// ONC RPC call (record mark, xid, call, RPC 2, portmapper 100000, version 2, DUMP) without credentials.
const RPC_DUMP_TCP: &[u8] =
    b"\x80\0\0\x28wpst\0\0\0\0\0\0\0\x02\0\x01\x86\xa0\0\0\0\x02\0\0\0\x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

/// The first byte is 1 for success; then the protocol's major version 11.
fn x11(answer: &[u8]) -> Option<&'static str> {
    (answer.first() == Some(&1) && u16_le_at(answer, 2) == Some(11))
        .then_some("the X server let a client in without authorisation")
}

/// A negotiation response (type 2) that takes plain RDP security (0) or TLS alone (1); a failure (type 3) wants more.
fn rdp(answer: &[u8]) -> Option<&'static str> {
    let confirmed = answer.first() == Some(&3) && answer.get(5) == Some(&0xd0);
    let selected = answer.get(15).filter(|_| answer.get(11) == Some(&2));
    let old = u16_at(answer, 2) == Some(11);
    (confirmed && (matches!(selected, Some(0 | 1)) || old))
        .then_some("a session without Network Level Authentication is offered")
}

fn rpc_tcp(answer: &[u8]) -> Option<&'static str> {
    rpc_dump(answer.get(4..)?)
}

/// An accepted reply to the same call with at least one mapping.
pub(super) fn rpc_dump(answer: &[u8]) -> Option<&'static str> {
    let accepted = answer.starts_with(b"wpst")
        && u32_at(answer, 4) == Some(1)
        && u32_at(answer, 8) == Some(0)
        && u32_at(answer, 20) == Some(0)
        && u32_at(answer, 24) == Some(1);
    accepted.then_some("the portmapper lists its programs")
}

/// The call as a datagram: without the record mark.
pub(super) const RPC_DUMP_UDP: &[u8] = RPC_DUMP_TCP.split_at(4).1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_apart() {
        assert!(rdp(b"\x03\0\0\x13\x0e\xd0\0\0\0\0\0\x02\0\x08\0\x01\0\0\0").is_some());
        assert!(rdp(b"\x03\0\0\x13\x0e\xd0\0\0\0\0\0\x03\0\x08\0\x05\0\0\0").is_none());
        assert!(x11(b"\x01\0\x0b\0\0\0").is_some() && x11(b"\0\x10\x0b\0\0\0").is_none());
        assert_eq!(RPC_DUMP_TCP.len() - 4, usize::from(RPC_DUMP_TCP[3]));
    }
}
