//! Data stores that answer whoever asks.

use crate::demo::accept::{Heard, Say, Script};

pub(super) const REDIS: Script = Script { hello: Vec::new, lines: false, answer: redis };

const REDIS_INFO: &str = "# Server\r\nredis_version:6.0.9\r\nredis_mode:standalone\r\nos:Linux 5.10.0 x86_64\r\n\
                          arch_bits:64\r\nprocess_id:812\r\ntcp_port:6379\r\nuptime_in_days:211\r\n";

/// Commands come as a line or as an array of strings; either way the word is in it.
fn redis(heard: &Heard<'_>) -> Say {
    if !(heard.bytes.is_ascii() && heard.bytes.ends_with(b"\n")) {
        return Say::bye("-ERR Protocol error\r\n");
    }
    if heard.repairs.has_redis() {
        return Say::text("-NOAUTH Authentication required.\r\n");
    }
    if heard.holds("INFO") {
        return Say::More(format!("${}\r\n{REDIS_INFO}\r\n", REDIS_INFO.len()).into_bytes());
    }
    match heard.word().as_str() {
        "QUIT" => Say::bye("+OK\r\n"),
        _ if heard.holds("PING") => Say::text("+PONG\r\n"),
        "GET" | "POST" => Say::bye("-ERR wrong number of arguments for 'get' command\r\n"),
        _ => Say::text("-ERR unknown command\r\n"),
    }
}

pub(super) const MEMCACHED: Script = Script { hello: Vec::new, lines: true, answer: memcached };

fn memcached(heard: &Heard<'_>) -> Say {
    match heard.word().as_str() {
        "VERSION" => Say::text("VERSION 1.4.25\r\n"),
        "STATS" => Say::text(
            "STAT pid 1204\r\nSTAT uptime 18230417\r\nSTAT version 1.4.25\r\nSTAT curr_connections 12\r\n\
             STAT curr_items 48211\r\nSTAT bytes 31457280\r\nSTAT limit_maxbytes 67108864\r\nEND\r\n",
        ),
        "GET" | "GETS" => Say::text("END\r\n"),
        "QUIT" => Say::Last(Vec::new()),
        _ => Say::text("ERROR\r\n"),
    }
}

/// A server that lets root in whatever the answer to its challenge is, and knows no command but the end.
pub(super) const MYSQL: Script = Script {
    hello: greeting,
    lines: false,
    answer: |heard| match (heard.turn, heard.bytes.get(3)) {
        // OK, nothing changed, autocommit, no warnings; it follows the packet that it answers.
        (0, Some(sequence)) => Say::More(packet(sequence.wrapping_add(1), &[0, 0, 0, 2, 0, 0, 0])),
        _ => Say::Last(Vec::new()),
    },
};

/// The handshake of protocol 10.
fn greeting() -> Vec<u8> {
    let mut body = b"\x0a5.5.47-0+deb8u1\0".to_vec();
    body.extend_from_slice(&[0x2a, 0, 0, 0]);
    body.extend_from_slice(b"hArb0ur1\0");
    // Long passwords, databases, protocol 4.1, transactions, secure connections.
    body.extend_from_slice(&[0x09, 0xa2, 0x08, 0x02, 0x00, 0x08, 0x00, 21]);
    body.extend_from_slice(&[0; 10]);
    body.extend_from_slice(b"goodstrading\0mysql_native_password\0");
    packet(0, &body)
}

fn packet(sequence: u8, body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u32).to_le_bytes();
    let mut out = length.get(..3).unwrap_or_default().to_vec();
    out.push(sequence);
    out.extend_from_slice(body);
    out
}
